"""Ways a command can end without success, each with its exit status and a sentence to act on."""

from pathlib import Path

import click


class UsageProblem(click.ClickException):
    """The command cannot be carried out as it was typed; exit status 2."""

    exit_code = 2


class NoRelease(UsageProblem):
    """The warehouse has nothing to read yet."""

    def __init__(self, warehouse: Path) -> None:
        super().__init__(
            f"there is no release in {warehouse} yet. Type: gongkai run --warehouse {warehouse}"
        )


class BuildProblem(click.ClickException):
    """The build went wrong; nothing was published and the last release stays; exit status 1."""

    exit_code = 1
