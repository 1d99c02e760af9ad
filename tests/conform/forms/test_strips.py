"""Wide sheets printed in strips: the columns on the right stand on the next page."""

from tests.conform.conforming import amounts, conform_pages
from tests.conform.trees import page, table

TITLE = ("一般公共预算支出表", "单位：万元")
LABELS = [
    ["205", "教育支出"],
    ["20599", "其他教育支出"],
    ["2059999", "其他教育支出"],
    ["", "合计"],
]
LEFT = [["科目编码", "科目名称", "总计", "基本支出"], ["^", "^", "^", "小计"]]
RIGHT = [["项目支出", "<"], ["小计", "本级项目支出"]]
MONEY = ["289.00", "289.00", "289.00", "289.00"]
WANTED = {
    ("其他教育支出", "2059999", "total"),
    ("其他教育支出", "2059999", "project"),
    ("其他教育支出", "2059999", "project_own_level"),
}


def left_page() -> list[list[str]]:
    return LEFT + [[*label, money, ""] for label, money in zip(LABELS, MONEY, strict=True)]


def leaves(right: list[list[str]]) -> set[tuple[str, str, str]]:
    read = conform_pages(page(2, TITLE, table(left_page())), page(3, (), table(right)))
    assert all(s["page"] == 3 for s in read.statement if str(s["nature"]).startswith("project"))
    return {
        (str(s["row_label"]), str(s["function_code"]), str(s["nature"]))
        for s in read.statement
        if s["function_code"] == "2059999" and s.get("amount_yuan")
    }


def test_columns_without_labels_belong_to_the_rows_of_the_page_before() -> None:
    right = RIGHT + [[money, money] for money in MONEY]
    assert leaves(right) == WANTED


def test_columns_with_the_labels_repeated_are_no_rows_of_the_same_columns() -> None:
    head = [["科目编码", "科目名称", *RIGHT[0]], ["^", "^", *RIGHT[1]]]
    right = head + [[*label, m, m] for label, m in zip(LABELS, MONEY, strict=True)]
    assert leaves(right) == WANTED


def test_a_table_of_other_rows_is_no_strip() -> None:
    right = RIGHT + [[money, money] for money in MONEY[:3]]
    assert leaves(right) == {("其他教育支出", "2059999", "total")}


def test_labels_lent_by_the_page_before_are_counted_once() -> None:
    right = RIGHT + [[money, money] for money in MONEY]
    read = conform_pages(page(2, TITLE, table(left_page())), page(3, (), table(right)))
    codes = [n["page"] for n in read.table_number if n["token"] == "2059999"]
    assert codes == [2]


def test_the_other_half_of_a_summary_stands_on_the_next_page() -> None:
    revenue = [["收入", "<"], ["项目", "预算数"], ["一般公共预算拨款收入", "70.00"],
               ["上年结转", "5.00"], ["收入总计", "75.00"]]  # fmt: skip
    expenditure = [["", ""], ["支出", "<"], ["项目", "预算数"], ["基本支出", "40.00"],
                   ["项目支出", "35.00"], ["支出总计", "75.00"]]  # fmt: skip
    read = conform_pages(
        page(2, ("收支预算总表", "单位：万元"), table(revenue)), page(3, (), table(expenditure))
    )
    found = {key[1:]: value for key, value in amounts(read, "flow", "nature", "item_code").items()}
    assert found["支出 / 预算数", "expenditure", "basic", None] == 400_000
    assert found["支出 / 预算数", "expenditure", "project", None] == 350_000
    assert found["收入 / 预算数", "balance", "total", "opening_carryover"] == 50_000
