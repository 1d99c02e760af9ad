"""Performance targets as printed (≥90%, 》3份, 不少于10个, 显著) as operator, value and unit.

A target that is not one operator, one number and a unit is text, and has no value. The words are in
lexicon/target_words.yaml.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from pipelines.conform.wording import squeeze
from pipelines.frames.knowledge_file import KnowledgeError, read_strictly
from pipelines.locations import LEXICON

Operator = Literal["≥", "≤", ">", "<", "="]
EQUAL: Operator = "="
_HAN = "一-鿿"
_NUMBER = r"(?P<number>\d+(?:,\d{3})*(?:\.\d+)?)"
_UNIT = (
    rf"(?P<unit>%|‰|[ck]?m[23]"
    rf"|[{_HAN}A-Za-z]{{0,6}}?(?:\([{_HAN}]{{1,3}}\))?(?:/[{_HAN}A-Za-z]{{1,4}})?)"
)


class TargetWordsFile(BaseModel):
    """lexicon/target_words.yaml."""

    model_config = ConfigDict(extra="forbid")
    before: dict[Operator, list[str]] = Field(min_length=1)
    after: dict[Operator, list[str]] = Field(min_length=1)
    deadline: str = Field(min_length=1)


@dataclass(frozen=True)
class TargetWords:
    """The words of targets: each word's operator, and patterns of a whole target and a deadline."""

    before: Mapping[str, str]
    after: Mapping[str, str]
    target: re.Pattern[str]
    deadline: re.Pattern[str]


@dataclass(frozen=True)
class TargetValue:
    """operator ≥ ≤ = > <; value in `unit` as printed; a deadline goes into period."""

    operator: str | None = None
    value: Decimal | None = None
    unit: str | None = None
    period: str | None = None


def read_target(text: str, unit: str | None = None) -> TargetValue:
    """What a target cell says; `unit` is that of a column of its own."""
    words, known = squeeze(text), target_words()
    if known.deadline.search(words):
        return TargetValue(period=words)
    found = known.target.match(words)
    if not found or (found["name"] and not found["operator"]):
        return TargetValue()
    said = known.before.get(found["operator"] or "")
    operator = said or known.after.get(found["after"] or "", EQUAL)
    value = Decimal(found["number"].replace(",", ""))
    return TargetValue(operator, value, found["unit"] or unit or None)


@cache
def target_words() -> TargetWords:
    """The words of lexicon/target_words.yaml; raises KnowledgeError."""
    path = LEXICON / "target_words.yaml"
    file = read_strictly(path, TargetWordsFile)
    before, after = _by_word(file.before), _by_word(file.after)
    target = (
        rf"^(?P<name>[{_HAN}]{{0,8}}?)(?P<operator>{_any_of(before)})?"
        rf"{_NUMBER}{_UNIT}(?P<after>{_any_of(after)})?$"
    )
    try:
        return TargetWords(before, after, re.compile(target), re.compile(file.deadline))
    except re.error as error:
        raise KnowledgeError(f"{path.name}: deadline: {error}") from error


def _by_word(words: Mapping[Operator, Iterable[str]]) -> dict[str, str]:
    return {word: operator for operator, listed in words.items() for word in listed}


def _any_of(words: Iterable[str]) -> str:
    """The longest first: 》= is one sign."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
