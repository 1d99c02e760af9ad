"""Conforming a hand-made tree: the shortest way from printed rows to statements."""

from dataclasses import dataclass
from pathlib import Path

from pipelines.conform.conformed import Conformed
from pipelines.conform.one_document import conform
from pipelines.extract.document_tree import DocumentTree, Page
from pipelines.extract.extraction import Extraction
from pipelines.raw.sidecar import NOTHING_STATED, Stated
from tests.conform.trees import document, page
from tests.read_once import read_once


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
    """The records of a PDF on disk, read without store, cache or worker."""
    return conform_tree(read_once(path.read_bytes()))
