"""Printed Chinese wording in a form that can be compared. The raw text is always kept elsewhere."""

import re
from functools import lru_cache

from pipelines.extract.ideographs import plain_letters

# marks of direction and joints, which nobody sees
UNSEEN = "\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u2069\\ufeff"
_SPACE = re.compile(rf"[\s{UNSEEN}]+")
_NUMERAL = "一二三四五六七八九十百"
_ORDINAL = re.compile(
    rf"^(?:\([{_NUMERAL}]+\)、?|[{_NUMERAL}]+[、.]|\d{{1,2}}[、.](?!\d)|\(\d{{1,2}}\)、?|[①-⑳])"
)
_CHINESE_YEAR = re.compile(r"二[〇○零O0][〇○零O0一二三四五六七八九]{2}(?=年)")
_DIGITS = str.maketrans("〇○零O一二三四五六七八九", "0000123456789")
_OF_WHICH = re.compile(r"^其中:")
# NFKC would turn these into digits; a letter's own power (m²) is part of its unit.
_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_RAISED_MARK = re.compile(rf"(?<![A-Za-z㎡{_RAISED}])[{_RAISED}]+|(?<=\d)[₀-₉]+")
_CIRCLED = "①-⑳㉑-㉟㊱-㊿❶-❿⓵-⓾⑴-⒇"
_FOOTNOTE = (
    rf"(?:[{_CIRCLED}㈠-㈩ⓐ-ⓩ*＊※★☆†‡]+"
    r"|[\[［〔【]\s*注?\s*[1-9]\d?\s*[\]］〕】]|[(（]?注[1-9]?\d?[)）]?)"
)
_MARKS_AROUND = re.compile(rf"^\s*{_FOOTNOTE}(?=\s*\S)|(?<=\S)\s*{_FOOTNOTE}\s*$")
_CODE_BEFORE_NAME = re.compile(
    r"^\[?(?P<code>\d{3}(?:\d{2}){0,2})\]?[-—:]?(?P<name>[\u4e00-\u9fff(].*)$"
)


@lru_cache(maxsize=65_536)
def squeeze(text: str) -> str:
    """NFKC form without any white space: full-width digits, brackets and colons become ASCII.

    Raised digits are marks of footnotes and are left out; circled ones stay as they are.
    """
    bare = _RAISED_MARK.sub("", text)
    pieces = re.split(f"([{_CIRCLED}])", bare)
    plain = [p if i % 2 else plain_letters(p) for i, p in enumerate(pieces)]
    return _SPACE.sub("", "".join(plain))


def without_marks(text: str) -> str:
    """The text without footnote marks before or behind it: ① ² * ※ [1] （注1）."""
    bare = _RAISED_MARK.sub("", text)
    return _MARKS_AROUND.sub("", bare)


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
