"""XLS (BIFF, Excel 5 to 2003) → sheets, by xlrd: values as stored, displayed by their formats."""

import io
from typing import Any

import xlrd
from xlrd.biffh import XLRDError
from xlrd.book import Book
from xlrd.sheet import Sheet

from pipelines.extract.attachments.number_format import date_text, shown_number
from pipelines.extract.attachments.workbook import Area, SheetCell, SheetContent, hidden_sheet
from pipelines.extract.attachments.xlsx_workbook import DIGIT_POINTS, MARGIN_POINTS
from pipelines.extract.triage import UnreadableDocument

TWIPS_PER_POINT = 20
WIDTH_UNITS_PER_CHARACTER = 256


def xls_sheets(content: bytes) -> list[SheetContent]:
    """Every worksheet of the workbook in its order; charts are not among them."""
    try:
        book = xlrd.open_workbook(
            file_contents=content, formatting_info=True, ragged_rows=True, logfile=io.StringIO()
        )
    except XLRDError as error:
        if "encrypted" in str(error):
            reason = "the workbook is encrypted and asks for a password"
            raise UnreadableDocument("encrypted", reason) from error
        raise
    return [_sheet(book, sheet) for sheet in book.sheets()]


def _sheet(book: Book, sheet: Sheet) -> SheetContent:
    if sheet.visibility:
        return hidden_sheet(sheet.name)
    columns, rows = sheet.colinfo_map, sheet.rowinfo_map
    cells = {
        (row + 1, column + 1): _cell(book, sheet, row, column)
        for row in range(sheet.nrows)
        for column in range(sheet.row_len(row))
    }
    return SheetContent(
        sheet.name,
        cells,
        tuple(Area(r0 + 1, c0 + 1, r1, c1) for r0, r1, c0, c1 in sheet.merged_cells),
        {number + 1: _points(info.width) for number, info in columns.items() if info.width},
        {
            number + 1: info.height / TWIPS_PER_POINT
            for number, info in rows.items()
            if info.height and not info.has_default_height
        },
        hidden_columns=frozenset(n + 1 for n, info in columns.items() if info.hidden),
        hidden_rows=frozenset(n + 1 for n, info in rows.items() if info.hidden),
    )


def _points(width: int) -> float:
    return width / WIDTH_UNITS_PER_CHARACTER * DIGIT_POINTS + MARGIN_POINTS


def _cell(book: Book, sheet: Sheet, row: int, column: int) -> SheetCell:
    looks = book.xf_list[sheet.cell_xf_index(row, column)]
    border: Any = looks.border
    is_ruled = bool(border.left_line_style or border.right_line_style)
    code = book.format_map[looks.format_key].format_str
    is_struck = bool(book.font_list[looks.font_index].struck_out)
    text = "" if is_struck else _text(book, sheet.cell(row, column), code)
    return SheetCell(text, is_ruled)


def _text(book: Book, cell: Any, code: str) -> str:
    if cell.ctype == xlrd.XL_CELL_NUMBER:
        return shown_number(cell.value, code)
    if cell.ctype == xlrd.XL_CELL_DATE:
        return date_text(xlrd.xldate_as_datetime(cell.value, book.datemode))
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return "TRUE" if cell.value else "FALSE"
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return xlrd.error_text_from_code.get(cell.value, "#ERROR!")
    return str(cell.value)
