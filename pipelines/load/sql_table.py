"""SQL files with front matter: what a table is called, what its columns mean, and its query.

Reading, checking and ordering the files is here; running them is in table_build.py. What the tables
mean is in the files themselves (warehouse/**/*.sql), never in Python.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import Any

import duckdb
import yaml

from pipelines.frames.knowledge_file import parse_yaml
from pipelines.load.scope_tables import one_scope
from pipelines.load.sql_columns import SqlColumn, declared_columns

SCHEMAS = ("meta", "core", "quality", "mart", "by_scope", "internal")
KINDS = ("table", "view", "macro", "table_macro")
_FILE = re.compile(r"\A/\*\s*---\n(?P<front>.*?)\n---\s*\*/\s*(?P<sql>.*)\Z", re.DOTALL)
_NAME = re.compile(rf"({'|'.join(SCHEMAS)})\.[a-z][a-z0-9_]*")
_TEXTS = ("title_zh", "title_en", "description_zh", "description_en")
_KEYS = {"name", "kind", "grain", "columns", "default_scope", *_TEXTS}


class SqlTableError(ValueError):
    """A SQL file that cannot be used; the message begins with the file's path."""

    def __init__(self, path: Path, problem: str) -> None:
        super().__init__(f"{path}: {problem}")


@dataclass(frozen=True)
class SqlTable:
    """One file: a table, view or macro; `grain` names the columns that identify a row.

    A `macro` gives a value and may stand in the queries of tables; a `table_macro` gives rows and
    reads tables.
    """

    path: Path
    schema: str
    name: str
    kind: str
    title_zh: str
    title_en: str
    description_zh: str
    description_en: str
    grain: tuple[str, ...]
    columns: tuple[SqlColumn, ...]
    sql: str
    default_scope: bool = False

    @property
    def qualified(self) -> str:
        """`schema.name`."""
        return f"{self.schema}.{self.name}"

    @property
    def has_rows(self) -> bool:
        """Whether rows stand in it without being asked for with parameters."""
        return self.kind in ("table", "view")

    @property
    def signature(self) -> str:
        """`schema.name(parameters)` of a macro."""
        return self.qualified + self.sql[: self.sql.index(")") + 1]

    @property
    def comment(self) -> str:
        """Titles and descriptions in both languages."""
        zh, en = self.title_zh, self.title_en
        return f"{zh}：{self.description_zh} / {en}: {self.description_en}"


def load_tables(folder: Path) -> dict[str, SqlTable]:
    """Tables and views below `folder` by qualified name, each after those it reads.

    Raises SqlTableError for a file that is malformed, refers to nothing, or is part of a cycle.
    """
    files = [file for file in _load(folder) if file.has_rows]
    tables = _by_name(files)
    _check_references(tables)
    return {name: tables[name] for name in creation_order(tables)}


def load_macros(folder: Path) -> list[SqlTable]:
    """The macros of one value below `folder`, in order of their names."""
    return list(_by_name(file for file in _load(folder) if file.kind == "macro").values())


def load_table_macros(folder: Path) -> list[SqlTable]:
    """The macros that give rows, each after those it calls; DuckDB wants their tables before."""
    macros = _by_name(file for file in _load(folder) if file.kind == "table_macro")
    calls = {
        name: [other for other in macros if other != name and f"{other}(" in macro.sql]
        for name, macro in macros.items()
    }
    return [macros[name] for name in _in_order(calls, macros)]


def _load(folder: Path) -> list[SqlTable]:
    paths = sorted(folder.rglob("*.sql"))
    parsed = (parse_sql_table(path, path.read_text(encoding="utf-8")) for path in paths)
    return [table for file in parsed for table in one_scope(file)]


def _by_name(files: Iterable[SqlTable]) -> dict[str, SqlTable]:
    tables: dict[str, SqlTable] = {}
    for file in files:
        if file.qualified in tables:
            other = tables[file.qualified].path
            raise SqlTableError(file.path, f"{file.qualified} is already defined in {other}")
        tables[file.qualified] = file
    return tables


@cache
def parse_sql_table(path: Path, text: str) -> SqlTable:
    """One file; raises SqlTableError that says what is missing or wrong in it."""
    found = _FILE.match(text)
    if found is None:
        raise SqlTableError(path, "does not begin with front matter: /* --- ... --- */")
    front = _front_matter(path, found["front"])
    schema, _, name = front["name"].partition(".")
    table = SqlTable(
        path=path,
        schema=schema,
        name=name,
        kind=front["kind"],
        **{key: front[key].strip() for key in _TEXTS},
        grain=tuple(front.get("grain") or ()),
        columns=_columns(path, front.get("columns") or {}),
        sql=found["sql"].strip().rstrip(";"),
        default_scope=front.get("default_scope", False),
    )
    _check_table(table)
    return table


def _front_matter(path: Path, text: str) -> Mapping[str, Any]:
    try:
        front = parse_yaml(text)
    except yaml.YAMLError as error:
        raise SqlTableError(path, f"the front matter is not YAML: {error}") from error
    if not isinstance(front, dict):
        raise SqlTableError(path, "the front matter is not a mapping")
    if unknown := set(front) - _KEYS:
        raise SqlTableError(path, f"unknown in the front matter: {', '.join(sorted(unknown))}")
    for key in ("name", "kind", *_TEXTS):
        if not isinstance(front.get(key), str) or not front[key].strip():
            raise SqlTableError(path, f"the front matter has no {key}")
    return front


def _columns(path: Path, columns: Mapping[str, Mapping[str, str]]) -> tuple[SqlColumn, ...]:
    try:
        return declared_columns(columns)
    except ValueError as error:
        raise SqlTableError(path, str(error)) from error


def _check_table(table: SqlTable) -> None:
    if not _NAME.fullmatch(table.qualified):
        schemas = ", ".join(SCHEMAS)
        raise SqlTableError(table.path, f"{table.qualified} is not a name in one of {schemas}")
    if table.path.stem != table.name:
        raise SqlTableError(table.path, f"{table.qualified} belongs in {table.name}.sql")
    if table.kind not in KINDS:
        raise SqlTableError(table.path, f"kind {table.kind} is not one of {', '.join(KINDS)}")
    if table.has_rows and not (table.grain and table.columns):
        raise SqlTableError(table.path, "the front matter has no grain or no columns")
    names = [column.name for column in table.columns]
    if table.has_rows and (unknown := [name for name in table.grain if name not in names]):
        raise SqlTableError(table.path, f"the grain names no column: {', '.join(unknown)}")


def _check_references(tables: Mapping[str, SqlTable]) -> None:
    for table in tables.values():
        for column in table.columns:
            if column.references is None:
                continue
            name, _, target = column.references.rpartition(".")
            if name not in tables or all(other.name != target for other in tables[name].columns):
                problem = f"column {column.name} references {column.references}: no such column"
                raise SqlTableError(table.path, problem)


def creation_order(tables: Mapping[str, SqlTable]) -> list[str]:
    """Qualified names, each after the tables it reads; SqlTableError names the files of a cycle."""
    graph = {name: reads(table) for name, table in tables.items()}
    for name, used in graph.items():
        if unknown := {other for other in used if "." in other} - set(tables):
            raise SqlTableError(tables[name].path, f"reads {', '.join(sorted(unknown))}: no file")
    return _in_order({name: used & set(tables) for name, used in graph.items()}, tables)


def _in_order(graph: Mapping[str, Iterable[str]], tables: Mapping[str, SqlTable]) -> list[str]:
    inside = {name: sorted(used) for name, used in sorted(graph.items())}
    try:
        return list(TopologicalSorter(inside).static_order())
    except CycleError as error:
        circle = [str(tables[name].path) for name in error.args[1]]
        problem = f"these files read each other: {' <- '.join(circle)}"
        raise SqlTableError(tables[error.args[1][0]].path, problem) from error


@cache
def reads(table: SqlTable) -> frozenset[str]:
    """What the query reads: `schema.table`, or a bare name for a relation given by Python."""
    # get_table_names() would bind the query, and refuses USING over tables it cannot see yet.
    row = _parser().execute(f"SELECT json_serialize_sql({literal(table.sql)})").fetchone()
    tree = json.loads(row[0]) if row else {}
    if tree.get("error"):
        raise SqlTableError(table.path, f"DuckDB cannot parse the query: {tree['error_message']}")
    nodes = list(_nodes(tree))
    named = {entry["key"] for node in nodes for entry in node.get("cte_map", {}).get("map", [])}
    found = [node for node in nodes if node.get("type") == "BASE_TABLE"]
    bare = {node["table_name"] for node in found if not node["schema_name"]}
    return frozenset(_qualified(node) for node in found if node["schema_name"]) | (bare - named)


@cache
def _parser() -> duckdb.DuckDBPyConnection:
    """A connection that only parses; opening one for each file costs more than parsing."""
    return duckdb.connect()


def literal(text: str) -> str:
    """The text as a SQL string; DuckDB imports pandas at the first bound parameter."""
    return "'" + text.replace("'", "''") + "'"


def values(rows: Iterable[Sequence[object]]) -> str:
    """The rows as a list of SQL values: binding them one by one costs a hundred times as much."""
    return ", ".join(f"({', '.join(map(_value, row))})" for row in rows)


def _value(value: object) -> str:
    if value is None:
        return "NULL"
    return literal(value) if isinstance(value, str) else str(value)


def _qualified(node: Mapping[str, Any]) -> str:
    return f"{node['schema_name']}.{node['table_name']}"


def _nodes(tree: Any) -> Iterator[Mapping[str, Any]]:
    """Every mapping of a parsed query, at any depth."""
    if isinstance(tree, dict):
        yield tree
    parts = tree.values() if isinstance(tree, dict) else tree if isinstance(tree, list) else ()
    for part in parts:
        yield from _nodes(part)


def readers_of(tables: Mapping[str, SqlTable], source: str) -> list[str]:
    """Tables that read `source`, directly or through others; `tables` in creation order."""
    return readers_of_any(tables, {source})


def readers_of_any(tables: Mapping[str, SqlTable], sources: Set[str]) -> list[str]:
    """Tables that read any of the sources, directly or through others."""
    found: list[str] = []
    for name, table in tables.items():
        if reads(table) & {*sources, *found}:
            found.append(name)
    return found
