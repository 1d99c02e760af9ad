"""Runs with Great Expectations the rules of a suite that are expectations on columns or counts.

Rules that are queries for the rows that break them need no library and are run in suites.py.
Importing this module imports Great Expectations, which takes seconds.
"""

from collections.abc import Sequence
from typing import Any

import duckdb
import great_expectations as gx
from great_expectations.core import ExpectationValidationResult
from great_expectations.datasource.fluent.sql_datasource import SQLDatasource

from pipelines.validate.gx_duckdb import shared_data_source
from pipelines.validate.outcomes import ExpectationOutcome
from pipelines.validate.suite_files import Expectation, Suite, outcome_of

SAMPLE_VALUES = 5


def judge(con: duckdb.DuckDBPyConnection, suites: Sequence[Suite]) -> dict[str, ExpectationOutcome]:
    """The outcome of every rule of the suites, by its id; their tables must be there."""
    # One source for all: when a second is dropped, it closes the connection that they share.
    source = shared_data_source(con)
    outcomes: dict[str, ExpectationOutcome] = {}
    for suite in suites:
        results = _validate(con, source, suite)
        for rule in suite.expectations:
            outcomes[rule.rule_id] = _judge(suite, rule, results[rule.rule_id])
    return outcomes


def _validate(
    con: duckdb.DuckDBPyConnection, source: SQLDatasource, suite: Suite
) -> dict[str, ExpectationValidationResult]:
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


def _rule_id(result: ExpectationValidationResult) -> str:
    meta = result.expectation_config.meta if result.expectation_config else None
    if not meta:
        raise LookupError("a validation result does not name its rule")
    return str(meta["rule_id"])


def _judge(
    suite: Suite, expectation: Expectation, result: ExpectationValidationResult
) -> ExpectationOutcome:
    error = _error(result.exception_info)
    if error is not None:
        return outcome_of(suite, expectation, "not_executed", reason=error)
    if result.success:
        return outcome_of(suite, expectation, "passed")
    found = result.result
    failing = found.get("unexpected_count", found.get("observed_value"))
    values = found.get("partial_unexpected_list", [])[:SAMPLE_VALUES]
    sample = [{"value": value} for value in values]
    count = failing if isinstance(failing, int) else 1
    return outcome_of(suite, expectation, "failed", count, sample)


def _error(exception_info: dict[str, Any]) -> str | None:
    """The message of the first exception; it is given flat, or once for each metric."""
    infos = [exception_info] if "raised_exception" in exception_info else exception_info.values()
    messages = [info["exception_message"] for info in infos if info["raised_exception"]]
    return str(messages[0]) if messages else None
