"""What the sensor on the raw folder sees: any change, and whether files are at rest."""

import os
from pathlib import Path

from pipelines.raw.landing import Landing, landing


def test_every_change_is_seen(tmp_path: Path) -> None:
    seen = [landing(tmp_path, ()).digest]
    file = tmp_path / "a.pdf"
    file.write_bytes(b"1")
    seen.append(landing(tmp_path, ()).digest)
    file.write_bytes(b"12")
    seen.append(landing(tmp_path, ()).digest)
    os.utime(file, (1, 1))
    seen.append(landing(tmp_path, ()).digest)
    (tmp_path / "gone.pdf").symlink_to("/nowhere")
    seen.append(landing(tmp_path, ()).digest)
    assert len(set(seen)) == len(seen)
    assert landing(tmp_path, ()).digest == seen[-1]
    assert landing(tmp_path, ()).newest_seconds == 1


def test_own_folders_are_left_out(tmp_path: Path) -> None:
    own = tmp_path / "warehouse"
    before = landing(tmp_path, [own]).digest
    own.mkdir()
    (own / "candidate.duckdb").write_bytes(b"1")
    assert landing(tmp_path, [own]).digest == before


def test_rest() -> None:
    state = Landing("", newest_seconds=100)
    assert not state.is_at_rest(129, 30)
    assert state.is_at_rest(130, 30)
    assert state.is_at_rest(90, 30)
