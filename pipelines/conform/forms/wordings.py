"""The wording around tables and the titles of forms, read strictly from conform/lexicon.

Words of headers and rows are in lexicon.py.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from pipelines.frames.knowledge_file import KnowledgeError, read_strictly


@dataclass(frozen=True)
class Proposal:
    """What a title proposes: which form it is by the axis of its rows, and what it says of all.

    `read` names the reader of the form: amounts, or one of the readers of other forms.
    """

    axes: Mapping[str, str]
    sets: Mapping[str, str]
    read: str


class TitleEntry(BaseModel):
    """One entry of forms.yaml."""

    model_config = ConfigDict(extra="forbid")
    titles: list[str]
    unless: list[str] = []
    axes: dict[str, str]
    sets: dict[str, str]
    read: str = "amounts"


class FormsFile(BaseModel):
    """lexicon/forms.yaml."""

    model_config = ConfigDict(extra="forbid")
    forms: list[TitleEntry]


class CaptionsFile(BaseModel):
    """lexicon/captions.yaml."""

    model_config = ConfigDict(extra="forbid")
    empty_notes: list[str]
    adjusted_notes: list[str]
    start_of_year: str


@dataclass(frozen=True)
class TitleRule:
    """The titles of one kind of form, and what they propose."""

    titles: tuple[re.Pattern[str], ...]
    unless: tuple[re.Pattern[str], ...]
    proposal: Proposal

    def matches(self, title: str) -> bool:
        wanted = any(pattern.search(title) for pattern in self.titles)
        return wanted and not any(pattern.search(title) for pattern in self.unless)


@dataclass(frozen=True)
class Wordings:
    """Titles of forms, notes that declare a form empty or its budgets adjusted, and the head of
    budgets at the start of the year."""

    rules: tuple[TitleRule, ...]
    empty_notes: tuple[re.Pattern[str], ...]
    adjusted_notes: tuple[re.Pattern[str], ...]
    start_of_year: re.Pattern[str]

    def proposal_of(self, title: str) -> Proposal | None:
        """What a squeezed title proposes; None where it is the title of no known form."""
        return next((rule.proposal for rule in self.rules if rule.matches(title)), None)


@cache
def load_wordings(folder: Path) -> Wordings:
    """forms.yaml and captions.yaml of the folder; raises KnowledgeError naming file and line."""
    forms = read_strictly(folder / "forms.yaml", FormsFile)
    captions = read_strictly(folder / "captions.yaml", CaptionsFile)
    try:
        return Wordings(
            tuple(_rule(entry) for entry in forms.forms),
            tuple(re.compile(note) for note in captions.empty_notes),
            tuple(re.compile(note) for note in captions.adjusted_notes),
            re.compile(captions.start_of_year),
        )
    except re.error as error:
        raise KnowledgeError(f"{folder.name}: {error.pattern!r}: {error}") from error


def _rule(entry: TitleEntry) -> TitleRule:
    axes: Mapping[str, str] = entry.axes
    return TitleRule(
        tuple(re.compile(title) for title in entry.titles),
        tuple(re.compile(title) for title in entry.unless),
        Proposal(axes, entry.sets, entry.read),
    )
