"""The section each paragraph stands in: its heading, and what headings say of its numbers."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pipelines.conform.narrative.paragraphs import MARKER, Paragraph
from pipelines.conform.narrative.wording_file import Context, Coordinates, NarrativeWording

# A heading is no longer than this many letters.
HEADING_LENGTH = 60
# The budgets that 财政拨款 is paid from.
BUDGETS = ("general_public_budget", "government_fund_budget", "state_capital_budget")
# The marks of headings, from the outermost level in.
_LEVELS = (
    re.compile(r"^第[一二三四五六七八九十]+(?:部分|章)"),
    re.compile(r"^[一二三四五六七八九十]+、"),
    re.compile(r"^\([一二三四五六七八九十]+\)"),
    re.compile(r"^\d{1,2}[.、]"),
    re.compile(r"^(?:\(\d{1,2}\)|[①-⑳])"),
)
_TITLE = re.compile("情况|说明|概况|预算|决算|解释|附件|附表|目录|构成|职责|编制")
# A line that names a class alone, above the classes (款, 项) it holds.
_CLASS_LINE = re.compile(r"(?P<name>[一-鿿]{2,20})\((?:\d{3})?类\)(?:支出)?[:。]?$")


@dataclass(frozen=True)
class Heading:
    """A heading: how deep it stands (0 outermost), its words, and what it says of numbers.

    `contexts` lists what its words can mean, the likeliest first; empty where they say nothing.
    """

    level: int
    text: str
    contexts: tuple[Coordinates, ...]


@dataclass(frozen=True)
class Section:
    """Where a paragraph stands: the heading, the coordinates that it says, the 类 above it.

    `headings` are those above the paragraph, the outermost first; `others` what else the words of
    the heading can mean.
    """

    heading: str
    context: Coordinates
    class_name: str | None = None
    others: tuple[Coordinates, ...] = ()
    headings: tuple[Heading, ...] = ()

    @property
    def part(self) -> str:
        """The outermost heading with what it says of numbers: what is told below is told as one."""
        outer = [h.text for h in self.headings if h.level <= 1]
        return outer[-1] if outer else ""


def sections_of(
    paragraphs: Sequence[Paragraph], wording: NarrativeWording
) -> Iterator[tuple[Paragraph, Section]]:
    """Each paragraph with the headings above it, and what they say of its numbers."""
    section = Section("", {})
    for paragraph in paragraphs:
        text = paragraph.text
        if is_heading(paragraph) and _is_section(paragraph):
            section = _below(section, text, wording)
        elif text.endswith(":") and len(text) <= HEADING_LENGTH:
            section = _said(section, _contexts(text, section.context, wording))
        yield paragraph, section


def _below(section: Section, text: str, wording: NarrativeWording) -> Section:
    """The section below a heading; one that says nothing of numbers keeps what is said above it."""
    found = _CLASS_LINE.search(MARKER.sub("", text))
    if found:
        return replace(section, class_name=found["name"], heading=text)
    level = next((depth for depth, mark in enumerate(_LEVELS) if mark.match(text)), 0)
    outer = [heading for heading in section.headings if heading.level < level]
    above = next((h.contexts for h in reversed(outer) if h.contexts), ({},))
    contexts = _contexts(text, above[0], wording)
    headings = (*outer, Heading(level, text, contexts))
    return _said(Section(text, {}, None, (), headings), contexts or above)


def _said(section: Section, contexts: tuple[Coordinates, ...]) -> Section:
    """The section with what a heading says; one that says nothing leaves what was said above."""
    return replace(section, context=contexts[0], others=contexts[1:]) if contexts else section


def _is_section(paragraph: Paragraph) -> bool:
    """A heading that begins a section: marked, or a title in words (no axis of a chart)."""
    text = paragraph.text
    if MARKER.match(text):
        return True
    return bool(_TITLE.search(text)) and not re.search(r"图\d*$|^[图表]\d", text)


def is_heading(paragraph: Paragraph) -> bool:
    """A title, or a short line with a marker and without the end of a sentence."""
    text = paragraph.text
    is_marked = bool(MARKER.match(text)) and len(text) <= HEADING_LENGTH
    is_sentence = bool(re.search(r"[;,，]|。.|\d元|万元|\d%|:$", text))
    return paragraph.is_title or (is_marked and not is_sentence)


def _contexts(text: str, above: Coordinates, wording: NarrativeWording) -> tuple[Coordinates, ...]:
    """What a heading says of numbers, below another that has said `above`."""
    found = next((each for each in wording.contexts if each.when.search(text)), None)
    return _narrowed(found, above) if found else ()


def _narrowed(context: Context, above: Coordinates) -> tuple[Coordinates, ...]:
    if context.is_narrowed and above.get("fund_source") in BUDGETS:
        return ({**context.sets[0], "fund_source": above["fund_source"]},)
    return context.sets
