"""Tables without upright rules: columns by the white between them, rows by their baselines.

Three-line tables and tables without any rule. Only runs of rows of figures become a table; which
form it is, and whether its columns are read rightly, is told by its words and sums elsewhere.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Any

from pipelines.extract.document_tree import Box, Cell, Line, Table, enclosing
from pipelines.extract.white_space_headers import header_cells, header_levels

# A figure of a table: with decimals, with groups, or a code of at least three digits.
_FIGURE = re.compile(r"^[-－−–(（▲△]?¥?(?:\d{1,3}(?:[,，]\d{3})+(?:\.\d+)?|\d+\.\d+|\d{3,})[)）]?$")
# What may follow it at once in a table of several blocks: an ordinal, a name, or a code.
_AMOUNT = re.compile(r"^[-－−–(（]?\d[\d,，]*\.\d{1,6}[)）]?$")
_BLOCK_BEGINS = re.compile(r"^(?:[\u4e00-\u9fff(（]|\d{3,7}(?:\s|$))")
_PROSE = re.compile(r"[。；]|[，,]\D.*[，,]\D")
_AROUND = re.compile(r"单位[:：]|表(?:[(（].*[)）])?$|^(?:注|备注|说明)[:：]")
# Words on a line that stand further apart than their height are in two columns.
APART = 0.8
FEWEST_ROWS, FEWEST_COLUMNS = 3, 3
# A single row of figures is a table where so many columns are counted above it.
COUNTED_COLUMNS = 5
# Rows of one table follow one another within so many times the usual step.
LARGEST_STEP = 2.2
# Ends of level rules nearer than this are one edge between columns (points).
SAME_EDGE = 2.0
# A blank outer column takes at most this share of the width of what is printed.
BLANK_COLUMN = 0.25


@dataclass(frozen=True)
class _Row:
    """The pieces of one line that stand apart."""

    pieces: tuple[Line, ...]
    line: Line

    @property
    def middle(self) -> float:
        return self.line.box.middle[1]

    @property
    def figures(self) -> int:
        return sum(bool(_FIGURE.match(piece.text.replace(" ", ""))) for piece in self.pieces)

    @property
    def is_data(self) -> bool:
        return self.figures >= 2 and len(self.pieces) >= 2 and not _PROSE.search(self.line.text)

    @property
    def may_be_data(self) -> bool:
        """One figure beside labels or row numbers: a row of a table where others stand around."""
        return self.figures >= 1 and len(self.pieces) >= 3 and not _PROSE.search(self.line.text)

    @property
    def counts_columns(self) -> bool:
        """1 2 3 … over the columns."""
        numbers = [piece.text for piece in self.pieces]
        return numbers == [str(n) for n in range(1, len(numbers) + 1)]


def white_space_tables(
    lines: Sequence[Line], edges: Sequence[dict[str, Any]], first_number: int
) -> tuple[list[Table], list[Line]]:
    """The tables among free lines, numbered on, and the lines that are left."""
    rows = [_Row(tuple(_pieces(line)), line) for line in lines]
    rows.sort(key=lambda row: row.middle)
    tables: list[Table] = []
    taken: set[int] = set()
    for block in _blocks(rows):
        table = _table(rows, block, edges, first_number + len(tables))
        if table is not None:
            tables.append(table[0])
            taken |= {id(row.line) for row in table[1]}
    return tables, [line for line in lines if id(line) not in taken]


def _pieces(line: Line) -> list[Line]:
    """The line cut where the white is wider than its letters are high, or an amount ends."""
    cuts = [
        index
        for index, letter in enumerate(line.text)
        if letter == " "
        and 0 < index < len(line.text) - 1
        and (
            line.starts[index + 1] - line.ends[index - 1] > APART * line.box.height
            or _ends_amount(line.text, index)
        )
    ]
    bounds = [-1, *cuts, len(line.text)]
    return [_part(line, one + 1, other) for one, other in pairwise(bounds) if other > one + 1]


def _ends_amount(text: str, space: int) -> bool:
    """An amount with decimals, and then the label or the code of the next block."""
    before, after = text[:space].rsplit(" ", 1)[-1], text[space + 1 :].lstrip()
    return bool(_AMOUNT.match(before)) and bool(_BLOCK_BEGINS.match(after))


def _part(line: Line, first: int, last: int) -> Line:
    sure = line.confidences[first:last]
    box = line.box_of(first, last)
    return Line(line.text[first:last], box, line.starts[first:last], line.ends[first:last], sure)


def _blocks(rows: Sequence[_Row]) -> list[range]:
    """Runs of rows of figures; a row of a label alone may stand between two."""
    data = [index for index, row in enumerate(rows) if row.is_data]
    if not data:
        return []
    step = median([rows[b].middle - rows[a].middle for a, b in pairwise(data)] or [0.0])
    runs: list[list[int]] = []
    for index, row in enumerate(rows):
        if not row.is_data and not row.may_be_data:
            continue
        near = runs and row.middle - rows[runs[-1][-1]].middle < LARGEST_STEP * step + 2
        if near and _may_stand_between(rows[runs[-1][-1] + 1 : index]):
            runs[-1].append(index)
        elif row.is_data:
            runs.append([index])
    return [range(run[0], run[-1] + 1) for run in runs if _is_table(rows, run)]


def _is_table(rows: Sequence[_Row], run: Sequence[int]) -> bool:
    """Enough rows of figures; fewer where the columns are counted right above them."""
    if sum(rows[index].is_data for index in run) >= FEWEST_ROWS:
        return True
    above = rows[run[0] - 1] if run[0] else None
    width = len(rows[run[0]].pieces)
    return bool(above and above.counts_columns and len(above.pieces) == width >= COUNTED_COLUMNS)


def _may_stand_between(rows: Sequence[_Row]) -> bool:
    return not any(_PROSE.search(row.line.text) or _AROUND.search(row.line.text) for row in rows)


def _table(
    rows: Sequence[_Row], block: range, edges: Sequence[dict[str, Any]], number: int
) -> tuple[Table, list[_Row]] | None:
    data = [rows[index] for index in block]
    x_edges, by_rules = _x_edges(data, edges)
    if len(x_edges) - 1 < FEWEST_COLUMNS:
        return None
    header = _header_rows(rows, block, x_edges, edges)
    levels = header_levels([piece for row in header for piece in row.pieces], x_edges)
    y_edges = _y_edges(levels.middles, data)
    cells = header_cells(levels, x_edges, y_edges, by_rules)
    for index, row in enumerate(data, len(levels.middles)):
        cells += _data_cells(index, row, x_edges, y_edges)
    cells += _blank_cells(cells, x_edges, y_edges)
    box = Box(x_edges[0], y_edges[0], x_edges[-1], y_edges[-1])
    ordered = tuple(sorted(cells, key=lambda cell: (cell.row, cell.column)))
    found = Table(number, box, tuple(x_edges), tuple(y_edges), ordered, found_by="white_space")
    return found, [*header, *data]


def _x_edges(data: Sequence[_Row], edges: Sequence[dict[str, Any]]) -> tuple[list[float], bool]:
    """Edges between columns: where level rules end again and again, else in the white."""
    boxes = [piece.box for row in data for piece in row.pieces]
    around = enclosing(boxes)
    drawn = _rule_ends(around, edges)
    if len(drawn) - 1 >= FEWEST_COLUMNS:
        return drawn, True
    covered: list[list[float]] = []
    for box in sorted(boxes, key=lambda box: box.x0):
        if covered and box.x0 <= covered[-1][1]:
            covered[-1][1] = max(covered[-1][1], box.x1)
        else:
            covered.append([box.x0, box.x1])
    between = [(one[1] + other[0]) / 2 for one, other in pairwise(covered)]
    return [around.x0 - 2, *between, around.x1 + 2], False


def _rule_ends(around: Box, edges: Sequence[dict[str, Any]]) -> list[float]:
    level = [
        e
        for e in edges
        if e["orientation"] == "h"
        and around.top - 60 <= e["top"] <= around.bottom + 12
        # the outer columns may be blank in every row
        and e["x1"] > around.x0 - BLANK_COLUMN * around.width
        and e["x0"] < around.x1 + BLANK_COLUMN * around.width
    ]
    heights = {round(edge["top"]) for edge in level}
    ends = sorted(end for edge in level for end in (edge["x0"], edge["x1"]))
    groups: list[list[float]] = []
    for end in ends:
        if groups and end - groups[-1][-1] <= SAME_EDGE:
            groups[-1].append(end)
        else:
            groups.append([end])
    return [median(group) for group in groups if len(group) >= max(3, 0.5 * len(heights))]


def _header_rows(
    rows: Sequence[_Row], block: range, x_edges: Sequence[float], edges: Sequence[dict[str, Any]]
) -> list[_Row]:
    """The rows above the figures, up to the rule over the table, its title or its unit."""
    first = rows[block.start]
    roof = _roof(rows[block.stop - 1], first, x_edges, edges)
    header: list[_Row] = []
    below = first.middle
    for row in reversed(rows[: block.start]):
        is_far = below - row.middle > 5 * row.line.box.height
        if is_far or (roof is not None and row.line.box.bottom < roof):
            break
        if _AROUND.search(row.line.text) or _PROSE.search(row.line.text):
            break
        if roof is None and _is_title(row, x_edges):
            break
        header.append(row)
        below = row.middle
    return header[::-1]


def _roof(
    last: _Row, first: _Row, x_edges: Sequence[float], edges: Sequence[dict[str, Any]]
) -> float | None:
    """The height of the uppermost long rule not far above the figures."""
    width = x_edges[-1] - x_edges[0]
    reach = 12 * first.line.box.height
    tops: dict[int, float] = {}
    for edge in edges:
        if edge["orientation"] == "h" and first.middle - reach < edge["top"] < first.middle:
            place = round(edge["top"])
            tops[place] = tops.get(place, 0.0) + edge["x1"] - edge["x0"]
    long = [top for top, length in tops.items() if length > 0.8 * width]
    return min(long) - 1 if long else None


def _is_title(row: _Row, x_edges: Sequence[float]) -> bool:
    if len(row.pieces) != 1:
        return False
    center, width = (x_edges[0] + x_edges[-1]) / 2, x_edges[-1] - x_edges[0]
    return abs(row.line.box.middle[0] - center) < 0.06 * width


def _y_edges(levels: Sequence[float], data: Sequence[_Row]) -> list[float]:
    """Edges between rows, half way between what is printed."""
    middles = sorted([*levels, *(row.middle for row in data)])
    half = data[0].line.box.height
    between = [(one + other) / 2 for one, other in pairwise(middles)]
    return [middles[0] - half, *between, middles[-1] + half]


def _data_cells(
    index: int, row: _Row, x_edges: Sequence[float], y_edges: Sequence[float]
) -> list[Cell]:
    columns: dict[int, list[Line]] = {}
    for piece in row.pieces:
        column = bisect_right(x_edges, piece.box.middle[0]) - 1
        columns.setdefault(min(max(column, 0), len(x_edges) - 2), []).append(piece)
    return [
        Cell(
            index,
            1,
            column,
            1,
            Box(x_edges[column], y_edges[index], x_edges[column + 1], y_edges[index + 1]),
            tuple(pieces),
        )
        for column, pieces in columns.items()
    ]


def _blank_cells(
    cells: Sequence[Cell], x_edges: Sequence[float], y_edges: Sequence[float]
) -> list[Cell]:
    taken = {
        (row, column)
        for cell in cells
        for row in range(cell.row, cell.row + cell.row_span)
        for column in range(cell.column, cell.column + cell.column_span)
    }
    return [
        Cell(
            row,
            1,
            column,
            1,
            Box(x_edges[column], y_edges[row], x_edges[column + 1], y_edges[row + 1]),
        )
        for row in range(len(y_edges) - 1)
        for column in range(len(x_edges) - 1)
        if (row, column) not in taken
    ]
