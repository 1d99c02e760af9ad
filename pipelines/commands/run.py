"""`gongkai run` and `gongkai nightly`: from files to a release. The report is in run_report.py."""

import shutil
from time import perf_counter

import click

from pipelines.commands.fingerprint import input_fingerprint
from pipelines.commands.problems import UsageProblem
from pipelines.commands.run_report import print_release, print_report
from pipelines.commands.warehouse_lock import warehouse_lock
from pipelines.frames.whole_files import read_note, write_note
from pipelines.locations import Locations
from pipelines.raw.intake import register
from pipelines.raw.store import stored_documents


def run(locations: Locations, rebuild: bool, verbose: bool, strict: bool = False) -> int:
    """Bring the warehouse up to date; the exit status: 0 good, 1 a check failed or quarantine.

    `rebuild` reads every document again and builds even if nothing is new; `strict` lets the
    warnings block that the suites mark so. Raises UsageProblem
    when there is no document, BuildProblem when the build broke.
    """
    with warehouse_lock(locations.warehouse):
        return _run(locations, rebuild, verbose, strict)


def _run(locations: Locations, rebuild: bool, verbose: bool, strict: bool) -> int:
    started = perf_counter()
    report = register([locations.raw], locations.documents, locations.own_folders)
    for refused in report.refused:
        click.echo(f"not taken in: {refused.reason} [{refused.reason_code}]", err=True)
    documents = stored_documents(locations.documents)
    if not documents:
        raise UsageProblem(f"no document found under {locations.raw}. Type: gongkai run --raw DIR")
    fingerprint = input_fingerprint(document.release_key for document in documents)
    if not rebuild and is_up_to_date(locations, fingerprint, strict):
        click.echo(f"nothing new: {len(documents):,} documents, the same knowledge and code")
        print_release(locations, perf_counter() - started)
        return 1 if report.refused else 0
    if rebuild:
        shutil.rmtree(locations.cache, ignore_errors=True)
    exit_status = _build(locations, fingerprint, (verbose, strict), started)
    return 1 if report.refused else exit_status


def _build(locations: Locations, fingerprint: str, how: tuple[bool, bool], started: float) -> int:
    from pipelines.commands.job import execute_job
    from pipelines.commands.terminal import ReadingProgress

    with ReadingProgress() as progress:
        record = execute_job(locations, progress, *how)
    if record.passed:
        remember_inputs(locations, fingerprint, strict=how[1])
    return print_report(locations, record, perf_counter() - started)


def is_up_to_date(locations: Locations, fingerprint: str, strict: bool = False) -> bool:
    """Whether the release being served was made from exactly these inputs.

    One that was made strictly is up to date for both; else a strict build is something new.
    """
    note = read_note(locations.warehouse / "inputs.json")
    if not isinstance(note, dict) or not locations.current.exists():
        return False
    made = [_made_from(locations, fingerprint, is_strict) for is_strict in {True, strict}]
    return note in made


def remember_inputs(locations: Locations, fingerprint: str, strict: bool = False) -> None:
    """Note what the release being served was made from."""
    note = _made_from(locations, fingerprint, strict)
    write_note(locations.warehouse / "inputs.json", note)


def _made_from(locations: Locations, fingerprint: str, strict: bool) -> dict[str, object]:
    release = locations.current.resolve().relative_to(locations.warehouse.resolve())
    return {"release": release.as_posix(), "inputs": fingerprint, "strict": strict}
