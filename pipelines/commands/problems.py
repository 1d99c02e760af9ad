"""Ways a command can end without success, each with its exit status and a sentence to act on."""

import sys
from pathlib import Path
from shutil import get_terminal_size
from typing import IO, Any

import click

from pipelines.commands.table_text import wrap


class UsageProblem(click.ClickException):
    """The command cannot be carried out as it was typed; exit status 2."""

    exit_code = 2


class UnknownValue(UsageProblem):
    """Something was asked for that the release does not know; exit status 2."""

    def show(self, file: IO[Any] | None = None) -> None:
        """In lines of the terminal, so that no name is broken at its edge."""
        text = f"Error: {self.message}"
        lines = wrap(text, get_terminal_size().columns) if sys.stderr.isatty() else [text]
        click.echo("\n".join(lines), file=file, err=file is None)


def refuse_without_folder(file: Path) -> None:
    """Raise UsageProblem where the folder of a file to be written is not there."""
    if not file.absolute().parent.is_dir():
        raise UsageProblem(f"{file}: there is no folder {file.parent}; none is made unasked")


class NoRelease(UsageProblem):
    """The warehouse has nothing to read yet."""

    def __init__(self, warehouse: Path) -> None:
        super().__init__(
            f"there is no release in {warehouse} yet. Type: gongkai run --warehouse {warehouse}"
        )


class BuildProblem(click.ClickException):
    """The build went wrong; nothing was published and the last release stays; exit status 1."""

    exit_code = 1
