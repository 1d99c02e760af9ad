"""Rows whose names, codes or phases stand where other forms print something else."""

from typing import Any

import pytest

from tests.conform.conforming import amounts, conform_pages
from tests.conform.trees import Rows, page, table


def read(title: str, rows: Rows) -> Any:
    return conform_pages(page(2, (title, "单位：万元"), table(rows)))


def test_names_of_class_section_and_item_in_columns_of_their_own_are_read_downwards() -> None:
    rows = [
        ["支出功能分类", "<", "<", "合计", "基本支出", "项目支出"],
        ["类", "款", "项", "^", "^", "^"],
        ["一般公共服务支出", "商贸事务", "行政运行", "40.00", "40.00", ""],
        ["一般公共服务支出", "审计事务", "行政运行", "30.00", "20.00", "10.00"],
        ["教育支出", "普通教育", "小学教育", "9.00", "9.00", ""],
        ["合计", "<", "<", "79.00", "69.00", "10.00"],
    ]
    conformed = read("支出总体情况表", rows)
    assert conformed.form_reading[0]["grade"] == "proved"
    codes = {(s["function_code"], s["amount_yuan"]) for s in conformed.statement
             if s["column_label"] == "合计"}  # fmt: skip
    assert codes == {
        ("2011301", 400_000),
        ("2010801", 300_000),
        ("2050202", 90_000),
        (None, 790_000),
    }


def test_codes_with_points_between_their_levels() -> None:
    rows = [
        ["科目编码", "科目名称", "本年支出", "基本支出"],
        ["205.02.02", "小学教育", "30.00", "30.00"],
        ["205.02", "普通教育", "30.00", "30.00"],
        ["合计", "<", "30.00", "30.00"],
    ]
    conformed = read("一般公共预算支出预算表", rows)
    assert {n["class"] for n in conformed.table_number} == {"amount", "code"}
    found = amounts(conformed, "function_code")
    assert found["小学教育", "本年支出", "2050202"] == 300_000
    assert found["普通教育", "基本支出", "20502"] == 300_000


def test_rows_may_be_phases_of_one_year() -> None:
    rows = [
        ["项目", "“三公”经费", "<", "<", "会议费"],
        ["^", "合计", "因公出国（境）费", "公务接待费", "^"],
        ["年初预算数", "30.00", "20.00", "10.00", "3.00"],
        ["全年预算数", "28.00", "19.00", "9.00", "2.00"],
        ["2023年决算数", "26.00", "18.00", "8.00", "2.00"],
    ]
    conformed = read("“三公”经费、会议费支出决算表", rows)
    assert conformed.form_reading[0]["grade"] == "proved"
    found = amounts(conformed, "phase", "fiscal_year", "item_code")
    assert found["年初预算数", "“三公”经费 / 合计", "budget", 2023, "three_public"] == 300_000
    label = "“三公”经费 / 公务接待费"
    assert found["全年预算数", label, "adjusted", 2023, "official_reception"] == 90_000
    assert found["2023年决算数", "会议费", "final", 2023, "conference"] == 20_000


def test_most_columns_of_classes_are_enough_and_the_other_is_a_part_by_its_words() -> None:
    rows = [
        ["功能科目", "总计", "工资福利支出", "对个人和家庭的补助", "建设性支出"],
        ["2050202小学教育", "40.00", "30.00", "6.00", "4.00"],
        ["合计", "40.00", "30.00", "6.00", "4.00"],
    ]
    found = amounts(read("部门支出总体情况表", rows), "economic_code", "nature")
    assert found["合计", "工资福利支出", "301", "total"] == 300_000
    assert found["合计", "建设性支出", None, "unlisted"] == 40_000


def test_a_label_that_says_nothing_is_all_only_where_it_prints_the_total() -> None:
    rows = [
        ["收入", "<", "支出", "<"],
        ["项目", "预算数", "项目", "预算数"],
        ["一、公共财政预算拨款收入", "50.00", "一、部门预算", "50.00"],
        ["1、经费拨款", "48.00", "基本支出", "42.00"],
        ["二、政府性基金收入", "", "项目支出", "8.00"],
        ["三、事业收入", "", "", ""],
        ["收入总计", "50.00", "支出总计", "50.00"],
    ]
    conformed = read("部门收支预算总表", rows)
    assert {q["printed_text"] for q in conformed.quarantine} == {"48.00"}
    found = amounts(conformed, "flow", "fund_source")
    assert found["一、部门预算", "支出 / 预算数", "expenditure", "all"] == 500_000


def test_a_departments_row_above_its_units_is_the_total_again_and_no_unit() -> None:
    rows = [
        ["单位名称", "总计", "一般公共预算", "事业收入", "上年结转"],
        ["合计", "99.00", "90.00", "7.00", "2.00"],
        ["江城市司法局", "99.00", "90.00", "7.00", "2.00"],
        ["江城市司法局", "12.00", "11.00", "1.00", ""],
        ["江城市公证处", "87.00", "79.00", "6.00", "2.00"],
    ]
    conformed = read("收入预算总表", rows)
    assert conformed.form_reading[0]["grade"] == "proved"
    units = {
        (s["unit_name"], s["line_kind"]): s["amount_yuan"]
        for s in conformed.statement
        if s["column_label"] == "总计"
    }
    assert units == {
        (None, "total"): 990_000,
        ("江城市司法局", "leaf"): 120_000,
        ("江城市公证处", "leaf"): 870_000,
    }
    # 90.00 is this year's alone: what was carried over stands beside it
    funds = {s["item_code"] for s in conformed.statement if s["fund_source"] != "all"}
    assert funds == {None}


@pytest.mark.parametrize(
    "head",
    [("科目编码", "科目名称"), ("单位编码", "单位名称（科目）"), ("单位代码", "单位（科目）名称")],
)
def test_the_row_of_a_unit_above_its_functions_adds_them_up(head: tuple[str, str]) -> None:
    rows = [
        [*head, "合计", "基本支出", "项目支出"],
        ["", "合计", "90.00", "60.00", "30.00"],
        ["125001", "江城市应急管理局", "50.00", "40.00", "10.00"],
        ["2240101", "行政运行", "40.00", "40.00", ""],
        ["2240102", "一般行政管理事务", "10.00", "", "10.00"],
        ["125002", "江城市应急培训中心", "40.00", "20.00", "20.00"],
        ["2240150", "事业运行", "40.00", "20.00", "20.00"],
    ]
    found = conform_pages(page(2, ("一般公共预算支出表", "单位：万元"), table(rows)))
    kinds = {(s["row_label"], s["line_kind"]) for s in found.statement if s["amount_yuan"]}
    assert ("江城市应急管理局", "leaf") not in kinds
    assert ("行政运行", "leaf") in kinds
    leaves = [s for s in found.statement if s["line_kind"] == "leaf" and s["nature"] == "total"]
    assert sum(s["amount_yuan"] for s in leaves) == 900_000
