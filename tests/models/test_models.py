"""Tables from rows: each folder <table>/<case> gives source rows and the rows that must come out.

Cases are data (see README.md here); this file only runs and compares them.
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest
import yaml

from pipelines.load.sources import register_matches
from pipelines.load.sql_table import SqlTable, load_tables
from pipelines.load.table_build import create_without_comments
from pipelines.locations import TABLES
from tests.load.tables_of_rows import needed_for, shared_tables
from tests.models.source_rows import Row, register_rows

HERE = Path(__file__).parent
CASES = sorted(path.parent for path in HERE.glob("*/*/input.yaml"))
Connection = duckdb.DuckDBPyConnection
Tables = Mapping[str, SqlTable]


@pytest.fixture(scope="module")
def tables() -> Tables:
    """Every table in creation order."""
    return load_tables(TABLES)


@pytest.fixture
def con() -> Iterator[Connection]:
    """What all cases share; each is rolled back."""
    shared = shared_tables()
    shared.begin()
    yield shared
    shared.rollback()


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.parent.name}/{case.name}")
def test_case(case: Path, con: Connection, tables: Tables) -> None:
    given, expected = _read(case / "input.yaml"), _read(case / "expect.yaml")
    title = given.pop("title")
    register_rows(con, given)
    register_matches(con)
    table = tables[case.parent.name]
    for name in needed_for(table.qualified):
        create_without_comments(con, tables[name])
    columns = _columns(case, expected)
    found = _rows(con, table, columns)
    if told := differences(expected, found):
        pytest.fail(f"{title}\n" + "\n".join(told), pytrace=False)


def test_every_mart_has_a_case(tables: Tables) -> None:
    marts = {name for name, table in tables.items() if table.schema == "mart"}
    assert marts - {case.parent.name for case in CASES} == set()


def test_every_case_has_a_title_and_both_files() -> None:
    folders = sorted({path.parent for path in HERE.glob("*/*/*.yaml")})
    assert folders == CASES
    assert [case for case in CASES if not (case / "expect.yaml").exists()] == []
    assert [case for case in CASES if len(_read(case / "input.yaml")["title"]) < 20] == []


def test_differences_name_row_column_and_both_values() -> None:
    expected = [{"year": 2024, "total_yuan": "1.00"}, {"year": 2025, "total_yuan": None}]
    found = [{"year": 2024, "total_yuan": Decimal("1.0")}, {"year": 2025, "total_yuan": Decimal(3)}]
    assert differences(expected, found[:1])[0] == "row 2 is missing: year: 2025, total_yuan: null"
    assert differences(expected, found)[0] == (
        "row 2, total_yuan: expected null, found 3  (year: 2025, total_yuan: 3)"
    )
    assert differences(expected[:1], found)[0] == "row 2 is one too many: year: 2025, total_yuan: 3"
    assert differences(expected[:1], found[:1]) == []


def test_an_amount_that_is_no_string_is_refused(con: Connection) -> None:
    with pytest.raises(TypeError, match="amount_yuan"):
        register_rows(con, {"stage_statement": [{"amount_yuan": 12.34}]})


def test_a_relation_or_column_that_is_not_there_is_refused(con: Connection) -> None:
    with pytest.raises(KeyError, match="stage_nothing"):
        register_rows(con, {"stage_nothing": []})
    with pytest.raises(KeyError, match="no_column"):
        register_rows(con, {"code_item": [{"no_column": "1"}]})


def differences(expected: list[Row], found: list[Row]) -> list[str]:
    """One line for each cell or row that differs, then all rows found; empty without any."""
    told = []
    for number, (wanted, row) in enumerate(zip(expected, found, strict=False), start=1):
        told += [
            f"row {number}, {column}: expected {_shown(value)}, found {_shown(row[column])}"
            f"  ({_line(row)})"
            for column, value in wanted.items()
            if not _equal(value, row[column])
        ]
    told += _odd_rows("is missing", expected, len(found))
    told += _odd_rows("is one too many", found, len(expected))
    return [*told, "all rows found:", *(f"- {{{_line(row)}}}" for row in found)] if told else []


def _odd_rows(problem: str, rows: list[Row], start: int) -> list[str]:
    return [
        f"row {number} {problem}: {_line(row)}"
        for number, row in enumerate(rows[start:], start=start + 1)
    ]


def _equal(wanted: Any, value: Any) -> bool:
    if isinstance(value, Decimal):
        return isinstance(wanted, str | int) and Decimal(wanted) == value
    return wanted == value and isinstance(wanted, bool) == isinstance(value, bool)


def _line(row: Row) -> str:
    return ", ".join(f"{column}: {_shown(value)}" for column, value in row.items())


def _shown(value: Any) -> str:
    return "null" if value is None else str(value)


def _read(path: Path) -> Any:
    return yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)


def _columns(case: Path, expected: list[Row]) -> list[str]:
    """The columns that every expected row names."""
    columns = list(expected[0]) if expected else []
    for number, row in enumerate(expected, start=1):
        assert list(row) == columns, f"{case}: row {number} names other columns than row 1"
    return columns


def _rows(con: Connection, table: SqlTable, columns: list[str]) -> list[Row]:
    """All rows, by grain; without expected columns those of the grain."""
    shown = columns or list(table.grain)
    selected = ", ".join(f'"{name}"' for name in shown)
    order = ", ".join(f'"{name}" NULLS FIRST' for name in table.grain)
    found = con.execute(f"SELECT {selected} FROM {table.qualified} ORDER BY {order}").fetchall()
    return [dict(zip(shown, row, strict=True)) for row in found]
