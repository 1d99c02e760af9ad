"""Pages of a document that are not of its disclosure: set aside, with every number on record.

Which pages these are is told by identity/other_disclosures.py.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from pipelines.conform.forms.form import UnknownTable
from pipelines.conform.identity import OtherPages
from pipelines.conform.narrative.census import number_census
from pipelines.conform.table_numbers import numbers_of_unknown
from pipelines.extract.document_tree import DocumentTree, Page

Record = dict[str, Any]
REASON_CODE = "another_disclosure"


def without_others(
    tree: DocumentTree, others: Sequence[OtherPages]
) -> tuple[DocumentTree, DocumentTree]:
    """The tree of the document's own pages, and the tree of those that are another's."""
    foreign = {number for run in others for number in range(run.first, run.last + 1)}
    own = tuple(page for page in tree.pages if page.number not in foreign)
    left = tuple(page for page in tree.pages if page.number in foreign)
    return replace(tree, pages=own), replace(tree, pages=left)


def reason_of(page: Page, others: Sequence[OtherPages]) -> str:
    """Why the page is set aside, in words."""
    run = next(run for run in others if run.first <= page.number <= run.last)
    if page.number == run.first:
        return f"page {page.number}: not of this document's disclosure, {run.why}"
    return f"page {page.number}: not of this document's disclosure, as page {run.first}: {run.why}"


def numbers_of_others(left: DocumentTree) -> Iterator[Record]:
    """A census record of every number on these pages; those that a form or text states are held."""
    in_tables = [
        number | {"class": "quarantined"} if number["class"] == "other_table" else number
        for page in left.pages
        for table in page.tables
        for number in numbers_of_unknown(UnknownTable(page, table, None))
    ]
    for record in number_census(left, {}, in_tables):
        held = record["class"] == "unclaimed"
        yield record | {"class": "quarantined"} if held else record
