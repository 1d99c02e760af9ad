"""Figures in red without a sign among black ones: spreadsheets print negative amounts so.

Whether red means minus or only stress, the print does not say. The figure is marked as red, so that
no amount is made of it; what a marked figure means is told elsewhere.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from pipelines.extract.pdf.page_content import Letter

# Stands behind a figure that is printed in red.
RED_MARK = "[红字]"
FIGURE = frozenset("0123456789.,，．¥￥")
# A figure has at least so many digits, unless a point or comma says what it is: no page number.
FEWEST_DIGITS = 4
# Letters of one line stand as high as one another, those of one figure next to one another.
SAME_LINE, SAME_FIGURE = 0.3, 0.4
# Where more of the figures are red, red is their colour and no sign.
MOST_RED = 0.5


def unsigned_red(letters: Sequence[Letter]) -> set[int]:
    """The orders of the last letters of figures whose red may stand for a minus.

    A line whose words are red too is stressed, not negative.
    """
    if not any(letter.is_red for letter in letters):
        return set()
    printed = [letter for letter in letters if letter.text.strip() and not letter.turn]
    lines = [
        (line, [word for word in _words(line) if _is_figure(word)]) for line in _lines(printed)
    ]
    red = [
        figure[-1].order
        for line, figures in lines
        if not any(letter.is_red and letter.text not in FIGURE for letter in line)
        for figure in figures
        if all(letter.is_red for letter in figure)
    ]
    count = sum(len(figures) for _, figures in lines)
    return set(red) if len(red) <= MOST_RED * count else set()


def _lines(letters: Sequence[Letter]) -> Iterator[list[Letter]]:
    ordered = sorted(letters, key=lambda letter: letter.box.middle[1])
    steps = pairwise(ordered)
    starts = {
        other.order
        for one, other in steps
        if other.box.middle[1] - one.box.middle[1] > SAME_LINE * min(one.size, other.size)
    }
    yield from _cut(ordered, starts)


def _words(line: Sequence[Letter]) -> Iterator[list[Letter]]:
    ordered = sorted(line, key=lambda letter: letter.box.x0)
    starts = {
        other.order
        for one, other in pairwise(ordered)
        if other.box.x0 - one.box.x1 > SAME_FIGURE * one.size
    }
    yield from _cut(ordered, starts)


def _cut(ordered: Sequence[Letter], starts: set[int]) -> Iterator[list[Letter]]:
    part = 0

    def number(letter: Letter) -> int:
        nonlocal part
        part += letter.order in starts
        return part

    for _, letters in groupby(ordered, key=number):
        yield list(letters)


def _is_figure(word: Sequence[Letter]) -> bool:
    text = "".join(letter.text for letter in word)
    digits = [letter for letter in text if letter.isdecimal()]
    is_long = len(digits) >= FEWEST_DIGITS or bool({".", ",", "，", "．"} & set(text))
    return set(text) <= FIGURE and is_long and any(digit != "0" for digit in digits)
