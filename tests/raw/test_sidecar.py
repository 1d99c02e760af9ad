"""Sidecars: dates and numbers of vintages reach the store, and a bad one is told with its line."""

import zipfile
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from pipelines.raw.intake import register
from pipelines.raw.sidecar import NOTHING_STATED, Stated
from pipelines.raw.store import StoredDocument, stored_documents
from tests.raw import bad_files


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """A folder with one PDF; the store is beside it."""
    made = tmp_path / "in"
    made.mkdir()
    (made / "a.pdf").write_bytes(bad_files.no_pages())
    yield made


def said(folder: Path, text: str) -> None:
    (folder / "a.pdf.yaml").write_text(text, encoding="utf-8")


def stored(folder: Path) -> StoredDocument:
    (document,) = stored_documents(folder.parent / "store")
    return document


def test_what_a_sidecar_says_is_kept(folder: Path) -> None:
    said(
        folder,
        "source_url: https://example.org/a.pdf\npublished_on: 2025-03-01\n"
        "retrieved_at: 2025-03-05T08:30:00+08:00\nvintage: 2\n",
    )
    register([folder], folder.parent / "store")
    document = stored(folder)
    assert document.published_on == date(2025, 3, 1)
    assert document.retrieved_at == datetime(2025, 3, 5, 0, 30, tzinfo=UTC)
    assert (document.stated_vintage, document.stated_vintage_at) == (2, "a.pdf.yaml, line 4")
    assert document.source_url == "https://example.org/a.pdf"


def test_a_time_without_a_zone_is_utc(folder: Path) -> None:
    said(folder, "retrieved_at: '2025-03-05T08:30:00'\n")
    register([folder], folder.parent / "store")
    assert stored(folder).retrieved_at == datetime(2025, 3, 5, 8, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("title: x\npublished_on: 2025-13-01\n", "line 2: published_on: 2025-13-01 is not"),
        ("published_on: 2025-3-1\n", "line 1: published_on: 2025-3-1 is not an ISO date"),
        ("published_on: last week\n", "line 1: published_on: last week is not"),
        ("retrieved_at: yesterday\n", "line 1: retrieved_at: yesterday is not an ISO timestamp"),
        ("vintage: second\n", "line 1: vintage: second is not a whole number"),
        ("vintage: 0\n", "line 1: vintage: 0 is not a whole number"),
        ("organization: x\n", "line 1: unknown key organization; did you mean organisation?"),
        ("title: x\nfiscal_year: 25\n", "line 2: fiscal_year: 25 is not a year such as 2025"),
        ("phase: 决算\n", "line 1: phase: 决算 is not one of budget, adjusted, final"),
        ("scope: all\n", "line 1: scope: all is not one of department, unit"),
        ("part_of: b2.pdf\n", "line 1: part_of: b2.pdf is not the name of a file beside it"),
        ("a: [1\nb: 2\n", "not YAML"),
        ("- a list\n", "line 1: not a mapping"),
        ("", "line 1: not a mapping"),
    ],
)
def test_a_bad_sidecar_is_refused_by_name_and_line(folder: Path, text: str, told: str) -> None:
    said(folder, text)
    (folder / "b.pdf").write_bytes(bad_files.owner_password_only())
    report = register([folder], folder.parent / "store")
    (refused,) = report.refused
    assert refused.reason_code == "bad_sidecar"
    assert "a.pdf.yaml" in refused.reason and told in refused.reason
    assert [document.file_name for document in report.stored] == ["b.pdf"]


def test_a_sidecar_that_changes_speaks_for_a_known_document(folder: Path) -> None:
    store = folder.parent / "store"
    register([folder], store)
    first = stored(folder)
    said(folder, "published_on: 2025-03-01\nvintage: 2\n")
    assert len(register([folder], store).known) == 1
    second = stored(folder)
    assert (second.published_on, second.stated_vintage) == (date(2025, 3, 1), 2)
    assert second.retrieved_at == first.retrieved_at
    assert second.release_key != first.release_key
    said(folder, "published_on: 2025-03-02\n")
    register([folder], store)
    assert (stored(folder).published_on, stored(folder).stated_vintage) == (date(2025, 3, 2), None)


def test_files_registered_at_once_share_one_time_of_retrieval(folder: Path) -> None:
    store = folder.parent / "store"
    with zipfile.ZipFile(folder / "b.zip", "w") as archive:
        archive.writestr("c.pdf", bad_files.owner_password_only())
        archive.writestr("d.pdf", bad_files.encrypted())
    register([folder], store)
    assert len({document.retrieved_at for document in stored_documents(store)}) == 1
    (folder / "e.pdf").write_bytes(bad_files.NOT_A_PDF)
    register([folder], store)
    assert len({document.retrieved_at for document in stored_documents(store)}) == 2


def test_the_sidecar_of_an_archive_speaks_for_its_files(folder: Path) -> None:
    with zipfile.ZipFile(folder / "b.zip", "w") as archive:
        archive.writestr("c.pdf", bad_files.owner_password_only())
    (folder / "b.zip.yaml").write_text("published_on: 2025-03-01\n", encoding="utf-8")
    register([folder], folder.parent / "store")
    dates = {d.file_name: d.published_on for d in stored_documents(folder.parent / "store")}
    assert dates == {"a.pdf": None, "c.pdf": date(2025, 3, 1)}


def test_what_a_sidecar_states_of_the_disclosure(folder: Path) -> None:
    (folder / "b.pdf").write_bytes(bad_files.owner_password_only())
    said(
        folder,
        "organisation: 江城市财政局\nfiscal_year: 2025\nphase: final\nscope: unit\n"
        "part_of: b.pdf\n",
    )
    register([folder], folder.parent / "store")
    documents = {d.file_name: d for d in stored_documents(folder.parent / "store")}
    assert documents["a.pdf"].stated == Stated(
        "江城市财政局", 2025, "final", "unit", documents["b.pdf"].document_id
    )
    assert documents["b.pdf"].stated == NOTHING_STATED


def test_defaults_of_a_folder_speak_for_its_files_and_those_below(folder: Path) -> None:
    below = folder / "county" / "bureau"
    below.mkdir(parents=True)
    (below / "b.pdf").write_bytes(bad_files.owner_password_only())
    (folder / "county" / "_defaults.yaml").write_text("fiscal_year: 2024\nphase: final\n")
    (below / "_defaults.yaml").write_text("phase: budget\nscope: unit\n")
    (below / "b.pdf.yaml").write_text("scope: department\n")
    register([folder], folder.parent / "store")
    documents = {d.file_name: d for d in stored_documents(folder.parent / "store")}
    assert documents["b.pdf"].stated == Stated(
        None, 2024, "budget", "department", None, ("fiscal_year", "phase")
    )
    assert documents["a.pdf"].stated == NOTHING_STATED
    assert documents["b.pdf"].folder_id and not documents["a.pdf"].folder_id


def test_defaults_above_the_registered_folder_are_not_asked(folder: Path) -> None:
    (folder.parent / "_defaults.yaml").write_text("fiscal_year: 2024\n")
    register([folder], folder.parent / "store")
    assert stored(folder).stated == NOTHING_STATED


@pytest.mark.parametrize("key", ["vintage: 2", "part_of: a.pdf"])
def test_what_is_true_of_one_file_is_no_default(folder: Path, key: str) -> None:
    (folder / "_defaults.yaml").write_text(f"{key}\n")
    (refused,) = register([folder], folder.parent / "store").refused
    assert refused.reason_code == "bad_sidecar"
    assert "_defaults.yaml, line 1" in refused.reason


def test_the_files_of_an_archive_know_it(folder: Path) -> None:
    with zipfile.ZipFile(folder / "b.zip", "w") as archive:
        archive.writestr("c.pdf", bad_files.owner_password_only())
        archive.writestr("d.pdf", bad_files.encrypted())
    register([folder], folder.parent / "store")
    documents = {d.file_name: d for d in stored_documents(folder.parent / "store")}
    assert documents["c.pdf"].archive_id == documents["d.pdf"].archive_id
    assert documents["c.pdf"].archive_id and not documents["a.pdf"].archive_id
