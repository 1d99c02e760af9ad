"""The ties as written in expectations/ties/*.yaml and the rules in expectations/rules/*.yaml.

Only reading and checking the files belongs here; what a tie becomes in SQL is in operands.py.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, TypeVar, cast, get_args

from pipelines.frames.knowledge_file import parse_yaml
from pipelines.locations import RULES, TIES
from pipelines.validate.outcomes import Severity

KINDS = ("rollup", "sum", "ratio", "witness", "linked")
RELATIONS = ("equal", "at_most", "at_least")
Where = Mapping[str, Any]
_TEXTS = ("zh", "en", "source")
_TIE_KEYS = {"tie", "severity", "applies", "unless", "relation", *_TEXTS, *KINDS}
_RULE_KEYS = {"rule", "severity", "query", "applies", "message_zh", "message_en", *_TEXTS}


class TieFileError(ValueError):
    """A tie file that cannot be used; the message names file and tie."""


@dataclass(frozen=True)
class Tie:
    """One stated relation. `kind` says which shape `facts` has; see expectations/ties/README.md."""

    tie_id: str
    kind: str
    severity: Severity
    relation: str
    zh: str
    en: str
    source: str
    facts: Mapping[str, Any]
    applies: Where
    unless: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True)
class Rule:
    """A rule that is not arithmetic: a query that returns only the rows that break it.

    `applies` is a condition on meta.document; the messages are templates over the query's columns.
    """

    rule_id: str
    severity: Severity
    zh: str
    en: str
    source: str
    query: str
    applies: str
    message_zh: str
    message_en: str


Entry = TypeVar("Entry", Tie, Rule)


@cache
def load_ties(folder: Path = TIES) -> tuple[Tie, ...]:
    """Every tie of the folder; TieFileError for a malformed or repeated one."""
    return tuple(_unique([_tie(name, entry) for name, entry in _entries(folder, "ties")]))


@cache
def load_rules(folder: Path = RULES) -> tuple[Rule, ...]:
    """Every rule of the folder; TieFileError for a malformed or repeated one."""
    return tuple(_unique([_rule(name, entry) for name, entry in _entries(folder, "rules")]))


def _entries(folder: Path, key: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for path in sorted(folder.glob("*.yaml")):
        content = parse_yaml(path.read_text(encoding="utf-8"))
        entries = content.get(key) if isinstance(content, dict) else None
        if not isinstance(entries, list) or not entries:
            raise TieFileError(f"{path.name}: no list of {key}")
        for entry in entries:
            yield path.name, entry


def _unique(found: list[Entry]) -> list[Entry]:
    names = [each.tie_id if isinstance(each, Tie) else each.rule_id for each in found]
    if repeated := {name for name in names if names.count(name) > 1}:
        raise TieFileError(f"there twice: {', '.join(sorted(repeated))}")
    return found


def _tie(file_name: str, entry: Mapping[str, Any]) -> Tie:
    name = f"{file_name}, tie {entry.get('tie')}"
    kinds = [kind for kind in KINDS if kind in entry]
    if len(kinds) != 1:
        raise TieFileError(f"{name}: needs exactly one of {', '.join(KINDS)}")
    _check(name, entry, _TIE_KEYS, ("tie", *_TEXTS))
    relation = entry.get("relation", "equal")
    if relation not in RELATIONS:
        raise TieFileError(f"{name}: relation is {', '.join(RELATIONS)}, not {relation}")
    return Tie(
        tie_id=entry["tie"],
        kind=kinds[0],
        severity=_severity(name, entry),
        relation=relation,
        **{key: " ".join(str(entry[key]).split()) for key in _TEXTS},
        facts=entry[kinds[0]],
        applies=entry.get("applies", {}),
        unless=tuple(entry.get("unless", ())),
    )


def _rule(file_name: str, entry: Mapping[str, Any]) -> Rule:
    name = f"{file_name}, rule {entry.get('rule')}"
    _check(name, entry, _RULE_KEYS, ("rule", "query", "message_zh", "message_en", *_TEXTS))
    texts = {key: " ".join(str(entry[key]).split()) for key in _TEXTS}
    return Rule(
        rule_id=entry["rule"],
        severity=_severity(name, entry),
        **texts,
        query=entry["query"],
        applies=entry.get("applies", "true"),
        message_zh=entry["message_zh"],
        message_en=entry["message_en"],
    )


def _check(name: str, entry: Mapping[str, Any], known: set[str], needed: tuple[str, ...]) -> None:
    if unknown := set(entry) - known:
        raise TieFileError(f"{name}: unknown key {', '.join(sorted(unknown))}")
    if missing := [key for key in needed if not entry.get(key)]:
        raise TieFileError(f"{name}: no {', '.join(missing)}")


def _severity(name: str, entry: Mapping[str, Any]) -> Severity:
    severity = entry.get("severity", "warning")
    if severity not in get_args(Severity):
        raise TieFileError(f"{name}: severity is one of {', '.join(get_args(Severity))}")
    return cast(Severity, severity)
