"""Conditions of ties (a mapping of column to value) as SQL over the relation `figure`.

A value is a text, a list of texts, null, or one of {starts: text}, {matches: pattern},
{present: true}, {nonzero: true}. A list of mappings means any of them.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from pipelines.load.sql_table import literal

Condition = Mapping[str, Any] | Sequence[Mapping[str, Any]]


def condition(where: Condition) -> str:
    """The SQL condition; `true` for an empty one."""
    if not isinstance(where, Mapping):
        return "(" + " OR ".join(condition(each) for each in where) + ")"
    parts = [_one(column, value) for column, value in where.items()]
    return "(" + " AND ".join(parts) + ")" if parts else "true"


def _one(column: str, value: Any) -> str:
    name = f'"{column}"'
    if value is None:
        return f"{name} IS NULL"
    if isinstance(value, bool):
        return name if value else f"NOT {name}"
    if isinstance(value, list):
        return f"{name} IN ({', '.join(literal(str(each)) for each in value)})"
    if isinstance(value, Mapping):
        return " AND ".join(_special(name, kind, text) for kind, text in value.items())
    return f"{name} = {literal(str(value))}"


def _special(name: str, kind: str, text: Any) -> str:
    made = {
        "starts": f"starts_with({name}, {literal(str(text))})",
        "matches": f"regexp_full_match({name}, {literal(str(text))})",
        "present": f"{name} IS NOT NULL",
        "nonzero": f"{name} <> 0",
    }
    if kind not in made:
        raise ValueError(f"{name}: unknown condition {kind}")
    return made[kind]
