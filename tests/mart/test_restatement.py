"""What a correction changed: coordinates of two successive vintages, compared like with like."""

from contextlib import AbstractContextManager
from typing import Any

import duckdb

from tests.load.tables_of_rows import tables_of
from tests.load.vintage_rows import Rows, made, stated, together

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FIRST, SECOND, THIRD = "2025-02-01", "2025-03-01", "2025-04-01"


def restated(rows: Rows) -> AbstractContextManager[duckdb.DuckDBPyConnection]:
    """A connection to the restatements among these documents."""
    return tables_of(rows, ["mart.restatement"])


def restatements(con: duckdb.DuckDBPyConnection) -> list[tuple[Any, ...]]:
    return con.execute(
        "SELECT document_id_before[1], document_id_after[1], kind, function_code,"
        " amount_before_yuan::INT, amount_after_yuan::INT, difference_yuan::INT,"
        " statement_id_before, statement_id_after, page_before, page_after"
        " FROM mart.restatement ORDER BY ALL"
    ).fetchall()


def test_restatements_are_what_changed_between_successive_vintages() -> None:
    first, second, third = (
        made(letter, day) for letter, day in zip("abc", (FIRST, SECOND, THIRD), strict=True)
    )
    gone, new = {"function_code": "2010301"}, {"function_code": "2210201"}
    first["statement"] += [stated("a", 2, "20", **gone), stated("a", 3, "30")]
    second["statement"] += [stated("b", 2, "20", **gone), stated("b", 3, "35", page=9)]
    third["statement"] += [stated("c", 3, "35"), stated("c", 4, "40", **new)]
    # what the first states twice, alike, is stated once later: no restatement
    first["statement"].append(stated("a", 5, "20", **gone, page=8))
    with restated(together(first, second, third)) as con:
        assert restatements(con) == [
            ("a", "b", "changed", "2080505", 30, 35, 5, "a_03", "b_03", 3, 9),
            ("b", "c", "added", "2210201", None, 40, None, None, "c_04", None, 3),
            ("b", "c", "removed", "2010301", 20, None, None, "b_02", None, 3, None),
        ]


def test_a_restatement_compares_like_with_like() -> None:
    """A later spreadsheet has no text: what the text states is not removed by that."""
    text = {"stated_in": "narrative", "form_code": None}
    before, after = made("a", FIRST), made("b", SECOND, media_type=XLSX)
    before["statement"].append(stated("a", 2, "99", **text))
    with restated(together(before, after)) as con:
        assert restatements(con) == []
    corrected = made("b", SECOND)
    corrected["statement"].append(stated("b", 2, "100", **text))
    with restated(together(before, corrected)) as con:
        (row,) = restatements(con)
        assert row[4:9] == (99, 100, 1, "a_02", "b_02")


def test_implied_amounts_and_absent_ones_are_no_restatement() -> None:
    before, after = made("a", FIRST), made("b", SECOND)
    before["statement"].append(stated("a", 2, "50", stated_in="implied", function_code="2010301"))
    dash = stated("b", 3, "0", function_code="2010302") | {"amount_yuan": None, "absence": "dash"}
    after["statement"].append(dash)
    with restated(together(before, after)) as con:
        assert restatements(con) == []
