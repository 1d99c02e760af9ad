"""One trait of a spreadsheet at a time: what is shown is read, what is hidden is named."""

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.chart import BarChart

from pipelines.extract.document_tree import Box, DocumentTree, column_letters
from pipelines.extract.reader import read_document
from pipelines.extract.tree_frame import read_tree, write_tree
from tests.conform.conforming import conform_tree
from tests.extract.attachments.office_files import saved
from tests.extract.attachments.sheets import (
    HEADER,
    RULED,
    TITLE,
    UNIT,
    form,
    only_page,
    texts,
    tree,
)


def unchanged(book: Workbook, sheet: Any) -> None:
    """The form as it is."""


@pytest.mark.parametrize("ruled", [True, False])
def test_a_sheet_is_a_page_with_lines_and_a_table(ruled: bool) -> None:
    page = only_page(tree(unchanged, ruled))
    assert [line.text for line in page.lines] == [TITLE, UNIT]
    assert page.sheet
    assert (page.number, page.sheet.name) == (1, "Sheet")
    (table,) = page.tables
    assert texts(table)[0] == HEADER
    assert texts(table)[3] == ["2010301", "行政运行", "12.50", "12.50"]
    assert page.sheet.cell_at(table.cells[-1].ink) == "D6"


@pytest.mark.parametrize("ruled", [True, False])
def test_two_tables_on_a_sheet_are_two(ruled: bool) -> None:
    page = only_page(tree(lambda book, sheet: form(sheet, 9, ruled), ruled))
    assert [table.number for table in page.tables] == [0, 1]
    assert texts(page.tables[0]) == texts(page.tables[1])
    assert [line.text for line in page.lines] == [TITLE, UNIT] * 2


def test_notes_below_a_table_without_rules_are_lines() -> None:
    def note(book: Workbook, sheet: Any) -> None:
        sheet.cell(7, 1, "注：本表按预算口径填列。")

    page = only_page(tree(note, ruled=False))
    assert page.lines[-1].text == "注：本表按预算口径填列。"
    assert page.tables[0].row_count == 4


def test_a_merged_cell_spans_its_rows_and_columns() -> None:
    def merge(book: Workbook, sheet: Any) -> None:
        sheet.merge_cells("A4:A6")
        sheet.merge_cells("C4:D4")

    page = only_page(tree(merge))
    spans = {
        (cell.row, cell.column): (cell.row_span, cell.column_span) for cell in page.tables[0].cells
    }
    assert spans[1, 0] == (3, 1)
    assert spans[1, 2] == (1, 2)
    assert texts(page.tables[0])[2][0] == "201"
    assert page.sheet
    inner = Box(*[page.tables[0].x_edges[3], page.tables[0].y_edges[1]] * 2)
    assert page.sheet.cell_at(inner) == "C4"


def test_hidden_sheets_rows_and_columns_are_left_out_and_named() -> None:
    def hide(book: Workbook, sheet: Any) -> None:
        sheet.row_dimensions[5].hidden = True
        sheet.column_dimensions["D"].hidden = True
        book.create_sheet("旧数").sheet_state = "hidden"
        book["旧数"]["A1"] = 123

    read = tree(hide)
    first, second = read.pages
    assert texts(first.tables[0])[1:] == [
        ["201", "一般公共服务支出", "12.50"],
        ["2010301", "行政运行", "12.50"],
    ]
    assert "row 5" in str(first.unread_reason)
    assert "column 4" in str(first.unread_reason)
    assert first.sheet
    assert first.sheet.cell_at(first.tables[0].cells[-1].ink) == "C6"
    assert (second.number, second.text_source) == (2, "unread")
    assert "'旧数' is hidden" in str(second.unread_reason)
    reasons = {q["reason_code"] for q in conform_tree(read).quarantine}
    assert {"page_unread", "page_partly_unread"} <= reasons


def test_a_merged_cell_whose_first_column_is_hidden_keeps_its_text() -> None:
    def hide(book: Workbook, sheet: Any) -> None:
        sheet.column_dimensions["A"].hidden = True

    assert only_page(tree(hide)).lines[0].text == TITLE


def test_empty_and_chart_sheets_are_pages_without_text() -> None:
    def add(book: Workbook, sheet: Any) -> None:
        book.create_sheet("空")
        book.create_chartsheet("图").add_chart(BarChart())

    read = tree(add)
    assert [page.text_source for page in read.pages] == ["text", "none", "unread"]
    assert "chart" in str(read.pages[2].unread_reason)


def test_a_tree_of_sheets_is_stored_and_read_again(tmp_path: Path) -> None:
    read = tree(lambda book, sheet: sheet.merge_cells("C4:D4"))
    write_tree(read, tmp_path / "tree.parquet")
    assert read_tree(tmp_path / "tree.parquet") == read


def boxes(read: DocumentTree) -> list[Box]:
    """The boxes of all cells of the first page."""
    return [cell.box for table in read.pages[0].tables for cell in table.cells]


def test_a_long_sheet_is_scaled_to_a_page() -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    for row in range(1, 6001):
        for column in range(1, 4):
            sheet.cell(row, column, row * column).border = RULED
    page = only_page(read_document(saved(book)))
    assert page.height <= 14_400
    edges = page.tables[0].y_edges
    assert all(first < last for first, last in pairwise(edges))
    assert page.sheet
    assert page.sheet.cell_at(page.tables[0].cells[-1].box) == "C6000"


def test_a_sheet_that_is_a_data_base_is_not_read() -> None:
    book = Workbook()
    book.worksheets[0].cell(1_048_576, 3, "end")
    page = only_page(read_document(saved(book)))
    assert page.text_source == "unread"
    assert "1,048,576 rows" in str(page.unread_reason)


def test_ghost_formats_far_below_the_table_do_not_count() -> None:
    def ghost(book: Workbook, sheet: Any) -> None:
        sheet.cell(1_000_000, 200).border = RULED

    page = only_page(tree(ghost))
    assert (page.tables[0].row_count, page.tables[0].column_count) == (4, 4)


PLACE = st.tuples(st.integers(1, 8), st.integers(1, 8))
AREA = st.tuples(*[st.integers(1, 8)] * 4).map(
    lambda a: (min(a[0], a[2]), min(a[1], a[3]), max(a[0], a[2]), max(a[1], a[3]))
)


def apart(one: tuple[int, ...], other: tuple[int, ...]) -> bool:
    return one[2] < other[0] or other[2] < one[0] or one[3] < other[1] or other[3] < one[1]


@settings(max_examples=40, deadline=None)
@given(
    st.lists(AREA, max_size=4),
    st.dictionaries(
        st.tuples(st.integers(1, 8), st.integers(1, 8)), st.text("表1.2：注", max_size=4)
    ),
    st.sets(st.integers(1, 8), max_size=3),
    st.booleans(),
)
def test_any_sheet_becomes_cells_that_do_not_overlap(
    areas: list[tuple[int, ...]],
    printed: dict[tuple[int, int], str],
    hidden: set[int],
    ruled: bool,
) -> None:
    book = Workbook()
    sheet: Any = book.worksheets[0]
    for place, text in printed.items():
        cell = sheet.cell(*place, text)
        if ruled:
            cell.border = RULED
    kept: list[tuple[int, ...]] = []
    for area in areas:
        if all(apart(area, other) for other in kept):
            kept.append(area)
            sheet.merge_cells(None, *area)
    for row in hidden:
        sheet.row_dimensions[row].hidden = True
    found = boxes(read_document(saved(book)))
    for index, one in enumerate(found):
        assert one.x0 < one.x1
        assert one.top < one.bottom
        for other in found[index + 1 :]:
            assert (
                one.x1 <= other.x0
                or other.x1 <= one.x0
                or one.bottom <= other.top
                or other.bottom <= one.top
            )


def test_columns_are_named_as_in_spreadsheets() -> None:
    assert [column_letters(n) for n in (1, 26, 27, 52, 703)] == ["A", "Z", "AA", "AZ", "AAA"]
