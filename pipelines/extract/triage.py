"""The first look at a file: can it be opened, how long is it, which pages carry text.

pypdfium2 answers in about a millisecond a page; reading text or pictures is not done here.
"""

import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pypdfium2 as pdfium

# A municipal compilation has some hundred pages; beyond this a file is not one disclosure.
MAXIMUM_PAGES = 2000
# A page with fewer characters than this over a picture is a scan with a stamp on it.
FEWEST_CHARACTERS = 8
# A picture that covers this much of a page is the page, and no illustration on it.
SCAN_SHARE = 0.6
# How many characters that stand for no letter make a text layer garbage.
GARBAGE_SHARE = 0.3
_NO_LETTER = re.compile(
    r"\(cid:\d+\)|[\x00-\x08\x0e-\x1f\x7f-\x9f\ufffd\ufffe\uffff]|[\ue000-\uf8ff]|[À-ÿ]"
)


class UnreadableDocument(Exception):
    """A file that cannot be read as a whole: `reason_code` for machines, `reason` for people."""

    def __init__(self, reason_code: str, reason: str) -> None:
        super().__init__(reason)
        self.reason_code = reason_code
        self.reason = reason


@dataclass(frozen=True)
class PageTriage:
    """What one page carries: number of characters, and the picture under them.

    `picture_share` is the pictures' share of the page (0 to 1); `is_invisible` says that
    all text is drawn invisibly, as scanners lay it over the picture that they recognised.
    """

    number: int
    width: float
    height: float
    characters: int
    picture_share: float
    is_invisible: bool = False

    @property
    def text_source(self) -> str:
        """`text`, `none` for a blank page, `scan` for a picture without a visible text layer."""
        has_picture = self.picture_share > 0
        if self.is_invisible and self.picture_share >= SCAN_SHARE:
            return "scan"
        if self.characters >= FEWEST_CHARACTERS or (self.characters and not has_picture):
            return "text"
        return "scan" if has_picture else "none"


@contextmanager
def opened(content: bytes) -> Iterator[pdfium.PdfDocument]:
    """A PDF as pdfium displays it; raises UnreadableDocument where it cannot be opened."""
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
    with opened(content) as document:
        return look_at(document)


def look_at(document: pdfium.PdfDocument) -> list[PageTriage]:
    """Look at every page of an open document; raises UnreadableDocument where it is too long."""
    count = len(document)
    if count > MAXIMUM_PAGES:
        reason = f"the PDF has {count} pages, more than the {MAXIMUM_PAGES} of one disclosure"
        raise UnreadableDocument("too_many_pages", reason)
    return [_page(document, index) for index in range(count)]


def scan_count(content: bytes) -> int:
    """How many pages have to be read from their picture; 0 for a file that is no readable PDF."""
    try:
        return sum(page.text_source == "scan" for page in triage(content))
    except UnreadableDocument:
        return 0


def is_garbage(text: str) -> bool:
    """Whether a text layer is not what the page shows: its letters have lost their meaning."""
    lost = _NO_LETTER.findall(text)
    letters = len("".join(text.split())) - sum(len(each) - 1 for each in lost)
    return bool(lost) and len(lost) >= GARBAGE_SHARE * letters


def _page(document: pdfium.PdfDocument, index: int) -> PageTriage:
    try:
        page = document[index]
    except pdfium.PdfiumError as error:
        raise UnreadableDocument("damaged_pdf", f"page {index + 1} is damaged: {error}") from error
    try:
        width, height = page.get_size()
        characters = page.get_textpage().count_chars()
        share = _picture_share(page)
        is_invisible = share >= SCAN_SHARE and characters > 0 and _is_invisible(page)
        return PageTriage(index + 1, width, height, characters, share, is_invisible)
    finally:
        page.close()


def _picture_share(page: pdfium.PdfPage) -> float:
    """The part of the page that its pictures cover, which may be strips; at least a little."""
    width, height = page.get_size()
    area = max(width * height, 1.0)
    bounds = [
        picture.get_bounds()
        for picture in page.get_objects(filter=[pdfium.raw.FPDF_PAGEOBJ_IMAGE], max_depth=3)
    ]
    shares = (abs((right - left) * (top - bottom)) / area for left, bottom, right, top in bounds)
    return min(sum(max(share, 0.001) for share in shares), 1.0)


def _is_invisible(page: pdfium.PdfPage) -> bool:
    texts = page.get_objects(filter=[pdfium.raw.FPDF_PAGEOBJ_TEXT], max_depth=3)
    return all(
        pdfium.raw.FPDFTextObj_GetTextRenderMode(text) == pdfium.raw.FPDF_TEXTRENDERMODE_INVISIBLE
        for text in texts
    )


@contextmanager
def opened_page(content: bytes, number: int) -> Iterator[pdfium.PdfPage]:
    """One page (from 1) of a file that triage could open."""
    with opened(content) as document:
        page = document[number - 1]
        try:
            yield page
        finally:
            page.close()


def turned_copy(content: bytes, number: int, degrees: int) -> bytes:
    """One page as a PDF of its own, turned clockwise by a multiple of 90 degrees."""
    copy, buffer = pdfium.PdfDocument.new(), io.BytesIO()
    with opened(content) as document:
        copy.import_pages(document, [number - 1])
    page = copy[0]
    page.set_rotation((page.get_rotation() + degrees) % 360)
    copy.save(buffer)
    copy.close()
    return buffer.getvalue()
