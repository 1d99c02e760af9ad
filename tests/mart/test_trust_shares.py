"""Shares of money by trust, and the exact quotients they are made of."""

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipelines.load.sql_table import load_macros
from pipelines.load.table_build import create_macros, create_schemas
from pipelines.locations import TABLES

Con = duckdb.DuckDBPyConnection
TRUST = ("reconciled", "consistent", "single", "unproved", "contradicted")
YUAN = st.decimals(min_value=-(10**14), max_value=10**14, places=2)
ONCE = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
CARRYING = (
    "organisation_year",
    "spending_by_function",
    "spending_by_economic",
    "revenue_by_source",
    "three_public",
    "budget_execution",
    "project",
    "series",
    "disclosure_quality",
)


@pytest.fixture(scope="module")
def macros() -> Iterator[Con]:
    with duckdb.connect() as con:
        create_schemas(con)
        create_macros(con, load_macros(TABLES))
        yield con


@ONCE
@given(st.lists(st.tuples(YUAN, st.sampled_from(TRUST)), min_size=1, max_size=12))
def test_shares_sum_to_one_and_a_class_without_money_has_none(
    macros: Con, stated: list[tuple[Decimal, str]]
) -> None:
    rows = ", ".join(f"({amount}::DECIMAL(20, 2), '{trust}')" for amount, trust in stated)
    query = (
        f"SELECT internal.trust_shares(amount, trust) FROM (VALUES {rows}) AS stated(amount, trust)"
    )
    (shares,) = macros.execute(query).fetchall()[0]
    total = sum(abs(amount) for amount, _ in stated)
    if total == 0:
        assert shares is None
        return
    assert sum(shares.values()) == 1
    for trust in TRUST:
        money = sum(abs(amount) for amount, kind in stated if kind == trust)
        assert abs(shares[trust] - money / total) <= Decimal("0.000001")
        assert shares[trust] >= 0
        assert money > 0 or shares[trust] == 0


@ONCE
@given(YUAN, st.decimals(min_value=-(10**9), max_value=10**9, places=4), st.integers(0, 6))
def test_quotients_are_rounded_half_away_from_zero(
    macros: Con, dividend: Decimal, divisor: Decimal, decimals: int
) -> None:
    query = (
        f"SELECT core.quotient({dividend}::DECIMAL(20, 2), {divisor}::DECIMAL(24, 4), {decimals})"
    )
    if divisor != 0 and abs(dividend / divisor) >= 10**16:
        return
    (found,) = macros.execute(query).fetchall()[0]
    if divisor == 0:
        assert found is None
    else:
        step = Decimal(1).scaleb(-decimals)
        assert found == (dividend / divisor).quantize(step, ROUND_HALF_UP)


@pytest.mark.parametrize("mart", CARRYING)
def test_every_mart_with_totals_carries_shares_that_sum_to_one(con: Con, mart: str) -> None:
    columns = con.sql(f"FROM mart.{mart}").columns
    prefixes = [name.removesuffix("single_share") for name in columns if "single_share" in name]
    assert prefixes
    for prefix in prefixes:
        total = " + ".join(f"{prefix}{trust}_share" for trust in TRUST)
        found = con.execute(
            f"SELECT count({total}), count(*) FILTER ({total} <> 1) FROM mart.{mart}"
        )
        ((filled, wrong),) = found.fetchall()
        assert (filled > 0, wrong) == (True, 0)


def test_the_money_decides_not_the_number_of_statements(con: Con) -> None:
    found = con.execute(
        "SELECT expenditure_single_share, expenditure_contradicted_share,"
        " revenue_single_share FROM mart.organisation_year"
        " WHERE organisation_id = 'cn310107_salt_bureau' AND fiscal_year = 2025"
    )
    assert found.fetchall() == [(Decimal("0.6"), Decimal("0.4"), None)]


def test_an_execution_is_trusted_as_its_two_statements_are(con: Con) -> None:
    found = con.execute(
        "SELECT budget_yuan, final_yuan, execution_rate, budget_source, single_share,"
        " len(statement_ids) FROM mart.budget_execution WHERE budget_yuan IS NOT NULL"
    )
    expected = (Decimal(600), Decimal(570), Decimal("0.95"), "budget_document", Decimal(1), 2)
    assert found.fetchall() == [expected]
