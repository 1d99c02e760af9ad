"""The sheets of a workbook as any spreadsheet format holds them: texts as displayed, and the grid.

Reading a particular format is in xlsx_workbook.py and xls_workbook.py.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

DEFAULT_WIDTH, DEFAULT_HEIGHT = 54.0, 15.0


class Area(NamedTuple):
    """A merged area, its rows and columns counted from 1, both ends included."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int


@dataclass(frozen=True)
class SheetCell:
    """One cell: its text as displayed, and whether a rule is drawn at its left or right."""

    text: str = ""
    is_ruled: bool = False


@dataclass(frozen=True)
class SheetContent:
    """One sheet; cells by (row, column) from 1, widths and heights in points.

    `unread_reason` says why the sheet has no content here (it is hidden, or no grid of cells).
    """

    name: str
    cells: Mapping[tuple[int, int], SheetCell] = field(default_factory=dict)
    merged: tuple[Area, ...] = ()
    column_widths: Mapping[int, float] = field(default_factory=dict)
    row_heights: Mapping[int, float] = field(default_factory=dict)
    default_width: float = DEFAULT_WIDTH
    default_height: float = DEFAULT_HEIGHT
    hidden_columns: frozenset[int] = frozenset()
    hidden_rows: frozenset[int] = frozenset()
    unread_reason: str | None = None


def hidden_sheet(name: str) -> SheetContent:
    """A sheet that a reader of the workbook does not see."""
    return SheetContent(name, unread_reason=f"the sheet {name!r} is hidden and was not read")
