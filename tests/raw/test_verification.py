"""Stored bytes are compared with their sha256 once in a while; damage is told and heals."""

from datetime import timedelta
from pathlib import Path

import pytest

from pipelines.raw.intake import register
from pipelines.raw.store import stored_documents
from pipelines.raw.verification import verify_store

WEEK = timedelta(days=7)


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    folder = tmp_path / "raw"
    folder.mkdir()
    for name in ("a", "b"):
        (folder / f"{name}.pdf").write_bytes(b"%PDF-1.7 " + name.encode())
    register([folder], tmp_path / "store")
    return folder


def test_damage_is_found_once_and_heals(raw: Path) -> None:
    store = raw.parent / "store"
    assert verify_store(store, WEEK) == []
    first, second = stored_documents(store)
    whole = first.path.read_bytes()
    first.path.write_bytes(whole[:-1] + b"?")
    assert verify_store(store, WEEK) == []
    (damaged,) = verify_store(store, timedelta(0))
    assert (damaged.document_id, damaged.file_name) == (first.document_id, first.file_name)
    assert not first.path.exists()
    register([raw], store)
    assert first.path.read_bytes() == whole
    assert verify_store(store, WEEK) == []
    assert second.path.exists()


def test_bytes_that_are_gone_are_told_every_time(raw: Path) -> None:
    store = raw.parent / "store"
    first, _ = stored_documents(store)
    first.path.unlink()
    for _ in range(2):
        (damaged,) = verify_store(store, WEEK)
        assert damaged.reason == "its bytes are gone from the store; ingest the file again"


def test_a_time_to_come_is_no_proof(raw: Path) -> None:
    store = raw.parent / "store"
    verify_store(store, WEEK)
    noted = store / "verified.json"
    noted.write_text(noted.read_text().replace('"20', '"30'))
    stored_documents(store)[0].path.unlink()
    assert len(verify_store(store, WEEK)) == 1
