"""One document never costs another: whose rows break a check is set aside, the rest goes on."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest

from pipelines.frames.storage import SCHEMAS, SET_ASIDE, frame, read_frame, write_frame
from pipelines.load.assets import begun_candidate
from pipelines.load.candidate import begin_candidate, finish_candidate
from pipelines.locations import Locations
from pipelines.resources import LocationsResource
from pipelines.validate.isolation import Verdict, check_and_isolate
from pipelines.validate.ties.checking import check_ties
from tests.conftest import LOADED

Rows = dict[str, list[dict[str, Any]]]


def of_another(rows: Mapping[str, list[dict[str, Any]]], letter: str) -> Rows:
    """The loaded document's rows as those of another organisation's document."""
    document_id = letter * 64
    return {
        name: [
            {key: _renamed(key, value, letter) for key, value in row.items()}
            | {"document_id": document_id}
            for row in rows[name]
            if row["document_id"] == LOADED
        ]
        for name in SCHEMAS
    }


def _renamed(key: str, value: Any, letter: str) -> Any:
    if key.endswith("_id") or key == "claimed_by":
        return f"{letter}_{value}" if value else value
    if key == "organisation_name":
        return f"{value}{letter}所"
    return f"{letter}.pdf" if key == "file_name" else value


def no_form(rows: Rows) -> None:
    """Only text was found, and conform set the document aside, with its statements left behind."""
    rows["document"][0]["status"] = "quarantined"
    rows["quarantine"].append(
        {
            "quarantine_id": "no_form",
            "document_id": rows["document"][0]["document_id"],
            "file_name": rows["document"][0]["file_name"],
            "stage": "conform",
            "reason_code": "no_form",
            "reason": "no table is a known form",
        }
    )


def target_without_project(rows: Rows) -> None:
    rows["target"][0]["project_id"] = "gone"


def local_code(rows: Rows) -> None:
    rows["statement"][5]["economic_code"] = "3010201"


def one_cell_over_rows(rows: Rows) -> None:
    """A project cell that spans rows is read as the same project again and again."""
    rows["project"] += [dict(rows["project"][0]) for _ in range(10)]


def statement_without_reading(rows: Rows) -> None:
    rows["form_reading"].pop()


def unread(rows: Rows) -> None:
    spare = {"claimed_by": None, "claimed_in": None, "class": "unclaimed"}
    number = rows["number_census"][0]
    rows["number_census"] += [number | spare | {"x0": 300.0 + i, "x1": 340.0} for i in range(3)]


def year_to_come(rows: Rows) -> None:
    for name in ("document", "statement", "claim", "statistic", "project", "target"):
        for row in rows[name]:
            row["fiscal_year"] += 2999 - 2025


def place_upside_down(rows: Rows) -> None:
    entry = {"quarantine_id": "upside_down", "file_name": "i.pdf", "stage": "conform", "page": 0}
    entry |= {"document_id": rows["document"][0]["document_id"]}
    rows["quarantine"].append(entry | {"reason_code": "cell", "reason": "what was not read"})


TROUBLE: dict[str, tuple[Callable[[Rows], None], str]] = {
    "1": (no_form, "no_form"),
    "2": (target_without_project, "target_project_id_exists"),
    "3": (local_code, "amount_economic_grammar"),
    "4": (
        one_cell_over_rows,
        "by_scope_performance_target_target_id_unique, by_scope_project_project_id_unique,"
        " mart_performance_target_target_id_unique, mart_project_project_id_unique,"
        " project_project_id_unique",
    ),
    "5": (statement_without_reading, "form_reading_statements_kept"),
    "6": (unread, "census_reading_broke_down"),
    "7": (year_to_come, "document_fiscal_year_plausible"),
    "8": (place_upside_down, "quarantine_place_valid"),
}


def handed_over(folder: Path, *parts: Mapping[str, list[dict[str, Any]]]) -> Locations:
    """A candidate of these rows, its ties checked."""
    locations = Locations(folder / "raw", folder / "warehouse")
    for name in SCHEMAS:
        rows = [row for part in parts for row in part.get(name, [])]
        write_frame(locations.stage, name, frame(name, rows))
    begin_candidate(locations)
    check_ties(locations)
    finish_candidate(locations)
    return locations


@pytest.fixture(scope="module")
def isolated(
    stage_rows: Mapping[str, list[dict[str, Any]]], tmp_path_factory: pytest.TempPathFactory
) -> tuple[Locations, Verdict]:
    """The sound document among one of each trouble, after the checks."""
    parts = []
    for letter, (spoil, _) in TROUBLE.items():
        rows = of_another(stage_rows, letter)
        spoil(rows)
        parts.append(rows)
    locations = handed_over(tmp_path_factory.mktemp("isolated"), stage_rows, *parts)
    return locations, check_and_isolate(locations)


def answer(locations: Locations, sql: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(str(locations.candidate), read_only=True) as con:
        return con.execute(sql).fetchall()


def test_each_troublemaker_is_set_aside_for_its_own_check(
    isolated: tuple[Locations, Verdict],
) -> None:
    locations, verdict = isolated
    assert not [outcome for outcome in verdict.outcomes if outcome.blocks]
    told = dict(
        answer(
            locations,
            "SELECT document_id[1], set_aside_reason FROM meta.document"
            " WHERE status = 'quarantined' AND file_name <> 'cccc.pdf'",
        )
    )
    assert told == {letter: reason for letter, (_, reason) in TROUBLE.items()}


def test_the_sound_document_keeps_all_its_rows(
    isolated: tuple[Locations, Verdict], stage_rows: Mapping[str, list[dict[str, Any]]]
) -> None:
    locations, _ = isolated
    for table in ("amount", "claim", "statistic", "passage", "project", "target"):
        name = "statement" if table == "amount" else table
        rows = answer(locations, f"SELECT document_id, count(*) FROM core.fct_{table} GROUP BY 1")
        assert rows == [(LOADED, len(stage_rows[name]))]


def test_the_reason_names_file_check_and_row(isolated: tuple[Locations, Verdict]) -> None:
    locations, verdict = isolated
    ((stage, reason),) = answer(
        locations,
        "SELECT stage, reason FROM quality.quarantine"
        " WHERE reason_code = 'target_project_id_exists'",
    )
    assert stage == "validate"
    assert reason.startswith("2.pdf: the check target_project_id_exists on core.fct_target failed:")
    assert "'named': gone" in reason
    assert verdict.documents_of("target_project_id_exists") == ["2.pdf"]


def test_what_a_document_says_of_itself_is_hidden_only_where_that_is_wrong(
    isolated: tuple[Locations, Verdict],
) -> None:
    locations, _ = isolated
    rows = answer(
        locations,
        "SELECT document_id[1], fiscal_year FROM meta.document"
        " WHERE document_id[1] IN ('2', '7') ORDER BY 1",
    )
    assert rows == [("2", 2025), ("7", None)]


def test_frames_on_disk_stay_as_conform_wrote_them(isolated: tuple[Locations, Verdict]) -> None:
    locations, _ = isolated
    written = read_frame(locations.stage, "document")
    assert written.filter(written["document_id"] == "7" * 64)["fiscal_year"].to_list() == [2999]


def test_checked_again_alone_the_same_documents_stay_set_aside_for_the_same_reason(
    isolated: tuple[Locations, Verdict],
) -> None:
    locations, verdict = isolated
    again = check_and_isolate(locations)
    assert again.set_aside == verdict.set_aside
    assert not [outcome for outcome in again.outcomes if outcome.blocks]


def test_a_build_judges_anew_what_an_earlier_one_set_aside(
    stage_rows: Mapping[str, list[dict[str, Any]]], tmp_path: Path
) -> None:
    locations = handed_over(tmp_path, stage_rows)
    stale = {"document_id": LOADED, "file_name": "aaaa.pdf", "rule_id": "census_reading_broke_down"}
    stale |= {"table_name": "quality.number_census", "reason": "of a build that was cut short"}
    write_frame(locations.stage, SET_ASIDE, frame(SET_ASIDE, [stale]))
    resource = LocationsResource(raw=str(locations.raw), warehouse=str(locations.warehouse))
    begun_candidate(locations=resource)
    check_ties(locations)
    finish_candidate(locations)
    assert check_and_isolate(locations).set_aside == []
    told = answer(locations, f"SELECT status FROM meta.document WHERE document_id = '{LOADED}'")
    assert told == [("loaded",)]


def test_a_defect_that_belongs_to_no_document_stops_publication(
    stage_rows: Mapping[str, list[dict[str, Any]]], tmp_path: Path
) -> None:
    locations = handed_over(tmp_path, stage_rows)
    with duckdb.connect(str(locations.candidate)) as con:
        con.execute("UPDATE core.dim_form SET name_zh = '' WHERE form_code = 'three_public'")
    verdict = check_and_isolate(locations)
    assert [outcome.rule_id for outcome in verdict.outcomes if outcome.blocks] == ["form_named"]
    assert verdict.set_aside == []


def test_a_mart_that_is_wrong_for_everybody_accuses_nobody(
    stage_rows: Mapping[str, list[dict[str, Any]]], tmp_path: Path
) -> None:
    others = [of_another(stage_rows, letter) for letter in "de"]
    locations = handed_over(tmp_path, stage_rows, *others)
    with duckdb.connect(str(locations.candidate)) as con:
        con.execute("INSERT INTO mart.spending_by_function FROM mart.spending_by_function")
    verdict = check_and_isolate(locations)
    assert {outcome.rule_id for outcome in verdict.outcomes if outcome.blocks} == {
        "mart_spending_by_function_grain_unique",
        "spending_by_function_makes_its_total",
    }
    assert verdict.set_aside == []


def test_amounts_of_marts_come_from_what_is_left(isolated: tuple[Locations, Verdict]) -> None:
    locations, _ = isolated
    rows = answer(locations, "SELECT count(*), sum(amount_yuan) FROM mart.project")
    assert rows == [(1, Decimal("50000.00"))]
