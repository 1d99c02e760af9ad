"""`gongkai trace`: the document, page, box and printed text of a statement, and its picture."""

import json
from pathlib import Path

import click

from pipelines.commands.problems import UsageProblem, refuse_without_folder
from pipelines.commands.release_file import open_release
from pipelines.commands.terminal import print_fact
from pipelines.locations import Locations
from pipelines.trace.trace import Trace, TraceError, document_path, trace_statement


def trace(locations: Locations, statement_id: str, png: Path | None, as_json: bool) -> None:
    """Print where a statement stands; with `png` also draw its page or sheet, marked.

    Raises UsageProblem when there is no such statement, or its document is not in the store.
    """
    if png is not None:
        refuse_without_folder(png)
    try:
        with open_release(locations) as con:
            found = trace_statement(con, statement_id)
        _print(found, as_json)
        if png is not None:
            _draw(locations, found, png)
    except TraceError as error:
        raise UsageProblem(str(error)) from error


def _print(found: Trace, as_json: bool) -> None:
    record = found.record()
    if as_json:
        click.echo(json.dumps(record, ensure_ascii=False, indent=1, default=str))
        return
    for name, value in {**record, **found.coordinates}.items():
        if value is not None and name != "coordinates":
            print_fact(f"{name:<16} ", str(value))


def _draw(locations: Locations, found: Trace, png: Path) -> None:
    from pipelines.raw.media_type import PDF, PICTURES, media_type_of
    from pipelines.trace.page_picture import NoSuchPage, draw

    path = document_path(_store_of(locations, found.document_id), found.document_id)
    try:
        if media_type_of(path.read_bytes()) in (PDF, *PICTURES):
            draw(path, found.page, found.box, png)
        else:
            _draw_cells(path, found, png)
    except NoSuchPage as error:
        raise TraceError(str(error)) from error
    click.echo(f"drawn: {png}", err=True)


def _draw_cells(path: Path, found: Trace, png: Path) -> None:
    from pipelines.extract.document_tree import Box
    from pipelines.trace.sheet_picture import draw

    draw(path, found.page, Box(*found.box), png)


def _store_of(locations: Locations, document_id: str) -> Path:
    """The warehouse's own store where it has the document, else that of the raw folder."""
    own = locations.warehouse / "documents"
    return own if any(own.glob(f"??/{document_id}.json")) else locations.documents
