"""Characters into lines of text. Tables and meaning do not belong here."""

from collections.abc import Sequence
from dataclasses import dataclass

from pipelines.extract.document_tree import Box, Line, enclosing

# A gap of a third of the letter size is a space between words; Chinese letter-spacing stays below.
SPACE_GAP = 0.33
# Two characters share a line when their middles are closer than half the smaller one's height.
SAME_LINE = 0.5


@dataclass(frozen=True, slots=True)
class Character:
    """One printed character and its box."""

    text: str
    box: Box

    @property
    def middle(self) -> tuple[float, float]:
        return (self.box.x0 + self.box.x1) / 2, (self.box.top + self.box.bottom) / 2


def lines_of(characters: Sequence[Character]) -> tuple[Line, ...]:
    """Group characters into lines from top to bottom; blank lines are left out."""
    rows: list[list[Character]] = []
    for character in sorted(characters, key=lambda c: c.middle[1]):
        if rows and _same_line(rows[-1][-1], character):
            rows[-1].append(character)
        else:
            rows.append([character])
    return tuple(line for row in rows if (line := _line(row)) is not None)


def _same_line(one: Character, other: Character) -> bool:
    height = min(one.box.height, other.box.height)
    return abs(one.middle[1] - other.middle[1]) < max(height * SAME_LINE, 1.0)


def _line(row: list[Character]) -> Line | None:
    texts: list[str] = []
    boxes: list[Box] = []
    was_blank = False
    for character in sorted(row, key=lambda c: c.box.x0):
        if not character.text.strip():
            was_blank = True
            continue
        if boxes and (was_blank or _gap(boxes[-1], character) > SPACE_GAP):
            texts.append(" ")
            boxes.append(Box(boxes[-1].x1, character.box.top, character.box.x0, boxes[-1].bottom))
        was_blank = False
        # a ligature or a composed sequence is one box of several characters
        for letter in character.text.strip():
            texts.append(letter)
            boxes.append(character.box)
    if not texts:
        return None
    return Line(
        "".join(texts),
        enclosing(boxes),
        tuple(round(box.x0, 2) for box in boxes),
        tuple(round(box.x1, 2) for box in boxes),
    )


def _gap(left: Box, character: Character) -> float:
    """The white between two neighbours, as a share of the letter's height."""
    return (character.box.x0 - left.x1) / max(character.box.height, 1.0)
