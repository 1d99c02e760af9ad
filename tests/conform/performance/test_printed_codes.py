"""Codes beside the amounts of a list of projects: of the line, of one book, none of a total."""

from decimal import Decimal

from pipelines.conform.conformed import Conformed
from tests.conform.performance.test_project_lists import YUAN, read, reasons
from tests.conform.trees import page, table

CODED = [
    ["项目名称", "功能科目编码", "功能科目名称", "经济科目编码", "经济科目名称", "合计"],
    ["免费开放补助", "2070109", "群众文化", "30201", "办公费", "10.00"],
    ["^", "[2070199]其他文化和旅游支出", "", "30226", "劳务费", "20.00"],
    ["设备购置", "2070109", "群众文化", "50601", "资本性支出", "5.00"],
]


def codes_of(conformed: Conformed) -> dict[object, tuple[object, ...]]:
    names = ("function_code", "economic_system", "economic_code", "government_economic_code")
    return {s["amount_yuan"]: tuple(s[name] for name in names) for s in conformed.statement}


def test_an_amount_has_the_codes_of_its_own_line() -> None:
    found = codes_of(read(page(2, YUAN, table(CODED))))
    assert found[Decimal(10)] == ("2070109", "department", "30201", None)
    assert found[Decimal(20)] == ("2070199", "department", "30226", None)
    assert found[Decimal(5)] == ("2070109", None, None, "50601")


def test_a_total_over_all_columns_has_no_code() -> None:
    total = ["合  计", "<", "<", "<", "<", "35.00"]
    found = read(page(2, YUAN, table([*CODED, total])))
    assert codes_of(found)[Decimal(35)] == (None, None, None, None)
    assert [s["line_kind"] for s in found.statement if s["amount_yuan"] == 35] == ["total"]
    assert reasons(found) == []
