"""When the warehouse is built without anybody asking. What is built is in definitions.py.

The nightly job is one step that does what `gongkai nightly` does, by the same function; the assets
are materialised by the job that it runs inside.
"""

from datetime import timedelta

from dagster import (
    AssetMaterialization,
    AssetSelection,
    AssetSpec,
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

SHANGHAI = "Asia/Shanghai"

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
        deadline_cron="0 7 * * *", lower_bound_delta=timedelta(hours=5), timezone=SHANGHAI
    ),
)


@op(name="one_night", tags={"team": "gongkai"})
def night_op(context: OpExecutionContext, locations: LocationsResource) -> None:
    """Discover, take in, build, check and release; fails where a person has to look."""
    from pipelines.commands.build import How
    from pipelines.commands.nightly import one_night

    how = How(strict=locations.strict)
    report = one_night(locations.paths, how, context.log.info)
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
    cron_schedule="30 2 * * *",
    execution_timezone=SHANGHAI,
    default_status=DefaultScheduleStatus.RUNNING,
    description="Every night at 02:30 in Shanghai; on from the start.",
)
