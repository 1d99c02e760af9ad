"""Forms of places that have no layout of their own are read by the national wording."""

from decimal import Decimal

from tests.conform.conforming import amounts, conform_pages
from tests.conform.trees import page, table


def test_final_account_summary_with_sequence_columns_and_a_numbered_row() -> None:
    rows = [
        ["收入", "<", "<", "支出", "<", "<"],
        ["项目", "行次", "金额", "项目", "行次", "金额"],
        ["栏次", "", "1", "栏次", "", "2"],
        ["一、一般公共预算财政拨款收入", "1", "5,000.00", "一、一般公共服务支出", "32", "4,000.00"],
        ["", "2", "", "四、公共安全支出", "35", "1,000.00"],
        ["本年收入合计", "27", "5,000.00", "本年支出合计", "58", "5,000.00"],
        ["年初结转和结余", "29", "10.00", "年末结转和结余", "60", "10.00"],
        ["总计", "31", "5,010.00", "总计", "62", "5,010.00"],
    ]
    lines = ["收入支出决算总表", "公开01表", "金额单位：万元"]
    read = conform_pages(page(2, lines, table(rows)))
    found = amounts(read, "flow", "fund_source", "function_code", "item_code", "line_kind")
    revenue = ("一、一般公共预算财政拨款收入", "收入 / 金额", "revenue", "general_public_budget")
    assert found[(*revenue, None, None, "leaf")] == Decimal("50000000.00")
    assert ("四、公共安全支出", "支出 / 金额", "expenditure", "all", "204", None, "leaf") in found
    stock = ("年初结转和结余", "收入 / 金额", "balance", "all", None, "opening_carryover", "leaf")
    assert found[stock] == Decimal("100000.00")
    assert len(found) == 9
    assert {n["class"] for n in read.table_number} == {"amount", "sequence"}


def test_codes_merged_over_three_columns_and_a_total_beside_the_column_numbers() -> None:
    rows = [
        ["项目", "<", "<", "<", "本年支出合计", "基本支出", "项目支出"],
        ["功能分类科目编码", "<", "<", "科目名称", "^", "^", "^"],
        ["类", "款", "项", "栏次", "1", "2", "3"],
        ["^", "^", "^", "合计", "100.00", "60.00", "40.00"],
        ["201", "<", "<", "一般公共服务支出", "100.00", "60.00", "40.00"],
        ["20106", "<", "<", "财政事务", "100.00", "60.00", "40.00"],
        ["2010601", "<", "<", "行政运行", "60.00", "60.00", ""],
        ["2010602", "<", "<", "一般行政管理事务", "40.00", "", "40.00"],
    ]
    read = conform_pages(page(2, ["支出决算表", "单位：万元"], table(rows)))
    found = amounts(read, "function_code", "nature", "line_kind")
    assert ("行政运行", "基本支出", "2010601", "basic", "leaf") in found
    assert ("财政事务", "项目支出", "20106", "project", "subtotal") in found
    assert ("合计", "本年支出合计", None, "total", "total") in found
    assert not read.quarantine


def test_three_column_groups_of_economic_classes_under_personnel_and_public() -> None:
    rows = [
        ["人员经费", "<", "<", "公用经费", "<", "<", "<", "<", "<"],
        ["科目编码", "科目名称", "决算数"] * 3,
        [
            "301",
            "工资福利支出",
            "50.00",
            "302",
            "商品和服务支出",
            "9.00",
            "310",
            "资本性支出",
            "1.00",
        ],
        ["30101", "基本工资", "50.00", "30201", "办公费", "9.00", "31002", "办公设备购置", "1.00"],
        ["人员经费合计", "<", "50.00", "公用经费合计", "<", "<", "<", "<", "10.00"],
    ]
    title = "一般公共预算财政拨款基本支出决算明细表"
    found = amounts(
        conform_pages(page(2, [title, "单位：万元"], table(rows))), "economic_code", "nature"
    )
    assert ("办公设备购置", "公用经费 / 决算数", "31002", "public") in found
    assert ("基本工资", "人员经费 / 决算数", "30101", "personnel") in found
    assert found["公用经费合计", "公用经费 / 决算数", None, "public"] == Decimal("100000.00")


def test_three_public_costs_printed_downwards() -> None:
    rows = [
        ["项目", "2023年预算数"],
        ["合计", "10.00"],
        ["1.因公出国（境）费用", "0.00"],
        ["2.公务接待费", "2.00"],
        ["3.公务用车费", "8.00"],
        ["其中：（1）公务用车运行维护费", "8.00"],
        ["（2）公务用车购置", "-"],
    ]
    read = conform_pages(page(2, ["“三公”经费支出表", "单位：万元"], table(rows)))
    items = {s["item_code"]: (s["line_kind"], s.get("absence")) for s in read.statement}
    assert items == {
        "three_public": ("total", None),
        "overseas_travel": ("leaf", None),
        "official_reception": ("leaf", None),
        "official_vehicle": ("subtotal", None),
        "vehicle_operation": ("leaf", None),
        "vehicle_purchase": ("leaf", "dash"),
    }
    assert {s["phase"] for s in read.statement} == {"budget"}


def test_codes_in_the_label_and_no_column_of_codes() -> None:
    rows = [
        ["功能分类科目", "合计", "基本支出", "项目支出"],
        ["合计", "3.00", "2.00", "1.00"],
        ["[201]一般公共服务支出", "3.00", "2.00", "1.00"],
        ["[2010601]行政运行", "2.00", "2.00", ""],
    ]
    read = conform_pages(page(2, ["部门支出总体情况表", "单位：万元"], table(rows)))
    codes = {s["function_code"]: s["line_kind"] for s in read.statement}
    assert codes == {None: "total", "201": "subtotal", "2010601": "leaf"}


def test_title_and_unit_inside_the_table_and_a_column_of_another_year() -> None:
    rows = [
        ["表5", "<", "<", "<", "<"],
        ["一般公共预算支出表", "<", "<", "<", "<"],
        ["部门：江城市财政局", "<", "<", "单位：千元", "<"],
        ["科目编码", "科目名称", "2022年预算数", "2023年预算数", "<"],
        ["^", "^", "^", "小计", "基本支出"],
        ["201", "一般公共服务支出", "1", "3", "2"],
        ["合计", "<", "1", "3", "2"],
    ]
    read = conform_pages(page(2, [], table(rows)))
    found = amounts(read, "fiscal_year", "nature")
    assert found["一般公共服务支出", "2022年预算数", 2022, "total"] == Decimal("1000.00")
    assert found["一般公共服务支出", "2023年预算数 / 基本支出", 2023, "basic"] == Decimal("2000.00")
    assert {s["unit"] for s in read.statement} == {"千元"}


def test_a_header_that_no_layout_knows_is_quarantined_and_not_guessed() -> None:
    rows = [
        ["科目编码", "科目名称", "合计", "神秘资金"],
        ["201", "一般公共服务支出", "3.00", "1.00"],
    ]
    read = conform_pages(page(2, ["支出总表", "单位：万元"], table(rows)))
    assert [s["column_label"] for s in read.statement] == ["合计"]
    assert [q["reason_code"] for q in read.quarantine] == ["column_header_unknown"]
    assert "神秘资金" in str(read.quarantine[0]["reason"])
    assert [n["class"] for n in read.table_number] == ["code", "amount", "quarantined"]


def test_a_table_without_a_unit_is_quarantined_unless_the_document_has_only_one() -> None:
    rows = [["科目编码", "科目名称", "合计"], ["201", "一般公共服务支出", "3.00"]]
    alone = conform_pages(page(2, ["支出总表"], table(rows)))
    assert [q["reason_code"] for q in alone.quarantine] == ["unit_unknown"]
    other = page(3, ["一般公共预算支出表", "单位：万元"], table(rows))
    both = conform_pages(page(2, ["支出总表"], table(rows)), other)
    sources = {s["form_code"]: s["unit_source"] for s in both.statement}
    assert sources == {"expenditure_summary": "document", "general_public_expenditure": "unit_line"}


def test_rows_of_sub_units_are_not_the_departments_own() -> None:
    rows = [
        ["单位代码", "单位名称", "合计", "财政拨款收入"],
        ["", "合计", "12.00", "12.00"],
        ["101", "财政局本级", "12.00", "12.00"],
    ]
    read = conform_pages(page(2, ["收入总表", "单位：万元"], table(rows)))
    assert {(s["row_label"], s["unit_name"]) for s in read.statement} == {
        ("合计", None),
        ("财政局本级", "财政局本级"),
    }
    assert read.quarantine == []


def test_an_unknown_table_with_amounts_is_named_and_its_numbers_are_kept() -> None:
    rows = [["项目", "数额"], ["某项", "1,234.50"]]
    read = conform_pages(page(2, ["其他事项", "单位：万元"], table(rows)))
    assert [q["reason_code"] for q in read.quarantine] == ["form_unknown", "no_form"]
    assert [n["token"] for n in read.table_number] == ["1,234.50"]


def test_a_form_without_rules_is_noticed() -> None:
    lines = [
        "支出总表",
        "单位：万元",
        "201 一般公共服务支出 1,234.50 2.00",
        "20106 财政事务 34.50",
        "合计 1,234.50",
    ]
    read = conform_pages(page(2, lines))
    assert "table_without_rules" in {q["reason_code"] for q in read.quarantine}


def test_a_heading_that_names_a_form_above_prose_is_not_a_form() -> None:
    lines = [
        "部门收支总表",
        "2023年收入1,234.50万元，增加1.20万元。",
        "支出1,234.50万元，减少2.00万元。",
        "第3行1.00万元，持平。",
    ]
    read = conform_pages(page(2, lines))
    assert "table_without_rules" not in {q["reason_code"] for q in read.quarantine}
