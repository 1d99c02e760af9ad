"""The header of a table without upright rules: its levels, and the columns that each text names.

A text over several columns is centred over them. Where the columns lie is told in white_space.py.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Any

from pipelines.extract.document_tree import Box, Cell, Line, enclosing

Edge = dict[str, Any]

# Lines of one header cell are closer than this share of their height.
SAME_CELL = 0.6
# How far a text may lie from the middle of its columns: with drawn edges (points), and with edges
# that are only told by the white between columns (share of a column).
OFF_CENTRE, OFF_CENTRE_IN_WHITE = 3.0, 0.3


@dataclass(frozen=True)
class HeaderLevels:
    """Header texts by level from the top, and those that span all levels."""

    bands: tuple[tuple["_Group", ...], ...]
    whole: tuple["_Group", ...]

    @property
    def middles(self) -> list[float]:
        """The height of each level."""
        return [median(group.box.middle[1] for group in band) for band in self.bands]


def header_levels(pieces: Sequence[Line], x_edges: Sequence[float]) -> HeaderLevels:
    """The pieces of a header's lines as texts on levels."""
    groups = _groups(pieces)
    bands = _bands(groups)
    whole = [
        group
        for band in bands[1:-1]
        if all(_is_alone(group, groups, x_edges) for group in band)
        for group in band
    ]
    levels = tuple(tuple(band) for band in bands if band[0] not in whole)
    return HeaderLevels(levels, tuple(whole))


def header_cells(
    levels: HeaderLevels,
    x_edges: Sequence[float],
    y_edges: Sequence[float],
    by_rules: bool,
    rules: Sequence[Edge] = (),
) -> list[Cell]:
    """The cells of the header; blank places are left out. `rules` are level ones."""
    column_width = (x_edges[-1] - x_edges[0]) / (len(x_edges) - 1)
    tolerance = OFF_CENTRE if by_rules else OFF_CENTRE_IN_WHITE * column_width
    cells = _level_cells(levels.bands, x_edges, y_edges, tolerance, rules)
    count = len(levels.bands)
    return cells + [_whole_cell(group, count, x_edges, y_edges) for group in levels.whole]


@dataclass(frozen=True)
class _Group:
    """The lines of one header cell."""

    lines: tuple[Line, ...]
    box: Box


def _groups(pieces: Sequence[Line]) -> list[_Group]:
    groups: list[list[Line]] = []
    for piece in sorted(pieces, key=lambda piece: piece.box.top):
        above = next((g for g in groups if _goes_on(g[-1].box, piece.box)), None)
        if above is not None:
            above.append(piece)
        else:
            groups.append([piece])
    return [_Group(tuple(g), enclosing([line.box for line in g])) for g in groups]


def _goes_on(above: Box, below: Box) -> bool:
    gap = below.top - above.bottom
    overlap = min(above.x1, below.x1) - max(above.x0, below.x0)
    is_same_line = gap < -0.5 * above.height
    return not is_same_line and gap < SAME_CELL * above.height and overlap > 0


def _is_alone(group: _Group, groups: Sequence[_Group], x_edges: Sequence[float]) -> bool:
    """Whether the column of a header has no other: set between two levels, it spans all."""
    column = bisect_right(x_edges, group.box.middle[0]) - 1
    return not any(
        other is not group and bisect_right(x_edges, other.box.middle[0]) - 1 == column
        for other in groups
    )


def _whole_cell(
    group: _Group, levels: int, x_edges: Sequence[float], y_edges: Sequence[float]
) -> Cell:
    column = min(max(bisect_right(x_edges, group.box.middle[0]) - 1, 0), len(x_edges) - 2)
    box = Box(x_edges[column], y_edges[0], x_edges[column + 1], y_edges[levels])
    return Cell(0, levels, column, 1, box, group.lines)


def _bands(groups: Sequence[_Group]) -> list[list[_Group]]:
    """The levels of the header, from the top: groups whose middles lie on one height.

    Texts of one line say where the levels are; those of several lines stand around the next one.
    """
    reach = SAME_CELL * median([line.box.height for g in groups for line in g.lines] or [0.0])
    bands: list[list[_Group]] = []
    for group in sorted(groups, key=lambda group: (len(group.lines) > 1, group.box.middle[1])):
        middle = group.box.middle[1]
        near = min(bands, key=lambda band: abs(_height(band) - middle), default=None)
        if near is None or abs(_height(near) - middle) >= reach:
            bands.append([group])
        else:
            near.append(group)
    return sorted(bands, key=_height)


def _height(band: Sequence[_Group]) -> float:
    return median(group.box.middle[1] for group in band)


def _level_cells(
    bands: Sequence[Sequence[_Group]],
    x_edges: Sequence[float],
    y_edges: Sequence[float],
    tolerance: float,
    rules: Sequence[Edge],
) -> list[Cell]:
    cells = []
    for row, band in enumerate(bands):
        for group in band:
            below = _underlined(group, bands[row + 1 :], x_edges, rules)
            first, last = _span(group, band, bands[row + 1 :], x_edges, tolerance, below)
            box = Box(x_edges[first], y_edges[row], x_edges[last + 1], y_edges[row + 1])
            cells.append(Cell(row, 1, first, last - first + 1, box, group.lines))
    return _without_overlaps(cells)


def _span(
    group: _Group,
    band: Sequence[_Group],
    lower: Sequence[Sequence[_Group]],
    x_edges: Sequence[float],
    tolerance: float,
    underlined: frozenset[int],
) -> tuple[int, int]:
    """The columns of a header cell: those that it names, around which it is centred.

    Of the ranges of columns centred so, the widest whose columns all go on one level below. Where
    a rule parts the levels, a column without it goes through both and is none of them.
    """
    count = len(x_edges) - 1
    center = group.box.middle[0]
    own = min(max(bisect_right(x_edges, center) - 1, 0), count - 1)
    level_below = [_next_level(x_edges, column, lower) for column in range(count)]
    others = [other.box for other in band if other is not group]
    ranges = [
        (first, last)
        for first in range(own + 1)
        for last in range(own, count)
        if abs((x_edges[first] + x_edges[last + 1]) / 2 - center) <= tolerance
        and not any(_covers_range(x_edges, first, last, box) for box in others)
        and underlined.issuperset(range(first, last + 1))
        and len(set(level_below[first : last + 1])) == 1
    ]
    if level_below[own] is None:
        return own, own
    return max(ranges, key=lambda each: each[1] - each[0], default=(own, own))


def _underlined(
    group: _Group,
    lower: Sequence[Sequence[_Group]],
    x_edges: Sequence[float],
    rules: Sequence[Edge],
) -> frozenset[int]:
    """The columns under which the rule runs that parts a text from the next level; else all."""
    middles = [(one + other) / 2 for one, other in pairwise(x_edges)]
    every = frozenset(range(len(middles)))
    if not lower:
        return every
    top, bottom = group.box.middle[1], _height(lower[0])
    between = [rule for rule in rules if top < rule["top"] < bottom]
    under = {
        column
        for column, middle in enumerate(middles)
        if any(rule["x0"] <= middle <= rule["x1"] for rule in between)
    }
    own = bisect_right(x_edges, group.box.middle[0]) - 1
    return frozenset(under) if own in under else every


def _next_level(
    x_edges: Sequence[float], column: int, lower: Sequence[Sequence[_Group]]
) -> int | None:
    """The first band below that has a text in the column."""
    return next(
        (
            index
            for index, band in enumerate(lower)
            if any(_covers(x_edges, column, group.box) for group in band)
        ),
        None,
    )


def _covers(x_edges: Sequence[float], column: int, box: Box) -> bool:
    return x_edges[column] <= box.middle[0] <= x_edges[column + 1]


def _covers_range(x_edges: Sequence[float], first: int, last: int, box: Box) -> bool:
    return box.x1 > x_edges[first] + 1 and box.x0 < x_edges[last + 1] - 1


def _without_overlaps(cells: Sequence[Cell]) -> list[Cell]:
    """Two texts of one place are one cell, lines in their order."""
    kept: dict[tuple[int, int], Cell] = {}
    for cell in cells:
        key = (cell.row, cell.column)
        if key in kept:
            lines = (*kept[key].lines, *cell.lines)
            span = max(kept[key].column_span, cell.column_span)
            cell = Cell(cell.row, 1, cell.column, span, kept[key].box, lines)
        kept[key] = cell
    return list(kept.values())
