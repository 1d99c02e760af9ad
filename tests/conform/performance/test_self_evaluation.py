"""Forms of self-evaluation and of whole departments, made by hand."""

from decimal import Decimal

import pytest

from pipelines.conform.conformed import Conformed
from tests.conform.conforming import conform_pages
from tests.conform.trees import page, table

HEAD = [
    ["项目名称", "<", "河道整治", "<", "<", "<", "<", "<"],
    ["主管部门", "<", "江城市财政局", "<", "<", "实施单位", "江城水文站", "<"],
    [
        "项目资金（万元）",
        "",
        "年初预算数",
        "全年预算数（A）",
        "全年执行数（B）",
        "分值",
        "执行率",
        "得分",
    ],
]
INDICATORS = [
    ["绩效指标", "一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"],
    ["^", "产出指标（50分）", "数量指标", "整治长度", "≥30公里", "31公里", "50", "45.5"],
    ["^", "满意度指标", "服务对象满意度指标", "群众满意", "有所提高", "提高", "40", "40"],
    ["总分", "<", "<", "<", "<", "<", "100", "93.2"],
]


def money(whole: list[str], fiscal: list[str], other: list[str]) -> list[list[str]]:
    return [
        ["^", "年度资金总额：", *whole],
        ["^", "其中：财政拨款", *fiscal],
        ["^", "其他资金", *other],
    ]


WHOLE = ["493.76", "536.20", "413.57", "10.0", "77.13%", "7.7"]
FISCAL = ["473.76", "473.76", "351.13", "--", "--", "--"]
OTHER = ["20.00", "62.44", "62.44", "--", "--", "--"]


def evaluated(rows: list[list[str]], title: str = "河道整治项目绩效自评表") -> Conformed:
    return conform_pages(page(2, [title, "（2023年度）"], table(rows, width=90.0)))


def test_budget_adjusted_budget_execution_rate_and_scores() -> None:
    read = evaluated([*HEAD, *money(WHOLE, FISCAL, OTHER), *INDICATORS])
    (project,) = read.project
    names = ("budget_yuan", "adjusted_yuan", "final_yuan", "amount_yuan", "execution_ratio")
    assert [project[name] for name in names] == [
        Decimal("4937600.00"),
        Decimal("5362000.00"),
        Decimal("4135700.00"),
        Decimal("4135700.00"),
        Decimal("0.7713"),
    ]
    assert (project["execution_score_points"], project["score_points"]) == (
        Decimal("7.7"),
        Decimal("93.2"),
    )
    assert (project["unit_name"], project["supervisor_name"]) == ("江城水文站", "江城市财政局")
    assert project["grade"] == "proved"
    assert [
        (t["level_1"], t["value"], t["actual_value"], t["weight_points"], t["score_points"])
        for t in read.target
    ] == [
        ("产出指标", Decimal(30), Decimal(31), Decimal(50), Decimal("45.5")),
        ("满意度指标", None, None, Decimal(40), Decimal(40)),
    ]


def test_every_cell_is_a_statement_of_the_project_in_its_phase_and_fund() -> None:
    read = evaluated([*HEAD, *money(WHOLE, FISCAL, OTHER), *INDICATORS])
    found = {(s["phase"], s["fund_source"]): s["amount_yuan"] for s in read.statement}
    assert len(found) == 9
    assert found["adjusted", "other_funds"] == Decimal("624400.00")
    assert {s["project_id"] for s in read.statement} == {read.project[0]["project_id"]}
    (form,) = [f for f in read.form_reading if f["form_code"] == "performance_self_evaluation"]
    assert (form["statement_count"], form["sums_held"], form["sums_broken"]) == (9, 4, 0)


def test_a_misprinted_rate_takes_nothing_from_amounts_that_add_up() -> None:
    misprinted = [*WHOLE[:4], "771.3%", WHOLE[5]]
    (project,) = evaluated([*HEAD, *money(misprinted, FISCAL, OTHER), *INDICATORS]).project
    assert (project["final_yuan"], project["grade"]) == (Decimal("4135700.00"), "proved")


def test_amounts_that_contradict_each_other_everywhere_are_set_aside() -> None:
    wrong = ["1.00", "2.00", "3.00", "--", "--", "--"]
    read = evaluated([*HEAD, *money(WHOLE, wrong, wrong), *INDICATORS])
    (project,) = read.project
    assert (project["final_yuan"], project["execution_ratio"]) == (None, None)
    assert project["grade"] == "refuted"
    assert read.statement == []
    assert len(read.target) == 2


def test_indicators_go_on_over_the_page_with_the_level_that_was_cut() -> None:
    first = table([*HEAD, *money(WHOLE, FISCAL, OTHER), *INDICATORS[:2]], width=90.0)
    rest = [["", "", "质量指标", "合格率", "≥98%", "100%", "10", "9"], INDICATORS[3]]
    read = conform_pages(
        page(2, ["河道整治项目绩效自评表"], first), page(3, [], table(rest, width=90.0))
    )
    assert [(t["level_1"], t["level_2"], t["level_3"]) for t in read.target] == [
        ("产出指标", "数量指标", "整治长度"),
        ("产出指标", "质量指标", "合格率"),
    ]
    assert read.project[0]["score_points"] == Decimal("93.2")


def test_an_amount_of_the_whole_period_is_not_one_of_the_year() -> None:
    rows = [
        ["项目名称", "<", "河道整治", "<"],
        ["资金金额（万元）", "实施期资金总额：", "50.00", ""],
        ["^", "其中：财政拨款", "50.00", ""],
        ["绩效指标", "一级指标", "三级指标", "指标值"],
        ["^", "产出指标", "整治长度", "≥30公里"],
    ]
    read = evaluated(rows, "专项业务经费绩效目标表")
    (project,) = read.project
    assert project["period_amount_yuan"] == Decimal(500000)
    assert (project["amount_yuan"], project["final_yuan"]) == (None, None)


@pytest.mark.parametrize("parts", [("40.00", "20.00"), ("60.00", "")])
def test_what_is_spent_here_and_what_is_passed_on(parts: tuple[str, str]) -> None:
    rows = [
        ["项目名称", "河道专项", "主管部门", "江城市财政局"],
        ["当年预算", "60.00", "市级支出", parts[0]],
        ["^", "^", "补助区县", parts[1]],
        ["绩效指标", "指标名称", "指标性质", "指标值"],
        ["^", "整治长度", "≥", "30"],
    ]
    read = conform_pages(page(2, ["2023年重点专项资金绩效目标表", "单位：万元"], table(rows)))
    (project,) = read.project
    assert project["budget_yuan"] == Decimal(600000)
    assert project["own_level_yuan"] == Decimal(parts[0]) * 10000


def test_totals_and_tasks_of_a_department() -> None:
    rows = [
        ["部门（单位）名称", "<", "江城市财政局", "<", "<"],
        ["年度主要任务", "任务名称", "主要内容", "预算金额（万元）", "<"],
        ["^", "^", "^", "总额", "财政拨款"],
        ["^", "保运转", "保障", "20.00", "20.00"],
        ["^", "河道整治", "整治", "31.00", "31.00"],
        ["^", "金额合计", "<", "51.00", "51.00"],
        ["年度总体目标", "目标1：整治河道", "<", "<", "<"],
        ["年度绩效指标", "一级指标", "二级指标", "三级指标", "指标值"],
        ["^", "产出指标", "数量指标", "整治长度", "≥30公里"],
    ]
    read = evaluated(rows, "部门整体支出绩效目标表")
    assert [(p["kind"], p["project_name"], p["budget_yuan"]) for p in read.project] == [
        ("task", "保运转", Decimal(200000)),
        ("task", "河道整治", Decimal(310000)),
    ]
    assert [(t["level_3"], t["project_id"]) for t in read.target] == [
        (None, None),
        ("整治长度", None),
    ]
    (form,) = [f for f in read.form_reading if f["form_code"] == "performance_overall"]
    assert form["statement_count"] == len(read.statement) == 6


def test_totals_of_a_department_under_a_header_of_two_levels() -> None:
    rows = [
        ["部门名称", "江城市财政局", "<", "<", "<"],
        ["总体资金情况（万元）", "预算支出总额", "财政拨款", "<", "<"],
        ["^", "^", "合计", "基本支出", "项目支出"],
        ["^", "90.00", "90.00", "70.00", "20.00"],
    ]
    read = evaluated(rows, "部门整体支出绩效目标表")
    found = {(s["fund_source"], s["nature"]): s["amount_yuan"] for s in read.statement}
    assert found == {
        ("all", "total"): Decimal(900000),
        ("fiscal_appropriation", "total"): Decimal(900000),
        ("fiscal_appropriation", "basic"): Decimal(700000),
        ("fiscal_appropriation", "project"): Decimal(200000),
    }


def test_a_group_header_that_is_not_merged_leaves_its_columns_unread() -> None:
    rows = [
        ["部门名称", "江城市财政局", "<", "<", "<"],
        ["总体资金情况（万元）", "预算支出总额", "财政拨款", "", ""],
        ["^", "^", "合计", "基本支出", "项目支出"],
        ["^", "95.00", "90.00", "70.00", "20.00"],
    ]
    read = evaluated(rows, "部门整体支出绩效目标表")
    assert Decimal(700000) not in {s["amount_yuan"] for s in read.statement}


def test_a_blank_form_is_no_project_and_amounts_of_nobody_are_set_aside() -> None:
    nobody = [["项目名称", "<", "", "<", "<", "<", "<", "<"], *HEAD[1:]]
    blank = [*nobody, *money([""] * 6, [""] * 6, [""] * 6), *INDICATORS[:1]]
    assert evaluated(blank).project == []
    filled = evaluated([*nobody, *money(WHOLE, FISCAL, OTHER), *INDICATORS])
    assert (filled.project, filled.target, filled.statement) == ([], [], [])
    reasons = [q for q in filled.quarantine if "names no project" in str(q["reason"])]
    assert len(reasons) == 9


def test_an_evaluation_reprinted_in_a_budget_is_of_another_year() -> None:
    rows = table([*HEAD, *money(WHOLE, FISCAL, OTHER), *INDICATORS], width=90.0)
    read = conform_pages(
        page(2, ["河道整治项目绩效自评表"], rows), cover=("江城市财政局", "2024年部门预算")
    )
    assert (read.project, read.target, read.statement) == ([], [], [])
    assert [q["reason_code"] for q in read.quarantine].count("performance_year_unknown") == 9


@pytest.mark.parametrize(
    ("printed", "value"),
    [("<30公里", None), ("＞30公里", None), ("≥31公里", Decimal(31)), ("31公里", Decimal(31))],
)
def test_less_or_more_than_a_number_is_not_that_number(printed: str, value: Decimal | None) -> None:
    rows = [list(row) for row in INDICATORS]
    rows[1][5] = printed
    read = evaluated([*HEAD, *money(WHOLE, FISCAL, OTHER), *rows])
    assert (read.target[0]["actual_text"], read.target[0]["actual_value"]) == (printed, value)
