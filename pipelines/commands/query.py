"""`gongkai query`: one SQL statement on the release, its rows on standard output."""

import csv
import sys
from collections.abc import Iterator
from typing import Any

import click
import duckdb

from pipelines.commands.problems import UsageProblem
from pipelines.commands.release_file import open_release
from pipelines.locations import Locations

FORMATS = ("table", "csv", "json", "parquet")
TABLE_ROWS = 200
_BATCH_ROWS = 10_000


def query(locations: Locations, sql: str, form: str) -> None:
    """Print the rows of `sql` in one of FORMATS; UsageProblem in DuckDB's words if wrong."""
    with open_release(locations) as con:
        try:
            rows = con.sql(sql)
            if rows is not None:
                _WRITERS[form](rows)
        except duckdb.Error as error:
            raise UsageProblem(str(error)) from error


def _write_table(rows: duckdb.DuckDBPyRelation) -> None:
    from pipelines.commands.terminal import print_table

    rows = _in_words(rows)
    print_table(rows.columns, [[text or "" for text in row] for row in rows.fetchmany(TABLE_ROWS)])
    if rows.fetchone() is not None:
        click.echo(f"only the first {TABLE_ROWS} rows; --format csv prints them all", err=True)


def _write_csv(rows: duckdb.DuckDBPyRelation) -> None:
    writer = csv.writer(sys.stdout, lineterminator="\n")
    rows = _in_words(rows)
    writer.writerow(rows.columns)
    writer.writerows(_fetched(rows))


def _write_json(rows: duckdb.DuckDBPyRelation) -> None:
    """An array of objects, one a line; decimals are numbers, written digit by digit."""
    records = rows.set_alias("record").project("to_json(record)::VARCHAR")
    separator = "["
    for (record,) in _fetched(records):
        click.echo(f"{separator}{record}", nl=False)
        separator = ",\n"
    click.echo("[]" if separator == "[" else "]")


def _write_parquet(rows: duckdb.DuckDBPyRelation) -> None:
    import polars as pl

    if sys.stdout.isatty():
        raise UsageProblem("Parquet is not for a terminal. Type: gongkai query ... > FILE.parquet")
    pl.DataFrame(rows.project("*")).write_parquet(sys.stdout.buffer)


_WRITERS = {
    "table": _write_table,
    "csv": _write_csv,
    "json": _write_json,
    "parquet": _write_parquet,
}


def _fetched(rows: duckdb.DuckDBPyRelation) -> Iterator[tuple[Any, ...]]:
    while batch := rows.fetchmany(_BATCH_ROWS):
        yield from batch


def _in_words(rows: duckdb.DuckDBPyRelation) -> duckdb.DuckDBPyRelation:
    """Every value as DuckDB writes it: decimals digit by digit, also inside lists."""
    return rows.project("COLUMNS(*)::VARCHAR")
