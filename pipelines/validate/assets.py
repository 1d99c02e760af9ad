"""The validate stage in the asset graph: the ties, and the checks on the candidate's tables.

Which rules there are is said in expectations.
"""

from collections.abc import Iterator, Sequence
from itertools import chain
from time import perf_counter

from dagster import (
    AssetCheckResult,
    AssetCheckSeverity,
    AssetCheckSpec,
    AssetKey,
    MaterializeResult,
    MetadataValue,
    asset,
    multi_asset_check,
)

from pipelines.conform.assets import statements
from pipelines.frames.storage import read_frame
from pipelines.load.assets import begun_candidate
from pipelines.locations import Locations
from pipelines.raw.assets import OWNERS
from pipelines.resources import LocationsResource
from pipelines.validate.isolation import check_and_isolate
from pipelines.validate.outcomes import ExpectationOutcome, record_outcomes
from pipelines.validate.suite_files import Suite, load_suites
from pipelines.validate.ties.checking import check_ties

TIE_FOLDER = "expectations/ties"


@asset(
    deps=[statements, begun_candidate],
    group_name="validate",
    kinds={"duckdb", "parquet"},
    owners=OWNERS,
    tags={"stage": "validate"},
)
def tie_checks(locations: LocationsResource) -> MaterializeResult:
    """Every stated relation between printed figures (勾稽关系), checked and explained."""
    started = perf_counter()
    report = check_ties(locations.paths)
    return MaterializeResult(
        metadata={
            "checks": report.checks,
            "broken": report.broken,
            "findings": report.findings,
            "by_severity": MetadataValue.md(_severity_table(locations.paths)),
            "seconds": round(perf_counter() - started, 3),
        }
    )


def _severity_table(locations: Locations) -> str:
    """Findings by severity and rule, each with what to type to read them."""
    counts = (
        read_frame(locations.stage, "finding")
        .group_by("severity", "rule_id")
        .len()
        .sort("severity", "rule_id")
    )
    lines = [
        f"| {severity} | [{rule_id}]({TIE_FOLDER}) | {count} | `gongkai findings --rule {rule_id}`|"
        for severity, rule_id, count in counts.iter_rows()
    ]
    return "\n".join(["| severity | rule | findings | read them |", "|---|---|---|---|", *lines])


def _check_specs(suite: Suite) -> Iterator[AssetCheckSpec]:
    for expectation in suite.expectations:
        yield AssetCheckSpec(
            name=expectation.rule_id,
            asset=AssetKey(suite.table.split(".")),
            description=f"{expectation.description} {expectation.description_zh}",
            blocking=expectation.severity == "critical",
            metadata={"severity": expectation.severity, "expectation": expectation.type},
        )


@multi_asset_check(
    specs=list(chain.from_iterable(_check_specs(suite) for suite in load_suites())),
    can_subset=False,
)
def expectation_suites(locations: LocationsResource) -> Iterator[AssetCheckResult]:
    """Every rule of every suite, on the candidate; documents that break one are set aside.

    The outcomes on the candidate as it is left are kept beside it.
    """
    verdict = check_and_isolate(locations.paths, strict=locations.strict)
    record_outcomes(locations.paths, verdict.outcomes)
    for outcome in verdict.outcomes:
        yield _check_result(outcome, verdict.documents_of(outcome.rule_id))


def _check_result(outcome: ExpectationOutcome, set_aside: Sequence[str]) -> AssetCheckResult:
    """A rule that holds because documents were set aside has not passed, but blocks nothing."""
    severity = AssetCheckSeverity.ERROR if outcome.blocks else AssetCheckSeverity.WARN
    return AssetCheckResult(
        asset_key=AssetKey(outcome.table.split(".")),
        check_name=outcome.rule_id,
        passed=outcome.outcome == "passed" and not set_aside,
        severity=severity,
        description=outcome.reason or outcome.description,
        metadata={
            "outcome": outcome.outcome,
            "failing_rows": outcome.failing_rows,
            "documents_set_aside": MetadataValue.json(list(set_aside)),
            "sample": MetadataValue.md(_sample_text(outcome)),
        },
    )


def _sample_text(outcome: ExpectationOutcome) -> str:
    return "\n".join(f"- `{row}`" for row in outcome.sample)
