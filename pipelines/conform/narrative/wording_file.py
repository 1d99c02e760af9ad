"""The wording of the text, loaded from layouts/narrative.yaml and narrative_words.yaml.

What the patterns say stands in the file; only their reading and compiling belongs here. A pattern
may name a `fragments` entry in braces: `{boundary}收入预算`.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import Any, TypeVar

from pipelines.conform.narrative.word_names import COMMON_WORDS, WORDS
from pipelines.frames.knowledge_file import parse_yaml

Coordinates = Mapping[str, str]
T = TypeVar("T")
Compile = partial[re.Pattern[str]]
_LISTS = ("contexts", "subjects", "wholes", "statistics", "kinds", "natures", "counted", "passages")
_FRAGMENT = re.compile(r"\{([a-z_]+)\}")


@dataclass(frozen=True)
class Context:
    """Words of a heading, and what they say of the numbers below: `sets`, the likeliest first.

    `is_narrowed`: the budget that the heading above names is the one meant.
    """

    when: re.Pattern[str]
    sets: tuple[Coordinates, ...]
    is_narrowed: bool


@dataclass(frozen=True)
class Subject:
    """A pattern in the lead of a number, and the coordinates it sets.

    `sets` lists what the words can mean, the likeliest first; what is left open of the fund source
    is that of the heading, or else what `otherwise` says. A subject with `is_claimed` names an
    amount only in a claim about it (收入比上年增加), never a number of its own.
    """

    when: re.Pattern[str]
    sets: tuple[Coordinates, ...]
    phases: tuple[str, ...]
    in_context: Mapping[str, tuple[str, ...]]
    otherwise: Coordinates
    is_claimed: bool


@dataclass(frozen=True)
class Whole:
    """Words of the total that a share is of, and what they can mean, the likeliest first.

    `even` are meanings that are taken only where the share holds with them.
    """

    when: re.Pattern[str]
    sets: tuple[Coordinates, ...]
    even: tuple[Coordinates, ...]
    statistic_code: str | None


@dataclass(frozen=True)
class StatisticRule:
    """A pattern at the end of the lead; `then` must follow the unit, `follows` come before.

    `kinds` names the group of kinds that tell two numbers of the statistic apart; `has_own_kind`
    says that only the words right before a number name its kind, `is_own` that a number in a
    sentence about a unit below is none of it.
    """

    statistic_code: str
    units: tuple[str, ...]
    when: re.Pattern[str]
    follows: tuple[str, ...]
    then: re.Pattern[str] | None
    kinds: str | None
    has_own_kind: bool
    is_own: bool
    phases: tuple[str, ...]


@dataclass(frozen=True)
class StatisticKind:
    """A pattern in the words around a statistic, the group of kinds it belongs to, its code."""

    group: str
    kind: str
    when: re.Pattern[str]


@dataclass(frozen=True)
class NarrativeWording:
    """All patterns of the text; `words` are the single ones by name."""

    contexts: tuple[Context, ...]
    subjects: tuple[Subject, ...]
    wholes: tuple[Whole, ...]
    statistics: tuple[StatisticRule, ...]
    kinds: tuple[StatisticKind, ...]
    natures: tuple[tuple[str, re.Pattern[str]], ...]
    counted: Mapping[str, str]
    passages: tuple[tuple[re.Pattern[str], str], ...]
    levels: tuple[re.Pattern[str], ...]
    phases: tuple[tuple[str, re.Pattern[str]], ...]
    whole_paths: tuple[re.Pattern[str], ...]
    paths_below: tuple[re.Pattern[str], ...]
    words: Mapping[str, re.Pattern[str]]

    @property
    def class_tail(self) -> str:
        """The word that a class is named with and without."""
        return self.words["class_tail"].pattern


class NarrativeWordingError(ValueError):
    """The wording file cannot be used; the message says why."""


@cache
def load_wording(folder: Path) -> NarrativeWording:
    """Read the two files of the layouts; raises NarrativeWordingError."""
    common = _parsed(folder, "narrative_words", _common)
    return _parsed(folder, "narrative", partial(_wording, common=common))


def _parsed(folder: Path, name: str, parse: Callable[[Mapping[str, Any]], T]) -> T:
    path = folder / f"{name}.yaml"
    try:
        return parse(parse_yaml(path.read_text(encoding="utf-8"))[name])
    except (KeyError, TypeError, re.error) as error:
        raise NarrativeWordingError(f"{path.name}: {error!r}") from error


@dataclass(frozen=True)
class _Common:
    """What narrative_words.yaml says."""

    levels: tuple[re.Pattern[str], ...]
    phases: tuple[tuple[str, re.Pattern[str]], ...]
    whole_paths: tuple[re.Pattern[str], ...]
    paths_below: tuple[re.Pattern[str], ...]
    words: Mapping[str, re.Pattern[str]]


def _common(content: Mapping[str, Any]) -> _Common:
    compiled = partial(_compiled, content["fragments"])
    lists = ("fragments", "levels", "phases", "whole_paths", "paths_below")
    words = {name: compiled(text) for name, text in content.items() if name not in lists}
    _all_known("words", words, COMMON_WORDS)
    phases = tuple((each["phase"], compiled(each["when"])) for each in content["phases"])

    def patterns(name: str) -> tuple[re.Pattern[str], ...]:
        return tuple(compiled(each) for each in content[name])

    paths = patterns("whole_paths"), patterns("paths_below")
    return _Common(patterns("levels"), phases, *paths, words)


def _all_known(what: str, given: Iterable[str], known: frozenset[str]) -> None:
    """Each name that is asked for is given, and no other."""
    if wrong := known ^ set(given):
        raise KeyError(f"{what}: unknown or missing {sorted(wrong)}")


def _wording(content: Mapping[str, Any], common: _Common) -> NarrativeWording:
    fragments = content.get("fragments", {})
    compiled = partial(_compiled, fragments)
    entries = {name: list(_entries(name, content[name])) for name in _LISTS}
    singles = {name: text for name, text in content.items() if name not in (*_LISTS, "fragments")}
    _all_known("words", singles, WORDS)
    return NarrativeWording(
        contexts=tuple(_context(each, compiled) for each in entries["contexts"]),
        subjects=tuple(_subject(each, compiled) for each in entries["subjects"]),
        wholes=tuple(_whole(each, compiled) for each in entries["wholes"]),
        statistics=tuple(_statistic(each, compiled) for each in entries["statistics"]),
        kinds=tuple(
            StatisticKind(each["group"], each["kind"], compiled(each["when"]))
            for each in entries["kinds"]
        ),
        natures=tuple((each["nature"], compiled(each["when"])) for each in entries["natures"]),
        counted={each["statistic_code"]: each["item_code"] for each in entries["counted"]},
        passages=tuple((compiled(each["when"]), each["kind"]) for each in entries["passages"]),
        levels=common.levels,
        phases=common.phases,
        whole_paths=common.whole_paths,
        paths_below=common.paths_below,
        words={**common.words, **{name: compiled(text) for name, text in singles.items()}},
    )


_KEYS: Mapping[str, frozenset[str]] = {
    "contexts": frozenset({"when", "set", "or", "narrowed"}),
    "subjects": frozenset({"when", "set", "or", "phases", "in_context", "otherwise", "claimed"}),
    "wholes": frozenset({"when", "set", "or", "even", "statistic_code"}),
    "statistics": frozenset(
        {
            "statistic_code",
            "units",
            "when",
            "follows",
            "then",
            "kinds",
            "own_kind",
            "own_unit",
            "phases",
        }
    ),
    "kinds": frozenset({"group", "kind", "when"}),
    "natures": frozenset({"nature", "when"}),
    "counted": frozenset({"statistic_code", "item_code"}),
    "passages": frozenset({"kind", "when"}),
}


def _entries(name: str, entries: Iterable[Mapping[str, Any]]) -> Iterable[Mapping[str, Any]]:
    for entry in entries:
        if unknown := set(entry) - _KEYS[name]:
            raise KeyError(
                f"{name}: {next(iter(entry.values()))!r} has unknown keys {sorted(unknown)}"
            )
        yield entry


def _compiled(fragments: Mapping[str, str], text: str) -> re.Pattern[str]:
    """The pattern with its fragments put in, and the fragments of these."""
    while _FRAGMENT.search(text):
        text = _FRAGMENT.sub(lambda found: fragments[found[1]], text)
    return re.compile(text)


def _context(entry: Mapping[str, Any], compiled: partial[re.Pattern[str]]) -> Context:
    return Context(compiled(entry["when"]), _sets(entry), bool(entry.get("narrowed", False)))


def _subject(entry: Mapping[str, Any], compiled: partial[re.Pattern[str]]) -> Subject:
    context = {name: tuple(values) for name, values in entry.get("in_context", {}).items()}
    return Subject(
        when=compiled(entry["when"]),
        sets=_sets(entry),
        phases=tuple(entry.get("phases", ())),
        in_context=context,
        otherwise=entry.get("otherwise", {}),
        is_claimed=bool(entry.get("claimed", False)),
    )


def _sets(entry: Mapping[str, Any]) -> tuple[Coordinates, ...]:
    others: Sequence[Coordinates] = entry.get("or", ())
    return (entry["set"], *(entry["set"] | other for other in others))


def _whole(entry: Mapping[str, Any], compiled: partial[re.Pattern[str]]) -> Whole:
    sets = _sets(entry) if "set" in entry else ()
    even = tuple(entry.get("even", ()))
    return Whole(compiled(entry["when"]), sets, even, entry.get("statistic_code"))


def _statistic(entry: Mapping[str, Any], compiled: partial[re.Pattern[str]]) -> StatisticRule:
    follows = entry.get("follows", ())
    return StatisticRule(
        statistic_code=entry["statistic_code"],
        units=tuple(entry["units"]),
        when=compiled(entry["when"]),
        follows=(follows,) if isinstance(follows, str) else tuple(follows),
        then=compiled(entry["then"]) if "then" in entry else None,
        kinds=entry.get("kinds"),
        has_own_kind=bool(entry.get("own_kind", False)),
        is_own=bool(entry.get("own_unit", False)),
        phases=tuple(entry.get("phases", ())),
    )
