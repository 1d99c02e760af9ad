"""What the text of one document came to, and how a number of it becomes a record with its place.

Which record a number becomes is decided in reading.py and claim_records.py.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from pipelines.conform.identity import Identity
from pipelines.conform.narrative.amount_phrases import Quantity
from pipelines.conform.narrative.paragraphs import Paragraph
from pipelines.conform.narrative.sentences import Sentence, Spoken
from pipelines.conform.narrative.statistics import StatisticReader
from pipelines.conform.narrative.subjects import Topic, TopicReader
from pipelines.conform.narrative.wording_file import NarrativeWording
from pipelines.conform.statements import ID_LENGTH, place

Record = dict[str, Any]
Mark = tuple[int, int, int]


@dataclass
class NarrativeReading:
    """Records by stage frame; `marks` tell which letters each of them claims."""

    statement: list[Record] = field(default_factory=list)
    claim: list[Record] = field(default_factory=list)
    statistic: list[Record] = field(default_factory=list)
    passage: list[Record] = field(default_factory=list)
    project: list[Record] = field(default_factory=list)
    unread: list[tuple[Record, str]] = field(default_factory=list)
    marks: dict[Mark, tuple[str, str]] = field(default_factory=dict)


@dataclass
class Told:
    """What a paragraph has told so far: the last topic, amount and change."""

    topic: Topic | None = None
    statement: Record | None = None
    change: Record | None = None
    first: Record | None = None
    sentence: Sentence | None = None


@dataclass(frozen=True)
class Ledger:
    """Everything that stays the same over one document, and the reading that it writes into."""

    document_id: str
    identity: Identity
    wording: NarrativeWording
    topics: TopicReader
    statistics: StatisticReader
    tables: Sequence[Record]
    reading: NarrativeReading

    def _place(self, sentence: Sentence, first: int, last: int) -> Record:
        where = sentence.paragraph.place(first, last)
        return place(self.document_id, where.page, where.box)

    def _by_id(self, statement_id: str | None) -> Record | None:
        found = [
            s for s in (*self.reading.statement, *self.tables) if s["statement_id"] == statement_id
        ]
        return found[0] if found else None

    def _doubt(self, sentence: Sentence, spoken: Spoken, is_named: bool) -> None:
        """A number whose digits cannot be read for sure is set aside with its reason."""
        if spoken.quantity.unread and is_named:
            spot = self._place(sentence, spoken.quantity.first, spoken.quantity.last)
            spot.pop("statement_id")
            self.reading.unread.append((spot, spoken.quantity.unread))

    def _store(
        self, frame: str, table: str, record: Record, sentence: Sentence, quantity: Quantity
    ) -> None:
        getattr(self.reading, frame).append(record)
        self._mark(sentence.paragraph, quantity, table, str(record[f"{frame}_id"]))

    def _mark(self, paragraph: Paragraph, quantity: Quantity, table: str, owner: str) -> None:
        for letter in paragraph.letters[quantity.first : quantity.last]:
            self.reading.marks[letter.page.number, id(letter.line), letter.at] = table, owner

    def _whose(self) -> Record:
        identity = self.identity
        return {
            "document_id": self.document_id,
            "organisation_name": identity.organisation_name,
            "fiscal_year": identity.fiscal_year,
            "phase": identity.phase,
            "scope": identity.scope,
        }


def derived_id(base: str, kind: str) -> str:
    return hashlib.sha256(f"{base}:{kind}".encode()).hexdigest()[:ID_LENGTH]
