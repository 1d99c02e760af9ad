"""The publish stage in the asset graph: the checked candidate becomes the release being served."""

import json
from collections.abc import Iterator
from time import perf_counter

from dagster import (
    AssetCheckResult,
    AssetCheckSeverity,
    AssetCheckSpec,
    AssetKey,
    AssetSpec,
    MaterializeResult,
    MetadataValue,
    asset,
    multi_asset,
)

from pipelines.load.assets import TABLE_SPECS
from pipelines.publish.data_package import sha256_of
from pipelines.publish.release import Release, publish_release
from pipelines.publish.worklists import WORKLISTS, waiting
from pipelines.raw.assets import OWNERS
from pipelines.resources import LocationsResource
from pipelines.settings import settings
from pipelines.validate.outcomes import candidate_passed
from pipelines.validate.suite_files import load_suites

RELEASE = AssetKey("release")
RELEASE_IS_WHOLE = AssetCheckSpec(
    "release_is_whole",
    asset=RELEASE,
    description="Each file has the sha256 that datapackage.json states. 发布文件完整。",
)


@asset(
    deps=[spec.key for spec in TABLE_SPECS],
    group_name="publish",
    kinds={"duckdb", "parquet"},
    owners=OWNERS,
    tags={"stage": "publish"},
    check_specs=[RELEASE_IS_WHOLE],
)
def release(locations: LocationsResource) -> MaterializeResult:
    """A DuckDB file with Parquet and datapackage.json beside it, and the switch of `current`.

    The blocking checks guard only the run they are in: what counts here is the record of all
    rules on the very candidate that lies ready.
    """
    started = perf_counter()
    rules = [rule.rule_id for suite in load_suites() for rule in suite.expectations]
    passed = candidate_passed(locations.paths, rules)
    kept = settings().retention.releases
    published = publish_release(locations.paths, checks_passed=passed, kept=kept)
    return MaterializeResult(
        metadata={
            "release_id": published.release_id,
            "path": str(published.path),
            "is_new": published.is_new,
            "bytes": published.database.stat().st_size,
            "seconds": round(perf_counter() - started, 3),
        },
        check_results=[_whole(published)],
    )


def _whole(published: Release) -> AssetCheckResult:
    wrong = broken_files(published)
    return AssetCheckResult(
        check_name=RELEASE_IS_WHOLE.name,
        passed=not wrong,
        severity=AssetCheckSeverity.ERROR,
        metadata={"broken_files": MetadataValue.json(wrong)},
    )


def broken_files(published: Release) -> list[str]:
    """Files of the release that are gone or are not what its datapackage.json states."""
    package = json.loads((published.path / "datapackage.json").read_text(encoding="utf-8"))
    files = {resource["path"]: str(resource["hash"]) for resource in package["resources"]}
    return [
        name
        for name, stated in files.items()
        if not (published.path / name).is_file()
        or sha256_of(published.path / name) != stated.removeprefix("sha256:")
    ]


WORKLIST_SPECS = [
    AssetSpec(
        ["worklist", worklist.name],
        deps=[RELEASE],
        description=worklist.description,
        group_name="worklists",
        kinds={"duckdb"},
        owners=OWNERS,
        tags={"stage": "publish"},
    )
    for worklist in WORKLISTS
]


@multi_asset(specs=WORKLIST_SPECS)
def worklists(locations: LocationsResource) -> Iterator[MaterializeResult]:
    """What is waiting for a person in the release being served."""
    for each in waiting(locations.paths):
        yield MaterializeResult(
            asset_key=AssetKey(["worklist", each.worklist.name]),
            metadata={
                "dagster/row_count": each.count,
                "first": MetadataValue.md(each.markdown),
            },
        )
