"""Disclosures as the office files that departments publish beside their PDFs.

XLSX by openpyxl, XLS by xlwt, DOCX by python-docx: one sheet (or page) a part of the disclosure.
Figures are stored as numbers with a number format, codes with a leading zero too.
"""

import io
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

import docx
import xlwt
from docx.enum.text import WD_BREAK
from docx.table import _Cell
from openpyxl import Workbook
from openpyxl.styles import Border, Side
from openpyxl.worksheet.worksheet import Worksheet

from tests.typesetter import Contents, Cover, Disclosure, Form, Narrative
from tests.typesetter.disclosure import MERGED_ABOVE, MERGED_LEFT, Part

_NUMBER = re.compile(r"^-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?$")
_SIDE = Side(style="thin")
_RULED = Border(left=_SIDE, right=_SIDE, top=_SIDE, bottom=_SIDE)


class Placed(NamedTuple):
    """A text of a grid with the rows and columns that it covers, counted from 0."""

    row: int
    rows: int
    column: int
    columns: int
    text: str


def placed(grid: list[list[str]]) -> Iterator[Placed]:
    """The cells of a grid in which `<` and `^` continue the cell on the left or above."""
    for row, texts in enumerate(grid):
        for column, text in enumerate(texts):
            if text not in (MERGED_LEFT, MERGED_ABOVE):
                columns = _run([t == MERGED_LEFT for t in texts[column + 1 :]])
                rows = _run([below[column] == MERGED_ABOVE for below in grid[row + 1 :]])
                yield Placed(row, rows, column, columns, text)


def _run(continues: list[bool]) -> int:
    return next((n for n, more in enumerate(continues, 1) if not more), len(continues) + 1)


def stored(text: str) -> tuple[str | int | float, str]:
    """A printed text as a spreadsheet stores it: the value and its number format."""
    if not _NUMBER.match(text):
        return text, "General"
    digits = text.replace(",", "")
    decimals = len(digits.partition(".")[2])
    if not decimals and digits.startswith("0") and len(digits) > 1:
        return int(digits), "0" * len(digits)
    whole = "#,##0" if "," in text else "0"
    value = float(digits) if decimals else int(digits)
    return value, f"{whole}.{'0' * decimals}" if decimals else whole


def around(form: Form) -> list[tuple[str | None, ...]]:
    """The rows above a form's table, each the texts of its first and its last column."""
    rows: list[tuple[str | None, ...]] = [(form.label, None)] if form.label else []
    if form.title and form.title_place == "above":
        rows.append((form.title, None))
    return [*rows, (form.signature, form.unit)] if form.signature or form.unit else rows


def sheet_lines(part: Part) -> list[str]:
    """The lines of a part that is no form."""
    match part:
        case Cover():
            return [*part.title.split("\n"), *part.lines]
        case Contents():
            return [part.title, *part.entries]
        case Narrative():
            return [*([part.title] if part.title else []), *part.text.splitlines()]
        case Form():
            return []


def spreadsheet_parts(disclosure: Disclosure) -> Iterator[tuple[str, Part]]:
    """The name of a sheet and what stands on it; the text of a disclosure has no sheet."""
    for number, part in enumerate(disclosure.parts, 1):
        if not isinstance(part, Narrative):
            yield f"表{number}", part


def xlsx_of(disclosure: Disclosure, ruled: bool = True) -> bytes:
    """An XLSX workbook, its tables with rules or without."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, part in spreadsheet_parts(disclosure):
        sheet = book.create_sheet(name)
        for row, line in enumerate(sheet_lines(part), 1):
            sheet.cell(row, 1, line)
        if isinstance(part, Form):
            _xlsx_form(sheet, part, ruled)
    return saved(book)


def saved(document: Any) -> bytes:
    """The bytes that a library writes."""
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _xlsx_form(sheet: Worksheet, form: Form, ruled: bool) -> None:
    last, above = len(form.widths), around(form)
    for row, (left, right) in enumerate(above, 1):
        sheet.cell(row, 1, left)
        if right:
            sheet.cell(row, last, right)
        elif left == form.title:
            sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=last)
    first = len(above) + 1
    for row in range(len(form.grid()) if ruled else 0):
        for column in range(last):
            sheet.cell(first + row, 1 + column).border = _RULED
    for cell in placed(form.grid()):
        value, code = stored(cell.text)
        row, column = first + cell.row, 1 + cell.column
        place = sheet.cell(row, column, None if value == "" else value)
        place.number_format = code
        if cell.rows > 1 or cell.columns > 1:
            end_row, end_column = row + cell.rows - 1, column + cell.columns - 1
            sheet.merge_cells(None, row, column, end_row, end_column)
    for index, note in enumerate(form.notes):
        sheet.cell(first + len(form.grid()) + index, 1, note)


def xls_of(disclosure: Disclosure) -> bytes:
    """An XLS workbook with ruled tables."""
    book = xlwt.Workbook()
    for name, part in spreadsheet_parts(disclosure):
        sheet = book.add_sheet(name)
        for row, line in enumerate(sheet_lines(part)):
            sheet.write(row, 0, line)
        if isinstance(part, Form):
            _xls_form(sheet, part)
    return saved(book)


def _xls_form(sheet: Any, form: Form) -> None:
    above = around(form)
    for row, (left, right) in enumerate(above):
        sheet.write(row, 0, left or "")
        if right:
            sheet.write(row, len(form.widths) - 1, right)
    for cell in placed(form.grid()):
        value, code = stored(cell.text)
        style = xlwt.easyxf("borders: left thin, right thin, top thin, bottom thin", code)
        row = len(above) + cell.row
        ends = row + cell.rows - 1, cell.column + cell.columns - 1
        sheet.write_merge(row, ends[0], cell.column, ends[1], value, style)
    for index, note in enumerate(form.notes):
        sheet.write(len(above) + len(form.grid()) + index, 0, note)


def docx_of(disclosure: Disclosure) -> bytes:
    """A Word document; each part begins on a new page."""
    document = docx.Document()
    for index, part in enumerate(disclosure.parts):
        if index:
            document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
        for line in sheet_lines(part):
            document.add_paragraph(line.lstrip("# "))
        if isinstance(part, Form):
            _docx_form(document, part)
    return saved(document)


def _docx_form(document: Any, form: Form) -> None:
    for texts in around(form):
        document.add_paragraph("    ".join(text for text in texts if text))
    grid = form.grid()
    table = document.add_table(len(grid), len(form.widths))
    # the library looks up a cell by counting all cells before it
    cells = [[_Cell(cell, table) for cell in row.tc_lst] for row in table._tbl.tr_lst]
    for cell in placed(grid):
        first = cells[cell.row][cell.column]
        if cell.rows > 1 or cell.columns > 1:
            last = cells[cell.row + cell.rows - 1][cell.column + cell.columns - 1]
            first = first.merge(last)
        first.text = cell.text
    for note in form.notes:
        document.add_paragraph(note)
