"""The codes that a line of a list prints beside its amounts, by the book that their column names.

A cell that names no code of its book (合计 over all columns, the number of a unit) gives none.
"""

import re

from pipelines.conform.performance.list_header import Column, ListHeader
from pipelines.conform.performance.list_rows import Line
from pipelines.conform.wording import squeeze

FUNCTION, DEPARTMENT, GOVERNMENT = "function", "department", "government"
BOOKS = {
    FUNCTION: re.compile(r"^2\d{2}(?:\d{2}){0,2}$"),
    DEPARTMENT: re.compile(r"^3\d{2}(?:\d{2})?$"),
    GOVERNMENT: re.compile(r"^5\d{2}(?:\d{2})?$"),
}
CODE_PARTS = ("class_code", "section_code", "item_code")
_WHOLE = (
    "function_code",
    "economic_code",
    "government_economic_code",
    "function_name",
    "economic_name",
    "government_economic_name",
)
# a code may stand before its name: 2010301-行政运行, [2010301]行政运行
_LEADING = re.compile(r"^[\[(]?(\d+)")


def codes_beside(header: ListHeader, line: Line) -> dict[str, str]:
    """Book (`function`, `department`, `government`) → the code that the line prints, where it is
    one of that book; a cell that is merged over several lines stands in each of them."""
    parts: dict[str, str] = {}
    wholes: list[str] = []
    for column in header.columns:
        digits = _digits(line, column)
        if column.meaning.kind in _WHOLE:
            wholes.append(digits)
        elif column.meaning.kind in CODE_PARTS:
            book = book_of(column)
            parts[book] = parts.get(book, "") + digits
    codes: dict[str, str] = {}
    for printed in (*wholes, *parts.values()):
        for book, pattern in BOOKS.items():
            if pattern.match(printed):
                codes.setdefault(book, printed)
    return codes


def book_of(column: Column) -> str:
    """The book of a column 类, 款 or 项, by the words above it."""
    path = column.label
    return GOVERNMENT if "政府" in path else DEPARTMENT if "经济" in path else FUNCTION


def _digits(line: Line, column: Column) -> str:
    cell = line.cells.get(column)
    found = _LEADING.match(squeeze(cell.text)) if cell else None
    return found[1] if found else ""
