"""The unit of money that the words around a table state: 单位：万元, （万元）, 人民币（万元）.

Words stand in lexicon/units.yaml. A text may state several units; two that differ contradict each
other, and then nothing is taken. Units in money cells are amounts.py.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from pipelines.conform.money_units import YUAN_PER_UNIT, either
from pipelines.conform.wording import squeeze
from pipelines.frames.knowledge_file import parse_yaml

UNITS_FILE = Path(__file__).parent / "lexicon" / "units.yaml"


class UnitWords(BaseModel):
    """lexicon/units.yaml: words of units, of currency, and words that announce a unit."""

    model_config = ConfigDict(extra="forbid")
    units: dict[str, list[str]]
    currency: list[str]
    announced_by: list[str]


@dataclass(frozen=True)
class StatedUnit:
    """The unit that texts state, if all say the same; `contradicting` holds them where not."""

    unit: str | None
    contradicting: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Patterns:
    announced: re.Pattern[str]
    bare: re.Pattern[str]
    bracketed: re.Pattern[str]
    whole: re.Pattern[str]
    names: dict[str, str]


def units_in(text: str) -> frozenset[str]:
    """All units that one text states: announced, in brackets of its own, or as its only word."""
    patterns, squeezed = _patterns(), squeeze(text)
    asked = (patterns.announced, patterns.bare, patterns.bracketed, patterns.whole)
    found = (word for each in asked for match in each.finditer(squeezed) for word in match.groups())
    return frozenset(patterns.names[word] for word in found if word)


def stated_unit(texts: Iterable[str]) -> StatedUnit:
    """The unit of a table by all texts that belong to it: its title, the lines at its head or foot.

    Texts of other tables must not be among them.
    """
    units = sorted(frozenset().union(*map(units_in, texts)))
    if len(units) > 1:
        return StatedUnit(None, tuple(units))
    return StatedUnit(next(iter(units), None))


@cache
def _patterns() -> _Patterns:
    words = UnitWords.model_validate(parse_yaml(UNITS_FILE.read_text(encoding="utf-8")))
    names = {word: name for name, printed in words.units.items() for word in (name, *printed)}
    if unknown := set(words.units) - set(YUAN_PER_UNIT):
        raise ValueError(f"{UNITS_FILE.name}: {sorted(unknown)} are no units of money")
    unit = f"({either(*names)})"
    currency = f"(?:{either(*words.currency)})?"
    announced = f"(?:{either(*words.announced_by)})"
    # 单位：辆、万元 counts things beside money
    others = f"(?:(?!{either(*names)})[\u4e00-\u9fff%]{{1,4}}[、/,])*"
    with_colon = f"[:为]{others}{currency}[(/,]?{currency}:?{unit}(?:[、/,或]{unit})?"
    return _Patterns(
        announced=re.compile(f"{announced}{with_colon}"),
        bare=re.compile(f"{announced}{currency}[(]?{currency}{unit}(?![\u4e00-\u9fff])"),
        bracketed=re.compile(f"[(]{currency}[:/,]?{unit}[)]"),
        whole=re.compile(f"^[(]?{currency}[:(/,]?{unit}[)]*$"),
        names=names,
    )
