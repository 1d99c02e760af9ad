"""Ruling lines into tables with a grid of cells, and characters into those cells.

Repairs of what offices print belong here (a missing top rule, an open side, an invisible line);
what the cells mean does not.
"""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import groupby, pairwise
from typing import Any, cast

from pdfplumber.page import Page as PlumberPage
from pdfplumber.table import Table as RuledTable
from pdfplumber.table import TableFinder

from pipelines.extract.cut_cells import Rule, closing_rules, rule
from pipelines.extract.document_tree import Box, Cell, Table
from pipelines.extract.pdf.page_content import PageContent
from pipelines.extract.spilled_words import spilled
from pipelines.extract.text_lines import FEWEST_STACKED, Character, lines_of

# Rules closer than this are the two sides of one printed rule (points).
SAME_EDGE = 3.0
# A rule that sticks out further than this shows that the closing rule is missing (points).
OPEN_SIDE = 8.0
IN_NO_CELL = -1
NUMERAL = frozenset("0123456789.,，．-－")
# One printed number; a longer run of digits is two that touch.
WELL_FORMED = re.compile(r"^[-－]?(?:\d{1,3}(?:[,，]\d{3})+|\d{1,15})(?:[.．]\d+)?$")
# A number that reaches so far over its rule is wider than its cell (points).
OVERHANG = 1.0
# How near to a rule, as a share of its width, the middle of a letter is on it.
ON_RULE = 0.2


class RuledPage:
    """The rules found in the picture of a page, as the finder of tables asks for them."""

    def __init__(
        self, level: Iterable[Box], upright: Iterable[Box], width: float, height: float
    ) -> None:
        """Rules are boxes in points; each becomes an edge along its middle."""
        self.bbox = (0.0, 0.0, width, height)
        self.edges = [
            *(rule(box.x0, box.middle[1], box.x1, box.middle[1]) for box in level),
            *(rule(box.middle[0], box.top, box.middle[0], box.bottom) for box in upright),
        ]


def find_ruled_tables(page: RuledPage | PageContent) -> list[RuledTable]:
    """The ruled tables of a page, with missing outer rules put back."""
    settings: dict[str, Any] = {"snap_tolerance": SAME_EDGE, "join_tolerance": SAME_EDGE}
    tables = _tables(page, settings)
    missing = [one for table in tables for one in _missing_rules(page, table)]
    missing += closing_rules(page.edges, [Box(*table.bbox) for table in tables])
    if missing:
        vertical = [one for one in missing if one["x0"] == one["x1"]]
        horizontal = [one for one in missing if one["top"] == one["bottom"]]
        settings = settings | {
            "explicit_vertical_lines": vertical,
            "explicit_horizontal_lines": horizontal,
        }
        tables = _tables(page, settings)
    return [table for table in tables if len({cell[0] for cell in table.cells}) > 1]


def _tables(page: RuledPage | PageContent, settings: dict[str, Any]) -> list[RuledTable]:
    # the finder asks a page for its edges and its box, nothing else
    return TableFinder(cast(PlumberPage, page), settings).tables


def _missing_rules(page: RuledPage | PageContent, table: RuledTable) -> Iterable[Rule]:
    """Rules that other rules of this table reach for, but which were not drawn."""
    x0, top, x1, bottom = table.bbox
    upright = [e for e in page.edges if e["orientation"] == "v" and x0 - 2 <= e["x0"] <= x1 + 2]
    level = [e for e in page.edges if e["orientation"] == "h" and top - 2 <= e["top"] <= bottom + 2]
    near_top, near_bottom = top - SAME_EDGE, bottom + SAME_EDGE
    near_left, near_right = x0 - SAME_EDGE, x1 + SAME_EDGE
    # rules may be drawn cell by cell: a piece that begins where the table ends reaches beyond it
    above = {
        e["x0"]: e["top"] for e in upright if e["top"] < top - OPEN_SIDE and e["bottom"] >= near_top
    }
    below = {
        e["x0"]: e["bottom"]
        for e in upright
        if e["bottom"] > bottom + OPEN_SIDE and e["top"] <= near_bottom
    }
    left = {e["top"]: e["x0"] for e in level if e["x0"] < x0 - OPEN_SIDE and e["x1"] >= near_left}
    right = {e["top"]: e["x1"] for e in level if e["x1"] > x1 + OPEN_SIDE and e["x0"] <= near_right}
    for reach in (above, below):
        if len(reach) > 1:
            yield rule(x0, _usual(reach.values()), x1, _usual(reach.values()))
    for reach in (left, right):
        if len(reach) > 1:
            yield rule(_usual(reach.values()), top, _usual(reach.values()), bottom)


def _usual(values: Iterable[float]) -> float:
    ordered = sorted(values)
    return ordered[len(ordered) // 2]


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
    held = _held(characters, owner, empty)
    cells = tuple(
        replace(cell, lines=lines_of(held[index], in_cell=True))
        for index, cell in enumerate(empty.cells)
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
    characters: Sequence[Character], owner: dict[tuple[int, int], int], empty: Table
) -> dict[int, list[Character]]:
    held: dict[int, list[Character]] = defaultdict(list)
    astride = _astride(characters, owner, empty)
    held[IN_NO_CELL] += astride
    moved = spilled(characters, lambda one: _place(one, owner, empty))
    own = {id(character) for character in astride} | moved.keys()
    for character in characters:
        if id(character) in moved:
            held[moved[id(character)]].append(character)
    for run in numeral_runs([character for character in characters if id(character) not in own]):
        places = [_place(character, owner, empty) for character in run]
        for piece, index in _cut(run, places, empty):
            held[IN_NO_CELL if index is None else index] += piece
    return held


def _place(character: Character, owner: dict[tuple[int, int], int], empty: Table) -> int | None:
    x, y = character.middle
    row, column = bisect_right(empty.y_edges, y) - 1, bisect_right(empty.x_edges, x) - 1
    return owner.get((row, column))


def _astride(
    characters: Sequence[Character], owner: dict[tuple[int, int], int], empty: Table
) -> list[Character]:
    """Letters one below the other on a rule: the head of a column too narrow to be seen.

    They stand in neither of the cells beside the rule.
    """
    columns: dict[int, list[Character]] = defaultdict(list)
    edges = list(empty.x_edges)
    for letter in (c for c in characters if c.text.strip() and c.text not in NUMERAL):
        x, y = letter.middle
        edge, row = _nearest(x, edges), bisect_right(empty.y_edges, y) - 1
        is_rule = owner.get((row, edge - 1)) != owner.get((row, edge))
        if is_rule and not letter.turn and abs(edges[edge] - x) < ON_RULE * letter.box.width:
            columns[edge].append(letter)
    return [letter for column in columns.values() if _is_stack(column) for letter in column]


def _is_stack(column: list[Character]) -> bool:
    steps = [other.middle[1] - one.middle[1] for one, other in pairwise(column)]
    sizes = [letter.box.height for letter in column[1:]]
    spaced = [0.5 * size < step < 2 * size for step, size in zip(steps, sizes, strict=True)]
    return len(column) >= FEWEST_STACKED and all(spaced)


def _cut(
    run: list[Character], places: list[int | None], empty: Table
) -> Iterable[tuple[list[Character], int | None]]:
    """The run as a whole in the cell that holds most of it, or cut where two numbers touch."""
    usual = max(set(places), key=places.count)
    if len(set(places)) == 1:
        return [(run, usual)]
    by_cell = [(list(piece), place) for place, piece in _groups(run, places)]
    if _are_own(by_cell, empty) or not _is_number(run):
        numbers = [_is_number(piece) for piece, _ in by_cell]
        # a figure wider than its cell belongs as a whole to the cell that holds most of it
        return by_cell if all(numbers) else [(run, usual)]
    return [(run, usual)]


def _groups(
    run: list[Character], places: list[int | None]
) -> Iterable[tuple[int | None, Iterable[Character]]]:
    pairs = zip(places, run, strict=True)
    for place, group in groupby(pairs, key=lambda pair: pair[0]):
        yield place, [character for _, character in group]


def _are_own(pieces: list[tuple[list[Character], int | None]], empty: Table) -> bool:
    """Whether each piece was printed by itself and lies inside its own cell."""
    strings = [{character.string for character in piece} for piece, _ in pieces]
    if any(one & other for one, other in pairwise(strings)):
        return False
    if all(len(piece) == len(strings[index]) for index, (piece, _) in enumerate(pieces)):
        return False  # every character was printed by itself
    return all(
        place is not None
        and piece[0].box.x0 >= empty.cells[place].box.x0 - OVERHANG
        and piece[-1].box.x1 <= empty.cells[place].box.x1 + OVERHANG
        for piece, place in pieces
    )


def _is_number(run: Sequence[Character]) -> bool:
    return bool(WELL_FORMED.match("".join(character.text for character in run)))


def numeral_runs(characters: Sequence[Character]) -> Iterable[list[Character]]:
    """Neighbouring numeral characters together as one run, and the letters of a turned string.

    Every other character is by itself.
    """
    run: list[Character] = []
    for character in characters:
        if run and not _continues(run[-1], character):
            yield run
            run = []
        if character.text in NUMERAL or character.turn:
            run.append(character)
        else:
            yield [character]
    if run:
        yield run


def _continues(left: Character, right: Character) -> bool:
    if left.turn or right.turn:
        return left.turn == right.turn and left.string == right.string
    return right.text in NUMERAL and _touches(left, right)


def _touches(left: Character, right: Character) -> bool:
    gap = right.box.x0 - left.box.x1
    same_line = abs(left.middle[1] - right.middle[1]) < left.box.height / 2
    return same_line and -0.5 * left.box.height < gap < 0.15 * left.box.height
