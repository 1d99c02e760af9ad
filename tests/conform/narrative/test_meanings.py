"""Words that can mean several amounts mean the one that the forms print, or none."""

import pytest

from tests.conform.narrative.reading_of import amounts, printed, read_lines

SPENT = {"flow": "expenditure", "fund_source": "all"}
EARNED = {"flow": "revenue", "fund_source": "all"}
YEAR = printed("80.00", **SPENT, item_code="expenditure_current_year")
TOTAL = printed("100.00", **SPENT, item_code="expenditure_grand_total")
REVENUE_YEAR = printed("90.00", **EARNED, item_code="revenue_current_year")
REVENUE_TOTAL = printed("100.00", **EARNED, item_code="revenue_grand_total")


def test_expenditure_is_that_of_the_year_or_the_total_with_what_is_carried_over() -> None:
    tables = [YEAR, TOTAL]
    assert amounts(read_lines("支出预算80.00万元。", tables=tables)) == [
        "80 expenditure all expenditure_current_year"
    ]
    assert amounts(read_lines("支出预算100.00万元。", tables=tables)) == [
        "100 expenditure all expenditure_grand_total"
    ]


def test_revenue_may_count_what_is_carried_over() -> None:
    tables = [REVENUE_YEAR, REVENUE_TOTAL]
    text = "2025年收入预算合计100.00万元，包括本年收入90.00万元，上年结转结余10.00万元。"
    assert amounts(read_lines("二、收入预算情况说明", text, tables=tables)) == [
        "100 revenue all revenue_grand_total",
        "90 revenue all revenue_current_year",
        "10 balance all opening_carryover",
    ]


def test_a_number_that_is_none_of_them_is_set_aside() -> None:
    reading = read_lines("支出预算95.00万元。", tables=[YEAR, TOTAL])
    assert amounts(reading) == []
    assert [why for _, why in reading.unread] == [
        "the words can mean several amounts of the forms, and the number is none of them"
    ]


def test_a_wrong_number_is_stated_where_the_words_mean_one_amount() -> None:
    assert amounts(read_lines("支出总计95.00万元。", tables=[YEAR, TOTAL])) == [
        "95 expenditure all expenditure_grand_total"
    ]


def test_an_amount_with_a_carry_over_counted_in_accuses_nobody() -> None:
    fund = {"flow": "revenue", "fund_source": "government_fund_budget"}
    carried = printed("80.00", flow="balance", fund_source="all", item_code="opening_carryover")
    tables = [printed("300.00", **fund), carried]
    assert amounts(read_lines("政府性基金预算收入380.00万元。", tables=tables)) == []
    assert amounts(read_lines("政府性基金预算收入381.00万元。", tables=tables)) != []


def test_forms_that_prove_nothing_decide_nothing() -> None:
    unproved = [table | {"grade": "unknown"} for table in (YEAR, TOTAL)]
    assert amounts(read_lines("支出预算95.00万元。", tables=unproved)) == [
        "95 expenditure all expenditure_grand_total"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "工资福利支出预算80.00万元。",
        "在职人员经费80.00万元。",
        "涉及一般公共预算支出80.00万元。",
        "人均支出预算80.00万元。",
        "公用经费10.00万元、20.00万元。",
    ],
)
def test_words_that_only_contain_a_name_are_not_it(text: str) -> None:
    told = amounts(read_lines("三、支出预算情况说明", text))
    assert not [each for each in told if each.startswith(("80 ", "20 "))]


def test_the_budget_of_a_class_is_that_of_the_class_alone() -> None:
    reading = read_lines("三、支出预算情况说明", "教育支出预算80.00万元。")
    assert amounts(reading) == ["80 expenditure all 205"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "对个人和家庭的补助（303）100.00万元，其中：人员经费60.00万元。",
            [
                "100 expenditure general_public_budget 303",
                "60 expenditure general_public_budget personnel 303",
            ],
        ),
        (
            "机关运行经费82.00万元，其中：办公费40.00万元，公务接待费2.00万元。",
            ["82 expenditure general_public_budget public agency_operation"],
        ),
        (
            "“农林水支出”科目83.00万元，主要用于人员经费18.00万元、项目支出65.00万元。",
            [
                "83 expenditure general_public_budget 213",
                "18 expenditure general_public_budget personnel 213",
                "65 expenditure general_public_budget project 213",
            ],
        ),
        (
            "机动经费50.00万元，其中：基本支出20.00万元。",
            [],
        ),
        (
            "（2）公用经费：①行政运行（2010301）12.00万元，②培训支出（2050803）2.00万元。",
            [
                "12 expenditure general_public_budget public 2010301",
                "2 expenditure general_public_budget public 2050803",
            ],
        ),
    ],
)
def test_a_part_is_of_its_whole(text: str, expected: list[str]) -> None:
    assert amounts(read_lines("二、一般公共预算支出情况", text)) == expected


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (
            ["（三）住房保障支出（类）", "1.住房改革支出（款）住房公积金（项）支出8.00万元。"],
            ["8 expenditure general_public_budget 2210201"],
        ),
        (
            ["（三）住房保障支出（类）", "2.住房公积金（项）：支出8.00万元。"],
            ["8 expenditure general_public_budget 2210201"],
        ),
        (
            ["（三）住房保障支出（类）", "住房改革支出（款）：2025年预算支出合计8.00万元。"],
            ["8 expenditure general_public_budget 22102"],
        ),
        (["（一）2210201-住房公积金8.00万元。"], ["8 expenditure general_public_budget 2210201"]),
        (
            ["工资福利支出（301）8.00万元。"],
            ["8 expenditure general_public_budget 301"],
        ),
        (["“住房保障支出”科目8.00万元。"], ["8 expenditure general_public_budget 221"]),
    ],
)
def test_a_class_is_named_in_many_ways(lines: list[str], expected: list[str]) -> None:
    assert amounts(read_lines("二、一般公共预算支出情况", *lines)) == expected


def test_a_subject_alone_is_what_its_paragraph_is_about() -> None:
    heading = "一、“三公”经费预算情况说明"
    assert amounts(read_lines(heading, "（二）公务接待费。2025年预算数2.85万元，用于接待。")) == [
        "2.85 expenditure fiscal_appropriation official_reception"
    ]
    assert amounts(read_lines(heading, "（二）公务接待费", "2025年预算安排6.10万元。")) == [
        "6.1 expenditure fiscal_appropriation official_reception"
    ]
