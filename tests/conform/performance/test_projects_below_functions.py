"""Lists in which the names of functions stand above their projects, in one column."""

from tests.conform.conforming import amounts, conform_pages
from tests.conform.trees import page, table

ROWS = [
    ["项目", "<", "<", "<", "<", "金额"],
    ["类", "款", "项", "单位代码", "单位名称（科目、项目）", "^"],
    ["", "", "", "", "合　计", "72.00"],
    ["", "", "", "", "江城市水务局", "72.00"],
    ["", "", "", "", "水利工程建设", "52.00"],
    ["213", "03", "05", "118301", "河道整治", "40.00"],
    ["213", "03", "05", "118301", "水闸大修", "12.00"],
    ["", "", "", "", "水利前期工作", "20.00"],
    ["213", "03", "08", "118301", "水系规划", "20.00"],
]
TITLE = ("一般公共预算项目支出预算表", "单位：万元")


def test_projects_have_the_codes_of_their_line_and_names_above_them_are_no_projects() -> None:
    read = conform_pages(page(2, TITLE, table(ROWS)), cover=("江城市水务局", "2026年部门预算"))
    assert [p["project_name"] for p in read.project] == ["河道整治", "水闸大修", "水系规划"]
    found = amounts(read, "fund_source", "function_code", "line_kind")
    general = "general_public_budget"
    assert found["水闸大修", "金额", general, "2130305", "leaf"] == 120_000
    assert found["水利工程建设", "金额", general, None, "subtotal"] == 520_000
    assert found["江城市水务局", "金额", general, None, "subtotal"] == 720_000
    assert not read.quarantine


def test_projects_that_do_not_make_their_function_are_seen() -> None:
    rows = [[*row[:5], "99.00"] if row[4] in ("河道整治", "水系规划") else row for row in ROWS]
    read = conform_pages(page(2, TITLE, table(rows)), cover=("江城市水务局", "2026年部门预算"))
    assert read.form_reading[0]["sums_broken"] >= 2
