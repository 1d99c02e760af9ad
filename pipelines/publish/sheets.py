"""Rows on the sheets of an Excel workbook: numbers as numbers, codes as text, a filter, widths.

Which rows stand in which workbook is said by those who call.
"""

import json
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import chain, count
from pathlib import Path
from typing import Any
from unicodedata import east_asian_width

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# A sheet holds 1,048,576 rows, of which one is the head; more rows go on to data_2, data_3 ...
ROWS_OF_A_SHEET = 1_048_575
# Excel keeps fifteen digits of a number; a longer one is written as text, so that none is lost.
DIGITS_OF_A_NUMBER = 15
# The time of writing would make equal tables unequal files.
CREATED = datetime(2000, 1, 1, tzinfo=UTC)
NARROWEST, WIDEST = 8, 60
ROWS_MEASURED = 500
# What a number is, as the names of columns say it, and how a spreadsheet shows it.
_FORMATS = (
    (re.compile(r"_yuan$|（元）$"), "#,##0.00"),
    (re.compile(r"(^|_)(share|rate|ratio|percentile)(_|$)"), "0.00%"),
)
Row = Sequence[Any]


@dataclass(frozen=True)
class Heading:
    """The head of a column: what is printed, and the name that tells how its numbers look."""

    text: str
    name: str


@contextmanager
def workbook(path: Path) -> Iterator[Workbook]:
    """A workbook at `path`. Text stays text in it: nothing of it becomes a formula or a link."""
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with Workbook(str(path), options) as book:
        book.set_properties({"created": CREATED.replace(tzinfo=None)})
        yield book


def write_sheets(
    book: Workbook, name: str, headings: Sequence[Heading], rows: Iterator[Row]
) -> None:
    """Write rows to the sheet `name`, and to further ones where they do not fit."""
    for number in count(1):
        _write_sheet(book, name if number == 1 else f"{name}_{number}", headings, rows)
        following = next(rows, None)
        if following is None:
            return
        rows = chain([following], rows)


def _write_sheet(
    book: Workbook, name: str, headings: Sequence[Heading], rows: Iterator[Row]
) -> None:
    sheet = book.add_worksheet(name)
    bold = book.add_format({"bold": True})
    formats = [_format(book, heading.name) for heading in headings]
    widths = [_cells(heading.text) for heading in headings]
    for column, heading in enumerate(headings):
        sheet.write_string(0, column, heading.text, bold)
    written = 0
    while written < ROWS_OF_A_SHEET and (record := next(rows, None)) is not None:
        written += 1
        for column, value in enumerate(record):
            _write_value(sheet, (written, column), value, formats[column])
            if written <= ROWS_MEASURED:
                widths[column] = max(widths[column], _cells(_shown(value)))
    _arrange(sheet, written, widths)


def _arrange(sheet: Worksheet, rows: int, widths: Sequence[int]) -> None:
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, rows, len(widths) - 1)
    for column, width in enumerate(widths):
        sheet.set_column(column, column, min(max(width + 2, NARROWEST), WIDEST))


def _format(book: Workbook, name: str) -> Format | None:
    for pattern, shown in _FORMATS:
        if pattern.search(name):
            return book.add_format({"num_format": shown})
    return None


def _write_value(sheet: Worksheet, place: tuple[int, int], value: Any, form: Format | None) -> None:
    if value is None:
        return
    if isinstance(value, bool):
        sheet.write_boolean(*place, value)
    elif isinstance(value, int | float | Decimal) and _is_exact(value):
        # what has so few digits is the same number as a float
        sheet.write_number(*place, float(value), form)
    else:
        sheet.write_string(*place, _text(value))


def _is_exact(value: float | Decimal) -> bool:
    return isinstance(value, float) or len(Decimal(value).as_tuple().digits) <= DIGITS_OF_A_NUMBER


def _text(value: Any) -> str:
    if isinstance(value, list):
        return json.dumps(value, ensure_ascii=False, default=str)
    return value.isoformat() if isinstance(value, date) else str(value)


def _shown(value: Any) -> str:
    if isinstance(value, Decimal):
        return f"{value:,}"
    return "" if value is None else _text(value)


def _cells(text: str) -> int:
    """Width in letters of a Latin alphabet; a Chinese character is as wide as two."""
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text)
