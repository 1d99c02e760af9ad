"""The tables of the warehouse from a small hand-over: vintages, trust, learned codes, marts."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest

from pipelines.frames.storage import frame, write_frame
from pipelines.load.candidate import build_candidate
from pipelines.locations import Locations
from tests.conftest import LOADED, document, hand_over, statement

Rows = Mapping[str, list[dict[str, Any]]]
CORRECTED = "d" * 64
MARTS = ("mart.organisation_year", "mart.spending_by_function", "mart.witness")


@pytest.fixture(scope="module")
def con(
    stage_rows: Rows, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[duckdb.DuckDBPyConnection]:
    later = datetime(2025, 6, 1, tzinfo=UTC)
    rows = dict(stage_rows)
    rows["document"] = [*stage_rows["document"], document(CORRECTED, retrieved_at=later)]
    corrected = {"document_id": CORRECTED, "fiscal_year": 2025}
    rows["statement"] = [
        *stage_rows["statement"],
        statement(21, **corrected, amount_yuan=Decimal("100.00"), unit="元", printed_text="100.00"),
        statement(22, **corrected, nature="basic", amount_yuan=Decimal("60.00"), unit="元"),
        statement(23, **corrected, nature="project", amount_yuan=Decimal("40.00"), unit="元"),
        statement(24, **corrected, function_code="2999901", row_label="某新设科目"),
        statement(
            25,
            **corrected,
            fund_source="general_public_budget",
            form_code="general_public_expenditure",
            amount_yuan=Decimal("100.00"),
        ),
        statement(
            26,
            **corrected,
            fund_source="general_public_budget",
            form_code="fiscal_appropriation_summary",
            amount_yuan=Decimal("99.00"),
            unit="元",
        ),
    ]
    locations = Locations(tmp_path_factory.mktemp("raw"), tmp_path_factory.mktemp("warehouse"))
    hand_over(locations, rows)
    build_candidate(locations)
    with duckdb.connect(str(locations.candidate), read_only=True) as opened:
        yield opened


def rows(con: duckdb.DuckDBPyConnection, sql: str) -> list[tuple[Any, ...]]:
    return con.execute(sql).fetchall()


def test_a_corrected_document_is_a_new_vintage_beside_the_old_one(
    con: duckdb.DuckDBPyConnection,
) -> None:
    found = rows(
        con,
        "SELECT document_id, vintage, is_current FROM meta.document"
        " WHERE status = 'loaded' ORDER BY vintage",
    )
    assert found == [(LOADED, 1, False), (CORRECTED, 2, True)]
    old = rows(con, "SELECT count(*) FROM core.fct_amount WHERE NOT is_current")
    assert old[0][0] > 0


def test_marts_read_current_documents_only_and_never_subtotals(
    con: duckdb.DuckDBPyConnection,
) -> None:
    found = rows(
        con,
        "SELECT total_yuan, basic_yuan, project_yuan FROM mart.spending_by_function"
        " WHERE function_code = '2080505'",
    )
    assert found == [(Decimal("100.00"), Decimal("60.00"), Decimal("40.00"))]


def test_a_code_that_no_book_has_is_learned_and_does_not_validate(
    con: duckdb.DuckDBPyConnection,
) -> None:
    found = rows(
        con,
        "SELECT name_zh, evidence, is_validated FROM core.dim_function"
        " WHERE function_code = '2999901'",
    )
    assert found == [("某新设科目", "learned", False)]


def test_witnesses_are_compared_with_the_precision_they_were_printed_with(
    con: duckdb.DuckDBPyConnection,
) -> None:
    """99.00 元 and 0.01 万元 (99.5 to 150 元 at two decimals) is within half a printed unit."""
    found = rows(
        con,
        "SELECT class, witnesses FROM mart.witness WHERE fund_source = 'general_public_budget'",
    )
    assert found == [("consistent", 2)]
    trust = rows(
        con,
        "SELECT DISTINCT trust FROM core.fct_amount"
        f" WHERE document_id = '{CORRECTED}' AND fund_source = 'general_public_budget'",
    )
    assert trust == [("consistent",)]


def test_money_is_decimal_in_every_table(con: duckdb.DuckDBPyConnection) -> None:
    found = rows(
        con,
        "SELECT table_name, column_name, data_type FROM duckdb_columns()"
        " WHERE column_name LIKE '%\\_yuan' ESCAPE '\\' AND NOT starts_with(data_type, 'DECIMAL')",
    )
    assert found == []


def test_two_builds_of_the_same_hand_over_are_equal(
    stage_rows: Rows, example: Locations, tmp_path: Path
) -> None:
    again = Locations(tmp_path / "raw", tmp_path / "warehouse")
    hand_over(again, stage_rows)
    # what the ties of an earlier build chose is forgotten
    chosen = {"statement_id": "statement_01", "printed_text": "99.00", "printed_decimals": 2}
    chosen |= {"amount_yuan": Decimal("990000.00"), "tie_id": "levels"}
    write_frame(again.stage, "tie_reading", frame("tie_reading", [chosen]))
    build_candidate(again)
    contents = []
    for locations in (example, again):
        with duckdb.connect(str(locations.candidate), read_only=True) as opened:
            contents.append([rows(opened, f"FROM {name}") for name in ("core.fct_amount", *MARTS)])
    assert contents[0] == contents[1]
