"""Seen letters into characters of text: what is printed twice, turned, raised, struck out or pale.

Each repair is of a way in which offices print; lines and cells are made elsewhere.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from statistics import median

from pipelines.extract.document_tree import Box, enclosing
from pipelines.extract.pdf.page_content import Letter
from pipelines.extract.pdf.painted_rules import Edge
from pipelines.extract.pdf.red_figures import RED_MARK, unsigned_red
from pipelines.extract.pdf.visibility import ILLEGIBLE, NUMERAL
from pipelines.extract.text_lines import RAISED_DIGITS, Character

# A letter printed twice for bold or shadow is shifted by less than this share of its width.
SHADOW = 0.5
# A whole string printed twice overlaps itself by more than this share of its width.
SHADOW_OF_STRING = 0.5
# A footnote digit is at most this share of the size beside it, and raised by that share.
SMALL, RAISED = 0.78, 0.12
# A line strikes a string out where it runs through the middle of its height for most of its width.
STRUCK_HEIGHT, STRUCK_WIDTH, STRUCK_END = (0.3, 0.72), 0.7, 0.8
# Pale letters this much larger than the page's usual ones are a watermark.
WATERMARK_SIZE = 1.4


def without_watermarks(letters: Sequence[Letter], pale: frozenset[int]) -> list[Letter]:
    """The letters without those that run aslant, and without large pale ones."""
    sizes = [letter.size for letter in letters if letter.string not in pale]
    usual = median(sizes) if sizes else 0.0
    return [
        letter
        for letter in letters
        if letter.turn is not None
        and not (letter.string in pale and letter.size > WATERMARK_SIZE * usual)
    ]


def without_doubles(letters: Sequence[Letter]) -> list[Letter]:
    """Each letter once, where strings or single letters were printed twice with a small shift."""
    twice = _doubled_strings(letters)
    return [x for x in _single_letters([x for x in letters if x.string not in twice])]


def _doubled_strings(letters: Sequence[Letter]) -> set[int]:
    """Strings that repeat an earlier one almost on its place."""
    strings: dict[int, list[Letter]] = defaultdict(list)
    for letter in letters:
        strings[letter.string].append(letter)
    by_text: dict[str, list[Box]] = defaultdict(list)
    doubled = set()
    for number, string in strings.items():
        text = "".join(letter.text for letter in string)
        box = enclosing([letter.box for letter in string])
        if len(text.strip()) > 1 and any(_is_shadow(box, other) for other in by_text[text]):
            doubled.add(number)
        else:
            by_text[text].append(box)
    return doubled


def _is_shadow(box: Box, other: Box) -> bool:
    across = abs(box.x0 - other.x0) < (1 - SHADOW_OF_STRING) * other.width
    return across and abs(box.top - other.top) < 0.5 * other.height


def _single_letters(letters: Iterable[Letter]) -> Iterator[Letter]:
    rows: dict[tuple[str, int], list[Letter]] = defaultdict(list)
    for letter in letters:
        band = int(letter.box.middle[1] // 3)
        near = (other for each in (band - 1, band, band + 1) for other in rows[letter.text, each])
        if letter.text.strip() and any(_is_double(letter, other) for other in near):
            continue
        rows[letter.text, band].append(letter)
        yield letter


def _is_double(letter: Letter, other: Letter) -> bool:
    if letter.string == other.string:
        return False
    width, height = letter.box.width, letter.box.height
    across = abs(letter.box.x0 - other.box.x0) < SHADOW * width
    return across and abs(letter.box.top - other.box.top) < 0.3 * height


def without_struck(
    letters: Sequence[Letter], edges: Sequence[Edge]
) -> tuple[list[Letter], list[Edge]]:
    """Letters and rules without the strings that are struck out and the lines that strike them."""
    strings: dict[int, list[Letter]] = defaultdict(list)
    for letter in letters:
        if letter.text.strip():
            strings[letter.string].append(letter)
    boxes = sorted(
        ((enclosing([x.box for x in string]), number) for number, string in strings.items()),
        key=lambda each: each[0].top,
    )
    level = sorted((e for e in edges if e["orientation"] == "h"), key=lambda e: e["top"])
    tops = [edge["top"] for edge in level]
    struck, striking = set(), set()
    for box, number in boxes:
        first = bisect_left(tops, box.top + STRUCK_HEIGHT[0] * box.height)
        last = bisect_right(tops, box.top + STRUCK_HEIGHT[1] * box.height)
        lines = [edge for edge in level[first:last] if _strikes(edge, box)]
        if lines:
            struck.add(number)
            striking |= {id(edge) for edge in lines}
    kept = [letter for letter in letters if letter.string not in struck]
    return kept, [edge for edge in edges if id(edge) not in striking]


def _strikes(edge: Edge, box: Box) -> bool:
    reach = STRUCK_END * box.height
    is_own = edge["x0"] >= box.x0 - reach and edge["x1"] <= box.x1 + reach
    overlap = min(edge["x1"], box.x1) - max(edge["x0"], box.x0)
    return is_own and overlap >= STRUCK_WIDTH * box.width


def characters_of(letters: Sequence[Letter]) -> list[Character]:
    """Characters for lines and cells; raised digits stay raised, overprint is illegible.

    A figure that is red without a sign ends in a mark that says so.
    """
    illegible, red = overprinted_numerals(letters), unsigned_red(letters)
    raised = _raised(letters)
    return [
        Character(
            (ILLEGIBLE if letter.order in illegible else _text(letter, raised))
            + (RED_MARK if letter.order in red else ""),
            raised.get(letter.order, letter.box),
            letter.turn or 0,
            letter.string,
        )
        for letter in letters
    ]


def _text(letter: Letter, raised: dict[int, Box]) -> str:
    return letter.text.translate(RAISED_DIGITS) if letter.order in raised else letter.text


def _rows(letters: Iterable[Letter], height: float) -> dict[int, list[Letter]]:
    rows: dict[int, list[Letter]] = defaultdict(list)
    for letter in letters:
        rows[int(letter.box.middle[1] // height)].append(letter)
    for row in rows.values():
        row.sort(key=lambda letter: letter.box.x0)
    return rows


def overprinted_numerals(letters: Sequence[Letter]) -> set[int]:
    """The orders of numerals of different strings that stand on one another."""
    rows = _rows((x for x in letters if x.text in NUMERAL), 6.0)
    found = set()
    for number, row in rows.items():
        near = sorted(row + rows.get(number + 1, []), key=lambda letter: letter.box.x0)
        for index, letter in enumerate(near):
            for other in near[index + 1 : index + 6]:
                if other.box.x0 >= letter.box.x1:
                    break
                if letter.string != other.string and _overlap(letter.box, other.box):
                    found |= {letter.order, other.order}
    return found


def _overlap(one: Box, other: Box) -> bool:
    across = min(one.x1, other.x1) - max(one.x0, other.x0)
    down = min(one.bottom, other.bottom) - max(one.top, other.top)
    width, height = min(one.width, other.width), min(one.height, other.height)
    return across > 0.35 * width and down > 0.5 * height


def _raised(letters: Sequence[Letter]) -> dict[int, Box]:
    """Small raised digits beside larger letters → their box on the line of those."""
    largest = max((letter.size for letter in letters), default=0.0)
    marks = (x for x in letters if x.text.isdecimal() or x.text == "*")
    small = [mark for mark in marks if mark.size <= SMALL * largest]
    if len({round(letter.size, 1) for letter in letters}) < 2:
        return {}
    rows = _rows((x for x in letters if x.text.strip()), 12.0)
    found = {}
    for letter in small:
        row = int(letter.box.middle[1] // 12.0)
        near = (other for each in (row - 1, row, row + 1) for other in rows.get(each, ()))
        beside = next((other for other in near if _is_raised(letter, other)), None)
        if beside:
            x0, _, x1, _ = letter.box
            found[letter.order] = Box(x0, beside.box.top, x1, beside.box.bottom)
    return found


def _is_raised(letter: Letter, other: Letter) -> bool:
    if letter.size > SMALL * other.size or letter.order == other.order:
        return False
    gap = max(letter.box.x0 - other.box.x1, other.box.x0 - letter.box.x1)
    lift = other.box.bottom - letter.box.bottom
    return gap < 0.35 * other.size and RAISED * other.size < lift < other.size
