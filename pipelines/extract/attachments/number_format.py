"""A stored number and its number format → the text that a spreadsheet program displays.

The format decides what a reader sees: 5 with `00` is the code 05, 0 in an accounting format is "-".
Numbers are exact Decimal; a format that cannot be followed gives None, never a guess.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import cache

# A spreadsheet computes with 15 significant digits; further ones are a binary remainder.
SIGNIFICANT_DIGITS = 15
# `General` displays at most 11 characters; a statement holds at most 8 decimals.
GENERAL_CHARACTERS, FINEST_DECIMALS = 11, 8
_GENERAL = re.compile(r"^(?:general|g/通用格式|通用格式|@)$", re.IGNORECASE)
_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"?|[\\!](?P<escaped>.)|_(?P<space>.)|\*(?P<fill>.)|\[(?P<bracket>[^\]]*)\]'
    r"|(?P<place>[0#?])|(?P<point>\.)|(?P<comma>,)|(?P<percent>[%％])"
    r"|(?P<general>General|G/通用格式)|(?P<other>.)",
    re.IGNORECASE | re.DOTALL,
)
_CONDITION = re.compile(r"^(?P<sign><=|>=|<>|<|>|=)(?P<limit>-?\d+(?:\.\d+)?)$")
_CURRENCY = re.compile(r"^\$(?P<symbol>[^-]*)(?:-.*)?$")
_COLOUR = re.compile(
    r"^(?:black|blue|cyan|green|magenta|red|white|yellow|color ?\d+|[黑蓝青绿洋白红黄]色?)$", re.I
)
# How a format or a display says that a number is negative
_SIGN = re.compile(r"[-－−–—(（▲△负减]")
# A format without a digit before its point: .56
_BARE_POINT = re.compile(r"(?<!\d)\.(?=\d)")
_POWER = re.compile(r"^[^\"]*[0#?]E[+-][0#?]", re.IGNORECASE)
# Powers of ten by which a displayed unit is larger than yuan
_UNIT_POWER = {"千": 3, "万": 4, "百万": 6, "亿": 8}
_PLAIN_MARKS = frozenset("▲△+-－() （）:：¥￥$元万千亿年月日°<>=、，。～~")


class UnknownFormat(ValueError):
    """A number format whose display is not known here."""


@dataclass(frozen=True)
class _Token:
    kind: str
    text: str


Section = tuple[_Token, ...]


def shown_number(value: int | float, code: str) -> str:
    """The text that stands for a stored number: as displayed, but with the sign that is stored.

    Red or a blank section may hide a minus, and the sign counts; a number shown as a power of ten
    is given in full, and a bare point gets its zero. What no reader could tell from the display is
    the number with its format.
    """
    number = exact(value)
    text = f"{number:f}" if _POWER.search(code) else displayed(value, code)
    is_unshown = number != 0 and text == ""
    if text is None or (is_unshown and number > 0):
        return f"{number:f} [{code}]"
    if is_unshown:
        return f"{number:f}"
    text = _BARE_POINT.sub("0.", text)
    is_signed = bool(_SIGN.search(text)) or not re.search("[1-9]", text)
    return text if number >= 0 or is_signed else f"-{text}"


def displayed(value: int | float, code: str) -> str | None:
    """The number as its format displays it; None where the format cannot be followed."""
    number = exact(value)
    if _GENERAL.match(code.strip() or "General"):
        return general(number)
    try:
        return _by_format(number, code)
    except UnknownFormat:
        return None


def exact(value: int | float) -> Decimal:
    """The number without the binary remainder of a float."""
    return Decimal(value if isinstance(value, int) else f"{value:.{SIGNIFICANT_DIGITS}g}")


def general(number: Decimal) -> str:
    """The display of a number without a format of its own."""
    before_point = max(len(f"{abs(number):f}".partition(".")[0]), 1)
    decimals = min(max(GENERAL_CHARACTERS - 1 - before_point, 0), FINEST_DECIMALS)
    return _without_tail(f"{_rounded(number, decimals):f}")


def date_text(value: object) -> str:
    """A date or a time of day as ISO text; midnight is left out."""
    if isinstance(value, datetime):
        is_day = value.time() == time()
        return value.date().isoformat() if is_day else value.isoformat(" ", "minutes")
    return str(value) if isinstance(value, timedelta) else getattr(value, "isoformat", str)()


def _without_tail(text: str) -> str:
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in ("-0", "") else text


def _rounded(number: Decimal, decimals: int) -> Decimal:
    return number.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def _by_format(number: Decimal, code: str) -> str:
    section, shows_sign = _section(number, _sections(code))
    if not section:
        return ""
    magnitude = number if shows_sign else abs(number)
    text = _render(abs(magnitude), section)
    return f"-{text}" if magnitude < 0 and re.search("[1-9]", text) else text


@cache
def _sections(code: str) -> list[Section]:
    """The sections of a format, parted by `;`, as tokens."""
    sections: list[list[_Token]] = [[]]
    for found in _TOKEN.finditer(code):
        kind = str(found.lastgroup)
        if kind == "other" and found[0] == ";":
            sections.append([])
        else:
            sections[-1].append(_Token(kind, found[kind] or ""))
    return [tuple(section) for section in sections]


def _section(number: Decimal, sections: Sequence[Section]) -> tuple[Section, bool]:
    """The section that holds for a number, and whether a minus sign has to be put before it."""
    conditions = [_condition(section) for section in sections]
    if any(conditions):
        for section, condition in zip(sections, conditions, strict=True):
            if condition is None or _holds(number, *condition):
                return section, True
        raise UnknownFormat
    if number < 0 and len(sections) > 1:
        return sections[1], False
    if number == 0 and len(sections) > 2:
        return sections[2], False
    return sections[0], True


def _condition(section: Section) -> tuple[str, Decimal] | None:
    for token in section:
        if token.kind == "bracket" and (found := _CONDITION.match(token.text)):
            return found["sign"], Decimal(found["limit"])
    return None


def _holds(number: Decimal, sign: str, limit: Decimal) -> bool:
    return {
        "<": number < limit,
        ">": number > limit,
        "=": number == limit,
        "<=": number <= limit,
        ">=": number >= limit,
        "<>": number != limit,
    }[sign]


def _render(number: Decimal, section: Section) -> str:
    """A number that is not negative by one section."""
    places = [index for index, token in enumerate(section) if token.kind == "place"]
    point = next((i for i, token in enumerate(section) if token.kind == "point"), None)
    last = places[-1] if places else -1
    end = last + 1 if point is None else point
    whole = [section[index] for index in places if index < end]
    fraction = [section[index] for index in places if index > end]
    thousands = sum(token.kind == "comma" for token in section[last + 1 :])
    percents = sum(token.kind == "percent" for token in section)
    _check_unit(section, 3 * thousands + _places_behind_drawn_point(section))
    scaled = _rounded(number * 100**percents / 1000**thousands, len(fraction))
    before, _, after = f"{scaled:f}".partition(".")
    decimals = _decimals(after, fraction)
    digits = iter(_digits("" if before == "0" else before, section[:end], whole))
    texts = []
    for index, token in enumerate(section):
        if token.kind == "place":
            texts.append(next(digits) if index < end else "")
        elif index == point:
            texts.append(f".{decimals}" if decimals else "")
        else:
            texts.append(_literal(token, number))
    return "".join(texts).strip()


def _places_behind_drawn_point(section: Section) -> int:
    """Places behind a point that is only drawn (0!.0): it divides by ten for each of them."""
    drawn = [i for i, t in enumerate(section) if t.kind in ("escaped", "quoted") and t.text == "."]
    return sum(token.kind == "place" for token in section[drawn[-1] :]) if drawn else 0


def _check_unit(section: Section, power: int) -> None:
    """A number that is scaled and names a unit has to be scaled by just that unit."""
    words = "".join(t.text for t in section if t.kind in ("quoted", "escaped", "other"))
    unit = next((word for word in ("百万", "亿", "万", "千") if word in words), None)
    if unit and power and power != _UNIT_POWER[unit]:
        raise UnknownFormat


def _decimals(digits: str, places: list[_Token]) -> str:
    """Decimals as printed: those of `#` and `?` only as far as they are not zero."""
    fixed = max((index + 1 for index, place in enumerate(places) if place.text == "0"), default=0)
    kept = digits.rstrip("0")
    return digits[: max(fixed, len(kept))]


def _digits(before: str, tokens: Section, places: list[_Token]) -> list[str]:
    """The digits before the point, one text for each place; the first place takes all that rest."""
    grouped = _is_grouped(tokens)
    texts: list[str] = []
    left = before
    for index, place in enumerate(reversed(places)):
        digit, left = (left[-1:], left[:-1]) if index < len(places) - 1 else (left, "")
        digit = digit or ("0" if place.text == "0" else "")
        texts.append(digit)
    if not grouped:
        return texts[::-1]
    whole = "".join(texts[::-1])
    return [*[""] * (len(places) - 1), f"{int(whole):,}".zfill(len(whole)) if whole else ""]


def _is_grouped(tokens: Section) -> bool:
    """Whether a comma stands between two places."""
    kinds = "".join({"place": "0", "comma": ","}.get(token.kind, " ") for token in tokens)
    return bool(re.search("0 *,+ *0", kinds))


def _literal(token: _Token, number: Decimal) -> str:
    if token.kind in ("quoted", "escaped"):
        return token.text
    if token.kind == "percent":
        return "%"
    if token.kind == "general":
        return general(number)
    if token.kind == "bracket":
        return _bracket(token.text)
    if token.kind == "other":
        if token.text not in _PLAIN_MARKS:
            raise UnknownFormat
        return token.text
    return ""


def _bracket(text: str) -> str:
    """A currency's symbol; colours, conditions and places of use print nothing."""
    if currency := _CURRENCY.match(text):
        return currency["symbol"]
    if _COLOUR.match(text) or _CONDITION.match(text):
        return ""
    raise UnknownFormat
