"""One table as an Excel workbook: its rows, and a sheet that says what each column means.

Which tables are exported, and where to, is said in export.py.
"""

import json
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from pipelines.load.sql_table import literal

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DATA, COLUMNS = "data", "columns"
# A sheet holds 1,048,576 rows, of which one is the head; more rows go on to data_2, data_3 ...
ROWS_OF_A_SHEET = 1_048_575
# Excel keeps fifteen digits of a number; a longer one is written as text, so that none is lost.
DIGITS_OF_A_NUMBER = 15
ROWS_AT_ONCE = 10_000
# The time of writing would make equal tables unequal files.
CREATED = datetime(2000, 1, 1, tzinfo=UTC)


def write_workbook(parquet: Path, fields: Sequence[dict[str, Any]], path: Path) -> None:
    """Write the rows of a Parquet file; `fields` are those of its Data Package schema.

    Text is written as text, so that nothing of it becomes a formula.
    """
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(str(path), options) as book:
        book.set_properties({"created": CREATED.replace(tzinfo=None)})
        bold = book.add_format({"bold": True})
        _write_columns(book.add_worksheet(COLUMNS), fields, bold)
        sheet, row, sheets = _data_sheet(book, fields, bold, 1), 0, 1
        for record in _records(parquet, fields):
            if row == ROWS_OF_A_SHEET:
                row, sheets = 0, sheets + 1
                sheet = _data_sheet(book, fields, bold, sheets)
            row += 1
            for column, value in enumerate(record):
                _write_value(sheet, row, column, value)


def _write_columns(sheet: Worksheet, fields: Sequence[dict[str, Any]], bold: Format) -> None:
    heads = ("name", "type", "unit", "中文", "English")
    for column, head in enumerate(heads):
        sheet.write_string(0, column, head, bold)
    for row, field in enumerate(fields, start=1):
        texts = (field[key] for key in ("name", "type"))
        words = (field.get("unit", ""), field["title"], field["description"])
        for column, text in enumerate((*texts, *words)):
            sheet.write_string(row, column, text)
    sheet.freeze_panes(1, 0)


def _data_sheet(
    book: xlsxwriter.Workbook, fields: Sequence[dict[str, Any]], bold: Format, number: int
) -> Worksheet:
    sheet = book.add_worksheet(DATA if number == 1 else f"{DATA}_{number}")
    for column, field in enumerate(fields):
        sheet.write_string(0, column, field["name"], bold)
    sheet.freeze_panes(1, 0)
    return sheet


def _records(parquet: Path, fields: Sequence[dict[str, Any]]) -> Iterator[tuple[Any, ...]]:
    names = ", ".join(f'"{field["name"]}"' for field in fields)
    with duckdb.connect() as con:
        rows = con.execute(f"SELECT {names} FROM read_parquet({literal(str(parquet))})")
        while found := rows.fetchmany(ROWS_AT_ONCE):
            yield from found


def _write_value(sheet: Worksheet, row: int, column: int, value: Any) -> None:
    if value is None:
        return
    if isinstance(value, bool):
        sheet.write_boolean(row, column, value)
    elif isinstance(value, int | float | Decimal) and _is_exact(value):
        # what has so few digits is the same number as a float
        sheet.write_number(row, column, float(value))
    else:
        sheet.write_string(row, column, _text(value))


def _is_exact(value: float | Decimal) -> bool:
    return isinstance(value, float) or len(Decimal(value).as_tuple().digits) <= DIGITS_OF_A_NUMBER


def _text(value: Any) -> str:
    if isinstance(value, list):
        return json.dumps(value, ensure_ascii=False, default=str)
    return value.isoformat() if isinstance(value, date) else str(value)
