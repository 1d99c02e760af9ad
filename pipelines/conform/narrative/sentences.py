"""Sentences of a paragraph with their numbers, and the section each paragraph stands in.

A number is read with the words of its own sentence; what they say is asked in other modules.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipelines.conform.narrative.amount_phrases import Quantity, quantities
from pipelines.conform.narrative.paragraphs import MARKER, Paragraph
from pipelines.conform.narrative.wording_file import NarrativeWording

_SENTENCE = re.compile(r"[^。!?]*[。!?]?")
# A heading is no longer than this many letters.
HEADING_LENGTH = 60


@dataclass(frozen=True)
class Spoken:
    """One number of a sentence; `lead` are the words since the number before it."""

    quantity: Quantity
    lead: str
    first: int
    is_in_brackets: bool


@dataclass(frozen=True)
class Sentence:
    """text[first:last] of a paragraph, with its numbers in order."""

    paragraph: Paragraph
    first: int
    last: int
    spoken: tuple[Spoken, ...]

    @property
    def text(self) -> str:
        """The words of the sentence."""
        return self.paragraph.text[self.first : self.last]


@dataclass(frozen=True)
class Section:
    """Where a paragraph stands: the heading, and the coordinates that it says."""

    heading: str
    context: Mapping[str, str]


def sentences_of(paragraph: Paragraph) -> list[Sentence]:
    """The sentences of a paragraph; a full stop inside brackets ends none."""
    text = paragraph.text
    numbers = [number for number in quantities(text) if not _is_part_of_name(text, number)]
    found = []
    for match in _SENTENCE.finditer(text):
        if match[0]:
            inside = [n for n in numbers if match.start() <= n.first < match.end()]
            spoken = tuple(_spoken(text, match.start(), inside))
            found.append(Sentence(paragraph, match.start(), match.end(), spoken))
    return found


def _is_part_of_name(text: str, number: Quantity) -> bool:
    """The 04 of `业务(04项)`, and the threshold of `单价100万元以上设备`."""
    is_code = number.kind == "count" and text[: number.first].endswith("(")
    is_threshold = text[: number.first].endswith(("单价", "单位价值"))
    return is_threshold or (is_code and text[number.end :].startswith(")"))


def _spoken(text: str, start: int, numbers: Sequence[Quantity]) -> Iterator[Spoken]:
    before = start
    for number in numbers:
        inside = text[start : number.first]
        depth = inside.count("(") - inside.count(")")
        yield Spoken(number, text[before : number.first], before, depth > 0)
        before = number.end


def sections_of(
    paragraphs: Sequence[Paragraph], wording: NarrativeWording
) -> Iterator[tuple[Paragraph, Section]]:
    """Each paragraph with the last heading above it, and what headings say of its numbers."""
    section = Section("", {})
    for paragraph in paragraphs:
        text = paragraph.text
        if is_heading(paragraph):
            section = Section(text, _context(text, wording) or _kept(section, text))
        elif text.endswith(":") and len(text) <= HEADING_LENGTH:
            section = Section(section.heading, _context(text, wording) or section.context)
        yield paragraph, section


def is_heading(paragraph: Paragraph) -> bool:
    """A title, or a short line with a marker and without the end of a sentence."""
    text = paragraph.text
    is_marked = bool(MARKER.match(text)) and len(text) <= HEADING_LENGTH
    return paragraph.is_title or (is_marked and not re.search(r"[。;,，]|\d元|万元|:$", text))


def _context(text: str, wording: NarrativeWording) -> Mapping[str, str] | None:
    return next((sets for when, sets in wording.contexts if when.search(text)), None)


def _kept(section: Section, text: str) -> Mapping[str, str]:
    """A heading below a heading (1. 按支出功能科目划分) says nothing new."""
    is_below = bool(re.match(r"^(?:\d{1,2}[.、]|\(\d{1,2}\)|[①-⑳])", text))
    return section.context if is_below else {}
