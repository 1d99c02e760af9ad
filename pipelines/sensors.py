"""What Dagster does when something happens: files arrive, a night ends. The work is elsewhere."""

import time
from datetime import UTC, datetime

from dagster import (
    DagsterRunStatus,
    DefaultSensorStatus,
    RunConfig,
    RunFailureSensorContext,
    RunRequest,
    RunStatusSensorContext,
    SensorEvaluationContext,
    SensorResult,
    SkipReason,
    run_failure_sensor,
    run_status_sensor,
    sensor,
)

from pipelines.raw.landing import landing
from pipelines.resources import LocationsResource
from pipelines.schedules import NightConfig, nightly_job
from pipelines.settings import settings


@sensor(
    # by its name: given as a job, Dagster makes a copy by a parameter that it warns of
    job_name=nightly_job.name,
    minimum_interval_seconds=settings().landing.every_seconds,
    default_status=DefaultSensorStatus.RUNNING,
)
def landing_sensor(
    context: SensorEvaluationContext, unlocked_locations: LocationsResource
) -> SensorResult | SkipReason:
    """New or changed files in the raw folder are taken in as soon as they are at rest.

    What lay there at the first look is left to the night.
    """
    paths = unlocked_locations.paths
    state = landing(paths.raw, (paths.documents, *paths.own_folders))
    if context.cursor in (None, state.digest):
        context.update_cursor(state.digest)
        return SkipReason("nothing has changed in the raw folder")
    if not state.is_at_rest(time.time(), settings().landing.rest_seconds):
        return SkipReason("files are still arriving")
    config = RunConfig(ops={"one_night": NightConfig(visits_portals=False)})
    return SensorResult([RunRequest(run_config=config)], cursor=state.digest)


@run_failure_sensor(monitored_jobs=[nightly_job], default_status=DefaultSensorStatus.RUNNING)
def night_needs_a_person(
    context: RunFailureSensorContext, unlocked_locations: LocationsResource
) -> None:
    """Tells people of a night that failed, also of one whose process was killed."""
    _tell(context, unlocked_locations, context.failure_event.message or "the run failed")


@run_status_sensor(
    run_status=DagsterRunStatus.SUCCESS,
    monitored_jobs=[nightly_job],
    default_status=DefaultSensorStatus.RUNNING,
)
def night_went_well(context: RunStatusSensorContext, unlocked_locations: LocationsResource) -> None:
    """Tells people of every night, where the settings say so."""
    if settings().notices.always:
        _tell(context, unlocked_locations, "the run succeeded")


def _tell(context: RunStatusSensorContext, locations: LocationsResource, ended: str) -> None:
    from pipelines.commands.notices import notice_of, send

    record = context.instance.get_run_record_by_id(context.dagster_run.run_id)
    started = record.start_time if record and record.start_time else time.time()
    since = datetime.fromtimestamp(started, UTC).isoformat(timespec="seconds")
    notice = notice_of(locations.paths, since, ended)
    for problem in send(notice.subject, notice.text, settings().notices, notice.record):
        context.log.error(problem)
