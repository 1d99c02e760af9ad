"""The content-addressed store of published files: `<store>/<ab>/<sha256>.<ext>` and a sidecar.

The same bytes are stored once, whatever they are called. Looking for files on the net is not done
here.
"""

import hashlib
import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import yaml

from pipelines.raw.media_type import EXTENSIONS, media_type_of

LARGEST_BYTES = 500 * 1024 * 1024
# What stands beside documents without being one.
NO_DOCUMENTS = (".yaml", ".yml", ".json", ".md", ".txt", ".csv", ".py")


@dataclass(frozen=True)
class StoredDocument:
    """One file of the store; document_id is the sha256 of its bytes."""

    document_id: str
    path: Path
    file_name: str
    source_url: str | None
    retrieved_at: datetime
    media_type: str
    size_bytes: int


@dataclass(frozen=True)
class RefusedFile:
    """A file that could not be stored at all, and why."""

    path: Path
    reason_code: str
    reason: str


@dataclass
class RegistrationReport:
    """Documents stored now, documents known before, and files that could not be stored."""

    stored: list[StoredDocument] = field(default_factory=list)
    known: list[StoredDocument] = field(default_factory=list)
    refused: list[RefusedFile] = field(default_factory=list)


def register(paths: Iterable[Path], store: Path) -> RegistrationReport:
    """Put files, and all files below folders, into the store."""
    report = RegistrationReport()
    for path in paths:
        for file in _files(path, store):
            _register_file(file, store, report)
    return report


def stored_documents(store: Path) -> list[StoredDocument]:
    """Every document of the store, in order of document_id."""
    sidecars = sorted(store.glob("??/*.json"))
    return sorted((_document(path) for path in sidecars), key=lambda d: d.document_id)


def stored_document(path: Path) -> StoredDocument:
    """The document whose bytes the store keeps at this path."""
    return _document(path.with_suffix(".json"))


def _files(path: Path, store: Path) -> Iterator[Path]:
    if not path.is_dir():
        yield path
        return
    root = path.resolve()
    for folder, folders, names in os.walk(root):
        folders[:] = sorted(
            name
            for name in folders
            if not name.startswith(".") and Path(folder, name) != store.resolve()
        )
        for name in sorted(names):
            file = Path(folder, name)
            inside = file.resolve().is_relative_to(root)
            if inside and not name.startswith(".") and file.suffix.lower() not in NO_DOCUMENTS:
                yield file


def _register_file(path: Path, store: Path, report: RegistrationReport) -> None:
    try:
        if path.stat().st_size > LARGEST_BYTES:
            reason = f"{path}: larger than {LARGEST_BYTES // 1024**2} MiB"
            report.refused.append(RefusedFile(path, "too_large", reason))
            return
        content = path.read_bytes()
    except OSError as error:
        code = "no_such_path" if isinstance(error, FileNotFoundError) else "unreadable_file"
        report.refused.append(RefusedFile(path, code, f"{path}: {error.strerror or error}"))
        return
    _store(path, content, store, report)


def _store(path: Path, content: bytes, store: Path, report: RegistrationReport) -> None:
    document_id, media_type = hashlib.sha256(content).hexdigest(), media_type_of(content)
    folder = store / document_id[:2]
    sidecar = folder / f"{document_id}.json"
    if sidecar.exists():
        _note_name(sidecar, path.name)
        report.known.append(_document(sidecar))
        return
    folder.mkdir(parents=True, exist_ok=True)
    stored = folder / f"{document_id}.{EXTENSIONS.get(media_type, 'bin')}"
    _write(stored, content)
    facts = {
        **_beside(path),
        "document_id": document_id,
        "stored_as": stored.name,
        "file_name": path.name,
        "other_file_names": [],
        "retrieved_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "media_type": media_type,
        "size_bytes": len(content),
    }
    _write_json(sidecar, facts)
    report.stored.append(_document(sidecar))


def _beside(path: Path) -> dict[str, Any]:
    """What a YAML sidecar `<file>.yaml` beside the file says of it."""
    sidecar = path.with_name(path.name + ".yaml")
    if not sidecar.exists():
        return {}
    facts = yaml.safe_load(sidecar.read_text(encoding="utf-8"))
    return {"sidecar": facts, "source_url": facts.get("source_url")}


def _note_name(sidecar: Path, name: str) -> None:
    facts = json.loads(sidecar.read_text(encoding="utf-8"))
    if name not in (facts["file_name"], *facts["other_file_names"]):
        facts["other_file_names"].append(name)
        _write_json(sidecar, facts)


def _document(sidecar: Path) -> StoredDocument:
    facts = json.loads(sidecar.read_text(encoding="utf-8"))
    return StoredDocument(
        document_id=facts["document_id"],
        path=sidecar.with_name(facts["stored_as"]),
        file_name=facts["file_name"],
        source_url=facts.get("source_url"),
        retrieved_at=datetime.fromisoformat(facts["retrieved_at"]),
        media_type=facts["media_type"],
        size_bytes=facts["size_bytes"],
    )


def _write_json(path: Path, facts: dict[str, Any]) -> None:
    text = json.dumps(facts, ensure_ascii=False, indent=1, sort_keys=True, default=str)
    _write(path, text.encode())


def _write(path: Path, content: bytes) -> None:
    """Write a file so that it appears whole or not at all."""
    unfinished = path.with_name(f"{path.name}.{os.getpid()}.unfinished")
    unfinished.write_bytes(content)
    unfinished.replace(path)
