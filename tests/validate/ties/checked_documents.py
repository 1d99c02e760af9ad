"""Documents through extract, conform and the ties, in one process and without a store."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import polars as pl

from pipelines.conform.one_document import conform
from pipelines.extract.document_tree import DocumentTree
from pipelines.extract.extraction import Extraction
from pipelines.frames.storage import SCHEMAS, frame, read_frame, write_frame
from pipelines.load.candidate import begin_candidate
from pipelines.locations import Locations
from pipelines.raw.store import StoredDocument
from pipelines.validate.ties.checking import TieReport, check_ties
from tests.read_once import read_once


@dataclass(frozen=True)
class Checked:
    """What the ties came to over a few documents."""

    report: TieReport
    findings: pl.DataFrame
    runs: pl.DataFrame
    ties: pl.DataFrame

    def of(self, document_id: str) -> list[dict[str, Any]]:
        """The findings of one document."""
        chosen = self.findings.filter(pl.col("document_id") == document_id)
        return chosen.sort("page", "rule_id").to_dicts()


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def check_documents(folder: Path, contents: Iterable[bytes]) -> Checked:
    """Read the PDFs, conform them and check their ties; all frames stay in `folder`."""
    trees = {sha256(content): read_once(content) for content in contents}
    return check_trees(folder, trees)


def check_trees(folder: Path, trees: Mapping[str, DocumentTree]) -> Checked:
    """The same for documents that were read before, by their id."""
    records: dict[str, list[dict[str, Any]]] = {name: [] for name in SCHEMAS}
    for name, tree in trees.items():
        for frame_name, rows in conform(_extraction(name, tree)).frames().items():
            records[frame_name] += rows  # pyright: ignore
    return check_records(folder, records)


def check_records(folder: Path, records: dict[str, list[dict[str, Any]]]) -> Checked:
    """Check the ties of stage records made by hand or read from documents."""
    locations = Locations(folder / "raw", folder / "warehouse")
    for name in SCHEMAS:
        write_frame(locations.stage, name, frame(name, records.get(name, [])))
    begin_candidate(locations)
    report = check_ties(locations)
    stored = [
        read_frame(locations.stage, name) for name in ("finding", "rule_run", "statement_tie")
    ]
    return Checked(report, *stored)


def _extraction(name: str, tree: DocumentTree) -> Extraction:
    document = StoredDocument(
        document_id=name,
        path=Path(f"{name[:8]}.pdf"),
        file_name=f"{name[:8]}.pdf",
        source_url=None,
        retrieved_at=datetime(2026, 1, 1, tzinfo=UTC),
        media_type="application/pdf",
        size_bytes=0,
    )
    return Extraction(document, tree, 0.0)
