"""The content-addressed store of published files: `<store>/<ab>/<sha256>.<ext>` and a sidecar.

The same bytes are stored once, whatever they are called. The files inside a ZIP archive are stored
as documents of their own, whose sidecars name the archive; the archive is kept beside them and is
no document, unless nothing can be taken out of it. Looking for files on the net is not done here.
"""

import hashlib
import json
import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from pipelines.frames.whole_files import write_whole
from pipelines.raw.archives import ArchiveRefused, Member, RefusedMember, unpack
from pipelines.raw.media_type import EXTENSIONS, ZIP, media_type_of
from pipelines.raw.sidecar import SidecarError, sidecar_facts

LARGEST_BYTES = 500 * 1024 * 1024
# What stands beside documents without being one.
NO_DOCUMENTS = (".yaml", ".yml", ".json", ".md", ".txt", ".csv", ".py")
SAID_BESIDE = ("sidecar", "source_url", "published_on", "vintage", "stated_vintage_at")


@dataclass(frozen=True)
class Removal:
    """That a person took a document out: when, and why."""

    removed_at: datetime
    reason: str


@dataclass(frozen=True)
class StoredDocument:
    """One file of the store; document_id is the sha256 of its bytes.

    The date of publication and the number of the vintage are known only where a sidecar states
    them; stated_vintage_at is file and line of that number.
    """

    document_id: str
    path: Path
    file_name: str
    source_url: str | None
    retrieved_at: datetime
    media_type: str
    size_bytes: int
    published_on: date | None = None
    stated_vintage: int | None = None
    stated_vintage_at: str | None = None
    removal: Removal | None = None

    @property
    def release_key(self) -> str:
        """All of it that a release depends on, as one line."""
        facts = (self.source_url, self.published_on, self.retrieved_at, self.stated_vintage)
        facts = (*facts, self.removal)
        return " ".join([self.document_id, *map(str, facts)])


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
    # One time for all: the order of files in a folder says nothing of their vintages.
    retrieved_at: datetime = field(default_factory=lambda: datetime.now(UTC))


def register(paths: Iterable[Path], store: Path) -> RegistrationReport:
    """Put files, and all files below folders, into the store."""
    report = RegistrationReport()
    for path in paths:
        for file in _files(path, store):
            _register_file(file, store, report)
    return report


def stored_documents(store: Path) -> list[StoredDocument]:
    """Every document of the store, in order of document_id."""
    all_facts = ((path, _facts(path)) for path in sorted(store.glob("??/*.json")))
    documents = (_document(path, facts) for path, facts in all_facts if not facts.get("members"))
    return sorted(documents, key=lambda document: document.document_id)


def remove_document(document: StoredDocument, reason: str) -> None:
    """Take a document out of every later build; its bytes stay, and the sidecar says why and when.

    The same file found again in a folder stays out.
    """
    sidecar = document.path.with_suffix(".json")
    removal = {"at": datetime.now(UTC).isoformat(), "reason": reason}
    _write_json(sidecar, _facts(sidecar) | {"removal": removal})


def restore_document(document: StoredDocument) -> None:
    """Undo remove_document."""
    sidecar = document.path.with_suffix(".json")
    _write_json(sidecar, {k: v for k, v in _facts(sidecar).items() if k != "removal"})


def stored_document(path: Path) -> StoredDocument:
    """The document whose bytes the store keeps at this path."""
    sidecar = path.with_suffix(".json")
    return _document(sidecar, _facts(sidecar))


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
            if file.resolve().is_relative_to(root) and _may_be_document(name):
                yield file


def _may_be_document(name: str) -> bool:
    return not name.startswith(".") and not name.lower().endswith(NO_DOCUMENTS)


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
    try:
        beside = sidecar_facts(path)
    except SidecarError as error:
        report.refused.append(RefusedFile(path, "bad_sidecar", str(error)))
        return
    if media_type_of(content) == ZIP:
        _register_archive(path, content, beside, store, report)
    else:
        _store(path.name, content, beside, store, report)


def _register_archive(
    path: Path, content: bytes, beside: dict[str, Any], store: Path, report: RegistrationReport
) -> None:
    """Store the files of an archive, then the archive with the list of them."""
    origin = {"document_id": hashlib.sha256(content).hexdigest(), "file_name": path.name}
    members: list[str] = []
    for member in _unpacked(content):
        if isinstance(member, RefusedMember):
            place, reason = path / member.path, f"{path}: {member.path}: {member.reason}"
            report.refused.append(RefusedFile(place, member.reason_code, reason))
        elif _may_be_document(member.name):
            members.append(member.path)
            facts = {**beside, "archive": origin | {"member": member.path}}
            _store(member.name, member.content, facts, store, report)
    kept = RegistrationReport(retrieved_at=report.retrieved_at) if members else report
    _store(path.name, content, {**beside, "members": members}, store, kept)


def _unpacked(content: bytes) -> Iterator[Member | RefusedMember]:
    """What the archive holds; nothing where it is refused as a whole: reading it tells why."""
    with suppress(ArchiveRefused):
        yield from unpack(content)


def _store(
    name: str, content: bytes, beside: dict[str, Any], store: Path, report: RegistrationReport
) -> None:
    document_id, media_type = hashlib.sha256(content).hexdigest(), media_type_of(content)
    folder = store / document_id[:2]
    sidecar = folder / f"{document_id}.json"
    if sidecar.exists():
        _note(sidecar, name, beside)
        report.known.append(_document(sidecar, _facts(sidecar)))
        return
    folder.mkdir(parents=True, exist_ok=True)
    stored = folder / f"{document_id}.{EXTENSIONS.get(media_type, 'bin')}"
    _write(stored, content)
    facts = {
        **beside,
        "document_id": document_id,
        "stored_as": stored.name,
        "file_name": name,
        "other_file_names": [],
        "retrieved_at": beside.get("retrieved_at") or report.retrieved_at.isoformat(),
        "media_type": media_type,
        "size_bytes": len(content),
    }
    _write_json(sidecar, facts)
    report.stored.append(_document(sidecar, facts))


def _note(sidecar: Path, name: str, beside: dict[str, Any]) -> None:
    """Add to what is known of a stored file: another name, what its archive or sidecar says now.

    A sidecar speaks for all it may say: what is no longer in it is no longer known.
    """
    facts = _facts(sidecar)
    names = [] if name in (facts["file_name"], *facts["other_file_names"]) else [name]
    noted = facts | {"other_file_names": [*facts["other_file_names"], *names]}
    noted["members"] = beside.get("members", [])
    if "sidecar" in beside:
        noted |= {key: beside.get(key) for key in SAID_BESIDE}
        noted["retrieved_at"] = beside["retrieved_at"] or facts["retrieved_at"]
    if noted != facts | {"members": facts.get("members", [])}:
        _write_json(sidecar, noted)


def _facts(sidecar: Path) -> dict[str, Any]:
    return json.loads(sidecar.read_text(encoding="utf-8"))


def _document(sidecar: Path, facts: dict[str, Any]) -> StoredDocument:
    published_on = facts.get("published_on")
    return StoredDocument(
        document_id=facts["document_id"],
        path=sidecar.with_name(facts["stored_as"]),
        file_name=facts["file_name"],
        source_url=facts.get("source_url"),
        retrieved_at=datetime.fromisoformat(facts["retrieved_at"]),
        media_type=facts["media_type"],
        size_bytes=facts["size_bytes"],
        published_on=date.fromisoformat(published_on) if published_on else None,
        stated_vintage=facts.get("vintage"),
        stated_vintage_at=facts.get("stated_vintage_at"),
        removal=_removal(facts.get("removal")),
    )


def _removal(noted: dict[str, str] | None) -> Removal | None:
    return Removal(datetime.fromisoformat(noted["at"]), noted["reason"]) if noted else None


def _write_json(path: Path, facts: dict[str, Any]) -> None:
    text = json.dumps(facts, ensure_ascii=False, indent=1, sort_keys=True, default=str)
    _write(path, text.encode())


def _write(path: Path, content: bytes) -> None:
    write_whole(path, content)
