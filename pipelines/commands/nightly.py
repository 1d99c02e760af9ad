"""`gongkai nightly`, and what the schedule runs: one night's work, ending in a report.

The night ends with a report whatever happens; the work itself is in build.py.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import click

from pipelines.commands.build import Build, bring_up_to_date, what_is_set_aside
from pipelines.commands.history import HistoryEntry, note_run
from pipelines.commands.housekeeping import tidy
from pipelines.commands.how import How
from pipelines.commands.nightly_report import (
    NightlyReport,
    changes_of,
    new_documents,
    write_report,
)
from pipelines.commands.notices import tell
from pipelines.commands.problems import UsageProblem
from pipelines.commands.set_aside import remember_not_fetched
from pipelines.commands.warehouse_lock import warehouse_lock
from pipelines.locations import Locations
from pipelines.publish.release import current_release
from pipelines.raw.portals.visits import PortalVisit
from pipelines.settings import settings


def nightly(locations: Locations, how: How) -> int:
    """Work through one night and print its report; the exit status, 0 or 1."""
    report = one_night(locations, how, lambda line: click.echo(line, err=True))
    click.echo(report.markdown(), nl=False)
    for problem in tell(report, settings().notices):
        click.echo(f"Error: {problem}", err=True)
    return report.exit_status


def one_night(locations: Locations, how: How, say: Callable[[str], None]) -> NightlyReport:
    """The work of one night; what went wrong stands in the report, which is also kept on disk.

    `say` is told one sentence where the night ended early. Raises UsageProblem as a command does:
    a folder without documents, and a warehouse where another run is at work.
    """
    with warehouse_lock(locations.warehouse):
        return _locked_night(locations, how, say)


def _locked_night(locations: Locations, how: How, say: Callable[[str], None]) -> NightlyReport:
    started, before = datetime.now(UTC), current_release(locations)
    report = NightlyReport(
        f"{started:%Y%m%dT%H%M%S%fZ}",
        _iso(started),
        _iso(started),
        "failed",
        before.name if before else None,
    )
    try:
        if how.visits_portals:
            report = replace(report, portals=_visit_portals(locations))
        report = _told(locations, report, bring_up_to_date(locations, how))
    except UsageProblem:
        raise
    except Exception as error:
        if how.verbose:
            raise
        report = replace(report, problem=_sentence(error))
        say(f"Error: {report.problem}")
    report = replace(report, finished_at=_iso(datetime.now(UTC)))
    release = current_release(locations)
    path = write_report(locations, report, release if release != before else None)
    note_run(locations, HistoryEntry.of_night(locations, report))
    tidy(locations, settings().retention)
    say(f"report: {path}")
    return report


def _visit_portals(locations: Locations) -> list[PortalVisit]:
    """Take in what portals have that is new; what they did not give waits for a person."""
    if not any(locations.portal_files.glob("*.yaml")):
        remember_not_fetched(locations, [])
        return []
    from pipelines.raw.portals.discovery import discover

    found = discover(locations.portal_files, locations.portal_states, locations.documents)
    remember_not_fetched(locations, found.failed)
    return found.visits


def _told(locations: Locations, report: NightlyReport, build: Build) -> NightlyReport:
    """The report with what came of the build."""
    set_aside = what_is_set_aside(locations, build)
    seconds = {**build.step_seconds, "all": round(build.seconds, 1)}
    report = replace(report, set_aside=set_aside, seconds=seconds, build_run_id=build.run_id)
    if build.record is None:
        return replace(report, outcome="nothing_new")
    if build.is_blocked:
        blocked_by = [each.rule_id for each in build.record.outcomes if each.blocks]
        return replace(report, outcome="not_released", blocked_by=blocked_by)
    release = current_release(locations)
    if release is None or release.name == report.release:
        return replace(report, outcome="unchanged")
    changes = changes_of(release)
    return replace(
        report,
        outcome="released",
        release=release.name,
        changes=changes,
        new_documents=new_documents(release, changes, is_first=report.release is None),
    )


def _sentence(error: Exception) -> str:
    message = error.message if isinstance(error, click.ClickException) else str(error)
    kind = "" if isinstance(error, click.ClickException) else f"{type(error).__name__}: "
    return f"{kind}{message}"


def _iso(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")
