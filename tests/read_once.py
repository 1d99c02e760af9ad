"""Documents that many tests look at are read once: by all workers of a run, and by later runs.

What was read is kept as the pipeline keeps it, by sha256 and by the version of the reading code, so
that no test ever sees what other code read.
"""

import fcntl
import hashlib
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from pipelines.extract.document_tree import DocumentTree
from pipelines.extract.extraction import extract_documents, extractor_version
from pipelines.extract.reader import read_document
from pipelines.extract.tree_frame import read_tree, write_tree
from pipelines.locations import REPOSITORY, Locations
from pipelines.raw.intake import register

KEPT = REPOSITORY / ".pytest_cache" / "read_once" / extractor_version()


def read_once(content: bytes) -> DocumentTree:
    """The tree of a document."""
    name = hashlib.sha256(content).hexdigest()
    path = KEPT / f"{name}.parquet"
    with one_at_a_time(KEPT / f"{name}.lock"):
        if not path.exists():
            write_tree(read_document(content), path)
    return read_tree(path)


def warmed(warehouse: Path, raw: Path) -> Path:
    """A warehouse whose documents from `raw` are read already; a run has the rest before it."""
    locations = Locations(raw.resolve(), warehouse.resolve())
    kept = KEPT / "warehouses" / hashlib.sha256(str(raw.resolve()).encode()).hexdigest()[:12]
    with one_at_a_time(kept.with_suffix(".lock")):
        first = Locations(raw.resolve(), kept)
        register([raw], first.documents)
        extract_documents(first)
        for name in ("cache", "reading_times"):
            shutil.copytree(kept / name, locations.warehouse / name)
    return warehouse


def made_once(folder: Path, make: Callable[[Path], None]) -> Path:
    """`folder` as `make` leaves it, made by whichever worker comes first."""
    done = folder.with_suffix(".done")
    with one_at_a_time(folder.with_suffix(".lock")):
        if not done.exists():
            make(folder)
            done.touch()
    return folder


@contextmanager
def one_at_a_time(lock: Path) -> Iterator[None]:
    """Wait until no other worker is inside."""
    lock.parent.mkdir(parents=True, exist_ok=True)
    with lock.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
