"""The store: content decides, nothing is stored twice, nothing is refused in silence."""

import json
from pathlib import Path

from pipelines.raw.intake import register
from pipelines.raw.store import stored_documents
from tests.raw import bad_files


def test_the_same_bytes_are_stored_once_under_their_sha256(tmp_path: Path) -> None:
    folder, store = tmp_path / "in", tmp_path / "store"
    (folder / "sub").mkdir(parents=True)
    content = bad_files.owner_password_only()
    (folder / "2024 budget.pdf").write_bytes(content)
    (folder / "sub" / "copy.pdf").write_bytes(content)
    report = register([folder], store)
    assert (len(report.stored), len(report.known), report.refused) == (1, 1, [])
    (document,) = stored_documents(store)
    assert document.path.read_bytes() == content
    assert document.path.name == f"{document.document_id}.pdf"
    facts = json.loads(document.path.with_suffix(".json").read_text(encoding="utf-8"))
    assert {facts["file_name"], *facts["other_file_names"]} == {"2024 budget.pdf", "copy.pdf"}
    assert register([folder], store).stored == []


def test_the_media_type_is_read_from_the_bytes(tmp_path: Path) -> None:
    (tmp_path / "page.pdf").write_bytes(bad_files.NOT_A_PDF)
    (tmp_path / "empty.pdf").write_bytes(b"")
    (tmp_path / "really a pdf.dat").write_bytes(bad_files.no_pages())
    register([tmp_path], tmp_path / "store")
    types = {d.file_name: d.media_type for d in stored_documents(tmp_path / "store")}
    assert types == {
        "page.pdf": "text/html",
        "empty.pdf": "application/x-empty",
        "really a pdf.dat": "application/pdf",
    }


def test_sidecars_and_hidden_files_are_no_documents_but_tell_of_them(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(bad_files.no_pages())
    (tmp_path / "a.pdf.yaml").write_text("source_url: https://example.org/a.pdf\n")
    (tmp_path / ".a.pdf").write_bytes(b"hidden")
    (tmp_path / "README.md").write_text("about")
    register([tmp_path], tmp_path / "store")
    (document,) = stored_documents(tmp_path / "store")
    assert document.source_url == "https://example.org/a.pdf"


def test_a_path_that_does_not_exist_is_refused_by_name(tmp_path: Path) -> None:
    report = register([tmp_path / "gone.pdf"], tmp_path / "store")
    assert [refused.reason_code for refused in report.refused] == ["no_such_path"]
    assert "gone.pdf" in report.refused[0].reason


def test_links_that_leave_the_folder_are_not_followed(tmp_path: Path) -> None:
    outside = tmp_path / "outside.pdf"
    outside.write_bytes(bad_files.no_pages())
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "link.pdf").symlink_to(outside)
    assert register([folder], tmp_path / "store").stored == []


def test_the_store_inside_the_folder_is_not_read_again(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(bad_files.no_pages())
    register([tmp_path], tmp_path / "documents")
    assert len(register([tmp_path], tmp_path / "documents").known) == 1
