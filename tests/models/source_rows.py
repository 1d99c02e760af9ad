"""Rows of a case become the source relations that the SQL tables read.

What a column says that a case does not name is in defaults.yaml; comparing is in test_models.py.
"""

import csv
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import yaml

from pipelines.frames.storage import SCHEMAS, TIE_SCHEMAS
from pipelines.load.sources import register_comparison, register_outcomes
from pipelines.locations import CODES
from tests.load.tables_of_rows import register_frame

Row = dict[str, Any]
FRAMES = SCHEMAS | TIE_SCHEMAS
_WHOSE = ("organisation_name", "fiscal_year", "phase", "scope")
_DEFAULTS = yaml.load(
    Path(__file__).with_name("defaults.yaml").read_text(encoding="utf-8"), yaml.CSafeLoader
)
_KNOWN_LATE = {"build_comparison": register_comparison, "check_outcome": register_outcomes}


def register_rows(con: duckdb.DuckDBPyConnection, relations: Mapping[str, list[Row]]) -> None:
    """Every stage frame, filled or empty, and the other relations that are named.

    `relations` maps stage_*, code_*, build_comparison or check_outcome to rows. Raises KeyError
    for a relation or a column that there is not, TypeError for an amount that is not a string.
    """
    documents = _documents(relations.get("stage_document", []))
    for name in FRAMES:
        rows = relations.get(f"stage_{name}", [])
        register_frame(con, name, [*_completed(name, rows, documents)])
    for name, rows in relations.items():
        if not name.startswith("stage_") or name.removeprefix("stage_") not in FRAMES:
            _register_other(con, name, rows)


def _documents(rows: list[Row]) -> dict[str, Row]:
    """Documents by document_id, the first one first."""
    return {row["document_id"]: _DEFAULTS["stage_document"] | row for row in rows}


def _completed(name: str, rows: list[Row], documents: Mapping[str, Row]) -> Iterator[Row]:
    schema, key = FRAMES[name], f"{name}_id"
    for number, row in enumerate(rows, start=1):
        full = dict(_DEFAULTS.get(f"stage_{name}", {}))
        if key in schema:
            full[key] = f"{name}_{number:02}"
        if name != "document":
            full |= _whose(row.get("document_id", next(iter(documents), None)), schema, documents)
        yield {column: _value(schema, column, value) for column, value in (full | row).items()}


def _whose(document_id: str | None, schema: pl.Schema, documents: Mapping[str, Row]) -> Row:
    document = documents.get(document_id or "", {})
    columns = [column for column in _WHOSE if column in schema]
    own = {"document_id": document_id} if "document_id" in schema else {}
    return own | {column: document.get(column) for column in columns}


def _value(schema: pl.Schema, column: str, value: Any) -> Any:
    """The value as the frame holds it; amounts are strings, so that they are exact."""
    kind = schema.get(column)
    if value is None:
        return None
    if isinstance(kind, pl.Decimal):
        if not isinstance(value, str):
            raise TypeError(f"{column}: write {value!r} as a string")
        return Decimal(value)
    if isinstance(kind, pl.Datetime) and isinstance(value, date):
        return datetime(value.year, value.month, value.day, tzinfo=UTC)
    return value


def _register_other(con: duckdb.DuckDBPyConnection, name: str, rows: list[Row]) -> None:
    if name in _KNOWN_LATE:
        _KNOWN_LATE[name](con, rows)
        return
    columns = code_columns(name)
    if unknown := {key for row in rows for key in row} - set(columns):
        raise KeyError(f"{name}: no such column: {', '.join(sorted(unknown))}")
    declared = ", ".join(f'"{column}" VARCHAR' for column in columns)
    con.execute(f"CREATE OR REPLACE TEMP TABLE {name} ({declared})")
    marks = ", ".join("?" for _ in columns)
    for row in rows:
        con.execute(f"INSERT INTO {name} VALUES ({marks})", [row.get(key) for key in columns])


def code_columns(name: str) -> list[str]:
    """The columns of the shipped file behind `code_<name>`; KeyError when there is none."""
    path = CODES / f"{name.removeprefix('code_')}.csv"
    if not name.startswith("code_") or not path.exists():
        raise KeyError(f"no such source relation: {name}")
    with path.open(encoding="utf-8", newline="") as file:
        return next(csv.reader(file))
