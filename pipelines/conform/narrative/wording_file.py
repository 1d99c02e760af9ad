"""The wording of the text, loaded from layouts/narrative.yaml.

What the patterns say stands in the file; only their reading and compiling belongs here.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml


@dataclass(frozen=True)
class Subject:
    """A pattern in the lead of a number, and the coordinates it sets."""

    when: re.Pattern[str]
    sets: Mapping[str, str]
    phases: tuple[str, ...]
    in_context: Mapping[str, tuple[str, ...]]
    otherwise: Mapping[str, str]


@dataclass(frozen=True)
class StatisticRule:
    """A pattern at the end of the lead; `then` must follow the unit, `follows` come before."""

    statistic_code: str
    units: tuple[str, ...]
    when: re.Pattern[str]
    follows: str | None
    then: re.Pattern[str] | None


@dataclass(frozen=True)
class NarrativeWording:
    """All patterns of the text; `words` are the single ones by name."""

    contexts: tuple[tuple[re.Pattern[str], Mapping[str, str]], ...]
    subjects: tuple[Subject, ...]
    wholes: tuple[tuple[re.Pattern[str], Mapping[str, Any]], ...]
    statistics: tuple[StatisticRule, ...]
    passages: tuple[tuple[re.Pattern[str], str], ...]
    words: Mapping[str, re.Pattern[str]]


class NarrativeWordingError(ValueError):
    """The wording file cannot be used; the message says why."""


@cache
def load_wording(folder: Path) -> NarrativeWording:
    """Read `narrative.yaml` of the layouts; raises NarrativeWordingError."""
    path = folder / "narrative.yaml"
    try:
        return _wording(yaml.safe_load(path.read_text(encoding="utf-8"))["narrative"])
    except (KeyError, TypeError, re.error) as error:
        raise NarrativeWordingError(f"{path.name}: {error!r}") from error


def _wording(content: Mapping[str, Any]) -> NarrativeWording:
    compiled = re.compile
    return NarrativeWording(
        contexts=tuple((compiled(each["when"]), each["set"]) for each in content["contexts"]),
        subjects=tuple(_subject(each) for each in content["subjects"]),
        wholes=tuple((compiled(each["when"]), each["set"]) for each in content["wholes"]),
        statistics=tuple(_statistic(each) for each in content["statistics"]),
        passages=tuple((compiled(each["when"]), each["kind"]) for each in content["passages"]),
        words={name: compiled(text) for name, text in content.items() if isinstance(text, str)},
    )


def _subject(entry: Mapping[str, Any]) -> Subject:
    context = {name: tuple(values) for name, values in entry.get("in_context", {}).items()}
    phases = tuple(entry.get("phases", ()))
    otherwise = entry.get("otherwise", {})
    return Subject(re.compile(entry["when"]), entry["set"], phases, context, otherwise)


def _statistic(entry: Mapping[str, Any]) -> StatisticRule:
    return StatisticRule(
        statistic_code=entry["statistic_code"],
        units=tuple(entry["units"]),
        when=re.compile(entry["when"]),
        follows=entry.get("follows"),
        then=re.compile(entry["then"]) if "then" in entry else None,
    )
