"""A backup holds what cannot be made again; restored, the store is the same byte for byte."""

import io
import tarfile
from pathlib import Path

import pytest

from pipelines.locations import Locations
from pipelines.raw.intake import register
from pipelines.raw.store import stored_documents
from tests.cli.conftest import Gongkai


@pytest.fixture
def stored(tmp_path: Path) -> Locations:
    """A store with two documents, an acknowledgement and the state of a portal."""
    made = Locations(tmp_path / "raw", tmp_path / "warehouse")
    made.raw.mkdir()
    for name in ("预算.pdf", "b.pdf"):
        (made.raw / name).write_bytes(b"%PDF-1.7 " + name.encode())
    register([made.raw], made.documents)
    (made.documents / "acknowledgements.json").write_text("{}")
    (made.documents / "portals").mkdir()
    (made.documents / "portals" / "p.json").write_text("[]")
    return made


def content(store: Path) -> dict[str, bytes]:
    files = (path for path in store.rglob("*") if path.is_file())
    return {path.relative_to(store).as_posix(): path.read_bytes() for path in files}


def to(warehouse: Path, raw: Path) -> list[str | Path]:
    return ["--warehouse", warehouse, "--raw", raw]


def test_what_is_restored_is_what_was_there(gongkai: Gongkai, stored: Locations) -> None:
    file, other = stored.warehouse.parent / "b.tar", stored.warehouse.parent / "other"
    (stored.documents / "x.damaged").write_bytes(b"?")
    done = gongkai("backup", file, *to(stored.warehouse, stored.raw))
    assert done.exit_code == 0, done.output
    assert "6 files" in done.stdout
    assert gongkai("restore", file, *to(other, stored.raw)).exit_code == 0
    (stored.documents / "x.damaged").unlink()
    assert content(other / "documents") == content(stored.documents)
    names = {document.file_name for document in stored_documents(other / "documents")}
    assert names == {"预算.pdf", "b.pdf"}
    # a second time it finds all of it there
    assert gongkai("restore", file, *to(other, stored.raw)).exit_code == 0


def test_a_store_with_other_content_is_not_overwritten(gongkai: Gongkai, stored: Locations) -> None:
    file = stored.warehouse.parent / "b.tar"
    gongkai("backup", file, *to(stored.warehouse, stored.raw))
    (stored.documents / "acknowledgements.json").write_text('{"new": 1}')
    done = gongkai("restore", file, *to(stored.warehouse, stored.raw))
    assert done.exit_code == 2
    assert "another acknowledgements.json; restore into an empty store" in done.stderr


@pytest.mark.parametrize("kind", ["cut", "flipped", "no backup", "outside"])
def test_a_damaged_backup_writes_nothing(gongkai: Gongkai, stored: Locations, kind: str) -> None:
    file, other = stored.warehouse.parent / "b.tar", stored.warehouse.parent / "other"
    gongkai("backup", file, *to(stored.warehouse, stored.raw))
    whole = file.read_bytes()
    if kind == "cut":
        file.write_bytes(whole[: len(whole) // 2])
    elif kind == "flipped":
        file.write_bytes(whole.replace(b"%PDF-1.7 b", b"%PDF-1.7 c"))
    else:
        file.write_bytes(foreign(kind == "outside"))
    done = gongkai("restore", file, *to(other, stored.raw))
    assert done.exit_code == 1
    assert content(other / "documents") == {}
    assert not (other.parent / "evil").exists()


def foreign(is_outside: bool) -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as tar:
        name = "../../evil" if is_outside else "a"
        files = {name: b"1"}
        if is_outside:
            files["SHA256SUMS"] = f"{'0' * 64}  {name}\n".encode()
        for each, data in files.items():
            entry = tarfile.TarInfo(each)
            entry.size = len(data)
            tar.addfile(entry, io.BytesIO(data))
    return buffer.getvalue()


def test_no_store_is_wrong_usage(gongkai: Gongkai, tmp_path: Path) -> None:
    done = gongkai("backup", tmp_path / "b.tar", *to(tmp_path / "none", tmp_path))
    assert done.exit_code == 2
    assert "there is no store" in done.stderr
