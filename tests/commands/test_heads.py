"""Heads of columns in Chinese: from the tables asked, and only where they say one thing."""

from collections.abc import Iterator

import duckdb
import pytest

from pipelines.commands.heads import head_of, heads


@pytest.fixture
def con(monkeypatch: pytest.MonkeyPatch) -> Iterator[duckdb.DuckDBPyConnection]:
    monkeypatch.setenv("GONGKAI_LANGUAGE", "zh")
    with duckdb.connect() as opened:
        opened.execute("CREATE SCHEMA mart; CREATE SCHEMA core")
        for table, column, comment in (
            ("mart.a", "year", "年度 / Fiscal year"),
            ("mart.a", "total_yuan", "支出合计；未列为空 / Expenditure"),
            ("mart.b", "total_yuan", "收入合计（元） / Revenue"),
            ("mart.b", "year", "年度 / Fiscal year"),
            ("core.c", "page", "PDF 页码，从 1 起 / Page"),
            ("core.c", "row", "PDF 页码 / Page"),
        ):
            opened.execute(f"CREATE TABLE IF NOT EXISTS {table} (nothing INT)")
            opened.execute(f"ALTER TABLE {table} ADD COLUMN {column} INT")
            opened.execute(f"COMMENT ON COLUMN {table}.{column} IS '{comment}'")
        yield opened


def test_a_column_has_the_first_words_of_its_comment(con: duckdb.DuckDBPyConnection) -> None:
    asked = heads(con, "SELECT year, total_yuan, 1 AS x FROM mart.a", ["year", "total_yuan", "x"])
    assert asked == ["年度", "支出合计（元）", "x"]


def test_a_name_that_means_two_things_keeps_it(con: duckdb.DuckDBPyConnection) -> None:
    both = "SELECT a.year, b.total_yuan FROM mart.a AS a, mart.b AS b"
    assert heads(con, both, ["year", "total_yuan"]) == ["年度", "total_yuan"]
    assert heads(con, "SELECT 1", ["year", "total_yuan"]) == ["年度", "total_yuan"]


def test_two_columns_never_have_one_head(con: duckdb.DuckDBPyConnection) -> None:
    assert heads(con, "FROM core.c", ["page", "row"]) == ["page", "row"]
    assert heads(con, "FROM core.c", ["page"]) == ["PDF 页码"]


def test_in_english_and_in_sql_that_is_none_names_stay(
    con: duckdb.DuckDBPyConnection, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert heads(con, "SELEC", ["year"]) == ["年度"]
    monkeypatch.setenv("GONGKAI_LANGUAGE", "en")
    assert heads(con, "FROM mart.a", ["year"]) == ["year"]


def test_what_is_too_long_is_no_head() -> None:
    assert head_of("amount_yuan", "金额（元）；未知为空 / Amount") == "金额（元）"
    assert head_of("n", "该单位该表各行之和是否等于所印合计 / Whether") == ""
