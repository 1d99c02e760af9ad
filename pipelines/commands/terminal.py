"""How tables and progress are shown: drawn on a terminal, plain lines anywhere else."""

import sys
from collections.abc import Sequence
from types import TracebackType

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
from rich.progress import Progress as Bar
from rich.table import Table

from pipelines.progress import Progress


def print_table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """A table on standard output; numbers to the right; tab-separated when it is not a terminal."""
    if not sys.stdout.isatty():
        for line in (columns, *rows):
            click.echo("\t".join(line))
        return
    table = Table(show_edge=False, header_style="bold")
    for index, column in enumerate(columns):
        justify = "right" if _is_numeric(rows, index) else "left"
        table.add_column(column, justify=justify, overflow="fold")
    for row in rows:
        table.add_row(*row)
    Console(markup=False).print(table)


def _is_numeric(rows: Sequence[Sequence[str]], index: int) -> bool:
    cells = [row[index] for row in rows if row[index]]
    return bool(cells) and all(cell.lstrip("-").replace(".", "", 1).isdigit() for cell in cells)


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
