"""The section each paragraph stands in: its heading, and what headings say of its numbers."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pipelines.conform.narrative.paragraphs import MARKER, Paragraph
from pipelines.conform.narrative.wording_file import Context, Coordinates, NarrativeWording

# A heading is no longer than this many letters.
HEADING_LENGTH = 60
# The budgets that 财政拨款 is paid from.
BUDGETS = ("general_public_budget", "government_fund_budget", "state_capital_budget")


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
    the heading can mean; `unit` the heading that names one of several units it is told of.
    """

    heading: str
    context: Coordinates
    class_name: str | None = None
    others: tuple[Coordinates, ...] = ()
    headings: tuple[Heading, ...] = ()
    unit: str | None = None

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
        if is_heading(paragraph, wording) and _is_section(paragraph, wording):
            section = _below(section, text, wording)
        elif text.endswith(":") and len(text) <= HEADING_LENGTH:
            section = _said(section, _contexts(text, section.context, wording))
        yield paragraph, section


def _below(section: Section, text: str, wording: NarrativeWording) -> Section:
    """The section below a heading; one that says nothing of numbers keeps what is said above it."""
    found = wording.words["class_line"].search(MARKER.sub("", text))
    if found:
        return replace(section, class_name=found["name"], heading=text)
    level = next((depth for depth, mark in enumerate(wording.levels) if mark.match(text)), 0)
    outer = [heading for heading in section.headings if heading.level < level]
    above = next((h.contexts for h in reversed(outer) if h.contexts), ({},))
    contexts = _contexts(text, above[0], wording)
    headings = (*outer, Heading(level, text, contexts))
    return _said(Section(text, {}, None, (), headings), contexts or above)


def _said(section: Section, contexts: tuple[Coordinates, ...]) -> Section:
    """The section with what a heading says; one that says nothing leaves what was said above."""
    return replace(section, context=contexts[0], others=contexts[1:]) if contexts else section


def _is_section(paragraph: Paragraph, wording: NarrativeWording) -> bool:
    """A heading that begins a section: marked, or a title in words (no axis of a chart)."""
    text = paragraph.text
    if MARKER.match(text):
        return True
    words = wording.words
    return bool(words["title"].search(text)) and not words["axis_of_chart"].search(text)


def is_heading(paragraph: Paragraph, wording: NarrativeWording) -> bool:
    """A title, or a short line with a marker and without the end of a sentence."""
    text = paragraph.text
    is_marked = bool(MARKER.match(text)) and len(text) <= HEADING_LENGTH
    is_sentence = bool(wording.words["in_sentence"].search(text))
    return paragraph.is_title or (is_marked and not is_sentence)


def _contexts(text: str, above: Coordinates, wording: NarrativeWording) -> tuple[Coordinates, ...]:
    """What a heading says of numbers, below another that has said `above`."""
    found = next((each for each in wording.contexts if each.when.search(text)), None)
    return _narrowed(found, above) if found else ()


def _narrowed(context: Context, above: Coordinates) -> tuple[Coordinates, ...]:
    if context.is_narrowed and above.get("fund_source") in BUDGETS:
        return ({**context.sets[0], "fund_source": above["fund_source"]},)
    return context.sets
