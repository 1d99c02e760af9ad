"""The macros an analyst types: series, year_on_year, compare."""

from decimal import Decimal

import duckdb
import pytest

from pipelines.load.sql_table import SqlTable, load_table_macros
from pipelines.locations import TABLES

Con = duckdb.DuckDBPyConnection
MACROS = [macro for macro in load_table_macros(TABLES) if macro.schema == "mart"]


@pytest.mark.parametrize(
    "organisation", ["cn310107_water_affairs", "上海市普陀区水务局", "普陀水务", "普陀 水务"]
)
def test_series_takes_an_id_a_name_or_an_alias(con: Con, organisation: str) -> None:
    found = con.execute(
        "SELECT fiscal_year, amount_yuan, len(flags) FROM mart.series(?, 'expenditure')",
        [organisation],
    )
    assert found.fetchall() == [(2022, Decimal(300), 2)]


def test_series_stands_beside_the_table_of_its_name(con: Con) -> None:
    table = con.sql("FROM mart.series")
    macro = con.sql("FROM mart.series('普陀水务', 'expenditure')")
    assert (macro.columns, macro.types) == (table.columns, table.types)
    assert con.sql("FROM mart.series('无此单位', 'expenditure')").fetchall() == []


def test_year_on_year_leaves_out_what_is_not_comparable(con: Con) -> None:
    found = con.execute(
        "SELECT fiscal_year, change_yuan, change_rate, real_change_rate, reason"
        " FROM mart.year_on_year('cn310107_finance_bureau', 'expenditure')"
    )
    real = Decimal("0.197606")  # 1454.90 against 1214.84
    assert found.fetchall() == [
        (2020, None, None, None, "no_previous_point"),
        (2022, None, None, None, "missing_year"),
        (2023, Decimal(242), Decimal("0.200000"), real, None),
        (2025, None, None, None, "missing_year"),
        (2026, Decimal(100), Decimal("0.066667"), None, None),
    ]


def test_year_on_year_says_why_in_both_languages(con: Con) -> None:
    found = con.execute(
        "SELECT fiscal_year, change_yuan, change_rate, reason, reason_zh, reason_en"
        " FROM mart.year_on_year('上海市普陀区司法局', 'expenditure') WHERE fiscal_year = 2024"
    )
    zh, en = "上一年为零，不能计算变化率", "The year before is zero so there is no rate"
    assert found.fetchall() == [(2024, Decimal(10), None, "previous_is_zero", zh, en)]
    reasons = con.execute(
        "SELECT fiscal_year, reason FROM mart.year_on_year(?, 'expenditure')"
        " WHERE scope = 'department' AND phase = 'budget'",
        ["cn310107_commerce_commission"],
    )
    assert reasons.fetchall() == [(2022, "scope_changed"), (2024, "phase_changed")]


def test_a_predecessor_is_not_compared_with(con: Con) -> None:
    found = con.execute(
        "SELECT previous_yuan, change_yuan, reason"
        " FROM mart.year_on_year('普陀水务', 'expenditure')"
    )
    assert found.fetchall() == [(Decimal(110), None, "organisation_changed")]


def test_compare_ranks_the_departments_of_one_year(con: Con) -> None:
    found = con.execute(
        "SELECT organisation_id, amount_yuan, rank, peers, median_yuan, flags"
        " FROM mart.compare('expenditure', 2025, 'budget')"
    ).fetchall()
    assert found == [
        ("cn310107_finance_bureau", Decimal(1500), 1, 3, Decimal(1000), []),
        ("cn310107_salt_bureau", Decimal(1000), 2, 3, Decimal(1000), ["contradicted"]),
        ("cn310107_tea_bureau", Decimal(700), 3, 3, Decimal(1000), []),
    ]


def test_compare_flags_who_differs_from_most(con: Con) -> None:
    found = con.execute(
        "SELECT organisation_id, flags FROM mart.compare('function:2010301', 2023, 'budget')"
    )
    assert dict(found.fetchall()) == {
        "cn310107_finance_bureau": [],
        "cn310107_justice_bureau": [],
    }
    units = con.execute(
        "SELECT organisation_id, peer_reason"
        " FROM mart.compare('expenditure', 2022, 'budget', only_scope := 'unit')"
    )
    assert units.fetchall() == [("cn310107_commerce_commission", "fewer_than_three_peers")]


@pytest.mark.parametrize("macro", MACROS, ids=lambda macro: macro.name)
def test_columns_of_a_macro_are_those_it_declares(con: Con, macro: SqlTable) -> None:
    call = {
        "series": "('普陀水务', 'expenditure')",
        "year_on_year": "('普陀水务', 'expenditure')",
        "compare": "('expenditure', 2025, 'budget')",
        "execution": "(2024)",
        "find_organisation": "('普陀')",
        "top": "('expenditure', 2025, 'budget')",
    }[macro.name]
    found = con.execute(f"DESCRIBE FROM {macro.qualified}{call}").fetchall()
    given = [(row[0], row[1].replace(",", ", ")) for row in found]
    declared = [(column.name, column.type) for column in macro.columns]
    assert given == declared or not declared


def test_macros_carry_their_comment(con: Con) -> None:
    found = con.execute(
        "SELECT count(DISTINCT function_name) FROM duckdb_functions()"
        " WHERE function_type = 'table_macro' AND schema_name = 'mart' AND comment LIKE '% / %'"
    )
    assert found.fetchall() == [(len(MACROS),)]
