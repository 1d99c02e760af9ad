"""Executes the Dagster job in this process, and tells in a sentence what went wrong.

Importing this module imports Dagster: import it only when there is something to build.
"""

import os
from contextlib import chdir, nullcontext
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from dagster import DagsterInstance, DagsterRunStatus, ExecuteInProcessResult, RunsFilter

from pipelines.commands.how import How
from pipelines.commands.problems import BuildProblem
from pipelines.definitions import code_location
from pipelines.locations import Locations
from pipelines.progress import Progress
from pipelines.resources import LocationsResource
from pipelines.validate.outcomes import CheckRecord, forget_outcomes, stored_record


@dataclass(frozen=True)
class JobOutcome:
    """What the checks came to, and how long each step took."""

    record: CheckRecord
    step_seconds: dict[str, float]
    run_id: str


_NO_TELEMETRY = {"telemetry": {"enabled": False}}
# Marks runs that were begun here: their process holds the warehouse's lock as long as they live.
BEGUN_HERE = {"gongkai/begun_by": "command"}
_UNFINISHED = [DagsterRunStatus.STARTING, DagsterRunStatus.STARTED, DagsterRunStatus.CANCELING]
_FINISHED = [DagsterRunStatus.SUCCESS, DagsterRunStatus.FAILURE, DagsterRunStatus.CANCELED]


def execute_job(locations: Locations, progress: Progress, how: How) -> JobOutcome:
    """Run `warehouse_job`; the outcomes of its checks and the times of its steps.

    Raises BuildProblem when a step failed for another reason than a check.
    """
    forget_outcomes(locations)
    resource = LocationsResource(
        raw=str(locations.raw),
        warehouse=str(locations.warehouse),
        strict=how.strict,
        reading_seconds=how.reading_seconds,
        is_locked=True,
    )
    result = _execute(resource, progress, how.verbose)
    record = stored_record(locations)
    if not result.success and (record is None or record.passed):
        raise BuildProblem(_failure(result))
    if record is None:
        raise BuildProblem("the build ended without any check: nothing was published")
    return JobOutcome(record, _step_seconds(result), result.run_id)


def _step_seconds(result: ExecuteInProcessResult) -> dict[str, float]:
    return {
        event.step_key: round(event.step_success_data.duration_ms / 1000, 1)
        for event in result.all_events
        if event.is_step_success and event.step_key is not None
    }


def _execute(
    resource: LocationsResource, progress: Progress, verbose: bool
) -> ExecuteInProcessResult:
    job = code_location(resource, progress).resolve_job_def("warehouse_job")
    level = "DEBUG" if verbose else "CRITICAL"
    home = os.environ.get("DAGSTER_HOME")
    # Paths in dagster.yaml are relative to the working directory.
    with (
        chdir(home) if home else nullcontext(),
        DagsterInstance.get()
        if home
        else DagsterInstance.ephemeral(settings=_NO_TELEMETRY) as run_history,
    ):
        give_up_dead_runs(run_history)
        return job.execute_in_process(
            run_config={"loggers": {"console": {"config": {"log_level": level}}}},
            instance=run_history,
            tags=BEGUN_HERE,
            raise_on_error=False,
        )


def give_up_dead_runs(run_history: DagsterInstance) -> None:
    """Runs begun here that never ended are dead: who calls this holds the warehouse's lock."""
    unfinished = RunsFilter(tags=BEGUN_HERE, statuses=_UNFINISHED)
    for run in run_history.get_runs(unfinished):
        run_history.report_run_failed(run, "its process ended before the run did")


def forget_old_runs(run_history: DagsterInstance, days: int) -> int:
    """Delete finished runs older than so many days; how many that were."""
    before = datetime.now(UTC) - timedelta(days=days)
    old = RunsFilter(statuses=_FINISHED, updated_before=before)
    found = run_history.get_run_records(old)
    for record in found:
        run_history.delete_run(record.dagster_run.run_id)
    return len(found)


def _failure(result: ExecuteInProcessResult) -> str:
    """The innermost error of the first step that failed."""
    for event in result.get_step_failure_events():
        error = event.step_failure_data.error
        while error is not None and error.cause is not None:
            error = error.cause
        if error is not None:
            return f"step {event.step_key} failed: {error.message.strip()}"
    return "the build failed before its first step"
