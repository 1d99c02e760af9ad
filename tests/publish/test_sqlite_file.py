"""The release as SQLite: the same rows, keys that lead somewhere, and what Datasette shows."""

import json
import sqlite3
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import duckdb
import polars as pl
import pytest

from pipelines.locations import Locations
from pipelines.publish.sqlite_file import DATABASE, METADATA, write_sqlite


@pytest.fixture(scope="module")
def con(exported: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"file:{exported / DATABASE}?mode=ro", uri=True)


def test_every_table_holds_the_rows_of_the_release(
    con: sqlite3.Connection, published: Locations
) -> None:
    with duckdb.connect(str(published.current.resolve()), read_only=True) as release:
        tables = release.execute(
            "SELECT schema_name, table_name FROM duckdb_tables() WHERE NOT internal"
        ).fetchall()
        assert len(tables) > 40
        for schema, table in tables:
            wanted = release.execute(f'SELECT count(*) FROM {schema}."{table}"').fetchone()
            assert con.execute(f"SELECT count(*) FROM {schema}_{table}").fetchone() == wanted


def test_codes_lead_to_their_names(con: sqlite3.Connection) -> None:
    keys = con.execute("PRAGMA foreign_key_list(core_fct_amount)").fetchall()
    assert ("core_dim_function", "function_code", "function_code") in {key[2:5] for key in keys}
    assert con.execute("PRAGMA foreign_key_check").fetchall() == []
    indexes = {row[1] for row in con.execute("PRAGMA index_list(core_fct_amount)")}
    assert "core_fct_amount_function_code" in indexes


def test_amounts_are_numbers_that_add_up(con: sqlite3.Connection) -> None:
    sql = "SELECT amount_yuan, typeof(amount_yuan), is_current FROM core_fct_amount WHERE"
    assert con.execute(f"{sql} statement_id = 'statement_01'").fetchone() == (123400, "integer", 1)
    assert con.execute(f"{sql} statement_id = 'statement_04'").fetchone()[:2] == (None, "null")


def test_a_list_is_json_and_a_time_is_utc(con: sqlite3.Connection) -> None:
    (ids,) = con.execute("SELECT statement_ids FROM quality_finding").fetchone()
    assert json.loads(ids) == ["statement_03"]
    (time,) = con.execute("SELECT DISTINCT retrieved_at FROM meta_document").fetchone()
    assert time == "2025-03-01T00:00:00Z"


def test_no_digit_is_lost(tmp_path: Path) -> None:
    money = [Decimal("1234567890123456.78"), Decimal("-0.05")]
    kind = pl.Decimal(20, 2)
    frame = pl.DataFrame({"y": pl.Series(money, dtype=kind), "t": [datetime(2025, 1, 2)] * 2})
    frame.write_parquet(tmp_path / "t.parquet")
    fields = [{"name": "y", "type": "number"}, {"name": "t", "type": "datetime"}]
    resource = {"name": "core.t", "path": "t.parquet", "schema": {"fields": fields}}
    written = write_sqlite(tmp_path, [resource], tmp_path / "t.sqlite")
    rows = sqlite3.connect(written).execute("SELECT y, typeof(y) FROM core_t").fetchall()
    assert rows[1] == (-0.05, "real")
    assert rows[0] == ("1234567890123456.78", "text")


def test_datasette_is_told_titles_meanings_and_licence(exported: Path) -> None:
    told = json.loads((exported / METADATA).read_text(encoding="utf-8"))
    tables = told["databases"]["gongkai"]["tables"]
    assert told["license"] == "MIT License"
    amount = tables["core_fct_amount"]
    assert amount["title"].endswith("/ Statements of amounts")
    assert "yuan" in amount["columns"]["amount_yuan"]
    assert tables["core_dim_function"]["label_column"] == "name_zh"
    assert "label_column" not in amount
