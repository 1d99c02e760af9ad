"""Forms that run over pages: with and without their header, on pages of other widths."""

from decimal import Decimal

import pytest

from tests.conform.conforming import amounts, conform_pages
from tests.conform.trees import page, table

HEADER = [
    ["项目", "<", "<", "<", "支出预算", "<", "<"],
    ["功能分类科目编码", "<", "<", "功能分类科目名称", "合计", "基本支出", "项目支出"],
    ["类", "款", "项", "^", "^", "^", "^"],
]
FIRST = [*HEADER, ["201", "", "", "一般公共服务支出", "3", "2", "1"]]
SECOND = [["201", "06", "", "财政事务", "3", "2", "1"], ["合计", "<", "<", "<", "3", "2", "1"]]
LINES = ["2023年部门支出预算总表", "单位：元"]


def test_without_a_header_on_the_second_page() -> None:
    read = conform_pages(page(2, LINES, table(FIRST)), page(3, [], table(SECOND)))
    found = amounts(read, "function_code", "nature", "line_kind")
    assert ("财政事务", "支出预算 / 基本支出", "20106", "basic", "leaf") in found
    assert ("一般公共服务支出", "支出预算 / 合计", "201", "total", "subtotal") in found
    assert {(f["page_first"], f["page_last"]) for f in read.form_reading} == {(2, 3)}


def test_with_the_header_repeated() -> None:
    read = conform_pages(page(2, LINES, table(FIRST)), page(3, ["续表"], table([*HEADER, *SECOND])))
    assert len(read.statement) == 9
    assert not read.quarantine


def test_on_a_page_of_another_width() -> None:
    read = conform_pages(page(2, LINES, table(FIRST)), page(3, [], table(SECOND, width=80)))
    assert ("合计", "支出预算 / 项目支出", "project") in amounts(read, "nature")


def test_a_last_page_with_the_total_row_alone_has_fewer_rules() -> None:
    from pipelines.extract.document_tree import Box, Cell, Table
    from tests.conform.trees import line

    edges = (50.0, 290.0, 350.0, 410.0, 470.0)
    texts = ("合计", "3", "2", "1")
    cells = tuple(
        Cell(0, 1, i, 1, Box(edges[i], 100, edges[i + 1], 120), (line(text, 102, edges[i] + 2),))
        for i, text in enumerate(texts)
    )
    alone = Table(0, Box(50, 100, 470, 120), edges, (100.0, 120.0), cells)
    read = conform_pages(page(2, LINES, table([*FIRST, SECOND[0]])), page(3, [], alone))
    found = amounts(read, "nature", "line_kind")
    assert ("合计", "支出预算 / 项目支出", "project", "total") in found


def test_the_next_forms_title_ends_the_form() -> None:
    other = [["科目编码", "科目名称", "合计"], ["201", "一般公共服务支出", "3"]]
    read = conform_pages(
        page(2, LINES, table(FIRST)),
        page(3, ["2023年一般公共预算支出表", "单位：万元"], table(other)),
    )
    assert [f["form_code"] for f in read.form_reading] == [
        "expenditure_summary",
        "general_public_expenditure",
    ]


def test_a_table_of_another_kind_on_the_next_page_does_not_continue_the_form() -> None:
    other = [["序号", "单位名称", "备注"], ["1", "财政局本级", ""]]
    read = conform_pages(page(2, LINES, table(FIRST)), page(3, ["机构设置"], table(other)))
    assert {s["page"] for s in read.statement} == {2}


def test_a_grid_in_which_nothing_is_printed_does_not_end_a_form() -> None:
    head = ["科目编码", "科目名称", "合计"]
    first = table([head, ["201", "一般公共服务支出", "30.00"], ["20103", "政府办公厅", "30.00"]])
    empty = table([["", ""]], top=400.0, number=1)
    rest = table([["2010301", "行政运行", "30.00"], ["", "合计", "30.00"]])
    read = conform_pages(page(2, ("支出总表", "单位：万元"), first, empty), page(3, (), rest))
    assert {s["page"] for s in read.statement if s["function_code"] == "2010301"} == {3}


WIDE = [
    ["科目编码", "科目名称", "合计", "财政拨款收入"],
    ["201", "一般公共服务支出", "463,892", "463,892"],
    ["20141", "数据事务", "463,892", "463,892"],
    ["2014101", "行政运行", "463,892", "463,892"],
]


@pytest.mark.parametrize(
    ("rest", "amount"),
    [
        (["单位：元", "其他收入"], Decimal(463_892)),
        (["其他收入"], None),
        # a page of text is no rest of the sheet
        (["单位：元", *["说明"] * 5], None),
    ],
)
def test_the_unit_of_a_wide_sheet_stands_on_the_rest_of_it(
    rest: list[str], amount: Decimal | None
) -> None:
    form = page(2, ["2026年收入预算总表"], table(WIDE))
    found = conform_pages(form, page(3, rest), page(4, []))
    stated = {s["amount_yuan"] for s in found.statement}
    assert stated == ({amount} if amount else set())


def test_the_unit_on_a_page_with_a_table_is_that_of_the_table() -> None:
    form = page(2, ["2026年收入预算总表"], table(WIDE))
    other = page(3, ["单位：元"], table([["说明", "金额"], ["其他", "1.00"]]))
    assert conform_pages(form, other).statement == []
