"""The rows of a list of projects, tasks or purchases, joined over pages.

A subject is what one or more rows are about; what its cells come to is read in project_lists.py
and purchases.py.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from pipelines.conform.performance.form_grid import FormGrid, words_of
from pipelines.conform.performance.lexicon import Lexicon
from pipelines.conform.performance.list_header import PURCHASES, SUBJECTS, Column, ListHeader
from pipelines.extract.document_tree import Cell, Page

NAMING = frozenset(
    {
        *SUBJECTS,
        *PURCHASES,
        "unit_name",
        "category",
        "sequence",
        "function_name",
        "class_code",
        "grade_1",
        "project_code",
        "economic_name",
    }
)


@dataclass(frozen=True)
class PlacedCell:
    """A cell on its page."""

    page: Page
    cell: Cell

    @property
    def words(self) -> str:
        return words_of(self.cell)


@dataclass(frozen=True)
class Line:
    """One grid row below the header; `begins` are the columns whose cell begins in it.

    `tops` tells the first line of a table, `cut_columns` are those whose cell goes on on the next
    page.
    """

    grid: FormGrid
    row: int
    tops: bool
    cells: Mapping[Column, Cell]
    begins: frozenset[Column]
    cut_columns: frozenset[Column]

    @property
    def page(self) -> Page:
        return self.grid.page

    def placed(self, column: Column | None) -> PlacedCell | None:
        """The cell of a column where it begins in this row."""
        if column is None or column not in self.begins:
            return None
        return PlacedCell(self.page, self.cells[column])

    def words(self, column: Column | None) -> str:
        """The words of a column where its cell begins in this row."""
        placed = self.placed(column)
        return placed.words if placed else ""

    def cut_below(self, column: Column | None) -> bool:
        """Whether a cell begins here that the page cuts: its words may be on the next."""
        return column in self.begins and column in self.cut_columns and not self.tops


@dataclass
class Subject:
    """One subject of a list with its lines."""

    name: str
    lines: list[Line] = field(default_factory=list)
    is_total: bool = False
    rest_of_name: list[Cell] = field(default_factory=list)

    def is_beside(self, line: Line, column: Column | None) -> bool:
        """Whether a line stands beside the name, or beside the rest of it on the next page."""
        if line is self.lines[0] or column is None or self.is_total:
            return True
        name = line.cells.get(column)
        first = self.lines[0].cells.get(column)
        return name is first or any(name is cell for cell in self.rest_of_name)

    def cells(self, column: Column | None) -> list[PlacedCell]:
        """The cells of a column that hold words, from the top."""
        placed = (line.placed(column) for line in self.lines)
        return [one for one in placed if one and one.words]

    def text(self, column: Column | None) -> str | None:
        """The words of a column; those of a cell that the page cuts are joined."""
        return "".join(one.words for one in self.cells(column)) or None


def lines_of(header: ListHeader, grid: FormGrid, first_row: int) -> Iterator[Line]:
    """The lines of one table of the list, up to the end of the list."""
    named = [header.find(kind) for kind in (*SUBJECTS, *NAMING)]
    column = next((one for one in named if one), None)
    for row in range(first_row, grid.row_count):
        cells = header.cells(grid, row)
        if _ends(header, cells, column):
            return
        begins = frozenset(one for one, cell in cells.items() if cell.row == row)
        cut = frozenset(one for one, cell in cells.items() if grid.is_cut_below(cell))
        yield Line(grid, row, row == first_row, cells, begins, cut)


def _ends(header: ListHeader, cells: Mapping[Column, Cell], column: Column | None) -> bool:
    """A cell over both names and amounts belongs to what follows the list."""
    wide = cells.get(column) if column else None
    held = [cells.get(one) for one in (*header.all("amount"), *header.all("target"))]
    return wide is not None and any(cell is wide for cell in held)


def subjects_of(header: ListHeader, lines: Sequence[Line], lexicon: Lexicon) -> list[Subject]:
    """The subjects of a list in order; a line without a name belongs to the subject above it."""
    column = header.find(*SUBJECTS)
    found: list[Subject] = []
    before: Line | None = None
    for line in lines:
        name = line.words(column)
        total = total_word(header, line, lexicon)
        if total:
            found.append(Subject(total, [line], is_total=True))
        elif _is_nameless(line, column):
            found.append(Subject("", [line]))
        elif (name or line.cut_below(column)) and not (found and _runs_on(before, line, column)):
            found.append(Subject(name, [line]))
        elif found and not found[-1].is_total:
            found[-1].lines.append(line)
            found[-1].name += name
            if column in line.begins and (name or line.tops):
                found[-1].rest_of_name.append(line.cells[column])
        else:
            found.append(Subject(name, [line]))
        before = line
    return found


def _is_nameless(line: Line, column: Column | None) -> bool:
    """Whether the name cells of a page have no rules, so that no one tells where a subject ends."""
    return column is not None and column not in line.cells and line.tops


def _runs_on(before: Line | None, line: Line, column: Column | None) -> bool:
    """Whether the name cell is the rest of one that the page above cut."""
    return line.tops and before is not None and column in before.cut_columns


def total_word(header: ListHeader, line: Line, lexicon: Lexicon) -> str | None:
    """The word of a total that a line names: in its name, else in the first column that names."""
    name = line.words(header.find(*SUBJECTS))
    if name:
        return name if lexicon.find("total_rows", name) else None
    for column in header.columns:
        words = line.words(column)
        if words and column.meaning.kind in NAMING:
            total = words if lexicon.find("total_rows", words) else None
            if total or column.meaning.kind != "sequence":
                return total
    return None
