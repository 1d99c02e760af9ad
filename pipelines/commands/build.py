"""Brings a warehouse up to date: the same work for `gongkai run`, `nightly` and the schedule.

Nothing is printed here but progress. The reports are in run_report.py and nightly_report.py.
"""

import shutil
from dataclasses import dataclass, field
from time import perf_counter
from typing import TYPE_CHECKING

import duckdb

from pipelines.commands.fingerprint import input_fingerprint
from pipelines.commands.how import How
from pipelines.commands.problems import UsageProblem
from pipelines.commands.set_aside import SetAside, all_set_aside, remember_not_taken_in
from pipelines.frames.whole_files import read_note, write_note
from pipelines.locations import Locations
from pipelines.raw.intake import RegistrationReport, register
from pipelines.raw.store import stored_documents
from pipelines.validate.outcomes import CheckRecord

if TYPE_CHECKING:
    # it imports Dagster, which a run with nothing to build need not wait for
    from pipelines.commands.job import JobOutcome


@dataclass(frozen=True)
class Build:
    """What came of it; `record` is None where nothing was new and nothing was built."""

    documents: int
    intake: RegistrationReport
    record: CheckRecord | None
    step_seconds: dict[str, float] = field(default_factory=dict)
    seconds: float = 0.0
    run_id: str | None = None

    @property
    def is_blocked(self) -> bool:
        """Whether something was built that may not be published."""
        return self.record is not None and not self.record.passed


def bring_up_to_date(locations: Locations, how: How) -> Build:
    """Take files in, and build and publish if a release would differ from the one being served.

    The caller holds the warehouse's lock. Raises UsageProblem when there is no document,
    BuildProblem when the build broke.
    """
    started = perf_counter()
    intake = _take_in(locations)
    documents = stored_documents(locations.documents)
    if not documents:
        raise UsageProblem(f"no document found under {locations.raw}. Type: gongkai run --raw DIR")
    fingerprint = input_fingerprint(document.release_key for document in documents)
    if (
        not how.rebuild
        and not _is_tried_again(locations)
        and is_up_to_date(locations, fingerprint, how.strict)
    ):
        return Build(len(documents), intake, None, seconds=perf_counter() - started)
    if how.rebuild:
        shutil.rmtree(locations.cache, ignore_errors=True)
    outcome = _build(locations, how)
    if outcome.record.passed:
        remember_inputs(locations, fingerprint, how.strict)
    seconds = perf_counter() - started
    return Build(
        len(documents), intake, outcome.record, outcome.step_seconds, seconds, outcome.run_id
    )


def what_is_set_aside(locations: Locations, build: Build) -> list[SetAside]:
    """Everything left out of the release being served, or of the candidate that is blocked."""
    database = locations.candidate if build.is_blocked else locations.current.resolve()
    with duckdb.connect(str(database), read_only=True) as con:
        return all_set_aside(locations, con)


def _take_in(locations: Locations) -> RegistrationReport:
    if locations.raw == locations.warehouse:
        raise UsageProblem(f"the raw folder and the warehouse are both {locations.raw}")
    intake = register([locations.raw], locations.documents, locations.own_folders)
    remember_not_taken_in(locations, intake.refused)
    return intake


def _build(locations: Locations, how: How) -> "JobOutcome":
    from pipelines.commands.job import execute_job
    from pipelines.commands.terminal import ReadingProgress

    with ReadingProgress() as progress:
        return execute_job(locations, progress, how)


def _is_tried_again(locations: Locations) -> bool:
    """Whether a document failed by the machine's fault and is waiting for this run."""
    return any(read_note(path) for path in locations.tried_again.glob("*.json"))


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
