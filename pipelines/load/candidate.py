"""Builds the candidate: one DuckDB file with every table, not yet checked and not yet a release."""

import duckdb

from pipelines.load.sources import register_sources
from pipelines.load.sql_table import load_macros, load_table_macros, load_tables
from pipelines.load.table_build import create_macros, create_schemas, create_table
from pipelines.locations import TABLES, Locations


def build_candidate(locations: Locations) -> dict[str, int]:
    """Build locations.candidate from the stage frames, the codes and the SQL files.

    Returns the number of rows of each table. The file appears whole or not at all; raises
    FileNotFoundError without stage frames, CodeFileError or SqlTableError for bad knowledge.
    """
    tables = load_tables(TABLES)
    unfinished = locations.candidate.with_suffix(".unfinished")
    unfinished.parent.mkdir(parents=True, exist_ok=True)
    unfinished.unlink(missing_ok=True)
    with duckdb.connect(str(unfinished)) as con:
        register_sources(con, locations)
        create_schemas(con)
        create_macros(con, load_macros(TABLES))
        row_counts = {name: create_table(con, table) for name, table in tables.items()}
        create_macros(con, load_table_macros(TABLES))
    unfinished.replace(locations.candidate)
    return row_counts
