"""`gongkai status`: what the release being served holds, and how fresh it is."""

import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

import click

from pipelines.commands.history import history
from pipelines.commands.language import say
from pipelines.commands.left_out import left_out, left_out_lines
from pipelines.commands.release_file import open_release, release_path
from pipelines.commands.summary import documents, summarise
from pipelines.commands.terminal import labelled, print_table, print_wrapped
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


_HISTORY = ("started_at", "outcome", "exit_status", "seconds", "not_acknowledged", "release")
SHOWN_NIGHTS = 30


def status_history(locations: Locations, as_json: bool) -> None:
    """Print what the last nights came to: outcome, seconds, and what the release then held."""
    entries = [asdict(entry) for entry in history(locations, SHOWN_NIGHTS)]
    if as_json:
        click.echo(json.dumps(entries, ensure_ascii=False, indent=1))
        return
    counted = ("documents_loaded", "documents_quarantined", "statements", "findings")
    shown = [[each[name] for name in _HISTORY] for each in entries]
    counts = [[each["counts"].get(name, "") for name in counted] for each in entries]
    rows = [[str(cell) for cell in (*a, *b)] for a, b in zip(shown, counts, strict=True)]
    print_table((*_HISTORY, *counted), rows, _heads((*_HISTORY, *counted)))


def status(locations: Locations, as_json: bool) -> None:
    """Print release, counts, documents and the standing of the last build's checks."""
    path = release_path(locations)
    with open_release(locations) as con:
        summary, listed, missing = summarise(con), documents(con), left_out(con)
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
            "left_out": missing,
        }
        click.echo(json.dumps(content, ensure_ascii=False, indent=1, default=str))
        return
    _print_documents(listed)
    told = [labelled("release", str(path)), labelled("published", published_at)]
    for line in (*summary.lines, *told):
        click.echo(line)
    for indent, sentence in left_out_lines(missing):
        print_wrapped(sentence, indent)
    if blocking:
        click.echo(say("last_build_blocked", rules=", ".join(blocking)), err=True)


def _print_documents(listed: Sequence[dict[str, Any]]) -> None:
    """The documents; on a terminal without the columns that are empty."""
    is_seen = sys.stdout.isatty()
    columns = [name for name in _COLUMNS if not is_seen or any(each[name] for each in listed)]
    print_table(
        columns, [[str(each[name] or "") for name in columns] for each in listed], _heads(columns)
    )


def _heads(columns: Sequence[str]) -> list[str]:
    return [say(f"column_{name}") for name in columns]
