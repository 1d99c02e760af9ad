"""Tables whose rules are not as their text stands: cells are cut where rules were left out.

A cell is only cut between whole numbers that stand clearly apart; words are never cut. What the
cells mean does not belong here.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from pipelines.extract.document_tree import Box, Cell, Line, Table

_NUMBER = re.compile(r"^[¥￥]?[-－−–(（▲△]?[\d,，.．]*\d[)）%]?[①-⑳⁰¹²³⁴⁵⁶⁷⁸⁹*]?$")
# The number of a row, or a digit that strayed from the neighbour: no amount of the column
_COUNT = re.compile(r"^\d{1,3}$")
_TITLE = re.compile(r"表(?:\d+)?(?:[(（].*[)）])?$")
# A column is cut where so many of its cells hold two numbers.
FEWEST_PAIRS = 2
# So many numbers, each inside a row of its own, are no number that goes on over its lines; rows
# between them may be blank.
FEWEST_LINES = 3
# Two lines on one level differ less in height than this share of it.
SAME_LEVEL = 0.5
# A line may reach so far over the middle of the gap between two rows (points).
TOUCH = 1.5


def mended_tables(table: Table) -> tuple[list[Table], list[Line]]:
    """The table with its missing rules put back, as two where a title stands within.

    Also the numbers that stand in the cells of amounts without being any: those of the rows, or
    digits that strayed from the neighbouring column.
    """
    mended: list[Table] = []
    strays: list[Line] = []
    for part in parted(table):
        whole, apart = _with_corridors(_cut_by_columns(_cut_by_rows(part)))
        mended.append(whole)
        strays += apart
    return mended, strays


# --- a rule between two rows or two columns is missing where other cells have it


def _cut_by_rows(table: Table) -> Table:
    cells = [cell for cell in table.cells if cell.row_span > 1 and _are_numbers(cell)]
    ranges = {
        (cell.row, cell.row_span)
        for cell in cells
        if (len(cell.lines) == cell.row_span or len(cell.lines) >= FEWEST_LINES)
        and _by_row(table, cell) is not None
    }

    def parts_of(cell: Cell) -> list[Cell] | None:
        return _by_row(table, cell) if (cell.row, cell.row_span) in ranges else None

    return _cut(table, parts_of)


def _by_row(table: Table, cell: Cell) -> list[Cell] | None:
    """The cell as one cell for each row, if each line lies inside a row of its own."""
    if not _are_numbers(cell):
        return None
    parts = []
    for row in range(cell.row, cell.row + cell.row_span):
        top, bottom = table.y_edges[row], table.y_edges[row + 1]
        box = Box(cell.box.x0, top, cell.box.x1, bottom)
        own = tuple(line for line in cell.lines if _lies_in(line.box.top, line.box.bottom, box, 1))
        parts.append(replace(cell, row=row, row_span=1, box=box, lines=own))
    return _if_complete(cell, parts)


def _cut_by_columns(table: Table) -> Table:
    cells = [cell for cell in table.cells if cell.column_span > 1 and _are_numbers(cell)]
    ranges = {
        (cell.column, cell.column_span)
        for cell in cells
        if len(cell.lines) > 1 and _by_column(table, cell) is not None
    }

    def parts_of(cell: Cell) -> list[Cell] | None:
        return _by_column(table, cell) if (cell.column, cell.column_span) in ranges else None

    return _cut(table, parts_of)


def _by_column(table: Table, cell: Cell) -> list[Cell] | None:
    """The cell as one cell for each column, if each line lies inside a column of its own."""
    if not _are_numbers(cell):
        return None
    parts = []
    for column in range(cell.column, cell.column + cell.column_span):
        left, right = table.x_edges[column], table.x_edges[column + 1]
        box = Box(left, cell.box.top, right, cell.box.bottom)
        own = tuple(line for line in cell.lines if _lies_in(line.box.x0, line.box.x1, box, 0))
        parts.append(replace(cell, column=column, column_span=1, box=box, lines=own))
    return _if_complete(cell, parts)


def _lies_in(first: float, last: float, box: Box, axis: int) -> bool:
    return box[axis] - TOUCH <= first and last <= box[axis + 2] + TOUCH


def _if_complete(cell: Cell, parts: list[Cell]) -> list[Cell] | None:
    """The parts if each line of the cell went to exactly one, and none got more than one."""
    is_complete = sum(len(part.lines) for part in parts) == len(cell.lines)
    return parts if is_complete and all(len(part.lines) <= 1 for part in parts) else None


def _cut(table: Table, parts_of: Callable[[Cell], list[Cell] | None]) -> Table:
    cells: list[Cell] = []
    for cell in table.cells:
        cells += parts_of(cell) or [cell]
    return replace(table, cells=_ordered(cells))


def _ordered(cells: Iterable[Cell]) -> tuple[Cell, ...]:
    return tuple(sorted(cells, key=lambda cell: (cell.row, cell.column)))


def _are_numbers(cell: Cell) -> bool:
    """Blank, or nothing but numbers."""
    return all(_NUMBER.match("".join(line.text.split())) for line in cell.lines)


# --- a rule between two columns is missing over the whole table


def _with_corridors(table: Table) -> tuple[Table, list[Line]]:
    strays: list[Line] = []
    for column in reversed(range(table.column_count)):
        found = _corridor(table, column)
        if found is None:
            continue
        middle, first, is_count = found
        if is_count:
            table, apart = _without_counts(table, column, middle)
            strays += apart
        else:
            table = _with_edge(table, column, middle, first)
    return table, strays


def _without_counts(table: Table, column: int, x: float) -> tuple[Table, list[Line]]:
    """The table without the numbers left of x in the pairs of a column, and those numbers."""
    cells: list[Cell] = []
    strays: list[Line] = []
    for cell in table.cells:
        if cell.column == column and cell.column_span == 1 and _is_pair(cell):
            strays += [line for line in cell.lines if line.box.x1 < x]
            cell = replace(cell, lines=tuple(line for line in cell.lines if line.box.x1 >= x))
        cells.append(cell)
    return replace(table, cells=tuple(cells)), strays


def _corridor(table: Table, column: int) -> tuple[float, int, bool] | None:
    """Where to cut a column, from which row on, and whether its left part is no amount."""
    own = [cell for cell in table.cells if cell.column == column and cell.column_span == 1]
    pairs = [cell for cell in own if _is_pair(cell)]
    if len(pairs) < FEWEST_PAIRS:
        return None
    left = max(cell.lines[0].box.x1 for cell in pairs)
    right = min(cell.lines[1].box.x0 for cell in pairs)
    first = min(cell.row for cell in pairs)
    below = [cell for cell in own if cell.row >= first and cell not in pairs]
    middle = (left + right) / 2
    if left >= right or not all(_keeps_side(cell, middle) for cell in below):
        return None
    return middle, first, all(_COUNT.match(cell.lines[0].text) for cell in pairs)


def _is_pair(cell: Cell) -> bool:
    if len(cell.lines) != 2 or not _are_numbers(cell):
        return False
    one, other = cell.lines
    return abs(one.box.middle[1] - other.box.middle[1]) < SAME_LEVEL * one.box.height


def _keeps_side(cell: Cell, middle: float) -> bool:
    return all(line.box.x1 < middle or line.box.x0 > middle for line in cell.lines)


def _with_edge(table: Table, column: int, x: float, first: int) -> Table:
    """The table with one more column; a header over both stays whole."""
    cells: list[Cell] = []
    for cell in table.cells:
        if cell.column > column:
            cells.append(replace(cell, column=cell.column + 1))
        elif cell.column + cell.column_span <= column:
            cells.append(cell)
        elif cell.column_span == 1 and cell.row >= first:
            cells += _halves(cell, x)
        else:
            cells.append(replace(cell, column_span=cell.column_span + 1))
    edges = (*table.x_edges[: column + 1], x, *table.x_edges[column + 1 :])
    return replace(table, x_edges=edges, cells=_ordered(cells))


def _halves(cell: Cell, x: float) -> Iterator[Cell]:
    """The cell left and right of x; what crosses it goes to the right."""
    left = tuple(line for line in cell.lines if line.box.x1 < x)
    right = tuple(line for line in cell.lines if line.box.x1 >= x)
    yield replace(cell, box=cell.box._replace(x1=x), lines=left)
    yield replace(cell, column=cell.column + 1, box=cell.box._replace(x0=x), lines=right)


# --- two tables that touch


def parted(table: Table) -> list[Table]:
    """The table cut above each row that is one merged cell with the title of another table."""
    titles = {cell.row: _squeezed(cell.lines) for cell in table.cells if _spans(cell, table)}
    first = titles.get(0)
    cuts = [
        row
        for row, text in sorted(titles.items())
        if 0 < row < table.row_count - 2 and _TITLE.search(text) and text != first
    ]
    bounds = [0, *cuts, table.row_count]
    return [_rows(table, start, end) for start, end in pairwise(bounds)] if cuts else [table]


def _spans(cell: Cell, table: Table) -> bool:
    return cell.column == 0 and cell.column_span == table.column_count and cell.row_span == 1


def _squeezed(lines: Sequence[Line]) -> str:
    return "".join("".join(line.text.split()) for line in lines)


def _rows(table: Table, start: int, end: int) -> Table:
    """The rows from start to end as a table of its own, with the column edges that they use."""
    own = [cell for cell in table.cells if start <= cell.row < end]
    used = sorted({edge for c in own for edge in (c.column, c.column + c.column_span)})
    place = {edge: index for index, edge in enumerate(used)}
    cells = [
        replace(
            cell,
            row=cell.row - start,
            row_span=min(cell.row_span, end - cell.row),
            column=place[cell.column],
            column_span=place[cell.column + cell.column_span] - place[cell.column],
        )
        for cell in own
    ]
    y_edges = table.y_edges[start : end + 1]
    box = Box(table.box.x0, y_edges[0], table.box.x1, y_edges[-1])
    x_edges = tuple(table.x_edges[edge] for edge in used)
    return Table(table.number, box, x_edges, y_edges, _ordered(cells))
