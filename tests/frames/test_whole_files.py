"""Files of state appear whole or not at all; a broken note counts as not there."""

from pathlib import Path

import pytest

from pipelines.frames.whole_files import read_note, replace_whole, write_note, write_whole


def test_a_failing_writer_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    path = write_whole(tmp_path / "state" / "a.json", "old")

    def fail(unfinished: Path) -> None:
        unfinished.write_text("half")
        raise OSError("the disk is full")

    with pytest.raises(OSError, match="full"):
        replace_whole(path, fail)
    assert path.read_text() == "old"
    assert list(path.parent.iterdir()) == [path]


def test_the_file_is_not_there_before_it_is_complete(tmp_path: Path) -> None:
    path = tmp_path / "a"
    seen: list[bool] = []

    def write(unfinished: Path) -> None:
        unfinished.write_bytes(b"new")
        seen.append(path.exists())

    replace_whole(path, write)
    assert seen == [False]
    assert path.read_bytes() == b"new"


@pytest.mark.parametrize("broken", [b"", b'{"a": 1', b"\xff\xfe"])
def test_a_broken_note_is_no_note(tmp_path: Path, broken: bytes) -> None:
    path = write_note(tmp_path / "note.json", {"a": "无"})
    assert read_note(path) == {"a": "无"}
    path.write_bytes(broken)
    assert read_note(path) is None


def test_a_note_that_was_never_written_is_none(tmp_path: Path) -> None:
    assert read_note(tmp_path / "gone.json") is None
