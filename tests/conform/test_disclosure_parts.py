"""What documents of one disclosure lend each other, and what they never do."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipelines.conform.disclosure_parts import Borrowed, Note, borrowings, part_of_disclosure
from pipelines.conform.identity import Lent, PrintedIdentity, completed
from pipelines.conform.one_document import conform
from pipelines.locations import LAYOUTS
from pipelines.raw.sidecar import NOTHING_STATED, Stated
from pipelines.raw.store import StoredDocument
from tests.conform.conforming import TreeExtraction
from tests.conform.narrative.reading_of import printed
from tests.conform.trees import document, page

WHOLE = PrintedIdentity("江城市财政局2024年部门预算", "江城市财政局", 2024, "budget", "department")
NAMELESS = PrintedIdentity("预算01表", None, 2024, "budget", None)
TEXT = Note(WHOLE, (), True)
TABLES = Note(NAMELESS, ("revenue_summary",), False)


def stored(name: str, **known: object) -> StoredDocument:
    made = StoredDocument(
        document_id=name,
        path=Path(name),
        file_name=name,
        source_url=None,
        retrieved_at=datetime(2026, 1, 1, tzinfo=UTC),
        media_type="application/pdf",
        size_bytes=0,
    )
    return replace(made, **known)  # type: ignore[arg-type]


def lent(source: str) -> Lent:
    return Lent(source, "江城市财政局", 2024, "budget", "department")


def test_a_sidecar_makes_a_file_a_part_of_another() -> None:
    tables = stored("b", stated=Stated(part_of="a"))
    found = borrowings([stored("a"), tables], {"a": TEXT, "b": TABLES})
    assert found["b"] == Borrowed(lent("part_of"))
    assert found["a"] == Borrowed(None, ("b",))


@pytest.mark.parametrize("came_in", ["archive_id", "folder_id"])
def test_files_that_came_together_lend_what_one_does_not_print(came_in: str) -> None:
    documents = [stored("a", **{came_in: "x"}), stored("b", **{came_in: "x"})]
    found = borrowings(documents, {"a": TEXT, "b": TABLES})
    assert found["b"] == Borrowed(lent(came_in.removesuffix("_id")))
    apart = [documents[0], stored("b", **{came_in: "y"})]
    assert borrowings(apart, {"a": TEXT, "b": TABLES}) == {}


@pytest.mark.parametrize(
    "note",
    [
        replace(TABLES, identity=replace(NAMELESS, fiscal_year=2023)),
        replace(TABLES, identity=replace(NAMELESS, phase="final")),
        replace(TABLES, identity=replace(NAMELESS, phase=None)),
        replace(TABLES, identity=replace(NAMELESS, organisation="江城市水利局", fiscal_year=None)),
        replace(TABLES, identity=replace(NAMELESS, contradiction=("organisation", "two"))),
    ],
)
def test_a_file_that_says_otherwise_is_lent_nothing(note: Note) -> None:
    documents = [stored("a", archive_id="x"), stored("b", archive_id="x")]
    assert borrowings(documents, {"a": TEXT, "b": note}) == {}


def test_two_disclosures_in_one_folder_lend_nothing() -> None:
    other = replace(TEXT, identity=replace(WHOLE, organisation="江城市水利局"))
    documents = [stored(name, folder_id="x") for name in "abc"]
    assert borrowings(documents, {"a": TEXT, "b": TABLES, "c": other}) == {}


def test_a_text_takes_the_newest_tables_of_its_disclosure_by_any_spelling() -> None:
    party = replace(WHOLE, organisation="中国共产党江城市委员会办公室")
    text = replace(TEXT, identity=replace(WHOLE, organisation="江城市委办公室"))
    old, new = Note(party, ("f", "g"), False), Note(party, ("f",), False)
    documents = [
        stored("a"),
        stored("b", retrieved_at=datetime(2026, 2, 1, tzinfo=UTC)),
        stored("c", retrieved_at=datetime(2026, 1, 1, tzinfo=UTC)),
        stored("d"),
    ]
    notes = {"a": text, "b": new, "c": old, "d": replace(old, identity=WHOLE)}
    assert borrowings(documents, notes) == {"a": Borrowed(None, ("b", "c"))}
    assert borrowings(documents, notes | {"c": new}) == {"a": Borrowed(None, ("b",))}


@pytest.mark.parametrize(
    ("forms", "text", "part"),
    [(True, True, "whole"), (True, False, "tables"), (False, True, "text"), (False, False, None)],
)
def test_parts(forms: bool, text: bool, part: str | None) -> None:
    assert part_of_disclosure(forms, text) == part


def test_a_sidecar_fills_and_never_overrules() -> None:
    stated = Stated("江城市财政局", 2024, "budget", "unit")
    filled = completed(NAMELESS, stated, None, LAYOUTS)
    assert (filled.organisation, filled.scope) == ("江城市财政局", "unit")
    assert filled.told == ("organisation: sidecar", "scope: sidecar")
    against = completed(WHOLE, Stated(fiscal_year=2023), None, LAYOUTS)
    assert against.contradiction is not None and "2023" in against.contradiction[1]
    weak = completed(replace(WHOLE, weak=frozenset({"scope"})), stated, None, LAYOUTS)
    assert (weak.scope, weak.told) == ("unit", ("scope: sidecar",))


def test_what_was_stated_for_a_folder_gives_way_to_the_pages() -> None:
    stated = Stated(None, 2023, None, "unit", None, ("fiscal_year", "scope"))
    found = completed(NAMELESS, stated, None, LAYOUTS)
    assert (found.fiscal_year, found.scope, found.contradiction) == (2024, "unit", None)
    assert found.told == ("scope: folder sidecar",)


def test_a_person_settles_what_the_pages_say_twice() -> None:
    doubtful = replace(WHOLE, contradiction=("fiscal year", "2023, 2024"))
    assert completed(doubtful, Stated(fiscal_year=2024), None, LAYOUTS).contradiction is None
    assert completed(doubtful, Stated(phase="budget"), None, LAYOUTS).contradiction is not None


def test_a_part_of_another_year_is_contradicted() -> None:
    found = completed(replace(NAMELESS, fiscal_year=2023), NOTHING_STATED, lent("part_of"), LAYOUTS)
    assert found.contradiction is not None and found.contradiction[0] == "fiscal year"


def test_a_text_is_told_of_figures_that_only_another_part_prints() -> None:
    said = "公务接待费支出决算为1.50万元，完成预算的75.00%。"
    lines = ["一、“三公”经费决算情况说明", said]
    text = document(page(1, ["江城市财政局2024年度部门决算"]), page(2, lines))
    item = {"flow": "expenditure", "item_code": "official_reception", "fiscal_year": 2024}
    tables = [printed("2.00", **item, fund_source="fiscal_appropriation", phase="budget")]
    alone = conform(TreeExtraction(None, text, 0.0))  # type: ignore[arg-type]
    together = conform(TreeExtraction(None, text, 0.0), tables=tables)  # type: ignore[arg-type]
    bases = [
        [claim["denominator_statement_id"] for claim in each.claim] for each in (alone, together)
    ]
    assert bases == [[None], [tables[0]["statement_id"]]]
    assert together.document["part"] == "text"
