"""Ruling lines into tables with a grid of cells, and characters into those cells.

Repairs of what offices print belong here (a missing top rule, an open side, an invisible line);
what the cells mean does not.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any, cast

from pdfplumber.page import Page as PlumberPage
from pdfplumber.table import Table as RuledTable
from pdfplumber.table import TableFinder

from pipelines.extract.document_tree import Box, Cell, Table
from pipelines.extract.text_lines import Character, lines_of

# Rules closer than this are the two sides of one printed rule (points).
SAME_EDGE = 3.0
# A rule that sticks out further than this shows that the closing rule is missing (points).
OPEN_SIDE = 8.0
IN_NO_CELL = -1
NUMERAL = frozenset("0123456789.,，．-－")

Rule = dict[str, Any]


class RuledPage:
    """The rules found in the picture of a page, as the finder of tables asks for them."""

    def __init__(
        self, level: Iterable[Box], upright: Iterable[Box], width: float, height: float
    ) -> None:
        """Rules are boxes in points; each becomes an edge along its middle."""
        self.bbox = (0.0, 0.0, width, height)
        self.edges = [
            *(_rule(box.x0, box.middle[1], box.x1, box.middle[1]) for box in level),
            *(_rule(box.middle[0], box.top, box.middle[0], box.bottom) for box in upright),
        ]


def find_ruled_tables(page: PlumberPage | RuledPage) -> list[RuledTable]:
    """The ruled tables of a page, with missing outer rules put back."""
    settings: dict[str, Any] = {"snap_tolerance": SAME_EDGE, "join_tolerance": SAME_EDGE}
    tables = _tables(page, settings)
    missing = [rule for table in tables for rule in _missing_rules(page, table)]
    if missing:
        vertical = [rule for rule in missing if rule["x0"] == rule["x1"]]
        horizontal = [rule for rule in missing if rule["top"] == rule["bottom"]]
        settings = settings | {
            "explicit_vertical_lines": vertical,
            "explicit_horizontal_lines": horizontal,
        }
        tables = _tables(page, settings)
    return [table for table in tables if len({cell[0] for cell in table.cells}) > 1]


def _tables(page: PlumberPage | RuledPage, settings: dict[str, Any]) -> list[RuledTable]:
    # the finder asks a page for its edges and its box, nothing else
    return TableFinder(cast(PlumberPage, page), settings).tables


def _missing_rules(page: PlumberPage | RuledPage, table: RuledTable) -> Iterable[Rule]:
    """Rules that other rules of this table reach for, but which were not drawn."""
    x0, top, x1, bottom = table.bbox
    upright = [e for e in page.edges if e["orientation"] == "v" and x0 - 2 <= e["x0"] <= x1 + 2]
    level = [e for e in page.edges if e["orientation"] == "h" and top - 2 <= e["top"] <= bottom + 2]
    above = [e["top"] for e in upright if e["top"] < top - OPEN_SIDE and e["bottom"] > top]
    below = [e["bottom"] for e in upright if e["bottom"] > bottom + OPEN_SIDE and e["top"] < bottom]
    left = [e["x0"] for e in level if e["x0"] < x0 - OPEN_SIDE and e["x1"] > x0]
    right = [e["x1"] for e in level if e["x1"] > x1 + OPEN_SIDE and e["x0"] < x1]
    for reach in (above, below):
        if len(reach) > 1:
            yield _rule(x0, _usual(reach), x1, _usual(reach))
    for reach in (left, right):
        if len(reach) > 1:
            yield _rule(_usual(reach), top, _usual(reach), bottom)


def _usual(values: list[float]) -> float:
    return sorted(values)[len(values) // 2]


def _rule(x0: float, top: float, x1: float, bottom: float) -> Rule:
    vertical = x0 == x1
    return {
        "object_type": "line",
        "orientation": "v" if vertical else "h",
        "x0": x0,
        "x1": x1,
        "top": top,
        "bottom": bottom,
        "width": x1 - x0,
        "height": bottom - top,
    }


def table_with_text(
    number: int, ruled: RuledTable, characters: Sequence[Character]
) -> tuple[Table, list[Character]]:
    """Lay the cells on a grid and put each character into the cell that holds its middle.

    Returns the table and the characters that stand in a hole of the grid, so that none is lost.
    """
    empty = empty_table(number, ruled)
    owner = {
        (row, column): index
        for index, cell in enumerate(empty.cells)
        for row in range(cell.row, cell.row + cell.row_span)
        for column in range(cell.column, cell.column + cell.column_span)
    }
    held = _held(characters, owner, list(empty.x_edges), list(empty.y_edges))
    cells = tuple(
        replace(cell, lines=lines_of(held[index])) for index, cell in enumerate(empty.cells)
    )
    return replace(empty, cells=cells), held[IN_NO_CELL]


def empty_table(number: int, ruled: RuledTable) -> Table:
    """The grid of a ruled table, its cells without text."""
    x_edges = _edges(value for cell in ruled.cells for value in (cell[0], cell[2]))
    y_edges = _edges(value for cell in ruled.cells for value in (cell[1], cell[3]))
    boxes = [Box(*cell) for cell in ruled.cells]
    cells = []
    for box in boxes:
        row, rows, column, columns = _span(box, x_edges, y_edges)
        cells.append(Cell(row, rows, column, columns, box))
    return Table(number, Box(*ruled.bbox), tuple(x_edges), tuple(y_edges), _ordered(tuple(cells)))


def _ordered(cells: tuple[Cell, ...]) -> tuple[Cell, ...]:
    return tuple(sorted(cells, key=lambda cell: (cell.row, cell.column)))


def _edges(values: Iterable[float]) -> list[float]:
    edges: list[float] = []
    for value in sorted(values):
        if not edges or value - edges[-1] > SAME_EDGE:
            edges.append(value)
    return edges


def _span(box: Box, x_edges: list[float], y_edges: list[float]) -> tuple[int, int, int, int]:
    column, last_column = _nearest(box.x0, x_edges), _nearest(box.x1, x_edges)
    row, last_row = _nearest(box.top, y_edges), _nearest(box.bottom, y_edges)
    return row, max(last_row - row, 1), column, max(last_column - column, 1)


def _nearest(value: float, edges: list[float]) -> int:
    return min(range(len(edges)), key=lambda index: abs(edges[index] - value))


def _held(
    characters: Sequence[Character],
    owner: dict[tuple[int, int], int],
    x_edges: list[float],
    y_edges: list[float],
) -> dict[int, list[Character]]:
    held: dict[int, list[Character]] = defaultdict(list)
    for run in numeral_runs(characters):
        places = [
            owner.get((bisect_right(y_edges, y) - 1, bisect_right(x_edges, x) - 1))
            for x, y in (character.middle for character in run)
        ]
        # a figure wider than its cell belongs as a whole to the cell that holds most of it
        usual = max(set(places), key=places.count)
        for character, place in zip(run, places, strict=True):
            index = usual if len(run) > 1 else place
            held[IN_NO_CELL if index is None else index].append(character)
    return held


def numeral_runs(characters: Sequence[Character]) -> Iterable[list[Character]]:
    """Neighbouring numeral characters together as one run, every other character by itself."""
    run: list[Character] = []
    for character in characters:
        if run and not (character.text in NUMERAL and _touches(run[-1], character)):
            yield run
            run = []
        if character.text in NUMERAL:
            run.append(character)
        else:
            yield [character]
    if run:
        yield run


def _touches(left: Character, right: Character) -> bool:
    gap = right.box.x0 - left.box.x1
    same_line = abs(left.middle[1] - right.middle[1]) < left.box.height / 2
    return same_line and -0.5 * left.box.height < gap < 0.15 * left.box.height
