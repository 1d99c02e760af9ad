"""All documents of a warehouse through conform, in worker processes, with a cache on disk.

What happens to one document is in one_document.py.
"""

import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import Any

import polars as pl

from pipelines import frames
from pipelines.code_version import code_version
from pipelines.conform.conformed import Conformed
from pipelines.conform.disclosure_parts import NOTHING_BORROWED, Borrowed, borrowings
from pipelines.conform.forms.place_words import words_version
from pipelines.conform.notes import (
    MadeFrom,
    borrowed_before,
    is_current,
    keep_note,
    notes_of,
    part_note,
)
from pipelines.conform.one_document import conform
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
from pipelines.frames.whole_files import write_note
from pipelines.locations import CODES, LAYOUTS, LEXICON, Locations
from pipelines.raw.store import StoredDocument, stored_document, stored_documents

Record = dict[str, Any]
# A part takes its identity from another, then a text the figures of the forms.
ROUNDS = 3
# Files opened at once when the documents' parts are put together.
PARTS_AT_ONCE = 500


@dataclass(frozen=True)
class ConformanceReport:
    """How many documents went in and what came out.

    `conformed_now` are the ids of those that the cache did not hold.
    """

    documents: int
    statements: int
    forms: int
    quarantined: int
    conformed_now: tuple[str, ...] = ()


def conform_documents(locations: Locations, limits: Limits | None = None) -> ConformanceReport:
    """Conform every extracted document that the cache does not hold; write all stage frames."""
    folder = version_folder(locations.cache / "conform", conform_version())
    everything = stored_documents(locations.documents)
    stored = [document for document in everything if document.removal is None]
    removed = [document for document in everything if document.removal is not None]
    alone = [document for document in stored if not _is_current(locations, folder, document)]
    _conform_all(locations, folder, alone, {}, limits or Limits())
    _conform_parts(locations, folder, stored, limits or Limits())
    again = [d.document_id for d in stored if is_tried_again(part_note(folder, d.document_id))]
    write_note(locations.tried_again / "conform.json", again)
    taken_out = [_removed(document) for document in removed]
    counts = {name: _put_together(locations, folder, name, stored, taken_out) for name in SCHEMAS}
    return ConformanceReport(
        documents=counts["document"],
        statements=counts["statement"],
        forms=counts["form_reading"],
        quarantined=counts["quarantine"],
        conformed_now=tuple(document.document_id for document in alone),
    )


def _conform_parts(
    locations: Locations, folder: Path, stored: Sequence[StoredDocument], limits: Limits
) -> None:
    """Again those that take something from other parts; who lends figures is read before."""
    for _ in range(ROUNDS):
        borrowed = borrowings(stored, notes_of(folder, stored))
        again = [d for d in stored if borrowed_before(folder, d) != borrowed.get(d.document_id)]
        first = [d for d in again if not borrowed.get(d.document_id, NOTHING_BORROWED).tables_of]
        _conform_all(locations, folder, first or again, borrowed, limits)


def _conform_all(
    locations: Locations,
    folder: Path,
    documents: Sequence[StoredDocument],
    borrowed: Mapping[str, Borrowed],
    limits: Limits,
) -> None:
    """Conform these documents in workers, each with what it takes from the others."""
    names = {document.document_id for document in documents}
    needed = {name: each for name, each in borrowed.items() if name in names}
    jobs = [Job(document.document_id, document.path) for document in documents]
    read = partial(_conform_to_cache, locations, folder, needed)
    for job, outcome in run_in_workers(read, jobs, limits):
        if isinstance(outcome, WorkerFailure):
            document = stored_document(job.path)
            before = part_note(folder, job.document_id)
            mark = extraction_mark(locations, job.document_id)
            made_from = MadeFrom(document, mark, needed.get(job.document_id))
            note = failure_note(before, outcome.reason_code, outcome.reason)
            _write_parts(folder, _failed(document, outcome), made_from, note)


@cache
def conform_version() -> str:
    """Changes whenever the code or the knowledge of this stage changes, or what it reads.

    The words of one place are none of it: they concern the documents of that place (words_version).
    """
    here = Path(__file__).parent
    code = [*here.rglob("*.py"), *Path(frames.__file__).parent.glob("*.py")]
    national = {*here.rglob("*.yaml")} - {*(LEXICON / "places").glob("*.yaml")}
    knowledge = [*national, *LAYOUTS.rglob("*.yaml"), *CODES.glob("*.csv")]
    own = code_version(sorted({*code, *knowledge}))
    return f"{extractor_version()}_{own}"


def _conform_to_cache(
    locations: Locations, folder: Path, borrowed: Mapping[str, Borrowed], job: Job
) -> None:
    """In the worker: conform one document and store its parts."""
    document = stored_document(job.path)
    mark = extraction_mark(locations, job.document_id)
    mine = borrowed.get(job.document_id, NOTHING_BORROWED)
    tables = [record for name in mine.tables_of for record in _stated_in_forms(folder, name)]
    conformed = conform(stored_extraction(locations, document), mine, tables)
    made_from = MadeFrom(document, mark, borrowed.get(job.document_id))
    _write_parts(folder, conformed, made_from, {})


def _stated_in_forms(folder: Path, document_id: str) -> list[Record]:
    """The statements of the forms of a document that was conformed."""
    path = folder / document_id / "statement.parquet"
    if not path.exists():
        return []
    return pl.read_parquet(path).filter(pl.col("stated_in") == "table").to_dicts()


def _is_current(locations: Locations, folder: Path, document: StoredDocument) -> bool:
    mark = extraction_mark(locations, document.document_id)
    note = part_note(folder, document.document_id)
    has_words = note.get("words") == words_version(note.get("words_of"), LEXICON)
    return is_current(folder, document, mark) and has_words and not is_tried_again(note)


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


def _write_parts(folder: Path, conformed: Conformed, made_from: MadeFrom, failure: Record) -> None:
    """One Parquet file a frame, then a note that the document is complete.

    `failure` says why there is nothing of it, if so.
    """
    document_id = str(conformed.document["document_id"])
    part = folder / document_id
    shutil.rmtree(part, ignore_errors=True)
    for name, records in conformed.frames().items():
        if records:
            write_frame(part, name, frame(name, records))
    name = conformed.document.get("organisation_name")
    words = {"words_of": name, "words": words_version(name, LEXICON)}
    keep_note(folder, made_from, conformed.note(), words | failure)


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
