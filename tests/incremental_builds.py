"""Two builds of the same store: one over what earlier builds left, one from nothing.

From files to the stage frames, or on to the candidate, without the worker processes, whose part in
it has tests of its own. The knowledge is that of the `pipelines` that are imported: by `main` in a
process of its own, where the knowledge of a copy of the repository is changed.
"""

import hashlib
import json
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import duckdb

from pipelines.commands.fingerprint import input_fingerprint
from pipelines.conform import conformance
from pipelines.extract import extraction
from pipelines.extract.worker_pool import Job, Limits
from pipelines.frames.storage import SCHEMAS
from pipelines.load.candidate import begin_candidate, finish_candidate
from pipelines.locations import Locations
from pipelines.raw.intake import register
from pipelines.raw.store import stored_documents
from pipelines.validate.ties.checking import check_ties


@dataclass(frozen=True)
class Built:
    """What a build over earlier ones came to, beside one from nothing.

    `read` and `conformed` are the documents that it did not take from the cache; `rows` are digests
    of the rows of each frame, and of each table where the candidate was built too.
    """

    read: list[str]
    conformed: list[str]
    fingerprint: str
    rows: dict[str, str]
    rows_from_nothing: dict[str, str]


def build_both(locations: Locations, from_nothing: Path, to_candidate: bool = False) -> Built:
    """Build over what there is, and in a folder that is made anew: from the store alone, and how
    long reading took.
    """
    read, conformed = _build(locations, to_candidate)
    shutil.rmtree(from_nothing, ignore_errors=True)
    other = Locations(locations.raw, from_nothing)
    for name in ("documents", "reading_times"):
        shutil.copytree(locations.warehouse / name, from_nothing / name)
    _build(other, to_candidate)
    keys = (document.release_key for document in stored_documents(locations.documents))
    return Built(read, conformed, input_fingerprint(keys), rows_of(locations), rows_of(other))


def _build(locations: Locations, to_candidate: bool) -> tuple[list[str], list[str]]:
    register([locations.raw], locations.documents, locations.own_folders)
    stored = stored_documents(locations.documents)
    names = {document.document_id: document.file_name for document in stored}
    read: list[str] = []
    extraction.extract_documents(locations, tell=lambda each: read.append(each.file_name))
    conformed = conformance.conform_documents(locations).conformed_now
    if to_candidate:
        begin_candidate(locations)
        check_ties(locations)
        finish_candidate(locations)
    return sorted(read), sorted(names[document_id] for document_id in conformed)


def in_this_process(
    function: Callable[[Job], Any], jobs: Sequence[Job], limits: Limits
) -> Iterator[tuple[Job, Any]]:
    """Stands for run_in_workers."""
    for job in jobs:
        yield job, function(job)


def rows_of(locations: Locations) -> dict[str, str]:
    """Frame or table → sha256 of its rows in an order of their own."""
    with duckdb.connect() as con:
        frames = {name: f"'{locations.stage}/{name}.parquet'" for name in SCHEMAS}
        if locations.candidate.exists():
            con.execute(f"ATTACH '{locations.candidate}' AS candidate (READ_ONLY)")
            told = "SELECT database_name, schema_name, table_name FROM duckdb_tables()"
            tables = con.execute(f"{told} WHERE database_name = 'candidate'").fetchall()
            frames |= {".".join(names[1:]): ".".join(names) for names in tables}
        return {name: _digest(con, source) for name, source in frames.items()}


def _digest(con: duckdb.DuckDBPyConnection, source: str) -> str:
    rows = con.execute(f"FROM {source}").fetchall()
    return hashlib.sha256("\n".join(sorted(map(repr, rows))).encode()).hexdigest()


def changed(before: Mapping[str, str], after: Mapping[str, str]) -> set[str]:
    """The frames and tables whose rows differ."""
    return {name for name in {*before, *after} if before.get(name) != after.get(name)}


def main() -> None:
    """`RAW WAREHOUSE FOLDER [to_candidate]`: build both, and print what it came to as JSON."""
    extraction.run_in_workers = conformance.run_in_workers = in_this_process
    raw, warehouse, from_nothing = map(Path, sys.argv[1:4])
    built = build_both(Locations(raw, warehouse), from_nothing, "to_candidate" in sys.argv)
    print(json.dumps(asdict(built)))


if __name__ == "__main__":
    main()
