"""The sidecar `<file>.yaml` beside a file, and `_defaults.yaml` for all files of its folder.

A sidecar says where a file is from, when it was published and which vintage it is, and may state
what the file itself does not print: organisation, fiscal year, phase, scope, and which other file
it is a part of. Only what is said is read here; keeping it is in store.py, what follows from it in
conform and in warehouse/meta.
"""

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import yaml

from pipelines.raw.names import readable_name, readable_path

ScalarPlace = tuple[str, int]
DEFAULTS = "_defaults.yaml"
PHASES = ("budget", "adjusted", "final")
SCOPES = ("department", "unit")
IDENTITY = ("organisation", "fiscal_year", "phase", "scope")
# Kept for people to read; nothing is concluded from them.
ABOUT_THE_FILE = ("title", "statement", "note", "retypesets", "embedded_typefaces")
# What is true of one file only.
NOT_FOR_ALL = ("vintage", "part_of")
EARLIEST_YEAR, LATEST_YEAR = 2000, 2100
MOST_DIGITS = 6
LARGEST_BYTES = 256 * 1024
DEEPEST = 20
_CONTROL = {chr(code) for code in (*range(0x20), *range(0x7F, 0xA0))} - set("\t\n\r\x85")
_NO_LETTERS = _CONTROL | {chr(code) for code in range(0xD800, 0xE000)}
_SHA256 = re.compile(r"[0-9a-f]{64}")


class SidecarError(ValueError):
    """A sidecar that cannot be used; the message names file and, where it can be told, line."""

    def __init__(self, path: Path, line: int | None, problem: str) -> None:
        where = f"{readable_path(path)}, line {line}" if line else readable_path(path)
        super().__init__(f"{where}: {problem}")


@dataclass(frozen=True)
class Stated:
    """What a person stated of a file's disclosure; None where nothing is stated.

    `part_of` is the document_id of another file of the same disclosure. `defaults` names what was
    stated for the whole folder, which a file's own words overrule.
    """

    organisation: str | None = None
    fiscal_year: int | None = None
    phase: str | None = None
    scope: str | None = None
    part_of: str | None = None
    defaults: tuple[str, ...] = ()


NOTHING_STATED = Stated()


def sidecar_facts(file: Path, root: Path | None = None) -> dict[str, Any]:
    """What `<file>.yaml` and the `_defaults.yaml` up to `root` say, as the store keeps it.

    Nothing where there is neither. The nearer one speaks. published_on is an ISO date, retrieved_at
    an ISO timestamp (UTC where it names no zone), vintage a number from 1 on, stated_vintage_at
    file and line of that number, part_of a document_id. Raises SidecarError.
    """
    own = file.with_name(file.name + ".yaml")
    said = [_said(path, NOT_FOR_ALL) for path in _defaults(file.parent, root or file.parent)]
    has_own = _exists(own)
    said += [_said(own)] if has_own else []
    if not said:
        return {}
    facts: dict[str, Any] = {"sidecar": said[-1].content if has_own else {}}
    for each in said:
        facts |= each.facts
    of_file = said[-1].facts if has_own else {}
    facts["defaults"] = [key for key in IDENTITY if key in facts and key not in of_file]
    return dict.fromkeys(_PARSERS) | {"stated_vintage_at": None} | facts


@dataclass(frozen=True)
class _Said:
    """One YAML file: its whole content, and the facts of its known keys."""

    content: dict[str, Any]
    facts: dict[str, Any]


def _defaults(folder: Path, root: Path) -> Iterator[Path]:
    """The `_defaults.yaml` that speak for a folder, the nearest last."""
    within = [above for above in folder.parents if above.is_relative_to(root)]
    for above in (*reversed(within), folder):
        if (path := above / DEFAULTS).is_file():
            yield path


def _said(path: Path, refused: tuple[str, ...] = ()) -> _Said:
    content, places = _read(path)
    _check_keys(path, content, refused)
    facts = {key: _parsed(path, key, places) for key in _PARSERS if places.get(key, ("", 0))[0]}
    if "vintage" in facts:
        facts["stated_vintage_at"] = f"{readable_name(path.name)}, line {places['vintage'][1]}"
    return _Said(content, facts)


def _exists(path: Path) -> bool:
    """Whether there is anything of this name; a name too long for the file system is none."""
    try:
        path.lstat()
    except OSError:
        return False
    return True


def _check_keys(path: Path, content: Mapping[str, Any], refused: tuple[str, ...]) -> None:
    known = (*_PARSERS, *ABOUT_THE_FILE)
    lines = _text(path).splitlines()
    for key in content:
        if key in known and key not in refused:
            continue
        line = next((n for n, text in enumerate(lines, 1) if text.startswith(f"{key}:")), None)
        if key in refused:
            raise SidecarError(path, line, f"{key} is true of one file only")
        close = get_close_matches(str(key), known, 1)
        hint = f"; did you mean {close[0]}?" if close else ""
        raise SidecarError(path, line, f"unknown key {key}{hint}")


def _text(path: Path) -> str:
    if not path.is_file():
        raise SidecarError(path, None, "not a file")
    try:
        if path.stat().st_size > LARGEST_BYTES:
            raise SidecarError(path, None, f"larger than {LARGEST_BYTES // 1024} KiB")
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise SidecarError(path, None, f"cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise SidecarError(path, None, f"not UTF-8: {error.reason}") from error


def _read(path: Path) -> tuple[dict[str, Any], dict[str, ScalarPlace]]:
    """The whole content, and of each scalar at the top its text and line."""
    text = _text(path)
    try:
        _check_events(path, text)
        node = yaml.compose(text, Loader=yaml.SafeLoader)
        # Text as written: a date that does not exist must not break the copy that is kept.
        content = yaml.load(text, Loader=yaml.BaseLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else None
        raise SidecarError(path, line, f"not YAML: {error.problem}") from error
    except yaml.YAMLError as error:
        raise SidecarError(path, None, f"not YAML: {error}") from error
    if not isinstance(content, dict) or not isinstance(node, yaml.MappingNode):
        raise SidecarError(path, 1, "not a mapping of keys to values")
    places = {
        key.value: ("" if value.tag.endswith(":null") else value.value, key.start_mark.line + 1)
        for key, value in node.value
        if isinstance(value, yaml.ScalarNode)
    }
    return content, places


def _check_events(path: Path, text: str) -> None:
    """Refuse what a sidecar never needs: depth, copies of copies, and letters that are none."""
    depth = 0
    for event in yaml.parse(text, Loader=yaml.SafeLoader):
        line = event.start_mark.line + 1
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST:
            raise SidecarError(path, line, f"nested more than {DEEPEST} deep")
        if isinstance(event, yaml.AliasEvent):
            raise SidecarError(path, line, "an alias (*name); write out what it stands for")
        if isinstance(event, yaml.ScalarEvent) and not set(event.value).isdisjoint(_NO_LETTERS):
            raise SidecarError(path, line, "a control character or half of a character")


def _parsed(path: Path, key: str, places: Mapping[str, ScalarPlace]) -> Any:
    text, line = places[key]
    parse, meant = _PARSERS[key]
    try:
        return parse(path, text)
    except (ValueError, OSError) as error:
        raise SidecarError(path, line, f"{key}: {text} is not {meant}") from error


def _vintage(text: str) -> int:
    if not text.isascii() or not text.isdigit() or len(text) > MOST_DIGITS or int(text) < 1:
        raise ValueError(text)
    return int(text)


def _timestamp(text: str) -> str:
    moment = datetime.fromisoformat(text)
    _check_year(moment)
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC).isoformat()


def _date(text: str) -> str:
    day = date.fromisoformat(text)
    _check_year(day)
    return day.isoformat()


def _check_year(day: date) -> None:
    if not EARLIEST_YEAR <= day.year <= LATEST_YEAR:
        raise ValueError(day)


def _year(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not EARLIEST_YEAR <= int(text) <= LATEST_YEAR:
        raise ValueError(text)
    return int(text)


def _one_of(known: tuple[str, ...]) -> Callable[[Path, str], str]:
    def parse(_: Path, text: str) -> str:
        if text not in known:
            raise ValueError(text)
        return text

    return parse


def _part_of(path: Path, text: str) -> str:
    """The document_id of the other file: as written, or of the file of that name beside it."""
    if _SHA256.fullmatch(text):
        return text
    other = path.with_name(text)
    if not other.is_file():
        raise ValueError(text)
    return hashlib.sha256(other.read_bytes()).hexdigest()


# key → (how its text is read, what it ought to be)
_PARSERS: dict[str, tuple[Callable[[Path, str], Any], str]] = {
    "source_url": (lambda _, text: text, "an address"),
    "published_on": (
        lambda _, text: _date(text),
        "an ISO date such as 2025-03-01",
    ),
    "retrieved_at": (
        lambda _, text: _timestamp(text),
        "an ISO timestamp such as 2025-03-01T08:00:00+08:00",
    ),
    "vintage": (
        lambda _, text: _vintage(text),
        f"a whole number from 1 on, of at most {MOST_DIGITS} digits",
    ),
    "organisation": (lambda _, text: text.strip(), "a name"),
    "fiscal_year": (lambda _, text: _year(text), "a year such as 2025"),
    "phase": (_one_of(PHASES), f"one of {', '.join(PHASES)}"),
    "scope": (_one_of(SCOPES), f"one of {', '.join(SCOPES)}"),
    "part_of": (_part_of, "the name of a file beside it, or a document_id"),
}
