"""Whose an amount is: kinds of units, departments above units, names within a merged cell."""

from collections.abc import Sequence
from decimal import Decimal

from pipelines.conform.conformed import Conformed
from pipelines.extract.document_tree import Page
from tests.conform.conforming import conform_pages
from tests.conform.trees import Rows, page, table

BUDGET = ("江城市水务局", "2026年部门预算")
PROJECTS = ["2026年专项业务经费支出表", "单位：元"]
PURCHASES = ["2026年政府采购预算表", "单位：元"]


def read(*pages: Page) -> Conformed:
    return conform_pages(*pages, cover=BUDGET)


def said(conformed: Conformed) -> Sequence[tuple[object, ...]]:
    names = ("row_label", "unit_name", "detail_name", "line_kind")
    return [tuple(s[name] for name in names) for s in conformed.statement]


def test_a_kind_of_units_is_no_unit_and_a_department_is_the_total() -> None:
    rows = [
        ["单位编码", "单位（项目）名称", "项目金额"],
        ["", "合计", "100"],
        ["1", "全额", "100"],
        ["245", "江城市水务局", "100"],
        ["245001", "江城市水务局", "70"],
        ["", "河道整治", "70"],
        ["245002", "江城市水文站", "30"],
        ["", "水文监测", "30"],
    ]
    found = read(page(2, PROJECTS, table(rows)))
    assert said(found) == [
        ("合计", None, None, "total"),
        ("全额", None, "全额", "subtotal"),
        ("江城市水务局", None, None, "total"),
        ("江城市水务局", "江城市水务局", None, "subtotal"),
        ("河道整治", "江城市水务局", "河道整治", "leaf"),
        ("江城市水文站", "江城市水文站", None, "subtotal"),
        ("水文监测", "江城市水文站", "水文监测", "leaf"),
    ]
    assert found.form_reading[0]["grade"] == "proved"


def test_a_department_that_prints_less_than_the_total_is_one_of_several() -> None:
    rows = [
        ["单位编码", "单位（项目）名称", "项目金额"],
        ["", "合计", "130"],
        ["245", "江城市水务局", "100"],
        ["245001", "江城市水文站", "100"],
        ["", "水文监测", "100"],
        ["246", "江城市河务局", "30"],
        ["246001", "江城市河务站", "30"],
        ["", "河道整治", "30"],
    ]
    found = said(read(page(2, PROJECTS, table(rows))))
    assert ("江城市水务局", "江城市水务局", None, "subtotal") in found


def test_the_code_before_a_units_name_is_no_part_of_it() -> None:
    rows = [
        ["单位编码", "单位（项目）名称", "项目金额"],
        ["", "合计", "100"],
        ["245001", "[245001]江城市水文站", "100"],
        ["", "水文监测", "100"],
    ]
    found = read(page(2, PROJECTS, table(rows)))
    assert {s["unit_name"] for s in found.statement} == {None, "江城市水文站"}
    assert [p["unit_name"] for p in found.project] == ["江城市水文站"]


def test_a_units_row_says_what_is_bought_by_the_category_above_it() -> None:
    rows = [
        ["采购品目大类", "专项名称", "采购品目名称", "总计"],
        ["合计", "", "", "9"],
        ["货物", "", "", "5"],
        ["江城市水文站", "", "", "5"],
        ["", "办公", "复印纸", "5"],
        ["工程", "", "", "4"],
        ["江城市水文站", "", "", "4"],
        ["", "河道整治", "施工", "4"],
    ]
    found = said(read(page(2, PURCHASES, table(rows))))
    assert ("货物", None, "货物", "subtotal") in found
    assert [row for row in found if row[0] == "江城市水文站"] == [
        ("江城市水文站", "江城市水文站", "货物", "subtotal"),
        ("江城市水文站", "江城市水文站", "工程", "subtotal"),
    ]
    assert ("复印纸", "江城市水文站", "复印纸", "leaf") in found


def test_a_department_above_its_units_buys_nothing_of_its_own() -> None:
    rows = [
        ["单位编码", "采购项目", "采购目录", "预算金额"],
        ["", "合计", "", "30"],
        ["245", "江城市水务局", "", "30"],
        ["245001", "江城市水务局", "", "10"],
        ["", "堤防", "工程监理", "10"],
        ["245002", "江城市水文站", "", "20"],
        ["", "测站", "施工", "20"],
    ]
    found = said(read(page(2, PURCHASES, table(rows))))
    assert [row for row in found if row[0] == "江城市水务局"] == [
        ("江城市水务局", None, None, "total"),
        ("江城市水务局", "江城市水务局", None, "subtotal"),
    ]


FIRST = [
    ["项目名称", "人才奖励", "<"],
    ["资金金额（万元）", "实施期资金总额", "480"],
    ["^", "其中：财政拨款", "480"],
    ["绩效指标", "三级指标", "指标值"],
    ["^", "培训基地", "5家"],
]


def forms(head: Rows, amount: str) -> Conformed:
    second = [
        *head,
        ["资金金额（万元）", "实施期资金总额", amount],
        ["^", "其中：财政拨款", amount],
        ["绩效指标", "三级指标", "指标值"],
        ["^", "资金到位率", "100%"],
    ]
    title = ["项目支出绩效目标表"]
    return read(page(2, title, table(FIRST)), page(3, [], table(second)))


def test_a_name_beside_its_label_in_one_cell_begins_a_form_of_its_own() -> None:
    found = forms([["项目名称 伯乐奖", "<", "<"]], "100")
    amounts = {(s["detail_name"], s["amount_yuan"]) for s in found.statement}
    assert amounts == {("人才奖励", Decimal(4_800_000)), ("伯乐奖", Decimal(1_000_000))}
    names = {p["project_id"]: p["project_name"] for p in found.project}
    targets = [(t["level_3"], names[t["project_id"]]) for t in found.target]
    assert targets == [("培训基地", "人才奖励"), ("资金到位率", "伯乐奖")]


def test_another_amount_under_the_same_label_is_of_another_project() -> None:
    found = forms([["主管部门", "江城市水务局", "<"]], "100")
    assert {s["amount_yuan"] for s in found.statement} == {Decimal(4_800_000)}
    assert [t["level_3"] for t in found.target] == ["培训基地"]


def test_the_same_amount_printed_again_goes_on_with_the_form() -> None:
    found = forms([["主管部门", "江城市水务局", "<"]], "480")
    assert [t["level_3"] for t in found.target] == ["培训基地", "资金到位率"]
    assert {s["detail_name"] for s in found.statement} == {"人才奖励"}


def test_the_sentence_above_a_title_is_no_part_of_it() -> None:
    rows = [
        ["序号", "培训名称", "时间", "人数", "金额"],
        ["1", "干部培训", "不晚于2026年10月31日", "44", "7.28"],
    ]
    lines = ["增长的原因是：代管项目支出增加。", "培训费明细表", "单位：万元"]
    found = read(page(2, lines, table(rows)))
    assert not found.statement and not found.project
