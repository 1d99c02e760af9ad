"""The `gongkai` command: words, options and exit status. What a command does is in commands/.

The commands that only read a release are in commands/desk.py.

Only click is imported here; each command imports what it needs, so that a query starts at once.
"""

from pathlib import Path

import click

from pipelines.commands.command_help import PlainGroup
from pipelines.commands.desk import READING
from pipelines.commands.language import language_option
from pipelines.commands.options import FOLDER, json_option, locations, raw_option, warehouse_option


@click.group(cls=PlainGroup, context_settings={"help_option_names": ["-h", "--help"]})
@language_option
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

    raise SystemExit(ingest(locations(warehouse, raw), paths))


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

    where = locations(warehouse, raw)
    restore(where, document) if undo else remove(where, document, reason)


@main.command()
@raw_option
@warehouse_option
@click.option("--rebuild", is_flag=True, help="Read every document again, even if nothing is new.")
@click.option("--strict", is_flag=True, help="Let unaccounted numbers beyond 1 % and 5 % block.")
def run(raw: Path, warehouse: Path, verbose: bool, rebuild: bool, strict: bool) -> None:
    """Build the warehouse: raw, extract, conform, load, validate, publish."""
    from pipelines.commands.how import How
    from pipelines.commands.run import run

    raise SystemExit(run(locations(warehouse, raw), How(rebuild, strict, verbose)))


@main.command()
@raw_option
@warehouse_option
def nightly(raw: Path, warehouse: Path, verbose: bool) -> None:
    """What the nightly schedule does: discover, build if anything is new, and report."""
    from pipelines.commands.how import night
    from pipelines.commands.nightly import nightly

    raise SystemExit(nightly(locations(warehouse, raw), night(verbose=verbose)))


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

    where = locations(warehouse, raw)
    if undo:
        withdraw_acknowledgement(where, documents)
    else:
        acknowledge(where, documents, note)


@main.group()
def portal() -> None:
    """Portals that the nightly run visits: raw/portals/*.yaml."""


@portal.command("try")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--most", default=50, show_default=True, type=click.IntRange(1), help="Documents.")
@json_option
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
@json_option
def try_layout(file: Path, png: Path | None, as_json: bool) -> None:
    """Show how a file is read, form by form, and why; keep nothing of it."""
    from pipelines.commands.layout import try_layout

    raise SystemExit(try_layout(file, png, as_json))


@main.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@raw_option
@warehouse_option
def backup(file: Path, raw: Path, warehouse: Path, verbose: bool) -> None:
    """Write the documents and all that is known of them to one tar file."""
    from pipelines.commands.backup import backup

    backup(locations(warehouse, raw), file)


@main.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@raw_option
@warehouse_option
def restore(file: Path, raw: Path, warehouse: Path, verbose: bool) -> None:
    """Put a backup into the store, each file checked by its sha256."""
    from pipelines.commands.backup import restore

    restore(locations(warehouse, raw), file)


for command in READING:
    main.add_command(command)


if __name__ == "__main__":
    main(prog_name="gongkai")
