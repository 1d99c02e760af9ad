"""What the rows of a form are of: classes by name or code, both economic codes, units."""

from decimal import Decimal

from tests.conform.conforming import amounts
from tests.conform.forms.printed_forms import grade, read


def test_names_without_codes_are_resolved_under_the_row_above() -> None:
    rows = [
        ["收入", "<", "支出", "<"],
        ["项目", "预算数", "项目", "预算数"],
        ["一、财政拨款", "130.00", "一、一般公共服务支出", "100.00"],
        ["1.一般公共预算拨款", "130.00", "统计信息事务", "60.00"],
        ["", "", "行政运行", "60.00"],
        ["", "", "审计事务", "40.00"],
        ["", "", "行政运行", "40.00"],
        ["", "", "二、教育支出", "30.00"],
        ["本年收入合计", "130.00", "本年支出合计", "130.00"],
    ]
    conformed = read("收支总表", rows)
    codes = [s["function_code"] for s in conformed.statement if s["row_label"] == "行政运行"]
    assert codes == ["2010501", "2010801"] and grade(conformed) == "proved"
    assert amounts(conformed, "fund_source")[
        "一、财政拨款", "收入 / 预算数", "fiscal_appropriation"
    ]


def test_two_economic_codes_in_a_row_are_one_statement_with_both() -> None:
    rows = [
        [
            "部门经济科目编码",
            "部门经济科目名称",
            "政府经济科目编码",
            "政府经济科目名称",
            "合计",
            "人员经费支出",
            "公用经费支出",
        ],
        ["", "合计", "", "", "30.00", "30.00", ""],
        ["301", "工资福利支出", "", "", "30.00", "30.00", ""],
        ["30101", "基本工资", "50101", "工资奖金津补贴", "10.00", "10.00", ""],
        ["30108", "机关事业单位基本养老保险缴费", "50102", "社会保障缴费", "20.00", "20.00", ""],
    ]
    conformed = read("一般公共预算基本支出明细表", rows)
    assert grade(conformed) == "proved"
    found = amounts(conformed, "economic_code", "government_economic_code", "nature")
    assert found["基本工资", "合计", "30101", "50101", "basic"] == Decimal(100_000)
    assert found["合计", "人员经费支出", None, None, "personnel"] == Decimal(300_000)


def test_the_same_departmental_code_under_two_government_codes_is_no_contradiction() -> None:
    rows = [
        ["部门预算支出经济分类科目", "政府预算支出经济分类科目", "合计", "项目支出"],
        ["30227-委托业务费", "50205-委托业务费", "3.00", "3.00"],
        ["30227-委托业务费", "50502-商品和服务支出", "4.00", "4.00"],
        ["合计", "", "7.00", "7.00"],
    ]
    conformed = read("一般公共预算支出表（经济分类）", rows)
    found = amounts(conformed, "economic_code", "government_economic_code")
    assert found["30227-委托业务费", "合计", "30227", "50502"] == Decimal(40_000)
    assert grade(conformed) == "proved"


def test_levels_of_a_code_left_blank_are_carried_down() -> None:
    rows = [
        ["科目编码", "<", "<", "科目名称", "合计", "基本支出", "项目支出"],
        ["类", "款", "项", "^", "^", "^", "^"],
        ["201", "", "", "一般公共服务支出", "130.00", "100.00", "30.00"],
        ["", "08", "", "审计事务", "130.00", "100.00", "30.00"],
        ["", "", "01", "行政运行", "100.00", "100.00", ""],
        ["", "", "04", "审计业务", "30.00", "", "30.00"],
    ]
    found = amounts(read("支出总体情况表", rows), "function_code")
    assert found["审计业务", "项目支出", "2010804"] == Decimal(300_000)


def test_rows_of_units_stand_beside_the_total() -> None:
    rows = [
        ["单位编码", "单位名称", "合计", "一般公共预算拨款", "事业收入"],
        ["", "合计", "30.00", "20.00", "10.00"],
        ["118", "江城市财政局", "30.00", "20.00", "10.00"],
        ["118001", "江城市财政局机关", "18.00", "18.00", ""],
        ["118002", "江城市财政信息中心", "12.00", "2.00", "10.00"],
    ]
    conformed = read("部门收入总表", rows)
    found = amounts(conformed, "unit_name", "line_kind")
    assert found["合计", "合计", None, "total"] == Decimal(300_000)
    unit = "江城市财政信息中心"
    assert found[unit, "合计", unit, "leaf"] == Decimal(120_000)
    assert grade(conformed) == "proved"


def test_codes_under_the_rows_of_units_are_of_these_units() -> None:
    rows = [
        ["支出项目类别", "总计", "一般公共预算"],
        ["合计", "30.00", "30.00"],
        ["江城市财政局（本级）", "18.00", "18.00"],
        ["工资福利支出", "13.00", "13.00"],
        ["商品和服务支出", "5.00", "5.00"],
        ["江城市财政信息中心", "12.00", "12.00"],
        ["工资福利支出", "10.00", "10.00"],
        ["商品和服务支出", "2.00", "2.00"],
    ]
    conformed = read("部门预算基本支出预算表", rows)
    assert grade(conformed) == "proved"
    units = [s["unit_name"] for s in conformed.statement if s["economic_code"] == "301"]
    assert sorted(map(str, set(units))) == ["江城市财政信息中心", "江城市财政局（本级）"]


def test_codes_that_begin_anew_without_a_unit_are_of_unnamed_units() -> None:
    rows = [
        ["科目编码", "科目名称", "合计", "基本支出", "项目支出"],
        ["2010801", "行政运行", "40.00", "40.00", ""],
        ["2010804", "审计业务", "9.00", "", "9.00"],
        ["2010801", "行政运行", "60.00", "60.00", ""],
        ["2010804", "审计业务", "1.00", "", "1.00"],
        ["", "合计", "110.00", "100.00", "10.00"],
    ]
    conformed = read("一般公共预算支出表", rows)
    assert grade(conformed) == "proved"
    names = {s["unit_name"] for s in conformed.statement if s["function_code"] == "2010801"}
    assert names == {"unnamed unit 1", "unnamed unit 2"}
