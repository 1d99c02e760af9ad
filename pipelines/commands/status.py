"""`gongkai status`: what the release being served holds, and how fresh it is."""

import json
from datetime import UTC, datetime

import click

from pipelines.commands.release_file import open_release, release_path
from pipelines.commands.summary import documents, summarise
from pipelines.commands.terminal import print_table
from pipelines.locations import Locations
from pipelines.validate.outcomes import stored_record

_COLUMNS = (
    "organisation",
    "fiscal_year",
    "phase",
    "scope",
    "status",
    "file_name",
    "set_aside_reason",
)


def status(locations: Locations, as_json: bool) -> None:
    """Print release, counts, documents and the standing of the last build's checks."""
    path = release_path(locations)
    with open_release(locations) as con:
        summary, listed = summarise(con), documents(con)
    published_at = datetime.fromtimestamp(path.stat().st_mtime, UTC).isoformat(timespec="seconds")
    record = stored_record(locations)
    blocking = [outcome.rule_id for outcome in record.outcomes if outcome.blocks] if record else []
    if as_json:
        content = {
            "release": str(path),
            "published_at": published_at,
            **summary.counts,
            "quarantined": summary.quarantined,
            "last_build_blocked_by": blocking,
            "documents": listed,
        }
        click.echo(json.dumps(content, ensure_ascii=False, indent=1, default=str))
        return
    rows = [[str(document[name] or "") for name in _COLUMNS] for document in listed]
    print_table(_COLUMNS, rows)
    for line in (
        *summary.lines,
        f"release            {path}",
        f"published          {published_at}",
    ):
        click.echo(line)
    if blocking:
        click.echo(f"the last build was not published: {', '.join(blocking)}", err=True)
