"""Lines of a page as rows of figures: which of them follow one another in one table.

Columns and headers of such a table are told in white_space.py.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from pipelines.extract.document_tree import Line

# A figure of a table: with decimals, with groups, or a code of at least three digits.
_FIGURE = re.compile(r"^[-－−–(（▲△]?¥?(?:\d{1,3}(?:[,，]\d{3})+(?:\.\d+)?|\d+\.\d+|\d{3,})[)）]?$")
# What may follow it at once in a table of several blocks: an ordinal, a name, or a code.
_AMOUNT = re.compile(r"^[-－−–(（]?\d[\d,，]*\.\d{1,6}[)）]?$")
_BLOCK_BEGINS = re.compile(r"^(?:[\u4e00-\u9fff(（]|\d{3,7}(?:\s|$))")
PROSE = re.compile(r"[。；]|[，,]\D.*[，,]\D")
AROUND = re.compile(r"单位[:：]|表(?:[(（].*[)）])?$|^(?:注|备注|说明)[:：]")
# Words on a line that stand further apart than their height are in two columns.
APART = 0.8
FEWEST_ROWS = 3
# A single row of figures is a table where so many columns are counted above it.
COUNTED_COLUMNS = 5
# Rows of one table follow one another within so many times the usual step.
LARGEST_STEP = 2.2
# Ends of pieces nearer than this are on one level (points).
SAME_LEVEL = 2.0


@dataclass(frozen=True)
class Row:
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
        return self.figures >= 2 and len(self.pieces) >= 2 and not PROSE.search(self.line.text)

    @property
    def may_be_data(self) -> bool:
        """One figure beside labels or row numbers: a row of a table where others stand around."""
        return self.figures >= 1 and len(self.pieces) >= 3 and not PROSE.search(self.line.text)

    @property
    def counts_columns(self) -> bool:
        """1 2 3 … over the columns."""
        numbers = [piece.text for piece in self.pieces]
        return numbers == [str(n) for n in range(1, len(numbers) + 1)]


def pieces_of(line: Line) -> list[Line]:
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


def blocks_of(rows: Sequence[Row]) -> list[range]:
    """Runs of rows of figures; a row of a label alone may stand between two."""
    data = [index for index, row in enumerate(rows) if row.is_data]
    if not data:
        return []
    step = median([rows[b].middle - rows[a].middle for a, b in pairwise(data)] or [0.0])
    runs: list[list[int]] = []
    for index, row in enumerate(rows):
        near = runs and row.middle - rows[runs[-1][-1]].middle < LARGEST_STEP * step + 2
        if (
            not row.is_data
            and not row.may_be_data
            and not (near and _stands_under(row, rows, runs[-1]))
        ):
            continue
        if near and _may_stand_between(rows[runs[-1][-1] + 1 : index]):
            runs[-1].append(index)
        elif row.is_data:
            runs.append([index])
    return [range(run[0], run[-1] + 1) for run in runs if _is_table(rows, run)]


def _stands_under(row: Row, rows: Sequence[Row], run: Sequence[int]) -> bool:
    """Whether a label and one figure stand in the columns of the rows above them."""
    if len(row.pieces) != 2 or row.figures != 1 or PROSE.search(row.line.text):
        return False
    label, figure = row.pieces
    return any(
        any(_is_level(piece, label, "x0") for piece in above.pieces)
        and any(_is_level(piece, figure, "x1") for piece in above.pieces)
        for above in (rows[index] for index in run)
    )


def _is_level(one: Line, other: Line, side: str) -> bool:
    return abs(getattr(one.box, side) - getattr(other.box, side)) <= SAME_LEVEL


def _is_table(rows: Sequence[Row], run: Sequence[int]) -> bool:
    """Enough rows of figures; fewer where the columns are counted right above them."""
    if sum(rows[index].is_data for index in run) >= FEWEST_ROWS:
        return True
    above = rows[run[0] - 1] if run[0] else None
    width = len(rows[run[0]].pieces)
    return bool(above and above.counts_columns and len(above.pieces) == width >= COUNTED_COLUMNS)


def _may_stand_between(rows: Sequence[Row]) -> bool:
    return not any(PROSE.search(row.line.text) or AROUND.search(row.line.text) for row in rows)
