"""The one pure function of the stage: the bytes of a file → its document tree.

It runs in worker processes, so it imports neither Dagster nor DuckDB.
"""

import io
import logging
from dataclasses import dataclass, field

import pdfplumber
import pypdfium2 as pdfium
from pdfminer.pdfexceptions import PDFException
from pdfplumber.page import Page as PlumberPage
from pdfplumber.pdf import PDF
from pdfplumber.utils.exceptions import PdfminerException

from pipelines.extract.attachments.kinds import read_attachment
from pipelines.extract.document_tree import DocumentTree, Page
from pipelines.extract.page_reading import read_page
from pipelines.extract.pdf.displayed import displayed_pdf
from pipelines.extract.pdf.layers import Layers, layers_of
from pipelines.extract.pdf.letter_shapes import LetterShapes
from pipelines.extract.pdf.streams import PageStreams, unseen_drawing
from pipelines.extract.pdf.two_readers import DISAGREED, has_lost_its_index, see_the_same
from pipelines.extract.triage import (
    PageTriage,
    UnreadableDocument,
    is_garbage,
    look_at,
    opened,
)
from pipelines.raw import media_type
from pipelines.raw.media_type import media_type_of

# what the library remarks on a single font says nothing to who runs the pipeline
logging.getLogger("pdfminer").setLevel(logging.ERROR)

NO_TEXT = "no text can be made out on any page"
MAYBE_PDF = (media_type.PDF, media_type.UNKNOWN, media_type.EMPTY, *media_type.PICTURES)


def read_document(content: bytes) -> DocumentTree:
    """Read a file by its kind; raises UnreadableDocument when nothing of it can be read."""
    kind = media_type_of(content)
    # what a file without a known beginning is, the PDF reader says best
    return read_pdf(content) if kind in MAYBE_PDF else read_attachment(content, kind)


def read_pdf(content: bytes) -> DocumentTree:
    """Read every page of a PDF or a picture by its text layer or its picture.

    Raises UnreadableDocument when no page can be read.
    """
    shown = displayed_pdf(content)
    with opened(shown) as displayed:
        tree = DocumentTree(tuple(_pages(shown, displayed)))
    if tree.text_source == "none":
        reason = next((page.unread_reason for page in tree.pages if page.unread_reason), NO_TEXT)
        raise UnreadableDocument("no_text", reason)
    return tree


def _pages(content: bytes, displayed: pdfium.PdfDocument) -> list[Page]:
    looked = look_at(displayed)
    try:
        with pdfplumber.open(io.BytesIO(content)) as pdf:
            file = _Opened(displayed, pdf, layers_of(pdf.doc.catalog))
            return [_broken(file, page) or _page(file, page) for page in looked]
    except (PdfminerException, PDFException) as error:
        raise UnreadableDocument("damaged_pdf", f"the PDF is damaged: {error!r}") from error


@dataclass(frozen=True)
class _Opened:
    """A file as two libraries see it, and what holds for all of its pages."""

    displayed: pdfium.PdfDocument
    pdf: PDF
    layers: Layers
    shapes: LetterShapes = field(default_factory=LetterShapes)
    streams: PageStreams = field(default_factory=PageStreams)


def _broken(file: _Opened, looked: PageTriage) -> Page | None:
    """The page unread, where something of it may be missing; what is left of it may mislead."""
    if looked.number > len(file.pdf.pages):
        return None
    page = file.pdf.pages[looked.number - 1]
    reason = file.streams.broken(page, with_pictures=looked.text_source == "scan")
    if reason is None and looked.text_source == "none":
        reason = unseen_drawing(page)
    if reason is None and has_lost_its_index(file.pdf):
        reason = _told_by_two(page, file.displayed, looked.number)
    return _unread(looked, reason) if reason else None


def _told_by_two(page: PlumberPage, displayed: pdfium.PdfDocument, number: int) -> str | None:
    shown = displayed[number - 1]
    try:
        return None if see_the_same(page, shown) else DISAGREED
    finally:
        shown.close()


def _page(file: _Opened, looked: PageTriage) -> Page:
    if looked.text_source == "none":
        return Page(looked.number, looked.width, looked.height, "none")
    page, pages = file.displayed[looked.number - 1], file.pdf.pages
    try:
        if looked.text_source == "scan":
            return _scanned_page(page, looked)
        if looked.number > len(pages):
            return _unread(looked, "the page tree is damaged")
        plumber = pages[looked.number - 1]
        read = read_page(plumber, page, looked.number, file.layers, file.shapes)
        if read is None or is_garbage(read.text):
            return _scanned_page(page, looked)
        return _with_picture(page, read, looked) if looked.picture_share else read
    finally:
        page.close()


def _scanned_page(page: pdfium.PdfPage, looked: PageTriage) -> Page:
    """A page whose picture is read: it has no text layer, or one that says nothing."""
    # loading the models takes a second, which pages with a text layer need not wait for
    from pipelines.extract.scans.scanned_page import read_scanned_page

    return read_scanned_page(page, looked.number)


def _with_picture(page: pdfium.PdfPage, read: Page, looked: PageTriage) -> Page:
    from pipelines.extract.scans.pictured_page import LEAST_SHARE, read_pictured_page

    if looked.picture_share < LEAST_SHARE:
        return read
    return read_pictured_page(page, read, looked.picture_share)


def _unread(looked: PageTriage, reason: str) -> Page:
    return Page(looked.number, looked.width, looked.height, "unread", unread_reason=reason)
