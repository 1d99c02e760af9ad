"""`gongkai ingest`: files and folders into the store, without building anything."""

from collections.abc import Sequence
from pathlib import Path

import click

from pipelines.locations import Locations
from pipelines.raw.intake import register


def ingest(locations: Locations, paths: Sequence[Path]) -> int:
    """Register the files; the exit status: 0 good, 1 a file was refused."""
    report = register(paths, locations.documents, locations.own_folders)
    for document in report.stored:
        click.echo(f"{document.document_id}\t{document.file_name}")
    for refused in report.refused:
        click.echo(f"refused: {refused.reason} [{refused.reason_code}]", err=True)
    click.echo(
        f"{len(report.stored):,} new, {len(report.known):,} known, {len(report.refused):,} refused;"
        f" the store is {locations.documents}",
        err=True,
    )
    return 1 if report.refused else 0
