"""Rows of a form of money that count batches, persons, vehicles or sets: statistics, no amounts.

Their words are in lexicon/counted_rows.yaml. Counts that the text states are read in narrative/.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from pydantic import BaseModel, ConfigDict

from pipelines.conform.amounts import read_amount
from pipelines.conform.code_book import rows_of, statistic_column
from pipelines.conform.forms.figures import Figure
from pipelines.conform.forms.statements import Record, Source, phase_of, year_of
from pipelines.conform.forms.word_keys import label_key
from pipelines.conform.statements import place, sheet_of
from pipelines.frames.knowledge_file import KnowledgeError, read_strictly
from pipelines.locations import CODES, LEXICON

_UNIT = re.compile(r"[(](?P<unit>[^()]{1,3})[)]$")


@dataclass(frozen=True)
class Counted:
    """What a row counts: the statistic, what tells it apart, and the unit that its label prints."""

    statistic_code: str
    kind: str | None
    threshold_yuan: Decimal | None
    printed_unit: str | None


class CountedEntry(BaseModel):
    """One entry of counted_rows.yaml."""

    model_config = ConfigDict(extra="forbid")
    statistic: str
    kind: str | None = None
    threshold_yuan: int | None = None
    labels: list[str]


class CountedFile(BaseModel):
    """lexicon/counted_rows.yaml."""

    model_config = ConfigDict(extra="forbid")
    units: list[str]
    rows: list[CountedEntry]


def counted_row(label: str) -> Counted | None:
    """What a row label says that its row counts; None for a row of money or of unknown words."""
    units, entries = _words()
    key = label_key(label)
    found = _UNIT.search(key)
    unit = found["unit"] if found and found["unit"] in units else None
    entry = entries.get(_UNIT.sub("", key) if unit else key)
    if entry is None:
        return None
    threshold = Decimal(entry.threshold_yuan) if entry.threshold_yuan else None
    return Counted(entry.statistic, entry.kind, threshold, unit)


def kinds_of_rows() -> frozenset[str]:
    """The kinds that tell counts of rows apart; each is in codes/statistic_kind.csv."""
    return frozenset(entry.kind for entry in _words()[1].values() if entry.kind)


def statistic_of(figure: Figure, counted: Counted, source: Source) -> Record | None:
    """The count of a cell as a row of the stage frame; None where the cell holds no whole number.

    A cell that is blank or says that it is not filled (—) counts nothing.
    """
    amount = read_amount(figure.cell.text)
    if amount is None or amount.decimals or amount.number < 0:
        return None
    page, year = figure.row.part.page, year_of(figure, source.identity.fiscal_year)
    spot = place(source.document_id, page, figure.cell.ink)
    return {
        "statistic_id": spot.pop("statement_id"),
        "document_id": source.document_id,
        "organisation_name": source.identity.organisation_name,
        "fiscal_year": year,
        "phase": phase_of(figure.column.coordinates or {}, source.identity, year),
        "scope": source.identity.scope,
        "statistic_code": counted.statistic_code,
        "kind": counted.kind,
        "threshold_yuan": counted.threshold_yuan,
        "as_of": None,
        "sentence_id": None,
        "value": amount.number,
        "unit": statistic_column("unit")[counted.statistic_code],
        "printed_unit": counted.printed_unit,
        "printed_decimals": 0,
        "printed_text": figure.cell.text,
        "subject_text": figure.row.label,
        **spot,
        **sheet_of(page, figure.cell.box),
        "read_by": "text",
        "confidence": 1.0,
    }


@cache
def _words() -> tuple[frozenset[str], Mapping[str, CountedEntry]]:
    path = LEXICON / "counted_rows.yaml"
    file = read_strictly(path, CountedFile)
    kinds = {row["kind"] for row in rows_of(CODES / "statistic_kind.csv")} | {None}
    for entry in file.rows:
        if entry.statistic not in statistic_column("unit") or entry.kind not in kinds:
            raise KnowledgeError(f"{path.name}: {entry.statistic} {entry.kind}: in no code book")
    entries = {label_key(label): entry for entry in file.rows for label in entry.labels}
    return frozenset(file.units), entries
