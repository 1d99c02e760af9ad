"""The document tree: pages, text lines, ruled tables and their cells, each with its box.

Boxes are in PDF points with the origin at the top left of the page, read upright. Only the shape of
the tree belongs here; reading it from a PDF and storing it are elsewhere.
"""

from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from math import cos, radians, sin
from typing import NamedTuple

# Edges are stored to a tenth of a point; a box begins on its edge within half of that.
SAME_POINT = 0.05


class Box(NamedTuple):
    """A rectangle in PDF points, top-left origin."""

    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def width(self) -> float:
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def middle(self) -> tuple[float, float]:
        return (self.x0 + self.x1) / 2, (self.top + self.bottom) / 2


def enclosing(boxes: list[Box]) -> Box:
    """The smallest box around all the given ones (at least one)."""
    return Box(
        min(box.x0 for box in boxes),
        min(box.top for box in boxes),
        max(box.x1 for box in boxes),
        max(box.bottom for box in boxes),
    )


class Candidate(NamedTuple):
    """One way to read a recognised number, and how likely it is (0 to 1)."""

    text: str
    likelihood: float


@dataclass(frozen=True)
class Line:
    """One line of text; `starts` and `ends` hold the x of each character, so any part has a box.

    A recognised line also holds how sure each character is (0 to 1); a recognised number holds its
    `candidates`, the one that was recognised first.
    """

    text: str
    box: Box
    starts: tuple[float, ...]
    ends: tuple[float, ...]
    confidences: tuple[float, ...] = ()
    candidates: tuple[Candidate, ...] = ()

    def box_of(self, first: int, last: int) -> Box:
        """The box of text[first:last]."""
        return Box(self.starts[first], self.box.top, self.ends[last - 1], self.box.bottom)


@dataclass(frozen=True)
class Cell:
    """One cell of a ruled table, with the grid rows and columns that it spans.

    A merged cell that the edge of a page cuts is one cell on each page; `cut_above` and `cut_below`
    say where it goes on.
    """

    row: int
    row_span: int
    column: int
    column_span: int
    box: Box
    lines: tuple[Line, ...] = ()
    cut_above: bool = False
    cut_below: bool = False

    @cached_property
    def text(self) -> str:
        """The text as printed, its lines joined by a line feed."""
        return "\n".join(line.text for line in self.lines)

    @property
    def ink(self) -> Box:
        """The box around the printed text, or the whole cell where it is blank."""
        return enclosing([line.box for line in self.lines]) if self.lines else self.box


@dataclass(frozen=True)
class Table:
    """One table; `x_edges` and `y_edges` are its grid lines in points.

    `found_by` says how: `rules`, or `white_space` where no upright rules were drawn.
    """

    number: int
    box: Box
    x_edges: tuple[float, ...]
    y_edges: tuple[float, ...]
    cells: tuple[Cell, ...]
    found_by: str = "rules"

    @property
    def column_count(self) -> int:
        return len(self.x_edges) - 1

    @property
    def row_count(self) -> int:
        return len(self.y_edges) - 1

    @cached_property
    def grid(self) -> list[list[Cell | None]]:
        """row → column → the cell that covers the place; None where the rules leave a hole."""
        places: list[list[Cell | None]] = [[None] * self.column_count for _ in self.y_edges[1:]]
        for cell in self.cells:
            for row in range(cell.row, cell.row + cell.row_span):
                for column in range(cell.column, cell.column + cell.column_span):
                    places[row][column] = cell
        return places


@dataclass(frozen=True)
class Sheet:
    """The sheet of a spreadsheet that a page shows: its column and row edges in points.

    The edges are those of every column and row from the first; a hidden one has no width. `merged`
    holds the boxes of merged cells.
    """

    name: str
    x_edges: tuple[float, ...] = ()
    y_edges: tuple[float, ...] = ()
    merged: tuple[Box, ...] = ()

    def cell_at(self, box: Box) -> str:
        """The reference (`C7`) of the cell in which a box begins."""
        x, y = (box.x0 + SAME_POINT, box.top + SAME_POINT)
        around = (m for m in self.merged if m.x0 <= x < m.x1 and m.top <= y < m.bottom)
        x, y = next(((m.x0 + SAME_POINT, m.top + SAME_POINT) for m in around), (x, y))
        return f"{column_letters(bisect_right(self.x_edges, x))}{bisect_right(self.y_edges, y)}"


def column_letters(number: int) -> str:
    """The letters of a spreadsheet's column, counted from 1: A, ..., Z, AA."""
    letters = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


@dataclass(frozen=True)
class Page:
    """One page; `text_source` is `text`, `ocr` (a picture whose text was recognised), `none`
    (nothing printed) or `unread`.

    Where the text is printed sideways or upside down, everything in the tree is as read after
    turning the page `turned` degrees clockwise; `displayed` gives boxes on the page as it is shown.
    A recognised page leaned `skew` degrees clockwise after that turn; boxes lie on the level page.
    The page of a spreadsheet is one `sheet`, its boxes lie on the grid of its columns and rows.
    `unread_reason` on a page of text says what of it was left out.
    """

    number: int
    width: float
    height: float
    text_source: str
    lines: tuple[Line, ...] = ()
    tables: tuple[Table, ...] = ()
    unread_reason: str | None = None
    turned: int = 0
    sheet: Sheet | None = None
    skew: float = 0.0

    @property
    def text(self) -> str:
        """All that is printed, free lines before tables."""
        in_cells = (cell.text for table in self.tables for cell in table.cells)
        return "\n".join((*(line.text for line in self.lines), *in_cells))

    def displayed(self, box: Box) -> Box:
        """A box of the tree as a box on the page as displayed."""
        x0, top, x1, bottom = self._leaning(box) if self.skew else box
        if self.turned == 90:
            return Box(top, self.width - x1, bottom, self.width - x0)
        if self.turned == 180:
            return Box(self.width - x1, self.height - bottom, self.width - x0, self.height - top)
        if self.turned == 270:
            return Box(self.height - bottom, x0, self.height - top, x1)
        return Box(x0, top, x1, bottom)

    def _leaning(self, box: Box) -> Box:
        """The box around what the level box covers on the page that leans."""
        angle = radians(self.skew)
        middle_x, middle_y = self.width / 2, self.height / 2
        corners = [
            (
                middle_x + (x - middle_x) * cos(angle) - (y - middle_y) * sin(angle),
                middle_y + (x - middle_x) * sin(angle) + (y - middle_y) * cos(angle),
            )
            for x in (box.x0, box.x1)
            for y in (box.top, box.bottom)
        ]
        return enclosing([Box(x, y, x, y) for x, y in corners])


@dataclass(frozen=True)
class DocumentTree:
    """All pages of one document, in order."""

    pages: tuple[Page, ...] = field(default=())

    @property
    def unread_pages(self) -> int:
        return sum(page.text_source == "unread" for page in self.pages)

    @property
    def text_source(self) -> str:
        """`text`, `ocr`, `mixed` where pages of both kinds were read, else `none`."""
        read = {page.text_source for page in self.pages} & {"text", "ocr"}
        return "mixed" if len(read) > 1 else next(iter(read), "none")
