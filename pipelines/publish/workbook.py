"""One table as an Excel workbook: its rows, and a sheet that says what each column means.

Which tables are exported, and where to, is said in export.py.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import duckdb

from pipelines.load.sql_table import literal
from pipelines.publish.sheets import Heading, Row, workbook, write_sheets

# The rows come first: a reader of data takes the first sheet.
DATA, COLUMNS = "data", "columns"
ROWS_AT_ONCE = 10_000
_COLUMN_FACTS = ("name", "type", "unit", "title", "description")
_COLUMN_HEADS = ("name", "type", "unit", "中文", "English")


def write_workbook(parquet: Path, fields: Sequence[dict[str, Any]], path: Path) -> None:
    """Write the rows of a Parquet file; `fields` are those of its Data Package schema."""
    headings = [Heading(field["name"], field["name"]) for field in fields]
    with workbook(path) as book:
        write_sheets(book, DATA, headings, _records(parquet, fields))
        described = [Heading(head, head) for head in _COLUMN_HEADS]
        write_sheets(book, COLUMNS, described, described_columns(fields))


def described_columns(fields: Sequence[dict[str, Any]]) -> Iterator[Row]:
    """Name, type, unit and both meanings of each column."""
    for field in fields:
        yield [field.get(fact) for fact in _COLUMN_FACTS]


def _records(parquet: Path, fields: Sequence[dict[str, Any]]) -> Iterator[Row]:
    names = ", ".join(f'"{field["name"]}"' for field in fields)
    with duckdb.connect() as con:
        rows = con.execute(f"SELECT {names} FROM read_parquet({literal(str(parquet))})")
        while found := rows.fetchmany(ROWS_AT_ONCE):
            yield from found
