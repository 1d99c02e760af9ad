"""A form of a whole department says what the money is for and where it comes from."""

from tests.conform.conforming import conform_pages
from tests.conform.trees import page, table

COVER = ("江城市水务局", "2026年部门预算")
LINES = ["部门整体支出绩效目标表", "单位：万元"]


def flows(rows: list[list[str]]) -> dict[object, tuple[object, object]]:
    found = conform_pages(page(2, LINES, table(rows)), cover=COVER)
    return {s["row_label"]: (s["flow"], s["item_code"]) for s in found.statement}


def test_funds_below_the_head_of_revenue_are_revenue() -> None:
    rows = [
        ["部门名称", "江城市水务局", "<", "<"],
        ["部门预算支出", "预算金额", "收入来源", "预算金额"],
        ["基本支出", "60.00", "财政拨款", "90.00"],
        ["项目支出", "40.00", "其他资金", "10.00"],
    ]
    assert flows(rows) == {
        "基本支出": ("expenditure", None),
        "项目支出": ("expenditure", None),
        "财政拨款": ("revenue", None),
        "其他资金": ("revenue", None),
    }


def test_the_kinds_of_revenue_beside_their_head() -> None:
    rows = [
        ["部门名称", "江城市水务局", "<"],
        ["资金总额", "<", "100.00"],
        ["按收入性质分", "财政拨款", "90.00"],
        ["^", "其他资金", "10.00"],
        ["按支出性质分", "基本支出", "60.00"],
        ["^", "项目支出", "40.00"],
    ]
    found = flows(rows)
    assert found["资金总额"] == ("expenditure", "expenditure_grand_total")
    assert found["财政拨款"] == found["其他资金"] == ("revenue", None)
    assert found["基本支出"] == found["项目支出"] == ("expenditure", None)
