"""What of a page's content can be seen: told from the picture of the page, whatever hides it.

White on white, covered, outside the page or its clip, in a layer that is off: where no ink is, no
reader sees a letter. Where ink is, the page's order of painting says whose it is.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby

import cv2
import numpy as np
import pypdfium2 as pdfium
from numpy.typing import NDArray

from pipelines.extract.document_tree import Box
from pipelines.extract.pdf.page_content import Fill, Letter, PageContent
from pipelines.extract.pdf.painted_rules import Edge

# Pixels per point of the picture in which ink is looked for.
SCALE = 1.5
# A page larger than this is looked at more coarsely (points).
LARGEST = 2000.0
# Steps between neighbouring pixels (of 255): the least that a reader sees, and that of full print.
SEEN, STRONG = 10, 60
PAPER = 255
# The part of a letter's box that is looked at: rules may touch its rim.
RIM = 0.12
# Marks that fill so little of their box that the picture may miss them.
SMALL_MARKS = frozenset(".,。，、·'’‘:：;；-—–_ \u00a0\u3000")
# A string is printed, not hidden, where so many of its letters have ink.
MOSTLY_INKED = 0.7
# Stands for a letter that cannot be made out.
ILLEGIBLE = "\ufffd"
NUMERAL = frozenset("0123456789.,，．-－")
# Printed letters whose middles are nearer than this share of their width stand on one another.
SAME_PLACE = 0.45
# A rule is looked at in stretches (points), a little to either side, and seen in most of them.
STRETCH, MOST_STRETCHES, BESIDE, SEEN_SHARE = 4.0, 80, 0.9, 0.95
# At its ends other rules may leave ink (points).
END = 1.5

Steps = NDArray[np.uint8]


@dataclass(frozen=True)
class Picture:
    """Steps of brightness between neighbouring pixels of a displayed page, and its pixels."""

    steps: Steps
    pixels: Steps
    scale: float

    def is_dark(self, box: Box) -> bool:
        """Whether the ground of a box is darker than paper, whatever rules or letters cross it."""
        x0, top, x1, bottom = (max(0, round(side * self.scale)) for side in box)
        inside = self.pixels[top : max(bottom, top + 1), x0 : max(x1, x0 + 1)]
        return bool(inside.size) and float(np.median(inside)) <= PAPER - SEEN

    def seen(self, boxes: Sequence[Box], least: int) -> NDArray[np.bool_]:
        """For each box whether a step of at least this size lies in it."""
        if not boxes:
            return np.zeros(0, dtype=bool)
        height, width = self.steps.shape
        sums = self._fine if least == SEEN else cv2.integral(_reaching(self.steps, least))
        places = np.array(boxes) * self.scale
        x0 = np.clip(np.floor(places[:, 0]), 0, width).astype(int)
        x1 = np.clip(np.ceil(places[:, 2]), 0, width).astype(int)
        top = np.clip(np.floor(places[:, 1]), 0, height).astype(int)
        bottom = np.clip(np.ceil(places[:, 3]), 0, height).astype(int)
        inside = sums[bottom, x1] - sums[top, x1] - sums[bottom, x0] + sums[top, x0]
        return inside > 0

    @cached_property
    def _fine(self) -> NDArray[np.int32]:
        return cv2.integral(_reaching(self.steps, SEEN))  # type: ignore[return-value]


def _reaching(steps: Steps, least: int) -> Steps:
    return (steps >= least).astype(np.uint8)


def picture_of(page: pdfium.PdfPage) -> Picture:
    """Render a page as displayed, with its form fields and annotations."""
    scale = min(SCALE, LARGEST / max(*page.get_size(), 1.0))
    bitmap = page.render(scale=scale, grayscale=True)  # pyright: ignore[reportArgumentType]
    pixels = bitmap.to_numpy().reshape(bitmap.height, -1)[:, : bitmap.width]
    steps = np.zeros(pixels.shape, dtype=np.uint8)
    cv2.absdiff(pixels[:, :-1], pixels[:, 1:], steps[:, :-1])
    down = cv2.absdiff(pixels[:-1], pixels[1:])
    np.maximum(steps[:-1], down, out=steps[:-1])
    return Picture(steps, pixels, scale)


def seen_content(content: PageContent, picture: Picture) -> PageContent:
    """The content of a displayed page without what cannot be seen on it."""
    letters = _seen_letters(content, picture)
    edges = tuple(_seen_edges(content.edges, picture))
    return replace(content, letters=letters, edges=edges)


def _seen_letters(content: PageContent, picture: Picture) -> tuple[Letter, ...]:
    printed = [letter for letter in content.letters if letter.text.strip() or letter.text]
    has_ink = picture.seen([_core(letter) for letter in printed], SEEN)
    inked = {
        letter.order: (bool(ink) or letter.lacks_font)
        and not letter.is_hidden
        and (not letter.is_blank or picture.is_dark(letter.box))
        and _is_on_page(letter.box, content)
        for letter, ink in zip(printed, has_ink, strict=True)
    }
    strings: dict[int, list[Letter]] = defaultdict(list)
    for letter in printed:
        strings[letter.string].append(letter)
    overprinted = _overprinted([x for x in printed if inked[x.order]])
    covered = _covered(strings, inked, overprinted, content.fills)
    return tuple(
        letter
        for string in strings.values()
        if not string[0].is_hidden
        for letter in _whole_numbers(string, _with_ink(string, inked), covered)
    )


def _whole_numbers(
    string: Sequence[Letter], shown: Iterable[Letter], covered: set[int]
) -> Iterator[Letter]:
    """The letters that are shown; of a number that is hidden in part, the rest says nothing."""
    kept = {letter.order: letter for letter in shown if letter.order not in covered}
    for _, run in groupby(string, key=lambda letter: letter.text in NUMERAL):
        letters = list(run)
        digits = [letter for letter in letters if letter.text.isdecimal()]
        seen = sum(letter.order in kept for letter in digits)
        for letter in letters:
            if letter.order in kept:
                yield kept[letter.order]
            elif 0 < seen < len(digits) and letter.text.isdecimal():
                yield replace(letter, text=ILLEGIBLE)


def _with_ink(string: Sequence[Letter], inked: dict[int, bool]) -> Iterator[Letter]:
    """The letters with ink; small marks and blanks are seen where their neighbours are.

    A single letter without ink in a string that has it is one that its font cannot draw: a word is
    told without it, a number is not.
    """
    bodies = [letter for letter in string if not _is_small(letter)]
    share = sum(inked[letter.order] for letter in bodies) / max(len(bodies), 1)
    for index, letter in enumerate(string):
        if not bodies or not letter.text.strip():
            shows = inked[letter.order] or not letter.text.strip()
        elif letter.text in SMALL_MARKS:
            shows = _beside_ink(string, index, inked)
        else:
            shows = inked[letter.order]
        if shows:
            yield letter
        elif share >= MOSTLY_INKED and _is_on_paper(letter, inked, string):
            yield replace(letter, text=ILLEGIBLE) if letter.text.isdecimal() else letter


def _beside_ink(string: Sequence[Letter], index: int, inked: dict[int, bool]) -> bool:
    """Whether the next letter of either side that is no small mark has ink."""
    before = next((x for x in reversed(string[:index]) if not _is_small(x)), None)
    after = next((x for x in string[index + 1 :] if not _is_small(x)), None)
    return any(inked[letter.order] for letter in (before, after) if letter)


def _is_on_paper(letter: Letter, inked: dict[int, bool], string: Sequence[Letter]) -> bool:
    """Whether letters with ink stand on both sides: nothing cuts the string off here."""
    orders = [other.order for other in string if inked[other.order]]
    return orders[0] < letter.order < orders[-1]


def _core(letter: Letter) -> Box:
    x0, top, x1, bottom = letter.box
    rim_x, rim_y = RIM * (x1 - x0), RIM * (bottom - top)
    return Box(x0 + rim_x, top + rim_y, x1 - rim_x, bottom - rim_y)


def _is_on_page(box: Box, content: PageContent) -> bool:
    x, y = box.middle
    return 0 <= x <= content.width and 0 <= y <= content.height


def _overprinted(letters: Sequence[Letter]) -> set[int]:
    """The orders of letters on whose place a later string prints."""
    places: dict[tuple[int, int], list[Letter]] = defaultdict(list)
    for letter in letters:
        if letter.text.strip():
            x, y = letter.box.middle
            places[int(x // 4), int(y // 4)].append(letter)
    found = set()
    for (column, row), here in places.items():
        around = [
            other
            for right in (-1, 0, 1)
            for down in (-1, 0, 1)
            for other in places.get((column + right, row + down), ())
        ]
        for letter in here:
            if any(o.string > letter.string and stands_on(letter, o) for o in around):
                found.add(letter.order)
    return found


def stands_on(one: Letter, other: Letter) -> bool:
    """Whether two letters are printed on the same place."""
    width = min(one.box.width, other.box.width)
    x, y = one.box.middle
    other_x, other_y = other.box.middle
    return abs(x - other_x) < SAME_PLACE * width and abs(y - other_y) < 0.4 * one.size


def _covered(
    strings: dict[int, list[Letter]],
    inked: dict[int, bool],
    overprinted: set[int],
    fills: Sequence[Fill],
) -> set[int]:
    """Letters under a later fill, of strings of which it is known that something hides them."""
    doubtful = [
        string
        for string in strings.values()
        if any(x.order in overprinted or not (inked[x.order] or _is_small(x)) for x in string)
    ]
    covered = set()
    for string in doubtful:
        later = [fill for fill in fills if fill.order > string[-1].order]
        covered |= {x.order for x in string if any(_holds(fill.box, x.box) for fill in later)}
    return covered


def _is_small(letter: Letter) -> bool:
    return letter.text in SMALL_MARKS or not letter.text.strip()


def _holds(outer: Box, inner: Box) -> bool:
    x, y = inner.middle
    return outer.x0 <= x <= outer.x1 and outer.top <= y <= outer.bottom


def _seen_edges(edges: Sequence[Edge], picture: Picture) -> Iterable[Edge]:
    """Rules that leave ink on nearly all of their length; a figure they cross is not enough."""
    samples = [list(_samples(edge)) for edge in edges]
    seen = picture.seen([sample for each in samples for sample in each], SEEN)
    first = 0
    for edge, own in zip(edges, samples, strict=True):
        parts = seen[first : first + len(own)]
        first += len(own)
        if parts.mean() >= SEEN_SHARE:
            yield edge


def _samples(edge: Edge) -> Iterable[Box]:
    """The stretches of a rule, so short that a dashed rule shows in each."""
    x0, top, x1, bottom = edge["x0"], edge["top"], edge["x1"], edge["bottom"]
    is_level = edge["orientation"] == "h"
    length = (x1 - x0) if is_level else (bottom - top)
    if length > 4 * END:
        length -= 2 * END
        x0, top = (x0 + END, top) if is_level else (x0, top + END)
    count = min(max(round(length / STRETCH), 1), MOST_STRETCHES)
    step = length / count
    for index in range(count):
        if is_level:
            yield Box(x0 + index * step, top - BESIDE, x0 + (index + 1) * step, top + BESIDE)
        else:
            yield Box(x0 - BESIDE, top + index * step, x0 + BESIDE, top + (index + 1) * step)


def pale_strings(letters: Sequence[Letter], picture: Picture) -> frozenset[int]:
    """The strings whose every letter is paler than print."""
    bodies = [letter for letter in letters if not _is_small(letter)]
    strong = picture.seen([_core(letter) for letter in bodies], STRONG)
    dark = {letter.string for letter, ink in zip(bodies, strong, strict=True) if ink}
    return frozenset({letter.string for letter in bodies} - dark)
