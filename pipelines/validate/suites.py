"""Runs the expectation suites over the tables of an open DuckDB connection.

The rules themselves are in expectations/suites; what a result means for publication is in
outcomes.py. A rule that is a query for the rows that break it is run here as it is, and so are the
expectations that say no more than such a query (suite_files.py); all others are run by Great
Expectations (gx_suites.py), which takes seconds to import and is imported when a suite has any.
"""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb

from pipelines.frames.storage import SCHEMAS, TIE_SCHEMAS
from pipelines.load.visible_frames import register_frames
from pipelines.locations import SUITES, Locations
from pipelines.validate.outcomes import ExpectationOutcome
from pipelines.validate.suite_files import Expectation, Suite, load_suites, outcome_of

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
    suites = {suite.table: suite for suite in load_suites(folder)}
    chosen = [suites[table] for table in tables] if tables is not None else list(suites.values())
    there = [suite for suite in chosen if _table_exists(con, suite)]
    judged = _judged_by_great_expectations(con, there)
    return [
        judged.get(rule.rule_id) or _judge(con, suite, rule, suite in there)
        for suite in chosen
        for rule in suite.expectations
    ]


def _judged_by_great_expectations(
    con: duckdb.DuckDBPyConnection, suites: Sequence[Suite]
) -> dict[str, ExpectationOutcome]:
    """The outcomes of the rules that are no queries, by rule."""
    others = [
        Suite(suite.table, tuple(rule for rule in suite.expectations if rule.rows_query is None))
        for suite in suites
    ]
    if not any(suite.expectations for suite in others):
        return {}
    from pipelines.validate.gx_suites import judge

    return judge(con, [suite for suite in others if suite.expectations])


def _judge(
    con: duckdb.DuckDBPyConnection, suite: Suite, expectation: Expectation, is_there: bool
) -> ExpectationOutcome:
    """A rule that asks for the rows that break it: the query is run once, as it is."""
    if not is_there:
        return outcome_of(suite, expectation, "not_executed", reason=f"no table {suite.table}")
    query = str(expectation.rows_query).format(batch=suite.table)
    try:
        (failing,) = con.execute(f"SELECT count(*) FROM ({query})").fetchone() or (0,)
        sample = _sample(con, query) if failing else []
    except duckdb.Error as error:
        return outcome_of(suite, expectation, "not_executed", reason=str(error))
    return outcome_of(suite, expectation, "failed" if failing else "passed", failing, sample)


def _sample(con: duckdb.DuckDBPyConnection, query: str) -> list[dict[str, Any]]:
    rows = con.execute(f"FROM ({query}) ORDER BY ALL LIMIT {SAMPLE_ROWS}")
    names = [column[0] for column in rows.description or []]
    return [dict(zip(names, row, strict=True)) for row in rows.fetchall()]


def _table_exists(con: duckdb.DuckDBPyConnection, suite: Suite) -> bool:
    found = con.execute(
        "SELECT 1 FROM information_schema.tables WHERE table_schema = ? AND table_name = ?",
        [suite.schema_name, suite.table_name],
    )
    return found.fetchone() is not None
