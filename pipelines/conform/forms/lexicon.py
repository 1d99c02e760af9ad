"""The closed lexicon of header and row words, and the meaning of a word as a chain of its pieces.

The words stand in conform/lexicon/words.yaml; which columns and rows they belong to is told
elsewhere. A key that is no chain of known pieces has no meaning.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import MappingProxyType

from pydantic import BaseModel, ConfigDict

from pipelines.conform.code_book import CodeBook, load_code_book
from pipelines.conform.forms.place_words import PlaceFile, load_places
from pipelines.conform.forms.word_keys import header_key, label_key
from pipelines.frames.knowledge_file import KnowledgeError, read_strictly

_YEAR = re.compile(r"^(20\d\d)年?(?:度)?")
_YEAR_DIGITS = re.compile(r"^(20\d\d)")
_BARE_YEAR = re.compile(r"^20\d\d$|^20\d\d年(?:度)?$")
_BRACKETS = re.compile(r"[(][^()]*[)]$")
SHORTEST_NAME = 3
_OF_WHICH = re.compile(r"^其中[:：、]?")
# 2025年预算数比2024年预算数增减%
_COMPARED = re.compile(r"^.*[比较与](?:上年|去年|20\d\d年?)度?[^增变]*(?=[增变])")
# What a piece of a chain costs: pieces that state nothing are the dearer ones.
SAYS_SOMETHING, SAYS_NOTHING = 10, 11
NOTHING: Mapping[str, str] = MappingProxyType({})


class WordsFile(BaseModel):
    """lexicon/words.yaml: coordinate → value → words."""

    model_config = ConfigDict(extra="forbid")
    groups: list[str]
    organisations: list[str]
    neutral: list[str]
    years: dict[int, list[str]]
    phases: dict[str, list[str]]
    fund_source: dict[str, list[str]]
    nature: dict[str, list[str]]
    item: dict[str, list[str]]
    flow: dict[str, list[str]]
    balance: dict[str, list[str]]
    columns: dict[str, list[str]]
    rows: dict[str, list[str]]


@dataclass(frozen=True)
class Meaning:
    """What a word states: coordinates, the year it names, and whether it is a part (其中).

    `year` is absolute, `years_back` relative to the fiscal year (-1 for 上年).
    """

    sets: Mapping[str, str] = field(default_factory=dict)
    year: int | None = None
    years_back: int | None = None
    is_part: bool = False

    @property
    def says_nothing(self) -> bool:
        return not self.sets and self.year is None and self.years_back is None

    @property
    def is_of_time(self) -> bool:
        """Whether the word names a year, a phase (年初预算数) or both, and nothing else."""
        return not self.says_nothing and set(self.sets) <= {"phase"}


@dataclass(frozen=True)
class Lexicon:
    """All pieces with what they set, whole words, kinds of columns and kinds of rows."""

    pieces: Mapping[str, tuple[tuple[str, str], ...]]
    whole_flow: Mapping[str, str]
    balance: Mapping[str, str]
    relative_years: Mapping[str, int]
    column_kinds: Mapping[str, str]
    row_kinds: Mapping[str, str]
    groups: frozenset[str]
    organisations: tuple[str, ...]
    book: CodeBook

    def column_kind(self, level: str) -> str | None:
        """sequence, ratio, change, text, count, unit_name, project_name, code, name or year."""
        key = _OF_WHICH.sub("", header_key(level))
        words = (key, _YEAR.sub("", key), _COMPARED.sub("", key))
        return next((self.column_kinds[word] for word in words if word in self.column_kinds), None)

    def is_group(self, level: str) -> bool:
        """Whether a header level only groups those below it."""
        return header_key(level) in self.groups

    def is_organisation(self, label: str) -> bool:
        """Whether a label ends as the names of organisations do."""
        bare = _BRACKETS.sub("", label_key(label))
        return len(bare) > SHORTEST_NAME and bare.endswith(self.organisations)

    def row_kind(self, label: str) -> str | None:
        """Which total a row label is; None for any other label."""
        return self.row_kinds.get(label_key(label))

    def is_bare_total(self, label: str) -> bool:
        """Whether a label is 合计 or 小计 and says nothing of what it adds up."""
        return self.row_kind(label) in ("total", "subtotal")

    def meaning(self, word: str, flow: str | None) -> Meaning | None:
        """What a printed word states where money flows so; None where it is unknown."""
        key = header_key(word)
        is_part = bool(re.match("其中", word.strip()) or _OF_WHICH.match(key))
        found = self._of_key(_OF_WHICH.sub("", key), flow)
        return Meaning(found.sets, found.year, found.years_back, is_part) if found else None

    def _of_key(self, key: str, flow: str | None) -> Meaning | None:
        if not key:
            return Meaning()
        if key in self.balance:
            return Meaning(_balance(self.balance[key], flow))
        if (carried := self._carried(key, flow)) is not None:
            return Meaning(carried)
        if key in self.whole_flow:
            return Meaning({"flow": self.whole_flow[key]})
        if _BARE_YEAR.match(key):
            return Meaning(year=int(key[:4]))
        sets = self._chain(key)
        return Meaning(sets) if sets is not None else self._dated(key, flow)

    def _carried(self, key: str, flow: str | None) -> Mapping[str, str] | None:
        """Carried-over money of a fund: 一般公共预算拨款结转."""
        for cut in range(len(key) - 1, 1, -1):
            item = self.balance.get(key[cut:])
            fund = self._chain(key[:cut]) if item else None
            if item and fund and set(fund) == {"fund_source"}:
                return {**fund, **_balance(item, flow)}
        return None

    def _dated(self, key: str, flow: str | None) -> Meaning | None:
        """A year in front of a known word: 2026年预算数, 上年决算数."""
        # 2021年初预算数: the word may belong to the year or to what follows
        for pattern in (_YEAR, _YEAR_DIGITS):
            found = pattern.match(key)
            rest = self._of_key(key[found.end() :], flow) if found else None
            if found and rest:
                return Meaning(rest.sets, year=int(found[1]))
        for word in sorted(self.relative_years, key=len, reverse=True):
            if key.startswith(word):
                rest = self._of_key(key.removeprefix(word), flow)
                return rest and Meaning(rest.sets, years_back=self.relative_years[word])
        return None

    def _chain(self, key: str) -> Mapping[str, str] | None:
        """The coordinates of the chain with the fewest pieces (of two such chains, of the one that
        says more); None where no chain fits."""
        best: list[tuple[tuple[str, str], ...] | None] = [None] * (len(key) + 1)
        costs = [0] + [SAYS_NOTHING * (len(key) + 1)] * len(key)
        best[0] = ()
        for end in range(1, len(key) + 1):
            for start in range(end):
                piece = self.pieces.get(key[start:end])
                before = best[start]
                if piece is None or before is None:
                    continue
                cost = costs[start] + (SAYS_SOMETHING if piece else SAYS_NOTHING)
                if cost < costs[end]:
                    costs[end], best[end] = cost, (*before, *piece)
        pairs = best[-1]
        return None if pairs is None else merged(pairs, self.book)


def merged(pairs: Sequence[tuple[str, str]], book: CodeBook) -> Mapping[str, str] | None:
    """Coordinates of several words; of two on one line of descent the narrower; else None."""
    sets: dict[str, str] = {}
    for name, value in pairs:
        known = sets.get(name)
        if known is None or known in ancestors(value, book):
            sets[name] = value
        elif known != value and value not in ancestors(known, book):
            return None
    return sets


def ancestors(value: str, book: CodeBook) -> Iterator[str]:
    """The parents of a fund source, nature or item, the nearest first."""
    parent = book.parent.get(value)
    while parent:
        yield parent
        parent = book.parent.get(parent)


def balance_item(word: str, flow: str | None) -> Mapping[str, str]:
    """Carried-over money as an item of the balance."""
    if word == "opening_balance":
        word = "opening_carryover"
    if word == "carryover_by_flow":
        word = "opening_carryover" if flow == "revenue" else "closing_carryover"
    return {"flow": "balance", "item_code": word}


def _balance(word: str, flow: str | None) -> Mapping[str, str]:
    """Carried-over money: in a form of expenditure it is the source of the money."""
    if flow == "expenditure" and word == "opening_carryover":
        return {"fund_source": "carryover"}
    if flow == "expenditure" and word == "non_fiscal_surplus_used":
        return {"fund_source": "non_fiscal_surplus"}
    return balance_item(word, flow)


@cache
def load_lexicon(folder: Path, codes: Path, places: tuple[str, ...] = ()) -> Lexicon:
    """The lexicon of words.yaml and of these places (division codes) over the code books.

    Raises KnowledgeError naming file and line, or the word of a place that is known already.
    """
    words = read_strictly(folder / "words.yaml", WordsFile)
    for code in places:
        words = _with_words_of(words, code, load_places(folder)[code].words)
    book = load_code_book(codes)
    years = {word: back for back, printed in words.years.items() for word in printed}
    return Lexicon(
        _pieces(words),
        _inverted(words.flow),
        _inverted(words.balance),
        years,
        _inverted(words.columns),
        {key: kind for kind, printed in words.rows.items() for key in map(label_key, printed)},
        frozenset(map(header_key, words.groups)),
        tuple(words.organisations),
        book,
    )


def _pieces(words: WordsFile) -> dict[str, tuple[tuple[str, str], ...]]:
    pieces: dict[str, tuple[tuple[str, str], ...]] = {}
    for name, group in _coordinate_groups(words):
        for value, printed in group.items():
            pieces |= {header_key(word): ((name, value),) for word in printed}
    # operating costs of agencies are public costs paid from the general public budget
    for word in words.item.get("agency_operation", ()):
        pieces[header_key(word)] += (("nature", "public"), ("fund_source", "general_public_budget"))
    for word in words.neutral:
        pieces.setdefault(header_key(word), ())
    return pieces


def _coordinate_groups(words: WordsFile) -> tuple[tuple[str, Mapping[str, list[str]]], ...]:
    return (
        ("fund_source", words.fund_source),
        ("nature", words.nature),
        ("item_code", words.item),
        ("phase", words.phases),
    )


def _with_words_of(national: WordsFile, code: str, place: PlaceFile) -> WordsFile:
    """The words of both; raises KnowledgeError for a word or a value that does not fit."""
    joined = national.model_dump()
    for group, added in place.model_dump(exclude={"division_name"}).items():
        if isinstance(added, list):
            joined[group] = [*joined[group], *added]
            continue
        known = {header_key(word): value for value, had in joined[group].items() for word in had}
        for value, printed in added.items():
            for word in printed:
                if value not in joined[group]:
                    raise KnowledgeError(f"places/{code}.yaml: {group}: no such value {value!r}")
                if header_key(word) in known:
                    means = known[header_key(word)]
                    raise KnowledgeError(f"places/{code}.yaml: {group}: {word} is {means} already")
                joined[group][value] = [*joined[group][value], word]
    return WordsFile.model_validate(joined)


def _inverted(group: Mapping[str, Sequence[str]]) -> dict[str, str]:
    return {header_key(word): value for value, printed in group.items() for word in printed}
