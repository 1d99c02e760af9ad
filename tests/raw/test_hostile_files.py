"""Files that nobody foresaw: each is refused with path and reason, those beside it are taken."""

import errno
import io
import os
import socket
import subprocess
import zipfile
from pathlib import Path

import pytest

from pipelines.raw import intake
from pipelines.raw.intake import register
from pipelines.raw.store import stored_documents
from tests.raw import bad_files
from tests.raw.archive_files import pdf
from tests.raw.taking_in import taken_in


def stored_names(folder: Path) -> set[str]:
    return {document.file_name for document in taken_in(folder).stored} - {"sound.pdf"}


def refusals(folder: Path) -> dict[str, str]:
    found = {Path(each.place).name: each.reason_code for each in taken_in(folder).refused}
    assert found
    return found


def raw_name(folder: Path, name: bytes) -> Path:
    return Path(os.fsdecode(os.fsencode(folder) + b"/" + name))


def test_a_name_in_the_bytes_of_chinese_windows_is_read(folder: Path) -> None:
    raw_name(folder, "部门预算.pdf".encode("gbk")).write_bytes(pdf(1))
    raw_name(folder, b"\xff\xfe\xff.pdf").write_bytes(pdf(2))
    names = stored_names(folder)
    assert "部门预算.pdf" in names
    assert "\N{REPLACEMENT CHARACTER}" in "".join(names)


def test_a_file_below_a_folder_in_such_bytes_is_taken_in_and_so_is_its_sidecar(
    folder: Path,
) -> None:
    below = raw_name(folder, "预算".encode("gbk"))
    below.mkdir()
    file = raw_name(below, "表.pdf".encode("gbk"))
    file.write_bytes(pdf(1))
    file.with_name(file.name + ".yaml").write_text("vintage: 2\n")
    (document,) = [d for d in taken_in(folder).stored if d.file_name == "表.pdf"]
    assert document.stated_vintage == 2


def test_a_refusal_of_such_a_name_can_be_printed(folder: Path) -> None:
    raw_name(folder, "预算.pdf".encode("gbk")).symlink_to("/nowhere")
    (refused,) = taken_in(folder).refused
    assert "预算.pdf" in refused.reason.encode().decode()


def test_control_characters_of_names_are_shown_and_not_obeyed(folder: Path) -> None:
    (folder / "a\x1b[31m\n\u202efdp.pdf").write_bytes(pdf(1))
    assert stored_names(folder) == {"a␛[31m␊\N{REPLACEMENT CHARACTER}fdp.pdf"}


def test_a_name_too_long_for_a_sidecar_has_none(folder: Path) -> None:
    (folder / ("x" * 247 + ".pdf")).write_bytes(pdf(1))
    assert stored_names(folder) == {"x" * 247 + ".pdf"}


def test_pipes_sockets_and_devices_are_refused_at_once(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    os.mkfifo(folder / "pipe.pdf")
    monkeypatch.chdir(folder)
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("socket.pdf")
        assert refusals(folder) == dict.fromkeys(["pipe.pdf", "socket.pdf"], "not_a_file")
    report = register([Path("/dev/zero")], tmp_path / "other")
    assert [each.reason_code for each in report.refused] == ["not_a_file"]


def test_a_circle_of_links_and_a_link_to_nowhere_are_told(folder: Path) -> None:
    (folder / "a.pdf").symlink_to(folder / "b.pdf")
    (folder / "b.pdf").symlink_to(folder / "a.pdf")
    (folder / "c.pdf").symlink_to(folder / "gone.pdf")
    assert refusals(folder) == dict.fromkeys(["a.pdf", "b.pdf", "c.pdf"], "broken_link")


def test_a_linked_folder_outside_is_told_and_one_inside_is_read_once(folder: Path) -> None:
    outside = folder.parent / "outside"
    outside.mkdir()
    (outside / "o.pdf").write_bytes(pdf(1))
    (folder / "2025").mkdir()
    (folder / "2025" / "i.pdf").write_bytes(pdf(2))
    (folder / "away").symlink_to(outside)
    (folder / "again").symlink_to(folder / "2025")
    (folder / "2025" / "circle").symlink_to(folder)
    report = taken_in(folder)
    assert [(Path(each.place).name, each.reason_code) for each in report.refused] == [
        ("away", "link_leaves_folder")
    ]
    assert sorted(d.file_name for d in report.stored) == ["i.pdf", "sound.pdf"]
    assert report.known == []


def test_a_folder_that_cannot_be_listed_is_told(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "closed").mkdir()
    listing = os.scandir

    def closed(path: Path) -> object:
        if Path(path).name == "closed":
            raise PermissionError(errno.EACCES, "Permission denied")
        return listing(path)

    monkeypatch.setattr(os, "scandir", closed)
    assert refusals(folder) == {"closed": "unreadable_folder"}


def test_folders_may_be_as_deep_as_the_system_allows(folder: Path) -> None:
    here = os.open(folder, os.O_RDONLY)
    for _ in range(1100):
        os.mkdir("d", dir_fd=here)
        below = os.open("d", os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = below
    file = os.open("deep.pdf", os.O_CREAT | os.O_WRONLY, dir_fd=here)
    os.write(file, pdf(1))
    os.close(file)
    os.close(here)
    try:
        assert stored_names(folder) == {"deep.pdf"}
    finally:
        # what clears up after tests goes down by recursion
        subprocess.run(["rm", "-r", folder / "d"], check=True)


def test_a_file_of_many_names_but_a_document_by_its_bytes_is_taken_in(folder: Path) -> None:
    (folder / "budget.txt").write_bytes(pdf(1))
    (folder / "notes.txt").write_text("about %PDF-1.7 files")
    (folder / "empty.csv").write_bytes(b"")
    assert stored_names(folder) == {"budget.txt"}


def test_what_office_programs_and_systems_leave_behind_is_not_taken_in(folder: Path) -> None:
    for name in ("~$x.xlsx", "Thumbs.db", "desktop.ini", ".DS_Store"):
        (folder / name).write_bytes(b"left behind")
    (folder / "__MACOSX").mkdir()
    (folder / "__MACOSX" / "_a.pdf").write_bytes(b"left behind")
    report = taken_in(folder)
    assert [d.file_name for d in report.stored] == ["sound.pdf"]
    assert report.refused == []


def test_a_warehouse_inside_the_folder_is_not_read(folder: Path) -> None:
    release = folder / "warehouse" / "releases" / "1"
    release.mkdir(parents=True)
    (release / "gongkai.duckdb").write_bytes(b"a release")
    (folder / "warehouse" / "current").symlink_to(release / "gongkai.duckdb")
    assert stored_names(folder) == set()


def lzma_with_broken_member() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("bad.pdf", bad_files.owner_password_only() * 9)
    content = bytearray(out.getvalue())
    content[60:90] = b"\xff" * 30
    return bytes(content)


def test_a_damaged_member_is_refused_however_it_was_packed(folder: Path) -> None:
    (folder / "a.zip").write_bytes(lzma_with_broken_member())
    report = taken_in(folder)
    (refused,) = report.refused
    assert refused.reason_code == "damaged_archive"
    assert "a.zip: bad.pdf" in refused.reason


def test_an_archive_of_a_million_entries_is_never_opened(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry = b"PK\x01\x02" + bytes(42)
    end = b"PK\x05\x06" + bytes(8) + (len(entry) * 1_000_000).to_bytes(4, "little") + bytes(6)
    (folder / "many.zip").write_bytes(b"PK\x03\x04" + entry * 1_000_000 + end)
    monkeypatch.setattr(zipfile, "ZipFile", lambda *_: pytest.fail("opened"))
    # kept as a document: reading it tells why nothing was taken out
    assert stored_names(folder) == {"many.zip"}


def test_what_nobody_foresaw_is_a_refusal_of_its_own_file(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "odd.pdf").write_bytes(b"%PDF-1.7 odd")
    kind_of = intake.media_type_of

    def breaks(content: bytes) -> str:
        if b"odd" in content:
            raise RecursionError("too deep")
        return kind_of(content)

    monkeypatch.setattr(intake, "media_type_of", breaks)
    (refused,) = taken_in(folder).refused
    assert (Path(refused.place).name, refused.reason_code) == ("odd.pdf", "taking_in_failed")
    assert "RecursionError: too deep" in refused.reason


@pytest.mark.parametrize("trouble", [errno.ENOSPC, errno.EMFILE, errno.EROFS])
def test_trouble_of_the_machine_is_no_property_of_the_file(
    folder: Path, monkeypatch: pytest.MonkeyPatch, trouble: int
) -> None:
    def full(*_: object) -> None:
        raise OSError(trouble, os.strerror(trouble))

    monkeypatch.setattr(intake, "keep", full)
    with pytest.raises(OSError, match=os.strerror(trouble)):
        register([folder], folder.parent / "store")


def test_a_file_larger_than_the_limit_is_refused_without_being_read_whole(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open(folder / "large.pdf", "wb") as file:
        file.truncate(intake.LARGEST_BYTES + 1)
    monkeypatch.setattr(intake, "LARGEST_BYTES", 10_000)
    assert refusals(folder) == {"large.pdf": "too_large"}


def test_a_damaged_note_and_lost_bytes_are_mended_by_the_same_file(folder: Path) -> None:
    store = folder.parent / "store"
    (document,) = taken_in(folder).stored
    document.path.with_suffix(".json").write_text('{"document_id"')
    assert stored_documents(store) == []
    assert [d.document_id for d in register([folder], store).stored] == [document.document_id]
    document.path.write_bytes(b"%PDF")
    assert len(register([folder], store).known) == 1
    assert document.path.read_bytes() == pdf()
