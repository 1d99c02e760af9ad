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
from pipelines.extract.triage import PageTriage, UnreadableDocument, triage, turned_copy
from pipelines.raw import media_type
from pipelines.raw.media_type import media_type_of

MAYBE_PDF = (media_type.PDF, media_type.UNKNOWN, media_type.EMPTY)


def read_document(content: bytes) -> DocumentTree:
    """Read a file by its kind; raises UnreadableDocument when nothing of it can be read."""
    kind = media_type_of(content)
    # what a file without a known beginning is, the PDF reader says best
    return read_pdf(content) if kind in MAYBE_PDF else read_attachment(content, kind)


def read_pdf(content: bytes) -> DocumentTree:
    """Read every page that has a text layer; raises UnreadableDocument when none can be read."""
    looked = triage(content)
    if not any(page.text_source == "text" for page in looked):
        raise UnreadableDocument("no_text_layer", "no page has a text layer: the file is a scan")
    return DocumentTree(tuple(_pages(content, looked)))


def _pages(content: bytes, looked: list[PageTriage]) -> list[Page]:
    try:
        with pdfplumber.open(io.BytesIO(content)) as pdf:
            return [_page(content, pdf, page) for page in looked]
    except (PdfminerException, PDFException) as error:
        raise UnreadableDocument("damaged_pdf", f"the PDF is damaged: {error!r}") from error


def _page(content: bytes, pdf: PDF, looked: PageTriage) -> Page:
    if looked.text_source != "text":
        return Page(looked.number, looked.width, looked.height, looked.text_source)
    if looked.number > len(pdf.pages):
        return _unread(looked, "the page tree is damaged")
    plumber = pdf.pages[looked.number - 1]
    try:
        turn = turn_to_read(plumber)
        return _turned_page(content, looked, turn) if turn else read_page(plumber, looked.number)
    finally:
        plumber.close()


def _turned_page(content: bytes, looked: PageTriage, turn: int) -> Page:
    """Read a page whose text runs sideways or upside down from a copy that is turned upright."""
    with pdfplumber.open(io.BytesIO(turned_copy(content, looked.number, turn))) as copy:
        return read_page(copy.pages[0], looked.number, turn)


def _unread(looked: PageTriage, reason: str) -> Page:
    return Page(looked.number, looked.width, looked.height, "unread", unread_reason=reason)
