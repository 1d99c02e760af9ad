"""Copies of a release for other tools say what the release says."""

import csv
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import polars as pl
import pytest

from pipelines.load.sql_table import load_tables
from pipelines.locations import TABLES, Locations
from pipelines.publish import sheets
from pipelines.publish.data_package import sha256_of
from pipelines.publish.workbook import write_workbook


def package(exported: Path) -> dict[str, Any]:
    return json.loads((exported / "datapackage.json").read_text(encoding="utf-8"))


def test_every_file_is_described_with_its_sha256(exported: Path) -> None:
    described = package(exported)
    assert described["$schema"].endswith("/2.0/datapackage.json")
    for resource in described["resources"]:
        path = exported / resource["path"]
        facts = f"sha256:{sha256_of(path)}", path.stat().st_size
        assert (resource["hash"], resource["bytes"]) == facts
    files = {p.relative_to(exported).as_posix() for p in exported.rglob("*.*")}
    assert files == {resource["path"] for resource in described["resources"]} | {"datapackage.json"}


def test_every_table_is_there_in_every_format_with_sound_references(exported: Path) -> None:
    resources = {resource["name"]: resource for resource in package(exported)["resources"]}
    tables = [name for name, table in load_tables(TABLES).items() if f"{name}.csv" in resources]
    assert "core.fct_amount" in tables
    described = [each for each in resources.values() if each.get("type") == "table"]
    assert len(described) == 3 * len(tables)
    for resource in described:
        for key in resource["schema"].get("foreignKeys", []):
            assert key["reference"].get("resource", resource["name"]) in resources


def test_a_csv_file_begins_with_its_mark_and_holds_all_rows(
    exported: Path, published: Locations
) -> None:
    path = exported / "csv" / "core.fct_amount.csv"
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(row["statement_id"], row["amount_yuan"]) for row in rows] == [
        (name, "" if amount is None else str(amount)) for name, amount in amounts(published)
    ]


def test_a_workbook_holds_the_same_amounts_and_says_what_they_mean(
    exported: Path, published: Locations
) -> None:
    book = openpyxl.load_workbook(exported / "xlsx" / "core.fct_amount.xlsx", read_only=True)
    assert book.sheetnames == ["data", "columns"]  # a reader of data takes the first sheet
    head, *rows = book["data"].iter_rows(values_only=True)
    names = [str(name) for name in head]
    name_at, amount_at = names.index("statement_id"), names.index("amount_yuan")
    found = [(row[name_at], row[amount_at]) for row in rows]
    wanted = [(n, None if a is None else float(a)) for n, a in amounts(published)]
    assert found == wanted
    meaning = {row[0]: row for row in book["columns"].iter_rows(values_only=True)}
    assert meaning["amount_yuan"][2] == "yuan"


def amounts(published: Locations) -> list[tuple[str, Decimal | None]]:
    with duckdb.connect(str(published.current.resolve()), read_only=True) as con:
        return con.execute("SELECT statement_id, amount_yuan FROM core.fct_amount").fetchall()


def test_a_workbook_loses_no_digit_and_runs_no_formula(tmp_path: Path) -> None:
    kind = pl.Decimal(38, 2)
    money = [Decimal("1234567890123456.78"), Decimal("12.50"), None]
    frame = pl.DataFrame(
        {
            "text": ["=1+1", "https://example.org", None],
            "amount_yuan": pl.Series(money, dtype=kind),
            "names": [["甲", "乙"], [], None],
        }
    )
    frame.write_parquet(tmp_path / "t.parquet")
    common = {"type": "any", "title": "题", "description": "title"}
    fields = [{"name": name, **common} for name in frame.columns]
    for name in ("one.xlsx", "two.xlsx"):
        write_workbook(tmp_path / "t.parquet", fields, tmp_path / name)
    rows = list(openpyxl.load_workbook(tmp_path / "one.xlsx")["data"].iter_rows(values_only=True))
    assert rows[1:] == [
        ("=1+1", "1234567890123456.78", '["甲", "乙"]'),
        ("https://example.org", 12.5, "[]"),
    ]
    cell = openpyxl.load_workbook(tmp_path / "one.xlsx")["data"]["A2"]
    assert cell.data_type == "s"
    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "two.xlsx").read_bytes()


def test_rows_beyond_a_sheet_go_on_to_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sheets, "ROWS_OF_A_SHEET", 2)
    for count, names in ((2, ["a"]), (3, ["a", "a_2"]), (0, ["a"])):
        with sheets.workbook(tmp_path / "t.xlsx") as book:
            rows = iter([[number] for number in range(count)])
            sheets.write_sheets(book, "a", [sheets.Heading("n", "n")], rows)
        found = openpyxl.load_workbook(tmp_path / "t.xlsx")
        assert found.sheetnames == names
        cells = [cell.value for sheet in found for (cell,) in sheet.iter_rows(min_row=2)]
        assert cells == list(range(count))
        assert [sheet["A1"].value for sheet in found] == ["n"] * len(names)


def test_sheets_are_wide_enough_and_show_what_a_number_is(tmp_path: Path) -> None:
    names = ("amount_yuan", "share", "fiscal_year", "金额（元）", "text")
    row = [Decimal("-1234567.89"), Decimal("0.5"), 2025, Decimal(3), "长" * 100]
    with sheets.workbook(tmp_path / "t.xlsx") as book:
        headings = [sheets.Heading(name, name) for name in names]
        sheets.write_sheets(book, "t", headings, iter([row]))
    sheet = openpyxl.load_workbook(tmp_path / "t.xlsx")["t"]
    shown = [cell.number_format for cell in sheet[2]]
    assert shown == ["#,##0.00", "0.00%", "General", "#,##0.00", "General"]
    widths = [sheet.column_dimensions[letter].width for letter in "ABCDE"]
    assert [round(width) for width in widths] == [16, 9, 14, 13, 61]
    assert sheet.auto_filter.ref == "A1:E2"
