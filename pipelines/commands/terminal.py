"""How tables and progress are shown: drawn on a terminal, plain lines anywhere else."""

import sys
from collections.abc import Sequence
from shutil import get_terminal_size
from types import TracebackType
from typing import Any

import click
from rich.cells import set_cell_size
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
from rich.progress import Progress as Bar

from pipelines.commands.language import say
from pipelines.commands.table_text import ELLIPSIS, draw_records, draw_table, wrap
from pipelines.progress import Progress

_LABEL = 19


def width() -> int:
    """Cells of a line of the terminal; COLUMNS says otherwise."""
    return get_terminal_size().columns


def labelled(key: str, text: str) -> str:
    """A line of a report: what it is, and what it comes to."""
    return set_cell_size(say(key), _LABEL) + text


def print_fact(name: str, value: str) -> None:
    """A value beside its name; on a terminal it goes on below its own beginning."""
    lines = wrap(value, max(width() - len(name), 1)) if sys.stdout.isatty() else [value]
    click.echo(name + f"\n{' ' * len(name)}".join(lines))


def print_wrapped(text: str, indent: int, **style: Any) -> None:
    """A line of text; on a terminal what is too long goes on below its beginning."""
    margin = " " * indent
    if not sys.stdout.isatty():
        click.echo(margin + text)
        return
    first, *rest = wrap(text, width() - indent - 2)
    click.secho(margin + first, **style)
    for line in rest:
        click.secho(f"{margin}  {line}", **style)


def print_table(
    columns: Sequence[str], rows: Sequence[Sequence[str]], heads: Sequence[str] | None = None
) -> None:
    """A table on standard output: as many columns as the terminal takes; else tab-separated.

    One record that is too wide is shown as a block. On a terminal `heads` stand for the names.
    """
    if not sys.stdout.isatty():
        for line in (columns, *rows):
            click.echo("\t".join(line))
        return
    grouped = _grouped(columns, rows)
    table = draw_table(columns, grouped, width(), heads)
    if table.left_out and len(rows) == 1:
        print_records(columns, rows, heads)
        return
    for line in table.head:
        click.secho(line, bold=True)
    for line in table.rows:
        click.echo(line)
    for line in _more(table.left_out):
        click.secho(line, err=True, dim=True)


def _more(left_out: Sequence[str]) -> list[str]:
    """How many columns are left out; their names as far as two lines take them."""
    for named in range(len(left_out), 0, -1):
        names = [*left_out[:named], *([ELLIPSIS] if named < len(left_out) else [])]
        lines = wrap(say("more_columns", count=len(left_out), names=", ".join(names)), width())
        if len(lines) <= 2 or named == 1:
            return lines
    return []


def print_records(
    columns: Sequence[str], rows: Sequence[Sequence[str]], heads: Sequence[str] | None = None
) -> None:
    """One block per row on standard output, on a terminal and anywhere else."""
    shown = heads if heads and sys.stdout.isatty() else columns
    for line in draw_records(shown, _grouped(columns, rows), width()):
        click.echo(line)


def _grouped(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> list[list[str]]:
    """Money with a comma at the thousands, for people."""
    is_money = [column.endswith("_yuan") for column in columns]
    return [
        [_with_commas(cell) if money else cell for cell, money in zip(row, is_money, strict=True)]
        for row in rows
    ]


def _with_commas(cell: str) -> str:
    whole, point, decimals = cell.partition(".")
    return f"{int(whole):,}{point}{decimals}" if whole.lstrip("-").isdigit() else cell


class ReadingProgress(Progress):
    """Documents read so far, on standard error: a bar on a terminal, else a line each tenth."""

    def __init__(self) -> None:
        self._bar = Bar(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            console=Console(stderr=True),
            disable=not sys.stderr.isatty(),
            transient=True,
        )
        self._task = self._bar.add_task("reading documents", total=None)
        self._total = 0
        self._done = 0

    def __enter__(self) -> "ReadingProgress":
        self._bar.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._bar.stop()

    def begin(self, total: int) -> None:
        self._total = total
        self._bar.update(self._task, total=total)

    def advance(self, document_id: str) -> None:
        self._done += 1
        self._bar.advance(self._task)
        if self._done == self._total:
            self._bar.update(self._task, description="building and checking tables")
        if self._bar.disable and self._passes_a_tenth():
            click.echo(f"read {self._done} of {self._total} documents", err=True)

    def _passes_a_tenth(self) -> bool:
        return (
            self._total > 0
            and (self._done * 10) // self._total > ((self._done - 1) * 10) // self._total
        )
