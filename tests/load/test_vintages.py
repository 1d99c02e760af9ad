"""Which vintage of a disclosure is current: by number, by date, by retrieval, or not to be told."""

from collections.abc import Mapping
from typing import Any, NamedTuple

import duckdb
import pytest

from pipelines.validate.suite_files import load_suites
from tests.load.vintage_rows import (
    Rows,
    built,
    letter_of,
    made,
    stated,
    statuses,
    together,
)

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FIRST, SECOND, THIRD = "2025-02-01", "2025-03-01", "2025-04-01"
SUPERSEDED, CURRENT = "superseded", "current"
UNTOLD = ("ambiguous", None)


class Case(NamedTuple):
    """Documents of one disclosure, and status and number that each is to have."""

    parts: list[Rows]
    wanted: Mapping[str, tuple[str, int | None]]
    said: str


CASES = [
    Case(
        [made("a", SECOND, yuan="1"), made("b", FIRST, yuan="2")],
        {"a": (CURRENT, 2), "b": (SUPERSEDED, 1)},
        said="by date of publication, whatever the id",
    ),
    Case(
        [made("a", SECOND, "2025-05-01", "1"), made("b", FIRST, "2025-06-01", "2")],
        {"a": (CURRENT, 2), "b": (SUPERSEDED, 1)},
        said="the date of publication goes before the retrieval",
    ),
    Case(
        [made("a", None, "2025-06-02", "1"), made("b", SECOND, "2025-06-01", "2")],
        {"a": (CURRENT, 2), "b": (SUPERSEDED, 1)},
        said="by retrieval where one has no date",
    ),
    Case(
        [made("a", FIRST, "2025-06-02", "1"), made("b", FIRST, "2025-06-01", "2")],
        {"a": (CURRENT, 2), "b": (SUPERSEDED, 1)},
        said="by retrieval where the dates are equal",
    ),
    Case(
        [made("a", FIRST, yuan="1", stated_vintage=2), made("b", SECOND, stated_vintage=1)],
        {"a": (CURRENT, 2), "b": (SUPERSEDED, 1)},
        said="a stated number goes before the dates",
    ),
    Case(
        [made("a", yuan="1"), made("b", yuan="2")],
        {"a": UNTOLD, "b": UNTOLD},
        said="no dates, retrieved together",
    ),
    Case(
        [made("a", FIRST, yuan="1"), made("b", FIRST, yuan="2")],
        {"a": UNTOLD, "b": UNTOLD},
        said="one date, retrieved together",
    ),
    Case(
        [made("a", FIRST, yuan="1"), made("b", FIRST, yuan="2"), made("c", SECOND, yuan="3")],
        {"a": (SUPERSEDED, None), "b": (SUPERSEDED, None), "c": (CURRENT, 3)},
        said="a third supersedes two of which the order cannot be told",
    ),
    Case(
        [made("a", FIRST, yuan="1"), made("b", SECOND, yuan="2"), made("c", SECOND, yuan="3")],
        {"a": (SUPERSEDED, 1), "b": UNTOLD, "c": UNTOLD},
        said="superseded by two of which the order cannot be told",
    ),
    Case(
        [made("a"), made("b", media_type=XLSX), made("c")],
        {"a": (CURRENT, 1), "b": ("rendition", 1), "c": ("rendition", 1)},
        said="the same amounts: renditions",
    ),
    Case(
        [made("a", media_type=XLSX), made("b")],
        {"a": ("rendition", 1), "b": (CURRENT, 1)},
        said="of renditions the PDF stands for the vintage",
    ),
    Case(
        [made("a"), made("b"), made("c", None, "2025-06-02", "2")],
        {"a": (SUPERSEDED, 1), "b": (SUPERSEDED, 1), "c": (CURRENT, 2)},
        said="renditions of one vintage are counted once",
    ),
    Case(
        [made("a"), made("b"), made("c", yuan="2")],
        {"a": UNTOLD, "b": UNTOLD, "c": UNTOLD},
        said="two renditions against another",
    ),
    Case(
        # a before c by date, c before b and b before a by retrieval
        [
            made("a", FIRST, "2025-06-03", "1"),
            made("b", None, "2025-06-02", "2"),
            made("c", SECOND, "2025-06-01", "3"),
            made("d", THIRD, "2025-06-04", "4"),
        ],
        {"a": (SUPERSEDED, None), "b": (SUPERSEDED, None), "c": (SUPERSEDED, None)}
        | {"d": (CURRENT, 4)},
        said="a circle is left open, and superseded as a whole",
    ),
    Case(
        [
            made("a", FIRST, "2025-06-03", "1"),
            made("b", None, "2025-06-02", "2"),
            made("c", SECOND, "2025-06-01", "3"),
        ],
        {"a": UNTOLD, "b": UNTOLD, "c": UNTOLD},
        said="nobody of a circle is current",
    ),
    Case(
        [
            made("a", FIRST, "2025-06-03"),
            made("b", None, "2025-06-02"),
            made("c", SECOND, "2025-06-01"),
        ],
        {"a": (CURRENT, 1), "b": ("rendition", 1), "c": ("rendition", 1)},
        said="a circle of equal amounts is one vintage",
    ),
    Case(
        # a and b are retrieved together; a before c by date, c before b by retrieval
        [
            made("a", FIRST, "2025-06-02", "1"),
            made("b", None, "2025-06-02", "2"),
            made("c", SECOND, "2025-06-01", "3"),
        ],
        {"a": (SUPERSEDED, 1), "b": (CURRENT, 3), "c": (SUPERSEDED, 2)},
        said="order follows through a third document",
    ),
]


@pytest.fixture(scope="module")
def cases() -> list[tuple[Any, ...]]:
    """The documents of all cases, built together, each case with an organisation of its own."""
    rows = [own(number, together(*case.parts)) for number, case in enumerate(CASES)]
    with built(together(*rows)) as con:
        found = con.execute(
            "SELECT right(document_id, 3)::INT, document_id[1], vintage_status, vintage, is_current"
            " FROM meta.document"
        )
        return found.fetchall()


def own(number: int, rows: Rows) -> Rows:
    """The rows of a case under ids and an organisation that no other case has."""
    changed = [row for name in rows for row in rows[name]]
    for row in changed:
        row |= {"organisation_name": f"某某区第{number}局"}
        row |= {"document_id": f"{row['document_id'][:-3]}{number:03}"}
        if "statement_id" in row:
            row |= {"statement_id": f"{row['statement_id']}_{number}"}
    return rows


@pytest.mark.parametrize("number", range(len(CASES)), ids=[case.said for case in CASES])
def test_the_rule(cases: list[tuple[Any, ...]], number: int) -> None:
    found = [row for case, *row in cases if case == number]
    assert {letter: (status, vintage) for letter, status, vintage, _ in found} == (
        CASES[number].wanted
    )
    assert all(is_current == (status == CURRENT) for _, status, _, is_current in found)


def test_facts_follow_the_current_vintage() -> None:
    rows = together(made("a", SECOND, yuan="1"), made("b", FIRST, yuan="2"))
    with built(rows) as con:
        found = con.execute("SELECT statement_id FROM core.fct_amount WHERE is_current")
        assert found.fetchall() == [("a_01",)]


def test_a_text_that_only_one_has_makes_no_other_vintage_but_another_text_does() -> None:
    """A spreadsheet has the tables alone; two PDFs whose texts differ are two vintages."""
    sheet, page, other = made("a", media_type=XLSX), made("b"), made("c")
    page["statement"].append(stated("b", 2, "7", stated_in="narrative", form_code=None))
    other["statement"].append(stated("c", 2, "8", stated_in="narrative", form_code=None))
    with built(together(sheet, page)) as con:
        assert statuses(con) == {"a": ("rendition", 1), "b": (CURRENT, 1)}
    with built(together(sheet, page, other)) as con:
        assert set(statuses(con).values()) == {UNTOLD}


def test_documents_without_any_amount_are_not_taken_for_the_same() -> None:
    rows = together(made("a"), made("b")) | {"statement": []}
    with built(rows) as con:
        assert set(statuses(con).values()) == {UNTOLD}


def test_department_and_unit_are_two_disclosures() -> None:
    with built(together(made("a"), made("b", yuan="2", scope="unit"))) as con:
        assert statuses(con) == {"a": (CURRENT, 1), "b": (CURRENT, 1)}


def test_the_ambiguous_pair_is_listed_with_the_reason() -> None:
    rows = together(made("a", yuan="1"), made("b", yuan="2"))
    with built(rows) as con:
        (found,) = con.execute(
            "SELECT file_name, other_file_name, reason, differing_amounts, message_zh, message_en"
            " FROM quality.ambiguous_vintage"
        ).fetchall()
    assert found[:4] == ("a.pdf", "b.pdf", "undated", 1)
    assert "a.pdf" in found[4] and "b.pdf" in found[4] and "published_on" in found[4]
    assert "a.pdf" in found[5] and "1 amounts differ" in found[5]


def test_what_a_third_document_supersedes_is_not_listed() -> None:
    rows = together(made("a", FIRST, yuan="1"), made("b", FIRST, yuan="2"), made("c", SECOND))
    with built(rows) as con:
        assert con.execute("FROM quality.ambiguous_vintage").fetchall() == []


def test_each_vintage_names_the_next_and_for_how_long_it_held() -> None:
    rows = together(
        made("a", FIRST, yuan="1"),
        made("b", FIRST, yuan="1", media_type=XLSX),
        made("c", SECOND, yuan="2"),
        made("d", None, "2025-07-01", yuan="3"),
    )
    with built(rows) as con:
        found = con.execute(
            "SELECT document_id[1], superseded_by_document_id[1], rendition_of_document_id[1],"
            " left(valid_from::VARCHAR, 10), left(valid_to::VARCHAR, 10)"
            " FROM meta.document ORDER BY 1"
        ).fetchall()
    assert found == [
        ("a", "c", None, FIRST, SECOND),
        ("b", "c", "a", FIRST, SECOND),
        ("c", "d", None, SECOND, "2025-07-01"),
        ("d", None, None, "2025-07-01", None),
    ]


def documents_as_of(con: duckdb.DuckDBPyConnection, moment: str) -> list[str | None]:
    found = con.execute("SELECT document_id FROM core.document_as_of(?) ORDER BY ALL", [moment])
    return [letter_of(row[0]) for row in found.fetchall()]


def test_as_of() -> None:
    rows = together(
        made("a", FIRST, yuan="1"),
        made("b", SECOND, yuan="2"),
        made("c", SECOND, yuan="3"),
        made("d", THIRD, yuan="4"),
        made("e", FIRST, yuan="5", fiscal_year=2026),
        made("f", FIRST, yuan="5", fiscal_year=2026, media_type=XLSX),
    )
    for row in rows["statement"]:
        row["fiscal_year"] = 2026 if row["statement_id"][0] in "ef" else 2025
    with built(rows) as con:
        assert documents_as_of(con, "2025-01-31") == []
        assert documents_as_of(con, FIRST) == ["a", "e"]
        assert documents_as_of(con, "2025-02-28 23:59:59") == ["a", "e"]
        # from the first of March on there are b and c, and nothing tells which of them holds
        assert documents_as_of(con, SECOND) == ["e"]
        assert documents_as_of(con, THIRD) == ["d", "e"]
        amounts = con.execute("SELECT statement_id FROM core.amount_as_of(?) ORDER BY 1", [FIRST])
        assert amounts.fetchall() == [("a_01",), ("e_01",)]
        now = con.execute("SELECT document_id FROM core.document_as_of('infinity')").fetchall()
        current = con.execute("SELECT document_id FROM meta.document WHERE is_current").fetchall()
        assert sorted(now) == sorted(current)


def test_one_number_claimed_by_two_vintages_breaks_a_check_that_names_files_and_lines() -> None:
    rows = together(
        made("a", yuan="1", stated_vintage=2, stated_vintage_at="a.pdf.yaml, line 3"),
        made("b", FIRST, yuan="2", stated_vintage=2, stated_vintage_at="b.pdf.yaml, line 1"),
    )
    with built(rows) as con:
        assert list(broken_by(con)) == [
            ("a" * 64, "a.pdf", 2, "a.pdf.yaml, line 3", "b.pdf", "b.pdf.yaml, line 1"),
            ("b" * 64, "b.pdf", 2, "b.pdf.yaml, line 1", "a.pdf", "a.pdf.yaml, line 3"),
        ]


def broken_by(con: duckdb.DuckDBPyConnection) -> list[tuple[object, ...]]:
    """The rows that break `vintage_stated_once`."""
    (suite,) = (suite for suite in load_suites() if suite.table == "meta.vintage_order")
    (rule,) = (rule for rule in suite.expectations if rule.rule_id == "vintage_stated_once")
    query = rule.kwargs["unexpected_rows_query"].format(batch=suite.table)
    return con.execute(f"{query} ORDER BY 1").fetchall()


def test_renditions_may_share_a_number() -> None:
    rows = together(made("a", stated_vintage=2), made("b", stated_vintage=2, media_type=XLSX))
    with built(rows) as con:
        assert broken_by(con) == []
        assert statuses(con) == {"a": (CURRENT, 1), "b": ("rendition", 1)}
