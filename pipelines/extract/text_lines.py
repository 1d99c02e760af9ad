"""Characters into lines of text. Tables and meaning do not belong here."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipelines.extract.document_tree import Box, Line, enclosing

# A gap of a third of the letter size is a space between words; Chinese letter-spacing stays below.
SPACE_GAP = 0.33
# Two characters share a line when their middles are closer than half the smaller one's height.
SAME_LINE = 0.5
# In a cell, digits further apart than their height are two numbers.
APART = 1.0
# Without a blank between them, two digits this much further apart than others are of two numbers.
OTHER_NUMBER = 0.15
# Stacked letters follow one another downwards by about their height.
STACKED_STEP, STACKED_SHARE, FEWEST_STACKED = (0.7, 1.8), 0.6, 4
# A raised digit is the mark of a footnote and no digit of a number.
RAISED_DIGITS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(frozen=True, slots=True)
class Character:
    """One printed character and its box.

    `turn` is the turn (degrees clockwise) after which it stands upright; characters of one `string`
    were printed in one stroke of the press.
    """

    text: str
    box: Box
    turn: int = 0
    string: int = -1

    @property
    def middle(self) -> tuple[float, float]:
        return (self.box.x0 + self.box.x1) / 2, (self.box.top + self.box.bottom) / 2


def lines_of(characters: Sequence[Character], in_cell: bool = False) -> tuple[Line, ...]:
    """Group characters into lines from top to bottom; blank lines are left out.

    In a cell, numbers that stand far apart on one line are lines of their own, and letters stacked
    in columns are read downwards, from the right column to the left.
    """
    turns = {character.turn for character in characters if character.text.strip()} or {0}
    found: list[Line] = []
    for turn in sorted(turns):
        own = [character for character in characters if character.turn == turn]
        if in_cell and not turn and _is_stacked(own):
            found += _stacked_lines(own)
        else:
            found += _level_lines(own, turn, in_cell)
    return tuple(found)


def _level_lines(characters: Sequence[Character], turn: int, in_cell: bool) -> Iterator[Line]:
    placed = [(character, upright(character.box, turn)) for character in characters]
    rows: list[list[tuple[Character, Box]]] = []
    for each in sorted(placed, key=lambda each: each[1].middle[1]):
        if rows and _same_line(rows[-1][-1][1], each[1]):
            rows[-1].append(each)
        else:
            rows.append([each])
    for row in rows:
        ordered = sorted(row, key=lambda each: each[1].x0)
        for piece in _apart(ordered) if in_cell else [ordered]:
            if (line := _line(piece)) is not None:
                yield line


def upright(box: Box, turn: int) -> Box:
    """The box as it lies when everything is turned clockwise by `turn` degrees about the origin."""
    x0, top, x1, bottom = box
    return {
        0: box,
        90: Box(-bottom, x0, -top, x1),
        180: Box(-x1, -bottom, -x0, -top),
        270: Box(top, -x1, bottom, -x0),
    }[turn]


def _same_line(one: Box, other: Box) -> bool:
    height = min(one.height, other.height)
    return abs(one.middle[1] - other.middle[1]) < max(height * SAME_LINE, 1.0)


def _apart(row: list[tuple[Character, Box]]) -> Iterator[list[tuple[Character, Box]]]:
    """The row cut where a wide gap parts two numbers."""
    usual = _digit_gap(row)
    piece: list[tuple[Character, Box]] = []
    for each in row:
        last = next((p for p in reversed(piece) if p[0].text.strip()), None)
        if each[0].text.strip() and last:
            is_typed = not piece[-1][0].text.strip()
            if _parts_numbers(last, each) or (not is_typed and _is_other_number(last, each, usual)):
                yield piece
                piece = []
        piece.append(each)
    yield piece


def _parts_numbers(left: tuple[Character, Box], right: tuple[Character, Box]) -> bool:
    is_number = left[0].text.isdecimal() and (right[0].text.isdecimal() or right[0].text in "-－−–")
    return is_number and right[1].x0 - left[1].x1 > APART * left[1].height


def _is_other_number(
    left: tuple[Character, Box], right: tuple[Character, Box], usual: float
) -> bool:
    """Whether two digits, printed in two strokes, stand further apart than those of one number."""
    is_number = left[0].text.isdecimal() and right[0].text.isdecimal()
    is_stroke = left[0].string == right[0].string
    return is_number and not is_stroke and _gap(left[1], right[1]) > usual + OTHER_NUMBER


def _digit_gap(row: Sequence[tuple[Character, Box]]) -> float:
    """The white between neighbouring digits where it is narrowest: digits may be set wide."""
    printed = [each for each in row if each[0].text.strip()]
    gaps = [
        _gap(one[1], other[1])
        for one, other in pairwise(printed)
        if one[0].text.isdecimal() and other[0].text.isdecimal()
    ]
    return max(min(gaps), 0.0) if len(gaps) > 1 else 0.0


def _line(row: Sequence[tuple[Character, Box]]) -> Line | None:
    texts: list[str] = []
    boxes: list[Box] = []
    last: Box | None = None
    was_blank = False
    for character, box in row:
        if not character.text.strip():
            was_blank = True
            continue
        if last and (was_blank or _gap(last, box) > SPACE_GAP):
            texts.append(" ")
            boxes.append(_between(boxes[-1], character.box))
        was_blank, last = False, box
        # a ligature or a composed sequence is one box of several characters
        for letter in character.text.strip():
            texts.append(letter)
            boxes.append(character.box)
    return _line_of(texts, boxes) if texts else None


def _line_of(texts: Sequence[str], boxes: Sequence[Box]) -> Line:
    return Line(
        "".join(texts),
        enclosing(list(boxes)),
        tuple(round(box.x0, 2) for box in boxes),
        tuple(round(box.x1, 2) for box in boxes),
    )


def _between(left: Box, right: Box) -> Box:
    if right.x0 >= left.x1:
        return Box(left.x1, right.top, right.x0, left.bottom)
    return Box(right.x0, min(left.top, right.top), left.x1, max(left.bottom, right.bottom))


def _gap(left: Box, box: Box) -> float:
    """The white between two neighbours, as a share of the letter's height."""
    return (box.x0 - left.x1) / max(box.height, 1.0)


def _is_stacked(characters: Sequence[Character]) -> bool:
    """Whether Chinese letters were printed one below the other in more than one column."""
    letters = [character for character in characters if character.text.strip()]
    if len(letters) < FEWEST_STACKED or not all("\u4e00" <= c.text <= "\u9fff" for c in letters):
        return False
    steps = [_is_below(one, other) for one, other in pairwise(letters)]
    return sum(steps) >= STACKED_SHARE * len(steps) and len(_columns(letters)) > 1


def _is_below(one: Character, other: Character) -> bool:
    x, y = one.middle
    other_x, other_y = other.middle
    height = max(one.box.height, 1.0)
    is_step = STACKED_STEP[0] * height < other_y - y < STACKED_STEP[1] * height
    return is_step and abs(other_x - x) < 0.3 * height


def _columns(letters: Sequence[Character]) -> list[list[Character]]:
    columns: dict[int, list[Character]] = defaultdict(list)
    for letter in letters:
        columns[round(letter.middle[0] / max(letter.box.width, 1.0))].append(letter)
    return [columns[place] for place in sorted(columns, reverse=True)]


def _stacked_lines(characters: Sequence[Character]) -> Iterator[Line]:
    for column in _columns([character for character in characters if character.text.strip()]):
        downwards = sorted(column, key=lambda letter: letter.box.top)
        yield _line_of([c.text for c in downwards], [c.box for c in downwards])
