"""A broken instance of a tie: its operands by side, and what was expected of the left.

What caused it is in causes.py, what is said of it in wording.py.
"""

from dataclasses import dataclass
from decimal import Decimal

from pipelines.validate.ties.figures import Figure
from pipelines.validate.ties.tie_files import Tie


@dataclass(frozen=True)
class Break:
    """One broken instance: the tie, its operands by side, the interval expected of the left."""

    tie: Tie
    instance: str
    left: tuple[tuple[int, Figure], ...]
    right: tuple[tuple[int, Figure], ...]
    divisors: int
    expected_low: Decimal
    expected_high: Decimal
    is_certain: bool = False
    is_confirmed: bool = False
    # another break of the same figure says already what it should be
    is_second: bool = False

    @property
    def printed(self) -> Figure:
        """The figure that the break is told of: the first one on the left."""
        return self.left[0][1]

    @property
    def printed_value(self) -> Decimal:
        """All of the left side, in the unit of the printed figure."""
        return sum((sign * figure.number for sign, figure in self.left), Decimal(0))

    @property
    def expected(self) -> Decimal:
        """The middle of what is expected."""
        return (self.expected_low + self.expected_high) / 2
