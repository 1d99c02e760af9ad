"""Printed Chinese wording in a form that can be compared. The raw text is always kept elsewhere."""

import re
import unicodedata

_SPACE = re.compile(r"\s+")
_NUMERAL = "一二三四五六七八九十百"
_ORDINAL = re.compile(
    rf"^(?:\([{_NUMERAL}]+\)、?|[{_NUMERAL}]+[、.]|\d{{1,2}}[、.](?!\d)|\(\d{{1,2}}\)、?|[①-⑳])"
)
_CHINESE_YEAR = re.compile(r"二[〇○零O0][〇○零O0一二三四五六七八九]{2}(?=年)")
_DIGITS = str.maketrans("〇○零O一二三四五六七八九", "0000123456789")
_OF_WHICH = re.compile(r"^其中:")
_CODE_BEFORE_NAME = re.compile(
    r"^\[?(?P<code>\d{3}(?:\d{2}){0,2})\]?[-—:]?(?P<name>[\u4e00-\u9fff(].*)$"
)


def squeeze(text: str) -> str:
    """NFKC form without any white space: full-width digits, brackets and colons become ASCII."""
    return _SPACE.sub("", unicodedata.normalize("NFKC", text))


def arabic_years(text: str) -> str:
    """Years in Chinese digits (二〇二四年, 二○二四年) as 2024年."""
    return _CHINESE_YEAR.sub(lambda found: found[0].translate(_DIGITS), text)


def bare_label(text: str) -> str:
    """The squeezed label without its leading ordinal (一、 （二） 3. ①) and without 其中：."""
    label = _OF_WHICH.sub("", squeeze(text))
    return _OF_WHICH.sub("", _ORDINAL.sub("", label))


def code_before_name(text: str) -> tuple[str, str] | None:
    """(code, name) of labels such as `2010301 行政运行` or `[20103]…`; None without a code."""
    found = _CODE_BEFORE_NAME.match(squeeze(text))
    return (found["code"], found["name"]) if found else None
