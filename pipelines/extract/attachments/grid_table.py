"""Texts on an invented grid → tables and lines with boxes in points.

Spreadsheets and flowing text have no page; the boxes here only keep everything in its order and
apart from each other, so that what reads a printed page reads these as well.
"""

from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import NamedTuple

from pipelines.extract.document_tree import Box, Cell, Line, Table
from pipelines.extract.ideographs import with_ideographs

# A displayed PDF page measures at most this many points.
LARGEST_POINTS = 14_400.0
LETTER_POINTS = 10.0


class PlacedText(NamedTuple):
    """A text on a grid: its first row and column, counted from 0, and how many it covers."""

    row: int
    row_span: int
    column: int
    column_span: int
    text: str


def edges_of(sizes: Sequence[float], start: float = 0.0) -> tuple[float, ...]:
    """The edges between neighbours of these sizes, to a tenth of a point as boxes are stored."""
    return tuple(round(edge, 1) for edge in accumulate(sizes, initial=start))


def grid_table(
    number: int, texts: Iterable[PlacedText], x_edges: Sequence[float], y_edges: Sequence[float]
) -> Table:
    """A table of the given texts; the letters of a cell fill its whole box."""
    cells = [_cell(text, x_edges, y_edges) for text in texts]
    box = Box(x_edges[0], y_edges[0], x_edges[-1], y_edges[-1])
    return Table(number, box, tuple(x_edges), tuple(y_edges), tuple(sorted(cells, key=_place)))


def _place(cell: Cell) -> tuple[int, int]:
    return cell.row, cell.column


def _cell(placed: PlacedText, x_edges: Sequence[float], y_edges: Sequence[float]) -> Cell:
    row, rows, column, columns, text = placed
    box = Box(x_edges[column], y_edges[row], x_edges[column + columns], y_edges[row + rows])
    return Cell(row, rows, column, columns, box, lines_in(text, box))


def lines_in(text: str, box: Box) -> tuple[Line, ...]:
    """The lines of a text one under the other, together filling the box."""
    texts = printed_lines(text)
    height = box.height / max(len(texts), 1)
    tops = [box.top + index * height for index in range(len(texts) + 1)]
    # the last edge is the box's own, whatever the sums come to
    tops[-1] = box.bottom
    return tuple(
        line_in(line, Box(box.x0, tops[index], box.x1, tops[index + 1]))
        for index, line in enumerate(texts)
    )


def printed_lines(text: str) -> list[str]:
    """The lines of a text that are not blank, without white space at their ends."""
    return [line for raw in text.splitlines() if (line := " ".join(raw.split()))]


def line_in(text: str, box: Box, letter: float | None = None) -> Line:
    """One line from the left of the box; letters fill it, or are `letter` points wide if they fit.

    `text` is not blank.
    """
    width = box.x1 - box.x0
    step = min(letter or width, width / len(text))
    starts = tuple(round(box.x0 + step * index, 2) for index in range(len(text)))
    ends = (*starts[1:], round(box.x0 + step * len(text), 2))
    return Line(with_ideographs(text), Box(box.x0, box.top, ends[-1], box.bottom), starts, ends)


def joined_line(parts: Sequence[Line]) -> Line:
    """Lines that stand beside each other as one, a space between them."""
    text, starts, ends = parts[0].text, list(parts[0].starts), list(parts[0].ends)
    for part in parts[1:]:
        text += f" {part.text}"
        starts += [ends[-1], *part.starts]
        ends += [part.starts[0], *part.ends]
    box = Box(starts[0], parts[0].box.top, ends[-1], max(part.box.bottom for part in parts))
    return Line(text, box, tuple(starts), tuple(ends))
