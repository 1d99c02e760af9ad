"""`gongkai run`: from files to a release, told on the terminal. The work is in build.py."""

import click

from pipelines.commands.build import Build, bring_up_to_date, what_is_set_aside
from pipelines.commands.how import How
from pipelines.commands.run_report import print_release, print_report, print_set_aside
from pipelines.commands.warehouse_lock import warehouse_lock
from pipelines.locations import Locations
from pipelines.raw.intake import RegistrationReport


def run(locations: Locations, how: How) -> int:
    """Bring the warehouse up to date; the exit status.

    0 good; 1 a check failed, or something is set aside that nobody has acknowledged. Raises
    UsageProblem when there is no document, BuildProblem when the build broke.
    """
    with warehouse_lock(locations.warehouse):
        build = bring_up_to_date(locations, how)
    print_not_taken_in(build.intake)
    _print(locations, build)
    open_entries = print_set_aside(what_is_set_aside(locations, build))
    return 1 if build.is_blocked or open_entries else 0


def print_not_taken_in(intake: RegistrationReport) -> None:
    """One line for each file that was refused, on standard error."""
    for refused in intake.refused:
        click.echo(f"not taken in: {refused.reason} [{refused.reason_code}]", err=True)


def _print(locations: Locations, build: Build) -> None:
    if build.record is not None:
        print_report(locations, build.record, build.seconds)
        return
    click.echo(f"nothing new: {build.documents:,} documents, the same knowledge and code")
    print_release(locations, build.seconds)
