"""What the text has told: amounts with their coordinates, and the places they are printed at.

The one place where records of the stage frames are made into what the reading of the text works
with. How sentences are read is in the other modules.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from pipelines.conform.money_units import YUAN_PER_UNIT
from pipelines.conform.statements import COORDINATES, ID_LENGTH

__all__ = ["COORDINATES", "ID_LENGTH", "Known", "derived_id", "known_of"]
Record = dict[str, Any]
# Forms of these grades prove nothing: no number of the text is held against them.
UNPROVED = ("unproved", "unknown", "refuted")
# An amount that the text prints of something that is not known.
UNKNOWN = "unknown"


@dataclass(frozen=True, eq=False)
class Known:
    """One amount stated in a form or in the text; `number` is in yuan."""

    statement_id: str
    fiscal_year: int
    phase: str
    coordinates: Mapping[str, str | None]
    amount_yuan: Decimal | None
    decimals: int
    unit: str
    row_label: str
    stated_in: str
    form_code: str | None = None

    @property
    def number(self) -> Decimal:
        """The amount; nothing where none is printed."""
        return self.amount_yuan or Decimal(0)

    @property
    def half(self) -> Decimal:
        """Half a unit of the last printed decimal, in yuan."""
        return YUAN_PER_UNIT.get(self.unit, Decimal(1)) / (2 * Decimal(10) ** self.decimals)

    @property
    def is_total(self) -> bool:
        """Whether it is of no class and no part (基本支出, 其他收入) alone."""
        return not self.coordinates.get("function_code")


def known_of(record: Mapping[str, Any]) -> Known:
    """A record of the frame `statement`."""
    return Known(
        statement_id=record["statement_id"],
        fiscal_year=record["fiscal_year"],
        phase=record["phase"],
        coordinates={name: record.get(name) for name in COORDINATES},
        amount_yuan=record.get("amount_yuan"),
        decimals=record.get("printed_decimals") or 0,
        unit=record.get("unit") or "元",
        row_label=record.get("row_label") or "",
        stated_in=record["stated_in"],
        form_code=record.get("form_code"),
    )


def unknown_amount(value: Decimal | None, decimals: int, unit: str) -> Known:
    """A number of money that is about nothing known: what follows may be about it all the same."""
    return Known("", 0, "", {}, value, decimals, unit, "", UNKNOWN)


def is_evidence(record: Mapping[str, Any]) -> bool:
    """Whether a number of the text may be held against a statement of a form."""
    return record.get("grade") not in UNPROVED


def derived_id(base: str, kind: str) -> str:
    """The id of what is told beside a printed number; the same each time it is read."""
    return hashlib.sha256(f"{base}:{kind}".encode()).hexdigest()[:ID_LENGTH]
