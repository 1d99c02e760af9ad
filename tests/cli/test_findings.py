"""`gongkai findings`: grouped by root in both languages, and as CSV, JSON and XLSX."""

import csv
import io
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from openpyxl import load_workbook

from pipelines.locations import Locations
from tests.load.tables_of_rows import tables_of

Gongkai = Callable[..., Result]


@pytest.fixture
def findings(gongkai: Gongkai, served: Locations) -> Gongkai:
    return lambda *options: gongkai("findings", "--warehouse", served.warehouse, *options)


def test_findings_are_told_in_both_languages(findings: Gongkai) -> None:
    assert "合计不符。" in findings().stdout
    assert "The total does not fit." in findings("--language", "en").stdout
    assert "1 findings of 1 roots" in findings().stderr


def test_findings_are_chosen_by_rule_year_and_severity(findings: Gongkai) -> None:
    assert findings("--rule", "levels").stdout
    empty = [("--rule", "balance"), ("--severity", "critical"), ("--organisation", "水务局")]
    for nothing in empty:
        done = findings(*nothing)
        assert (done.exit_code, done.stdout) == (0, "")
        assert "0 findings" in done.stderr
    assert findings("--year", "2025").stdout


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        (("--rule", "level"), "levels"),
        (("--year", "1999"), "2024"),
        (("--organisation", "水物局"), "某某区水务局"),
    ],
)
def test_what_does_not_exist_has_no_findings_but_a_suggestion(
    findings: Gongkai, asked: tuple[str, str], meant: str
) -> None:
    done = findings(*asked)
    assert done.exit_code == 2
    assert done.stdout == ""
    assert f"'{asked[1]}'" in done.stderr
    assert meant in done.stderr


def test_csv_and_json_hold_every_column(findings: Gongkai) -> None:
    (row,) = csv.DictReader(io.StringIO(findings("--format", "csv").stdout))
    (record,) = json.loads(findings("--format", "json").stdout)
    assert row["finding_id"] == record["finding_id"] == "finding_01"
    assert json.loads(row["statement_ids"]) == record["statement_ids"] == ["statement_03"]
    assert set(row) == set(record)


def test_xlsx_needs_a_file_and_writes_it(findings: Gongkai, tmp_path: Path) -> None:
    assert findings("--format", "xlsx").exit_code == 2
    path = tmp_path / "findings.xlsx"
    assert findings("--format", "xlsx", "--output", path).exit_code == 0
    sheet = load_workbook(path).worksheets[0]
    head, row = sheet.iter_rows(values_only=True)
    found = dict(zip(head, row, strict=True))
    assert found["finding_id"] == "finding_01"
    assert found["printed_value"] == 123400  # a number, not text
    assert found["statement_ids"] == '["statement_03"]'
    assert sheet.auto_filter.ref is not None


def test_csv_goes_into_a_file_that_spreadsheets_open_rightly(
    findings: Gongkai, tmp_path: Path
) -> None:
    path = tmp_path / "findings.csv"
    assert findings("--format", "csv", "--output", path).exit_code == 0
    assert path.read_bytes().startswith(b"\xef\xbb\xbffinding_id,")
    done = findings("--format", "csv", "--output", tmp_path / "nowhere" / "findings.csv")
    assert done.exit_code == 2
    assert not (tmp_path / "nowhere").exists()


def test_csv_of_nothing_has_its_head(findings: Gongkai) -> None:
    done = findings("--severity", "critical", "--format", "csv")
    assert done.stdout.startswith("finding_id,")
    assert len(done.stdout.splitlines()) == 1


@pytest.mark.parametrize(
    ("changes", "review"),
    [
        ({}, "accepted"),
        ({"printed_text": "12.35"}, None),
        ({"document_sha256": "f" * 64}, None),
    ],
)
def test_a_review_holds_for_the_document_and_number_it_was_made_on(
    stage_rows: Mapping[str, list[dict[str, Any]]], changes: dict[str, str], review: str | None
) -> None:
    reviewed = {
        "finding": "finding_01",
        "rule": "levels",
        "document_sha256": "a" * 64,
        "printed_text": "12.34",
        "review": "accepted",
        "note": "seen",
        "reviewer": "auditor",
        "reviewed_on": "2026-11-24",
    }
    codes = {"code_reviewed_findings": [reviewed | changes]}
    with tables_of(stage_rows, ["quality.finding"], codes=codes) as con:
        found = con.execute("SELECT review FROM quality.finding WHERE finding_id = 'finding_01'")
        # shown as reviewed, never hidden
        assert found.fetchall() == [(review,)]
