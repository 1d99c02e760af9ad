"""What conform notes on disk of each document it has read: that it is complete, from what, and what
the other parts of its disclosure need to know.

One file a document, written last. What follows from the notes is in disclosure_parts.py.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from pipelines.conform.disclosure_parts import Borrowed, Note
from pipelines.conform.identity import Lent, PrintedIdentity
from pipelines.frames.whole_files import read_note, write_note
from pipelines.raw.store import StoredDocument

FILE_NAME = "note.json"


@dataclass(frozen=True)
class MadeFrom:
    """What a document was read from: its sidecar, its extraction, and what others lent it."""

    document: StoredDocument
    extraction: str
    borrowed: Borrowed | None


def keep_note(folder: Path, made_from: MadeFrom, note: Note, more: Mapping[str, Any]) -> None:
    """Note that a document was read and from what; `more`: with whose words, and any failure."""
    told, borrowed = asdict(note), made_from.borrowed
    told["identity"]["weak"] = sorted(note.identity.weak)
    content = {
        "stated": _stated(made_from.document),
        "extraction": made_from.extraction,
        "note": told,
        "borrowed": asdict(borrowed) if borrowed else None,
        **more,
    }
    path = folder / made_from.document.document_id / FILE_NAME
    path.parent.mkdir(parents=True, exist_ok=True)
    write_note(path, content)


def part_note(folder: Path, document_id: str) -> dict[str, Any]:
    """The whole note of a document; empty where there is none."""
    return read_note(folder / document_id / FILE_NAME) or {}


def is_current(folder: Path, document: StoredDocument, extraction: str) -> bool:
    """Whether a document was read from this extraction, with what is stated beside it now."""
    content = part_note(folder, document.document_id)
    known = (content.get("stated"), content.get("extraction"))
    return known == (_stated(document), extraction)


def borrowed_before(folder: Path, document: StoredDocument) -> Borrowed | None:
    """What the document took from others when it was read."""
    content = part_note(folder, document.document_id)
    if not content.get("borrowed"):
        return None
    lent, tables = content["borrowed"]["lent"], content["borrowed"]["tables_of"]
    return Borrowed(Lent(**lent) if lent else None, tuple(tables))


def notes_of(folder: Path, documents: Sequence[StoredDocument]) -> dict[str, Note]:
    """The note of each document that was read."""
    found = {d.document_id: part_note(folder, d.document_id) for d in documents}
    return {name: _note(content["note"]) for name, content in found.items() if content}


def _note(content: dict[str, Any]) -> Note:
    printed = dict(content["identity"])
    printed["weak"] = frozenset(printed["weak"])
    printed["told"] = tuple(printed["told"])
    if printed["contradiction"]:
        printed["contradiction"] = tuple(printed["contradiction"])
    return Note(PrintedIdentity(**printed), tuple(content["forms"]), content["has_text"])


def _stated(document: StoredDocument) -> dict[str, Any]:
    return asdict(document.stated) | {"defaults": list(document.stated.defaults)}
