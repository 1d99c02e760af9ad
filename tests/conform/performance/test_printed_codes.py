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


def test_codes_under_heads_that_name_only_the_classification() -> None:
    rows = [
        ["单位名称", "项目名称", "支出功能科目", "经济分类", "资金来源", "<"],
        ["^", "^", "^", "^", "合计", "一般公共预算"],
        ["江城市水务局", "养老补助", "2080299", "30399", "60.00", "60.00"],
        ["江城市水务局", "社区建设", "2080299 其他民政管理事务", "办公费", "30.00", "30.00"],
        ["合计", "<", "<", "<", "90.00", "90.00"],
    ]
    found = read(page(2, YUAN, table(rows)))
    assert codes_of(found)[Decimal(60)] == ("2080299", "department", "30399", None)
    assert codes_of(found)[Decimal(30)] == ("2080299", None, None, None)
    assert {s["grade"] for s in found.statement} == {"proved"} and reasons(found) == []
