"""SQL files with front matter: what is wrong in one is said with the file's name."""

from pathlib import Path

import duckdb
import pytest

from pipelines.load.dictionary import DICTIONARY, render_dictionary
from pipelines.load.sql_table import (
    SqlTableError,
    load_macros,
    load_table_macros,
    load_tables,
)
from pipelines.load.table_build import create_macros, create_schemas, create_table
from pipelines.locations import TABLES

FRONT = """/* ---
name: core.{name}
kind: table
title_zh: 表
title_en: Table
description_zh: 说明
description_en: About it
grain: [code]
columns:
  code: {{type: VARCHAR, zh: 编码, en: Code}}
--- */
"""


def write(folder: Path, name: str, sql: str, front: str = FRONT) -> None:
    (folder / f"{name}.sql").write_text(front.format(name=name) + sql, encoding="utf-8")


def test_tables_come_after_those_they_read(tmp_path: Path) -> None:
    write(tmp_path, "a", "SELECT code FROM core.b")
    write(tmp_path, "b", "SELECT '201' AS code")
    assert list(load_tables(tmp_path)) == ["core.b", "core.a"]


@pytest.mark.parametrize(
    ("sql", "said"),
    [
        ("SELECT code FROM core.missing", "core.missing"),
        ("SELECT code FROM core.b", "read each other"),
    ],
)
def test_a_query_that_cannot_be_ordered_names_the_file(tmp_path: Path, sql: str, said: str) -> None:
    write(tmp_path, "a", sql)
    write(tmp_path, "b", "SELECT code FROM core.a")
    with pytest.raises(SqlTableError, match=said) as refused:
        load_tables(tmp_path)
    assert ".sql" in str(refused.value)


def test_a_file_without_front_matter_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.sql").write_text("SELECT 1", encoding="utf-8")
    with pytest.raises(SqlTableError, match="front matter"):
        load_tables(tmp_path)


def test_a_column_that_is_not_declared_is_refused(tmp_path: Path) -> None:
    write(tmp_path, "a", "SELECT '201' AS code, 1 AS more")
    (table,) = load_tables(tmp_path).values()
    with duckdb.connect() as con:
        create_schemas(con)
        with pytest.raises(SqlTableError, match="more"):
            create_table(con, table)


def test_every_table_and_column_carries_its_comment_in_both_languages(tmp_path: Path) -> None:
    write(tmp_path, "a", "SELECT '201' AS code")
    (table,) = load_tables(tmp_path).values()
    with duckdb.connect() as con:
        create_schemas(con)
        create_table(con, table)
        comments = con.execute("SELECT comment FROM duckdb_columns() WHERE table_name = 'a'")
        assert comments.fetchall() == [("编码 / Code",)]


MACRO = """/* ---
name: core.{name}
kind: table_macro
title_zh: 宏
title_en: Macro
description_zh: 说明
description_en: About it
--- */
"""


def test_macros_that_give_rows_come_after_those_they_call(tmp_path: Path) -> None:
    write(tmp_path, "a", "(most) AS TABLE SELECT code FROM core.b(most)", MACRO)
    write(tmp_path, "b", "(most) AS TABLE SELECT code FROM core.t WHERE code <= most", MACRO)
    write(tmp_path, "t", "SELECT '201' AS code")
    assert list(load_tables(tmp_path)) == ["core.t"]
    macros = load_table_macros(tmp_path)
    with duckdb.connect() as con:
        create_schemas(con)
        create_table(con, load_tables(tmp_path)["core.t"])
        create_macros(con, macros)
        assert con.execute("FROM core.a('300')").fetchall() == [("201",)]
        assert con.execute("FROM core.a('100')").fetchall() == []
        comments = con.execute(
            "SELECT comment FROM duckdb_functions() WHERE schema_name = 'core'"
        ).fetchall()
    assert comments == [("宏：说明 / Macro: About it",)] * 2


def test_macros_that_call_each_other_are_refused(tmp_path: Path) -> None:
    write(tmp_path, "a", "() AS TABLE FROM core.b()", MACRO)
    write(tmp_path, "b", "() AS TABLE FROM core.a()", MACRO)
    with pytest.raises(SqlTableError, match="read each other"):
        load_table_macros(tmp_path)


TABLE_MACRO = FRONT.replace("kind: table", "kind: table_macro").replace("grain: [code]\n", "")


@pytest.mark.parametrize(
    ("sql", "said"),
    [
        ("(wanted) AS TABLE SELECT wanted AS other", "declared is code"),
        ("(wanted) AS TABLE FROM core.missing", "missing"),
    ],
)
def test_a_wrong_table_macro_is_refused_with_its_file(tmp_path: Path, sql: str, said: str) -> None:
    write(tmp_path, "a", sql, TABLE_MACRO)
    with duckdb.connect() as con:
        create_schemas(con)
        with pytest.raises(SqlTableError, match=said) as refused:
            create_macros(con, load_table_macros(tmp_path))
    assert "a.sql" in str(refused.value)


def test_a_table_macro_gives_rows_and_its_signature(tmp_path: Path) -> None:
    write(
        tmp_path, "a", "(wanted, sign := '-') AS TABLE SELECT wanted || sign AS code", TABLE_MACRO
    )
    (macro,) = load_table_macros(tmp_path)
    assert macro.signature == "core.a(wanted, sign := '-')"
    assert load_tables(tmp_path) == {}
    assert load_macros(tmp_path) == []
    with duckdb.connect() as con:
        create_schemas(con)
        create_macros(con, [macro])
        assert con.execute("FROM core.a('201')").fetchall() == [("201-",)]


def test_the_data_dictionary_is_up_to_date() -> None:
    assert DICTIONARY.read_text(encoding="utf-8") == render_dictionary(TABLES)
