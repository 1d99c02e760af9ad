"""Every number of a table has a class: what its column holds, or that its table is set aside."""

from collections.abc import Mapping

from tests.conform.conforming import conform_pages
from tests.conform.trees import page, table

HEAD = ["单位编码", "支出功能分类科目", "合计", "基本支出", "项目支出"]
ROWS = [
    ["", "合计", "30.00", "10.00", "20.00"],
    ["245001", "20103-政府办公厅（室）及相关机构事务", "30.00", "10.00", "20.00"],
    ["245001", "2010301-行政运行", "12.00", "10.00", "2.00"],
    ["245001", "2010302-一般行政管理事务", "18.00", "0.00", "18.00"],
]
TITLE = ("部门支出总表", "单位：万元")


def classes(title: tuple[str, ...], rows: list[list[str]]) -> Mapping[str, str]:
    """The class of each printed number of a table under this title."""
    conformed = conform_pages(page(2, title, table(rows)))
    return {str(number["token"]): str(number["class"]) for number in conformed.table_number}


def test_codes_of_units_and_codes_in_front_of_names_are_codes() -> None:
    found = classes(TITLE, [HEAD, *ROWS])
    assert {found[code] for code in ("245001", "20103", "2010301", "2010302")} == {"code"}
    assert {found[amount] for amount in ("30.00", "12.00", "18.00")} == {"amount"}


def test_a_table_in_no_layout_is_set_aside_with_each_of_its_numbers() -> None:
    rows = [["甲", "乙"], ["1", "2,345.00"], ["3", "超过4项"]]
    assert set(classes(("土地情况表",), rows).values()) == {"quarantined"}


def test_a_table_without_money_is_no_money_set_aside() -> None:
    rows = [["甲", "乙"], ["08", "3"]]
    found = classes(("土地情况表",), rows)
    assert found == {"08": "code", "3": "other_table"}


def test_a_column_that_numbers_the_rows_of_a_list_is_a_sequence() -> None:
    rows = [["序号", "单位名称", "人数"], ["1", "江城市财政局（本级）", "30"], ["2", "财政所", "4"]]
    found = classes(("编制范围",), rows)
    assert found == {"1": "sequence", "2": "sequence", "30": "other_table", "4": "other_table"}


def test_a_class_of_operating_costs_is_above_its_sections() -> None:
    rows = [
        ["科目编码", "科目名称", "机关运行经费"],
        ["302", "商品和服务支出", "30.00"],
        ["30201", "办公费", "12.00"],
        ["30202", "印刷费", "18.00"],
    ]
    conformed = conform_pages(page(2, ("机关运行经费支出预算表", "单位：万元"), table(rows)))
    kinds = {s["row_label"]: s["line_kind"] for s in conformed.statement}
    assert kinds == {"商品和服务支出": "subtotal", "办公费": "leaf", "印刷费": "leaf"}
