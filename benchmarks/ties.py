"""How long the ties take over generated documents, and how that grows with their number.

Run: python -m benchmarks.ties [documents]. Prints seconds and peak memory for a quarter of the
documents and for all of them; the ratio of the two says whether the growth is linear.
"""

import hashlib
import resource
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter
from typing import Any

from pipelines.conform.one_document import conform
from pipelines.extract.extraction import Extraction
from pipelines.frames.storage import SCHEMAS, frame, write_frame
from pipelines.load.candidate import begin_candidate
from pipelines.locations import Locations
from pipelines.raw.store import StoredDocument
from pipelines.validate.ties.checking import check_ties
from tests.typesetter.document_trees import document_tree
from tests.typesetter.generated_disclosure import generate


def conformed(count: int, folder: Path) -> None:
    """The stage frames of `count` generated documents."""
    records: dict[str, list[dict[str, Any]]] = {name: [] for name in SCHEMAS}
    for seed in range(count):
        for name, rows in conform(_extraction(seed)).frames().items():
            records[name] += rows
    for name in SCHEMAS:
        write_frame(folder / "warehouse" / "stage", name, frame(name, records[name]))


def _extraction(seed: int) -> Extraction:
    stored = StoredDocument(
        document_id=hashlib.sha256(str(seed).encode()).hexdigest(),
        path=Path(f"{seed}.pdf"),
        file_name=f"{seed}.pdf",
        source_url=None,
        retrieved_at=datetime(2026, 1, 1, tzinfo=UTC),
        media_type="application/pdf",
        size_bytes=1,
    )
    return Extraction(stored, document_tree(generate(seed).disclosure), 0.0)


def measure(folder: Path) -> None:
    """Check the ties of what is in `folder`, in this process."""
    started = perf_counter()
    locations = Locations(folder / "raw", folder / "warehouse")
    begin_candidate(locations)
    report = check_ties(locations)
    seconds = perf_counter() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{report.checks} checks, {report.broken} broken, {seconds:.1f} s, {peak:.0f} MiB peak")


def main() -> None:
    if sys.argv[1:2] == ["--measure"]:
        measure(Path(sys.argv[2]))
        return
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    for documents in (count // 4, count):
        with tempfile.TemporaryDirectory() as folder:
            started = perf_counter()
            conformed(documents, Path(folder))
            print(f"{documents} documents conformed in {perf_counter() - started:.1f} s")
            command = [sys.executable, "-m", "benchmarks.ties", "--measure", folder]
            subprocess.run(command, check=True)


if __name__ == "__main__":
    main()
