"""Sections that tell of one of several units: their amounts are not those of the whole department.

A heading that is nothing but the name of a unit, beside others of the same kind, begins one.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipelines.conform.narrative.paragraphs import MARKER, Paragraph
from pipelines.conform.narrative.sections import Section, is_heading
from pipelines.conform.narrative.wording_file import NarrativeWording

# So many units told one after the other are parts of a department; one alone may be all of it.
SEVERAL = 2
# The parts of a disclosure bear the name of the organisation itself.
OUTERMOST = 0
Placed = tuple[Paragraph, Section]
Path = tuple[str, ...]


def with_units(placed: Sequence[Placed], wording: NarrativeWording) -> Iterator[Placed]:
    """The paragraphs, each with the unit that its section is about where there are several."""
    units: dict[Path, set[str]] = defaultdict(set)
    for paragraph, section in placed:
        # names one after the other with nothing between them are a list of units
        if not is_heading(paragraph, wording):
            for above, name in _units(section, wording):
                units[above].add(name)
    for paragraph, section in placed:
        told = [name for above, name in _units(section, wording) if len(units[above]) >= SEVERAL]
        yield paragraph, replace(section, unit=told[-1]) if told else section


def _units(section: Section, wording: NarrativeWording) -> Iterator[tuple[Path, str]]:
    """The headings above a paragraph that name a unit, each with those above it."""
    texts = tuple(heading.text for heading in section.headings)
    for at, heading in enumerate(section.headings):
        name = MARKER.sub("", heading.text)
        if heading.level > OUTERMOST and wording.words["unit_heading"].fullmatch(name):
            yield texts[:at], heading.text
