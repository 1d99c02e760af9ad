"""When the warehouse is built without anybody asking. What is built is in definitions.py."""

from dagster import AssetSelection, ScheduleDefinition, define_asset_job

warehouse_job = define_asset_job(
    "warehouse_job",
    selection=AssetSelection.all(),
    description="raw → extract → conform → load → validate → publish, over all documents.",
    tags={"team": "gongkai"},
)

nightly_schedule = ScheduleDefinition(
    name="nightly_schedule",
    job=warehouse_job,
    cron_schedule="30 2 * * *",
    execution_timezone="Asia/Shanghai",
    description="Every night at 02:30 in Shanghai.",
)
