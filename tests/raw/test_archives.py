"""ZIP archives: their files become documents, and no archive can do harm."""

import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from pipelines.raw import archives
from pipelines.raw.archives import ArchiveRefused, Member, RefusedMember, unpack
from pipelines.raw.intake import register
from pipelines.raw.store import stored_documents
from tests.raw import archive_files, bad_files
from tests.raw.archive_files import archive, bomb, broken_member, encrypted, nested, pdf


def crowd() -> bytes:
    """One file more than an archive may hold."""
    return archive({f"{n}.pdf": b"" for n in range(archives.MOST_MEMBERS + 1)})


def paths(content: bytes) -> list[str]:
    return [member.path for member in unpack(content) if isinstance(member, Member)]


def refusals(content: bytes) -> dict[str, str]:
    found = unpack(content)
    return {
        member.path: member.reason_code for member in found if isinstance(member, RefusedMember)
    }


@pytest.mark.parametrize("encoding", [None, "gbk", "gb18030", "utf-8"])
def test_names_are_read_whatever_the_archiver_wrote(encoding: str | None) -> None:
    content = archive({"附件2/部门预算表.pdf": pdf()}, encoding)
    assert paths(content) == ["附件2/部门预算表.pdf"]


def test_a_name_of_code_page_437_stays_a_name() -> None:
    (path,) = paths(archive({"é.pdf": pdf()}, "cp437"))
    assert path.endswith(".pdf")


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("../../etc/a.pdf", "etc/a.pdf"),
        ("/srv/a.pdf", "srv/a.pdf"),
        ("C:\\表\\a.pdf", "表/a.pdf"),
        ("..\\..\\a.pdf", "a.pdf"),
        ("./x/./a.pdf", "x/a.pdf"),
    ],
)
def test_no_path_leads_out_of_the_store(name: str, path: str, tmp_path: Path) -> None:
    file, store = tmp_path / "in" / "附件.zip", tmp_path / "deep" / "down" / "store"
    file.parent.mkdir()
    file.write_bytes(archive({name: pdf()}, "gbk"))
    report = register([file], store)
    assert [document.file_name for document in report.stored] == ["a.pdf"]
    assert paths(file.read_bytes()) == [path]
    written = {path for path in tmp_path.rglob("*") if path.is_file()} - {file}
    assert all(path.is_relative_to(store) for path in written)


def test_members_are_documents_with_a_sidecar_that_names_the_archive(tmp_path: Path) -> None:
    folder, store = tmp_path / "in", tmp_path / "store"
    folder.mkdir()
    inner = archive({"表.pdf": pdf(1)})
    content = archive({"附件/一.pdf": pdf(2), "附件/二.zip": inner, "说明.txt": b"text"})
    (folder / "附件2.zip").write_bytes(content)
    (folder / "附件2.zip.yaml").write_text("source_url: https://example.org/2.zip\n")
    report = register([folder], store)
    assert {document.file_name for document in report.stored} == {"一.pdf", "表.pdf"}
    assert {document.source_url for document in report.stored} == {"https://example.org/2.zip"}
    assert len(stored_documents(store)) == 2
    sidecars = [document.path.with_suffix(".json") for document in stored_documents(store)]
    origins = [json.loads(path.read_text(encoding="utf-8"))["archive"] for path in sidecars]
    assert {origin["member"] for origin in origins} == {"附件/一.pdf", "附件/二.zip/表.pdf"}
    assert {origin["file_name"] for origin in origins} == {"附件2.zip"}
    kept = store / origins[0]["document_id"][:2] / f"{origins[0]['document_id']}.zip"
    assert kept.read_bytes() == content


def test_an_archive_registered_again_brings_nothing_new(tmp_path: Path) -> None:
    file, store = tmp_path / "a.zip", tmp_path / "store"
    file.write_bytes(archive({"a.pdf": pdf(1), "b.pdf": pdf(2)}))
    register([file], store)
    report = register([file], store)
    assert (report.stored, len(report.known), report.refused) == ([], 2, [])


def test_an_archive_stored_before_it_could_be_unpacked_is_no_document_any_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, store = tmp_path / "a.zip", tmp_path / "store"
    file.write_bytes(archive({"a.pdf": pdf()}))
    with monkeypatch.context() as before:
        before.setattr(archives, "MOST_MEMBERS", 0)
        register([file], store)
    assert [document.file_name for document in stored_documents(store)] == ["a.zip"]
    register([file], store)
    assert [document.file_name for document in stored_documents(store)] == ["a.pdf"]


def test_what_archivers_and_systems_leave_behind_is_no_document() -> None:
    left = ["__MACOSX/._a.pdf", ".DS_Store", "x/Thumbs.db", "x/~$表.xlsx", "x/"]
    assert paths(archive({**dict.fromkeys(left, b"x"), "a.pdf": pdf()})) == ["a.pdf"]


def test_archives_inside_archives_are_followed_a_few_steps() -> None:
    assert paths(nested(archives.DEEPEST)) == ["内.zip/" * (archives.DEEPEST - 1) + "表.pdf"]
    assert set(refusals(nested(archives.DEEPEST + 1)).values()) == {"too_deep"}


@pytest.mark.parametrize(
    ("made", "reason_code"),
    [
        (bomb, "too_compressed"),
        (crowd, "too_many_members"),
        (lambda: b"PK\x03\x04 and so on", "damaged_archive"),
        (lambda: archive({"a.pdf": pdf()})[:-10], "damaged_archive"),
    ],
)
def test_a_hostile_or_damaged_archive_is_refused_whole(
    made: Callable[[], bytes], reason_code: str
) -> None:
    with pytest.raises(ArchiveRefused) as refused:
        list(unpack(made()))
    assert refused.value.reason_code == reason_code


def test_more_than_the_limit_is_refused_before_anything_is_unpacked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    content = archive({"a.pdf": pdf()})
    monkeypatch.setattr(archives, "LARGEST_TOTAL_BYTES", 100)
    monkeypatch.setattr(zipfile.ZipFile, "open", lambda *_: pytest.fail("unpacked"))
    with pytest.raises(ArchiveRefused, match="unpacks to more than"):
        list(unpack(content))


def test_the_files_of_all_archives_inside_count_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MOST_MEMBERS", 3)
    inner = archive({"a.pdf": pdf(1), "b.pdf": pdf(2)})
    assert refusals(archive({"1.zip": inner, "2.zip": inner})) == {
        "1.zip": "too_many_members",
        "2.zip": "too_many_members",
    }


def test_one_bad_member_does_not_cost_the_others(tmp_path: Path) -> None:
    content = broken_member(archive({"a.pdf": pdf(1) * 40, "b.pdf": pdf(2)}))
    file = tmp_path / "附件.zip"
    file.write_bytes(content)
    report = register([file], tmp_path / "store")
    assert [document.file_name for document in report.stored] == ["b.pdf"]
    (refused,) = report.refused
    assert refused.reason_code == "damaged_archive"
    assert "附件.zip: a.pdf" in refused.reason


def test_a_member_larger_than_the_limit_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "LARGEST_MEMBER_BYTES", 10)
    assert refusals(archive({"a.pdf": pdf()})) == {"a.pdf": "too_large"}


def test_an_archive_that_gives_nothing_is_itself_kept_as_a_document(tmp_path: Path) -> None:
    file, store = tmp_path / "附件.zip", tmp_path / "store"
    file.write_bytes(encrypted(archive({"a.pdf": pdf()})))
    report = register([file], store)
    assert [document.file_name for document in report.stored] == ["附件.zip"]
    assert [refused.reason_code for refused in report.refused] == ["encrypted"]
    assert [document.file_name for document in stored_documents(store)] == ["附件.zip"]


def test_an_archive_that_begins_with_a_pdf_stored_as_it_is_is_an_archive(tmp_path: Path) -> None:
    file = tmp_path / "a.zip"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as content:
        content.writestr("a.pdf", bad_files.owner_password_only())
    report = register([file], tmp_path / "store")
    assert [document.file_name for document in report.stored] == ["a.pdf"]


def test_the_empty_archive_holds_nothing() -> None:
    assert paths(archive_files.archive({})) == []
