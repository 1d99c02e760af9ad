"""The published documents that tests read where they are at hand; the repository has none."""

import hashlib
from functools import cache
from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[2] / "shared"
CORPUS = SHARED / "corpus"
NATIONAL = CORPUS / "national"


@cache
def corpus() -> dict[str, Path]:
    """sha256 → file of every published PDF at hand."""
    return {
        hashlib.sha256(path.read_bytes()).hexdigest(): path for path in sorted(CORPUS.glob("*.pdf"))
    }


@cache
def national_corpus() -> dict[str, Path]:
    """sha256 → file of every published PDF of other places at hand."""
    return {
        hashlib.sha256(path.read_bytes()).hexdigest(): path
        for path in sorted(NATIONAL.rglob("*.pdf"))
    }


needs_corpus = pytest.mark.skipif(
    not CORPUS.is_dir(), reason="../shared/corpus with the published PDFs is not at hand"
)

needs_national_corpus = pytest.mark.skipif(
    not NATIONAL.is_dir(), reason="../shared/corpus/national with the published PDFs is not at hand"
)
