"""The first look at a file: can it be opened, how long is it, which pages carry text.

pypdfium2 answers in about a millisecond a page; reading the text is not done here.
"""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pypdfium2 as pdfium

# A municipal compilation has some hundred pages; beyond this a file is not one disclosure.
MAXIMUM_PAGES = 2000
# A page with fewer characters than this over a picture is a scan with a stamp on it.
FEWEST_CHARACTERS = 8


class UnreadableDocument(Exception):
    """A file that cannot be read as a whole: `reason_code` for machines, `reason` for people."""

    def __init__(self, reason_code: str, reason: str) -> None:
        super().__init__(reason)
        self.reason_code = reason_code
        self.reason = reason


@dataclass(frozen=True)
class PageTriage:
    """What one page carries: number of characters, and whether a picture fills it."""

    number: int
    width: float
    height: float
    characters: int
    has_picture: bool

    @property
    def text_source(self) -> str:
        """`text`, `none` for a blank page, `unread` for a picture without a text layer."""
        if self.characters >= FEWEST_CHARACTERS or (self.characters and not self.has_picture):
            return "text"
        return "unread" if self.has_picture else "none"


@contextmanager
def _opened(content: bytes) -> Iterator[pdfium.PdfDocument]:
    try:
        document = pdfium.PdfDocument(content)
    except pdfium.PdfiumError as error:
        raise _refusal(content, error) from error
    try:
        yield document
    finally:
        document.close()


def _refusal(content: bytes, error: Exception) -> UnreadableDocument:
    if not content:
        return UnreadableDocument("empty_file", "the file is empty")
    if b"%PDF-" not in content[:1024]:
        return UnreadableDocument("not_a_pdf", "the file is not a PDF: no %PDF- header")
    # the library's last error may be that of another file; the file itself says if it is encrypted
    if b"/Encrypt" in content and "password" in str(error).lower():
        return UnreadableDocument("encrypted", "the PDF is encrypted and asks for a password")
    return UnreadableDocument("damaged_pdf", "the PDF is damaged: no page of it can be opened")


def triage(content: bytes) -> list[PageTriage]:
    """Look at every page; raises UnreadableDocument for a file that holds no readable document."""
    with _opened(content) as document:
        count = len(document)
        if count > MAXIMUM_PAGES:
            reason = f"the PDF has {count} pages, more than the {MAXIMUM_PAGES} of one disclosure"
            raise UnreadableDocument("too_many_pages", reason)
        return [_page(document, index) for index in range(count)]


def _page(document: pdfium.PdfDocument, index: int) -> PageTriage:
    try:
        page = document[index]
    except pdfium.PdfiumError as error:
        raise UnreadableDocument("damaged_pdf", f"page {index + 1} is damaged: {error}") from error
    try:
        width, height = page.get_size()
        characters = page.get_textpage().count_chars()
        pictures = page.get_objects(filter=[pdfium.raw.FPDF_PAGEOBJ_IMAGE], max_depth=3)
        return PageTriage(index + 1, width, height, characters, any(True for _ in pictures))
    finally:
        page.close()


def turned_copy(content: bytes, number: int, degrees: int) -> bytes:
    """One page as a PDF of its own, turned clockwise by a multiple of 90 degrees."""
    copy, buffer = pdfium.PdfDocument.new(), io.BytesIO()
    with _opened(content) as document:
        copy.import_pages(document, [number - 1])
    page = copy[0]
    page.set_rotation((page.get_rotation() + degrees) % 360)
    copy.save(buffer)
    copy.close()
    return buffer.getvalue()
