"""Tables without upright rules: columns by the white between them, rows by their baselines.

Three-line tables and tables without any rule. Only runs of rows of figures become a table; which
form it is, and whether its columns are read rightly, is told by its words and sums elsewhere.
"""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise
from statistics import median
from typing import Any

from pipelines.extract.document_tree import Box, Cell, Line, Table, enclosing
from pipelines.extract.white_space_headers import header_cells, header_levels
from pipelines.extract.white_space_rows import AROUND, PROSE, Row, blocks_of, pieces_of

FEWEST_COLUMNS = 3
# Ends of level rules nearer than this are one edge between columns (points).
SAME_EDGE = 2.0
# A blank outer column takes at most this share of the width of what is printed.
BLANK_COLUMN = 0.25


def white_space_tables(
    lines: Sequence[Line], edges: Sequence[dict[str, Any]], first_number: int
) -> tuple[list[Table], list[Line]]:
    """The tables among free lines, numbered on, and the lines that are left."""
    rows = [Row(tuple(pieces_of(line)), line) for line in lines]
    rows.sort(key=lambda row: row.middle)
    tables: list[Table] = []
    taken: set[int] = set()
    for block in blocks_of(rows):
        # what an earlier table took is neither header nor row of the next
        free = [row for row in rows[: block.start] if id(row.line) not in taken]
        own = [*free, *rows[block.start : block.stop]]
        block = range(len(free), len(own))
        table = _table(own, block, edges, first_number + len(tables))
        if table is not None:
            tables.append(table[0])
            taken |= {id(row.line) for row in table[1]}
    return tables, [line for line in lines if id(line) not in taken]


def _table(
    rows: Sequence[Row], block: range, edges: Sequence[dict[str, Any]], number: int
) -> tuple[Table, list[Row]] | None:
    data = [rows[index] for index in block]
    x_edges, by_rules = _x_edges(data, edges)
    if len(x_edges) - 1 < FEWEST_COLUMNS:
        return None
    header = _header_rows(rows, block, x_edges, edges)
    levels = header_levels([piece for row in header for piece in row.pieces], x_edges)
    y_edges = _y_edges(levels.middles, data)
    level = [edge for edge in edges if edge["orientation"] == "h"]
    cells = header_cells(levels, x_edges, y_edges, by_rules, level)
    for index, row in enumerate(data, len(levels.middles)):
        cells += _data_cells(index, row, x_edges, y_edges)
    cells += _blank_cells(cells, x_edges, y_edges)
    box = Box(x_edges[0], y_edges[0], x_edges[-1], y_edges[-1])
    ordered = tuple(sorted(cells, key=lambda cell: (cell.row, cell.column)))
    found = Table(number, box, tuple(x_edges), tuple(y_edges), ordered, found_by="white_space")
    return found, [*header, *data]


def _x_edges(data: Sequence[Row], edges: Sequence[dict[str, Any]]) -> tuple[list[float], bool]:
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
    rows: Sequence[Row], block: range, x_edges: Sequence[float], edges: Sequence[dict[str, Any]]
) -> list[Row]:
    """The rows above the figures, up to the rule over the table, its title or its unit."""
    first = rows[block.start]
    roof = _roof(rows[block.stop - 1], first, x_edges, edges)
    header: list[Row] = []
    below = first.middle
    for row in reversed(rows[: block.start]):
        is_far = below - row.middle > 5 * row.line.box.height
        if is_far or (roof is not None and row.line.box.bottom < roof):
            break
        if AROUND.search(row.line.text) or PROSE.search(row.line.text):
            break
        if roof is None and _is_title(row, x_edges):
            break
        header.append(row)
        below = row.middle
    return header[::-1]


def _roof(
    last: Row, first: Row, x_edges: Sequence[float], edges: Sequence[dict[str, Any]]
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


def _is_title(row: Row, x_edges: Sequence[float]) -> bool:
    if len(row.pieces) != 1:
        return False
    center, width = (x_edges[0] + x_edges[-1]) / 2, x_edges[-1] - x_edges[0]
    return abs(row.line.box.middle[0] - center) < 0.06 * width


def _y_edges(levels: Sequence[float], data: Sequence[Row]) -> list[float]:
    """Edges between rows, half way between what is printed."""
    middles = sorted([*levels, *(row.middle for row in data)])
    half = data[0].line.box.height
    between = [(one + other) / 2 for one, other in pairwise(middles)]
    return [middles[0] - half, *between, middles[-1] + half]


def _data_cells(
    index: int, row: Row, x_edges: Sequence[float], y_edges: Sequence[float]
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
