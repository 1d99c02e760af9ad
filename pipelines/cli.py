"""The `gongkai` command: words, options and exit status. What a command does is in commands/.

Only click is imported here; each command imports what it needs, so that a query starts at once.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from pipelines.locations import BUILD, RAW, Locations

FOLDER = click.Path(file_okay=False, path_type=Path)
FORMATS = click.Choice(["table", "csv", "json", "parquet"])


class PlainGroup(click.Group):
    """Tells an unexpected error in one sentence; the full trace comes with --verbose."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.exceptions.Exit, click.Abort, BrokenPipeError):
            raise
        except Exception as error:
            if ctx.meta.get("verbose"):
                raise
            raise click.ClickException(
                f"{type(error).__name__}: {error}\nwith --verbose the full trace is shown"
            ) from error


def warehouse_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """--warehouse and --verbose, which every command takes."""
    command = click.option(
        "--verbose",
        is_flag=True,
        callback=_remember_verbose,
        help="Show the full log and, after an error, the full trace.",
    )(command)
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


def _remember_verbose(ctx: click.Context, parameter: click.Parameter, value: bool) -> bool:
    ctx.meta["verbose"] = value
    return value


def _locations(warehouse: Path, raw: Path = RAW) -> Locations:
    return Locations(raw.resolve(), warehouse.resolve())


@click.group(cls=PlainGroup, context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Published budgets and final accounts, read into one DuckDB fiscal warehouse.

    Exit status: 0 good, 1 a check failed or a file was set aside, 2 wrong usage.
    """
    from pipelines.knowledge import check_knowledge

    check_knowledge()


@main.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@raw_option
@warehouse_option
def ingest(paths: tuple[Path, ...], raw: Path, warehouse: Path, verbose: bool) -> None:
    """Register files or folders; the same bytes are stored once."""
    from pipelines.commands.ingest import ingest

    raise SystemExit(ingest(_locations(warehouse, raw), paths))


@main.command()
@click.argument("document")
@raw_option
@warehouse_option
@click.option("--reason", help="Why; it stands in the warehouse beside the document.")
@click.option("--undo", is_flag=True, help="Take the document in again.")
def remove(
    document: str, raw: Path, warehouse: Path, verbose: bool, reason: str | None, undo: bool
) -> None:
    """Take a document out, on record: by its id, the beginning of its id, or its file name."""
    from pipelines.commands.remove import remove, restore

    locations = _locations(warehouse, raw)
    restore(locations, document) if undo else remove(locations, document, reason)


@main.command()
@raw_option
@warehouse_option
@click.option("--rebuild", is_flag=True, help="Read every document again, even if nothing is new.")
@click.option("--strict", is_flag=True, help="Let unaccounted numbers beyond 1 % and 5 % block.")
def run(raw: Path, warehouse: Path, verbose: bool, rebuild: bool, strict: bool) -> None:
    """Build the warehouse: raw, extract, conform, load, validate, publish."""
    from pipelines.commands.build import How
    from pipelines.commands.run import run

    raise SystemExit(run(_locations(warehouse, raw), How(rebuild, strict, verbose)))


@main.command()
@raw_option
@warehouse_option
def nightly(raw: Path, warehouse: Path, verbose: bool) -> None:
    """What the nightly schedule does: discover, build if anything is new, and report."""
    from pipelines.commands.build import How
    from pipelines.commands.nightly import nightly

    raise SystemExit(nightly(_locations(warehouse, raw), How(verbose=verbose)))


@main.command()
@click.argument("documents", nargs=-1, required=True)
@raw_option
@warehouse_option
@click.option("--note", help="What you found; it is kept with the day.")
@click.option("--undo", is_flag=True, help="Let it count again.")
def acknowledge(
    documents: tuple[str, ...],
    raw: Path,
    warehouse: Path,
    verbose: bool,
    note: str | None,
    undo: bool,
) -> None:
    """Take note of what is set aside: by id, the beginning of it, path, or file name.

    Until then run and nightly exit with 1. Another reason for the same document counts anew.
    """
    from pipelines.commands.acknowledge import acknowledge, withdraw_acknowledgement

    locations = _locations(warehouse, raw)
    if undo:
        withdraw_acknowledgement(locations, documents)
    else:
        acknowledge(locations, documents, note)


@main.group()
def portal() -> None:
    """Portals that the nightly run visits: raw/portals/*.yaml."""


@portal.command("try")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--most", default=50, show_default=True, type=click.IntRange(1), help="Documents.")
@click.option("--json", "as_json", is_flag=True, help="For scripts.")
def try_portal(file: Path, most: int, as_json: bool) -> None:
    """Show what a portal file would find, and keep nothing."""
    from pipelines.commands.portal import try_portal

    raise SystemExit(try_portal(file, most, as_json))


@main.group()
def layout() -> None:
    """How forms are read: words, columns, sums."""


@layout.command("try")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--png", type=FOLDER, help="Draw the pages here: read green, set aside red.")
@click.option("--json", "as_json", is_flag=True, help="For scripts.")
def try_layout(file: Path, png: Path | None, as_json: bool) -> None:
    """Show how a file is read, form by form, and why; keep nothing of it."""
    from pipelines.commands.layout import try_layout

    raise SystemExit(try_layout(file, png, as_json))


@main.command()
@warehouse_option
@click.option("--json", "as_json", is_flag=True, help="For scripts.")
def status(warehouse: Path, verbose: bool, as_json: bool) -> None:
    """What is loaded, and how fresh it is."""
    from pipelines.commands.status import status

    status(_locations(warehouse), as_json)


@main.command()
@click.argument("sql")
@warehouse_option
@click.option("--format", "form", type=FORMATS, default="table", show_default=True)
@click.option("--seconds", type=click.FloatRange(0, min_open=True), default=300, show_default=True)
@click.option("--memory", type=click.IntRange(64), default=2048, show_default=True, help="MiB.")
@click.option("--rows", type=click.IntRange(0), help="At most so many rows.")
def query(
    sql: str,
    warehouse: Path,
    verbose: bool,
    form: str,
    seconds: float,
    memory: int,
    rows: int | None,
) -> None:
    """Run one SQL statement on the release, reading only, within limits."""
    from pipelines.commands.query import Limits, query

    query(_locations(warehouse), sql, form, Limits(seconds, memory, rows))


@main.command()
@click.argument("statement_id")
@warehouse_option
@click.option("--png", type=click.Path(dir_okay=False, path_type=Path), help="Draw the page here.")
@click.option("--json", "as_json", is_flag=True, help="For scripts.")
def trace(
    statement_id: str, warehouse: Path, verbose: bool, png: Path | None, as_json: bool
) -> None:
    """Follow a statement back to its document, page and box."""
    from pipelines.commands.trace import trace

    trace(_locations(warehouse), statement_id, png, as_json)


@main.command()
@warehouse_option
@click.option("--organisation", help="Name, part of a name, or organisation_id.")
@click.option("--year", type=int, help="Fiscal year.")
@click.option("--rule", help="Only this tie or rule.")
@click.option("--severity", type=click.Choice(["critical", "warning", "info"]))
@click.option("--language", type=click.Choice(["zh", "en"]), default="zh", show_default=True)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "csv", "json", "xlsx"]),
    default="text",
    show_default=True,
)
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), help="File for xlsx.")
def findings(warehouse: Path, verbose: bool, form: str, output: Path | None, **chosen: Any) -> None:
    """What the documents contradict, grouped by root cause."""
    from pipelines.commands.findings import Selection, findings

    findings(_locations(warehouse), Selection(**chosen), form, output)


@main.command()
@click.argument("folder", type=FOLDER)
@warehouse_option
@click.option(
    "--format",
    "form",
    type=click.Choice(["csv", "parquet", "xlsx", "all"]),
    default="all",
    show_default=True,
)
def export(folder: Path, warehouse: Path, verbose: bool, form: str) -> None:
    """Write the release's tables and datapackage.json into a folder."""
    from pipelines.commands.export import export

    export(_locations(warehouse), folder, form)


if __name__ == "__main__":
    main()
