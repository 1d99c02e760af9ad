"""Where the text of a level page stands: one piece for each line of each cell, and for free lines.

A line that runs over a rule is cut there; ink in a cell that no line covers is a piece as well.
What the pieces say is recognition's.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from pipelines.extract.document_tree import Box, Cell, Table, enclosing
from pipelines.extract.scans.page_image import PageImage, Pixels, ink
from pipelines.extract.scans.recognition import find_text, shrunk

# x0, top, x1, bottom in points, n × 4
Boxes = NDArray[np.float64]

# The resolution at which lines are found (dots per inch); they are read in full resolution.
FIND_DPI = 150
# Ink smaller than this is grain (points).
SMALLEST = 1.6
# Pieces of ink nearer than this belong to one word (points).
WORD_GAP = 6.0
# Ink within this of a rule may be what is left of it (points).
RULE_MARGIN = 1.2
# Letters stacked in a narrow cell: how many times higher than wide.
STACKED = 1.8
# A sliver beside a rule is a part of the neighbour's letter (points).
SLIVER = 2.0
# What lies so far in a longer piece is a part of it.
PART = 0.6
# A dash is flat (points).
DASH_HEIGHT = 2.4


@dataclass(frozen=True)
class Piece:
    """One line of text as a box in points.

    `cell` is the number of its table and of the cell in that table, None outside of tables.
    """

    box: Box
    cell: tuple[int, int] | None
    is_dash: bool = False


def find_pieces(image: PageImage, tables: Sequence[Table]) -> list[Piece]:
    """The pieces of a level page from which the rules were taken out."""
    printed = ink(image)
    marks = _marks(printed, image.scale)
    cut = [piece for box in _lines(image) for piece in _cut(box, tables)]
    found = [_grown(piece, marks, tables) for piece in cut]
    found += _uncovered(found, marks, tables)
    tight = [piece for each in found if (piece := _tightened(each, printed, image.scale))]
    return [
        part
        for piece in _without_doubles(tight)
        for part in _unstacked(piece, printed, image.scale)
    ]


def _lines(image: PageImage) -> Iterator[Box]:
    longest = max(image.width, image.height) * FIND_DPI / 72
    pixels, factor = shrunk(image.pixels, longest)
    for corners in find_text(pixels) / factor / image.scale:
        yield Box(*(round(float(value), 2) for value in corners))


def _cut(box: Box, tables: Sequence[Table]) -> Iterator[Piece]:
    """The parts of a line in the cells that it crosses; a line outside of tables is whole."""
    middle = (box.top + box.bottom) / 2
    reached = False
    for index, table in enumerate(tables):
        for number, cell in enumerate(table.cells):
            x0, x1 = max(box.x0, cell.box.x0), min(box.x1, cell.box.x1)
            if cell.box.top <= middle < cell.box.bottom and x1 - x0 > SLIVER:
                reached = True
                yield Piece(Box(x0, box.top, x1, box.bottom), (index, number))
    if not reached:
        yield Piece(box, None)


def _marks(printed: Pixels, scale: float) -> Boxes:
    """Connected ink that is more than grain."""
    _, _, stats, _ = cv2.connectedComponentsWithStats(printed, connectivity=8)
    corners = np.hstack([stats[1:, :2], stats[1:, :2] + stats[1:, 2:4]]) / scale
    sizes = (corners[:, 2:] - corners[:, :2]).max(axis=1)
    return corners[sizes >= SMALLEST].astype(np.float64)


def _grown(piece: Piece, marks: Boxes, tables: Sequence[Table]) -> Piece:
    """The piece with the whole of the letters at its ends, which the finder of lines may cut."""
    x0, top, x1, bottom = piece.box
    height = bottom - top
    level = np.minimum(marks[:, 3], bottom) - np.maximum(marks[:, 1], top)
    is_level = level > 0.5 * (marks[:, 3] - marks[:, 1])
    is_met = (marks[:, 0] < x1) & (marks[:, 2] > x0) & (marks[:, 2] - marks[:, 0] < height)
    met = marks[is_level & is_met]
    if piece.cell:
        cell = tables[piece.cell[0]].cells[piece.cell[1]].box
        met = met[(met[:, 0] > cell.x0) & (met[:, 2] < cell.x1)]
    if not len(met):
        return piece
    ends = min(x0, float(met[:, 0].min())), max(x1, float(met[:, 2].max()))
    return replace(piece, box=Box(ends[0], top, ends[1], bottom))


def _uncovered(found: Sequence[Piece], marks: Boxes, tables: Sequence[Table]) -> list[Piece]:
    """Ink in cells that no line covers, neighbours together."""
    covers = np.array([piece.box for piece in found]).reshape(-1, 4)
    middles = (marks[:, :2] + marks[:, 2:]) / 2
    free = [
        Box(*mark)
        for mark, (x, y) in zip(marks.tolist(), middles.tolist(), strict=True)
        if not _is_covered(x, y, covers)
    ]
    pieces = []
    for index, table in enumerate(tables):
        for number, cell in enumerate(table.cells):
            words = _words(list(_inside(free, cell)))
            pieces += [Piece(box, (index, number)) for box in words]
    return pieces


def _inside(marks: Iterable[Box], cell: Cell) -> Iterator[Box]:
    x0, top, x1, bottom = cell.box
    for mark in marks:
        x, y = (mark.x0 + mark.x1) / 2, (mark.top + mark.bottom) / 2
        is_inside = x0 + RULE_MARGIN < x < x1 - RULE_MARGIN
        if is_inside and top + RULE_MARGIN < y < bottom - RULE_MARGIN:
            yield mark


def _is_covered(x: float, y: float, covers: Boxes) -> bool:
    inside = (covers[:, 0] <= x) & (x <= covers[:, 2]) & (covers[:, 1] <= y) & (y <= covers[:, 3])
    return bool(inside.any())


def _words(marks: Sequence[Box]) -> list[Box]:
    words: list[Box] = []
    for mark in sorted(marks):
        for index, word in enumerate(words):
            is_level = mark.top < word.bottom and word.top < mark.bottom
            if is_level and mark.x0 - word.x1 < WORD_GAP:
                words[index] = enclosing([word, mark])
                break
        else:
            words.append(mark)
    return words


def _tightened(piece: Piece, printed: Pixels, scale: float) -> Piece | None:
    """The piece drawn in to its ink; None where there is none."""
    x0, top, x1, bottom = (round(value * scale) for value in piece.box)
    rows, columns = np.nonzero(printed[max(top, 0) : bottom, max(x0, 0) : x1])
    if not len(rows):
        return None
    left, upper = max(x0, 0), max(top, 0)
    edges = (left + columns.min(), upper + rows.min(), left + columns.max(), upper + rows.max())
    box = Box(*(round(float(edge) / scale, 2) for edge in edges))
    width = box.x1 - box.x0
    if max(width, box.height) < SMALLEST:
        return None
    is_flat = box.height <= DASH_HEIGHT and width >= 2 * box.height
    return Piece(box, piece.cell, is_flat and piece.cell is not None)


def _without_doubles(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """The pieces that are not a part of a longer one: lines are at times found twice."""
    by_cell: dict[tuple[int, int] | None, list[Piece]] = defaultdict(list)
    for piece in sorted(pieces, key=lambda piece: -piece.box.width):
        if not any(_is_part(piece.box, longer.box) for longer in by_cell[piece.cell]):
            by_cell[piece.cell].append(piece)
            yield piece


def _is_part(box: Box, longer: Box) -> bool:
    width = min(box.x1, longer.x1) - max(box.x0, longer.x0)
    height = min(box.bottom, longer.bottom) - max(box.top, longer.top)
    shared = max(width, 0.0) * max(height, 0.0)
    return shared > PART * box.width * max(box.height, SMALLEST)


def _unstacked(piece: Piece, printed: Pixels, scale: float) -> Iterator[Piece]:
    """Letters that stand one under the other, each for itself."""
    box = piece.box
    if box.height < STACKED * (box.x1 - box.x0) or box.height < 18:
        yield piece
        return
    x0, top, x1, bottom = (round(value * scale) for value in box)
    is_inked = printed[top:bottom, x0:x1].any(axis=1)
    edges = np.flatnonzero(np.diff(np.concatenate([[0], is_inked.astype(np.int8), [0]])))
    for first, last in _letters(edges.reshape(-1, 2), (x1 - x0)):
        ends = box.top + first / scale, box.top + last / scale
        yield Piece(Box(box.x0, ends[0], box.x1, ends[1]), piece.cell)


def _letters(runs: NDArray[np.intp], width: int) -> list[tuple[int, int]]:
    """Runs of inked rows joined up to the height of a letter, which is about its width."""
    letters: list[tuple[int, int]] = []
    for first, last in runs.tolist():
        if letters and last - letters[-1][0] <= 1.1 * width:
            letters[-1] = (letters[-1][0], last)
        else:
            letters.append((first, last))
    return letters
