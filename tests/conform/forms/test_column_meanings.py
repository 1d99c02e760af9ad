"""Columns that say less, or something else, than they seem to."""

from decimal import Decimal
from typing import Any

import pytest

from tests.conform.conforming import amounts, conform_pages
from tests.conform.trees import page, table

Rows = list[list[str]]


def read(title: str, rows: Rows, cover: tuple[str, ...] | None = None) -> list[dict[str, Any]]:
    pages = page(2, (title, "单位：万元"), table(rows))
    conformed = conform_pages(pages, cover=cover) if cover else conform_pages(pages)
    return [s for s in conformed.statement if s.get("amount_yuan") is not None]


def said(found: list[dict[str, Any]], row: str, *names: str) -> set[tuple[Any, ...]]:
    return {tuple(s.get(name) for name in names) for s in found if s["row_label"] == row}


def test_what_was_carried_over_is_a_balance_where_revenue_stands_by_function() -> None:
    rows = [
        ["科目编码", "科目名称", "合计", "财政拨款收入", "上年结转"],
        ["201", "一般公共服务支出", "30.00", "25.00", "5.00"],
        ["2010301", "行政运行", "30.00", "25.00", "5.00"],
        ["", "合计", "30.00", "25.00", "5.00"],
    ]
    found = read("收入总表", rows)
    wanted = {
        ("revenue", "all", None),
        ("revenue", "fiscal_appropriation", None),
        ("balance", "all", "opening_carryover"),
    }
    assert said(found, "行政运行", "flow", "fund_source", "item_code") == wanted


def test_split_by_source_it_is_a_balance_of_each() -> None:
    rows = [
        ["科目编码", "科目名称", "合计", "本年收入", "上年结转", "<"],
        ["^", "^", "^", "^", "一般公共预算", "政府性基金"],
        ["2010301", "行政运行", "30.00", "25.00", "3.00", "2.00"],
        ["", "合计", "30.00", "25.00", "3.00", "2.00"],
    ]
    found = read("收入总表", rows)
    assert ("balance", "government_fund_budget") in said(found, "行政运行", "flow", "fund_source")


def test_a_column_of_labels_between_amounts_begins_a_block_whatever_heads_it() -> None:
    rows = [
        ["收入", "<", "支出", "<"],
        ["项目", "预算数", "支出内容", "预算数"],
        ["一般公共预算拨款收入", "70.00", "基本支出", "40.00"],
        ["上年结转", "5.00", "项目支出", "35.00"],
        ["收入总计", "75.00", "支出总计", "75.00"],
    ]
    found = read("收支预算总表", rows)
    assert said(found, "项目支出", "flow", "nature") == {("expenditure", "project")}


def test_codes_shown_as_numbers_with_groups_are_codes() -> None:
    rows = [
        ["科目编码", "科目名称", "合计"],
        ["208", "社会保障和就业支出", "30.00"],
        ["20,805", "行政事业单位养老支出", "30.00"],
        ["2,080,505", "机关事业单位基本养老保险缴费支出", "30.00"],
    ]
    found = read("支出总表", rows)
    label = "机关事业单位基本养老保险缴费支出"
    assert said(found, label, "function_code", "code_source") == {("2080505", "printed")}


def test_of_which_without_a_word_of_what_is_no_total() -> None:
    rows = [
        ["科目编码", "科目名称", "总计", "其中：", "<"],
        ["^", "^", "^", "小计", "项目支出"],
        ["201", "一般公共服务支出", "30.00", "9.00", "9.00"],
        ["2010301", "行政运行", "30.00", "9.00", "9.00"],
    ]
    found = read("支出总表", rows)
    totals = [s["amount_yuan"] for s in found if s["nature"] == "total"]
    assert set(totals) == {Decimal("300000.00")}


CHANGES = [
    ["项目", "2022年预算数", "2023年预算数", "增减额", "增减率(%)"],
    ["“三公”经费合计", "370.00", "350.00", "-20.00", "-5.41"],
    ["1.因公出国（境）费用", "0.00", "0.00", "0.00", ""],
    ["2.公务接待费", "160.00", "150.00", "-10.00", "-6.25"],
    ["3.公务用车购置及运行维护费", "210.00", "200.00", "-10.00", "-4.76"],
]
BUDGET = ("江城市财政局", "2023年部门预算")


def test_a_change_between_years_is_stated_as_a_change_and_as_nothing_known() -> None:
    found = read("“三公”经费支出情况表", CHANGES, cover=BUDGET)
    changes = [s for s in found if s["column_label"] == "增减额"]
    assert len(changes) == 4
    assert {(s["nature"], s["detail_name"]) for s in changes} == {("unlisted", "增减额")}
    assert not [s for s in found if "率" in s["column_label"]]


def test_a_change_that_is_no_difference_of_the_years_is_not_stated() -> None:
    wrong = [[*row[:3], "-20.50", *row[4:]] if row[3] == "-20.00" else row for row in CHANGES]
    found = read("“三公”经费支出情况表", wrong, cover=BUDGET)
    assert {s["column_label"] for s in found} == {"2022年预算数", "2023年预算数"}


@pytest.mark.parametrize(
    ("cover", "phase"), [("2023年部门预算", "estimated"), ("2022年度部门决算", "final")]
)
def test_what_was_carried_out_is_expected_in_a_budget_and_final_in_an_account(
    cover: str, phase: str
) -> None:
    rows = [
        ["科目编码", "科目名称", "2022年执行数"],
        ["201", "一般公共服务支出", "30.00"],
        ["2010301", "行政运行", "30.00"],
    ]
    found = read("一般公共预算支出表", rows, cover=("江城市财政局", cover))
    assert said(found, "行政运行", "fiscal_year", "phase") == {(2022, phase)}


def test_this_year_alone_beside_the_total_is_the_total_of_the_year() -> None:
    rows = [
        ["单位名称", "合计", "本年收入", "上年结转"],
        ["江城市财政局", "30.00", "25.00", "5.00"],
        ["合计", "30.00", "25.00", "5.00"],
    ]
    found = read("收入总表", rows)
    items = said(found, "合计", "flow", "item_code")
    assert items == {
        ("revenue", "revenue_grand_total"),
        ("revenue", "revenue_current_year"),
        ("balance", "opening_carryover"),
    }


def test_this_year_as_the_only_total_is_the_total() -> None:
    rows = [
        ["科目编码", "科目名称", "本年支出合计", "基本支出", "项目支出"],
        ["2010301", "行政运行", "30.00", "10.00", "20.00"],
    ]
    found = read("支出总表", rows)
    assert ("total", None) in said(found, "行政运行", "nature", "item_code")


def test_a_column_without_any_header_is_read_without_harm() -> None:
    rows = [
        ["科目编码", "科目名称", "合计", ""],
        ["2010301", "行政运行", "30.00", "7.00"],
        ["", "合计", "30.00", "7.00"],
    ]
    for title in ("收入总表", "支出总表"):
        assert {s["printed_text"] for s in read(title, rows)} <= {"30.00"}


def test_a_budget_has_no_final_amount_of_its_own_year() -> None:
    rows = [
        ["科目编码", "科目名称", "2022年决算数", "决算数"],
        ["2010301", "行政运行", "20.00", "30.00"],
        ["", "合计", "20.00", "30.00"],
    ]
    found = read("一般公共预算支出表", rows, cover=BUDGET)
    assert said(found, "行政运行", "fiscal_year", "phase", "printed_text") == {
        (2022, "final", "20.00"),
        (2023, "budget", "30.00"),
    }


def test_amounts_stay_apart_by_column() -> None:
    rows = [
        ["科目编码", "科目名称", "合计", "基本支出", "项目支出"],
        ["2010301", "行政运行", "30.00", "10.00", "20.00"],
        ["", "合计", "30.00", "10.00", "20.00"],
    ]
    conformed = conform_pages(page(2, ("支出总表", "单位：万元"), table(rows)))
    assert amounts(conformed, "nature")["行政运行", "基本支出", "basic"] == 100_000


COMPARED = "2025年预算数比2024年预算数增减%"


def test_ratios_under_a_head_that_compares_two_years_are_no_amounts() -> None:
    rows = [
        ["科目编码", "科目名称", "2024年预算数", "<", "2025年预算数", "<", COMPARED, "<"],
        ["^", "^", "合计", "基本支出", "合计", "基本支出", "合计", "基本支出"],
        ["2010501", "行政运行", "50.00", "50.00", "55.00", "55.00", "10", "10"],
        ["2010507", "专项普查活动", "40.00", "", "30.00", "", "-25", ""],
        ["", "合计", "90.00", "50.00", "85.00", "55.00", "-5.56", "10"],
    ]
    conformed = conform_pages(page(2, ("支出预算表", "单位：万元"), table(rows)))
    assert {s["fiscal_year"] for s in conformed.statement} == {2024, 2025}
    assert not conformed.quarantine
    assert not any(COMPARED in s["column_label"] for s in conformed.statement)
