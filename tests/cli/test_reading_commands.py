"""`gongkai status`, `trace` and `export` on a release."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from pipelines.commands.left_out import left_out_lines
from pipelines.locations import Locations
from tests.cli.conftest import published

Gongkai = Callable[..., Result]


def test_status_counts_what_is_loaded(gongkai: Gongkai, served: Locations) -> None:
    done = gongkai("status", "--warehouse", served.warehouse, "--json")
    content = json.loads(done.stdout)
    assert done.exit_code == 0
    assert content["release"] == str(served.current.resolve())
    counted = ("documents_loaded", "templates", "documents_quarantined", "statements", "forms")
    assert [content[name] for name in counted] == [1, 1, 1, 7, 3]
    assert content["quarantined"][0]["reason_code"] == "encrypted"
    assert {document["status"] for document in content["documents"]} == {
        "loaded",
        "template",
        "quarantined",
    }


def test_status_names_documents_and_release_for_a_reader(
    gongkai: Gongkai, served: Locations
) -> None:
    lines = gongkai("status", "--warehouse", served.warehouse).stdout
    assert "某某区水务局\t2025\tbudget\tdepartment\tloaded" in lines
    assert str(served.current.resolve()) in lines


def test_status_says_what_is_left_out_and_what_settles_it(
    gongkai: Gongkai, served: Locations
) -> None:
    place = ["status", "--warehouse", served.warehouse]
    (entry,) = json.loads(gongkai(*place, "--json").stdout)["left_out"]
    assert (entry["kind"], entry["file_name"]) == ("document_set_aside", "cccc.pdf")
    lines = gongkai(*place, "--language", "en").stdout.splitlines()
    at = lines.index("left out: 1 documents set aside")
    assert lines[at + 1].strip() == entry["what_to_do_en"]
    assert "未计入：搁置的文件 1 处" in gongkai(*place, "--language", "zh").stdout


def test_many_ways_to_settle_are_counted() -> None:
    entries = [
        {"kind": "ambiguous_vintage", "what_to_do_en": f"state {n}"} for n in (1, 1, *range(9))
    ]
    told = list(left_out_lines(entries))
    assert told[0] == (0, "left out: 11 pairs of versions whose order cannot be told")
    assert [text for _, text in told[1:3]] == ["state 1", "state 0"]
    assert told[-1][1].startswith("4 more: gongkai query")


def test_trace_prints_the_place_of_a_statement(gongkai: Gongkai, served: Locations) -> None:
    done = gongkai("trace", "statement_01", "--warehouse", served.warehouse)
    assert done.exit_code == 0
    printed = dict(line.split(maxsplit=1) for line in done.stdout.splitlines())
    assert (printed["page"], printed["printed_text"]) == ("3", "12.34")
    assert (printed["amount_yuan"], printed["unit"]) == ("123400.00", "万元")
    assert (printed["x0"], printed["bottom"]) == ("100.0", "232.0")


def test_trace_shows_what_was_set_aside_with_its_reason(
    gongkai: Gongkai, with_unread: Locations
) -> None:
    for wanted, text in (("unread_cell", "9.9.9"), ("unread_table", None)):
        done = gongkai("trace", wanted, "--warehouse", with_unread.warehouse, "--json")
        assert done.exit_code == 0, done.stderr
        record = json.loads(done.stdout)
        shown = ("page", "x0", "printed_text", "reason", "amount_yuan")
        assert [record[name] for name in shown] == [5, 100.0, text, f"{wanted}: why", None]


@pytest.fixture(scope="module")
def with_unread(
    stage_rows: Mapping[str, list[dict[str, Any]]], tmp_path_factory: pytest.TempPathFactory
) -> Locations:
    """A release in which a cell and a table were set aside."""
    (broken,) = stage_rows["quarantine"]
    loaded = stage_rows["document"][0]["document_id"]
    place = {"document_id": loaded, "stage": "conform", "page": 5, "x0": 100.0, "top": 1.0}
    place |= {"x1": 150.0, "bottom": 9.0}
    cell = {"quarantine_id": "unread_cell", "reason_code": "not_an_amount", "printed_text": "9.9.9"}
    table = {"quarantine_id": "unread_table", "reason_code": "form_unknown"}
    rows = [
        broken | place | one | {"reason": f"{one['quarantine_id']}: why"} for one in (cell, table)
    ]
    folder = tmp_path_factory.mktemp("with_unread")
    return published(folder, {**stage_rows, "quarantine": [broken, *rows]})


def test_trace_for_scripts_is_json(gongkai: Gongkai, served: Locations) -> None:
    done = gongkai("trace", "statement_04", "--warehouse", served.warehouse, "--json")
    record = json.loads(done.stdout)
    assert (record["absence"], record["amount_yuan"], record["printed_text"]) == ("dash", None, "-")


@pytest.mark.parametrize("statement_id", ["nowhere_to_be_found", "statement"])
def test_trace_of_no_single_statement_exits_2(
    gongkai: Gongkai, served: Locations, statement_id: str
) -> None:
    done = gongkai("trace", statement_id, "--warehouse", served.warehouse)
    assert done.exit_code == 2
    assert statement_id in done.stderr


def test_trace_says_when_the_document_is_gone(
    gongkai: Gongkai, served: Locations, tmp_path: Path
) -> None:
    picture = tmp_path / "cell.png"
    done = gongkai("trace", "statement_01", "--warehouse", served.warehouse, "--png", picture)
    assert done.exit_code == 2
    assert "not in the store" in done.stderr
    assert not picture.exists()


def test_no_folder_is_made_for_a_picture(
    gongkai: Gongkai, served: Locations, tmp_path: Path
) -> None:
    picture = tmp_path / "new" / "cell.png"
    done = gongkai("trace", "statement_01", "--warehouse", served.warehouse, "--png", picture)
    assert done.exit_code == 2
    assert "there is no folder" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_export_writes_the_format_asked_for(
    gongkai: Gongkai, served: Locations, tmp_path: Path
) -> None:
    target = tmp_path / "out"
    done = gongkai("export", target, "--warehouse", served.warehouse, "--format", "csv")
    assert done.exit_code == 0
    written = {Path(line) for line in done.stdout.splitlines()}
    assert written == {path for path in target.rglob("*") if path.is_file()}
    assert {path.suffix for path in written} == {".csv", ".json"}
