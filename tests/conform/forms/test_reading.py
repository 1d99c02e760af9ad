"""Kinds of forms as offices print them, from rows of our own: what is stated, what set aside."""

from decimal import Decimal

import pytest

from tests.conform.conforming import amounts, conform_pages
from tests.conform.forms.printed_forms import FUNCTIONS, UNIT, grade, read, reasons
from tests.conform.trees import page, table


def test_a_form_whose_sums_hold_is_proved() -> None:
    conformed = read("一般公共预算支出表", FUNCTIONS)
    assert grade(conformed) == "proved"
    found = amounts(conformed, "function_code", "nature", "line_kind", "grade")
    assert found["审计事务", "合计", "20108", "total", "subtotal", "proved"] == Decimal(1_300_000)
    assert found["合计", "项目支出", None, "project", "total", "proved"] == Decimal(300_000)
    assert conformed.form_reading[0]["sums_broken"] == 0


def test_a_form_whose_sums_break_as_a_pattern_states_nothing() -> None:
    rows = [FUNCTIONS[0]]
    rows += [[code, name, total, basic, "7.77"] for code, name, total, basic, _ in FUNCTIONS[1:]]
    conformed = read("一般公共预算支出表", rows)
    assert grade(conformed) == "refuted"
    assert not conformed.statement and reasons(conformed) == {"form_refuted"}
    assert len(conformed.quarantine) == sum(bool(c) for row in rows[1:] for c in row[2:])


def test_one_misprint_leaves_a_form_proved() -> None:
    rows = [list(row) for row in FUNCTIONS]
    rows[4][2] = "31.00"
    conformed = read("一般公共预算支出表", rows)
    assert grade(conformed) == "proved" and conformed.form_reading[0]["sums_broken"] > 0
    assert amounts(conformed)["审计业务", "合计"] == Decimal(310_000)


THREE_PUBLIC = [
    ["项目", "2025年预算数", "2024年预算数"],
    ["合计", "26.00", "9.00"],
    ["一、因公出国（境）费", "", ""],
    ["二、公务接待费", "3.00", "2.00"],
    ["三、公务用车购置及运行维护费", "23.00", "7.00"],
    ["1、公务用车运行维护费", "2.00", "7.00"],
    ["2、公务用车购置费", "21.00", ""],
]


@pytest.mark.parametrize(
    ("vehicles", "reception", "graded"),
    [
        ("23.00", "3.00", "proved"),
        # two sums ask for the same change of the one cell that both hold
        ("7.00", "3.00", "proved"),
        # two sums that ask for different changes break as a pattern
        ("7.00", "8.00", "refuted"),
    ],
)
def test_a_cell_that_two_sums_correct_alike_is_one_misprint(
    vehicles: str, reception: str, graded: str
) -> None:
    rows = [list(row) for row in THREE_PUBLIC]
    rows[4][1], rows[3][1] = vehicles, reception
    assert grade(read("2025年一般公共预算“三公”经费支出表", rows)) == graded


def test_two_amounts_under_equal_coordinates_refute_the_reading() -> None:
    rows = [*FUNCTIONS[:4], ["2010801", "行政运行", "55.00", "55.00", ""], *FUNCTIONS[4:]]
    rows[0] = ["科目编码", "科目名称", "合计", "基本支出", "基本支出"]
    conformed = read("一般公共预算支出表", rows)
    assert grade(conformed) == "refuted" and not conformed.statement


def test_an_unknown_header_is_set_aside_and_never_a_total() -> None:
    rows = [[*row, "9.00" if index else "特定目标类支出"] for index, row in enumerate(FUNCTIONS)]
    conformed = read("一般公共预算支出表", rows)
    assert grade(conformed) == "proved"
    assert not [s for s in conformed.statement if "特定目标类" in str(s["column_label"])]
    assert reasons(conformed) == {"column_header_unknown"}


def test_a_column_that_alone_makes_the_total_right_is_an_unlisted_part() -> None:
    rows = [
        ["合计", "基本支出", "项目支出", "单位预留机动经费"],
        ["140.00", "100.00", "30.00", "10.00"],
    ]
    conformed = read("部门支出预算总表", rows)
    found = amounts(conformed, "nature", "detail_name")
    name = "单位预留机动经费"
    assert found["", name, "unlisted", name] == Decimal(100_000)
    assert found["", "合计", "total", None] == Decimal(1_400_000)


def test_a_part_of_a_known_column_is_stated_under_its_words() -> None:
    rows = [
        ["科目编码", "科目名称", "合计", "事业收入", "<"],
        ["^", "^", "^", "金额", "其中：教育收费"],
        ["205", "教育支出", "50.00", "50.00", "20.00"],
        ["20502", "普通教育", "50.00", "50.00", "20.00"],
        ["", "合计", "50.00", "50.00", "20.00"],
    ]
    found = amounts(read("收入预算表", rows), "fund_source", "detail_name")
    label = "事业收入 / 其中:教育收费"
    assert found["教育支出", "事业收入 / 金额", "business_revenue", None] == Decimal(500_000)
    assert found["教育支出", label, "business_revenue", label] == Decimal(200_000)


def test_blocks_side_by_side_have_axes_of_their_own() -> None:
    rows = [
        ["收入", "<", "支出", "<", "<", "<"],
        ["项目", "金额", "功能分类", "<", "支出用途", "<"],
        ["^", "^", "项目", "金额", "项目", "金额"],
        ["一、财政拨款", "80.00", "一、一般公共服务支出", "70.00", "一、基本支出", "65.00"],
        ["二、财政专户管理资金", "2.00", "二、住房保障支出", "12.00", "二、项目支出", "17.00"],
        ["当年收入小计", "82.00", "当年支出小计", "82.00", "当年支出小计", "82.00"],
    ]
    conformed = read("收支预算总表", rows)
    found = amounts(conformed, "flow", "function_code", "nature", "item_code")
    column = "支出 / 支出用途 / 金额"
    assert found["一、基本支出", column, "expenditure", None, "basic", None] == Decimal(650_000)
    block = ("二、住房保障支出", "支出 / 功能分类 / 金额")
    assert found[(*block, "expenditure", "221", "total", None)] == Decimal(120_000)
    assert grade(conformed) == "proved"


def test_whole_yuan_amounts_are_no_codes() -> None:
    rows = [
        ["科目编码", "科目名称", "合计", "基本支出", "项目支出"],
        ["201", "一般公共服务支出", "30102", "20101", "10001"],
        ["20108", "审计事务", "30102", "20101", "10001"],
        ["", "合计", "30102", "20101", "10001"],
    ]
    pages = page(2, ["一般公共预算支出表", "单位：元"], table(rows))
    conformed = conform_pages(pages)
    assert conformed.form_reading[0]["form_code"] == "general_public_expenditure"
    assert amounts(conformed, "function_code")["审计事务", "合计", "20108"] == Decimal(30102)


def test_the_title_at_the_foot_of_a_page_belongs_to_the_next_table() -> None:
    first = page(2, ["概况"], below=["一般公共预算支出表", UNIT])
    second = page(3, [], table(FUNCTIONS))
    conformed = conform_pages(first, second)
    assert conformed.form_reading[0]["form_code"] == "general_public_expenditure"


def test_years_as_rows_of_the_three_public_costs() -> None:
    rows = [
        [
            "年度",
            "“三公”经费合计",
            "因公出国（境）费",
            "公务接待费",
            "公务用车购置及运行维护费",
            "<",
            "<",
        ],
        ["^", "^", "^", "^", "小计", "购置费", "运行费"],
        ["2022年", "32.00", "8.00", "4.00", "20.00", "5.00", "15.00"],
        ["2023年", "30.00", "7.00", "4.00", "19.00", "4.00", "15.00"],
    ]
    conformed = read("“三公”经费支出表", rows)
    found = amounts(conformed, "fiscal_year", "item_code", "line_kind")
    total = "“三公”经费合计"
    assert found["2022年", total, 2022, "three_public", "total"] == Decimal(320_000)
    vehicles = "公务用车购置及运行维护费 / 运行费"
    assert found["2023年", vehicles, 2023, "vehicle_operation", "leaf"] == Decimal(150_000)
    assert grade(conformed) == "proved"


def test_batches_and_persons_are_no_money() -> None:
    rows = [
        ["项目", "预算数", "决算数"],
        ["一、“三公”经费支出", "12.00", "11.00"],
        ["1.因公出国（境）费", "7.00", "6.00"],
        ["2.公务接待费", "5.00", "5.00"],
        ["二、相关统计数", "", ""],
        ["1.国内公务接待批次（个）", "", "45"],
        ["2.公务用车购置数（辆）", "", "2"],
    ]
    conformed = read("“三公”经费情况表", rows)
    found = amounts(conformed, "item_code", "phase")
    assert len(found) == 6
    assert found["2.公务接待费", "预算数", "official_reception", "budget"] == Decimal(50_000)
    assert [one["value"] for one in conformed.statistic] == [45, 2]


def test_totals_that_are_all_levels_added_up_and_divided_are_explained() -> None:
    rows = [
        ["科目编码", "科目名称", "合计", "基本支出", "项目支出"],
        ["201", "一般公共服务支出", "90.00", "60.00", "30.00"],
        ["20108", "审计事务", "", "", ""],
        ["2010801", "行政运行", "60.00", "60.00", ""],
        ["2010804", "审计业务", "30.00", "", "30.00"],
        ["208", "社会保障和就业支出", "12.00", "12.00", ""],
        ["", "合计", "64.00", "44.00", "20.00"],
    ]
    assert grade(read("一般公共预算支出表", rows)) == "proved"
