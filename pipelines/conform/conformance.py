"""All documents of a warehouse through conform, in worker processes, with a cache on disk.

What happens to one document is in one_document.py.
"""

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import Any

import polars as pl

from pipelines import frames
from pipelines.code_version import code_version
from pipelines.conform.one_document import Conformed, conform
from pipelines.extract.extraction import (
    Extraction,
    Failure,
    extraction_mark,
    extractor_version,
    store_record,
    stored_extraction,
    version_folder,
)
from pipelines.extract.retrying import failure_note, is_tried_again
from pipelines.extract.worker_pool import Job, Limits, WorkerFailure, run_in_workers
from pipelines.frames.storage import SCHEMAS, frame, write_frame
from pipelines.frames.whole_files import read_note, write_note
from pipelines.locations import CODES, LAYOUTS, Locations
from pipelines.raw.store import StoredDocument, stored_document, stored_documents

Note = dict[str, Any]

# Files opened at once when the documents' parts are put together.
PARTS_AT_ONCE = 500


@dataclass(frozen=True)
class ConformanceReport:
    """How many documents went in and what came out."""

    documents: int
    statements: int
    forms: int
    quarantined: int


def conform_documents(locations: Locations, limits: Limits | None = None) -> ConformanceReport:
    """Conform every extracted document that the cache does not hold; write all stage frames."""
    folder = version_folder(locations.cache / "conform", conform_version())
    everything = stored_documents(locations.documents)
    stored = [document for document in everything if document.removal is None]
    removed = [document for document in everything if document.removal is not None]
    marks = {d.document_id: extraction_mark(locations, d.document_id) for d in stored}
    jobs = [
        Job(d.document_id, d.path)
        for d in stored
        if not _is_cached(folder, d.document_id, marks[d.document_id])
    ]
    read = partial(_conform_to_cache, locations, folder)
    for job, outcome in run_in_workers(read, jobs, limits or Limits()):
        if isinstance(outcome, WorkerFailure):
            before = read_note(folder / job.document_id / "counts.json")
            note = failure_note(before, outcome.reason_code, outcome.reason)
            failed = _failed(stored_document(job.path), outcome)
            _write_parts(folder, failed, marks[job.document_id], note)
    again = [job.document_id for job in jobs if is_tried_again(_part_note(folder, job.document_id))]
    write_note(locations.tried_again / "conform.json", again)
    notes = [_removed(document) for document in removed]
    counts = {name: _put_together(locations, folder, name, stored, notes) for name in SCHEMAS}
    return ConformanceReport(
        documents=counts["document"],
        statements=counts["statement"],
        forms=counts["form_reading"],
        quarantined=counts["quarantine"],
    )


@cache
def conform_version() -> str:
    """Changes whenever the code or the knowledge of this stage changes, or what it reads."""
    here = Path(__file__).parent
    code = [*here.rglob("*.py"), *Path(frames.__file__).parent.glob("*.py")]
    knowledge = [*here.rglob("*.yaml"), *LAYOUTS.rglob("*.yaml"), *CODES.glob("*.csv")]
    own = code_version(sorted({*code, *knowledge}))
    return f"{extractor_version()}_{own}"


def _conform_to_cache(locations: Locations, folder: Path, job: Job) -> None:
    """In the worker: conform one document and store its parts."""
    extraction = stored_extraction(locations, stored_document(job.path))
    _write_parts(folder, conform(extraction), extraction_mark(locations, job.document_id), {})


def _failed(document: StoredDocument, failure: WorkerFailure) -> Conformed:
    """A document on which the reading of its tables broke: nothing of it is taken, with reason."""
    outcome = Failure(failure.reason_code, failure.reason)
    conformed = Conformed(Extraction(document, outcome, 0.0).document_record())
    conformed.set_aside("conform", outcome.reason_code, outcome.reason)
    return conformed


def _removed(document: StoredDocument) -> Conformed:
    """A document that a person took out: it is not read, and its row says so."""
    said = document.removal.reason if document.removal else ""
    on = f"{document.removal.removed_at:%Y-%m-%d}" if document.removal else ""
    outcome = Failure("removed", f"taken out on {on}: {said}")
    conformed = Conformed(Extraction(document, outcome, 0.0).document_record())
    conformed.set_aside("raw", outcome.reason_code, outcome.reason)
    conformed.document["status"] = "removed"
    return conformed


def _write_parts(folder: Path, conformed: Conformed, mark: str, failure: Note) -> None:
    """One Parquet file a frame, then a note that the document is complete.

    `mark` says what it was made from, `failure` why there is nothing of it, if so.
    """
    document_id = str(conformed.document["document_id"])
    part = folder / document_id
    shutil.rmtree(part, ignore_errors=True)
    counts = {}
    for name, records in conformed.frames().items():
        counts[name] = len(records)
        if records:
            write_frame(part, name, frame(name, records))
    write_note(part / "counts.json", {"counts": counts, "extraction": mark, **failure})


def _is_cached(folder: Path, document_id: str, mark: str) -> bool:
    note = _part_note(folder, document_id)
    return note.get("extraction") == mark and not is_tried_again(note)


def _part_note(folder: Path, document_id: str) -> Note:
    return read_note(folder / document_id / "counts.json") or {}


def _put_together(
    locations: Locations,
    folder: Path,
    name: str,
    stored: Sequence[StoredDocument],
    removed: Sequence[Conformed],
) -> int:
    """Write one stage frame from its parts and the rows of `removed`; the number of rows."""
    parts = [folder / document.document_id / f"{name}.parquet" for document in stored]
    present = [part for part in parts if part.exists()]
    chunks = [
        pl.concat([pl.read_parquet(part) for part in present[start : start + PARTS_AT_ONCE]])
        for start in range(0, len(present), PARTS_AT_ONCE)
    ]
    whole = pl.concat(chunks) if chunks else frame(name, [])
    if name == "document":
        whole = _with_store_facts(whole, stored)
    notes = frame(name, [record for each in removed for record in each.frames()[name]])
    whole = pl.concat([whole, notes])
    write_frame(locations.stage, name, whole)
    return whole.height


def _with_store_facts(documents: pl.DataFrame, stored: Sequence[StoredDocument]) -> pl.DataFrame:
    """The document frame with what the store says now: a sidecar may be newer than the cache."""
    records = [store_record(document) for document in stored]
    names = list(store_record(stored[0])) if stored else ["document_id"]
    facts = frame("document", records).select(names)
    known = documents.drop(names[1:])
    joined = known.join(facts, on="document_id", how="left", maintain_order="left")
    return joined.select(documents.columns)
