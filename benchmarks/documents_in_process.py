"""One document from its bytes to the rows of its stage frames, in this process.

Nothing is stored and nothing is measured here.
"""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pipelines.conform.one_document import conform
from pipelines.extract.extraction import Extraction, Failure
from pipelines.extract.reader import read_document
from pipelines.extract.triage import UnreadableDocument
from pipelines.frames.storage import frame
from pipelines.raw.media_type import media_type_of
from pipelines.raw.store import StoredDocument

Frames = dict[str, list[dict[str, Any]]]


def conformed_in_process(path: Path) -> Frames:
    """The rows of every stage frame by its name; what cannot be read is in the quarantine."""
    content = path.read_bytes()
    stored = StoredDocument(
        document_id=path.stem,
        path=path,
        file_name=path.name,
        source_url=None,
        retrieved_at=datetime(2026, 1, 1, tzinfo=UTC),
        media_type=media_type_of(content),
        size_bytes=len(content),
    )
    try:
        outcome = read_document(content)
    except UnreadableDocument as refused:
        outcome = Failure(refused.reason_code, refused.reason)
    records = conform(Extraction(stored, outcome, 0.0)).frames()
    return {name: frame(name, rows).to_dicts() for name, rows in records.items()}
