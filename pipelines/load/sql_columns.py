"""The columns that the front matter of a SQL file declares, with their descriptions.

A description that several tables share stands once in warehouse/columns.yaml; a column without its
own words takes those of its name, or of the name after `described_as`. Files, their queries and
their order are in sql_table.py.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, RootModel

from pipelines.frames.knowledge_file import read_strictly
from pipelines.locations import TABLES

COLUMNS = TABLES / "columns.yaml"
_KEYS = {"type", "zh", "en", "unit", "references", "described_as"}


@dataclass(frozen=True)
class SqlColumn:
    """One column; `type` is DuckDB's, `references` is `schema.table.column` of a dimension."""

    name: str
    type: str
    zh: str
    en: str
    unit: str | None = None
    references: str | None = None

    @property
    def description(self) -> str:
        """Chinese, then English, as it stands in comments and schemas."""
        return f"{self.zh} / {self.en}"


class SharedDescription(BaseModel):
    """One entry of columns.yaml, in both languages."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_min_length=1)

    zh: str
    en: str


class _SharedDescriptions(RootModel[dict[str, SharedDescription]]):
    """The whole file: name of the description → its words."""


@cache
def shared_descriptions(path: Path = COLUMNS) -> Mapping[str, SharedDescription]:
    """The descriptions that tables share, by name; raises KnowledgeError."""
    return read_strictly(path, _SharedDescriptions).root


def declared_columns(columns: Mapping[str, Mapping[str, str]]) -> tuple[SqlColumn, ...]:
    """The columns of one front matter; raises ValueError that names the column and its trouble."""
    return tuple(_column(name, facts) for name, facts in columns.items())


def _column(name: str, facts: Mapping[str, str]) -> SqlColumn:
    if unknown := set(facts) - _KEYS:
        raise ValueError(f"column {name} has unknown {sorted(unknown)}")
    zh, en = _words(name, facts)
    missing = [
        key for key, text in (("type", facts.get("type")), ("zh", zh), ("en", en)) if not text
    ]
    if missing:
        raise ValueError(f"column {name} lacks {', '.join(missing)}")
    return SqlColumn(name, facts["type"], zh, en, facts.get("unit"), facts.get("references"))


def _words(name: str, facts: Mapping[str, str]) -> tuple[str, str]:
    """Its own words, or shared ones; never half of each."""
    borrowed = facts.get("described_as")
    if "zh" in facts or "en" in facts:
        if borrowed is not None:
            raise ValueError(f"column {name} has words of its own and described_as")
        return facts.get("zh", ""), facts.get("en", "")
    found = shared_descriptions().get(borrowed or name)
    if found is None and borrowed is not None:
        raise ValueError(f"column {name} is described_as {borrowed}: not in {COLUMNS.name}")
    return (found.zh, found.en) if found else ("", "")
