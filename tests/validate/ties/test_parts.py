"""A text and its tables in two files are one disclosure: joined, checked against each other, and
no vintages of each other."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
import pytest

from pipelines.conform.conformance import conform_documents
from pipelines.extract.extraction import extract_documents
from pipelines.frames.storage import read_frame
from pipelines.load.candidate import begin_candidate, finish_candidate
from pipelines.locations import Locations
from pipelines.raw.intake import register
from pipelines.validate.ties.checking import check_ties
from tests.typesetter.disclosure import Disclosure, Form, Part
from tests.typesetter.generated_disclosure import GeneratedDisclosure, generate
from tests.typesetter.typesetting import typeset_disclosure

SOUND, NAMELESS = generate(0), generate(3)


def text_of(made: GeneratedDisclosure) -> Disclosure:
    """Everything but the forms."""
    parts: list[Part] = [part for part in made.disclosure.parts if not isinstance(part, Form)]
    return replace(made.disclosure, parts=parts)


def tables_of(made: GeneratedDisclosure, signature: str | None, forms: int) -> Disclosure:
    """The first so many forms alone, with a label above each."""
    chosen = made.disclosure.forms()[:forms]
    parts: list[Part] = [replace(form, signature=signature) for form in chosen]
    return replace(made.disclosure, parts=parts)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    """Two disclosures in two files each; the second one's tables do not print a name."""
    raw = tmp_path_factory.mktemp("raw")
    locations = Locations(raw, tmp_path_factory.mktemp("warehouse"))
    typeset_disclosure(text_of(SOUND), raw / "a.pdf")
    typeset_disclosure(tables_of(SOUND, f"部门：{SOUND.figures.organisation}", 11), raw / "b.pdf")
    typeset_disclosure(text_of(NAMELESS), raw / "c.pdf")
    typeset_disclosure(tables_of(NAMELESS, None, 8), raw / "d.pdf")
    (raw / "d.pdf.yaml").write_text("part_of: c.pdf\n", encoding="utf-8")
    register([raw], locations.documents)
    extract_documents(locations)
    conform_documents(locations)
    begin_candidate(locations)
    check_ties(locations)
    finish_candidate(locations)
    with duckdb.connect(str(locations.candidate), read_only=True) as con:
        yield con


def rows(con: duckdb.DuckDBPyConnection, query: str) -> list[tuple[Any, ...]]:
    return con.execute(query).fetchall()


def test_text_and_tables_are_one_disclosure_and_both_current(
    built: duckdb.DuckDBPyConnection,
) -> None:
    found = rows(
        built,
        "SELECT file_name, part, is_current, vintage, identity_told FROM meta.document ORDER BY 1",
    )
    assert found == [
        ("a.pdf", "text", True, 1, None),
        ("b.pdf", "tables", True, 1, None),
        ("c.pdf", "text", True, 1, None),
        ("d.pdf", "tables", True, 1, "organisation: part_of; scope: part_of"),
    ]
    pairs = """
SELECT list(file_name ORDER BY file_name) FROM meta.document GROUP BY disclosure_id ORDER BY 1"""
    assert rows(built, pairs) == [(["a.pdf", "b.pdf"],), (["c.pdf", "d.pdf"],)]
    assert rows(built, "FROM meta.vintage_order") == []


def test_no_form_is_missing_that_another_part_holds(built: duckdb.DuckDBPyConnection) -> None:
    told = """
SELECT DISTINCT file_name FROM quality.finding JOIN meta.document USING (document_id)
WHERE rule_id = 'form_missing'"""
    assert rows(built, told) == [("d.pdf",)]


def test_the_text_is_checked_against_the_tables_of_the_other_file(
    built: duckdb.DuckDBPyConnection,
) -> None:
    checks = """
SELECT file_name, sum(checks) > 0 FROM quality.rule_run
JOIN meta.document USING (document_id)
WHERE rule_id = 'text_agrees_with_forms' AND part = 'text' GROUP BY 1 ORDER BY 1"""
    assert rows(built, checks) == [("a.pdf", True), ("c.pdf", True)]


def test_a_figure_of_the_text_is_trusted_by_the_tables(built: duckdb.DuckDBPyConnection) -> None:
    trust = """
SELECT DISTINCT trust FROM core.fct_amount JOIN meta.document USING (document_id)
WHERE file_name = 'a.pdf' AND stated_in = 'narrative' AND function_code = '210'"""
    # a class that the text states as the tables do agrees with them; a sum of classes proves it
    assert {trusted for (trusted,) in rows(built, trust)} <= {"reconciled", "consistent"}
    assert rows(built, trust) != []


def test_what_is_read_again_is_read_once(tmp_path: Path) -> None:
    raw, warehouse = tmp_path / "raw", tmp_path / "warehouse"
    raw.mkdir()
    locations = Locations(raw, warehouse)
    typeset_disclosure(tables_of(NAMELESS, None, 8), raw / "d.pdf")
    register([raw], locations.documents)
    extract_documents(locations)
    conform_documents(locations)
    (alone,) = read_frame(locations.stage, "document").to_dicts()
    assert alone["status"] == "quarantined"
    stated = f"organisation: {NAMELESS.figures.organisation}\nscope: unit\n"
    (raw / "d.pdf.yaml").write_text(stated, encoding="utf-8")
    register([raw], locations.documents)
    conform_documents(locations)
    (told,) = read_frame(locations.stage, "document").to_dicts()
    assert (told["status"], told["part"]) == ("loaded", "tables")
    assert told["identity_told"] == "organisation: sidecar; scope: sidecar"
