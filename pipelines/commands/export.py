"""`gongkai export`: the tables of the release, copied for other tools."""

from pathlib import Path

import click

from pipelines.commands.release_file import release_path
from pipelines.locations import Locations
from pipelines.publish.export import FORMATS, export_release


def export(locations: Locations, folder: Path, form: str) -> None:
    """Write the tables in one of export.FORMATS, or in `all`, and print the files written."""
    formats = FORMATS if form == "all" else (form,)
    for path in export_release(release_path(locations), folder, formats):
        click.echo(path)
