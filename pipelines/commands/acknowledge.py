"""`gongkai acknowledge`: that a person knows of a document or file that is set aside."""

from collections.abc import Sequence
from difflib import get_close_matches

import click

from pipelines.commands.problems import UsageProblem
from pipelines.commands.release_file import open_release
from pipelines.commands.set_aside import SetAside, all_set_aside, withdraw
from pipelines.commands.set_aside import acknowledge as note_acknowledged
from pipelines.locations import Locations

SHORTEST_PREFIX = 6
NO_NOTE = "no note was given"


def acknowledge(locations: Locations, named: Sequence[str], note: str | None) -> None:
    """Take note of each; raises UsageProblem where none or several are meant, and notes none."""
    for entry in _entries(locations, named):
        note_acknowledged(locations, entry, (note or "").strip() or NO_NOTE)
        click.echo(f"{entry.key}\t{entry.file_name}\t{entry.reason_code}")


def withdraw_acknowledgement(locations: Locations, named: Sequence[str]) -> None:
    """Undo acknowledge; raises UsageProblem where it was never acknowledged."""
    found = _entries(locations, named)
    for entry in found:
        if not entry.is_acknowledged:
            raise UsageProblem(f"{entry.file_name} was not acknowledged")
    for entry in found:
        withdraw(locations, entry)
        click.echo(f"{entry.key}\t{entry.file_name}\t{entry.reason_code}")


def _entries(locations: Locations, named: Sequence[str]) -> list[SetAside]:
    with open_release(locations) as con:
        found = all_set_aside(locations, con)
    return [_the_entry(found, name) for name in named]


def _the_entry(entries: Sequence[SetAside], named: str) -> SetAside:
    """By key, by a unique beginning of it, or by file name."""
    found = [each for each in entries if named in (each.key, each.file_name)]
    if not found and len(named) >= SHORTEST_PREFIX:
        found = [each for each in entries if each.key.startswith(named)]
    if len(found) == 1:
        return found[0]
    if found:
        listed = "".join(f"\n  {each.key}  {each.file_name}" for each in found)
        raise UsageProblem(f"{named} may be several, give the id:{listed}")
    close = get_close_matches(named, [each.file_name for each in entries], n=3, cutoff=0.5)
    hint = f" Did you mean {' or '.join(close)}?" if close else ""
    raise UsageProblem(f"nothing of this name is set aside: {named}.{hint}")
