"""Arithmetic on what a printed number can stand for: the closed interval of half its last digit.

Only exact decimals belong here. Where figures come from, and which belong together, is elsewhere.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Context, Decimal
from functools import reduce
from operator import add

EXACT = Context(prec=60)


@dataclass(frozen=True)
class Interval:
    """All values from `low` to `high`, both included, in yuan, percent or counts."""

    low: Decimal
    high: Decimal

    def __post_init__(self) -> None:
        if self.low > self.high:
            raise ValueError(f"an interval from {self.low} down to {self.high}")

    @classmethod
    def around(cls, value: Decimal, half: Decimal) -> "Interval":
        """What a printed value can stand for; `half` is half a unit of its last decimal."""
        return cls(EXACT.subtract(value, half), EXACT.add(value, half))

    @property
    def middle(self) -> Decimal:
        """The printed value itself, or the sum of the printed values."""
        return EXACT.divide(EXACT.add(self.low, self.high), Decimal(2))

    def __add__(self, other: "Interval") -> "Interval":
        return Interval(EXACT.add(self.low, other.low), EXACT.add(self.high, other.high))

    def __neg__(self) -> "Interval":
        return Interval(-self.high, -self.low)

    def __sub__(self, other: "Interval") -> "Interval":
        return self + -other

    def scaled(self, factor: Decimal | int) -> "Interval":
        """Every value times `factor`."""
        ends = [EXACT.multiply(end, Decimal(factor)) for end in (self.low, self.high)]
        return Interval(min(ends), max(ends))

    def divided(self, other: "Interval") -> "Interval | None":
        """All quotients; None where the divisor can be zero."""
        if other.low <= 0 <= other.high:
            return None
        ends = [EXACT.divide(a, b) for a in (self.low, self.high) for b in (other.low, other.high)]
        return Interval(min(ends), max(ends))

    def meets(self, other: "Interval") -> bool:
        """Whether one value can be both."""
        return self.low <= other.high and other.low <= self.high

    def exceeds(self, other: "Interval") -> bool:
        """Whether every value here is above every value there."""
        return self.low > other.high

    def holds(self, value: Decimal) -> bool:
        """Whether the interval contains the value."""
        return self.low <= value <= self.high


ZERO = Interval(Decimal(0), Decimal(0))


def total(intervals: Iterable[Interval]) -> Interval:
    """The sum; zero for none."""
    return reduce(add, intervals, ZERO)
