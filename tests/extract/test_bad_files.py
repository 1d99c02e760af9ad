"""A folder that mixes good and bad files: each bad one has its reason, the good ones are read."""

import pytest

from pipelines.conform.conformance import conform_documents
from pipelines.extract.document_tree import DocumentTree
from pipelines.extract.extraction import Failure, extract_documents, stored_extraction
from pipelines.extract.worker_pool import Limits
from pipelines.frames.storage import read_frame
from pipelines.locations import RAW, Locations
from pipelines.raw.intake import register
from pipelines.raw.store import stored_documents
from tests.raw import bad_files

GOOD = sorted((RAW / "samples").glob("*.pdf"))[-1]


@pytest.fixture(scope="module")
def mixed(tmp_path_factory: pytest.TempPathFactory) -> Locations:
    folder = tmp_path_factory.mktemp("mixed")
    contents = {
        "encrypted.pdf": bad_files.encrypted(),
        "no identity.pdf": bad_files.owner_password_only(),
        "truncated.pdf": bad_files.truncated(GOOD.read_bytes()),
        "empty.pdf": b"",
        "page.pdf": bad_files.NOT_A_PDF,
        "no pages.pdf": bad_files.no_pages(),
        "recursive.pdf": bad_files.RECURSIVE_PAGES,
        "many pages.pdf": bad_files.many_pages(),
        "huge picture.pdf": bad_files.huge_picture(),
        "attachment.zip": b"PK\x03\x04 and so on",
        GOOD.name: GOOD.read_bytes(),
    }
    for name, content in contents.items():
        (folder / name).write_bytes(content)
    locations = Locations(folder, folder / "warehouse")
    register([folder], locations.documents)
    report = extract_documents(locations, limits=Limits(seconds=60))
    assert (report.read, report.failed) == (3, 8)
    conform_documents(locations)
    return locations


def test_each_bad_file_has_a_reason_and_the_good_one_a_tree(mixed: Locations) -> None:
    outcomes = {
        document.file_name: stored_extraction(mixed, document).outcome
        for document in stored_documents(mixed.documents)
    }
    reasons = {n: o.reason_code for n, o in outcomes.items() if isinstance(o, Failure)}
    assert reasons == {
        "encrypted.pdf": "encrypted",
        "truncated.pdf": "damaged_pdf",
        "empty.pdf": "empty_file",
        "no pages.pdf": "damaged_pdf",
        "recursive.pdf": "damaged_pdf",
        "many pages.pdf": "too_many_pages",
        "huge picture.pdf": "no_text",
        "attachment.zip": "damaged_archive",
    }
    assert isinstance(outcomes[GOOD.name], DocumentTree)
    assert isinstance(outcomes["no identity.pdf"], DocumentTree)
    # a web page under the name of a PDF is read as the page it is
    assert isinstance(outcomes["page.pdf"], DocumentTree)


def test_quarantine_names_each_bad_file_and_nothing_is_lost(mixed: Locations) -> None:
    documents = read_frame(mixed.stage, "document")
    assert documents.height == 11
    status = dict(documents.select("file_name", "status").iter_rows())
    assert status.pop(GOOD.name) == "loaded"
    assert set(status.values()) == {"quarantined"}
    quarantine = read_frame(mixed.stage, "quarantine")
    assert set(quarantine["file_name"]) == set(status)
    for row in quarantine.to_dicts():
        assert row["file_name"] in row["reason"]


def test_a_second_run_reads_nothing_again(mixed: Locations) -> None:
    report = extract_documents(mixed)
    assert (report.read, report.cached, report.failed) == (0, 11, 0)
