"""What a release says of itself: its tables, views and macros, and what their columns mean.

All of it stands in the DuckDB file, in the comments that the load stage writes, so that an older
release is described as it is.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import duckdb

_COMMENT = re.compile(r"(?P<zh>.*?)：(?P<more_zh>.*) / (?P<en>[^:/]+): (?P<more_en>.*)", re.DOTALL)
_RELATIONS = """
SELECT schema_name, table_name, 'table', comment, estimated_size, NULL FROM duckdb_tables()
WHERE NOT internal
UNION ALL
SELECT schema_name, view_name, 'view', comment, NULL, NULL FROM duckdb_views() WHERE NOT internal
UNION ALL
SELECT schema_name, function_name, 'macro', comment, NULL, parameters FROM duckdb_functions()
WHERE function_type = 'table_macro' AND NOT internal
ORDER BY ALL
"""
_COLUMNS = """
SELECT column_name, data_type, comment FROM duckdb_columns()
WHERE schema_name = $schema AND table_name = $name ORDER BY column_index
"""


@dataclass(frozen=True)
class Text:
    """One thing said in both languages; where a comment has only one, both are that one."""

    zh: str
    en: str

    def in_language(self, language: str) -> str:
        """The Chinese or the English."""
        return self.zh if language == "zh" else self.en


@dataclass(frozen=True)
class ReleaseColumn:
    """One column: DuckDB's type, and what it means."""

    name: str
    type: str
    meaning: Text


@dataclass(frozen=True)
class ReleaseTable:
    """One table, view or macro; `rows` is known of tables, `parameters` of macros."""

    schema: str
    name: str
    kind: str
    comment: str
    rows: int | None
    parameters: tuple[str, ...]

    @property
    def qualified(self) -> str:
        """`schema.name`."""
        return f"{self.schema}.{self.name}"

    @property
    def call(self) -> str:
        """How it stands after FROM: a macro with its parameters."""
        if self.kind != "macro":
            return self.qualified
        return f"{self.qualified}({', '.join(self.parameters)})"

    @cached_property
    def _parts(self) -> re.Match[str] | None:
        return _COMMENT.fullmatch(self.comment)

    @property
    def title(self) -> Text:
        """What it is, in a few words."""
        return Text(self._parts["zh"], self._parts["en"]) if self._parts else Text("", "")

    @property
    def meaning(self) -> Text:
        """What it is, at length."""
        if self._parts is None:
            return Text(self.comment, self.comment)
        return Text(self._parts["more_zh"], self._parts["more_en"])


def release_tables(con: duckdb.DuckDBPyConnection) -> list[ReleaseTable]:
    """Everything that can be read, by name."""
    return [
        ReleaseTable(schema, name, kind, comment or "", rows, tuple(parameters or ()))
        for schema, name, kind, comment, rows, parameters in con.execute(_RELATIONS).fetchall()
    ]


def release_columns(con: duckdb.DuckDBPyConnection, table: ReleaseTable) -> list[ReleaseColumn]:
    """The columns of a table or view; a macro's are those of the rows it gives."""
    if table.kind == "macro":
        return list(_columns_of_macro(con, table))
    found = con.execute(_COLUMNS, {"schema": table.schema, "name": table.name}).fetchall()
    return [ReleaseColumn(name, kind, _text(comment)) for name, kind, comment in found]


def _columns_of_macro(
    con: duckdb.DuckDBPyConnection, table: ReleaseTable
) -> Iterator[ReleaseColumn]:
    """A macro has no comments of columns: a column of the same name elsewhere tells the meaning."""
    nothing = ", ".join("NULL" for _ in table.parameters)
    known = dict(
        con.execute(
            "SELECT column_name, min_by(comment, schema_name <> 'mart') FROM duckdb_columns()"
            " WHERE NOT internal AND comment IS NOT NULL GROUP BY ALL"
        ).fetchall()
    )
    for name, kind, *_ in con.execute(f"DESCRIBE FROM {table.qualified}({nothing})").fetchall():
        yield ReleaseColumn(name, kind, _text(known.get(name)))


def _text(comment: str | None) -> Text:
    zh, slash, en = (comment or "").partition(" / ")
    return Text(zh, en if slash else zh)
