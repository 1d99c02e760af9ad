"""Layouts: how one place and period words its forms, loaded from YAML.

What the patterns say stands in pipelines/conform/layouts; only their reading belongs here.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

DEFAULT_ASK = ("nature", "fund_source", "phase")


class LayoutError(ValueError):
    """A layout file that cannot be used; the message names file and entry."""


@dataclass(frozen=True)
class Rule:
    """One pattern and the coordinates it sets."""

    when: re.Pattern[str]
    sets: Mapping[str, str]
    line: str | None = None
    opens: bool = False


@dataclass(frozen=True)
class FormRule:
    """How a form is known by its title, and how its rows and columns are read."""

    form_code: str
    titles: tuple[re.Pattern[str], ...]
    unless: tuple[re.Pattern[str], ...]
    codes: re.Pattern[str] | None
    axes: tuple[str, ...]
    ask: tuple[str, ...]
    sets: Mapping[str, str]
    read: bool

    def matches(self, title: str) -> bool:
        wanted = any(pattern.search(title) for pattern in self.titles)
        return wanted and not any(pattern.search(title) for pattern in self.unless)


@dataclass(frozen=True)
class Layout:
    """All wording of one place; `places` is found in the names of its organisations, `own_forms`
    are those it does not inherit."""

    layout_id: str
    places: re.Pattern[str]
    forms: tuple[FormRule, ...]
    own_forms: tuple[FormRule, ...]
    columns: Mapping[str, tuple[Rule, ...]]
    rows: Mapping[str, tuple[Rule, ...]]
    unit_line: re.Pattern[str]
    unit_header: re.Pattern[str]
    empty_notes: tuple[re.Pattern[str], ...] = field(default=())

    def form_of(self, title: str, codes: Sequence[str]) -> FormRule | None:
        """The first form whose title pattern matches and whose codes fit those in the table."""
        for form in self.forms:
            fits = form.codes is None or any(form.codes.match(code) for code in codes)
            if fits and form.matches(title):
                return form
        return None


def load_layouts(folder: Path) -> dict[str, Layout]:
    """layout_id → layout, for every YAML file of the folder; raises LayoutError."""
    return _load(folder, tuple(sorted(folder.glob("*.yaml"))))


@cache
def _load(folder: Path, paths: tuple[Path, ...]) -> dict[str, Layout]:
    raw = {path.stem: yaml.safe_load(path.read_text(encoding="utf-8")) for path in paths}
    return {name: _layout(folder / f"{name}.yaml", raw) for name in raw if "layout" in raw[name]}


def _layout(path: Path, raw: Mapping[str, Any]) -> Layout:
    chain = _chain(path, raw)
    try:
        own = _forms(chain[0].get("forms", []))
        inherited = [form for layer in chain[1:] for form in _forms(layer.get("forms", []))]
        units = next(layer["units"] for layer in chain if "units" in layer)
        notes = [note for layer in chain for note in layer.get("empty_notes", [])]
        return Layout(
            layout_id=path.stem,
            places=re.compile(chain[0].get("places", "")),
            forms=(*own, *inherited),
            own_forms=tuple(own),
            columns=_merged(chain, "columns", _column_rule),
            rows=_merged(chain, "rows", _row_rule),
            unit_line=re.compile(units["line"]),
            unit_header=re.compile(units["header"]),
            empty_notes=tuple(re.compile(note) for note in notes),
        )
    except (KeyError, TypeError, re.error, StopIteration) as error:
        raise LayoutError(f"{path.name}: {error!r}") from error


def _chain(path: Path, raw: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    chain, name = [], path.stem
    while name:
        if name not in raw or raw[name] in chain:
            raise LayoutError(f"{path.name}: extends {name}, which is missing or extends itself")
        chain.append(raw[name])
        name = raw[name].get("extends")
    return chain


def _forms(entries: Sequence[Mapping[str, Any]]) -> list[FormRule]:
    return [
        FormRule(
            form_code=entry["form"],
            titles=tuple(re.compile(title) for title in entry["titles"]),
            unless=tuple(re.compile(title) for title in entry.get("unless", [])),
            codes=re.compile(entry["codes"]) if "codes" in entry else None,
            axes=tuple(entry.get("rows", [])),
            ask=tuple(entry.get("ask", DEFAULT_ASK)),
            sets=entry.get("set", {}),
            read=entry.get("read", True),
        )
        for entry in entries
    ]


def _merged(chain: Sequence[Mapping[str, Any]], part: str, build: Any) -> dict[str, Any]:
    names = dict.fromkeys(name for layer in chain for name in layer.get(part, {}))
    return {
        name: tuple(
            build(name, entry) for layer in chain for entry in layer.get(part, {}).get(name, [])
        )
        for name in names
    }


def _column_rule(name: str, entry: Mapping[str, Any]) -> Rule:
    if name == "roles":
        return Rule(re.compile(entry["when"]), {"role": entry["role"]})
    coordinate = name.split("_in_")[0]
    return Rule(re.compile(entry["when"]), {coordinate: entry["set"], **entry.get("also", {})})


def _row_rule(name: str, entry: Mapping[str, Any]) -> Rule:
    names = {"item": "item_code"}
    sets = {
        names.get(key, key): value
        for key, value in entry.items()
        if key in ("item", "flow", "nature", "fund_source")
    }
    return Rule(re.compile(entry["when"]), sets, entry.get("line"), entry.get("opens", False))
