"""Tables of government procurement made by hand: categories, groups, items, codes, pages."""

from decimal import Decimal

from pipelines.conform.conformed import Conformed
from pipelines.extract.document_tree import Page
from tests.conform.conforming import conform_pages
from tests.conform.trees import page, table

BUDGET = ("江城市水务局", "2026年部门预算")
TITLE = ["2026年政府采购预算表", "单位：万元"]
HEAD = ["采购品目大类", "专项名称", "经济科目", "采购物品名称", "采购组织形式", "总计"]


def read(*pages: Page) -> Conformed:
    return conform_pages(*pages, cover=BUDGET)


def rows_of(conformed: Conformed, *names: str) -> list[tuple[object, ...]]:
    return [tuple(p[name] for name in names) for p in conformed.purchase]


def test_groups_lend_items_their_category_project_and_class() -> None:
    rows = [
        HEAD,
        ["合计", "", "", "", "", "9.00"],
        ["一、货物A", "", "", "", "", "5.00"],
        ["", "设备购置费", "办公设备购置", "", "", "5.00"],
        ["", "", "", "打印机", "政府集中采购", "2.00"],
        ["", "", "", "复印机", "政府集中采购", "3.00"],
        ["三、服务C", "", "", "", "", "4.00"],
        ["", "会议经费", "会议费", "", "", "4.00"],
        ["", "", "", "会议服务", "分散自行组织", "4.00"],
    ]
    found = read(page(2, TITLE, table(rows)))
    assert rows_of(found, "line_kind", "purchase_category", "economic_code", "amount_yuan") == [
        ("total", None, None, Decimal(90000)),
        ("subtotal", "goods", None, Decimal(50000)),
        ("subtotal", "goods", "31002", Decimal(50000)),
        ("leaf", "goods", "31002", Decimal(20000)),
        ("leaf", "goods", "31002", Decimal(30000)),
        ("subtotal", "services", None, Decimal(40000)),
        ("subtotal", "services", "30215", Decimal(40000)),
        ("leaf", "services", "30215", Decimal(40000)),
    ]
    items = [p for p in found.purchase if p["item_name"]]
    assert [(p["item_name"], p["project_name"], p["method"]) for p in items] == [
        ("打印机", "设备购置费", "政府集中采购"),
        ("复印机", "设备购置费", "政府集中采购"),
        ("会议服务", "会议经费", "分散自行组织"),
    ]


def test_amounts_are_statements_of_a_nature_of_their_own() -> None:
    rows = [["采购类别", "金额"], ["A-货物", "12.50"], ["C-服务", "7.50"], ["合 计", "20.00"]]
    found = read(page(2, TITLE, table(rows)))
    assert {s["nature"] for s in found.statement} == {"government_procurement"}
    assert {s["purchase_id"] for s in found.statement} == {p["purchase_id"] for p in found.purchase}
    assert {s["grade"] for s in found.statement} == {"proved"}


def test_codes_in_three_columns_are_carried_down_and_two_books_stay_apart() -> None:
    rows = [
        [
            "科目编码",
            "<",
            "<",
            "单位编码",
            "采购项目",
            "采购目录",
            "数量",
            "部门经济科目",
            "<",
            "政府经济科目",
            "<",
            "预算金额",
        ],
        ["类", "款", "项", "^", "^", "^", "^", "类", "款", "类", "款", "^"],
        ["合计", "<", "<", "<", "<", "<", "3", "", "", "", "", "30.00"],
        ["213", "03", "06", "245001", "江城市水务局", "", "3", "", "", "", "", "30.00"],
        ["213", "03", "06", "", "堤防", "工程监理", "1", "302", "27", "502", "05", "10.00"],
        ["213", "03", "06", "", "堤防", "施工", "2", "310", "05", "503", "02", "20.00"],
    ]
    found = read(page(2, TITLE, table(rows)))
    names = ("function_code", "economic_code", "government_economic_code", "quantity", "line_kind")
    assert rows_of(found, *names)[2:] == [
        ("2130306", "30227", "50205", Decimal(1), "leaf"),
        ("2130306", "31005", "50302", Decimal(2), "leaf"),
    ]
    assert [p["unit_name"] for p in found.purchase] == [None, *["江城市水务局"] * 3]
    assert Decimal(3) not in {s["amount_yuan"] for s in found.statement}


def test_the_rest_of_a_name_on_the_next_page_completes_it() -> None:
    first = [
        HEAD,
        ["合计", "", "", "", "", "6.00"],
        ["", "软件", "信息网络及软件购", "", "", "6.00"],
    ]
    second = [["", "", "置更新", "", "", ""], ["", "", "", "软件开发", "集中采购", "6.00"]]
    found = read(page(2, TITLE, table(first)), page(3, [], table(second)))
    assert rows_of(found, "economic_code", "amount_yuan")[1:] == [
        ("31007", Decimal(60000)),
        ("31007", Decimal(60000)),
    ]


def test_a_class_that_no_book_knows_is_set_aside_with_its_amount() -> None:
    rows = [HEAD, ["货物", "设备", "彩色纸张费", "纸", "集中采购", "6.00"]]
    found = read(page(2, TITLE, table(rows)))
    assert found.statement == []
    assert "彩色纸张费" in str([q["reason"] for q in found.quarantine])


def test_services_bought_are_listed_by_three_grades_of_a_catalogue() -> None:
    rows = [
        ["指导性目录", "<", "<", "预算金额"],
        ["一级", "二级", "三级", "^"],
        ["合 计", "", "", "30.00"],
        ["01-公共服务", "0101-公共安全服务", "公共安全保障服务", "10.00"],
        ["02-政府履职辅助性服务", "0201-法律服务", "法律顾问服务", "20.00"],
    ]
    found = read(page(2, ["财政拨款政府购买服务明细表", "单位：万元"], table(rows)))
    assert rows_of(found, "line_kind", "item_name", "fund_source", "amount_yuan") == [
        ("total", None, "fiscal_appropriation", Decimal(300000)),
        ("leaf", "公共安全保障服务", "fiscal_appropriation", Decimal(100000)),
        ("leaf", "法律顾问服务", "fiscal_appropriation", Decimal(200000)),
    ]
