"""Numbers with their unit in running text: money, percentages and counts, exact or unread.

What a number is about is not asked here. Text is squeezed and NFKC, as paragraphs keep it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from pipelines.conform.amounts import FEN
from pipelines.conform.money_units import UNIT, UNIT_OF_SHORT, YUAN_PER_UNIT
from pipelines.conform.narrative.chinese_numerals import NUMERALS, read_numerals

# a bare 万 is money where nothing is counted in it
_MONEY = rf"{UNIT}|万(?=[，,、。;)]|$)"
_COUNT = r"人次|批次|批|次|名|人|辆|台|套|平方米|平方公里|分(?=[,，。;、()])|公顷|亩|个|家|项"
# A whole cluster of digits is taken, so that a malformed one is never read in part.
_NUMBER = re.compile(
    r"(?P<before>\d，)?(?P<sign>[-−–▲△])?(?P<open>\()?(?P<digits>\d[\d,.]*\d|\d)(?P<close>\))?"
    rf"(?:(?P<money>{_MONEY})|(?P<ratio>%|‰)|(?P<count>{_COUNT}))"
)
_CHINESE = re.compile(rf"(?P<digits>[{NUMERALS}]{{2,}})(?P<money>元)(?!旦|素|件|月)")
_WELL_FORMED = re.compile(r"^(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?$")
# No government's amount has more digits before the point than this, in any unit.
LONGEST = 14
_LETTER = re.compile(r"[A-Za-z.\ufffd]")


@dataclass(frozen=True)
class Quantity:
    """One number of a sentence: text[first:last] is the number, text[last:end] its unit.

    value: in `unit`: yuan, percent, or the counted thing; None where it cannot be read for sure,
    and then `unread` says why. `printed_unit` is 元 ... 亿元, %, ‰ or the counter.
    """

    kind: str
    first: int
    last: int
    end: int
    value: Decimal | None
    decimals: int
    printed_unit: str
    unread: str | None = None

    @property
    def unit(self) -> str:
        return {"money": "yuan", "ratio": "percent"}.get(self.kind, self.printed_unit)


def quantities(text: str) -> list[Quantity]:
    """All numbers with a unit, in order."""
    found = [*_arabic(text), *_chinese(text)]
    return sorted(found, key=lambda quantity: quantity.first)


def _arabic(text: str) -> Iterator[Quantity]:
    for match in _NUMBER.finditer(text):
        first = match.start("sign") if match["sign"] else match.start("digits")
        if match["open"] and match["close"]:
            first = min(first, match.start("open"))
        kind = next(name for name in ("money", "ratio", "count") if match[name])
        before = text[: match.start("digits")]
        unread = _doubt(match, before)
        digits = match["digits"].replace(",", "")
        unit = UNIT_OF_SHORT.get(match[kind], match[kind])
        value = None if unread else _value(Decimal(digits), unit, _is_negative(match))
        decimals = len(digits.partition(".")[2])
        last = match.end("close") if match["open"] and match["close"] else match.end("digits")
        yield Quantity(kind, first, last, match.end(kind), value, decimals, unit, unread)


def _value(number: Decimal, unit: str, is_negative: bool) -> Decimal:
    number = -number if is_negative else number
    if unit in YUAN_PER_UNIT:
        return (number * YUAN_PER_UNIT[unit]).quantize(FEN, ROUND_HALF_UP)
    return number / 10 if unit == "‰" else number


def _is_negative(match: re.Match[str]) -> bool:
    return bool(match["sign"]) or bool(match["open"] and match["close"])


def _doubt(match: re.Match[str], before: str) -> str | None:
    """Why a number cannot be read for sure; None where it can."""
    if not _WELL_FORMED.match(match["digits"]):
        return "the digits are not one well-formed number"
    if len(match["digits"].partition(".")[0].replace(",", "")) > LONGEST:
        return "the number has more digits than any amount"
    if match["before"] and len(match["digits"].partition(".")[0]) == 3:
        return "a comma before the digits may group them or part them"
    ahead = before.removesuffix("(") if match["open"] else before
    if match["sign"]:
        ahead = ahead[:-1]
        if ahead[-1:].isdigit() or ahead[-1:] in ("%", "元"):
            return "the number is one end of a range"
        if match["sign"] in "-−–" and re.search(r"[一-鿿][-−–][一-鿿]", ahead):
            return "a dash before the digits may be a sign or part two names"
    if _LETTER.match(ahead[-1:]) or re.search(r"\d[至到~～—]$|\d $", ahead):
        return "the number is part of a longer expression"
    return None


def _chinese(text: str) -> Iterator[Quantity]:
    for match in _CHINESE.finditer(text):
        if not re.search(r"[十百千万亿拾佰仟]", match["digits"]):
            continue
        amount, unit = _unit_of_numerals(match["digits"])
        value = read_numerals(amount)
        if value is None and len(match["digits"]) < 3:
            continue
        unread = None if value is not None else "the Chinese numerals are not one number"
        yuan = None if value is None else _value(value, unit, False)
        last = match.start() + len(amount)
        decimals = len(amount.partition("点")[2])
        yield Quantity("money", match.start(), last, match.end(), yuan, decimals, unit, unread)


def _unit_of_numerals(numerals: str) -> tuple[str, str]:
    """The number and its unit: 二千万元 is two thousand 万元, as it is printed elsewhere."""
    for tail, unit in (("亿", "亿元"), ("万", "万元")):
        if numerals.endswith(tail):
            return numerals.removesuffix(tail), unit
    return numerals, "元"
