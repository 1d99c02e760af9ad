"""The report at the end of a build: what is in the warehouse, what is not, what to type next."""

import shlex
from collections import Counter
from collections.abc import Sequence

import click
import duckdb

from pipelines.commands.release_file import open_release, release_path
from pipelines.commands.set_aside import SetAside
from pipelines.commands.summary import Summary, summarise
from pipelines.commands.terminal import labelled
from pipelines.locations import BUILD, Locations
from pipelines.validate.outcomes import CheckRecord, ExpectationOutcome

_SHOWN_ENTRIES = 20
# Lines that fit 80 columns; one scope, since department and unit never add up.
_EXAMPLES = """  gongkai tables
  gongkai query "FROM mart.organisation_year WHERE scope = 'department'"
  gongkai query "
    SELECT organisation_name_zh, fiscal_year, phase, total_yuan
    FROM mart.spending_by_function
    WHERE function_code = '2080505' AND scope = 'department'
    ORDER BY total_yuan DESC\""""


def print_report(locations: Locations, record: CheckRecord, seconds: float) -> None:
    """Print the report on standard output, what is wrong on standard error."""
    if not record.passed:
        _print_blocking(record)
        with duckdb.connect(str(locations.candidate), read_only=True) as con:
            _print_summary(summarise(con))
        _print_checks(record)
        return
    _print_checks(record)
    print_release(locations, seconds)
    _print_examples(locations)


def print_set_aside(entries: Sequence[SetAside]) -> int:
    """Say what nobody has acknowledged yet, on standard error; how many that are."""
    unseen = [entry for entry in entries if not entry.is_acknowledged]
    if unseen:
        counted = f"{len(unseen):,} of {len(entries):,} set aside are not acknowledged"
        click.echo(f"{counted}; after looking at one: gongkai acknowledge DOCUMENT", err=True)
    for entry in unseen[:_SHOWN_ENTRIES]:
        click.echo(f"  {entry.key[:12]}  {entry.file_name} [{entry.reason_code}]", err=True)
    return len(unseen)


def print_release(locations: Locations, seconds: float) -> Summary:
    """Print what the release being served holds and where it is."""
    with open_release(locations) as con:
        summary = summarise(con)
    _print_summary(summary)
    click.echo(f"seconds            {seconds:.1f}")
    click.echo(labelled("release", str(release_path(locations))))
    return summary


def _print_summary(summary: Summary) -> None:
    for line in summary.lines:
        click.echo(line)
    if summary.quarantined:
        click.echo("quarantined:")
    for entry in summary.quarantined[:_SHOWN_ENTRIES]:
        click.echo(f"  {entry['reason']} [{entry['reason_code']}]")
    rest = len(summary.quarantined) - _SHOWN_ENTRIES
    if rest > 0:
        click.echo(f"  and {rest:,} more: SELECT * FROM quality.quarantine")


def _print_checks(record: CheckRecord) -> None:
    counts = Counter(_standing(outcome) for outcome in record.outcomes)
    told = [f"{counts[standing]} {standing}" for standing in ("passed", "failed", "not executed")]
    click.echo(f"checks             {', '.join(told)}, {counts['warning']} warnings")
    for outcome in record.outcomes:
        if _standing(outcome) == "warning":
            click.echo(f"  {outcome.rule_id}: {outcome.failing_rows:,} rows. {outcome.description}")


def _standing(outcome: ExpectationOutcome) -> str:
    if outcome.outcome == "failed" and not outcome.blocks:
        return "warning"
    return outcome.outcome.replace("_", " ")


def _print_blocking(record: CheckRecord) -> None:
    click.echo("not published: the checks found a defect. The last release stays.", err=True)
    for outcome in record.outcomes:
        if outcome.blocks:
            cause = outcome.reason or f"{outcome.failing_rows:,} rows"
            click.echo(f"  {outcome.table} {outcome.rule_id}: {cause}", err=True)
            click.echo(f"    {outcome.description}", err=True)
            for row in outcome.sample:
                click.echo(f"    {row}", err=True)


def _print_examples(locations: Locations) -> None:
    with open_release(locations) as con:
        statement = con.execute("SELECT min(statement_id) FROM core.fct_amount").fetchone()
    click.echo("\ntype next:")
    if locations.warehouse != BUILD:
        click.echo(f"  export GONGKAI_WAREHOUSE={shlex.quote(str(locations.warehouse))}")
    click.echo(_EXAMPLES)
    if statement and statement[0]:
        click.echo(f"  gongkai trace {statement[0]} --png cell.png")
