"""The content-addressed store of published files: `<store>/<ab>/<sha256>.<ext>` and a sidecar.

The same bytes are stored once, whatever they are called. The files inside a ZIP archive are stored
as documents of their own, whose sidecars name the archive; the archive is kept beside them and is
no document, unless nothing can be taken out of it. A note or a file that was damaged or lost is
written anew when the same bytes come again. Which files come here is decided in intake.py.
"""

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from pipelines.frames.whole_files import write_whole
from pipelines.raw.media_type import EXTENSIONS, media_type_of
from pipelines.raw.sidecar import IDENTITY, NOTHING_STATED, Stated

SAID_BESIDE = (
    "sidecar",
    "source_url",
    "published_on",
    "vintage",
    "stated_vintage_at",
    *IDENTITY,
    "part_of",
    "defaults",
)


@dataclass(frozen=True)
class Removal:
    """That a person took a document out: when, and why."""

    removed_at: datetime
    reason: str


@dataclass(frozen=True)
class StoredDocument:
    """One file of the store; document_id is the sha256 of its bytes.

    The date of publication and the number of the vintage are known only where a sidecar states
    them; stated_vintage_at is file and line of that number. archive_id is the ZIP archive it came
    in, folder_id stands for the folder below the registered one.
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
    stated: Stated = NOTHING_STATED
    archive_id: str | None = None
    folder_id: str | None = None

    @property
    def release_key(self) -> str:
        """All of it that a release depends on, as one line."""
        facts = (
            self.source_url,
            self.published_on,
            self.retrieved_at,
            self.stated_vintage,
            self.removal,
            self.stated,
            self.archive_id,
            self.folder_id,
        )
        return " ".join([self.document_id, *map(str, facts)])


@dataclass(frozen=True)
class Kept:
    """What became of bytes that were put into the store; `is_new` where it did not have them."""

    document: StoredDocument
    is_new: bool


def stored_documents(store: Path) -> list[StoredDocument]:
    """Every document of the store, in order of document_id; see damaged_notes for what is lost."""
    all_facts = ((path, _facts_or_none(path)) for path in _notes(store))
    documents = (
        _document(path, facts) for path, facts in all_facts if facts and not facts.get("members")
    )
    return sorted(documents, key=lambda document: document.document_id)


def damaged_notes(store: Path) -> list[Path]:
    """Notes of the store that cannot be read: their documents must be taken in again."""
    return [path for path in _notes(store) if _facts_or_none(path) is None]


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


def keep(
    store: Path, name: str, content: bytes, beside: dict[str, Any], retrieved_at: datetime
) -> Kept:
    """Put bytes into the store, or note what is now known of bytes that it has.

    `beside` is what sidecar and archive say. Raises OSError where the store cannot be written.
    """
    document_id, media_type = hashlib.sha256(content).hexdigest(), media_type_of(content)
    folder = store / document_id[:2]
    sidecar = folder / f"{document_id}.json"
    folder.mkdir(parents=True, exist_ok=True)
    stored = folder / f"{document_id}.{EXTENSIONS.get(media_type, 'bin')}"
    if _facts_or_none(sidecar):
        if not _has(sidecar, len(content)):
            _write(sidecar.with_name(_facts(sidecar)["stored_as"]), content)
        _note(sidecar, name, beside)
        return Kept(_document(sidecar, _facts(sidecar)), is_new=False)
    _write(stored, content)
    facts = {
        **beside,
        "document_id": document_id,
        "stored_as": stored.name,
        "file_name": name,
        "other_file_names": [],
        "retrieved_at": beside.get("retrieved_at") or retrieved_at.isoformat(),
        "media_type": media_type,
        "size_bytes": len(content),
    }
    _write_json(sidecar, facts)
    return Kept(_document(sidecar, facts), is_new=True)


def _has(sidecar: Path, size_bytes: int) -> bool:
    """Whether the bytes stand beside their note, as many as there were."""
    path = sidecar.with_name(_facts(sidecar)["stored_as"])
    return path.is_file() and path.stat().st_size == size_bytes


def _note(sidecar: Path, name: str, beside: dict[str, Any]) -> None:
    """Add to what is known of a stored file: another name, what its archive or sidecar says now.

    A sidecar speaks for all it may say: what is no longer in it is no longer known.
    """
    facts = _facts(sidecar)
    names = [] if name in (facts["file_name"], *facts["other_file_names"]) else [name]
    noted = facts | {"other_file_names": [*facts["other_file_names"], *names]}
    noted["members"] = beside.get("members", [])
    for key in ("archive", "folder_id", "source_url"):
        noted[key] = facts.get(key) or beside.get(key)
    if "sidecar" in beside:
        noted |= {key: beside.get(key) for key in SAID_BESIDE}
        noted["retrieved_at"] = beside["retrieved_at"] or facts["retrieved_at"]
    unsaid = {"members": [], "archive": None, "folder_id": None, "source_url": None}
    if noted != unsaid | facts:
        _write_json(sidecar, noted)


def _notes(store: Path) -> list[Path]:
    return sorted(store.glob("??/*.json"))


def _facts(sidecar: Path) -> dict[str, Any]:
    return json.loads(sidecar.read_text(encoding="utf-8"))


def _facts_or_none(sidecar: Path) -> dict[str, Any] | None:
    """What a note says; None where there is none that can be read."""
    try:
        return _facts(sidecar)
    except (FileNotFoundError, ValueError):
        return None


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
        stated=_stated(facts),
        archive_id=(facts.get("archive") or {}).get("document_id"),
        folder_id=facts.get("folder_id"),
    )


def _removal(noted: dict[str, str] | None) -> Removal | None:
    return Removal(datetime.fromisoformat(noted["at"]), noted["reason"]) if noted else None


def _stated(facts: dict[str, Any]) -> Stated:
    said = {key: facts.get(key) for key in (*IDENTITY, "part_of")}
    return Stated(**said, defaults=tuple(facts.get("defaults") or ()))


def _write_json(path: Path, facts: dict[str, Any]) -> None:
    text = json.dumps(facts, ensure_ascii=False, indent=1, sort_keys=True, default=str)
    _write(path, text.encode())


def _write(path: Path, content: bytes) -> None:
    write_whole(path, content)
