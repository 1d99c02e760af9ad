"""Numbers written in Chinese numerals (二千二百三十八, 叁仟伍佰) as exact values.

Only well-formed numerals have a value; anything else has none, it is never guessed.
"""

import re
from decimal import Decimal

NUMERALS = "零〇○一二三四五六七八九十百千万亿两壹贰叁肆伍陆柒捌玖拾佰仟廿点"
_PLAIN = str.maketrans("○〇壹贰叁肆伍陆柒捌玖拾佰仟两", "零零一二三四五六七八九十百千二")
_DIGIT = {letter: value for value, letter in enumerate("零一二三四五六七八九")}
_SECTION = re.compile(
    r"^(?:(?P<千>[一二三四五六七八九])千)?(?P<z1>零)?(?:(?P<百>[一二三四五六七八九])百)?(?P<z2>零)?"
    r"(?:(?P<十>[一二三四五六七八九])?(?P<ten>十))?(?P<z3>零)?(?P<一>[一二三四五六七八九])?$"
)


def read_numerals(text: str) -> Decimal | None:
    """The value of Chinese numerals, or None where they are not one well-formed number."""
    whole, point, decimals = text.translate(_PLAIN).partition("点")
    value = _whole(whole)
    if value is None or bool(point) != bool(decimals):
        return None
    if not all(letter in _DIGIT for letter in decimals):
        return None
    return Decimal(f"{value}.{''.join(str(_DIGIT[letter]) for letter in decimals)}".rstrip("."))


def _whole(text: str) -> int | None:
    """Sections of four digits, each under its 亿 or 万."""
    if text == "零":
        return 0
    total = 0
    for unit, power in (("亿", 10**8), ("万", 10**4)):
        head, mark, rest = text.partition(unit)
        if mark:
            value = _section(head)
            if not value:
                return None
            total, text = total + value * power, rest
    if not text:
        return total or None
    value = _section(text.removeprefix("零") if total else text)
    return None if value is None else total + value


def _section(text: str) -> int | None:
    """One to four digits with their 千 百 十; a zero only where digits are left out."""
    found = _SECTION.match(text)
    if not text or not found or text.endswith("零") or text.startswith("零"):
        return None
    if found["千"] and not found["百"] and (found["ten"] or found["一"]) and "零" not in text:
        return None
    if found["百"] and not found["ten"] and found["一"] and not (found["z2"] or found["z3"]):
        return None
    tens = _DIGIT[found["十"]] if found["十"] else int(bool(found["ten"]))
    parts = (found["千"], 1000), (found["百"], 100), (found["一"], 1)
    return tens * 10 + sum(_DIGIT[digit] * power for digit, power in parts if digit)
