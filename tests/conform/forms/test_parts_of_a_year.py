"""Columns of this year's money beside what was carried over, and parts that would be wholes."""

from typing import Any

from tests.conform.conforming import amounts, conform_pages
from tests.conform.trees import Rows, page, table

THIS_YEAR = "市级当年财政拨款安排"
BY_ORIGIN = [
    ["科目编码", "单位名称（科目）", "合计", THIS_YEAR, "上级提前通知专项转移支付", "上年结转安排"],
    ["201", "一般公共服务支出", "90.00", "70.00", "8.00", "12.00"],
    ["20105", "统计信息事务", "90.00", "70.00", "8.00", "12.00"],
    ["2010501", "行政运行", "50.00", "50.00", "", ""],
    ["2010507", "专项普查活动", "40.00", "20.00", "8.00", "12.00"],
    ["", "合计", "90.00", "70.00", "8.00", "12.00"],
]


def read(title: str, rows: Rows) -> Any:
    return conform_pages(page(2, (title, "单位：万元"), table(rows)))


def test_this_years_appropriation_beside_what_is_carried_over_is_a_total_of_the_year() -> None:
    conformed = read("一般公共预算支出预算表", BY_ORIGIN)
    found = amounts(conformed, "fund_source", "nature", "item_code")
    assert found["合计", "合计", "general_public_budget", "total", None] == 900_000
    year = ("general_public_budget", "total", "expenditure_current_year")
    assert found["合计", THIS_YEAR, *year] == 700_000
    assert found["合计", "上年结转安排", "carryover", "total", None] == 120_000
    assert conformed.form_reading[0]["grade"] == "proved"


def test_where_nothing_is_carried_over_this_years_appropriation_is_all_of_it() -> None:
    rows = [[*row[:2], row[3], row[3], "", ""] for row in BY_ORIGIN[1:]]
    found = amounts(read("一般公共预算支出预算表", [BY_ORIGIN[0], *rows]), "nature", "item_code")
    assert found["合计", THIS_YEAR, "total", None] == 700_000


def test_natures_of_this_years_appropriation_are_not_all_of_their_nature() -> None:
    head = [
        ["科目编码", "科目名称", "总计", "省级当年财政拨款安排", "<", "<", "上年结转安排"],
        ["^", "^", "^", "合计", "基本支出", "项目支出", "^"],
    ]
    rows = [
        ["2010501", "行政运行", "50.00", "50.00", "50.00", "", ""],
        ["2010507", "专项普查活动", "40.00", "28.00", "", "28.00", "12.00"],
        ["", "合计", "90.00", "78.00", "50.00", "28.00", "12.00"],
    ]
    conformed = read("财政拨款支出预算表", [*head, *rows])
    found = amounts(conformed, "nature", "item_code")
    year = ("total", "expenditure_current_year")
    assert found["合计", "省级当年财政拨款安排 / 合计", *year] == 780_000
    assert not {nature for (*_, nature, _) in found} & {"basic", "project"}


def test_a_part_that_would_state_the_same_as_its_whole_is_of_unknown_words() -> None:
    rows = [
        ["科目编码", "科目名称", "总计", "本年收入", "<", "<", "上年结转结余"],
        ["^", "^", "^", "小计", "一般公共预算", "<", "^"],
        ["^", "^", "^", "^", "金额", "其中：财政拨款", "^"],
        ["2010501", "行政运行", "50.00", "50.00", "50.00", "44.00", ""],
        ["2010507", "专项普查活动", "40.00", "28.00", "28.00", "28.00", "12.00"],
        ["", "合计", "90.00", "78.00", "78.00", "72.00", "12.00"],
    ]
    conformed = read("部门收入总体情况表", rows)
    reading = conformed.form_reading[0]
    assert (reading["grade"], reading["sums_broken"]) == ("proved", 0)
    found = amounts(conformed, "fund_source", "nature")
    label = "本年收入 / 一般公共预算 / "
    assert found["合计", label + "金额", "general_public_budget", "total"] == 780_000
    assert not any(value == 720_000 and nature == "total" for (*_, nature), value in found.items())


CLASS = [
    ["科目编码", "单位名称（科目）", "总计", "基本工资", "津贴补贴", "住房公积金"],
    ["2010501", "行政运行", "50.00", "30.00", "20.00", ""],
    ["2210201", "住房公积金", "9.00", "", "", "9.00"],
    ["", "合计", "59.00", "30.00", "20.00", "9.00"],
]


def test_the_class_that_a_title_names_is_that_of_all_columns() -> None:
    title = "一般公共预算基本支出预算表（工资福利支出）（按部门预算经济分类）"
    conformed = read(title, CLASS)
    found = amounts(conformed, "function_code", "economic_system", "economic_code", "nature")
    assert found["合计", "总计", None, "department", "301", "basic"] == 590_000
    assert found["住房公积金", "住房公积金", "2210201", "department", "30113", "basic"] == 90_000
    reading = conformed.form_reading[0]
    assert (reading["grade"], reading["form_code"]) == ("proved", "general_public_expenditure")


def test_items_that_do_not_make_their_class_are_seen() -> None:
    rows = [CLASS[0], *([*row[:3], "7.00", *row[4:]] for row in CLASS[1:])]
    title = "基本支出预算表（人员经费—工资福利支出）（按部门预算经济分类）"
    assert read(title, rows).form_reading[0]["sums_broken"] >= 3


def test_a_title_that_names_a_class_of_no_system_states_nothing() -> None:
    conformed = read("一般公共预算基本支出预算表（工资福利支出）", CLASS)
    assert not conformed.statement and conformed.quarantine


def test_other_words_for_totals_and_payments_upwards() -> None:
    rows = [
        ["科目编码", "科目名称", "合计", "基本支出", "上解上级支出"],
        ["2010501", "行政运行", "50.00", "30.00", "20.00"],
        ["", "共计", "50.00", "30.00", "20.00"],
    ]
    found = amounts(read("支出总表", rows), "nature")
    assert found["共计", "上解上级支出", "remittance_to_superior"] == 200_000
    assert found["共计", "合计", "total"] == 500_000
