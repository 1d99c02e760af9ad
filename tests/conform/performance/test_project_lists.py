"""Lists of projects made by hand: fund sources, units, parts, pages that cut cells, bad columns."""

from dataclasses import replace
from decimal import Decimal

import pytest

from pipelines.conform.conformed import Conformed
from pipelines.extract.document_tree import Page, Table
from tests.conform.conforming import conform_pages
from tests.conform.trees import line, page, table

BUDGET = ("江城市水务局", "2026年部门预算")
YUAN = ["2026年项目支出预算表", "单位：元"]


def read(*pages: Page) -> Conformed:
    return conform_pages(*pages, cover=BUDGET)


def projects(conformed: Conformed, *names: str) -> list[tuple[object, ...]]:
    return [tuple(p[name] for name in ("project_name", *names)) for p in conformed.project]


def stated(conformed: Conformed) -> dict[tuple[object, ...], object]:
    return {
        (s["row_label"], s["fund_source"], s["line_kind"]): s["amount_yuan"]
        for s in conformed.statement
    }


def reasons(conformed: Conformed) -> list[str]:
    return [str(q["reason"]) for q in conformed.quarantine if q["page"] != 1]


FUNDS = [
    ["项目名称", "项目类别", "合计", "财政拨款", "<", "单位资金"],
    ["^", "^", "^", "小计", "一般公共预算", "^"],
]


def test_fund_sources_are_told_by_all_levels_of_the_header() -> None:
    rows = [
        *FUNDS,
        ["合 计", "", "60.00", "45.00", "45.00", "15.00"],
        ["河道整治", "特定目标类", "40.00", "25.00", "25.00", "15.00"],
        ["水闸大修", "其他运转类", "20.00", "20.00", "20.00", ""],
    ]
    found = read(page(2, YUAN, table(rows)))
    assert projects(found, "amount_yuan", "fiscal_appropriation_yuan", "category") == [
        ("河道整治", Decimal(40), Decimal(25), "特定目标类"),
        ("水闸大修", Decimal(20), Decimal(20), "其他运转类"),
    ]
    assert stated(found)["合计", "all", "total"] == Decimal(60)
    assert stated(found)["河道整治", "unit_funds", "leaf"] == Decimal(15)
    assert {s["grade"] for s in found.statement} == {"proved"}
    assert {s["detail_name"] for s in found.statement} == {None, "河道整治", "水闸大修"}


def test_a_column_under_an_unknown_word_is_set_aside_and_nothing_else() -> None:
    rows = [
        ["项目名称", "合计", "彩票公益金调剂数"],
        ["河道整治", "40.00", "7.00"],
        ["水闸大修", "20.00", ""],
    ]
    found = read(page(2, YUAN, table(rows)))
    assert projects(found, "amount_yuan") == [("河道整治", Decimal(40)), ("水闸大修", Decimal(20))]
    assert any("彩票公益金调剂数" in reason for reason in reasons(found))
    assert Decimal(7) not in stated(found).values()


def test_sums_that_break_everywhere_refute_the_reading() -> None:
    rows = [
        *FUNDS,
        ["合 计", "", "60.00", "45.00", "45.00", "99.00"],
        ["河道整治", "", "40.00", "25.00", "24.00", "93.00"],
        ["水闸大修", "", "20.00", "20.00", "10.00", "6.00"],
    ]
    found = read(page(2, YUAN, table(rows)))
    assert found.statement == []
    assert projects(found, "amount_yuan", "grade") == [
        ("河道整治", None, "refuted"),
        ("水闸大修", None, "refuted"),
    ]
    assert sum("the sums of the form contradict it" in reason for reason in reasons(found)) == 12


def test_parts_of_projects_and_rows_of_units_are_told_by_sums_and_codes() -> None:
    rows = [
        ["单位编码", "单位（项目）名称", "项目金额", "项目简介"],
        ["", "合计", "100", ""],
        ["245", "江城市水务局", "100", ""],
        ["245001", "江城市水务局", "70", ""],
        ["", "河道整治", "70", ""],
        ["", "清淤", "40", ""],
        ["", "护岸", "30", ""],
        ["245002", "江城市水文站", "30", ""],
        ["", "水文监测", "30", "监测"],
    ]
    found = read(page(2, ["2026年专项业务经费支出表", "单位：元"], table(rows)))
    parent = {p["project_id"]: p["project_name"] for p in found.project}
    assert [
        (p["project_name"], p["unit_name"], parent.get(p["parent_project_id"]))
        for p in found.project
    ] == [
        ("河道整治", "江城市水务局", None),
        ("清淤", "江城市水务局", "河道整治"),
        ("护岸", "江城市水务局", "河道整治"),
        ("水文监测", "江城市水文站", None),
    ]
    units = {s["row_label"]: s["unit_name"] for s in found.statement if not s["project_id"]}
    assert units == {"合计": None, "江城市水务局": "江城市水务局", "江城市水文站": "江城市水文站"}
    assert {s["line_kind"] for s in found.statement if s["row_label"] == "河道整治"} == {"subtotal"}


def test_equal_names_in_one_list_are_different_projects() -> None:
    rows = [["项目名称", "合计"], ["合计", "30.00"], ["安保", "10.00"], ["安保", "20.00"]]
    found = read(page(2, YUAN, table(rows)))
    assert len({p["project_id"] for p in found.project}) == 2
    assert [p["amount_yuan"] for p in found.project] == [Decimal(10), Decimal(20)]


def test_a_list_that_leaves_projects_out_is_not_refuted() -> None:
    rows = [
        ["项目名称", "合计", "财政拨款", "单位资金"],
        ["合计", "525.00", "500.00", "25.00"],
        ["公车", "15.00", "10.00", "5.00"],
        ["接访", "145.00", "145.00", ""],
    ]
    found = read(page(2, YUAN, table(rows)))
    assert [p["amount_yuan"] for p in found.project] == [Decimal(15), Decimal(145)]


INDICATORS = [
    "项目名称",
    "项目总额",
    "绩效目标",
    "一级指标",
    "三级指标",
    "指标性质",
    "指标值",
    "度量单位",
]
GOALS = ["项目支出绩效目标表", "单位：万元"]


def test_operators_and_units_in_columns_of_their_own() -> None:
    rows = [
        INDICATORS,
        ["河道整治", "61.00", "整治", "产出指标", "整治长度", "≥", "30", "公里"],
        ["^", "^", "^", "产出指标", "验收合格率", "＝", "95", "%"],
        ["", "", "", "效益指标", "水质", "定性", "优", ""],
        ["", "", "", "产出指标", "验收", "定性", "2026年10月底前", ""],
    ]
    found = read(page(2, GOALS, table(rows)))
    assert projects(found, "amount_yuan") == [("河道整治", Decimal(610000))]
    assert [(t["level_3"], t["operator"], t["value"], t["unit"]) for t in found.target] == [
        ("整治长度", "≥", Decimal(30), "公里"),
        ("验收合格率", "=", Decimal(95), "%"),
        ("水质", None, None, None),
        ("验收", None, None, None),
    ]
    printed = [(t["target_text"], t["period_text"]) for t in found.target]
    assert printed[:3] == [("≥30公里", None), ("＝95%", None), ("优", None)]
    assert printed[3:] == [("2026年10月底前", "2026年10月底前")]
    assert {t["project_id"] for t in found.target} == {found.project[0]["project_id"]}


def without(whole: Table, *places: tuple[int, int]) -> Table:
    """The table with holes: the cells of these places have no rules of their own."""
    kept = tuple(c for c in whole.cells if (c.row, c.column) not in places)
    return replace(whole, cells=kept)


def test_cells_that_the_page_cuts_are_joined_and_no_project_swallows_another() -> None:
    above = table(
        [
            INDICATORS,
            ["河道整治", "61.00", "整治", "产出指标", "长度", "≥", "30", "公里"],
            ["", "", "", "产出指标", "面积", "≥", "5", "亩"],
        ]
    )
    cut = without(above, (2, 0), (2, 1), (2, 2))
    below = without(
        table([["", "", "", "效益指标", "水位", "≤", "3", "米"]]), (0, 0), (0, 1), (0, 2)
    )
    first = page(2, GOALS, cut)
    second = page(3, [], below)
    # the words of the cut cells stand in the middle of both parts: the name on the second page
    name, amount = line("水闸大修", 105.0, 52.0), line("9.00", 105.0, 112.0)
    second = replace(second, lines=(*second.lines, name, amount))
    found = read(first, second)
    assert projects(found, "amount_yuan") == [
        ("河道整治", Decimal(610000)),
        ("水闸大修", Decimal(90000)),
    ]
    names = {p["project_id"]: p["project_name"] for p in found.project}
    assert [(t["level_3"], names[t["project_id"]]) for t in found.target] == [
        ("长度", "河道整治"),
        ("面积", "水闸大修"),
        ("水位", "水闸大修"),
    ]


@pytest.mark.parametrize("head", ["项目名称（资金使用单位）", "支出项目类别（资金使用单位）"])
def test_targets_listed_in_one_cell(head: str) -> None:
    listing = (
        "1、1-产出指标；11-数量指标；保障次数；实施周期指标值:每年≥20场；年度指标值:每年≥20场。"
        "2、2-效益指标；21-社会效益指标；满意率(%)；实施周期指标值:≥95%；年度指标值:≥90%。"
    )
    rows = [
        [head, "总计", "财政拨款", "绩效目标", "绩效指标"],
        ["合计", "30.00", "30.00", "", ""],
        ["江城市水务局", "30.00", "30.00", "", ""],
        ["河道整治", "10.00", "10.00", "整治", listing],
        ["水闸大修", "20.00", "20.00", "大修", listing],
    ]
    found = read(page(2, ["项目支出绩效目标表", "单位：万元"], table(rows, width=100.0)))
    assert projects(found, "unit_name") == [
        ("河道整治", "江城市水务局"),
        ("水闸大修", "江城市水务局"),
    ]
    assert len({t["target_id"] for t in found.target}) == 4
    assert {
        (t["level_1"], t["level_2"], t["level_3"], t["operator"], t["value"]) for t in found.target
    } == {
        ("产出指标", "数量指标", "保障次数", "≥", Decimal(20)),
        ("效益指标", "社会效益指标", "满意率(%)", "≥", Decimal(90)),
    }


@pytest.mark.parametrize("title", ["收支预算总表", "收入预算总表"])
def test_a_list_of_revenue_headed_by_names_is_no_list_of_projects(title: str) -> None:
    rows = [["项目名称", "金额"], ["一般公共预算资金", "60.00"], ["其他资金", "4.00"]]
    assert read(page(2, [title, "单位：万元"], table(rows))).project == []


def test_another_years_amounts_are_not_this_years() -> None:
    rows = [["项目名称", "2025年预算数", "2026年预算数"], ["河道整治", "8.00", "9.00"]]
    found = read(page(2, YUAN, table(rows)))
    assert [p["budget_yuan"] for p in found.project] == [Decimal(9)]
    years = {s["amount_yuan"]: s["fiscal_year"] for s in found.statement}
    assert years == {Decimal(8): 2025, Decimal(9): 2026}


def test_where_the_unit_of_an_amount_was_read() -> None:
    rows = [["项目名称", "合计", "财政拨款（元）"], ["河道整治", "1.00", "10000.00"]]
    found = read(
        page(2, [YUAN[0], "单位：万元"], table(rows)),
        page(3, ["重点项目绩效目标表"], table([["项目名称", "合计"], ["水闸大修", "2.00"]])),
    )
    assert {(s["amount_yuan"], s["unit_source"]) for s in found.statement} == {
        (Decimal(10000), "unit_line"),
        (Decimal(10000), "header"),
        (Decimal(20000), "document"),
    }


def test_numbers_of_codes_are_claimed_by_no_project() -> None:
    rows = [["项目编码", "项目名称", "合计"], ["110021", "河道整治2期", "1.00"]]
    found = read(page(2, YUAN, table(rows)))
    claims = {n["token"]: (n["class"], n["claimed_by"]) for n in found.table_number}
    (project,), (statement,) = found.project, found.statement
    assert claims["110021"] == ("code", None)
    assert claims["2"] == ("project", project["project_id"])
    assert claims["1.00"] == ("amount", statement["statement_id"])


def test_numbered_rows_and_totals_of_units_are_no_projects() -> None:
    rows = [
        ["序号", "项目名称", "项目单位", "合计"],
        ["1", "合计", "", "30.00"],
        ["2", "小计", "江城市水文站", "30.00"],
        ["3", "水文监测", "江城市水文站", "10.00"],
        ["4", "测站改造", "江城市水文站", "20.00"],
    ]
    found = read(page(2, YUAN, table(rows)))
    assert [p["project_name"] for p in found.project] == ["水文监测", "测站改造"]
    kinds = {(s["row_label"], s["line_kind"], s["unit_name"]) for s in found.statement}
    assert ("合计", "total", None) in kinds
    assert ("小计", "subtotal", "江城市水文站") in kinds


def test_beside_single_years_a_total_is_of_all_years_and_no_amount_of_this_one() -> None:
    rows = [
        ["项目名称", "资金性质", "合计", "其中：2026年", "以后年度"],
        ["河道整治", "一般公共预算", "500.00", "200.00", "300.00"],
        ["水文监测", "一般公共预算", "120.00", "120.00", ""],
        ["合计", "", "620.00", "320.00", "300.00"],
    ]
    found = read(page(2, YUAN, table(rows)))
    assert stated(found)["河道整治", "all", "leaf"] == Decimal(200)
    assert stated(found)["合计", "all", "total"] == Decimal(320)
    assert projects(found, "period_amount_yuan", "amount_yuan") == [
        ("河道整治", Decimal(500), Decimal(200)),
        ("水文监测", Decimal(120), Decimal(120)),
    ]
    assert len([why for why in reasons(found) if "以后年度" in why]) == 2
