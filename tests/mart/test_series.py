"""mart.series: bases with reasons, and the flags of what hampers comparison."""

from decimal import Decimal
from typing import Any

import duckdb
import pytest

Con = duckdb.DuckDBPyConnection
FINANCE, JUSTICE = "cn310107_finance_bureau", "cn310107_justice_bureau"
COMMERCE, SALT = "cn310107_commerce_commission", "cn310107_salt_bureau"


def point(con: Con, organisation: str, year: int, columns: str, **where: str) -> tuple[Any, ...]:
    """The one point of an organisation, its department's budgeted expenditure unless told else."""
    keys = {"phase": "budget", "scope": "department", "concept": "expenditure"} | where
    conditions = " AND ".join(f"{name} = ?" for name in keys)
    query = f"SELECT {columns} FROM by_scope.series WHERE organisation_id = ? AND fiscal_year = ?"
    found = con.execute(f"{query} AND {conditions}", [organisation, year, *keys.values()])
    (row,) = found.fetchall()
    return row


def flags(con: Con, organisation: str, year: int, **where: str) -> list[str]:
    return point(con, organisation, year, "flags", **where)[0]


def test_a_missing_year_has_no_row_and_flags_the_next_point(con: Con) -> None:
    years = con.execute(
        "SELECT list(fiscal_year ORDER BY fiscal_year) FROM mart.series"
        " WHERE organisation_id = ? AND concept = 'expenditure'",
        [FINANCE],
    ).fetchall()
    assert years == [([2020, 2022, 2023, 2025, 2026],)]
    columns = "gap_years, missing_year, previous_fiscal_year, previous_yuan, change_yuan"
    assert point(con, FINANCE, 2022, columns) == (1, True, 2020, Decimal(1000), None)
    assert point(con, FINANCE, 2023, columns) == (0, False, 2022, Decimal(1210), Decimal(242))
    assert flags(con, FINANCE, 2022) == ["missing_year"]


def test_an_only_point_has_no_flag_about_a_point_before(con: Con) -> None:
    found = con.execute(
        "SELECT fiscal_year, previous_fiscal_year, gap_years, flags FROM mart.series"
        " WHERE organisation_name_zh = '某某协会' AND concept = 'expenditure'"
    )
    assert found.fetchall() == [(2021, None, None, [])]


def test_real_amounts_are_in_prices_of_the_newest_index(con: Con) -> None:
    """2022 to 2025: 1.002 twice and 1.000; 2020 takes 2021 and 2022 as well."""
    columns = "real_amount_yuan, real_base_year, price_index_division_code, real_reason"
    exact = Decimal(1210) * Decimal("1.002") ** 2
    assert point(con, FINANCE, 2022, columns) == (round(exact, 2), 2025, "000000", None)
    chain = Decimal("1.009") * Decimal("1.02") * Decimal("1.002") ** 2
    assert point(con, FINANCE, 2020, columns)[0] == round(1000 * chain, 2)


def test_a_year_without_a_price_index_is_not_deflated(con: Con) -> None:
    columns = "real_amount_yuan, real_base_year, real_reason"
    assert point(con, FINANCE, 2026, columns) == (None, None, "no_price_index_for_year")


@pytest.mark.parametrize(
    ("year", "expected"),
    [
        (2020, ("staff_in_post", Decimal("142.86"), None)),
        (2022, ("staff_establishment", Decimal("110.00"), None)),
        (2023, (None, None, "staff_stated_differently")),
        (2025, (None, None, "no_staff_stated")),
    ],
)
def test_per_staff_prefers_those_in_post_and_never_guesses(
    con: Con, year: int, expected: tuple[Any, ...]
) -> None:
    columns = "staff_statistic_code, per_staff_yuan, per_staff_reason"
    assert point(con, FINANCE, year, columns) == expected


def test_per_resident_only_in_a_year_with_a_population(con: Con) -> None:
    columns = "residents_person, per_resident_yuan, per_resident_reason"
    assert point(con, FINANCE, 2020, columns) == (1239800, Decimal("0.00"), None)
    assert point(con, FINANCE, 2022, columns) == (None, None, "no_population_for_year")
    nowhere = con.execute(
        "SELECT DISTINCT per_resident_reason FROM mart.series"
        " WHERE organisation_name_zh = '某某协会'"
    )
    assert nowhere.fetchall() == [("no_division",)]


def test_shares_are_of_the_same_form_and_null_without_a_total(con: Con) -> None:
    columns = "share_of_total, share_reason"
    shared = point(con, SALT, 2025, columns, concept="function:2010302")
    assert shared == (Decimal("0.400000"), None)
    assert point(con, JUSTICE, 2023, columns) == (None, "no_total")
    tea = "cn310107_tea_bureau"
    assert point(con, tea, 2025, columns, concept="project") == (Decimal("0.285714"), None)
    assert point(con, tea, 2025, columns, concept="three_public") == (Decimal("0.010000"), None)


def test_a_change_of_perimeter_or_template_is_flagged(con: Con) -> None:
    assert flags(con, JUSTICE, 2022) == ["perimeter_changed", "template_changed"]
    assert point(con, FINANCE, 2026, "template_changed, flags") == (False, [])


def test_a_successor_stands_after_its_predecessor(con: Con) -> None:
    heir = "cn310107_water_affairs"
    columns = "previous_fiscal_year, previous_yuan, organisation_changed, flags"
    expected = ["organisation_changed", "perimeter_changed"]
    assert point(con, heir, 2022, columns) == (2021, Decimal(110), True, expected)
    assert flags(con, "cn310107_water_office", 2021) == []


def test_the_other_scope_or_phase_of_the_year_before_is_told_apart(con: Con) -> None:
    assert flags(con, COMMERCE, 2022) == ["scope_changed"]
    assert flags(con, COMMERCE, 2022, scope="unit") == []
    assert flags(con, COMMERCE, 2024) == ["phase_changed", "missing_year"]


def test_changes_of_the_code_book_are_flagged(con: Con) -> None:
    """20805 has a new name from 2020 on; for 2010907 only the printed names tell."""
    grain = "cn310107_grain_bureau"
    assert flags(con, grain, 2020, concept="function:20805") == ["code_renamed"]
    assert flags(con, grain, 2020, concept="function:2010907") == ["code_reused"]
    assert flags(con, grain, 2020) == []


def test_comparison_columns_and_contradictions_are_flagged(con: Con) -> None:
    columns = "source, is_own_disclosure, flags"
    assert point(con, SALT, 2024, columns) == ("comparison", False, ["not_own_disclosure"])
    assert flags(con, SALT, 2025) == ["amount_type_changed", "contradicted"]
    shares = "reconciled_share, consistent_share, single_share, contradicted_share"
    expected = (0, 0, Decimal("0.6"), Decimal("0.4"))
    assert point(con, SALT, 2025, shares) == expected


def test_every_absent_basis_has_its_reason_in_words(con: Con) -> None:
    for value, reason in (
        ("real_amount_yuan", "real_reason"),
        ("share_of_total", "share_reason"),
        ("per_staff_yuan", "per_staff_reason"),
        ("per_resident_yuan", "per_resident_reason"),
    ):
        found = con.execute(
            f"SELECT count(*) FILTER (({value} IS NULL) <> ({reason} IS NOT NULL)),"
            f" count(*) FILTER ({reason} IS NOT NULL AND name_zh IS NULL)"
            " FROM mart.series LEFT JOIN core.dim_comparability"
            f" ON comparability_code = {reason} AND use = 'reason'"
        )
        assert found.fetchall() == [(0, 0)], value
