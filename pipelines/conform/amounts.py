"""What is printed in a money cell: an exact amount, one of the kinds of absence, or neither.

Money is Decimal from the printed digits on; a float never occurs.
"""

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise

from pipelines.conform.wording import squeeze

YUAN_PER_UNIT = {
    "元": Decimal(1),
    "千元": Decimal(10) ** 3,
    "万元": Decimal(10) ** 4,
    "百万元": Decimal(10) ** 6,
    "亿元": Decimal(10) ** 8,
}
# The smallest unit of money; a printed amount finer than this is a spreadsheet's binary remainder.
FEN = Decimal("0.01")

_DIGITS = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_AMOUNT = re.compile(
    rf"^[¥]?(?:(?P<minus>[-−▲△])?(?P<digits>{_DIGITS})|\((?P<bracketed>{_DIGITS})\))"
    r"(?P<unit>亿元|百万元|万元|千元|元)?$"
)
_RATIO = re.compile(rf"^[-−]?{_DIGITS}[%‰]$")
_DASH = re.compile(r"^[-—–―−/]+$")
_JOINED_GROUPS = re.compile(r"^-?\d{1,3}(,\d{3})+(\.\d+)?$")
_NUMBER_TOKEN = re.compile(rf"[-−▲△]?{_DIGITS}%?")


@dataclass(frozen=True)
class PrintedAmount:
    """An amount as printed: the number, its decimals, and the unit if the cell states one."""

    number: Decimal
    decimals: int
    unit: str | None

    def in_yuan(self, unit: str) -> Decimal:
        """Exact yuan, rounded only where the print is finer than 0.01 yuan."""
        return (self.number * YUAN_PER_UNIT[unit]).quantize(FEN, ROUND_HALF_UP)


def read_amount(text: str) -> PrintedAmount | None:
    """The printed amount, or None where the text is not one well-formed amount."""
    found = _AMOUNT.match(_one_number(text))
    if not found:
        return None
    digits = (found["digits"] or found["bracketed"]).replace(",", "")
    negative = found["minus"] or found["bracketed"]
    number = -Decimal(digits) if negative else Decimal(digits)
    return PrintedAmount(number, len(digits.partition(".")[2]), found["unit"])


def _one_number(text: str) -> str:
    """Squeeze a number that letter-spacing or a line break tore apart; two numbers stay two."""
    parts = text.split()
    joined = squeeze(text)
    if len(parts) < 2 or _JOINED_GROUPS.match(joined):
        return joined
    torn = all(
        left[-1] in ".,，．" or right[0] in ".,，．元万亿千" for left, right in pairwise(parts)
    )
    return joined if torn or not any(part[0].isdigit() for part in parts[1:]) else text


def read_absence(text: str) -> str | None:
    """How a cell states that there is no amount: blank, dash, none_word or no_occurrence."""
    squeezed = squeeze(text).rstrip("。.")
    if not squeezed:
        return "blank"
    if _DASH.match(squeezed):
        return "dash"
    if squeezed in ("无", "没有", "无数据"):
        return "none_word"
    return "no_occurrence" if "没有发生" in squeezed or "未发生" in squeezed else None


def is_ratio(text: str) -> bool:
    """Whether the cell is a percentage or per-mille figure rather than money."""
    return bool(_RATIO.match(squeeze(text)))


def number_tokens(line: str) -> list[tuple[int, int]]:
    """Where numeric tokens stand in a line of text: (first, last + 1) of each."""
    return [found.span() for found in _NUMBER_TOKEN.finditer(line)]
