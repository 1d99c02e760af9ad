"""Amounts in the cells of performance forms, and the sums that prove how they were read.

A sum is checked with the precision that its parts were printed with; nothing is tolerated beyond.
Which rows of a list are parts of which is told in outline.py.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from pipelines.conform.amounts import PrintedAmount, read_absence, read_amount
from pipelines.conform.money_units import YUAN_PER_UNIT
from pipelines.conform.performance.form_grid import words_of
from pipelines.conform.performance.lexicon import ALL_FUNDS
from pipelines.conform.performance.list_rows import PlacedCell

HALF = Decimal("0.5")


@dataclass(frozen=True)
class Money:
    """A printed amount in its unit."""

    placed: PlacedCell
    printed: PrintedAmount
    unit: str

    @property
    def unit_source(self) -> str:
        """`cell` where the cell prints the unit itself, else `unit_line`, the line above a form."""
        return "cell" if self.printed.unit else "unit_line"

    @property
    def yuan(self) -> Decimal:
        return self.printed.in_yuan(self.unit)

    @property
    def slack(self) -> Decimal:
        """Half a unit of the last printed decimal, in yuan."""
        return HALF * YUAN_PER_UNIT[self.unit].scaleb(-self.printed.decimals)


@dataclass(frozen=True)
class NoMoney:
    """A cell that should hold an amount and does not; `why` is None where it says that none is."""

    placed: PlacedCell
    why: str | None


def read_money(placed: PlacedCell, unit: str | None) -> Money | NoMoney:
    """The amount of a cell in the unit of the cell itself, of its header or of the form."""
    text = placed.cell.text
    amount = read_amount(text)
    if amount is None:
        stated = read_absence(text) is not None or not any(c.isdigit() for c in text)
        return NoMoney(placed, None if stated else f"{text!r}: it is not one well-formed amount")
    known = amount.unit or unit
    if known is None:
        return NoMoney(placed, f"{words_of(placed.cell)!r}: its unit is not stated")
    return Money(placed, amount, known)


@dataclass(frozen=True)
class Check:
    """One sum: it `counts` with at least two parts that are not zero, `is_empty` with none."""

    holds: bool
    counts: bool
    is_empty: bool = False


def check_sum(total: Money, parts: Sequence[Money]) -> Check:
    """Whether a total is the sum of its parts within the precision of the print."""
    slack = total.slack + sum((part.slack for part in parts), Decimal(0))
    difference = abs(total.yuan - sum((part.yuan for part in parts), Decimal(0)))
    filled = sum(part.yuan != 0 for part in parts)
    holds = difference <= (slack if len(parts) > 1 else Decimal(0))
    return Check(holds, filled >= 2, filled == 0)


def check_ratio(final: Money, whole: Money, ratio: Decimal, slack: Decimal) -> Check:
    """Whether an amount is the printed ratio (1 for 100 %, half a unit `slack`) of another one.

    A ratio of equal amounts, or of nothing, proves nothing.
    """
    low = (ratio - slack) * (whole.yuan - whole.slack) - final.slack
    high = (ratio + slack) * (whole.yuan + whole.slack) + final.slack
    differs = final.yuan not in (0, whole.yuan)
    return Check(low <= final.yuan <= high, differs, final.yuan == 0)


def across(
    funds: Mapping[str, Money], parents: Mapping[str, str], listed: Iterable[str]
) -> list[Check]:
    """The sums of one row: a fund source is the sum of those below it that the form lists.

    `funds` are the amounts of the row, `listed` every fund source of the form.
    """
    by_parent: dict[str, list[str]] = {}
    named = set(listed)
    for fund in sorted(named - {ALL_FUNDS}):
        by_parent.setdefault(_nearest(fund, parents, named), []).append(fund)
    checks = []
    for parent, children in by_parent.items():
        parts = [funds[child] for child in children if child in funds]
        if parent in funds and parts and _is_complete(parent, children):
            checks.append(check_sum(funds[parent], parts))
    return checks


def _is_complete(parent: str, children: Sequence[str]) -> bool:
    """All funds need what is not fiscal beside the fiscal part, or nothing can be summed."""
    return parent != ALL_FUNDS or len(children) > 1


def _nearest(fund: str, parents: Mapping[str, str], named: set[str]) -> str:
    above = parents.get(fund, ALL_FUNDS)
    while above and above not in named and above != ALL_FUNDS:
        above = parents.get(above, ALL_FUNDS)
    return above or ALL_FUNDS


@dataclass(frozen=True)
class Proof:
    """The sums of a form under one reading of it: those that hold, those that only repeat an
    amount, and those that break.
    """

    held: int
    copied: int
    broken: int

    @property
    def grade(self) -> str:
        """`proved`; `consistent` where no sum says anything; `refuted` where breaks prevail."""
        if self.broken > self.held + self.copied:
            return "refuted"
        return "proved" if self.held else "consistent"


def proof_of(checks: Iterable[Check]) -> Proof:
    """Sums over zeros are no proof at all; a sum that breaks always counts."""
    each = list(checks)
    held = [check for check in each if check.holds and not check.is_empty]
    counting = sum(check.counts for check in held)
    return Proof(counting, len(held) - counting, sum(not check.holds for check in each))
