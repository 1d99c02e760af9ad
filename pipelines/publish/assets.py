"""The publish stage in the asset graph: the checked candidate becomes the release being served."""

from time import perf_counter

from dagster import MaterializeResult, asset

from pipelines.load.assets import TABLE_SPECS
from pipelines.publish.release import publish_release
from pipelines.raw.assets import OWNERS
from pipelines.resources import LocationsResource
from pipelines.validate.outcomes import candidate_passed
from pipelines.validate.suite_files import load_suites


@asset(
    deps=[spec.key for spec in TABLE_SPECS],
    group_name="publish",
    kinds={"duckdb", "parquet"},
    owners=OWNERS,
    tags={"stage": "publish"},
)
def release(locations: LocationsResource) -> MaterializeResult:
    """A DuckDB file with Parquet and datapackage.json beside it, and the switch of `current`.

    The blocking checks guard only the run they are in: what counts here is the record of all
    rules on the very candidate that lies ready.
    """
    started = perf_counter()
    rules = [rule.rule_id for suite in load_suites() for rule in suite.expectations]
    passed = candidate_passed(locations.paths, rules)
    published = publish_release(locations.paths, checks_passed=passed)
    return MaterializeResult(
        metadata={
            "release_id": published.release_id,
            "path": str(published.path),
            "is_new": published.is_new,
            "bytes": published.database.stat().st_size,
            "seconds": round(perf_counter() - started, 3),
        }
    )
