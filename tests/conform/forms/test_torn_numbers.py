"""A number broken over two lines is one where the sums of its form say so, and only there."""

import pytest

from pipelines.conform.amounts import torn_amount
from pipelines.conform.conformed import Conformed
from tests.conform.conforming import amounts, conform_pages
from tests.conform.trees import page, table

HEADER = ["科目编码", "科目名称", "合计", "基本支出", "项目支出"]
TITLE = ("2023年一般公共预算支出表", "单位：万元")


def read(*rows: list[str]) -> Conformed:
    tables = table([HEADER, *rows], width=110.0)
    return conform_pages(page(2, TITLE, tables), cover=("江城市财政局", "2023年度部门预算"))


def set_aside(conformed: Conformed) -> list[str]:
    return [str(row["printed_text"]) for row in conformed.quarantine]


EDUCATION = ["205", "教育支出", "30\n1.50", "12.50", "28\n9.00"]
HEALTH = ["210", "卫生健康支出", "50.00", "50.00", ""]
TOTAL = ["", "合计", "351.50", "62.50", "28\n9.00"]


def test_torn_numbers_that_the_sums_confirm_are_read() -> None:
    found = read(EDUCATION, HEALTH, TOTAL)
    assert set_aside(found) == []
    stated = amounts(found, "function_code", "nature")
    assert stated["教育支出", "合计", "205", "total"] == 3_015_000
    assert stated["教育支出", "项目支出", "205", "project"] == 2_890_000
    printed = {row["printed_text"] for row in found.statement}
    assert "28\n9.00" in printed


def test_a_torn_number_that_breaks_a_sum_is_set_aside() -> None:
    found = read([*EDUCATION[:4], "28\n8.00"], HEALTH, [*TOTAL[:4], "288.00"])
    assert set_aside(found) == ["30\n1.50", "28\n8.00"]


def test_a_torn_number_in_no_sum_is_set_aside() -> None:
    found = read(["205", "教育支出", "28\n9.00", "", ""], HEALTH)
    assert set_aside(found) == ["28\n9.00"]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("28\n9.00", "289.00"),
        ("-28\n9.00", "-289.00"),
        ("1,23\n4,5\n67.80", "1234567.80"),
        ("(2\n8.00)", "-28.00"),
        ("12.50\n9.00", None),
        ("28", None),
        ("28.00", None),
        ("2023年\n9.00", None),
        ("28\n9.00元", None),
    ],
)
def test_lines_that_may_be_one_number(text: str, number: str | None) -> None:
    found = torn_amount(text)
    assert (str(found.number) if found else None) == number
