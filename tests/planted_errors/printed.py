"""A sound disclosure as a plant sees it: its parts, and what the reader states of each place.

Belongs here: finding the place of a printed number again. Does not belong here: changing it.
"""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from random import Random
from typing import Any, TypeVar

from pipelines.conform.one_document import conform
from pipelines.extract.extraction import Extraction
from pipelines.frames.storage import frame
from pipelines.raw.store import StoredDocument
from tests.typesetter.disclosure import Disclosure, Form
from tests.typesetter.document_trees import document_tree, lines_of

# Where tests.conform.trees puts cells, lines and letters.
TABLE_TOP, TABLE_LEFT, ROW_HEIGHT, COLUMN_WIDTH = 100, 50, 20, 60
LINE_TOP, LINE_HEIGHT, LINE_LEFT, LETTER_WIDTH = 10, 15, 50, 10
YUAN = {"元": Decimal(1), "万元": Decimal(10_000)}
Facts = Mapping[str, Any]
Frames = Mapping[str, list[dict[str, Any]]]
Found = TypeVar("Found")


class NotPlantable(ValueError):
    """The disclosure has no place for this kind of error."""


@dataclass(frozen=True)
class Spot:
    """A printed place: a cell of a form's body, or a letter of a line of the text."""

    part: int
    row: int
    column: int


@dataclass(frozen=True)
class Printed:
    """What the reader states of a place."""

    spot: Spot
    facts: Facts

    @property
    def text(self) -> str:
        return str(self.facts["printed_text"])

    @property
    def value(self) -> Decimal:
        """The amount in yuan, the rate in percent, or the count."""
        return self.facts["amount_yuan" if "amount_yuan" in self.facts else "value"] or Decimal(0)

    @property
    def unit_yuan(self) -> Decimal:
        """What one of the printed unit is worth."""
        return YUAN[str(self.facts["unit"])]

    @property
    def code(self) -> str:
        return self.facts.get("function_code") or self.facts.get("economic_code") or ""


@dataclass(frozen=True)
class Sound:
    """A disclosure without errors, and the frames that reading it gives."""

    name: str
    layout: str
    disclosure: Disclosure = field(repr=False)

    @cached_property
    def frames(self) -> Frames:
        return read(self.name, self.disclosure)

    @cached_property
    def amounts(self) -> list[Printed]:
        """The amounts of proved forms, blanks too, in the order of the page."""
        stated = [s for s in self.frames["statement"] if s["grade"] == "proved"]
        found = [Printed(spot_of(s, self.disclosure), s) for s in stated]
        return sorted(found, key=lambda p: (p.spot.part, p.spot.row, p.spot.column))

    @cached_property
    def claims(self) -> list[Printed]:
        return self._printed("claim")

    @cached_property
    def statistics(self) -> list[Printed]:
        return self._printed("statistic")

    @cached_property
    def told(self) -> list[Printed]:
        """The amounts of the text."""
        stated = [s for s in self.frames["statement"] if s["stated_in"] == "narrative"]
        return [Printed(spot_of(s, self.disclosure), s) for s in stated]

    @cached_property
    def by_id(self) -> dict[str, Facts]:
        return {str(s["statement_id"]): s for s in self.frames["statement"]}

    @property
    def organisation(self) -> str:
        return str(self.frames["document"][0]["organisation_name"])

    @property
    def fiscal_year(self) -> int:
        return int(self.frames["document"][0]["fiscal_year"])

    def form(self, spot: Spot) -> Form:
        part = self.disclosure.parts[spot.part]
        assert isinstance(part, Form)
        return part

    def column_of(self, printed: Printed) -> list[Printed]:
        """The other amounts of the column of one."""
        return [
            each
            for each in self.amounts
            if (each.spot.part, each.spot.column) == (printed.spot.part, printed.spot.column)
            and each.spot.row != printed.spot.row
        ]

    def row_of(self, printed: Printed) -> list[Printed]:
        """The other amounts of the row of one."""
        return [
            each
            for each in self.amounts
            if (each.spot.part, each.spot.row) == (printed.spot.part, printed.spot.row)
            and each.spot.column != printed.spot.column
        ]

    def lines(self) -> Iterator[tuple[Spot, str]]:
        """Each line of the text with the place of its first letter."""
        for number, part in enumerate(self.disclosure.parts):
            if not isinstance(part, Form):
                for row, text in enumerate(lines_of(part)):
                    yield Spot(number, row, 0), text

    def _printed(self, frame: str) -> list[Printed]:
        return [Printed(spot_of(each, self.disclosure), each) for each in self.frames[frame]]


def chosen(random: Random, found: list[Found]) -> Found:
    """One of the places found. Raises NotPlantable where there is none."""
    if not found:
        raise NotPlantable("no place")
    return random.choice(found)


def document_id(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()


def read(name: str, disclosure: Disclosure) -> Frames:
    """The frames that reading a disclosure gives."""
    stored = StoredDocument(
        document_id=document_id(name),
        path=Path("disclosure.pdf"),
        file_name=f"{name}.pdf",
        source_url=None,
        retrieved_at=datetime(2026, 1, 1, tzinfo=UTC),
        media_type="application/pdf",
        size_bytes=1,
    )
    frames = conform(Extraction(stored, document_tree(disclosure), 0.0)).frames()
    return {frame_name: frame(frame_name, rows).to_dicts() for frame_name, rows in frames.items()}


def spot_of(facts: Facts, disclosure: Disclosure) -> Spot:
    """Where the words of a record are printed."""
    part = int(facts["page"]) - 1
    x0, top = float(facts["x0"] or 0), float(facts["top"] or 0)
    form = disclosure.parts[part]
    if isinstance(form, Form) and top >= TABLE_TOP:
        row = int((top - TABLE_TOP) // ROW_HEIGHT) - len(form.header_rows())
        return Spot(part, row, int((x0 - TABLE_LEFT) // COLUMN_WIDTH))
    row = round((top - LINE_TOP) / LINE_HEIGHT)
    return Spot(part, row, round((x0 - LINE_LEFT) / LETTER_WIDTH))
