"""The published documents that tests read where they are at hand; the repository has none."""

import hashlib
from functools import cache
from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[2] / "shared"
CORPUS = SHARED / "corpus"


@cache
def corpus() -> dict[str, Path]:
    """sha256 → file of every published PDF at hand."""
    return {
        hashlib.sha256(path.read_bytes()).hexdigest(): path for path in sorted(CORPUS.glob("*.pdf"))
    }


needs_corpus = pytest.mark.skipif(
    not CORPUS.is_dir(), reason="../shared/corpus with the published PDFs is not at hand"
)
