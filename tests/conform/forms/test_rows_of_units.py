"""Whose a row is where no unit is named: runs of codes, departments above units, local codes."""

from pipelines.conform.conformed import Conformed
from tests.conform.conforming import conform_pages
from tests.conform.trees import Rows, page, table

HEAD = ["科目编码", "科目名称", "合计", "基本支出", "项目支出"]


def read(title: str, rows: Rows) -> Conformed:
    return conform_pages(page(2, (title, "单位：万元"), table(rows)))


def units_by_code(conformed: Conformed) -> list[tuple[object, object]]:
    return [
        (s["function_code"], s["unit_name"])
        for s in conformed.statement
        if s["column_label"] == "合计" and s["function_code"]
    ]


def test_a_unit_begins_where_rising_codes_fall() -> None:
    rows = [
        HEAD,
        ["2010801", "行政运行", "40.00", "40.00", ""],
        ["2050803", "培训支出", "9.00", "", "9.00"],
        ["2010850", "事业运行", "60.00", "60.00", ""],
        ["2050803", "培训支出", "1.00", "", "1.00"],
        ["", "合计", "110.00", "100.00", "10.00"],
    ]
    assert units_by_code(read("一般公共预算支出表", rows)) == [
        ("2010801", "unnamed unit 1"),
        ("2050803", "unnamed unit 1"),
        ("2010850", "unnamed unit 2"),
        ("2050803", "unnamed unit 2"),
    ]


def test_codes_in_no_order_are_of_one_unit_until_one_comes_again() -> None:
    rows = [
        HEAD,
        ["2050803", "培训支出", "2.00", "", "2.00"],
        ["2010801", "行政运行", "2.00", "2.00", ""],
        ["2080505", "机关事业单位基本养老保险缴费支出", "2.00", "2.00", ""],
        ["2050803", "培训支出", "2.00", "", "2.00"],
        ["2010850", "事业运行", "2.00", "2.00", ""],
        ["", "合计", "10.00", "6.00", "4.00"],
    ]
    units = [unit for _, unit in units_by_code(read("一般公共预算支出表", rows))]
    assert units == ["unnamed unit 1"] * 3 + ["unnamed unit 2"] * 2


def test_numbers_of_rows_make_a_department_no_unit_beside_its_units() -> None:
    rows = [
        ["序", "号单位编码", "单位名称", "合计", "因公出国（境）费用", "公务接待费"],
        ["1", "", "合计", "9.00", "2.00", "7.00"],
        ["2", "234", "江城市气象局", "9.00", "2.00", "7.00"],
        ["3", "234001", "江城市气象局", "0.00", "0.00", "0.00"],
        ["4", "234002", "江城市气象台", "9.00", "2.00", "7.00"],
    ]
    conformed = read("一般公共预算“三公”经费支出表", rows)
    said = [
        (s["unit_name"], str(s["amount_yuan"]))
        for s in conformed.statement
        if s["item_code"] == "three_public"
    ]
    assert said == [
        (None, "90000.00"),
        (None, "90000.00"),
        ("江城市气象局", "0.00"),
        ("江城市气象台", "90000.00"),
    ]


def test_several_local_codes_of_a_class_are_told_as_local() -> None:
    rows = [
        ["科目编码", "科目名称", "合计", "人员经费", "公用经费"],
        ["301", "工资福利支出", "9.00", "9.00", ""],
        ["30101", "基本工资", "2.00", "2.00", ""],
        ["3010201", "津贴补贴", "4.00", "4.00", ""],
        ["3010202", "改革性补贴", "3.00", "3.00", ""],
        ["302", "商品和服务支出", "1.00", "", "1.00"],
        ["3021101", "差旅费", "1.00", "", "1.00"],
        ["", "合计", "10.00", "9.00", "1.00"],
    ]
    conformed = read("一般公共预算基本支出表", rows)
    said = {
        (s["row_label"], s["economic_code"], s["code_source"], s["line_kind"])
        for s in conformed.statement
        if s["economic_code"] and len(s["economic_code"]) == 5
    }
    assert said == {
        ("基本工资", "30101", "printed", "leaf"),
        ("津贴补贴", "30102", "local", "leaf"),
        ("改革性补贴", "30102", "local", "leaf"),
        ("差旅费", "30211", "printed", "leaf"),
    }


def test_a_nature_over_no_classes_is_a_leaf() -> None:
    rows = [
        ["收入", "<", "支出", "<"],
        ["项目", "预算数", "部门预算支出经济科目（按大类）", "预算数"],
        ["一、财政拨款", "9.00", "1、人员经费和公用经费支出", "7.00"],
        ["", "", "（1）工资福利支出", "5.00"],
        ["", "", "（2）商品和服务支出", "2.00"],
        ["", "", "2、专项业务经费支出", "1.00"],
        ["", "", "（1）商品和服务支出", "1.00"],
        ["", "", "3、上缴上级支出", "1.00"],
        ["本年收入合计", "9.00", "本年支出合计", "9.00"],
    ]
    conformed = read("2023年部门综合预算财政拨款收支总表", rows)
    kinds = {(s["row_label"], s["line_kind"]) for s in conformed.statement}
    assert ("1、人员经费和公用经费支出", "subtotal") in kinds
    assert ("2、专项业务经费支出", "subtotal") in kinds
    assert ("3、上缴上级支出", "leaf") in kinds
