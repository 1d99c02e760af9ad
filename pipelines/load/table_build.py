"""Runs SQL files: creates macros, tables and views with declared types, checks and comments."""

from collections.abc import Iterable

import duckdb

from pipelines.load.sql_table import SCHEMAS, SqlTable, SqlTableError, literal


def create_schemas(con: duckdb.DuckDBPyConnection) -> None:
    """The schemas that tables stand in."""
    for schema in SCHEMAS:
        con.execute(f"CREATE SCHEMA IF NOT EXISTS {schema}")


def create_macros(con: duckdb.DuckDBPyConnection, macros: Iterable[SqlTable]) -> None:
    """Create the macros; a file holds `(parameters) AS expression` or `... AS TABLE query`.

    Table macros are created after the tables they read. Raises SqlTableError for one that DuckDB
    refuses or whose columns are not the declared ones.
    """
    for macro in macros:
        kind = "MACRO TABLE" if macro.kind == "table_macro" else "MACRO"
        _execute(con, macro, f"CREATE OR REPLACE MACRO {macro.qualified}{macro.sql}")
        con.execute(f"COMMENT ON {kind} {macro.qualified} IS {literal(macro.comment)}")
        if macro.columns:
            _check_columns(con, macro, f"FROM {_call_with_nulls(con, macro)}")


def _call_with_nulls(con: duckdb.DuckDBPyConnection, macro: SqlTable) -> str:
    """A call that gives no rows, but tells the columns."""
    con.execute(
        "SELECT len(parameters) FROM duckdb_functions() WHERE function_type = 'table_macro'"
        f" AND schema_name = '{macro.schema}' AND function_name = '{macro.name}'"
    )
    count = sum(row[0] for row in con.fetchall())
    return f"{macro.qualified}({', '.join(['NULL'] * count)})"


def create_table(con: duckdb.DuckDBPyConnection, table: SqlTable) -> int:
    """Create the table or view with its comments; returns its number of rows.

    Raises SqlTableError when the query cannot run, or its columns are not the declared ones.
    """
    create_without_comments(con, table)
    _comment(con, table)
    return row_count(con, table.qualified)


def create_without_comments(con: duckdb.DuckDBPyConnection, table: SqlTable) -> None:
    """The table or view with its rows alone; raises as `create_table`."""
    _check_columns(con, table, table.sql)
    columns = ", ".join(f'CAST("{c.name}" AS {c.type}) AS "{c.name}"' for c in table.columns)
    kind = table.kind.upper()
    query = f"SELECT {columns} FROM (\n{table.sql}\n)"
    ordered = f"{query} ORDER BY {_order(table)}" if table.kind == "table" else query
    _execute(con, table, f"CREATE OR REPLACE {kind} {table.qualified} AS {ordered}")


def row_count(con: duckdb.DuckDBPyConnection, qualified: str) -> int:
    """How many rows a table or view has."""
    counted = con.execute(f"SELECT count(*) FROM {qualified}").fetchone()
    return int(counted[0]) if counted else 0


def _check_columns(con: duckdb.DuckDBPyConnection, table: SqlTable, query: str) -> None:
    _execute(con, table, f"DESCRIBE {query}")
    found = [row[0] for row in con.fetchall()]
    declared = [column.name for column in table.columns]
    for position, (given, wanted) in enumerate(zip(found, declared, strict=False), start=1):
        if given != wanted:
            problem = f"column {position} of the query is {given}, declared is {wanted}"
            raise SqlTableError(table.path, problem)
    if rest := found[len(declared) :] or declared[len(found) :]:
        where = "declared" if len(found) > len(declared) else "in the query"
        raise SqlTableError(table.path, f"not {where}: column {', '.join(rest)}")


def _order(table: SqlTable) -> str:
    """Grain first, then all other columns, so that equal builds give equal files."""
    others = [column.name for column in table.columns if column.name not in table.grain]
    return ", ".join(f'"{name}"' for name in (*table.grain, *others))


def _comment(con: duckdb.DuckDBPyConnection, table: SqlTable) -> None:
    """All comments in one piece: two thousand calls in a build take twice the time."""
    of_columns = (
        f'COMMENT ON COLUMN {table.qualified}."{column.name}" IS {literal(column.description)}'
        for column in table.columns
    )
    of_table = f"COMMENT ON {table.kind.upper()} {table.qualified} IS {literal(table.comment)}"
    con.execute(";\n".join([of_table, *of_columns]))


def _execute(con: duckdb.DuckDBPyConnection, table: SqlTable, sql: str) -> None:
    try:
        con.execute(sql)
    except duckdb.Error as error:
        raise SqlTableError(table.path, str(error)) from error
