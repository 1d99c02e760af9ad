"""Performance targets as printed (≥90%, 》3份, 不少于10个, 显著) as operator, value and unit.

A target that is not one operator, one number and a unit is text, and has no value.
"""

import re
from dataclasses import dataclass
from decimal import Decimal

from pipelines.conform.wording import squeeze

_OPERATORS = {
    "≥": "≥",
    ">=": "≥",
    "》=": "≥",
    "》": "≥",
    "≧": "≥",
    "不低于": "≥",
    "不少于": "≥",
    "不小于": "≥",
    "大于等于": "≥",
    "≤": "≤",
    "<=": "≤",
    "《=": "≤",
    "《": "≤",
    "≦": "≤",
    "不高于": "≤",
    "不超过": "≤",
    "不多于": "≤",
    "小于等于": "≤",
    ">": ">",
    "大于": ">",
    "超过": ">",
    "<": "<",
    "小于": "<",
    "=": "=",
    "等于": "=",
    "达到": "≥",
}
_AFTER = {"以上": "≥", "及以上": "≥", "以下": "≤", "及以下": "≤", "以内": "≤", "之内": "≤"}
_WORDS = "|".join(re.escape(word) for word in sorted(_OPERATORS, key=len, reverse=True))
_TARGET = re.compile(
    rf"^(?P<name>[一-鿿]{{0,8}}?)(?P<operator>{_WORDS})?(?P<number>\d+(?:,\d{{3}})*(?:\.\d+)?)"
    rf"(?P<unit>%|‰|[ck]?m[23]|[一-鿿A-Za-z]{{0,6}}?(?:\([一-鿿]{{1,3}}\))?(?:/[一-鿿A-Za-z]{{1,4}})?)(?P<after>{'|'.join(_AFTER)})?$"
)
_DEADLINE = re.compile(
    r"^20\d\d(?:年度?|[.-]\d{1,2}(?:[.-]\d{1,2})?)$|(?:\d{1,2}月|年)(?:底|末|\d{1,2}日)?(?:之?前|内|完成)|月底|年底"
)


@dataclass(frozen=True)
class TargetValue:
    """operator ≥ ≤ = > <; value in `unit` as printed; a deadline goes into period."""

    operator: str | None = None
    value: Decimal | None = None
    unit: str | None = None
    period: str | None = None


def read_target(text: str, unit: str | None = None) -> TargetValue:
    """What a target cell says; `unit` is that of a column of its own."""
    words = squeeze(text)
    if _DEADLINE.search(words):
        return TargetValue(period=words)
    found = _TARGET.match(words)
    if not found or (found["name"] and not found["operator"]):
        return TargetValue()
    operator = _OPERATORS.get(found["operator"] or "") or _AFTER.get(found["after"] or "", "=")
    value = Decimal(found["number"].replace(",", ""))
    return TargetValue(operator, value, found["unit"] or unit or None)
