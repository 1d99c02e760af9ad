"""The words of the commands that read a release: their options and exit status.

Each imports what it needs when it is called, so that a query starts at once.
"""

from pathlib import Path
from typing import Any

import click

from pipelines.commands.command_help import PlainCommand
from pipelines.commands.options import FILE, FOLDER, json_option, locations, warehouse_option

SQL_FILE = click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path)


@click.command(cls=PlainCommand)
@warehouse_option
@json_option
@click.option("--history", "nights", is_flag=True, help="The last nights instead, one a line.")
def status(warehouse: Path, verbose: bool, as_json: bool, nights: bool) -> None:
    """What is loaded, and how fresh it is."""
    from pipelines.commands.status import status, status_history

    shown = status_history if nights else status
    shown(locations(warehouse), as_json)


@click.command(cls=PlainCommand)
@warehouse_option
@json_option
@click.option("--all", "internal", is_flag=True, help="With what only other tables read.")
def tables(warehouse: Path, verbose: bool, as_json: bool, internal: bool) -> None:
    """The tables and macros of the release, with what they hold."""
    from pipelines.commands.tables import tables

    tables(locations(warehouse), as_json, internal)


@click.command(cls=PlainCommand)
@click.argument("table")
@warehouse_option
@json_option
def describe(table: str, warehouse: Path, verbose: bool, as_json: bool) -> None:
    """What a table or macro holds, column by column, with a question to begin with."""
    from pipelines.commands.tables import describe

    describe(locations(warehouse), table, as_json)


@click.command(cls=PlainCommand)
@click.argument("sql", required=False)
@warehouse_option
@click.option("--file", type=SQL_FILE, help="Read the SQL from this file; - is standard input.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "csv", "json", "parquet", "xlsx"]),
    help="Else what the name of --output says, else a table.",
)
@click.option("--output", type=FILE, help="Write the answer into this file: .csv, .xlsx ...")
@click.option("--vertical", is_flag=True, help="One record per block.")
@click.option("--bom/--no-bom", default=None, help="Mark a CSV as UTF-8 [default: files only].")
@click.option(
    "--seconds",
    type=click.FloatRange(0, min_open=True),
    default=300,
    show_default=True,
    help="Stop after so long.",
)
@click.option(
    "--memory",
    type=click.IntRange(64),
    default=2048,
    show_default=True,
    help="At most so much memory, in MiB.",
)
@click.option("--rows", type=click.IntRange(0), help="At most so many rows.")
def query(
    sql: str | None,
    warehouse: Path,
    verbose: bool,
    vertical: bool,
    bom: bool | None,
    seconds: float,
    memory: int,
    rows: int | None,
    **asked: Any,
) -> None:
    """Ask the release in SQL, reading only, within limits.

    Several statements are answered one after the other.
    """
    from pipelines.commands.answers import Appearance
    from pipelines.commands.query import Limits, Question, query

    question = Question(sql, **asked, appearance=Appearance(vertical, bom))
    query(locations(warehouse), question, Limits(seconds, memory, rows))


@click.command(cls=PlainCommand)
@click.argument("statement_id")
@warehouse_option
@click.option("--png", type=FILE, help="Draw the page here.")
@json_option
def trace(
    statement_id: str, warehouse: Path, verbose: bool, png: Path | None, as_json: bool
) -> None:
    """Follow a statement back to its document, page and box."""
    from pipelines.commands.trace import trace

    trace(locations(warehouse), statement_id, png, as_json)


@click.command(cls=PlainCommand)
@warehouse_option
@click.option("--organisation", help="Name, part of a name, or organisation_id.")
@click.option("--year", type=int, help="Fiscal year.")
@click.option("--rule", help="Only this tie or rule.")
@click.option(
    "--severity",
    type=click.Choice(["critical", "warning", "info"]),
    help="Only what is so grave.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "csv", "json", "xlsx"]),
    default="text",
    show_default=True,
    help="How they are written.",
)
@click.option("--output", type=FILE, help="File for xlsx.")
def findings(warehouse: Path, verbose: bool, form: str, output: Path | None, **chosen: Any) -> None:
    """What the documents contradict, grouped by root cause."""
    from pipelines.commands.findings import Selection, findings
    from pipelines.commands.language import language

    selection = Selection(**chosen, language=language(otherwise="zh"))
    findings(locations(warehouse), selection, form, output)


@click.command(cls=PlainCommand)
@click.argument("folder", type=FOLDER)
@warehouse_option
@click.option(
    "--format",
    "form",
    type=click.Choice(["csv", "parquet", "xlsx", "sqlite", "workbooks", "all"]),
    default="all",
    show_default=True,
    help="Which copies.",
)
def export(folder: Path, warehouse: Path, verbose: bool, form: str) -> None:
    """Write the release's tables and datapackage.json into a folder."""
    from pipelines.commands.export import export

    export(locations(warehouse), folder, form)


READING = (status, tables, describe, query, trace, findings, export)
