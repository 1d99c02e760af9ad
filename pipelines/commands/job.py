"""Executes the Dagster job in this process, and tells in a sentence what went wrong.

Importing this module imports Dagster: import it only when there is something to build.
"""

import os
from contextlib import chdir, nullcontext
from dataclasses import dataclass

from dagster import DagsterInstance, ExecuteInProcessResult

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


_NO_TELEMETRY = {"telemetry": {"enabled": False}}


def execute_job(
    locations: Locations, progress: Progress, verbose: bool, strict: bool = False
) -> JobOutcome:
    """Run `warehouse_job`; the outcomes of its checks and the times of its steps.

    Raises BuildProblem when a step failed for another reason than a check.
    """
    forget_outcomes(locations)
    resource = LocationsResource(
        raw=str(locations.raw), warehouse=str(locations.warehouse), strict=strict
    )
    result = _execute(resource, progress, verbose)
    record = stored_record(locations)
    if not result.success and (record is None or record.passed):
        raise BuildProblem(_failure(result))
    if record is None:
        raise BuildProblem("the build ended without any check: nothing was published")
    return JobOutcome(record, _step_seconds(result))


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
        return job.execute_in_process(
            run_config={"loggers": {"console": {"config": {"log_level": level}}}},
            instance=run_history,
            raise_on_error=False,
        )


def _failure(result: ExecuteInProcessResult) -> str:
    """The innermost error of the first step that failed."""
    for event in result.get_step_failure_events():
        error = event.step_failure_data.error
        while error is not None and error.cause is not None:
            error = error.cause
        if error is not None:
            return f"step {event.step_key} failed: {error.message.strip()}"
    return "the build failed before its first step"
