"""Tables over stage rows made by hand, in memory and undone afterwards.

What all such tables share (codes, divisions, macros) is made once in a process; a whole candidate
takes seconds.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from typing import Any

import duckdb
import polars as pl

from pipelines.frames.storage import SCHEMAS, TIE_SCHEMAS, frame
from pipelines.load.sources import (
    register_codes,
    register_comparison,
    register_divisions,
    register_matches,
    register_outcomes,
)
from pipelines.load.sql_table import load_macros, load_table_macros, load_tables, reads
from pipelines.load.table_build import create_macros, create_schemas, create_without_comments
from pipelines.locations import CODES, TABLES

Rows = list[dict[str, Any]]
NO_CODES: Mapping[str, Rows] = {}


@cache
def shared_tables() -> duckdb.DuckDBPyConnection:
    """Schemas, macros and the shipped codes; whoever adds to them rolls back."""
    con = duckdb.connect()
    # few rows in many tables: handing them to threads costs more than they do
    con.execute("SET TimeZone = 'UTC'; SET threads = 1")
    register_codes(con, CODES)
    register_outcomes(con, [])
    register_comparison(con, [])
    register_divisions(con)
    create_schemas(con)
    create_macros(con, load_macros(TABLES))
    return con


@cache
def needed_for(name: str) -> tuple[str, ...]:
    """The tables that one is made from, itself included, in creation order."""
    tables = load_tables(TABLES)
    needed = {name}
    for other in reversed(tables):
        if other in needed:
            needed |= reads(tables[other]) & set(tables)
    return tuple(other for other in tables if other in needed)


@contextmanager
def tables_of(
    rows: Mapping[str, Rows],
    wanted: Iterable[str],
    macros: Iterable[str] = (),
    codes: Mapping[str, Rows] = NO_CODES,
) -> Iterator[duckdb.DuckDBPyConnection]:
    """The wanted tables and table macros of these stage rows; frames not given are empty.

    `codes` are rows in place of those of a shipped code file, by `code_<name>`.
    """
    con, tables = shared_tables(), load_tables(TABLES)
    needed = {other for name in wanted for other in needed_for(name)}
    con.begin()
    try:
        for name in (*SCHEMAS, *TIE_SCHEMAS):
            register_frame(con, name, rows.get(name, []))
        for name, replaced in codes.items():
            con.register("content", pl.DataFrame(replaced).to_arrow())
            con.execute(f"DELETE FROM {name}; INSERT INTO {name} BY NAME FROM content")
            con.unregister("content")
        register_matches(con)
        for name in tables:
            if name in needed:
                create_without_comments(con, tables[name])
        create_macros(con, [each for each in load_table_macros(TABLES) if each.qualified in macros])
        yield con
    finally:
        con.rollback()


def register_frame(
    con: duckdb.DuckDBPyConnection, name: str, rows: Iterable[Mapping[str, Any]]
) -> None:
    """`stage_<name>` of these rows."""
    con.register("content", frame(name, rows).to_arrow())
    con.execute(f"CREATE OR REPLACE TEMP TABLE stage_{name} AS FROM content")
    con.unregister("content")
