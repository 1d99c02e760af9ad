"""Whether the bytes of the store are still those that were taken in: disks forget in silence.

A document is compared with its sha256 once in a while. What differs is moved out of the way, so
that the same file is stored anew when it is found again.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from pipelines.frames.whole_files import read_note, write_note
from pipelines.raw.store import StoredDocument, stored_documents

DAMAGED_ENDING = ".damaged"
_NOTE = "verified.json"


@dataclass(frozen=True)
class DamagedDocument:
    """A document whose stored bytes are gone or are no longer those taken in."""

    document_id: str
    file_name: str
    reason: str


def verify_store(store: Path, every: timedelta) -> list[DamagedDocument]:
    """Compare each document that was not compared within `every`; those that are damaged.

    A time in the future (the clock was moved back) counts as none.
    """
    now, seen = datetime.now(UTC), _seen(store)
    documents = stored_documents(store)
    due = [d for d in documents if _is_due(seen.get(d.document_id), now, every)]
    found = [damaged for document in due if (damaged := verified(document))]
    known = {document.document_id for document in documents}
    fresh = {d.document_id: now.isoformat() for d in due} | {d.document_id: "" for d in found}
    write_note(store / _NOTE, {k: v for k, v in ({**seen, **fresh}).items() if k in known and v})
    return found


def verified(document: StoredDocument) -> DamagedDocument | None:
    """None where the bytes are right; else they are moved aside as *.damaged."""
    try:
        with document.path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError:
        return _damaged(document, "its bytes are gone from the store")
    if digest == document.document_id:
        return None
    document.path.replace(document.path.with_name(document.path.name + DAMAGED_ENDING))
    return _damaged(document, "the stored bytes are not those that were taken in")


def _damaged(document: StoredDocument, what: str) -> DamagedDocument:
    reason = f"{what}; ingest the file again"
    return DamagedDocument(document.document_id, document.file_name, reason)


def _seen(store: Path) -> Mapping[str, str]:
    return read_note(store / _NOTE) or {}


def _is_due(at: str | None, now: datetime, every: timedelta) -> bool:
    if not at:
        return True
    age = now - datetime.fromisoformat(at)
    return age >= every or age < timedelta(0)
