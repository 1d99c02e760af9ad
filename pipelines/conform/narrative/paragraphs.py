"""Lines outside tables into paragraphs, over line and page breaks, with the place of each letter.

Text is kept squeezed and NFKC, except that a full-width comma stays one: in `3，200` it parts two
numbers, in `3,200` it groups one. What a paragraph says is not asked here.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from statistics import median
from typing import NamedTuple

from pipelines.conform.narrative.page_furniture import furniture_lines
from pipelines.extract.document_tree import Box, DocumentTree, Line, Page, enclosing
from pipelines.extract.ideographs import plain_letters

KEPT = "，①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
# A first line is set in by two letters; less than one is a ragged margin.
INDENT_LETTERS = 0.8
# A full line may end this many letters early, where the next word must not be broken.
RAGGED_LETTERS = 4.0
# Letters of a heading are larger than those of its text by more than this share.
LARGER = 1.15
MARKER = re.compile(
    r"^(?:第[一二三四五六七八九十]+部分|[一二三四五六七八九十]+、|\([一二三四五六七八九十]+\)"
    r"|\d{1,2}[.、](?!\d)|\(\d{1,2}\)|[①-⑳])"
)
_HEADING = re.compile(rf"{MARKER.pattern}[^。;,，]{{2,40}}(?:说明|情况)$")
_SENTENCE_END = re.compile(r"[。;:!?][\"”’)]*$")


class Letter(NamedTuple):
    """One letter of a paragraph and where it stands: page, line, and index in the line's text."""

    text: str
    page: Page
    line: Line
    at: int


class Place(NamedTuple):
    """Where a part of a paragraph begins: the page, and the box of its letters on that page."""

    page: Page
    box: Box


@dataclass(frozen=True)
class Paragraph:
    """One paragraph; `is_title` says that it is set larger than the text or in the middle."""

    letters: tuple[Letter, ...]
    is_title: bool

    @cached_property
    def text(self) -> str:
        return "".join(letter.text for letter in self.letters)

    def place(self, first: int, last: int) -> Place:
        """The place of text[first:last], cut at the first page or line break."""
        letters = self.letters[first:last]
        start = letters[0]
        same = [letter.at for letter in letters if letter.line is start.line]
        return Place(start.page, start.line.box_of(min(same), max(same) + 1))

    @cached_property
    def box(self) -> Place:
        """The first page of the paragraph and the box around its lines there."""
        page = self.letters[0].page
        lines = {id(letter.line): letter.line for letter in self.letters if letter.page is page}
        return Place(page, enclosing([line.box for line in lines.values()]))

    def printed(self, first: int, last: int) -> str:
        """text[first:last] as printed, white space within a line kept."""
        parts: list[str] = []
        for _, group in groupby(self.letters[first:last], key=lambda letter: id(letter.line)):
            letters = list(group)
            line = letters[0].line
            parts.append(line.text[letters[0].at : letters[-1].at + 1])
        return "".join(parts)


@dataclass(frozen=True)
class Setting:
    """How a page is set: the margins of its text and the size of its letters, in points."""

    left: float
    right: float
    letter: float


def paragraphs_of(tree: DocumentTree) -> list[Paragraph]:
    """All paragraphs outside tables in reading order; page furniture is left out."""
    furniture = furniture_lines(tree)
    found: list[Paragraph] = []
    pending: list[tuple[Page, Line]] = []
    settings = {page.number: _setting(shown_lines(page)) for page in tree.pages}
    for page in tree.pages:
        lines = [line for line in shown_lines(page) if (page.number, line) not in furniture]
        setting = _setting(lines)
        for line in lines:
            if pending and not _continues(pending[-1], page, line, setting, settings):
                found += _paragraph(pending, settings)
                pending = []
            pending.append((page, line))
    return found + _paragraph(pending, settings)


def shown_lines(page: Page) -> list[Line]:
    """Lines from top to bottom; what lies off the page is not printed."""
    shown = [line for line in page.lines if line.box.bottom > 0 and line.box.top < page.height]
    return sorted(shown, key=lambda line: line.box.top)


def _setting(lines: Sequence[Line]) -> Setting:
    if not lines:
        return Setting(0.0, 0.0, 1.0)
    sizes = [size for line in lines if (size := _letter_size(line)) for _ in range(len(line.text))]
    letter = median(sizes) if sizes else lines[0].box.height
    body = [line for line in lines if _letter_size(line) <= letter * LARGER]
    return Setting(min(x.box.x0 for x in body), max(x.box.x1 for x in body), letter)


def _letter_size(line: Line) -> float:
    """The width of a Chinese letter of the line; 0 where there is none."""
    spans = zip(line.text, line.starts, line.ends, strict=True)
    widths = [end - start for text, start, end in spans if "一" <= text <= "鿿"]
    return median(widths) if widths else 0.0


def _continues(
    last: tuple[Page, Line],
    page: Page,
    line: Line,
    setting: Setting,
    settings: Mapping[int, Setting],
) -> bool:
    before_page, before = last
    if page is not before_page:
        if page.number != before_page.number + 1 or _table_over_break(last, page, line):
            return False
        before_setting = settings[before_page.number]
    elif _table_between(page, before, line):
        return False
    else:
        before_setting = setting
    sizes = _letter_size(line), _letter_size(before)
    same_size = not all(sizes) or max(sizes) < LARGER * min(sizes)
    is_indented = line.box.x0 > setting.left + INDENT_LETTERS * setting.letter
    if is_indented and _is_block(before, line, before_setting):
        is_indented = False
    if not same_size or is_indented or MARKER.match(_normal(line.text)):
        return False
    if _HEADING.match(_normal(before.text)):
        return False
    return _runs_on(before, before_setting)


def _is_block(before: Line, line: Line, setting: Setting) -> bool:
    """Whether a paragraph is set in as a whole: a full line in mid-sentence, the next below it."""
    is_below = abs(line.box.x0 - before.box.x0) < INDENT_LETTERS * setting.letter
    ends = re.search(r"[。;:!?)][\"”’)]*$", _normal(before.text))
    is_full = setting.right - before.box.x1 <= 3.5 * setting.letter
    return is_below and is_full and not ends


def _runs_on(line: Line, setting: Setting) -> bool:
    """Whether a line is full, or nearly so without ending a sentence."""
    missing = setting.right - line.box.x1
    if missing <= RAGGED_LETTERS * setting.letter:
        return missing <= 1.5 * setting.letter or not _SENTENCE_END.search(_normal(line.text))
    ends = _SENTENCE_END.search(_normal(line.text))
    return not ends and missing < 0.4 * (setting.right - setting.left)


def _table_over_break(last: tuple[Page, Line], page: Page, line: Line) -> bool:
    """Whether a table stands between the last line of a page and the first of the next."""
    before_page, before = last
    below = any(table.box.bottom >= before.box.bottom for table in before_page.tables)
    return below or any(table.box.top <= line.box.top for table in page.tables)


def _table_between(page: Page, before: Line, line: Line) -> bool:
    return any(before.box.bottom <= t.box.bottom <= line.box.top + 1 for t in page.tables)


def _paragraph(
    lines: Sequence[tuple[Page, Line]], settings: Mapping[int, Setting]
) -> list[Paragraph]:
    if not lines:
        return []
    letters = tuple(_letters(lines))
    page, line = lines[0]
    setting = settings[page.number]
    middle = abs(line.box.x0 + line.box.x1 - page.width) / 2 < 3 * setting.letter
    inset = line.box.x0 > setting.left + 4 * setting.letter
    larger = _letter_size(line) > setting.letter * LARGER
    return [Paragraph(letters, len(letters) <= 80 and (larger or (middle and inset)))]


def _letters(lines: Sequence[tuple[Page, Line]]) -> Iterator[Letter]:
    for page, line in lines:
        for index, raw in enumerate(line.text):
            if raw.isspace():
                # two numbers with white between them stay two
                if line.text[index - 1].isdigit() and line.text[index + 1 :][:1].isdigit():
                    yield Letter(" ", page, line, index)
                continue
            for text in _normal(raw):
                yield Letter(text, page, line, index)


def _normal(text: str) -> str:
    return "".join(raw if raw in KEPT else plain_letters(raw) for raw in text if not raw.isspace())
