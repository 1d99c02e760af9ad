"""The closed lexicon of performance forms: printed words → what a column, label or row means.

The words are in layouts/performance.yaml; where words stand on a form is found in form_grid.py.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import cast

from pipelines.conform.wording import squeeze
from pipelines.frames.knowledge_file import parse_yaml

ALL_FUNDS = "all"
OTHER_FUNDS = "other_funds"
# Columns that hold a number which is no money.
MEASURES = frozenset({"weight", "score", "execution_ratio", "execution_weight", "quantity"})
_YEAR = re.compile(r"^(?:20\d\d年?度?|\d{2}年)(?=\D)")
_BARE_YEAR = re.compile(r"^(?:其中[::]?)?(20\d\d)年(?:度)?$")
_OF_WHICH = re.compile(r"^其中[::]?(?:当年|本年)?(?=.)")
_MARKS = re.compile(r"\((?:[A-Z](?:/[A-Z])?|\d+分?|%|分|可选填写|年初设定|概述|度)\)")
_AROUND = "::。、*"


class LexiconError(ValueError):
    """The words file cannot be used; the message names file and entry."""


@dataclass(frozen=True)
class Word:
    """One header or label word: its kind (`column`, `fund`, `total` ...) and what it names."""

    kind: str
    name: str


@dataclass(frozen=True)
class Meaning:
    """What a column holds: `kind` is `amount`, the name of a column of words, or `unknown`.

    `fund` is a fund source; `nature`, `phase` and `year` are None where no header says them;
    `unit` is the money unit printed in the header; `of_period` is an amount of a project's whole
    period, of one year or of more.
    """

    kind: str
    fund: str = ALL_FUNDS
    nature: str | None = None
    phase: str | None = None
    unit: str | None = None
    year: int | None = None
    of_period: bool = False


@dataclass(frozen=True)
class TitleRule:
    """The form that a title proposes."""

    form_code: str
    when: re.Pattern[str]


@dataclass(frozen=True)
class Lexicon:
    """All words, by kind; every pattern matches a whole word."""

    titles: tuple[TitleRule, ...]
    words: Mapping[str, Mapping[str, re.Pattern[str]]]
    unit: re.Pattern[str]
    unit_line: re.Pattern[str]

    def form_of_title(self, title: str) -> str | None:
        """The form code that a squeezed title proposes."""
        return next((rule.form_code for rule in self.titles if rule.when.search(title)), None)

    def fund_of_title(self, title: str) -> str:
        """The fund source that a squeezed title says of all its amounts."""
        funds = self.words["title_funds"].items()
        return next((fund for fund, when in funds if when.search(title)), ALL_FUNDS)

    def find(self, kind: str, text: str) -> str | None:
        """The name under which a whole word is listed in one kind of words."""
        word = bare(text)
        named = self.words[kind].items()
        return next((name for name, when in named if word and when.fullmatch(word)), None)

    def label(self, text: str) -> str | None:
        """The label of a value to its right, or None."""
        return self.find("labels", text)

    def unit_in(self, text: str) -> str | None:
        """The money unit in brackets of a header or label."""
        found = self.unit.search(squeeze(text))
        return found["unit"] if found else None

    def header_words(self, text: str) -> Iterator[Word]:
        """Every way in which a word is known as a header; a bare year heads its amounts."""
        if _BARE_YEAR.match(squeeze(text)):
            yield Word("totals", "year")
        for kind in ("columns", "funds", "natures", "phases", "totals", "groups"):
            name = self.find(kind, text)
            if name:
                yield Word(kind, name)

    def is_header(self, text: str) -> bool:
        """Whether the word is known as a header of a column or of a group of columns."""
        return any(True for _ in self.header_words(text))

    def meaning(self, path: Sequence[str], parents: Mapping[str, str]) -> Meaning:
        """What the column under a header path (highest level first) holds.

        The lowest level says it; each level above must be known and must not contradict it.
        `parents` is the tree of fund sources.
        """
        levels = [list(self.header_words(text)) for text in path]
        if not levels or not all(levels):
            return Meaning("unknown")
        column = next((word.name for word in levels[-1] if word.kind == "columns"), None)
        amounts = [_amount_word(words) for words in levels]
        if column and (amounts[-1] is None or amounts[-1].kind == "groups"):
            return Meaning(column, phase=_first(amounts, "phases"))
        return self._amount(path, amounts, parents)

    def _amount(
        self, path: Sequence[str], words: Sequence[Word | None], parents: Mapping[str, str]
    ) -> Meaning:
        lowest = words[-1]
        if lowest is None or any(word is None for word in words) or lowest.kind == "groups":
            return Meaning("unknown")
        funds = [word.name for word in reversed(words) if word and word.kind == "funds"]
        if any(not _is_above(upper, lower, parents) for lower, upper in pairwise(funds)):
            return Meaning("unknown")
        units = [unit for text in reversed(path) if (unit := self.unit_in(text))]
        return Meaning(
            "amount",
            fund=_fund(funds[0]) if funds else ALL_FUNDS,
            nature=_first(words, "natures"),
            phase=_first(words, "phases"),
            unit=units[0] if units else None,
            year=next((year for text in reversed(path) if (year := _year(text))), None),
            of_period=any(word and word.name == "period" for word in words),
        )


def is_bare_year(text: str) -> bool:
    """Whether a header names a year and nothing else: 其中：2023年."""
    return _BARE_YEAR.match(squeeze(text)) is not None


def _year(text: str) -> int | None:
    bare_year = _BARE_YEAR.match(squeeze(text))
    if bare_year:
        return int(bare_year[1])
    found = _YEAR.match(squeeze(text))
    return int(found[0][:4]) if found and found[0].startswith("20") else None


def _fund(name: str) -> str:
    return OTHER_FUNDS if name == "other" else name


def _first(words: Sequence[Word | None], kind: str) -> str | None:
    return next((word.name for word in reversed(words) if word and word.kind == kind), None)


def _amount_word(words: Sequence[Word]) -> Word | None:
    """The word as a part of a header of amounts; a group of columns adds nothing."""
    order = ("funds", "natures", "phases", "totals", "groups")
    return next((word for kind in order for word in words if word.kind == kind), None)


def _is_above(upper: str, lower: str, parents: Mapping[str, str]) -> bool:
    """Whether a fund source is the other one or holds it."""
    while lower and lower != upper:
        lower = parents.get(lower, "")
    return lower == upper


def bare(text: str) -> str:
    """The word of a header or label: without year, unit, letters in brackets and 其中."""
    word = re.sub(r"[(](?:单位:)?[亿百万千]*元[)]", "", squeeze(text))
    word = _MARKS.sub("", word).strip(_AROUND)
    word = _YEAR.sub("", word)
    return _OF_WHICH.sub("", word).strip(_AROUND)


@cache
def load_lexicon(folder: Path) -> Lexicon:
    """Read performance.yaml of the layouts; raises LexiconError at an unknown or missing entry."""
    path = folder / "performance.yaml"
    content = parse_yaml(path.read_text(encoding="utf-8"))["performance"]
    kinds = {name: value for name, value in content.items() if name not in _SINGLE}
    _check(path, set(kinds) | (set(content) & _SINGLE))
    words = {kind: _patterns(path, kind, value) for kind, value in kinds.items()}
    return Lexicon(
        titles=tuple(TitleRule(one["form"], re.compile(one["when"])) for one in content["titles"]),
        words=words,
        unit=re.compile(content["unit"]),
        unit_line=re.compile(content["unit_line"]),
    )


_SINGLE = {"titles", "unit", "unit_line"}
_KINDS = {
    "title_funds",
    "columns",
    "funds",
    "totals",
    "natures",
    "phases",
    "groups",
    "labels",
    "indicator_levels",
    "revenue_heads",
    "total_rows",
    "purchase_categories",
}


def _check(path: Path, found: set[str]) -> None:
    wanted = _KINDS | _SINGLE
    if found != wanted:
        wrong = ", ".join(sorted(found ^ wanted))
        raise LexiconError(f"{path}: performance: unknown or missing entry: {wrong}")


def _patterns(path: Path, kind: str, value: object) -> dict[str, re.Pattern[str]]:
    """The patterns of one kind; a single pattern is named after its kind."""
    named = {kind: value} if isinstance(value, str) else cast(dict[str, object], value)
    try:
        return {name: re.compile(str(text)) for name, text in named.items()}
    except re.error as error:
        raise LexiconError(f"{path}: {kind}: {error}") from error
