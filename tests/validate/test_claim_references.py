"""What a claim names is there; what it does not name need not be, nor any statistic at all."""

import duckdb
import pytest

from pipelines.validate.suite_files import load_suites

NAMES = (
    "claim_id",
    "statement_id",
    "denominator_statement_id",
    "parent_claim_id",
    "statistic_id",
    "denominator_statistic_id",
)
SHARE = ("c1", "s1", "s2", None, None, None)


def broken(*claims: tuple[str | None, ...]) -> list[str]:
    """The claims that break the rule, in a warehouse of two amounts and no statistic."""
    suite = next(suite for suite in load_suites() if suite.table == "core.fct_claim")
    rule = next(e for e in suite.expectations if e.rule_id == "claim_is_about_a_statement")
    with duckdb.connect() as con:
        con.execute("CREATE SCHEMA core")
        con.execute("CREATE TABLE core.fct_amount AS SELECT unnest(['s1', 's2']) AS statement_id")
        con.execute("CREATE TABLE core.fct_statistic (statistic_id VARCHAR)")
        columns = ", ".join(f"{name} VARCHAR" for name in NAMES)
        con.execute(f"CREATE TABLE core.fct_claim ({columns})")
        con.executemany("INSERT INTO core.fct_claim VALUES (?, ?, ?, ?, ?, ?)", claims)
        query = str(rule.kwargs["unexpected_rows_query"]).replace("{batch}", "core.fct_claim")
        return [row[0] for row in con.execute(query).fetchall()]


def test_a_claim_that_names_no_statistic_asks_for_none() -> None:
    assert broken(SHARE, ("c2", "s1", None, "c1", None, None)) == []


@pytest.mark.parametrize("missing", NAMES[1:])
def test_what_a_claim_names_is_there(missing: str) -> None:
    claim = dict(zip(NAMES, ("c2", None, None, None, None, None), strict=True)) | {missing: "x"}
    assert broken(SHARE, tuple(claim.values())) == ["c2"]
