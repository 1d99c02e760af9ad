"""The benchmark that tells what share of the numbers in tables of money is read, by place."""

from collections import Counter

import duckdb

from benchmarks.coverage import lines_of, numbers_of, outcomes

NUMBERS = [
    ("a.pdf", "江城市", "amount", None),
    ("a.pdf", "江城市", "code", None),
    ("a.pdf", "江城市", "quarantined", "form_unknown"),
    ("b.pdf", "江城市", "target", None),
    ("b.pdf", "江城市", "other_table", None),
]


def test_numbers_of_money_are_counted_by_place_and_codes_are_none() -> None:
    found = outcomes(NUMBERS, {"b.pdf": "山城"})
    assert found == {
        "江城市": Counter({"amount": 1, "form_unknown": 1}),
        "山城": Counter({"target": 1, "in no known table": 1}),
    }


def test_a_line_tells_the_share_that_is_read_and_why_the_rest_is_not() -> None:
    assert lines_of(outcomes(NUMBERS, {})) == [
        "江城市: 50.0% of 4 (amount 1, target 1); form_unknown 1, in no known table 1",
        "all: 50.0% of 4 (amount 1, target 1); form_unknown 1, in no known table 1",
    ]


def test_the_reason_of_a_number_is_that_of_the_quarantine_row_that_it_lies_in() -> None:
    with duckdb.connect() as connection:
        connection.execute("CREATE SCHEMA quality; CREATE SCHEMA meta; CREATE SCHEMA core")
        connection.execute("""
            CREATE TABLE meta.document AS
                SELECT 'd' document_id, 'a.pdf' file_name, 'o' organisation_id;
            CREATE TABLE core.dim_organisation AS
                SELECT 'o' organisation_id, '江城市' division_name;
            CREATE TABLE quality.quarantine AS
                SELECT 'd' document_id, 2 page, 'form_unknown' reason_code,
                    10.0 x0, 10.0 top, 90.0 x1, 90.0 bottom;
            CREATE TABLE quality.table_number AS SELECT 'd' document_id, * FROM (VALUES
                (2, 20.0, 20.0, 30.0, 30.0, 'quarantined'),
                (2, 95.0, 20.0, 99.0, 30.0, 'other_table'),
                (3, 20.0, 20.0, 30.0, 30.0, 'amount')
            ) AS n(page, x0, top, x1, bottom, class)
        """)
        assert sorted(numbers_of(connection), key=str) == [
            ("a.pdf", "江城市", "amount", None),
            ("a.pdf", "江城市", "other_table", None),
            ("a.pdf", "江城市", "quarantined", "form_unknown"),
        ]
