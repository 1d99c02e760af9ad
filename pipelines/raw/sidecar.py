"""The sidecar `<file>.yaml` that may stand beside a file: source, dates and number of its vintage.

Only what the sidecar says is read here; keeping it is in store.py, and what follows from it for the
order of vintages is in warehouse/meta/vintage_order.sql.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import yaml

ScalarPlace = tuple[str, int]


class SidecarError(ValueError):
    """A sidecar that cannot be used; the message names file and, where it can be told, line."""

    def __init__(self, path: Path, line: int | None, problem: str) -> None:
        where = f"{path}, line {line}" if line else str(path)
        super().__init__(f"{where}: {problem}")


def sidecar_facts(file: Path) -> dict[str, Any]:
    """What `<file>.yaml` says, as the store keeps it; nothing where there is no sidecar.

    published_on is an ISO date, retrieved_at an ISO timestamp (UTC where it names no zone), vintage
    a number from 1 on; stated_vintage_at is file and line of that number. Raises SidecarError.
    """
    path = file.with_name(file.name + ".yaml")
    if not path.exists():
        return {}
    content, places = _read(path)
    facts: dict[str, Any] = {"sidecar": content}
    for key, parse in _PARSERS.items():
        facts[key] = _parsed(path, key, parse, places)
    if facts["vintage"] is not None:
        facts["stated_vintage_at"] = f"{path.name}, line {places['vintage'][1]}"
    return facts


def _read(path: Path) -> tuple[dict[str, Any], dict[str, ScalarPlace]]:
    """The whole content, and of each scalar at the top its text and line."""
    try:
        text = path.read_text(encoding="utf-8")
        node = yaml.compose(text, Loader=yaml.SafeLoader)
        # Text as written: a date that does not exist must not break the copy that is kept.
        content = yaml.load(text, Loader=yaml.BaseLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else None
        raise SidecarError(path, line, f"not YAML: {error.problem}") from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise SidecarError(path, None, f"not YAML: {error}") from error
    if not isinstance(content, dict) or not isinstance(node, yaml.MappingNode):
        raise SidecarError(path, 1, "not a mapping of keys to values")
    places = {
        key.value: ("" if value.tag.endswith(":null") else value.value, key.start_mark.line + 1)
        for key, value in node.value
        if isinstance(value, yaml.ScalarNode)
    }
    return content, places


def _parsed(
    path: Path, key: str, parse: Callable[[str], Any], places: dict[str, ScalarPlace]
) -> Any:
    text, line = places.get(key, ("", 0))
    if not text:
        return None
    try:
        return parse(text)
    except ValueError as error:
        raise SidecarError(path, line, f"{key}: {text} is not {_MEANT[key]}") from error


def _vintage(text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text) < 1:
        raise ValueError(text)
    return int(text)


def _timestamp(text: str) -> str:
    moment = datetime.fromisoformat(text)
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC).isoformat()


_PARSERS: dict[str, Callable[[str], Any]] = {
    "source_url": str,
    "published_on": lambda text: date.fromisoformat(text).isoformat(),
    "retrieved_at": _timestamp,
    "vintage": _vintage,
}
_MEANT = {
    "source_url": "an address",
    "published_on": "an ISO date such as 2025-03-01",
    "retrieved_at": "an ISO timestamp such as 2025-03-01T08:00:00+08:00",
    "vintage": "a whole number from 1 on",
}
