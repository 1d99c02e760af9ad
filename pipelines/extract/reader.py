"""The one pure function of the stage: the bytes of a file → its document tree.

It runs in worker processes, so it imports neither Dagster nor DuckDB.
"""

import io

import pdfplumber
from pdfminer.pdfexceptions import PDFException
from pdfplumber.pdf import PDF
from pdfplumber.utils.exceptions import PdfminerException

from pipelines.extract.attachments.kinds import read_attachment
from pipelines.extract.document_tree import DocumentTree, Page
from pipelines.extract.page_reading import read_page, turn_to_read
from pipelines.extract.triage import (
    PageTriage,
    UnreadableDocument,
    is_garbage,
    opened_page,
    triage,
    turned_copy,
)
from pipelines.raw import media_type
from pipelines.raw.media_type import media_type_of

NO_TEXT = "no text can be made out on any page"
MAYBE_PDF = (media_type.PDF, media_type.UNKNOWN, media_type.EMPTY)


def read_document(content: bytes) -> DocumentTree:
    """Read a file by its kind; raises UnreadableDocument when nothing of it can be read."""
    kind = media_type_of(content)
    # what a file without a known beginning is, the PDF reader says best
    return read_pdf(content) if kind in MAYBE_PDF else read_attachment(content, kind)


def read_pdf(content: bytes) -> DocumentTree:
    """Read every page by its text layer or its picture.

    Raises UnreadableDocument when no page can be read.
    """
    tree = DocumentTree(tuple(_pages(content, triage(content))))
    if tree.text_source == "none":
        reason = next((page.unread_reason for page in tree.pages if page.unread_reason), NO_TEXT)
        raise UnreadableDocument("no_text", reason)
    return tree


def _pages(content: bytes, looked: list[PageTriage]) -> list[Page]:
    try:
        with pdfplumber.open(io.BytesIO(content)) as pdf:
            return [_page(content, pdf, page) for page in looked]
    except (PdfminerException, PDFException) as error:
        raise UnreadableDocument("damaged_pdf", f"the PDF is damaged: {error!r}") from error


def _page(content: bytes, pdf: PDF, looked: PageTriage) -> Page:
    if looked.text_source == "none":
        return Page(looked.number, looked.width, looked.height, "none")
    if looked.text_source == "scan":
        return _scanned_page(content, looked)
    if looked.number > len(pdf.pages):
        return _unread(looked, "the page tree is damaged")
    plumber = pdf.pages[looked.number - 1]
    try:
        turn = turn_to_read(plumber)
        page = _turned_page(content, looked, turn) if turn else read_page(plumber, looked.number)
    finally:
        plumber.close()
    return _scanned_page(content, looked) if is_garbage(page.text) else page


def _scanned_page(content: bytes, looked: PageTriage) -> Page:
    """A page whose picture is read: it has no text layer, or one that says nothing."""
    # loading the models takes a second, which pages with a text layer need not wait for
    from pipelines.extract.scans.scanned_page import read_scanned_page

    with opened_page(content, looked.number) as page:
        return read_scanned_page(page, looked.number)


def _turned_page(content: bytes, looked: PageTriage, turn: int) -> Page:
    """Read a page whose text runs sideways or upside down from a copy that is turned upright."""
    with pdfplumber.open(io.BytesIO(turned_copy(content, looked.number, turn))) as copy:
        return read_page(copy.pages[0], looked.number, turn)


def _unread(looked: PageTriage, reason: str) -> Page:
    return Page(looked.number, looked.width, looked.height, "unread", unread_reason=reason)
