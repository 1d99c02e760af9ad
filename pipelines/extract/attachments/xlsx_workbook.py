"""XLSX → sheets, by openpyxl: values as stored, displayed by their number formats.

A formula counts with the value stored beside it; one without a stored value keeps its own text, so
that it is refused as an amount instead of being taken for a blank cell.
"""

import io
from collections.abc import Mapping
from datetime import date, time, timedelta
from typing import Any

from openpyxl import load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.chartsheet import Chartsheet
from openpyxl.worksheet.worksheet import Worksheet

from pipelines.extract.attachments.number_format import date_text, shown_number
from pipelines.extract.attachments.package_parts import open_package
from pipelines.extract.attachments.workbook import (
    DEFAULT_HEIGHT,
    DEFAULT_WIDTH,
    Area,
    SheetCell,
    SheetContent,
    hidden_sheet,
)
from pipelines.extract.text_lines import RAISED_DIGITS

# A column's width is counted in digits of 7 pixels and 5 pixels of margin, at 96 pixels an inch.
DIGIT_POINTS, MARGIN_POINTS = 5.25, 3.75
# White as a colour, and as the place of paper in a theme.
PAPER, PAPER_THEME = "FFFFFF", 0
Place = tuple[int, int]


def xlsx_sheets(content: bytes) -> list[SheetContent]:
    """Every sheet of the workbook in its order."""
    package = open_package(content)
    sheet_parts = [n for n in package.namelist() if n.startswith("xl/worksheets/")]
    has_formulas = any(b"<f" in package.read(name) for name in sheet_parts)
    values = load_workbook(io.BytesIO(content), data_only=True, keep_links=False, rich_text=True)
    formulas = load_workbook(io.BytesIO(content), keep_links=False) if has_formulas else None
    sheets = []
    for name in values.sheetnames:
        uncounted = _formulas(formulas[name]) if formulas else {}
        sheets.append(_sheet(values[name], uncounted))
    return sheets


def _formulas(sheet: Any) -> dict[Place, str]:
    if not isinstance(sheet, Worksheet):
        return {}
    return {
        place: str(getattr(cell.value, "text", cell.value))
        for place, cell in _cells(sheet).items()
        if cell.data_type == "f"
    }


def _cells(sheet: Worksheet) -> Mapping[Place, Cell]:
    # the public iterators make a cell for each place of the range that the sheet claims to use
    return sheet._cells  # type: ignore[return-value]


def _sheet(sheet: Any, formulas: Mapping[Place, str]) -> SheetContent:
    if isinstance(sheet, Chartsheet):
        return SheetContent(sheet.title, unread_reason=f"the sheet {sheet.title!r} is a chart")
    if sheet.sheet_state != "visible":
        return hidden_sheet(sheet.title)
    widths, hidden_columns = _columns(sheet)
    rows = sheet.row_dimensions
    return SheetContent(
        sheet.title,
        {place: _cell(cell, formulas.get(place)) for place, cell in _cells(sheet).items()},
        tuple(_area(merged) for merged in sheet.merged_cells.ranges),
        widths,
        {number: row.height for number, row in rows.items() if row.height},
        _points(sheet.sheet_format.defaultColWidth),
        float(sheet.sheet_format.defaultRowHeight or DEFAULT_HEIGHT),
        hidden_columns,
        frozenset(number for number, row in rows.items() if row.hidden),
    )


def _area(merged: Any) -> Area:
    return Area(merged.min_row, merged.min_col, merged.max_row, merged.max_col)


def _columns(sheet: Worksheet) -> tuple[dict[int, float], frozenset[int]]:
    """Widths in points by column, and the hidden columns."""
    widths: dict[int, float] = {}
    hidden: set[int] = set()
    last = max((column for _, column in _cells(sheet)), default=0)
    for column in sheet.column_dimensions.values():
        covered = range(column.min or 1, min(column.max or 1, last) + 1)
        hidden.update(covered if column.hidden else ())
        widths.update(dict.fromkeys(covered, _points(column.width)) if column.width else {})
    return widths, frozenset(hidden)


def _points(characters: float | None) -> float:
    return characters * DIGIT_POINTS + MARGIN_POINTS if characters else DEFAULT_WIDTH


def _cell(cell: Any, formula: str | None) -> SheetCell:
    border = cell.border
    is_ruled = bool(border and (_drawn(border.left) or _drawn(border.right)))
    return SheetCell(_text(cell, formula), is_ruled)


def _drawn(side: Any) -> bool:
    return side is not None and side.style not in (None, "none")


def _text(cell: Any, formula: str | None) -> str:
    value = cell.value
    if cell.font is not None and (cell.font.strike or _is_white_on_white(cell)):
        return ""
    if isinstance(value, CellRichText):
        value = "".join(_run_text(run) for run in value)
    if value is None:
        # a formula whose stored value is an empty text is of type `str`, one never computed is not
        return formula if formula and cell.data_type == "n" else ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        return shown_number(value, cell.number_format or "General")
    if isinstance(value, date | time | timedelta):
        return date_text(value)
    return str(value).replace("_x000D_", "")


def _is_white_on_white(cell: Any) -> bool:
    """Whether the font has the colour of paper, and no fill of cell or table lies under it."""
    if not _is_paper(cell.font.color) or cell.parent.tables or cell.parent.conditional_formatting:
        return False
    return (
        cell.fill is None
        or cell.fill.fill_type is None
        or (cell.fill.fill_type == "solid" and _is_paper(cell.fill.fgColor))
    )


def _is_paper(colour: Any) -> bool:
    if colour is None:
        return False
    if colour.type == "rgb":
        return str(colour.rgb)[-6:].upper() == PAPER
    return colour.type == "theme" and colour.theme == PAPER_THEME and not colour.tint


def _run_text(run: Any) -> str:
    """A piece of a rich text: nothing where it is struck out, raised digits as such."""
    if not isinstance(run, TextBlock):
        return str(run)
    if run.font.strike:
        return ""
    is_raised = run.font.vertAlign == "superscript"
    return run.text.translate(RAISED_DIGITS) if is_raised else run.text
