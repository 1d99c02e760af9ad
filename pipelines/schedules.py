"""When the warehouse is built without anybody asking. What is built is in definitions.py.

The nightly job is one step that does what `gongkai nightly` does, by the same function; the assets
are materialised by the job that it runs inside.
"""

from datetime import timedelta

from dagster import (
    AssetMaterialization,
    AssetSelection,
    AssetSpec,
    Config,
    DefaultScheduleStatus,
    Failure,
    FreshnessPolicy,
    MetadataValue,
    OpExecutionContext,
    ScheduleDefinition,
    define_asset_job,
    job,
    op,
)

from pipelines.raw.assets import OWNERS
from pipelines.resources import LocationsResource
from pipelines.settings import settings

NIGHT = settings().night

warehouse_job = define_asset_job(
    "warehouse_job",
    selection=AssetSelection.all(),
    description="raw → extract → conform → load → validate → publish, over all documents.",
    tags={"team": "gongkai"},
)

nightly_report = AssetSpec(
    "nightly_report",
    description="One page a night: what came in, what changed, what needs a person.",
    group_name="publish",
    kinds={"markdown"},
    owners=OWNERS,
    tags={"stage": "publish"},
    freshness_policy=FreshnessPolicy.cron(
        deadline_cron=NIGHT.late_cron, lower_bound_delta=timedelta(hours=5), timezone=NIGHT.timezone
    ),
)


class NightConfig(Config):
    """Without `visits_portals` only the raw folder is looked at."""

    visits_portals: bool = True


@op(name="one_night", tags={"team": "gongkai"})
def night_op(
    context: OpExecutionContext, config: NightConfig, unlocked_locations: LocationsResource
) -> None:
    """Discover, take in, build, check and release; fails where a person has to look."""
    from pipelines.commands.how import night
    from pipelines.commands.job import forget_old_runs
    from pipelines.commands.nightly import one_night

    how = night(strict=unlocked_locations.strict, visits_portals=config.visits_portals)
    report = one_night(unlocked_locations.paths, how, context.log.info)
    forget_old_runs(context.instance, settings().retention.run_days)
    metadata = {
        "outcome": report.outcome,
        "exit_status": report.exit_status,
        "new_documents": len(report.new_documents),
        "not_acknowledged": len(report.not_acknowledged),
        "report": MetadataValue.md(report.markdown()),
    }
    context.log_event(AssetMaterialization(nightly_report.key, metadata=metadata))
    if report.exit_status:
        told = report.problem or f"{len(report.not_acknowledged)} set aside, not acknowledged"
        raise Failure(told, metadata=metadata, allow_retries=False)


@job(description="What `gongkai nightly` does, by the same function.", tags={"team": "gongkai"})
def nightly_job() -> None:
    """The work of one night."""
    night_op()


nightly_schedule = ScheduleDefinition(
    name="nightly_schedule",
    job=nightly_job,
    cron_schedule=NIGHT.cron,
    execution_timezone=NIGHT.timezone,
    default_status=DefaultScheduleStatus.RUNNING,
    description=f"Cron {NIGHT.cron} in {NIGHT.timezone}; on from the start.",
)
