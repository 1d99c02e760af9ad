"""Options that many commands take, each said once."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from pipelines.commands.language import language_option
from pipelines.locations import BUILD, RAW, Locations

FOLDER = click.Path(file_okay=False, path_type=Path)
FILE = click.Path(dir_okay=False, path_type=Path)


def warehouse_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """--warehouse, --verbose and --language, which every command takes."""
    command = click.option(
        "--verbose",
        is_flag=True,
        expose_value=True,
        callback=_remember_verbose,
        help="Show the full log and, after an error, the full trace.",
    )(language_option(command))
    return click.option(
        "--warehouse",
        envvar="GONGKAI_WAREHOUSE",
        default=BUILD,
        type=FOLDER,
        help="Folder of the warehouse [GONGKAI_WAREHOUSE; default: the repository's].",
    )(command)


def raw_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """--raw, for the commands that take files in."""
    return click.option(
        "--raw",
        envvar="GONGKAI_RAW",
        default=RAW,
        type=click.Path(exists=True, file_okay=False, path_type=Path),
        help="Folder of published files [GONGKAI_RAW; default: the repository's].",
    )(command)


def json_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """--json, where a script would want it."""
    return click.option("--json", "as_json", is_flag=True, help="For scripts.")(command)


def _remember_verbose(ctx: click.Context, parameter: click.Parameter, value: bool) -> bool:
    ctx.meta["verbose"] = value
    return value


def locations(warehouse: Path, raw: Path = RAW) -> Locations:
    """The places that two options name, as absolute paths."""
    return Locations(raw.resolve(), warehouse.resolve())
