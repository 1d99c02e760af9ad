"""Two forms side by side on one sheet are two tables, each under its own title."""

from dataclasses import replace
from typing import Any

import pytest
from openpyxl import Workbook

from pipelines.conform.captions import caption_of
from pipelines.extract.document_tree import Page
from tests.conform.conforming import amounts, conform_pages
from tests.conform.trees import line, page, table
from tests.extract.attachments.sheets import (
    HEADER,
    ROWS,
    RULED,
    TITLE,
    UNIT,
    only_page,
    texts,
    tree,
)

OTHER = "2024年一般公共预算支出表"


def beside(ruled: bool, title: str = OTHER) -> Page:
    """The form of `sheets` with another one, a row longer, to the right of an empty column."""

    def change(book: Workbook, sheet: Any) -> None:
        sheet.cell(1, 6, title)
        sheet.cell(2, 9, UNIT)
        rows = [HEADER, *ROWS, ["2010302", "一般行政管理事务", 7.25, 7.25]]
        for row, said in enumerate(rows, 3):
            for column, value in enumerate(said, 6):
                cell = sheet.cell(row, column, value)
                cell.number_format = "0.00"
                if ruled:
                    cell.border = RULED

    return only_page(tree(change, ruled))


def titles(read: Page) -> list[list[str]]:
    return [[text.printed for text in caption_of(read, each).above] for each in read.tables]


@pytest.mark.parametrize("ruled", [True, False])
def test_forms_side_by_side_are_two_tables_under_their_own_titles(ruled: bool) -> None:
    read = beside(ruled)
    assert [table.column_count for table in read.tables] == [4, 4]
    assert [table.row_count for table in read.tables] == [4, 5]
    assert texts(read.tables[1])[4] == ["2010302", "一般行政管理事务", "7.25", "7.25"]
    assert titles(read) == [[TITLE, UNIT], [OTHER, UNIT]]


@pytest.mark.parametrize("ruled", [True, False])
def test_an_empty_column_under_one_title_parts_nothing(ruled: bool) -> None:
    assert [table.column_count for table in beside(ruled, title="").tables] == [9]


def pair(*lines: str) -> Page:
    rows = [["科目编码", "科目名称", "合计"], ["201", "一般公共服务支出", "12.50"]]
    left = table(rows, width=80)
    right = table(rows, width=80, number=1)
    shift = 300.0
    moved = replace(
        right,
        box=right.box._replace(x0=right.box.x0 + shift, x1=right.box.x1 + shift),
        x_edges=tuple(x + shift for x in right.x_edges),
    )
    read = page(2, lines, left, moved)
    return read


def test_a_line_over_two_forms_is_cut_between_them() -> None:
    both = line("甲支出表", 10, 60), line("乙支出表", 10, 370)
    joined = replace(
        both[0],
        text=both[0].text + " " + both[1].text,
        box=both[0].box._replace(x1=both[1].box.x1),
        starts=(*both[0].starts, both[0].box.x1, *both[1].starts),
        ends=(*both[0].ends, both[1].box.x0, *both[1].ends),
    )
    assert titles(replace(pair(), lines=(joined,))) == [["甲支出表"], ["乙支出表"]]


def test_two_halves_under_one_title_share_what_stands_above_them() -> None:
    assert titles(pair("2024年收支预算总表", UNIT)) == [["2024年收支预算总表", UNIT]] * 2


def test_amounts_of_forms_side_by_side_stand_in_their_own_form() -> None:
    read = conform_pages(beside(ruled=True), cover=("江城市财政局", "2024年度部门预算"))
    forms = {statement["form_code"] for statement in read.statement}
    assert forms == {"expenditure_summary", "general_public_expenditure"}
    assert len(amounts(read, "form_code", "function_code")) == 14
