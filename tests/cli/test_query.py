"""`gongkai query`: exact values in every format, and nothing but reading."""

import csv
import io
import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest
from click.testing import Result

from pipelines.locations import Locations

Gongkai = Callable[..., Result]
AMOUNTS = "SELECT statement_id, amount_yuan, absence FROM core.fct_amount ORDER BY statement_id"


@pytest.fixture
def query(gongkai: Gongkai, served: Locations) -> Gongkai:
    return lambda sql, *options: gongkai("query", "--warehouse", served.warehouse, sql, *options)


def test_a_table_is_tab_separated_where_there_is_no_terminal(query: Gongkai) -> None:
    done = query(AMOUNTS)
    assert done.exit_code == 0
    assert done.stdout.splitlines()[:2] == [
        "statement_id\tamount_yuan\tabsence",
        "statement_01\t123400.00\t",
    ]
    assert "statement_04\t\tdash" in done.stdout
    assert "statement_05\t0.00\t" in done.stdout


def test_a_long_table_says_that_it_is_cut(query: Gongkai) -> None:
    done = query("FROM range(1000)")
    assert len(done.stdout.splitlines()) == 201
    assert "first 200 rows" in done.stderr


def test_csv_prints_every_row_and_every_digit(query: Gongkai) -> None:
    sql = "SELECT range, 1234567890123456.70::DECIMAL(38, 2) AS y, [0.10] AS z FROM range(30000)"
    rows = list(csv.reader(io.StringIO(query(sql, "--format", "csv").stdout)))
    assert rows[0] == ["range", "y", "z"]
    assert rows[30000] == ["29999", "1234567890123456.70", "[0.10]"]
    assert len(rows) == 30001


def test_json_keeps_decimals_exact_and_null_apart_from_zero(query: Gongkai) -> None:
    records = json.loads(query(AMOUNTS, "--format", "json").stdout, parse_float=Decimal)
    assert records[0]["amount_yuan"] == Decimal("123400.00")
    assert records[3] == {"statement_id": "statement_04", "amount_yuan": None, "absence": "dash"}
    assert records[4]["amount_yuan"] == Decimal("0.00")
    large = query("SELECT 123456789012345678.91::DECIMAL(20, 2) AS x", "--format", "json").stdout
    assert '"x":123456789012345678.91' in large


def test_json_of_no_row_is_an_empty_array(query: Gongkai) -> None:
    assert json.loads(query("FROM core.fct_amount WHERE false", "--format", "json").stdout) == []


def test_parquet_keeps_the_types(query: Gongkai, tmp_path: Path) -> None:
    done = query(AMOUNTS, "--format", "parquet")
    frame = pl.read_parquet(io.BytesIO(done.stdout_bytes))
    assert frame.schema["amount_yuan"] == pl.Decimal(20, 2)
    assert frame.height == 7


@pytest.mark.parametrize(
    "sql",
    [
        "CREATE TABLE core.mine AS SELECT 1",
        "DELETE FROM core.fct_amount",
        "SELECT * FROM read_csv('/etc/passwd')",
        "COPY core.fct_amount TO 'stolen.csv'",
        "ATTACH 'other.duckdb'",
        "SET enable_external_access = true",
        "INSTALL httpfs",
        "SELECT * FROM core.no_such_table",
        "SELECT amount_yuan FORM core.fct_amount",
    ],
)
def test_what_is_not_a_question_to_the_release_exits_2(query: Gongkai, sql: str) -> None:
    done = query(sql)
    assert done.exit_code == 2
    assert done.stdout == ""
    assert done.stderr.startswith("Error: ")


def test_without_a_release_the_command_says_what_to_type(gongkai: Gongkai, tmp_path: Path) -> None:
    done = gongkai("query", "SELECT 1", "--warehouse", tmp_path)
    assert done.exit_code == 2
    assert "gongkai run" in done.stderr


def test_a_question_that_runs_away_is_stopped(query: Gongkai) -> None:
    endless = "SELECT count(*) FROM range(1000000000) AS a, range(1000000000) AS b"
    done = query(endless, "--seconds", "0.5")
    assert done.exit_code == 1
    assert "stopped after 0.5 seconds; --seconds allows more" in done.stderr


def test_a_question_that_wants_too_much_memory_is_stopped(query: Gongkai) -> None:
    done = query("SELECT list(range) FROM range(200000000)", "--memory", "64")
    assert done.exit_code == 1
    assert "more than 64 MiB of memory; --memory allows more" in done.stderr


def test_rows_may_be_limited(query: Gongkai) -> None:
    done = query("FROM range(1000)", "--format", "csv", "--rows", "3")
    assert done.stdout.splitlines() == ["range", "0", "1", "2"]
