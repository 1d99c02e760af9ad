"""Names of functional classes in the text: by their year, within their class, never a near one."""

import pytest

from pipelines.conform.narrative.function_names import FunctionNames, function_names
from pipelines.conform.narrative.wording_file import load_wording
from pipelines.locations import CODES, LAYOUTS


def names(year: int, **printed: str) -> FunctionNames:
    """The names of a year, where the tables of the document print these names with these codes."""
    rows = [
        {"function_code": code.removeprefix("c"), "row_label": name, "stated_in": "table"}
        for code, name in printed.items()
    ]
    return function_names(rows, CODES, year, load_wording(LAYOUTS))


@pytest.mark.parametrize(
    ("year", "lead", "code"),
    [
        (2018, "社会保障和就业支出（类）行政事业单位离退休（款）", "20805"),
        (2026, "社会保障和就业支出（类）行政事业单位养老支出（款）", "20805"),
        (2025, "一般公共服务支出（类）财政事务（款）行政运行（项）", "2010601"),
        # printed with and without 支出 at the end
        (
            2026,
            "社会保障和就业（类）行政事业单位养老支出（款）机关事业单位职业年金缴费（项）",
            "2080506",
        ),
    ],
)
def test_a_path_is_the_code_of_its_year(year: int, lead: str, code: str) -> None:
    lead = lead.translate(str.maketrans("（）", "()"))
    class_name, _, below = lead.partition("(类)")
    found = names(year).last_in(lead if "(项)" in lead else below, class_name)
    assert found is not None
    assert found.code == code


def test_a_name_that_many_codes_bear_needs_its_section() -> None:
    """The tables print one 行政运行 of the class: that of another 款 is not it."""
    read = names(2025, c2010301="行政运行")
    found = read.last_in("一般公共服务支出(类)不明事务(款)行政运行(项)")
    assert found is not None
    assert found.code is None
    found = read.last_in("一般公共服务支出(类)政府办公厅(室)及相关机构事务(款)行政运行(项)")
    assert found is not None
    assert found.code == "2010301"


def test_a_name_is_never_taken_from_another_class() -> None:
    read = names(2025, c2060399="某专项")
    found = read.last_in("教育支出(类)其他(款)某专项(项)")
    assert found is not None
    assert found.code is None
