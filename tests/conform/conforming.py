"""Conforming a hand-made tree: the shortest way from printed rows to statements."""

import hashlib
import pickle
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pipelines.code_version import code_version
from pipelines.conform.conformance import conform_version
from pipelines.conform.conformed import Conformed
from pipelines.conform.one_document import conform
from pipelines.extract.document_tree import DocumentTree, Page
from pipelines.extract.extraction import Extraction
from pipelines.locations import LEXICON
from pipelines.raw.sidecar import NOTHING_STATED, Stated
from tests.conform.trees import document, page
from tests.read_once import KEPT, one_at_a_time, read_once


@dataclass(frozen=True)
class TreeExtraction(Extraction):
    """An extraction whose tree was built by hand, so there is no stored file behind it."""

    @property
    def stated(self) -> Stated:
        return NOTHING_STATED

    def document_record(self) -> dict[str, object]:
        return {"document_id": "d" * 64, "file_name": "disclosure.pdf", "status": "loaded"}


def conform_tree(tree: DocumentTree) -> Conformed:
    """The records of one hand-made document."""
    return conform(TreeExtraction(None, tree, 0.0))  # type: ignore[arg-type]


COVER = ("江城市财政局", "2023年度部门决算")


def conform_pages(*pages: Page, cover: tuple[str, ...] = COVER) -> Conformed:
    """The records of a document with a cover and the given pages."""
    return conform_tree(document(page(1, cover), *pages))


def amounts(conformed: Conformed, *names: str) -> dict[tuple[object, ...], object]:
    """(row label, column label, the named coordinates) → amount in yuan, blanks left out."""
    return {
        (s["row_label"], s["column_label"], *(s[name] for name in names)): s["amount_yuan"]
        for s in conformed.statement
        if s.get("amount_yuan") is not None
    }


def conform_file(path: Path) -> Conformed:
    """The records of a PDF on disk, read without store or worker; the caller's own copy.

    Kept for the other workers and later runs under the version of everything they are made by.
    """
    content = path.read_bytes()
    kept = KEPT / "conformed" / version() / hashlib.sha256(content).hexdigest()
    with one_at_a_time(kept.with_suffix(".lock")):
        if not kept.exists():
            unfinished = kept.with_suffix(".unfinished")
            unfinished.write_bytes(pickle.dumps(conform_tree(read_once(content))))
            unfinished.replace(kept)
    return pickle.loads(kept.read_bytes())


@cache
def version() -> str:
    """Of the code and knowledge of conform, the words of places included."""
    places = code_version(sorted((LEXICON / "places").glob("*.yaml")))
    return hashlib.sha256(f"{conform_version()}_{places}".encode()).hexdigest()[:16]
