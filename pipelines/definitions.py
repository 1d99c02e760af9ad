"""The code location: assets, checks, job, schedule and resources, put together."""

from dagster import Definitions, in_process_executor

from pipelines.conform.assets import statements
from pipelines.extract.assets import document_trees
from pipelines.load.assets import begun_candidate, candidate
from pipelines.progress import Progress
from pipelines.publish.assets import release, worklists
from pipelines.raw.assets import raw_documents
from pipelines.resources import LocationsResource
from pipelines.schedules import nightly_job, nightly_report, nightly_schedule, warehouse_job
from pipelines.sensors import landing_sensor, night_needs_a_person, night_went_well
from pipelines.validate.assets import expectation_suites, tie_checks


def code_location(locations: LocationsResource, progress: Progress) -> Definitions:
    """The asset graph over these folders, telling its progress to `progress`."""
    return Definitions(
        assets=[
            raw_documents,
            document_trees,
            statements,
            begun_candidate,
            tie_checks,
            candidate,
            release,
            worklists,
            nightly_report,
        ],
        asset_checks=[expectation_suites],
        jobs=[warehouse_job, nightly_job],
        schedules=[nightly_schedule],
        sensors=[landing_sensor, night_needs_a_person, night_went_well],
        resources={
            "locations": locations,
            "unlocked_locations": locations.without_lock(),
            "progress": progress,
        },
        # Steps share one process: extraction has its own pool, a process per step costs seconds.
        executor=in_process_executor,
    )


defs = code_location(LocationsResource.from_environment(), Progress())
