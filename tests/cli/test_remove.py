"""`gongkai remove`: a document out on record, and in again."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from pipelines.conform.conformance import conform_documents
from pipelines.frames.storage import read_frame
from pipelines.locations import Locations
from pipelines.raw.intake import register
from pipelines.raw.store import stored_documents

Gongkai = Callable[..., Result]


@pytest.fixture
def locations(tmp_path: Path) -> Locations:
    """A store with two documents."""
    found = Locations(tmp_path / "raw", tmp_path / "warehouse")
    found.raw.mkdir()
    for name in ("one.pdf", "two.pdf"):
        (found.raw / name).write_bytes(f"%PDF-1.7 {name}".encode())
    register([found.raw], found.documents)
    return found


def places(locations: Locations) -> list[Path | str]:
    return ["--raw", locations.raw, "--warehouse", locations.warehouse]


def removed(locations: Locations) -> dict[str, str]:
    """File name → reason of what is out."""
    stored = stored_documents(locations.documents)
    return {each.file_name: each.removal.reason for each in stored if each.removal}


def id_of(locations: Locations, name: str) -> str:
    (found,) = (d for d in stored_documents(locations.documents) if d.file_name == name)
    return found.document_id


def test_a_document_goes_by_name_id_or_beginning_of_id(
    gongkai: Gongkai, locations: Locations
) -> None:
    done = gongkai("remove", "one.pdf", *places(locations), "--reason", "withdrawn by its office")
    assert done.exit_code == 0
    assert done.stdout == f"{id_of(locations, 'one.pdf')}\tone.pdf\n"
    gongkai("remove", id_of(locations, "two.pdf")[:8], *places(locations))
    assert removed(locations) == {
        "one.pdf": "withdrawn by its office",
        "two.pdf": "no reason was given",
    }


def test_the_same_file_found_again_stays_out_until_it_is_taken_in(
    gongkai: Gongkai, locations: Locations
) -> None:
    gongkai("remove", "one.pdf", *places(locations))
    register([locations.raw], locations.documents)
    assert set(removed(locations)) == {"one.pdf"}
    assert gongkai("remove", "one.pdf", "--undo", *places(locations)).exit_code == 0
    assert removed(locations) == {}


def test_removing_changes_what_a_release_is_made_from(
    gongkai: Gongkai, locations: Locations
) -> None:
    keys = {d.release_key for d in stored_documents(locations.documents)}
    gongkai("remove", "one.pdf", *places(locations))
    assert keys != {d.release_key for d in stored_documents(locations.documents)}


def test_a_removed_document_is_not_read_and_its_row_says_why(
    gongkai: Gongkai, locations: Locations
) -> None:
    for name in ("one.pdf", "two.pdf"):
        gongkai("remove", name, *places(locations), "--reason", "a duplicate")
    conform_documents(locations)
    rows = read_frame(locations.stage, "document")
    assert rows["status"].to_list() == ["removed", "removed"]
    entries = read_frame(locations.stage, "quarantine").select("stage", "reason_code").unique()
    assert entries.rows() == [("raw", "removed")]
    reasons = read_frame(locations.stage, "quarantine")["reason"].to_list()
    assert all(reason.endswith(": a duplicate") for reason in reasons)


@pytest.mark.parametrize(
    ("named", "told"),
    [("thre.pdf", "no document thre.pdf"), ("on.pdf", "Did you mean one.pdf"), ("ab", "no doc")],
)
def test_what_is_not_there_is_wrong_usage(
    gongkai: Gongkai, locations: Locations, named: str, told: str
) -> None:
    done = gongkai("remove", named, *places(locations))
    assert done.exit_code == 2
    assert told in done.stderr


def test_out_twice_and_in_twice_are_wrong_usage(gongkai: Gongkai, locations: Locations) -> None:
    assert gongkai("remove", "one.pdf", "--undo", *places(locations)).exit_code == 2
    gongkai("remove", "one.pdf", *places(locations))
    again = gongkai("remove", "one.pdf", *places(locations))
    assert again.exit_code == 2
    assert "out already" in again.stderr


def test_a_name_of_two_documents_asks_for_the_id(gongkai: Gongkai, locations: Locations) -> None:
    (locations.raw / "other").mkdir()
    (locations.raw / "other" / "one.pdf").write_bytes(b"%PDF-1.7 of another year")
    register([locations.raw], locations.documents)
    done = gongkai("remove", "one.pdf", *places(locations))
    assert done.exit_code == 2
    assert "give the id" in done.stderr
