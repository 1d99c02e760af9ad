"""Printed words as keys that can be compared: what two ways to print one word have in common.

What a key means is told by the lexicon, not here. The raw text is always kept elsewhere.
"""

import re

from pipelines.conform.wording import bare_label, squeeze

_QUOTES = re.compile("[“”\"'‘’《》「」〝〞*＊#^]")
_UNIT = re.compile(
    r"[(](?:单位[:]?)?(?:人民币)?(?:亿|百万|万|千)?元[)]|[(]单位[:].*?[)]|[(][+\-±][)]"
)
_AND = re.compile(r"以及|和|与|及|，|,")
_SEVERAL = re.compile(r"、+")
_FORMULA = re.compile(r"[(]?\d{1,2}(?:=[\d+\-()]+)?[)]?$")
_COLON = re.compile(r"[:：]+$")


def header_key(text: str) -> str:
    """The key of a header level: no quotes, units, ordinals; conjunctions as one sign."""
    return _plain(bare_label(_UNIT.sub("", squeeze(text)))).replace("的", "")


def label_key(text: str) -> str:
    """The key of a row label: as a header, without a closing colon."""
    return _COLON.sub("", header_key(text))


def _plain(text: str) -> str:
    return _SEVERAL.sub("、", _AND.sub("、", _QUOTES.sub("", text))).strip("、.。")


def name_key(name: str) -> str:
    """The key of a name in a code book: printed with and without 支出, 等, brackets' kind (类)."""
    key = _plain(bare_label(squeeze(name)))
    key = re.sub(r"[(](?:类|款|项|科目)[)]|的", "", key)
    return key.removesuffix("支出").removesuffix("、").removesuffix("等") or key
