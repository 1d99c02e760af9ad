"""How the amounts of one disclosure are printed: unit, decimals, zeros, grouping.

Belongs here: yuan to printed text. Does not belong here: which amount stands where.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

Unit = Literal["元", "万元"]
YUAN_PER_UNIT = {"元": Decimal(1), "万元": Decimal(10_000)}
CENT = Decimal("0.01")
NUMERALS = "零一二三四五六七八九"


@dataclass(frozen=True)
class Printing:
    """`decimals` of the forms; `zero`: whether they print 0; `groups`: 1,234 in the text."""

    unit: Unit
    decimals: int
    zero: Literal["", "0"]
    groups: bool

    def cell(self, amount_yuan: Decimal) -> str:
        """An amount as a form prints it."""
        if not amount_yuan and not self.zero:
            return ""
        return printed(amount_yuan, self.unit, self.decimals)

    def cells(self, amounts_yuan: Sequence[Decimal]) -> list[str]:
        return [self.cell(amount) for amount in amounts_yuan]

    def text(self, amount_yuan: Decimal) -> str:
        """An amount as the text states it, in 万元 with two decimals."""
        text = printed(amount_yuan, "万元", 2)
        return (text if self.groups else text.replace(",", "")) + "万元"


def printed(amount_yuan: Decimal, unit: Unit, decimals: int) -> str:
    """The amount in the unit, rounded half up to the decimals, with grouped digits."""
    step = Decimal(1).scaleb(-decimals)
    return f"{(amount_yuan / YUAN_PER_UNIT[unit]).quantize(step, ROUND_HALF_UP):,}"


def percent(part: Decimal, whole: Decimal) -> str:
    """A share or rate with two decimals, rounded half up."""
    return f"{(part / whole * 100).quantize(CENT, ROUND_HALF_UP)}%"


def numeral(number: int) -> str:
    """1 to 99 in Chinese numerals."""
    tens, ones = divmod(number, 10)
    head = ("" if tens < 2 else NUMERALS[tens]) + ("十" if tens else "")
    return head + (NUMERALS[ones] if ones else "")
