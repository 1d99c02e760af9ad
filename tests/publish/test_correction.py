"""A sample disclosure, then its corrected print: what the job says changed, and nothing else."""

import json
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import pypdfium2 as pdfium
import pytest
from click.testing import CliRunner

from pipelines.cli import main
from pipelines.locations import RAW, Locations
from tests.readme_queries import queries
from tests.typesetter import Disclosure, read_disclosure, typeset_disclosure
from tests.typesetter.corrections import (
    CORRECTED,
    CORRECTIONS,
    FOLDER,
    MISPRINTED,
    correct_text,
    typeset_corrections,
)

OTHER = RAW / "samples" / "putuo-government-office-2025-budget-unit.pdf"
TABLE_BEFORE, TABLE_AFTER = "0.83", "3.83"


@dataclass(frozen=True)
class Builds:
    """The releases of the first print, of the corrected text, of the corrected table."""

    locations: Locations
    first: Path
    text: Path
    table: Path


def correct_table(disclosure: Disclosure) -> None:
    """Print another amount in one cell of the last form."""
    row = disclosure.forms()[-1].rows[0]
    row[row.index(TABLE_BEFORE)] = TABLE_AFTER


def run(locations: Locations, *options: str) -> Path:
    """Run the whole job; the folder of the release that is served then."""
    places = ["--raw", str(locations.raw), "--warehouse", str(locations.warehouse)]
    done = CliRunner().invoke(main, ["run", *places, *options])
    assert done.exit_code == 0, done.output
    return locations.current.resolve().parent


def put(raw: Path, name: str, disclosure: Disclosure, published_on: str) -> None:
    typeset_disclosure(disclosure, raw / name)
    (raw / f"{name}.yaml").write_text(f"published_on: {published_on}\n", encoding="utf-8")


@pytest.fixture(scope="module")
def builds(tmp_path_factory: pytest.TempPathFactory) -> Builds:
    folder = tmp_path_factory.mktemp("correction")
    locations = Locations(folder / "raw", folder / "warehouse")
    locations.raw.mkdir()
    shutil.copyfile(OTHER, locations.raw / OTHER.name)
    disclosure = read_disclosure(FOLDER)
    put(locations.raw, "first.pdf", disclosure, "2026-02-01")
    first = run(locations)
    correct_text(disclosure)
    put(locations.raw, "again.pdf", disclosure, "2026-03-01")
    text = run(locations)
    correct_table(disclosure)
    put(locations.raw, "at last.pdf", disclosure, "2026-04-01")
    return Builds(locations, first, text, run(locations))


@pytest.fixture
def con(builds: Builds) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(str(builds.table / "gongkai.duckdb"), read_only=True) as opened:
        yield opened


def differences(release: Path) -> list[dict[str, Any]]:
    record = json.loads((release / "comparison.json").read_text(encoding="utf-8"))
    return record["differences"]


def of_kind(release: Path, *kinds: str) -> list[tuple[str, str, str, str]]:
    """Name, outcome, previous and current of these kinds of difference."""
    keys = ("name", "outcome", "previous", "current")
    found = [each for each in differences(release) if each["kind"] in kinds]
    return [tuple(each[key] for key in keys) for each in found]  # type: ignore[misc]


def test_the_restatements_are_the_two_corrections(con: duckdb.DuckDBPyConnection) -> None:
    found = con.execute(
        "SELECT vintage, restated.fiscal_year, restated.phase, function_code, item_code, kind,"
        " amount_before_yuan::INT, amount_after_yuan::INT, restated.stated_in"
        " FROM mart.restatement AS restated JOIN meta.document ON document_id = document_id_after"
        " ORDER BY vintage"
    ).fetchall()
    text = (2, 2025, "estimated", "2040699", None, "changed", 432693000, 32693000)
    table = (3, 2026, "budget", None, "official_reception", "changed", 8300, 38300)
    assert found == [(*text, "narrative"), (*table, "table")]


def test_a_restatement_is_traced_to_both_pages(con: duckdb.DuckDBPyConnection) -> None:
    found = con.execute(
        "SELECT earlier.printed_text, later.printed_text, page_before, page_after"
        " FROM mart.restatement"
        " JOIN core.fct_amount AS earlier ON earlier.statement_id = statement_id_before"
        " JOIN core.fct_amount AS later ON later.statement_id = statement_id_after"
        " ORDER BY page_before"
    ).fetchall()
    assert [row[:2] for row in found] == [(MISPRINTED, CORRECTED), (TABLE_BEFORE, TABLE_AFTER)]
    assert all(page_before == page_after for *_, page_before, page_after in found)


def test_the_diff_of_the_corrected_text_shows_just_that(builds: Builds) -> None:
    """One sum fell by the misprint; the rate that did not fit its base does now."""
    assert [row[1:] for row in of_kind(builds.text, "document")] == [("added", "0", "1")]
    (leaves,) = of_kind(builds.text, "leaf_amount_yuan")
    assert leaves[:2] == ("2025 estimated expenditure", "changed")
    assert float(leaves[2]) - float(leaves[3]) == 400_000_000
    findings = of_kind(builds.text, "finding", "finding_difference")
    assert findings and {row[1] for row in findings} == {"gone"}
    assert all("change_rate_of_stated_base" in row[0] for row in findings)


def test_the_diff_of_the_corrected_table_shows_just_that(builds: Builds) -> None:
    assert [row[1:] for row in of_kind(builds.table, "document")] == [("added", "0", "1")]
    (leaves,) = of_kind(builds.table, "leaf_amount_yuan")
    assert leaves[0] == "2026 budget expenditure three_public"
    assert float(leaves[3]) - float(leaves[2]) == 30_000
    findings = of_kind(builds.table, "finding", "finding_difference")
    assert findings and {row[1] for row in findings} == {"added"}
    assert {row[0].split()[0] for row in findings} == {
        "three_public_rollup",
        "text_agrees_with_forms",
    }


def test_the_first_print_stays_and_answers_as_of_its_time(con: duckdb.DuckDBPyConnection) -> None:
    found = con.execute("SELECT file_name, vintage_status FROM meta.document ORDER BY valid_from")
    assert dict(found.fetchall()) == {
        "first.pdf": "superseded",
        "again.pdf": "superseded",
        "at last.pdf": "current",
        OTHER.name: "current",
    }
    printed = [
        con.execute(
            "SELECT printed_text FROM core.amount_as_of(?) WHERE item_code = 'official_reception'"
            " AND stated_in = 'table'",
            [moment],
        ).fetchall()
        for moment in ("2026-01-31", "2026-02-15", "2026-03-15", "2026-04-15")
    ]
    assert printed == [[], [(TABLE_BEFORE,)], [(TABLE_BEFORE,)], [(TABLE_AFTER,)]]


@pytest.mark.parametrize("page", ["README.md", "README.zh-CN.md"])
def test_what_the_readme_asks_of_corrections_has_rows(builds: Builds, page: str) -> None:
    asked = queries(page, of_corrections=True)
    assert len(asked) == 2
    for sql in asked:
        place = ["--warehouse", str(builds.locations.warehouse)]
        done = CliRunner().invoke(main, ["query", sql, "--format", "json", *place])
        assert done.exit_code == 0, done.output
        assert json.loads(done.stdout), sql


def test_the_shipped_prints_are_those_that_are_typeset(tmp_path: Path) -> None:
    typeset_corrections(tmp_path)
    made = sorted(path.name for path in tmp_path.iterdir())
    assert made == sorted(path.name for path in CORRECTIONS.iterdir())
    for name in made:
        if name.endswith(".yaml"):
            assert (tmp_path / name).read_bytes() == (CORRECTIONS / name).read_bytes()
        else:
            assert page_texts(tmp_path / name) == page_texts(CORRECTIONS / name)


def page_texts(path: Path) -> list[str]:
    with pdfium.PdfDocument(path) as document:
        return [page.get_textpage().get_text_range() for page in document]


def hashes(release: Path) -> Mapping[str, str]:
    """Table → sha256 of its Parquet file."""
    package = json.loads((release / "datapackage.json").read_text(encoding="utf-8"))
    tables = [each for each in package["resources"] if each.get("type") == "table"]
    return {each["name"]: each["hash"] for each in tables}


def test_two_builds_of_the_same_input_are_equal_to_the_byte(builds: Builds, tmp_path: Path) -> None:
    """All is read again, into a warehouse that has only the store and the times of the other."""
    again = Locations(builds.locations.raw, tmp_path / "warehouse")
    for folder in ("documents", "reading_times"):
        shutil.copytree(builds.locations.warehouse / folder, again.warehouse / folder)
    first, kept = hashes(run(again)), hashes(builds.table)
    assert len(first) > 30
    # without a release before there is nothing to compare with
    assert {name for name in first if first[name] != kept[name]} == {"mart.build_diff"}


def test_a_rebuild_of_the_same_input_is_no_new_release(builds: Builds) -> None:
    assert run(builds.locations, "--rebuild") == builds.table


def test_a_date_corrected_in_a_sidecar_is_something_new(builds: Builds, tmp_path: Path) -> None:
    """The bytes are known, and so is what was read of them; their order is another one."""
    copied = Locations(tmp_path / "raw", tmp_path / "warehouse")
    shutil.copytree(builds.locations.raw, copied.raw)
    shutil.copytree(builds.locations.warehouse, copied.warehouse, symlinks=True)
    sidecar = copied.raw / "first.pdf.yaml"
    sidecar.write_text("published_on: 2026-05-01\n", encoding="utf-8")
    with duckdb.connect(str(run(copied) / "gongkai.duckdb"), read_only=True) as con:
        current = con.execute("SELECT file_name FROM meta.document WHERE is_current ORDER BY 1")
        assert current.fetchall() == [("first.pdf",), (OTHER.name,)]


def test_two_corrected_prints_without_dates_are_left_open(tmp_path: Path) -> None:
    locations = Locations(tmp_path / "raw", tmp_path / "warehouse")
    locations.raw.mkdir()
    disclosure = read_disclosure(FOLDER)
    typeset_disclosure(disclosure, locations.raw / "one.pdf")
    correct_text(disclosure)
    typeset_disclosure(disclosure, locations.raw / "two.pdf")
    with duckdb.connect(str(run(locations) / "gongkai.duckdb"), read_only=True) as con:
        assert con.execute("FROM meta.document WHERE is_current").fetchall() == []
        agreed = con.execute(
            "SELECT fiscal_year, expenditure_yuan::INT FROM mart.organisation_year"
        )
        assert agreed.fetchall() == [(2026, 96282213)]
        left_out = con.execute(
            "SELECT count(*) FROM mart.left_out WHERE kind = 'ambiguous_vintage'"
        )
        assert left_out.fetchone() == (1,)
        found = con.execute("SELECT reason, differing_amounts FROM quality.ambiguous_vintage")
        assert found.fetchall() == [("undated", 1)]
        told = con.execute("SELECT message_zh FROM quality.finding WHERE rule_id = 'vintage_told'")
        assert len(told.fetchall()) == 1


def test_a_vintage_claimed_twice_stops_the_build_and_names_both(tmp_path: Path) -> None:
    locations = Locations(tmp_path / "raw", tmp_path / "warehouse")
    locations.raw.mkdir()
    disclosure = read_disclosure(FOLDER)
    for name in ("one.pdf", "two.pdf"):
        typeset_disclosure(disclosure, locations.raw / name)
        if name == "one.pdf":
            correct_text(disclosure)
        said = "published_on: 2026-02-01\nvintage: 2\n"
        (locations.raw / f"{name}.yaml").write_text(said, encoding="utf-8")
    places = ["--raw", str(locations.raw), "--warehouse", str(locations.warehouse)]
    done = CliRunner().invoke(main, ["run", *places])
    assert done.exit_code == 1
    assert "one.pdf.yaml, line 2" in done.output and "two.pdf.yaml, line 2" in done.output
    assert not locations.current.exists()
