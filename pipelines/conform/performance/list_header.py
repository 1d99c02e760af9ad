"""The header of a table with one project, task or purchase a row: its columns and what they mean.

The rows below it are read in list_rows.py.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from pipelines.conform.performance.form_grid import FormGrid, words_of
from pipelines.conform.performance.lexicon import ALL_FUNDS, Lexicon, Meaning, is_bare_year
from pipelines.conform.wording import squeeze
from pipelines.extract.document_tree import Cell

# Columns that name what a row is about; a list has one of them.
SUBJECTS = (
    "project_name",
    "project_or_unit",
    "function_or_project",
    "project_below_function",
    "task_name",
)
PURCHASES = (
    "purchase_item",
    "purchase_category",
    "purchase_project",
    "function_code",
    "class_code",
    "grade_1",
)
_SEQUENCE = re.compile(r"^(?:\d{1,2}|\*{1,3}|[A-Z]|栏次)$")
_LATER_YEARS = re.compile(r"以后年度|后续年度|以前年度|年及以后|历年")
# Tables of one form on pages of equal width have their rules at equal places.
SAME_EDGE = 15.0


@dataclass(frozen=True)
class Column:
    """A column under one header path; `x` is its middle in points, `index` its grid column."""

    meaning: Meaning
    path: tuple[str, ...]
    index: int
    x: float

    @property
    def label(self) -> str:
        """The header path as people read it."""
        return "/".join("".join(text.split()) for text in self.path)


@dataclass(frozen=True)
class ListHeader:
    """The columns, the first row of the header and the one below it, and the grid it stands in."""

    columns: tuple[Column, ...]
    top_row: int
    first_row: int
    grid: FormGrid

    def find(self, *kinds: str) -> Column | None:
        """The first column of one of the kinds; earlier kinds win."""
        for kind in kinds:
            for column in self.columns:
                if column.meaning.kind == kind:
                    return column
        return None

    def all(self, kind: str) -> tuple[Column, ...]:
        """Every column of a kind."""
        return tuple(column for column in self.columns if column.meaning.kind == kind)

    def cells(self, grid: FormGrid, row: int) -> Mapping[Column, Cell]:
        """The cells of a row of this table, or of one that continues it, by column."""
        by_index = self.is_laid_out_like(grid)
        found: dict[Column, Cell] = {}
        for column in self.columns:
            cell = grid.places[row][column.index] if by_index else grid.at(row, column.x)
            if cell is not None:
                found[column] = cell
        return found

    def means_the_same(self, other: "ListHeader") -> bool:
        """Whether a header printed again says the same, as far as both are known."""
        if len(self.columns) != len(other.columns):
            return False
        pairs = zip(self.columns, other.columns, strict=True)
        return all(
            mine.meaning == theirs.meaning or "unknown" in (mine.meaning.kind, theirs.meaning.kind)
            for mine, theirs in pairs
        )

    def goes_on_in(self, grid: FormGrid) -> bool:
        """Whether a table without a header of its own has its columns where this one has them."""
        here, there = self.grid.table.x_edges, grid.table.x_edges
        if self.is_laid_out_like(grid):
            return True
        # cells of the first columns that go on over the whole page have no rules there
        outer = abs(here[-1] - there[-1]) <= SAME_EDGE
        same = all(min(abs(x - y) for y in here) <= SAME_EDGE for x in there)
        return outer and same and len(there) > len(self.columns) // 2

    def is_laid_out_like(self, grid: FormGrid) -> bool:
        """Whether a table has its columns where this one has them."""
        here, there = self.grid.table, grid.table
        if here.column_count != there.column_count:
            return False
        same = all(
            abs(x - y) <= SAME_EDGE for x, y in zip(here.x_edges, there.x_edges, strict=True)
        )
        return same or self.grid.page.width != grid.page.width


def list_header(
    grid: FormGrid, lexicon: Lexicon, parents: Mapping[str, str], subjects: tuple[str, ...]
) -> ListHeader | None:
    """The first header of a list in the table, or None."""
    for row in range(grid.row_count):
        for cell in grid.starting(row):
            if _is_subject(grid, cell, lexicon, subjects):
                header = _header_at(grid, cell, lexicon, parents)
                if _is_list(header, subjects):
                    return header
    return None


def _is_subject(grid: FormGrid, cell: Cell, lexicon: Lexicon, subjects: tuple[str, ...]) -> bool:
    """A header word with another one beside it; beside the label of a form stands a value."""
    if lexicon.find("columns", cell.text) not in subjects:
        return False
    right = grid.right_of(cell)
    if right and words_of(right):
        return lexicon.is_header(right.text)
    others = [one for one in grid.starting(cell.row) if one is not cell]
    is_tall = right is None or cell.row_span > 1
    return is_tall and any(lexicon.is_header(one.text) for one in others)


def _is_list(header: ListHeader, subjects: tuple[str, ...]) -> bool:
    held = {"amount", "level_3", "goal", "indicator"}
    return bool(header.find(*subjects)) and any(c.meaning.kind in held for c in header.columns)


def _header_at(
    grid: FormGrid, subject: Cell, lexicon: Lexicon, parents: Mapping[str, str]
) -> ListHeader:
    first, last = _band(grid, subject, lexicon)
    columns = _with_period(tuple(_columns(grid, first, last, lexicon, parents)))
    return ListHeader(columns, first, last + _is_sequence(grid, last), grid)


def _with_period(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """Beside columns of single years (其中：2023年, 以后年度) a bare total is of all of them."""
    lowest = [column.path[-1] for column in columns]
    if not any(is_bare_year(text) or _LATER_YEARS.search(squeeze(text)) for text in lowest):
        return columns
    return tuple(
        replace(column, meaning=replace(column.meaning, of_period=True))
        if _is_bare_total(column.meaning)
        else column
        for column in columns
    )


def _is_bare_total(meaning: Meaning) -> bool:
    return meaning.kind == "amount" and meaning.fund == ALL_FUNDS and meaning.year is None


def _band(grid: FormGrid, subject: Cell, lexicon: Lexicon) -> tuple[int, int]:
    """(first, last + 1) of the rows of the header, which those of its subject are among."""
    row = subject.row
    first, last = row, subject.row + subject.row_span
    while first > 0 and _all_headers(grid, first - 1, lexicon):
        first -= 1
    while last < grid.row_count and _is_lower_header(grid, last, lexicon):
        last += 1
    return first, last


def _all_headers(grid: FormGrid, row: int, lexicon: Lexicon) -> bool:
    cells = grid.starting(row)
    return len(cells) > 1 and all(lexicon.is_header(cell.text) for cell in cells)


def _is_lower_header(grid: FormGrid, row: int, lexicon: Lexicon) -> bool:
    totals = [lexicon.find("total_rows", cell.text) for cell in grid.starting(row)]
    return _all_headers(grid, row, lexicon) and not all(totals)


def _columns(
    grid: FormGrid, first: int, last: int, lexicon: Lexicon, parents: Mapping[str, str]
) -> Iterator[Column]:
    edges = grid.table.x_edges
    before: list[Cell] = []
    for index in range(grid.table.column_count):
        cells: list[Cell] = []
        for row in range(first, last):
            cell = grid.places[row][index]
            if words_of(cell) and not any(cell is other for other in cells):
                cells.append(cell)
        same = len(cells) == len(before) and all(
            one is other for one, other in zip(cells, before, strict=True)
        )
        if cells and not same:
            path = tuple(cell.text for cell in cells)
            meaning = lexicon.meaning(path, parents)
            if meaning.kind == "amount" and _is_under_blank(grid, first, cells[-1], index):
                meaning = Meaning("unknown")
            right = max(min(c.column + c.column_span for c in cells), index + 1)
            x = (edges[index] + edges[right]) / 2
            yield Column(meaning, path, index, x)
        before = cells


def _is_under_blank(grid: FormGrid, first: int, lowest: Cell, index: int) -> bool:
    """Whether a blank cell stands over a header beside a group: the group may be above it too."""
    return any(
        not words_of(grid.places[row][index]) and _is_group_left(grid, row, index, lowest.row)
        for row in range(first, lowest.row)
    )


def _is_group_left(grid: FormGrid, row: int, index: int, lowest: int) -> bool:
    """Whether the next header to the left ends above the lowest level, as that of a group does."""
    left = [cell for cell in grid.places[row][:index] if words_of(cell)]
    return bool(left) and left[-1].row + left[-1].row_span <= lowest


def _is_sequence(grid: FormGrid, row: int) -> bool:
    """Whether a row numbers the columns (1 2 3, A B C, **)."""
    if row >= grid.row_count:
        return False
    words = [squeeze(cell.text) for cell in grid.starting(row)]
    return len(words) > 1 and all(_SEQUENCE.match(word) for word in words)
