"""A form as a plant sees it: which cells are amounts, their numbers, labels and codes.

Belongs here: reading a form that is about to be printed. Does not belong here: changing it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from pipelines.conform.wording import squeeze
from tests.typesetter.disclosure import MERGED_ABOVE, MERGED_LEFT, Form, Row
from tests.typesetter.generated_disclosure import GeneratedDisclosure

FUNCTION_FORMS = ("revenue_summary", "expenditure_summary", "general_public_expenditure")
ECONOMIC_FORMS = (
    "basic_expenditure_department_economic",
    "basic_expenditure_government_economic",
)
TOTAL = re.compile("^(?:合计|总计)$")


@dataclass(frozen=True)
class Place:
    """A cell: number of the form in the document, row of the body, column."""

    form: int
    row: int
    column: int


@dataclass(frozen=True)
class Sheet:
    """One form with its number in the document and its code."""

    number: int
    form_code: str
    form: Form

    @cached_property
    def measures(self) -> list[int]:
        """The columns of amounts, those of rates and shares left out."""
        all_centred = set(self.form.align) == {"c"}
        return [
            column
            for column, letter in enumerate(self.form.align)
            if (letter == "r" or all_centred) and "(%)" not in self.column_label(column)
        ]

    @cached_property
    def rows(self) -> range:
        return range(len(self.form.rows))

    def column_label(self, column: int) -> str:
        """The header cells above a column from the top down, as one path."""
        cells: dict[tuple[int, int], str] = {}
        for row in range(len(self.form.header)):
            origin = _origin(self.form.header, row, column)
            cells[origin] = squeeze(self.form.header[origin[0]][origin[1]])
        return " / ".join(text for text in cells.values() if text)

    def label_column(self, column: int) -> int | None:
        """The column of names that belongs to a column of amounts or codes; None without names."""
        before = [at for at in range(column) if self.form.align[at] == "l"]
        after = [at for at in range(column, len(self.form.align)) if self.form.align[at] == "l"]
        if self.form.align[column] == "c":  # a column of codes stands before its names
            return after[0] if after else None
        return before[-1] if before else None

    def label(self, row: int, column: int) -> str:
        """The name of a row, as printed left of the column."""
        at = self.label_column(column)
        if at is None:
            return ""
        origin = _origin(self.form.rows, row, at)
        return self.form.rows[origin[0]][origin[1]]

    def code_columns(self, column: int) -> list[int]:
        """The columns of the code that stands left of the name of a column of amounts."""
        at = self.label_column(column)
        columns: list[int] = []
        while at and self.form.align[at - 1] == "c":
            at -= 1
            columns.insert(0, at)
        return columns

    def code(self, row: int, column: int) -> str:
        """The code of a row; '' for totals and rows without a code."""
        text = "".join(self.form.rows[row][at] for at in self.code_columns(column))
        return text if text.isdigit() else ""

    def number_at(self, row: int, column: int) -> Decimal | None:
        """The printed number, in the unit of the form; None where none is printed."""
        return number_of(self.form.rows[row][column])

    def total_row(self, column: int) -> int | None:
        """The row of the total of a column."""
        found = (row for row in self.rows if TOTAL.match(self.label(row, column)))
        return next(found, None)

    def coded(self, column: int, *widths: int) -> list[int]:
        """The rows whose code has one of the widths and which print a non-zero number."""
        return [
            row
            for row in self.rows
            if len(self.code(row, column)) in widths and self.number_at(row, column)
        ]

    def deepest(self, column: int) -> list[int]:
        """The rows of the deepest codes with a non-zero number."""
        width = max((len(self.code(row, column)) for row in self.rows), default=0)
        return self.coded(column, width) if width else []


def number_of(text: str) -> Decimal | None:
    """The number that a cell prints; None for a blank or a word."""
    digits = text.replace(",", "")
    return Decimal(digits) if re.fullmatch(r"-?\d+(?:\.\d+)?", digits) else None


def sheets(generated: GeneratedDisclosure, *form_codes: str) -> Iterator[Sheet]:
    """The forms of these codes (of all, without any) in printed order."""
    pairs = zip(generated.form_codes, generated.disclosure.forms(), strict=True)
    for number, (code, form) in enumerate(pairs):
        if not form_codes or code in form_codes:
            yield Sheet(number, code, form)


def _origin(grid: list[Row], row: int, column: int) -> tuple[int, int]:
    while grid[row][column] in (MERGED_LEFT, MERGED_ABOVE):
        if grid[row][column] == MERGED_LEFT:
            column -= 1
        else:
            row -= 1
    return row, column
