"""Runs the expectation suites over the tables of an open DuckDB connection.

The rules themselves are in expectations/suites; what a result means for publication is in
outcomes.py. Great Expectations takes seconds to import, so it is imported when a suite is run.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb

from pipelines.frames.storage import SCHEMAS, TIE_SCHEMAS
from pipelines.load.visible_frames import register_frames
from pipelines.locations import SUITES, Locations
from pipelines.validate.outcomes import ExpectationOutcome, Outcome
from pipelines.validate.suite_files import Expectation, Suite, load_suites

if TYPE_CHECKING:
    from great_expectations.core import ExpectationValidationResult
    from great_expectations.datasource.fluent.sql_datasource import SQLDatasource

SAMPLE_ROWS = 5


def check_candidate(
    locations: Locations, folder: Path = SUITES, strict: bool = False
) -> list[ExpectationOutcome]:
    """Run all suites on the candidate, its stage frames visible as views `stage_<frame>`.

    Where the build is `strict`, the rules that a suite marks so block like critical ones.
    Raises FileNotFoundError when there is no candidate.
    """
    if not locations.candidate.exists():
        raise FileNotFoundError(f"no candidate to check at {locations.candidate}")
    with duckdb.connect(str(locations.candidate), read_only=True) as con:
        show_stage(con, locations)
        outcomes = run_suites(con, folder=folder)
    return [*map(_made_strict, outcomes)] if strict else outcomes


def _made_strict(outcome: ExpectationOutcome) -> ExpectationOutcome:
    marked = {
        rule.rule_id for suite in load_suites() for rule in suite.expectations if rule.is_strict
    }
    return replace(outcome, severity="critical") if outcome.rule_id in marked else outcome


def show_stage(con: duckdb.DuckDBPyConnection, locations: Locations) -> None:
    """Make the stage frames visible as temporary views; a rule on a missing one cannot run."""
    register_frames(con, locations.stage, (*SCHEMAS, *TIE_SCHEMAS), may_miss=True)


def run_suites(
    con: duckdb.DuckDBPyConnection,
    tables: Sequence[str] | None = None,
    folder: Path = SUITES,
) -> list[ExpectationOutcome]:
    """One outcome per expectation of the suites on `tables` (`schema.table`; default: all).

    A missing table, a missing column or a query that cannot run gives `not_executed`.
    Raises KeyError for a table without a suite.
    """
    from pipelines.validate.gx_duckdb import shared_data_source

    suites = {suite.table: suite for suite in load_suites(folder)}
    chosen = [suites[table] for table in tables] if tables is not None else list(suites.values())
    source = shared_data_source(con)
    return [outcome for suite in chosen for outcome in _run_suite(con, source, suite)]


def _run_suite(
    con: duckdb.DuckDBPyConnection, source: "SQLDatasource", suite: Suite
) -> Iterator[ExpectationOutcome]:
    if not _table_exists(con, suite):
        for expectation in suite.expectations:
            yield _outcome(suite, expectation, "not_executed", reason=f"no table {suite.table}")
        return
    written = tuple(each for each in suite.expectations if not each.is_generated)
    results = _validate(con, source, Suite(suite.table, written)) if written else {}
    for expectation in suite.expectations:
        if expectation.is_generated:
            yield _judge_rows(con, suite, expectation)
        else:
            yield _judge(con, suite, expectation, results[expectation.rule_id])


def _judge_rows(
    con: duckdb.DuckDBPyConnection, suite: Suite, expectation: Expectation
) -> ExpectationOutcome:
    """A generated rule is a plain query: there are hundreds of them, each of a millisecond."""
    query = expectation.kwargs["unexpected_rows_query"].format(batch=suite.table)
    try:
        (failing,) = con.execute(f"SELECT count(*) FROM ({query})").fetchone() or (0,)
        sample = _sample(con, suite, expectation, {}) if failing else []
    except duckdb.Error as error:
        return _outcome(suite, expectation, "not_executed", reason=str(error))
    return _outcome(suite, expectation, "failed" if failing else "passed", failing, sample)


def _table_exists(con: duckdb.DuckDBPyConnection, suite: Suite) -> bool:
    found = con.execute(
        "SELECT 1 FROM information_schema.tables WHERE table_schema = ? AND table_name = ?",
        [suite.schema_name, suite.table_name],
    )
    return found.fetchone() is not None


def _validate(
    con: duckdb.DuckDBPyConnection, source: "SQLDatasource", suite: Suite
) -> dict[str, "ExpectationValidationResult"]:
    import great_expectations as gx

    rules = [
        {
            "type": expectation.type,
            "kwargs": expectation.kwargs,
            "severity": expectation.severity,
            "description": expectation.description,
            "meta": {"rule_id": expectation.rule_id},
        }
        for expectation in suite.expectations
    ]
    # A table asset takes no schema, so the table is looked at through a view.
    view = f"{suite.schema_name}__{suite.table_name}"
    con.execute(f"CREATE OR REPLACE TEMP VIEW {view} AS FROM {suite.table}")
    asset = source.add_table_asset(suite.table, table_name=view)
    batch = asset.add_batch_definition_whole_table("all").get_batch()
    report = batch.validate(gx.ExpectationSuite(name=suite.table, expectations=rules))
    return {_rule_id(result): result for result in report.results}


def _rule_id(result: "ExpectationValidationResult") -> str:
    meta = result.expectation_config.meta if result.expectation_config else None
    if not meta:
        raise LookupError("a validation result does not name its rule")
    return str(meta["rule_id"])


def _judge(
    con: duckdb.DuckDBPyConnection,
    suite: Suite,
    expectation: Expectation,
    result: "ExpectationValidationResult",
) -> ExpectationOutcome:
    error = _error(result.exception_info)
    if error is not None:
        return _outcome(suite, expectation, "not_executed", reason=error)
    if result.success:
        return _outcome(suite, expectation, "passed")
    found = result.result
    failing = found.get("unexpected_count", found.get("observed_value"))
    sample = _sample(con, suite, expectation, found)
    return _outcome(
        suite, expectation, "failed", failing if isinstance(failing, int) else 1, sample
    )


def _error(exception_info: dict[str, Any]) -> str | None:
    """The message of the first exception; it is given flat, or once for each metric."""
    infos = [exception_info] if "raised_exception" in exception_info else exception_info.values()
    messages = [info["exception_message"] for info in infos if info["raised_exception"]]
    return str(messages[0]) if messages else None


def _sample(
    con: duckdb.DuckDBPyConnection, suite: Suite, expectation: Expectation, found: dict[str, Any]
) -> list[dict[str, Any]]:
    query = expectation.kwargs.get("unexpected_rows_query")
    if query is None:
        values = found.get("partial_unexpected_list", [])[:SAMPLE_ROWS]
        return [{"value": value} for value in values]
    found_rows = f"FROM ({query.format(batch=suite.table)}) ORDER BY ALL LIMIT {SAMPLE_ROWS}"
    rows = con.execute(found_rows)
    names = [column[0] for column in rows.description or []]
    return [dict(zip(names, row, strict=True)) for row in rows.fetchall()]


def _outcome(
    suite: Suite,
    expectation: Expectation,
    outcome: Outcome,
    failing_rows: int = 0,
    sample: list[dict[str, Any]] | None = None,
    reason: str | None = None,
) -> ExpectationOutcome:
    return ExpectationOutcome(
        table=suite.table,
        rule_id=expectation.rule_id,
        severity=expectation.severity,
        outcome=outcome,
        failing_rows=failing_rows,
        sample=sample or [],
        description=expectation.description,
        description_zh=expectation.description_zh,
        reason=reason,
    )
