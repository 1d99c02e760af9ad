"""Cells that the edge of a page cuts: those of a merged cell that goes on over several pages.

A spreadsheet printed over pages draws no rule where the page cuts a merged cell, so such cells are
left open above or below. Here they are closed for the finder of tables, and marked.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from pipelines.extract.document_tree import Box, Cell, Table

Rule = dict[str, Any]
# Rules closer than this are the two sides of one printed rule (points).
SAME_EDGE = 3.0
# A column is wider than this (points).
NARROWEST = 8.0
# A side is drawn where rules cover this share of it.
DRAWN = 0.5


def closing_rules(edges: Sequence[Rule], tables: Sequence[Box]) -> list[Rule]:
    """Rules above and below tables that have cells beside them that the page cuts."""
    return [
        rule(whole.x0, y, whole.x1, y)
        for whole in with_open_sides(edges, tables)
        for y in (whole.top, whole.bottom)
    ]


def rule(x0: float, top: float, x1: float, bottom: float) -> Rule:
    """A level or upright rule as the finder of tables takes it."""
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


def with_open_sides(edges: Sequence[Rule], tables: Sequence[Box]) -> Iterator[Box]:
    """The boxes of tables with the columns beside them whose upright rules end where theirs do.

    The cells of these columns are open where the page cuts them, so the finder does not see them.
    """
    for table in tables:
        tall = _uprights_as_tall(edges, table)
        beside = [x for x in tall if not _is_in_another(x, table, tables)]
        x0, x1 = min(beside, default=table.x0), max(beside, default=table.x1)
        if x0 < table.x0 - NARROWEST or x1 > table.x1 + NARROWEST:
            yield table._replace(x0=min(x0, table.x0), x1=max(x1, table.x1))


def _uprights_as_tall(edges: Iterable[Rule], table: Box) -> list[float]:
    return [
        edge["x0"]
        for edge in edges
        if edge["orientation"] == "v"
        and abs(edge["top"] - table.top) <= SAME_EDGE
        and abs(edge["bottom"] - table.bottom) <= SAME_EDGE
    ]


def _is_in_another(x: float, table: Box, tables: Iterable[Box]) -> bool:
    """Whether an upright rule is one of another table beside this one."""
    return any(
        other is not table
        and other.x0 - SAME_EDGE <= x <= other.x1 + SAME_EDGE
        and other.top < table.bottom
        and other.bottom > table.top
        for other in tables
    )


def with_cut_cells(table: Table, edges: Sequence[Rule]) -> Table:
    """The table, cells marked whose upper or lower rule is missing where others have theirs."""
    level = [edge for edge in edges if edge["orientation"] == "h"]
    above = _undrawn([c for c in table.cells if c.row == 0], level, table.y_edges[0])
    last = [c for c in table.cells if c.row + c.row_span == table.row_count]
    below = _undrawn(last, level, table.y_edges[-1])
    cells = (
        replace(cell, cut_above=cell in above, cut_below=cell in below) for cell in table.cells
    )
    return replace(table, cells=tuple(cells))


def _undrawn(cells: Sequence[Cell], level: Iterable[Rule], y: float) -> set[Cell]:
    """The cells along one edge of a table that have no rule there; none where no cell has one."""
    near = [edge for edge in level if abs(edge["top"] - y) <= SAME_EDGE]
    missing = {cell for cell in cells if _covered(cell.box, near) < DRAWN * cell.box.width}
    return missing if len(missing) < len(cells) else set()


def _covered(box: Box, level: Iterable[Rule]) -> float:
    """How much of the width of a box rules cover."""
    spans = sorted((max(e["x0"], box.x0), min(e["x1"], box.x1)) for e in level)
    reached, covered = box.x0, 0.0
    for first, last in spans:
        covered += max(0.0, last - max(first, reached))
        reached = max(reached, last)
    return covered
