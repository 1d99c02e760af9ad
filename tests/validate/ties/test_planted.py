"""Seventy documents with one planted error each, beside their sound twins.

At least 95 % of the errors must be found, the cause be right in 80 %, and the twins be silent.
"""

import hashlib
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from pipelines.conform.one_document import conform
from pipelines.extract.extraction import Extraction
from pipelines.frames.storage import SCHEMAS
from pipelines.raw.store import StoredDocument
from tests.typesetter.document_trees import document_tree
from tests.typesetter.generated_disclosure import GeneratedDisclosure
from tests.typesetter.plants import PlantedPair, planted_disclosures
from tests.validate.ties.checked_documents import Checked, check_records

FOUND, EXPLAINED = 0.95, 0.80


def name_of(pair: PlantedPair) -> str:
    return hashlib.sha256(pair[0].encode()).hexdigest()


def checked(folder: Path, disclosures: dict[str, GeneratedDisclosure]) -> Checked:
    """The ties over these disclosures, each under its name."""
    records: dict[str, list[dict[str, Any]]] = {name: [] for name in SCHEMAS}
    for document_id, generated in disclosures.items():
        for name, rows in conform(extraction(document_id, generated)).frames().items():
            records[name] += rows  # pyright: ignore
    return check_records(folder, records)


def extraction(document_id: str, generated: GeneratedDisclosure) -> Extraction:
    stored = StoredDocument(
        document_id=document_id,
        path=Path("disclosure.pdf"),
        file_name="disclosure.pdf",
        source_url=None,
        retrieved_at=datetime(2026, 1, 1, tzinfo=UTC),
        media_type="application/pdf",
        size_bytes=1,
    )
    return Extraction(stored, document_tree(generated.disclosure), 0.0)


@pytest.fixture(scope="module")
def pairs() -> list[PlantedPair]:
    return list(planted_disclosures())


@pytest.fixture(scope="module")
def spoilt(tmp_path_factory: pytest.TempPathFactory, pairs: list[PlantedPair]) -> Checked:
    folder = tmp_path_factory.mktemp("spoilt")
    return checked(folder, {name_of(pair): pair[2] for pair in pairs})


def test_sound_twins_have_no_finding(tmp_path: Path, pairs: list[PlantedPair]) -> None:
    sound = checked(tmp_path, {name_of(pair): pair[1] for pair in pairs})
    assert sound.report.checks > 20_000
    assert Counter(sound.findings["rule_id"].to_list()) == {}


def test_planted_errors_are_found(spoilt: Checked, pairs: list[PlantedPair]) -> None:
    missed = [pair[0] for pair in pairs if not spoilt.of(name_of(pair))]
    assert len(pairs) >= 60
    assert len(missed) <= len(pairs) * (1 - FOUND), missed


def test_their_causes_are_named(spoilt: Checked, pairs: list[PlantedPair]) -> None:
    """Of the errors that arithmetic can explain: the finding on the root names the cause."""
    explained = [pair for pair in pairs if pair[3].cause]
    wrong = [pair[0] for pair in explained if pair[3].cause not in causes(spoilt, pair)]
    assert len(wrong) <= len(explained) * (1 - EXPLAINED), wrong


def causes(spoilt: Checked, pair: PlantedPair) -> set[str | None]:
    return {finding["cause"] for finding in spoilt.of(name_of(pair))}


def test_every_kind_is_found(spoilt: Checked, pairs: list[PlantedPair]) -> None:
    kinds = Counter(pair[3].kind for pair in pairs)
    found = Counter(pair[3].kind for pair in pairs if spoilt.of(name_of(pair)))
    assert len(kinds) >= 12
    assert {kind for kind in kinds if found[kind] < kinds[kind] - 1} == set()
