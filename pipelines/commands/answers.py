"""Rows of an answer in each format: on standard output, or in a file that appears whole."""

import csv
import io
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import IO, Any

import click
import duckdb

from pipelines.commands.language import say
from pipelines.commands.problems import UsageProblem
from pipelines.commands.terminal import print_records, print_table
from pipelines.frames.whole_files import replace_whole

FORMATS = ("table", "csv", "json", "parquet", "xlsx")
# What the name of a file says of its format.
OF_A_FILE = {".csv": "csv", ".json": "json", ".parquet": "parquet", ".xlsx": "xlsx"}
TABLE_ROWS = 200
# Spreadsheet programs take a CSV file for UTF-8 only when it begins with this mark.
BYTE_ORDER_MARK = "\N{BOM}"
_BATCH_ROWS = 10_000
Batch = list[tuple[Any, ...]]


@dataclass(frozen=True)
class Appearance:
    """How an answer looks: one record per block, and whether a CSV begins with its mark.

    Without a wish, a file has the mark and standard output has none.
    """

    vertical: bool = False
    byte_order_mark: bool | None = None


@dataclass(frozen=True)
class Answer:
    """The rows of a statement, and what is to be done before an answer that says nothing.

    `heads` says what stands above columns of these names on a terminal.
    """

    rows: duckdb.DuckDBPyRelation
    look_at: Callable[[Batch], None]
    heads: Callable[[Sequence[str]], list[str]] = list

    def read(self, select: str) -> tuple[list[str], Iterator[tuple[Any, ...]]]:
        """Names and rows of a projection; the first rows are looked at before any is given."""
        rows = self.rows.project(select)
        first = rows.fetchmany(_BATCH_ROWS)
        self.look_at(first)
        return rows.columns, chain(first, _fetched(rows))


def print_answer(answer: Answer, form: str, appearance: Appearance) -> None:
    """Write an answer on standard output; UsageProblem for Parquet on a terminal."""
    if form == "table":
        _print_table(answer, appearance.vertical)
    elif form == "parquet":
        if sys.stdout.isatty():
            raise UsageProblem("Parquet is not for a terminal: gongkai query ... --output FILE")
        # in one piece: a reader that goes away is told by the pipe, not by the library
        whole = io.BytesIO()
        _write_parquet(answer, whole)
        sys.stdout.buffer.write(whole.getbuffer())
    else:
        if form == "csv" and appearance.byte_order_mark:
            sys.stdout.write(BYTE_ORDER_MARK)
        _STREAMS[form](answer, sys.stdout)


def write_file(answer: Answer, form: str, path: Path, appearance: Appearance) -> None:
    """Write an answer into a file, whole or not at all, and say so on standard error."""
    marked = form == "csv" and appearance.byte_order_mark is not False
    encoding = "utf-8-sig" if marked else "utf-8"

    def write(unfinished: Path) -> None:
        if form == "xlsx":
            _write_xlsx(answer, unfinished)
        elif form == "parquet":
            with unfinished.open("wb") as file:
                _write_parquet(answer, file)
        else:
            with unfinished.open("w", encoding=encoding, newline="") as text:
                _STREAMS[form](answer, text)

    replace_whole(path, write)
    click.echo(say("written", path=path), err=True)


def _print_table(answer: Answer, vertical: bool) -> None:
    names, rows = answer.read(_IN_WORDS)
    shown = [[text or "" for text in row] for _, row in zip(range(TABLE_ROWS), rows, strict=False)]
    show = print_records if vertical else print_table
    show(names, shown, answer.heads(names) if sys.stdout.isatty() else None)
    if not shown:
        click.echo(say("no_rows"), err=True)
    if next(rows, None) is not None:
        click.echo(say("first_rows", count=TABLE_ROWS), err=True)


# Every value as DuckDB writes it: decimals digit by digit, also inside lists.
_IN_WORDS = "COLUMNS(*)::VARCHAR"


def _write_csv(answer: Answer, stream: IO[str]) -> None:
    names, rows = answer.read(_IN_WORDS)
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(names)
    writer.writerows(rows)


def _write_json(answer: Answer, stream: IO[str]) -> None:
    """An array of objects, one a line; decimals are numbers, written digit by digit."""
    rows = answer.rows.set_alias("record").project("to_json(record)::VARCHAR")
    first = rows.fetchmany(_BATCH_ROWS)
    answer.look_at([tuple(json.loads(record).values()) for (record,) in first[:2]])
    separator = "["
    for (record,) in chain(first, _fetched(rows)):
        stream.write(f"{separator}{record}")
        separator = ",\n"
    stream.write("[]\n" if separator == "[" else "]\n")


def _write_parquet(answer: Answer, file: IO[bytes]) -> None:
    import polars as pl

    frame = pl.DataFrame(answer.rows.project("*"))
    answer.look_at(frame.head(2).rows())
    frame.write_parquet(file)


def _write_xlsx(answer: Answer, path: Path) -> None:
    from pipelines.publish.sheets import Heading, workbook, write_sheets

    names, rows = answer.read("*")
    with workbook(path) as book:
        write_sheets(book, "data", [Heading(name, name) for name in names], rows)


_STREAMS: dict[str, Callable[[Answer, IO[str]], None]] = {"csv": _write_csv, "json": _write_json}


def _fetched(rows: duckdb.DuckDBPyRelation) -> Iterator[tuple[Any, ...]]:
    while batch := rows.fetchmany(_BATCH_ROWS):
        yield from batch
