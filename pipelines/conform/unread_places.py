"""What of a document could not be read: pages, tables in no layout, tables without rules.

Each is set aside with its place and reason, and its numbers are accounted for.
"""

from collections.abc import Sequence

from pipelines.conform.conformed import Conformed, Record
from pipelines.conform.forms.form import UnknownTable
from pipelines.conform.forms.recognition import has_amounts
from pipelines.conform.forms.wordings import load_wordings
from pipelines.conform.table_numbers import numbers_of_unknown, numbers_set_aside
from pipelines.conform.unruled_tables import unruled_forms
from pipelines.extract.document_tree import DocumentTree
from pipelines.locations import LEXICON


def unknown_tables(conformed: Conformed, unknown: Sequence[UnknownTable]) -> None:
    """Tables that are no form; those that hold money are set aside."""
    for table in unknown:
        holds_money = has_amounts(table.table)
        found = numbers_set_aside(table) if holds_money else numbers_of_unknown(table)
        conformed.table_number += [of_document(conformed, number) for number in found]
        if not holds_money:
            continue
        page, title = table.page.number, table.title
        named = f"titled {title!r}" if title else "without a title"
        reason = f"page {page}: the table {named} is in no layout"
        shown = table.page.displayed(table.table.box)
        box = {name: round(value, 1) for name, value in shown._asdict().items()}
        conformed.set_aside("conform", "form_unknown", reason, page=page, **box)


def unruled_tables_of(conformed: Conformed, tree: DocumentTree) -> None:
    """Forms that are printed without rules."""
    for form in unruled_forms(tree, load_wordings(LEXICON)):
        page = form.page.number
        reason = f"page {page}: {form.title!r} is printed without rules, {form.rows} rows unread"
        shown = form.page.displayed(form.box)
        box = {name: round(value, 1) for name, value in shown._asdict().items()}
        conformed.set_aside("conform", "table_without_rules", reason, page=page, **box)


def unread_pages(conformed: Conformed, tree: DocumentTree) -> None:
    """Pages that were not read, or in part."""
    for page in tree.pages:
        if page.text_source == "unread":
            cause = page.unread_reason or "the page is a picture without a text layer"
            reason = f"page {page.number}: {cause}"
            conformed.set_aside("extract", "page_unread", reason, page=page.number)
        elif page.unread_reason:
            reason = f"page {page.number}: {page.unread_reason}"
            conformed.set_aside("extract", "page_partly_unread", reason, page=page.number)


def of_document(conformed: Conformed, record: Record) -> Record:
    """A record with the document that it is of."""
    return {"document_id": conformed.document["document_id"], **record}
