"""Economic classes as columns, columns that only seem to be twins, and natures over classes."""

from typing import Any

from tests.conform.conforming import amounts, conform_pages
from tests.conform.trees import Rows, page, table

BY_FUNCTION = [
    ["类", "款", "项", "科目名称", "总计", "机关工资福利支出", "机关商品和服务支出", "其他支出"],
    ["208", "", "", "社会保障和就业支出", "98.00", "38.00", "41.00", "19.00"],
    ["208", "02", "", "民政管理事务", "98.00", "38.00", "41.00", "19.00"],
    ["208", "02", "01", "行政运行", "58.00", "38.00", "20.00", ""],
    ["208", "02", "99", "其他民政管理事务支出", "40.00", "", "21.00", "19.00"],
    ["", "", "", "合计", "98.00", "38.00", "41.00", "19.00"],
]


def read(title: str, rows: Rows) -> Any:
    return conform_pages(page(2, (title, "单位：万元"), table(rows)))


def test_names_of_economic_classes_over_amounts_are_classes_of_each_function() -> None:
    conformed = read("支出预算分类汇总表（按政府预算经济分类）", BY_FUNCTION)
    found = amounts(conformed, "function_code", "economic_system", "economic_code", "nature")
    assert found["行政运行", "机关工资福利支出", "2080201", "government", "501", "total"] == 380_000
    # 其他支出 alone is a nature; among classes it is the last of them
    assert found["合计", "其他支出", None, "government", "599", "total"] == 190_000
    assert conformed.form_reading[0]["grade"] == "proved" and not conformed.quarantine


def test_a_class_that_does_not_add_up_is_seen() -> None:
    rows = [list(row) for row in BY_FUNCTION]
    for row in rows[1:]:
        row[5] = "7.00"
    reading = read("支出总表", rows).form_reading[0]
    assert reading["grade"] != "proved" and reading["sums_broken"] == 6


def test_projects_managed_like_a_class_are_of_the_class() -> None:
    rows = [
        ["科目编码", "科目名称", "合计", "项目支出", "<", "<"],
        ["^", "^", "^", "小计", "按项目管理的商品和服务支出", "资本性支出"],
        ["2080299", "其他民政管理事务支出", "40.00", "40.00", "21.00", "19.00"],
        ["", "合计", "40.00", "40.00", "21.00", "19.00"],
    ]
    found = amounts(read("支出总表", rows), "economic_code", "nature")
    label = "项目支出 / 按项目管理的商品和服务支出"
    assert found["合计", label, "302", "project"] == 210_000


def test_one_name_of_a_class_among_other_words_is_unknown() -> None:
    rows = [
        ["科目编码", "科目名称", "合计", "工资福利支出", "发展基金"],
        ["2080201", "行政运行", "30.00", "20.00", "4.00"],
        ["", "合计", "30.00", "20.00", "4.00"],
    ]
    conformed = read("支出总表", rows)
    assert {s["column_label"] for s in conformed.statement} == {"合计"}
    assert {q["reason_code"] for q in conformed.quarantine} == {"column_header_unknown"}


def test_beside_a_subtotal_words_that_state_the_same_are_a_part_of_it() -> None:
    rows = [
        ["科目编码", "科目名称", "合计", "基本支出", "项目支出", "<", "<"],
        ["^", "^", "^", "^", "小计", "部门预算项目支出", "基本建设"],
        ["213", "农林水支出", "87.00", "50.00", "37.00", "11.00", "26.00"],
        ["21303", "水利", "87.00", "50.00", "37.00", "11.00", "26.00"],
        ["2130301", "行政运行", "50.00", "50.00", "", "", ""],
        ["2130305", "水利工程建设", "37.00", "", "37.00", "11.00", "26.00"],
        ["", "合计", "87.00", "50.00", "37.00", "11.00", "26.00"],
    ]
    conformed = read("部门支出总表", rows)
    assert conformed.form_reading[0]["grade"] == "proved"
    assert {amount for (*_, nature), amount in amounts(conformed, "nature").items()
            if nature == "project"} == {370_000}  # fmt: skip


def test_of_which_under_a_fund_is_a_part_and_no_fund_of_its_own() -> None:
    rows = [
        ["收入", "<", "支出", "<", "<", "<", "<"],
        ["项目", "金额", "项目", "合计", "一般公共预算", "<", "政府性基金预算"],
        ["^", "^", "^", "^", "小计", "其中：财政拨款", "^"],
        ["一般公共预算", "80.00", "一、基本支出", "50.00", "50.00", "49.00", ""],
        ["其中：财政拨款", "78.00", "1、工资福利支出", "35.00", "35.00", "34.00", ""],
        ["政府性基金预算", "6.00", "2、商品和服务支出", "15.00", "15.00", "15.00", ""],
        ["", "", "二、项目支出", "36.00", "30.00", "29.00", "6.00"],
        ["收入总计", "86.00", "支出总计", "86.00", "80.00", "78.00", "6.00"],
    ]
    conformed = read("收支总体情况表", rows)
    assert conformed.form_reading[0]["grade"] == "proved" and not conformed.quarantine
    found = amounts(conformed, "fund_source", "nature")
    assert found["其中：财政拨款", "收入 / 金额", "general_public_budget", "unlisted"] == 780_000
    whole = {fund for (*_, fund, nature) in found if nature != "unlisted"}
    assert "fiscal_appropriation" not in whole
    assert (
        found["二、项目支出", "支出 / 政府性基金预算", "government_fund_budget", "project"]
        == 60_000
    )


def test_natures_head_the_classes_under_them() -> None:
    rows = [
        ["收入", "<", "支出", "<"],
        ["项目", "预算数", "项目", "预算数"],
        ["财政拨款", "90.00", "一、基本支出", "50.00"],
        ["", "", "工资福利支出", "35.00"],
        ["", "", "商品和服务支出", "15.00"],
        ["", "", "二、项目支出", "40.00"],
        ["收入总计", "90.00", "支出总计", "90.00"],
    ]
    found = amounts(read("收支总体情况表", rows), "nature", "economic_code")
    assert found["工资福利支出", "支出 / 预算数", "basic", "301"] == 350_000
    assert found["二、项目支出", "支出 / 预算数", "project", None] == 400_000


def test_a_bare_subtotal_above_the_grand_total_is_the_total_of_the_year() -> None:
    rows = [
        ["收入", "<", "支出", "<"],
        ["项目", "预算数", "项目", "预算数"],
        ["财政拨款（补助）", "90.00", "一般公共服务支出", "70.00"],
        ["事业收入", "6.00", "卫生健康支出", "30.00"],
        ["小计", "96.00", "小计", "100.00"],
        ["单位上年结余", "4.00", "结转下年", ""],
        ["收入总计", "100.00", "支出总计", "100.00"],
    ]
    conformed = read("部门收支总体情况表", rows)
    assert conformed.form_reading[0]["grade"] == "proved"
    found = amounts(conformed, "item_code")
    assert found["小计", "收入 / 预算数", "revenue_current_year"] == 960_000
    assert found["收入总计", "收入 / 预算数", "revenue_grand_total"] == 1_000_000


def test_a_form_of_one_class_of_the_basic_expenditure_is_not_all_of_it() -> None:
    title = "一般公共预算基本支出表—人员经费(工资福利支出)(按政府预算经济分类)"
    rows = [
        ["科目编码", "科目名称", "总计", "工资奖金津补贴", "住房公积金"],
        ["2080201", "行政运行", "30.00", "20.00", "10.00"],
        ["", "合计", "30.00", "20.00", "10.00"],
    ]
    conformed = read(title, rows)
    assert not conformed.statement and conformed.quarantine


def test_operating_costs_of_units_split_into_sections_are_no_three_public_costs() -> None:
    rows = [
        ["单位名称", "合计", "办公费", "会议费", "公务接待费", "其他交通费用"],
        ["合计", "40.00", "30.00", "1.00", "5.00", "4.00"],
        ["江城市财政局本级", "33.00", "25.00", "1.00", "4.00", "3.00"],
        ["江城市财政所", "7.00", "5.00", "", "1.00", "1.00"],
    ]
    conformed = read("机关运行经费预算表", rows)
    assert conformed.form_reading[0]["form_code"] == "agency_operation_economic"
    found = amounts(conformed, "economic_code", "item_code", "unit_name")
    assert found["合计", "公务接待费", "30217", "agency_operation", None] == 50_000
    assert found["合计", "合计", None, "agency_operation", None] == 400_000
    assert {item for (*_, item, _) in found} == {"agency_operation"}


MINISTRY = [
    ["科目编码", "科目名称", "2022年执行数", "<", "2023年预算数", "<", "<"],
    ["^", "^", "执行数", "扣除基建投资后执行数", "小计", "基本支出", "项目支出"],
    ["201", "一般公共服务支出", "90.00", "60.00", "100.00", "70.00", "30.00"],
    ["20103", "政府办公厅（室）及相关机构事务", "90.00", "60.00", "100.00", "70.00", "30.00"],
    ["2010301", "行政运行", "50.00", "50.00", "70.00", "70.00", ""],
    ["2010302", "一般行政管理事务", "40.00", "10.00", "30.00", "", "30.00"],
    ["221", "住房保障支出", "9.00", "9.00", "9.00", "9.00", ""],
    ["", "合计", "99.00", "69.00", "109.00", "79.00", "30.00"],
]


def test_an_amount_under_unknown_words_that_adds_up_is_stated_under_them() -> None:
    conformed = read("一般公共预算支出表", MINISTRY)
    assert conformed.form_reading[0]["grade"] == "proved" and not conformed.quarantine
    assert conformed.form_reading[0]["sums_broken"] == 0
    label = "2022年执行数 / 扣除基建投资后执行数"
    found = amounts(conformed, "nature", "fiscal_year", "phase", "detail_name")
    assert found["行政运行", label, "unlisted", 2022, "final", label] == 500_000


def test_an_amount_under_unknown_words_that_does_not_add_up_is_set_aside() -> None:
    rows = [list(row) for row in MINISTRY]
    rows[4][3] = "51.00"
    conformed = read("一般公共预算支出表", rows)
    assert {q["reason_code"] for q in conformed.quarantine} == {"column_header_unknown"}
    assert len(conformed.quarantine) == 6


def test_an_unknown_word_among_funds_may_be_a_fund_and_is_set_aside() -> None:
    rows = [
        ["科目编码", "科目名称", "合计", "一般公共预算", "其他资金"],
        ["201", "一般公共服务支出", "100.00", "70.00", "20.00"],
        ["2010301", "行政运行", "70.00", "60.00", "5.00"],
        ["2010302", "一般行政管理事务", "30.00", "10.00", "15.00"],
        ["", "合计", "100.00", "70.00", "20.00"],
    ]
    conformed = read("支出总表", rows)
    assert {q["reason_code"] for q in conformed.quarantine} == {"column_header_unknown"}


def test_the_name_of_the_office_and_the_unit_over_a_table_are_no_header() -> None:
    rows = [
        ["江城市财政局单位：万元", "<", "<"],
        ["科目编码", "科目名称", "合计"],
        ["2010301", "行政运行", "70.00"],
        ["", "合计", "70.00"],
    ]
    found = amounts(read("支出总表", rows), "function_code", "nature")
    assert found["行政运行", "合计", "2010301", "total"] == 700_000


def test_this_years_money_beside_what_was_carried_over_is_not_all_of_a_fund() -> None:
    rows = [
        ["编码", "名称", "财政拨款合计", "一般公共预算", "<", "<", "政府性基金", "<"],
        ["^", "^", "^", "合计", "当年拨款", "上年结转", "当年拨款", "上年结转"],
        ["2130301", "行政运行", "52.00", "52.00", "50.00", "2.00", "", ""],
        ["2136799", "其他三峡水库库区基金支出", "40.00", "", "", "", "35.00", "5.00"],
        ["", "合计", "92.00", "52.00", "50.00", "2.00", "35.00", "5.00"],
    ]
    found = amounts(read("财政拨款支出表", rows), "fund_source", "nature")
    assert found["合计", "一般公共预算 / 合计", "general_public_budget", "total"] == 520_000
    assert not any(fund == "government_fund_budget" for (*_, fund, nature) in found
                   if nature == "total")  # fmt: skip


def test_three_public_costs_of_another_fund_are_of_that_fund() -> None:
    rows = [
        ["年度", "“三公”经费预算总额", "因公出国（境）费", "公务接待费"],
        ["2022年", "3.00", "1.00", "2.00"],
        ["2023年", "5.00", "2.00", "3.00"],
    ]
    of_fund = read("政府性基金预算“三公”经费支出表", rows).statement
    assert {s["fund_source"] for s in of_fund} == {"government_fund_budget"}
    both = read("一般公共预算、政府性基金预算“三公”经费支出表", rows).statement
    assert {s["fund_source"] for s in both} == {"fiscal_appropriation"}


BALANCES = [
    ["科目编码", "科目名称", "本年支出", "年末结转和结余", "<", "<"],
    ["^", "^", "^", "合计", "项目支出结转和结余", "<"],
    ["^", "^", "^", "^", "项目支出结转", "项目支出结余"],
    ["2080201", "行政运行", "30.00", "20.00", "14.00", "6.00"],
    ["", "合计", "30.00", "20.00", "14.00", "6.00"],
]


def test_one_of_the_balances_that_a_head_lists_is_not_all_of_them() -> None:
    conformed = read("一般公共预算财政拨款支出决算表", BALANCES)
    found = amounts(conformed, "flow", "item_code")
    assert found["合计", "年末结转和结余 / 合计", "balance", "closing_carryover"] == 200_000
    assert {s["printed_text"] for s in conformed.statement} == {"30.00", "20.00"}
    assert sorted(q["printed_text"] for q in conformed.quarantine) == ["14.00"] * 2 + ["6.00"] * 2


def test_a_list_of_balances_without_parts_is_read_whole() -> None:
    rows = [
        [*row[:4], row[4].replace("14.00", "20.00")] for row in BALANCES if row[5] != "项目支出结余"
    ]
    found = amounts(read("一般公共预算财政拨款支出决算表", rows), "nature", "item_code")
    label = "年末结转和结余 / 项目支出结转和结余"
    assert found["合计", label, "project", "closing_carryover"] == 200_000
