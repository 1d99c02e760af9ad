"""mart.peer_ranking and core.organisation_kind."""

from decimal import Decimal

import duckdb

Con = duckdb.DuckDBPyConnection


def test_three_of_a_kind_are_ranked(con: Con) -> None:
    found = con.execute(
        "SELECT organisation_id, rank, peers, percentile, median_yuan FROM mart.peer_ranking"
        " WHERE peer_group = 'same_level_and_kind' AND concept = 'expenditure'"
        " AND fiscal_year = 2025 ORDER BY rank"
    )
    assert found.fetchall() == [
        ("cn310107_finance_bureau", 1, 3, Decimal("1.000000"), Decimal(1000)),
        ("cn310107_salt_bureau", 2, 3, Decimal("0.666667"), Decimal(1000)),
        ("cn310107_tea_bureau", 3, 3, Decimal("0.333333"), Decimal(1000)),
    ]


def test_a_group_of_two_is_not_ranked_and_says_so(con: Con) -> None:
    found = con.execute(
        "SELECT DISTINCT rank, percentile, median_yuan, peers, peer_reason FROM mart.peer_ranking"
        " WHERE peer_group = 'same_level_and_kind' AND concept = 'expenditure'"
        " AND phase = 'budget' AND fiscal_year = 2023"
    )
    assert found.fetchall() == [(None, None, None, 2, "fewer_than_three_peers")]


def test_other_scopes_are_no_peers(con: Con) -> None:
    found = con.execute(
        "SELECT scope, peers FROM by_scope.peer_ranking WHERE peer_group = 'same_division'"
        " AND concept = 'expenditure' AND phase = 'budget' AND fiscal_year = 2022"
        " AND organisation_id = 'cn310107_commerce_commission' ORDER BY scope"
    )
    assert found.fetchall() == [("department", 4), ("unit", 1)]


def test_the_longest_ending_of_a_name_tells_the_kind(con: Con) -> None:
    found = con.execute(
        "SELECT organisation_id, kind_code FROM core.organisation_kind WHERE organisation_id IN"
        " ('cn310107_wanli_subdistrict', 'cn310107_government_office',"
        " 'cn310107_people_government', 'cn310107_water_affairs')"
    )
    assert dict(found.fetchall()) == {
        "cn310107_wanli_subdistrict": "subdistrict",
        "cn310107_government_office": "office",
        "cn310107_people_government": "government",
        "cn310107_water_affairs": "bureau",
    }
