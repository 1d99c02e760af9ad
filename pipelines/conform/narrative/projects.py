"""Projects told in the text: `...项目经费情况说明` with its headed paragraphs.

Projects of performance tables are read beside this package (performance/).
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from pipelines.conform.narrative.paragraphs import MARKER, Paragraph
from pipelines.conform.narrative.sections import Section
from pipelines.conform.narrative.sentences import Spoken, sentences_of
from pipelines.conform.narrative.wording_file import NarrativeWording

TITLE_LENGTH = 60


@dataclass
class ToldProject:
    """One project: its title, and the words below each heading that is known."""

    title: Paragraph
    name: str
    wording: NarrativeWording
    texts: dict[str, list[str]] = field(default_factory=dict)
    amount: tuple[Paragraph, Spoken] | None = None
    parts: list[tuple[Paragraph, Spoken]] = field(default_factory=list)

    def name_of(self, part: Spoken) -> str | None:
        """The words of a part of the project; None where the number repeats the whole."""
        known = self.wording.words
        found = known["part_name"].match(part.lead)
        words = found["name"] if found else part.lead
        return None if known["project_total"].search(words) else words or self.name

    def text(self, name: str) -> str | None:
        """All words below one heading."""
        return "".join(self.texts.get(name, [])) or None


def projects_of(
    placed: Sequence[tuple[Paragraph, Section]], wording: NarrativeWording
) -> Iterator[ToldProject]:
    """The projects of the text in order; one ends where the next title begins.

    A title without known headings below it (in a table of contents) is none.
    """
    project: ToldProject | None = None
    part: str | None = None
    for paragraph, _ in placed:
        name = _title(paragraph, wording)
        if name is not None or (paragraph.is_title and project):
            if project and project.texts:
                yield project
            project = ToldProject(paragraph, name, wording) if name is not None else None
            part = None
        elif project:
            part = _read(project, paragraph, part, wording)
    if project and project.texts:
        yield project


def _title(paragraph: Paragraph, wording: NarrativeWording) -> str | None:
    text = paragraph.text
    found = wording.words["project_title"].search(text) if len(text) <= TITLE_LENGTH else None
    return found["name"] if found else None


def _read(
    project: ToldProject, paragraph: Paragraph, part: str | None, wording: NarrativeWording
) -> str | None:
    """Take in one paragraph; the part of the project that the next one belongs to."""
    heading = MARKER.sub("", paragraph.text)
    head, colon, rest = heading.partition(":")
    for name, when in _parts(wording).items():
        if when.match(heading if len(heading) <= 12 else head if colon else ""):
            if colon and rest:
                _take(project, paragraph, name, rest)
            return name
    if part:
        _take(project, paragraph, part, paragraph.text)
    return part


def _take(project: ToldProject, paragraph: Paragraph, part: str, text: str) -> None:
    project.texts.setdefault(part, []).append(text)
    if part == "amount":
        money = [
            spoken
            for sentence in sentences_of(paragraph, project.wording)
            for spoken in sentence.spoken
            if spoken.quantity.kind == "money" and not spoken.is_in_brackets
        ]
        share = project.wording.words["project_share"]
        if money and project.amount is None and not share.search(money[0].lead):
            project.amount = paragraph, money.pop(0)
        project.parts += [(paragraph, spoken) for spoken in money]


def _parts(wording: NarrativeWording) -> Mapping[str, re.Pattern[str]]:
    prefix = "project_part_"
    return {
        name.removeprefix(prefix): when
        for name, when in wording.words.items()
        if name.startswith(prefix)
    }
