"""A broken tie as causes see it, and what a cause proposes for it.

The causes themselves are in sum_causes.py and figure_causes.py, their order in causes.py.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from pipelines.validate.ties.figures import Figure

ZERO = Decimal(0)
LEVELS = (2, 3)
SCALES = tuple((Decimal(10) ** power, power) for power in (4, -4, 3, -3, 1, -1, 2, -2))


@dataclass(frozen=True)
class BrokenTie:
    """`printed` against the sum of `parts` (sign, figure); `document` is every figure around.

    expected: the value that the parts give, in the unit of `printed`. `is_quotient` for a rate or
    share; then the parts are its operands and do not add up, the last `divisors` of them below.
    `is_confirmed` where another sum holds with the printed figure: the error is among the parts.
    """

    printed: Figure
    parts: tuple[tuple[int, Figure], ...]
    expected: Decimal
    document: Sequence[Figure]
    is_quotient: bool = False
    divisors: int = 1
    candidates: tuple[Decimal, ...] = ()
    is_confirmed: bool = False

    @property
    def quotient(self) -> tuple[Decimal, Decimal]:
        """What stands above and below the line of a rate or share."""
        return self.quotient_with({})

    def quotient_with(self, others: Mapping[str, Decimal]) -> tuple[Decimal, Decimal]:
        """The same with other numbers for some of the figures."""
        cut = len(self.parts) - self.divisors
        terms = [s * others.get(part.figure_id, part.number) for s, part in self.parts]
        return sum(terms[:cut], ZERO), sum(terms[cut:], ZERO)

    @property
    def column(self) -> list[Figure]:
        """The other rows of the printed figure's column, in the order of the page."""
        mine = self.printed
        return [
            other
            for other in self.document
            if other.figure_id != mine.figure_id
            and (other.form_code, other.column_label) == (mine.form_code, mine.column_label)
            and (other.fiscal_year, other.phase) == (mine.fiscal_year, mine.phase)
            and other.stated_in == "table"
        ]


@dataclass(frozen=True)
class Cause:
    """A named cause with its words; `culprit` is the figure it lays the break on."""

    name: str
    zh: str
    en: str
    culprit: Figure


@dataclass(frozen=True)
class Proposal:
    """What would have been printed, had the cause been at work."""

    value: Decimal
    zh: str
    en: str
    culprit: Figure | None = None


Proposer = Callable[[BrokenTie], Iterator[Proposal]]


def reproduces(value: Decimal, printed: Figure) -> bool:
    """Whether the value, rounded or cut to the printed decimals, is the printed number."""
    return printed.interval.holds(value)


def digits(value: Decimal, printed: Figure) -> str:
    """The value's digits as they would be printed with the figure's unit and decimals."""
    step = (printed.half or ZERO) * 2
    return str(abs((value / step).quantize(Decimal(1), ROUND_HALF_UP))) if step else ""


def code_of(figure: Figure) -> str:
    return figure.function_code or figure.economic_code or ""


def has_parts(row: Figure, column: Sequence[Figure]) -> bool:
    """Whether a deeper row of the column carries a value."""
    code = code_of(row)
    return any(
        other.number and code_of(other) != code and code_of(other).startswith(code)
        for other in column
        if code
    )


def is_below(row: Figure, other: Figure) -> bool:
    """Whether the row's code is a part of the other's."""
    code, above = code_of(row), code_of(other)
    return bool(above) and code != above and code.startswith(above)
