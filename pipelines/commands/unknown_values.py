"""Refuses an answer that is empty because something was asked for that does not exist.

An answer without rows, or with nothing but nulls and zeros, is one only where every organisation,
year, concept, rule and code in the question is known to the release. What is asked for is told from
the parsed question: the constants compared with such a column, and the arguments of table macros.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import duckdb

from pipelines.commands.suggestions import refuse_unknown
from pipelines.load.sql_table import literal

# Columns whose values are a closed list; what others hold (amounts, labels, texts) may be absent.
_KINDS: Mapping[str, tuple[str, ...]] = {
    "organisation_id": ("organisation_id", "organisation"),
    "organisation_name_zh": ("organisation_name_zh",),
    "function_code": ("function_code", "class_code", "section_code"),
    "economic_code": ("economic_code", "government_economic_code"),
    "fiscal_year": ("fiscal_year",),
    "concept": ("concept",),
    "rule_id": ("rule_id",),
    "form_code": ("form_code",),
    "item_code": ("item_code",),
    "statistic_code": ("statistic_code",),
    "fund_source": ("fund_source",),
    "nature": ("nature",),
    "phase": ("phase",),
    "scope": ("scope", "only_scope"),
    "flow": ("flow",),
    "division_code": ("division_code",),
}
_KIND_OF = {column: kind for kind, columns in _KINDS.items() for column in columns}
_ORGANISATIONS = """
SELECT organisation_id AS value, name_zh AS name FROM core.dim_organisation
UNION ALL SELECT name_key, NULL FROM core.organisation_name"""
# value and name; for kinds that are not here, the column itself is read wherever it stands
_KNOWN: Mapping[str, str] = {
    "organisation_id": _ORGANISATIONS,
    "organisation_name_zh": "SELECT name_zh AS value, NULL AS name FROM core.dim_organisation",
    "function_code": "SELECT function_code AS value, name_zh AS name FROM core.dim_function",
    "economic_code": "SELECT economic_code AS value, name_zh AS name FROM core.dim_economic",
    "form_code": "SELECT form_code AS value, name_zh AS name FROM core.dim_form",
    "item_code": "SELECT item_code AS value, name_zh AS name FROM core.dim_item",
    "fund_source": "SELECT fund_source AS value, name_zh AS name FROM core.dim_fund_source",
    "nature": "SELECT nature AS value, name_zh AS name FROM core.dim_nature",
    "division_code": "SELECT division_code AS value, name_zh AS name FROM core.dim_division",
}
_LIKE = {"~~", "~~*", "contains"}
_ZERO = re.compile(r"-?0(\.0*)?")


@dataclass(frozen=True)
class Asked:
    """One thing that a question asks for: a value of `kind`, or a part of one."""

    kind: str
    value: str
    is_part: bool


def is_void(first: list[tuple[Any, ...]]) -> bool:
    """Whether the first rows say nothing: none at all, or a single one of nulls and zeros."""
    return not first or (len(first) == 1 and all(_says_nothing(value) for value in first[0]))


def _says_nothing(value: Any) -> bool:
    return value is None or _ZERO.fullmatch(str(value)) is not None


def refuse_unknown_values(con: duckdb.DuckDBPyConnection, sql: str) -> None:
    """Raise UsageProblem for the first thing in a void question that the release does not know."""
    for asked in things_asked(con, sql):
        refuse_unless_known(con, asked)


def refuse_unless_known(con: duckdb.DuckDBPyConnection, asked: Asked) -> None:
    """Raise UsageProblem, with what may have been meant, where the release has no such value."""
    known = known_values(con, asked.kind)
    if known and not _is_known(asked, known):
        refuse_unknown(asked.kind, asked.value, known)


def known_values(con: duckdb.DuckDBPyConnection, kind: str) -> dict[str, str]:
    """Every value of a kind → its name, where it has one."""
    sql = _KNOWN.get(kind) or " UNION ".join(_holders(con, kind))
    rows = con.execute(f"SELECT value::VARCHAR, name FROM ({sql})").fetchall() if sql else []
    return {value: name or "" for value, name in rows if value is not None}


def _holders(con: duckdb.DuckDBPyConnection, column: str) -> Iterator[str]:
    found = con.execute(
        "SELECT schema_name, table_name FROM duckdb_columns()"
        f" WHERE column_name = {literal(column)} AND NOT internal ORDER BY ALL"
    )
    for schema, table in found.fetchall():
        yield f'SELECT DISTINCT {column} AS value, NULL AS name FROM {schema}."{table}"'


def _is_known(asked: Asked, known: Mapping[str, str]) -> bool:
    if not asked.is_part:
        return asked.value in known
    return any(asked.value.casefold() in value.casefold() for value in known)


def things_asked(con: duckdb.DuckDBPyConnection, sql: str) -> Iterator[Asked]:
    """The constants of a question that stand for something of a known kind."""
    row = con.execute(f"SELECT json_serialize_sql({literal(sql)})").fetchone()
    for node in _nodes(json.loads(row[0]) if row else {}):
        if read := _READERS.get(node.get("class", "")):
            yield from read(node)
        elif node.get("type") == "TABLE_FUNCTION":
            yield from _arguments(con, node["function"])


def _nodes(tree: Any) -> Iterator[dict[str, Any]]:
    if isinstance(tree, dict):
        yield tree
    parts = tree.values() if isinstance(tree, dict) else tree if isinstance(tree, list) else ()
    for part in parts:
        yield from _nodes(part)


def _comparison(node: dict[str, Any]) -> Iterator[Asked]:
    if node["type"] == "COMPARE_EQUAL":
        yield from _compared([node["left"], node["right"]])


def _membership(node: dict[str, Any]) -> Iterator[Asked]:
    if node["type"] == "COMPARE_IN":
        yield from _compared(node["children"])


def _likeness(node: dict[str, Any]) -> Iterator[Asked]:
    if node["function_name"] in _LIKE:
        for asked in _compared(node["children"]):
            part = asked.value.strip("%")
            if not set(part) & {"%", "_"}:
                yield Asked(asked.kind, part, True)


_READERS: Mapping[str, Callable[[dict[str, Any]], Iterator[Asked]]] = {
    "COMPARISON": _comparison,
    "OPERATOR": _membership,
    "FUNCTION": _likeness,
}


def _compared(nodes: Iterable[dict[str, Any]]) -> Iterator[Asked]:
    """The constants beside a column of a known kind."""
    nodes = list(nodes)
    columns = [node["column_names"][-1] for node in nodes if node["class"] == "COLUMN_REF"]
    kinds = [_KIND_OF[column] for column in columns if column in _KIND_OF]
    for node in nodes:
        if kinds and (value := _constant(node)) is not None:
            yield Asked(kinds[0], value, False)


def _arguments(con: duckdb.DuckDBPyConnection, call: dict[str, Any]) -> Iterator[Asked]:
    """The arguments of a table macro, by the names of its parameters."""
    found = con.execute(
        "SELECT parameters FROM duckdb_functions() WHERE function_type = 'table_macro'"
        f" AND function_name = {literal(call['function_name'])}"
        f" AND schema_name = {literal(call['schema'])}"
    ).fetchone()
    names = found[0] if found else []
    for at, node in enumerate(call["children"]):
        name = node.get("alias") or (names[at] if at < len(names) else "")
        if name in _KIND_OF and (value := _constant(node)) is not None:
            yield Asked(_KIND_OF[name], value, False)


def _constant(node: dict[str, Any]) -> str | None:
    if node["class"] != "CONSTANT" or node["value"].get("is_null"):
        return None
    return str(node["value"]["value"])
