"""`gongkai query`: one SQL statement on the release, its rows on standard output."""

import csv
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import click
import duckdb

from pipelines.commands.problems import UsageProblem
from pipelines.commands.release_file import open_release
from pipelines.locations import Locations

FORMATS = ("table", "csv", "json", "parquet")
TABLE_ROWS = 200
_BATCH_ROWS = 10_000


@dataclass(frozen=True)
class Limits:
    """What one question may cost; `rows` is None where every row is wanted."""

    seconds: float = 300.0
    memory_mib: int = 2048
    rows: int | None = None


class QueryStopped(click.ClickException):
    """A question that cost more than it may; exit status 1."""

    exit_code = 1


def query(locations: Locations, sql: str, form: str, limits: Limits) -> None:
    """Print the rows of `sql` in one of FORMATS.

    Raises UsageProblem in DuckDB's words if it is wrong, QueryStopped where it cost too much.
    """
    with (
        TemporaryDirectory(prefix="gongkai_query_") as spill,
        open_release(locations, limits.memory_mib, Path(spill)) as con,
        _interrupted_after(con, limits.seconds),
    ):
        try:
            _print(con.sql(sql), form, limits.rows)
        except duckdb.InterruptException as error:
            allowed = f"stopped after {limits.seconds:g} seconds; --seconds allows more"
            raise QueryStopped(allowed) from error
        except duckdb.OutOfMemoryException as error:
            allowed = f"more than {limits.memory_mib} MiB of memory; --memory allows more"
            raise QueryStopped(allowed) from error
        except duckdb.Error as error:
            raise UsageProblem(str(error)) from error


def _print(rows: duckdb.DuckDBPyRelation | None, form: str, most: int | None) -> None:
    if rows is not None:
        _WRITERS[form](rows if most is None else rows.limit(most))


@contextmanager
def _interrupted_after(con: duckdb.DuckDBPyConnection, seconds: float) -> Iterator[None]:
    timer = threading.Timer(seconds, con.interrupt)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


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
