"""Failures of the machine are tried again every time; those of a document twice, then it waits."""

import errno
from pathlib import Path

import pytest

from pipelines.conform.conformance import conform_documents
from pipelines.extract import extraction
from pipelines.extract.extraction import ReadOutcome, extract_documents
from pipelines.extract.retrying import (
    asks_for_a_run,
    failure_note,
    is_of_the_machine,
    is_tried_again,
)
from pipelines.extract.worker_pool import Job, Limits
from pipelines.frames.storage import read_frame
from pipelines.frames.whole_files import read_note
from pipelines.locations import Locations
from pipelines.raw.intake import register
from pipelines.raw.store import stored_documents
from tests.raw import bad_files


def noted_in_a_row(*codes: str) -> dict[str, object]:
    note: dict[str, object] | None = None
    for code in codes:
        note = failure_note(note, code, "why")
    assert note is not None
    return note


@pytest.mark.parametrize(
    ("codes", "again"),
    [
        (["machine_failure"] * 5, True),
        (["damaged_store"] * 5, True),
        (["converter_missing"] * 5, True),
        (["night_budget"] * 5, True),
        (["time_limit"], True),
        (["time_limit", "time_limit"], False),
        (["worker_died", "time_limit"], True),
        (["worker_died", "worker_died"], False),
        (["encrypted"], False),
    ],
)
def test_who_is_tried_again(codes: list[str], again: bool) -> None:
    assert is_tried_again(noted_in_a_row(*codes)) is again


def test_a_program_that_is_missing_asks_for_no_run() -> None:
    assert not asks_for_a_run(noted_in_a_row("converter_missing"))
    assert asks_for_a_run(noted_in_a_row("machine_failure"))


def test_what_was_read_is_not_read_again() -> None:
    assert not is_tried_again({"page_count": 3, "seconds": 1.0})


@pytest.mark.parametrize(
    ("error", "machine"),
    [
        (OSError(errno.ENOSPC, "full"), True),
        (FileNotFoundError(errno.ENOENT, "gone"), True),
        (OSError("a library's own"), False),
        (ValueError("odd"), False),
    ],
)
def test_whose_failure_it_is(error: Exception, machine: bool) -> None:
    assert is_of_the_machine(error) is machine


@pytest.fixture
def locations(tmp_path: Path) -> Locations:
    """A warehouse whose store has one sound document."""
    made = Locations(tmp_path / "raw", tmp_path / "warehouse")
    made.raw.mkdir()
    (made.raw / "a.pdf").write_bytes(bad_files.owner_password_only())
    register([made.raw], made.documents)
    return made


def reasons(locations: Locations) -> list[str]:
    extract_documents(locations, limits=Limits(workers=1))
    conform_documents(locations, Limits(workers=1))
    return read_frame(locations.stage, "quarantine")["reason_code"].to_list()


def test_damaged_bytes_are_told_and_heal(locations: Locations) -> None:
    """Neither the reader's cache nor conform's keeps what the store did to a document."""
    (document,) = stored_documents(locations.documents)
    content = document.path.read_bytes()
    document.path.write_bytes(content[:-1] + b"?")
    assert reasons(locations) == ["damaged_store"]
    assert read_note(locations.tried_again / "extract.json") == [document.document_id]
    register([locations.raw], locations.documents)
    assert document.path.read_bytes() == content
    assert "damaged_store" not in reasons(locations)
    assert read_note(locations.tried_again / "extract.json") == []


def test_what_the_night_had_no_time_for_is_read_the_next_time(locations: Locations) -> None:
    told: list[ReadOutcome] = []
    no_time = Limits(workers=1, budget_seconds=0)
    report = extract_documents(locations, limits=no_time, tell=told.append)
    assert [each.reason_code for each in report.failures] == ["night_budget"]
    assert told == list(report.failures)
    conform_documents(locations, Limits(workers=1))
    assert read_frame(locations.stage, "quarantine")["reason_code"].to_list() == ["night_budget"]
    assert len(read_note(locations.tried_again / "extract.json") or []) == 1
    report = extract_documents(locations, limits=Limits(workers=1), tell=told.append)
    assert (report.read, report.failed, report.failures) == (1, 0, ())
    assert (told[-1].reason_code, told[-1].pages) == (None, 1)
    assert extract_documents(locations).cached == 1


def test_a_document_that_fails_twice_waits(
    locations: Locations, monkeypatch: pytest.MonkeyPatch
) -> None:
    # the signal of the timer comes before the first page
    limits = Limits(seconds=0.001, workers=1)
    for again in (1, 0):
        assert extract_documents(locations, limits=limits).failed == 1
        assert len(read_note(locations.tried_again / "extract.json") or []) == again
    monkeypatch.setattr(extraction, "_with_scans", lambda jobs, limits: list[Job](jobs))
    assert extract_documents(locations, limits=limits).cached == 1
