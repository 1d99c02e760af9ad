"""What is printed in a money cell: an exact amount, one of the kinds of absence, or neither.

Money is Decimal from the printed digits on; a float never occurs. Which amount a row and a column
mean, and the unit of a table (units.py), do not belong here.
"""

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise

from pipelines.conform.money_units import UNIT_OF_SHORT, UNIT_OR_SHORT, YUAN_PER_UNIT
from pipelines.conform.wording import UNSEEN, squeeze, without_marks

# The smallest unit of money; a printed amount finer than this is a spreadsheet's binary remainder.
FEN = Decimal("0.01")
# No disclosure prints more; a longer run of digits is two numbers that touch.
MOST_DIGITS = 15

_GROUPED = r"\d{1,3}(?:,\d{3})+|\d{1,3}(?:'\d{3})+"
# 19439,054: offices that part only the last three digits
_LAST_GROUP = r"\d{4,},\d{3}"
_DIGITS = rf"(?:{_GROUPED}|{_LAST_GROUP}|\d+)(?:\.\d+)?"
_DECIMAL_COMMA = r"(?:\d{1,3}(?:\.\d{3})+|\d+),\d{2}"
_DASHES = "\\-‐‑‒–—―−─ー"
_CURRENCY = r"(?:¥|RMB|CNY|人民币|[$€£])"
_TRAILING_MINUS = rf"(?:\([负减{_DASHES}]\)|[{_DASHES}负减])"
# fonts without the Chinese triangle print a Greek or a mathematical one
_MINUS = rf"(?:{_TRAILING_MINUS}|[▲△Δ∆])"
_UNIT = rf"(?:{UNIT_OR_SHORT})整?"
_AMOUNT = re.compile(
    rf"^(?P<plus>\+)?(?P<lead>(?:{_CURRENCY}|{_MINUS}|\()*)"
    rf"(?:(?P<comma>{_DECIMAL_COMMA})|(?P<digits>{_DIGITS}))"
    rf"(?P<unit>{_UNIT})?(?P<trail>(?:\)|{_TRAILING_MINUS})*)"
    rf"(?P<unit_behind>{_UNIT}|\({_UNIT}\))?(?:RMB|CNY|人民币)?$",
    re.IGNORECASE,
)
_BRACKETS = {("(", ")"): True, ("", ""): False}
_RATIO = re.compile(rf"^[{_DASHES}]?{_DIGITS}[%‰]$")
_DASH = re.compile(rf"^{_CURRENCY}?[{_DASHES}/]+$")
_NONE_WORDS = frozenset(("无", "没有", "无数据", "暂无", "不涉及"))
_POINT = re.compile(r"(?<=\d)[。·・•∙](?=\d)")
_APOSTROPHE = re.compile(r"(?<=\d)[’‘ʼ′`´＇](?=\d)")
_UNSEEN = re.compile(f"[{UNSEEN}]")
# behind the two decimals of money nothing can be left out
_BEHIND_DECIMALS = re.compile(r"(?<=\d\.\d\d)\s*(?:[（(][1-9]\d?[)）]|[。，、；;])\s*$")
_TYPED_AS_TEXT = re.compile(r"^['’‘`](?=\S)")
# money has two decimals: where a line ends after the first, the next line brings the second
_OPEN_DECIMALS = re.compile(r"(?<=\d\.\d)\s*\n\s*(?=\d$)")
_SPACE_GROUPS = re.compile(r"^\D*\d{1,3}(?:[ \u00a0\u2002-\u200a\u202f]\d{3})+(?:\.\d+)?\D*$")
_LEADS = re.compile(rf"^(?:{_CURRENCY}|[{_DASHES}▲△Δ∆负减(+]|\([负减]\))+$", re.IGNORECASE)
# a dash apart behind a number may be the blank of the next column
_TRAILS = re.compile(
    rf"^(?:[负减)元整]|\([负减{_DASHES}]\)|[亿万千百]+元?|\({_UNIT}\)|RMB|CNY|人民币)+$"
)
_TORN_FIRST = re.compile(rf"^[{_DASHES}(]?\d[\d,]*$")
_TORN_REST = re.compile(r"^[\d,]*\d(?:\.\d+)?\)?$")
_NUMBER_TOKEN = re.compile(rf"[-−▲△]?(?:\d{{1,3}}(?:,\d{{3}})+|{_LAST_GROUP}|\d+)(?:\.\d+)?%?")


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
    found = _AMOUNT.match(_one_number(without_marks(text)))
    if not found:
        return None
    is_negative, digits = _is_negative(found["lead"], found["trail"]), _plain_digits(found)
    whole, _, decimals = digits.partition(".")
    if is_negative is None or len(whole) > MOST_DIGITS:
        return None
    if found["plus"] and is_negative:
        return None
    number = -Decimal(digits) if is_negative else Decimal(digits)
    return PrintedAmount(number, len(decimals), _unit(found["unit"] or found["unit_behind"]))


def torn_amount(text: str) -> PrintedAmount | None:
    """The amount that lines make when put together, none of which says that it is a part of one.

    They may as well be several numbers: whether they are one, something else has to tell.
    """
    first, *rest = ("".join(line.split()) for line in text.split("\n"))
    if not rest or not _TORN_FIRST.match(first) or not all(map(_TORN_REST.match, rest)):
        return None
    return None if any("." in line for line in rest[:-1]) else read_amount("".join((first, *rest)))


def _is_negative(lead: str, trail: str) -> bool | None:
    """Whether signs or brackets make the amount negative; None where they contradict each other."""
    lead = re.sub(_CURRENCY, "", lead, flags=re.IGNORECASE)
    minuses = len(re.findall(_MINUS, lead)) + len(re.findall(_MINUS, trail))
    in_brackets = _BRACKETS.get((re.sub(_MINUS, "", lead), re.sub(_MINUS, "", trail)))
    if in_brackets is None or minuses > 1:
        return None
    if in_brackets and minuses and not (lead.startswith("(") and trail == ")"):
        return None
    return in_brackets or bool(minuses)


def _plain_digits(found: re.Match[str]) -> str:
    """The digits with a point before the decimals and nothing else between them."""
    if found["comma"]:
        return found["comma"].replace(".", "").replace(",", ".")
    return re.sub("[,']", "", found["digits"])


def _unit(printed: str | None) -> str | None:
    """万 is 万元; None where the cell states no unit."""
    word = printed.strip("()").rstrip("整") if printed else None
    return UNIT_OF_SHORT.get(word, word) if word else None


def _one_number(text: str) -> str:
    """Squeeze a number that letter-spacing or a line break tore apart; two numbers stay two."""
    bare = _BEHIND_DECIMALS.sub("", _UNSEEN.sub("", text))
    text = _OPEN_DECIMALS.sub("", _TYPED_AS_TEXT.sub("", bare.strip()))
    parts = _separators(text).split()
    joined = "".join(parts)
    if len(parts) < 2 or all(_is_torn(left, right) for left, right in pairwise(parts)):
        return joined
    if _SPACE_GROUPS.match(text) or _is_letter_spaced(parts):
        return joined
    return "\n".join(parts)


def _separators(text: str) -> str:
    """Separators as they are typed otherwise: full-width, middle dots and stops as points."""
    squeezed = " ".join(squeeze(part) for part in text.split())
    return _APOSTROPHE.sub("'", _POINT.sub(".", squeezed))


def _is_torn(left: str, right: str) -> bool:
    """Whether two pieces say that they are one number: a sign apart, an open group or decimals."""
    if _LEADS.match(left) or _TRAILS.match(right):
        return True
    if left[-1] in ".," or right[0] in ".,":
        return True
    open_group = re.search(r"\d,(\d{1,2})$", left)
    rest = re.match(r"\d+", right)
    return bool(open_group and rest and len(open_group[1]) + len(rest[0]) == 3)


def _is_letter_spaced(parts: list[str]) -> bool:
    """Digits set wide apart to fill their cell; without a point they may be several numbers."""
    return all(len(part) == 1 for part in parts) and parts.count(".") == 1


def read_absence(text: str) -> str | None:
    """How a cell states that there is no amount: blank, dash, none_word or no_occurrence."""
    squeezed = squeeze(text).rstrip("。.")
    if not squeezed:
        return "blank"
    if _DASH.match(squeezed):
        return "dash"
    if squeezed in _NONE_WORDS:
        return "none_word"
    return "no_occurrence" if "没有发生" in squeezed or "未发生" in squeezed else None


def is_ratio(text: str) -> bool:
    """Whether the cell is a percentage or per-mille figure rather than money."""
    return bool(_RATIO.match(squeeze(text)))


def number_tokens(line: str) -> list[tuple[int, int]]:
    """Where numeric tokens stand in a line of text: (first, last + 1) of each."""
    return [found.span() for found in _NUMBER_TOKEN.finditer(line)]
