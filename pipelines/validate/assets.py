"""The validate stage in the asset graph: the ties, and the checks on the candidate's tables.

Which rules there are is said in expectations.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from time import perf_counter

from dagster import (
    AssetCheckExecutionContext,
    AssetCheckKey,
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
from pipelines.validate.isolation import Verdict, check_and_isolate
from pipelines.validate.outcomes import ExpectationOutcome, record_outcomes
from pipelines.validate.suite_files import Expectation, Suite, load_suites
from pipelines.validate.ties.checking import check_ties

TIE_FOLDER = "expectations/ties"
# Two checks a table and not one a rule: each check is events to write, and rules are hundreds.
RULES, REMARKS = "rules", "remarks"
_CHECKS = {
    RULES: "What must hold before anything is published. 发布前必须成立的规则。",
    REMARKS: "What the published documents are to be looked at for. 需要人工留意的事项。",
}


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
    for name, rules in _checks(suite.expectations).items():
        yield AssetCheckSpec(
            name=name,
            asset=AssetKey(suite.table.split(".")),
            description=_CHECKS[name],
            blocking=name == RULES,
            metadata={rule.rule_id: f"{rule.description} {rule.description_zh}" for rule in rules},
        )


def _checks(rules: Iterable[Expectation]) -> dict[str, list[Expectation]]:
    """The rules of a table by the check they belong to."""
    found: dict[str, list[Expectation]] = {}
    for rule in rules:
        found.setdefault(RULES if rule.severity == "critical" else REMARKS, []).append(rule)
    return found


@multi_asset_check(
    specs=list(chain.from_iterable(_check_specs(suite) for suite in load_suites())),
    can_subset=True,
)
def expectation_suites(
    context: AssetCheckExecutionContext, locations: LocationsResource
) -> Iterator[AssetCheckResult]:
    """Every rule of every suite, on the candidate; documents that break one are set aside.

    The outcomes on the candidate as it is left are kept beside it. All rules are run also where
    only some were asked for: a release needs them all on one candidate.
    """
    asked = context.op_execution_context.selected_asset_check_keys
    verdict = check_and_isolate(locations.paths, strict=locations.strict)
    record_outcomes(locations.paths, verdict.outcomes)
    told = {outcome.rule_id: outcome for outcome in verdict.outcomes}
    for suite in load_suites():
        for name, rules in _checks(suite.expectations).items():
            if AssetCheckKey(AssetKey(suite.table.split(".")), name) in asked:
                outcomes = [told[rule.rule_id] for rule in rules]
                yield _check_result(suite.table, name, outcomes, verdict)


def _check_result(
    table: str, name: str, outcomes: Sequence[ExpectationOutcome], verdict: Verdict
) -> AssetCheckResult:
    """A rule that holds because documents were set aside has not passed, but blocks nothing."""
    broken = [
        outcome
        for outcome in outcomes
        if outcome.outcome != "passed" or verdict.documents_of(outcome.rule_id)
    ]
    blocks = any(outcome.blocks for outcome in outcomes)
    return AssetCheckResult(
        asset_key=AssetKey(table.split(".")),
        check_name=name,
        passed=not broken,
        severity=AssetCheckSeverity.ERROR if blocks else AssetCheckSeverity.WARN,
        description="; ".join(outcome.reason or outcome.description for outcome in broken) or None,
        metadata={
            "rules": len(outcomes),
            **{outcome.rule_id: _told(outcome, verdict) for outcome in broken},
        },
    )


def _told(outcome: ExpectationOutcome, verdict: Verdict) -> MetadataValue:
    """What came of a rule that did not pass: its rows, and the documents set aside for it."""
    facts = {"outcome": outcome.outcome, "failing_rows": outcome.failing_rows}
    documents = {"documents_set_aside": verdict.documents_of(outcome.rule_id)}
    rows = {"sample": [str(row) for row in outcome.sample]}
    return MetadataValue.json(facts | documents | rows)
