"""Forms whose title is of another year or phase than the document, or of a whole county."""

from typing import Any

import pytest

from tests.conform.conforming import conform_pages
from tests.conform.trees import page, table

ROWS = [
    ["科目编码", "科目名称", "合计", "基本支出", "项目支出"],
    ["201", "一般公共服务支出", "35.00", "30.00", "5.00"],
    ["20103", "政府办公厅（室）及相关机构事务", "35.00", "30.00", "5.00"],
    ["2010301", "行政运行", "30.00", "30.00", ""],
    ["2010302", "一般行政管理事务", "5.00", "", "5.00"],
    ["", "合计", "35.00", "30.00", "5.00"],
]
BUDGET = ("江城市财政局", "2024年部门预算")


def times(*titles: str) -> list[set[tuple[Any, ...]]]:
    pages = [page(2 + at, (title, "单位：万元"), table(ROWS)) for at, title in enumerate(titles)]
    found = conform_pages(*pages, cover=BUDGET).statement
    return [
        {(s["fiscal_year"], s["phase"]) for s in found if s["page"] == 2 + at}
        for at in range(len(titles))
    ]


def test_last_years_account_in_a_budget_is_of_last_year() -> None:
    assert times("2023年一般公共预算支出决算表") == [{(2023, "final")}]


def test_a_form_of_each_of_two_years_is_of_its_year() -> None:
    found = times("2023年部门支出预算表", "2024年部门支出预算表")
    assert found == [{(2023, "budget")}, {(2024, "budget")}]


@pytest.mark.parametrize(
    "title", ["2023年部门支出预算表", "一般公共预算支出表", "2024年比2023年支出预算增减表"]
)
def test_a_year_left_over_in_a_title_changes_nothing(title: str) -> None:
    assert times(title) == [{(2024, "budget")}]


def test_a_form_of_the_whole_county_is_not_the_organisations() -> None:
    conformed = conform_pages(page(2, ("全县一般公共预算支出表", "单位：万元"), table(ROWS)))
    assert not conformed.statement and conformed.quarantine


def test_a_form_that_names_a_sub_unit_in_its_title_is_of_that() -> None:
    titles = (
        "支出总表",
        "支出总表（江城市第一小学）",
        "支出总表（按功能分类）",
        "支出总表（江城市财政局）",
    )
    pages = [page(2 + at, (title, "单位：万元"), table(ROWS)) for at, title in enumerate(titles)]
    found = conform_pages(*pages, cover=BUDGET).statement
    units = {(s["page"], s["unit_name"]) for s in found}
    assert units == {(2, None), (3, "江城市第一小学"), (4, None), (5, None)}
