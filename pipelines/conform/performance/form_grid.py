"""The grid of one table of a performance form: its rows, and the cells whose rules are missing.

What words mean is in lexicon.py; what a form says is read in project_forms.py and project_lists.py.
"""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from pipelines.extract.document_tree import Box, Cell, Line, Page, Table

Row = tuple[Cell, ...]


@dataclass(frozen=True)
class FormGrid:
    """A table on its page; every place of the grid has a cell."""

    page: Page
    table: Table

    @cached_property
    def places(self) -> list[list[Cell]]:
        """row → column → the cell that covers it; an open place holds the free words printed there.

        A cell that runs on to the next page has no lower rule there, so the table has a hole.
        """
        grid = self.table.grid
        rows = range(self.table.row_count)
        filled = [list(row) for row in grid]
        for column in range(self.table.column_count):
            for first, last in _holes([grid[row][column] for row in rows]):
                cell = self._open_cell(column, first, last)
                for row in range(first, last):
                    filled[row][column] = cell
        return [[cell for cell in row if cell is not None] for row in filled]

    def _open_cell(self, column: int, first: int, last: int) -> Cell:
        x, y = self.table.x_edges, self.table.y_edges
        box = Box(x[column], y[first], x[column + 1], y[last])
        lines = tuple(part for line in self.page.lines if (part := _part_inside(line, box)))
        return Cell(first, last - first, column, 1, box, lines)

    @property
    def row_count(self) -> int:
        return self.table.row_count

    def row(self, row: int) -> Row:
        """The different cells that cover a row, from the left."""
        cells: list[Cell] = []
        for cell in self.places[row]:
            if not cells or cells[-1] is not cell:
                cells.append(cell)
        return tuple(cells)

    def starting(self, row: int) -> Row:
        """The cells whose first row this is, and that hold words."""
        return tuple(cell for cell in self.row(row) if cell.row == row and words_of(cell))

    def at(self, row: int, x: float) -> Cell | None:
        """The cell of a row at a horizontal position; None outside the table."""
        edges = self.table.x_edges
        if not edges[0] <= x < edges[-1]:
            return None
        return self.places[row][min(bisect_right(edges, x) - 1, self.table.column_count - 1)]

    def right_of(self, cell: Cell) -> Cell | None:
        """The nearest cell to the right, in the first row of the cell."""
        column = cell.column + cell.column_span
        return self.places[cell.row][column] if column < self.table.column_count else None

    def below(self, cell: Cell) -> Cell | None:
        """The cell under the left part of a cell."""
        row = cell.row + cell.row_span
        return self.places[row][cell.column] if row < self.row_count else None

    def is_open(self, cell: Cell) -> bool:
        """Whether rules of the cell are missing, as those of one that runs over the page."""
        return cell.cut_above or cell.cut_below or self._is_hole(cell)

    def is_cut_below(self, cell: Cell) -> bool:
        """Whether the cell goes on on the next page."""
        return cell.cut_below or (self._is_hole(cell) and self._is_last(cell))

    def _is_last(self, cell: Cell) -> bool:
        return cell.row + cell.row_span >= self.row_count

    def _is_hole(self, cell: Cell) -> bool:
        return not any(cell is other for other in self.table.cells)

    def cells(self) -> Iterator[Cell]:
        """Every cell once, in reading order; those in holes too."""
        seen: set[int] = set()
        for row in self.places:
            for cell in row:
                if id(cell) not in seen:
                    seen.add(id(cell))
                    yield cell


@dataclass(frozen=True)
class Rows:
    """Some rows of one table: a form, or a part of one."""

    grid: FormGrid
    first: int
    last: int

    def cells(self) -> Iterator[Cell]:
        """The cells that begin in these rows, in reading order."""
        for row in range(self.first, self.last):
            yield from self.grid.starting(row)


def words_of(cell: Cell | None) -> str:
    """The words of a cell without white space; empty for a blank cell and for none."""
    return "".join(cell.text.split()) if cell else ""


def _holes(column: list[Cell | None]) -> Iterator[tuple[int, int]]:
    """(first, last + 1) of each run of places that no cell covers."""
    first: int | None = None
    for row, cell in enumerate([*column, Cell(0, 1, 0, 1, Box(0, 0, 0, 0))]):
        if cell is None and first is None:
            first = row
        elif cell is not None and first is not None:
            yield first, row
            first = None


def _part_inside(line: Line, box: Box) -> Line | None:
    """The characters of a line whose middles lie in a box."""
    if not box.top <= line.box.middle[1] <= box.bottom:
        return None
    inside = [
        index
        for index, (start, end) in enumerate(zip(line.starts, line.ends, strict=True))
        if box.x0 <= (start + end) / 2 <= box.x1
    ]
    if not inside:
        return None
    first, last = inside[0], inside[-1] + 1
    text = line.text[first:last]
    if not text.strip():
        return None
    starts, ends = line.starts[first:last], line.ends[first:last]
    return Line(text, line.box_of(first, last), starts, ends, line.confidences[first:last])
