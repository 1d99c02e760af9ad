"""Projects and targets: of the shipped sample, of irregular tables made by hand, and bad input."""

from decimal import Decimal
from functools import cache

import pytest

from pipelines.conform.conformed import Conformed
from pipelines.conform.performance.target_values import TargetValue, read_target
from pipelines.locations import RAW
from tests.conform.conforming import conform_file, conform_pages
from tests.conform.trees import page, table

GUIYANG = RAW / "samples" / "guiyang-government-service-2021-budget.pdf"


@cache
def guiyang() -> Conformed:
    return conform_file(GUIYANG)


@pytest.mark.parametrize(
    ("printed", "operator", "value", "unit"),
    [
        ("≥90%", "≥", "90", "%"),
        ("》3份", "≥", "3", "份"),
        ("《30分钟", "≤", "30", "分钟"),
        ("<=5", "≤", "5", None),
        ("=100%", "=", "100", "%"),
        ("100%", "=", "100", "%"),
        ("<10天", "<", "10", "天"),
        ("不少于10个", "≥", "10", "个"),
        ("不超过49.41万元", "≤", "49.41", "万元"),
        ("1,200人次以上", "≥", "1200", "人次"),
        ("30日以内", "≤", "30", "日"),
        ("满意度≥90%", "≥", "90", "%"),
        ("368.5m²", "=", "368.5", "m2"),
        ("２０个", "=", "20", "个"),
        ("≧95%", "≥", "95", "%"),
        ("≥330台（套）", "≥", "330", "台(套)"),
        ("≤37微克/立方米", "≤", "37", "微克/立方米"),
        ("每年≥20场", "≥", "20", "场"),
    ],
)
def test_targets_with_a_value(printed: str, operator: str, value: str, unit: str | None) -> None:
    assert read_target(printed) == TargetValue(operator, Decimal(value), unit)


@pytest.mark.parametrize("printed", ["显著", "7*24小时", "较上年提高", "", "比较满意", "5至10个"])
def test_targets_in_words_have_no_value(printed: str) -> None:
    assert read_target(printed).value is None


@pytest.mark.parametrize(
    "printed", ["2021.10月前", "本年度12月底前", "年底前完成", "2022.12", "2022年"]
)
def test_deadlines_are_periods(printed: str) -> None:
    found = read_target(printed)
    assert found.value is None and found.period == printed


def test_the_projects_of_the_sample() -> None:
    found = {
        (str(p["project_name"]), p.get("amount_yuan"), p.get("unit_name"))
        for p in guiyang().project
        if p.get("supervisor_name") is not None or p.get("unit_name")
    }
    centre = "贵阳市人民政府政务服务中心"
    assert found == {
        ("政务服务网上服务能力第三方评估服务经费", Decimal("758000.00"), centre),
        ("24小时政务便民自助服务区项目", Decimal("494100.00"), centre),
    }


def test_the_targets_of_the_sample_have_their_levels_from_merged_cells() -> None:
    rows = {
        (t.get("level_1"), t.get("level_2"), t.get("level_3")): (
            t.get("operator"),
            t.get("value"),
            t.get("unit"),
        )
        for t in guiyang().target
    }
    assert rows["产品", "数量", "网络专线租赁数量"] == ("≥", Decimal(8), "条")
    assert rows["产品", "质量", "项目支付进度率"] == ("≥", Decimal(80), "%")
    assert rows["产出指标", "项目产出", "评估出具报告数"] == ("≥", Decimal(3), "份")
    assert rows["满意度", "服务对象满意度", "用户满意率"] == ("≥", Decimal(90), "%")
    assert len([t for t in guiyang().target if t.get("level_3")]) == 34


def test_the_totals_of_the_overall_form_are_witnesses_of_the_other_forms() -> None:
    found = {
        s["nature"]: s["amount_yuan"]
        for s in guiyang().statement
        if s.get("form_code") == "performance_overall"
    }
    assert found == {
        "total": Decimal("22389500.00"),
        "basic": Decimal("3694200.00"),
        "project": Decimal("18695300.00"),
    }


def test_labels_are_found_wherever_they_stand() -> None:
    rows = [
        ["项目名称", "河道整治", "实施单位", "示例局"],
        ["项目资金总额（万元）", "12.50", "其中：财政拨款", "12.50"],
        ["绩效指标", "一级指标", "三级指标", "指标值"],
        ["^", "产出指标", "整治河道", "≥3条"],
        ["^", "^", "验收合格率", "100%"],
    ]
    read = conform_pages(page(2, ["项目支出绩效目标表"], table(rows)))
    (project,) = read.project
    assert project["project_name"] == "河道整治"
    assert project["amount_yuan"] == Decimal("125000.00")
    assert project["unit_name"] == "示例局"
    assert [(t["level_1"], t["level_3"], t["value"]) for t in read.target] == [
        ("产出指标", "整治河道", Decimal(3)),
        ("产出指标", "验收合格率", Decimal(100)),
    ]
    assert {t["project_id"] for t in read.target} == {project["project_id"]}


def test_an_amount_without_a_unit_is_set_aside_and_not_guessed() -> None:
    rows = [["项目名称", "河道整治"], ["项目资金总额", "12.50"], ["立项依据", "文件"]]
    read = conform_pages(page(2, ["项目支出绩效目标表"], table(rows)))
    assert [p.get("amount_yuan") for p in read.project] == [None]
    assert "performance_amount_unread" in {q["reason_code"] for q in read.quarantine}


def test_a_list_of_projects_is_read_row_by_row() -> None:
    rows = [["项目名称", "预算数（万元）"], ["甲项目", "1.00"], ["乙项目", "2.50"]]
    read = conform_pages(page(2, ["重点项目绩效目标情况表"], table(rows)))
    found = {p["project_name"]: (p["budget_yuan"], p["amount_yuan"]) for p in read.project}
    # 预算数 in a final account is the budget: the execution is not stated
    assert found == {"甲项目": (Decimal("10000.00"), None), "乙项目": (Decimal("25000.00"), None)}
