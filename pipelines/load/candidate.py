"""Builds the candidate: one DuckDB file with every table, not yet checked and not yet a release.

It is built in two steps, because the ties stand between them: first the tables that do not tell
what the ties came to (documents, dimensions), which the ties read; then the others. No table is
built twice. Which tables there are is said in warehouse/**/*.sql.
"""

import shutil
from collections.abc import Collection, Mapping
from functools import cache

import duckdb

from pipelines.frames.storage import TIE_SCHEMAS
from pipelines.load.sources import register_sources
from pipelines.load.sql_table import (
    SqlTable,
    load_macros,
    load_table_macros,
    load_tables,
    readers_of_any,
    reads,
)
from pipelines.load.table_build import create_macros, create_schemas, create_table, row_count
from pipelines.load.visible_frames import forget_readings
from pipelines.locations import TABLES, Locations


@cache
def tables_before_ties() -> Mapping[str, SqlTable]:
    """The tables that read nothing of what the ties come to, in order of creation."""
    tables = load_tables(TABLES)
    told = {f"stage_{name}" for name in (*TIE_SCHEMAS, "reading_choice")}
    after = set(readers_of_any(tables, told))
    return {name: table for name, table in tables.items() if name not in after}


@cache
def tables_after_ties() -> Mapping[str, SqlTable]:
    """All other tables, in order of creation."""
    before = tables_before_ties()
    return {name: table for name, table in load_tables(TABLES).items() if name not in before}


def begin_candidate(locations: Locations) -> dict[str, int]:
    """The tables before the ties, in locations.unfinished_candidate; the rows of each.

    They see every figure as it was first read, whatever the ties of an earlier build chose.
    Raises FileNotFoundError without stage frames, CodeFileError or SqlTableError for bad knowledge.
    """
    unfinished = locations.unfinished_candidate
    unfinished.parent.mkdir(parents=True, exist_ok=True)
    unfinished.unlink(missing_ok=True)
    forget_readings(locations.stage)
    with duckdb.connect(str(unfinished)) as con:
        tables = tables_before_ties()
        register_sources(con, locations, _sources(tables))
        # in one piece: hundreds of comments, each written to disk by itself, cost seconds
        con.begin()
        create_schemas(con)
        create_macros(con, load_macros(TABLES))
        row_counts = {name: create_table(con, table) for name, table in tables.items()}
        con.commit()
    return row_counts


def finish_candidate(locations: Locations) -> dict[str, int]:
    """All other tables; the file becomes locations.candidate, whole or not at all.

    Gives the rows of every table.
    Raises FileNotFoundError where begin_candidate or the ties were not run, SqlTableError.
    """
    unfinished = locations.unfinished_candidate
    if not unfinished.exists():
        raise FileNotFoundError(f"no candidate was begun at {unfinished}")
    with duckdb.connect(str(unfinished)) as con:
        tables = tables_after_ties()
        register_sources(con, locations, _sources(tables))
        con.begin()
        created = {name: create_table(con, table) for name, table in tables.items()}
        create_macros(con, load_table_macros(TABLES))
        con.commit()
        begun = {name: row_count(con, name) for name in tables_before_ties()}
    unfinished.replace(locations.candidate)
    return begun | created


def rebuild_in_candidate(locations: Locations, names: Collection[str]) -> dict[str, int]:
    """Some tables alone, in a copy of the candidate that takes its place; the rows of each.

    Raises FileNotFoundError without a candidate, SqlTableError, KeyError for an unknown name.
    """
    tables = {name: table for name, table in load_tables(TABLES).items() if name in names}
    if unknown := set(names) - tables.keys():
        raise KeyError(f"no such table: {', '.join(sorted(unknown))}")
    if not locations.candidate.exists():
        raise FileNotFoundError(f"no candidate at {locations.candidate}: build all tables first")
    unfinished = locations.unfinished_candidate
    shutil.copyfile(locations.candidate, unfinished)
    with duckdb.connect(str(unfinished)) as con:
        register_sources(con, locations, _sources(tables))
        con.begin()
        row_counts = {name: create_table(con, table) for name, table in tables.items()}
        con.commit()
    unfinished.replace(locations.candidate)
    return row_counts


def build_candidate(locations: Locations) -> dict[str, int]:
    """Both steps, over the ties as they stand; the rows of each table."""
    begin_candidate(locations)
    return finish_candidate(locations)


def _sources(tables: Mapping[str, SqlTable]) -> set[str]:
    """The bare names that these tables read."""
    return {name for table in tables.values() for name in reads(table) if "." not in name}
