"""All documents of the store through the reader, each in a worker process, with a cache on disk.

Reading one document is `reader.read_document`; limits and processes are `worker_pool`.
"""

import hashlib
import shutil
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from functools import cache, partial
from pathlib import Path
from typing import Any

from pipelines.code_version import code_version
from pipelines.extract.document_tree import DocumentTree
from pipelines.extract.reader import read_document
from pipelines.extract.retrying import DAMAGED_STORE, asks_for_a_run, failure_note, is_tried_again
from pipelines.extract.tree_frame import read_tree, write_tree
from pipelines.extract.triage import UnreadableDocument, scan_count
from pipelines.extract.worker_pool import Job, Limits, WorkerFailure, run_in_workers
from pipelines.frames.whole_files import read_note, write_note
from pipelines.locations import Locations
from pipelines.raw.sidecar import Stated
from pipelines.raw.store import StoredDocument, stored_documents

# What reads; another version may read otherwise.
LIBRARIES = (
    "pdfplumber",
    "pdfminer.six",
    "pypdfium2",
    "openpyxl",
    "xlrd",
    "rapidocr",
    "onnxruntime",
    "opencv-python-headless",
)


@dataclass(frozen=True)
class Failure:
    """Why a document could not be read: `reason_code` for machines, `reason` for people."""

    reason_code: str
    reason: str


@dataclass(frozen=True)
class Extraction:
    """One document of the store with its tree, or with the reason why it has none."""

    document: StoredDocument
    outcome: DocumentTree | Failure
    seconds: float

    @property
    def stated(self) -> Stated:
        """What a person stated of its disclosure."""
        return self.document.stated

    def document_record(self) -> dict[str, object]:
        """What is known of the document before anything on its pages is understood."""
        tree = self.outcome
        is_read = isinstance(tree, DocumentTree)
        return {
            **store_record(self.document),
            "media_type": self.document.media_type,
            "page_count": len(tree.pages) if is_read else None,
            "text_source": tree.text_source if is_read else "none",
            "status": "loaded" if is_read else "quarantined",
            "extraction_seconds": self.seconds,
            "unread_pages": tree.unread_pages if is_read else None,
        }


def store_record(stored: StoredDocument) -> dict[str, object]:
    """What the store and the sidecar say of a document, which may change without its bytes."""
    return {
        "document_id": stored.document_id,
        "file_name": stored.file_name,
        "source_url": stored.source_url,
        "retrieved_at": stored.retrieved_at,
        "published_on": stored.published_on,
        "stated_vintage": stored.stated_vintage,
        "stated_vintage_at": stored.stated_vintage_at,
    }


@dataclass(frozen=True)
class ReadOutcome:
    """What reading one document came to: pages and seconds, or the reason why it has none."""

    document_id: str
    file_name: str
    is_cached: bool
    pages: int | None = None
    seconds: float | None = None
    reason_code: str | None = None
    reason: str | None = None


@dataclass(frozen=True)
class ExtractionReport:
    """Counts of one run: documents read now, found in the cache, failed; pages read now.

    `failures` are all documents without a tree, also those that failed in an earlier run.
    """

    read: int
    cached: int
    failed: int
    pages: int
    seconds: float
    failures: tuple[ReadOutcome, ...] = ()


@dataclass(frozen=True)
class _Done:
    page_count: int
    seconds: float


def extract_documents(
    locations: Locations,
    advance: Callable[[str], None] = lambda _: None,
    limits: Limits | None = None,
    tell: Callable[[ReadOutcome], None] = lambda _: None,
) -> ExtractionReport:
    """Read every document that the cache does not hold.

    `advance` is told each document's id, `tell` what reading it came to where it was read now.
    """
    began = time.perf_counter()
    folder = cache_folder(locations)
    times = version_folder(locations.reading_times, extractor_version())
    stored = [each for each in stored_documents(locations.documents) if each.removal is None]
    waiting = [document for document in stored if not _is_cached(folder, document.document_id)]
    limits, by_id = limits or Limits(), {document.document_id: document for document in stored}
    jobs = _with_scans([Job(document.document_id, document.path) for document in waiting], limits)
    for document in set(stored) - set(waiting):
        advance(document.document_id)
    for job, outcome in run_in_workers(partial(_read_to_cache, folder), jobs, limits):
        _keep(folder, job.document_id, _first_timed(times, job.document_id, outcome))
        tell(_read_outcome(folder, by_id[job.document_id], is_cached=False))
        advance(job.document_id)
    again = [d.document_id for d in waiting if asks_for_a_run(_note(folder, d.document_id))]
    write_note(locations.tried_again / "extract.json", again)
    known = {document.document_id for document in stored} - {d.document_id for d in waiting}
    outcomes = [_read_outcome(folder, d, d.document_id in known) for d in stored]
    return _report(outcomes, time.perf_counter() - began)


def _report(outcomes: Sequence[ReadOutcome], seconds: float) -> ExtractionReport:
    now = [each for each in outcomes if not each.is_cached]
    failed = sum(each.reason_code is not None for each in now)
    return ExtractionReport(
        read=len(now) - failed,
        cached=len(outcomes) - len(now),
        failed=failed,
        pages=sum(each.pages or 0 for each in now),
        seconds=seconds,
        failures=tuple(each for each in outcomes if each.reason_code),
    )


def _read_outcome(folder: Path, document: StoredDocument, is_cached: bool) -> ReadOutcome:
    note = _note(folder, document.document_id)
    told = (note.get(name) for name in ("page_count", "seconds", "reason_code", "reason"))
    return ReadOutcome(document.document_id, document.file_name, is_cached, *told)


def extraction_mark(locations: Locations, document_id: str) -> str:
    """What reading came to, in a word: conform's results hold as long as it is the same."""
    note = read_note(_note_path(cache_folder(locations), document_id)) or {}
    return f"{note.get('reason_code', 'read')}: {note.get('reason', '')}"


def stored_extraction(locations: Locations, document: StoredDocument) -> Extraction:
    """A document with what the cache holds of it; FileNotFoundError where it was never read."""
    folder = cache_folder(locations)
    note = _note(folder, document.document_id)
    if "reason_code" in note:
        return Extraction(document, Failure(note["reason_code"], note["reason"]), 0.0)
    return Extraction(
        document, read_tree(_tree_path(folder, document.document_id)), note["seconds"]
    )


@cache
def extractor_version() -> str:
    """Changes whenever the reading code or its libraries change; part of the cache's path."""
    here = Path(__file__).parent
    return code_version(sorted([*here.rglob("*.py"), *here.rglob("*.yaml")]), LIBRARIES)


def cache_folder(locations: Locations) -> Path:
    """Where this version of the reader keeps its results."""
    return version_folder(locations.cache / "extract", extractor_version())


def version_folder(cache_of_stage: Path, version_name: str) -> Path:
    """The folder of one version of a stage; what other versions left is forgotten."""
    folder = cache_of_stage / version_name
    if not folder.exists():
        shutil.rmtree(cache_of_stage, ignore_errors=True)
        folder.mkdir(parents=True)
    return folder


def _with_scans(jobs: list[Job], limits: Limits) -> list[Job]:
    """The jobs with the number of pages that are pictures; the heaviest first."""
    counts = {job.document_id: found for job, found in run_in_workers(_scans, jobs, limits)}
    # a file that the first look already fails on fails again, and then with its reason
    scans = {name: count for name, count in counts.items() if isinstance(count, int)}
    looked = [replace(job, scans=scans.get(job.document_id, 0)) for job in jobs]
    return sorted(looked, key=lambda job: -job.scans)


def _scans(job: Job) -> int:
    return scan_count(job.path.read_bytes())


def _read_to_cache(folder: Path, job: Job) -> _Done | Failure:
    """In the worker: read the file, store its tree, and hand back only the counts."""
    began = time.perf_counter()
    content = job.path.read_bytes()
    if hashlib.sha256(content).hexdigest() != job.document_id:
        # out of the way, so that the same file is stored anew when it is found again
        job.path.replace(job.path.with_name(f"{job.path.name}.damaged"))
        reason = "the stored bytes are not those that were taken in; ingest the file again"
        return Failure(DAMAGED_STORE, reason)
    try:
        tree = read_document(content)
    except UnreadableDocument as refused:
        return Failure(refused.reason_code, refused.reason)
    write_tree(tree, _tree_path(folder, job.document_id))
    return _Done(len(tree.pages), round(time.perf_counter() - began, 3))


def _first_timed(
    folder: Path, document_id: str, outcome: _Done | Failure | WorkerFailure
) -> _Done | Failure | WorkerFailure:
    """The outcome with the time of the first reading, so that rebuilding changes no table."""
    if not isinstance(outcome, _Done):
        return outcome
    path = folder / f"{document_id}.json"
    if not path.exists():
        write_note(path, outcome.seconds)
    return replace(outcome, seconds=read_note(path) or outcome.seconds)


def _keep(folder: Path, document_id: str, outcome: _Done | Failure | WorkerFailure) -> None:
    """Note the outcome beside the tree."""
    failed = not isinstance(outcome, _Done)
    path = _note_path(folder, document_id)
    note = (
        failure_note(read_note(path), outcome.reason_code, outcome.reason)
        if failed
        else asdict(outcome)
    )
    write_note(path, note)


def _note(folder: Path, document_id: str) -> dict[str, Any]:
    note = read_note(_note_path(folder, document_id))
    if note is None:
        raise FileNotFoundError(f"document {document_id} was not read: run the stage extract first")
    return note


def _is_cached(folder: Path, document_id: str) -> bool:
    note = read_note(_note_path(folder, document_id))
    return note is not None and not is_tried_again(note)


def _tree_path(folder: Path, document_id: str) -> Path:
    return folder / f"{document_id}.parquet"


def _note_path(folder: Path, document_id: str) -> Path:
    return folder / f"{document_id}.json"
