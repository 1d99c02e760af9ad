"""A document as the PDF that a reader sees: with its form fields and annotations, the PDFs that
are embedded in it, and a picture as pages of a PDF.

Reading and drawing both start here, so that a page number and a box mean the same to both.
"""

import io
from collections.abc import Iterator

import pypdfium2 as pdfium
from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError
from pypdfium2 import raw

from pipelines.extract.triage import UnreadableDocument
from pipelines.raw.media_type import PDF, PICTURES, media_type_of

# Kinds of annotation that are not displayed as print on the page.
UNSEEN = (raw.FPDF_ANNOT_LINK, raw.FPDF_ANNOT_POPUP, raw.FPDF_ANNOT_TEXT, raw.FPDF_ANNOT_SOUND)
# The longer side of a picture's page: that of a sheet of A4 (points).
PAGE_POINTS, POINTS_PER_INCH = 842.0, 72
# A picture larger than this is a poster or an attack (pixels).
MOST_PIXELS = 120_000_000


def displayed_pdf(content: bytes) -> bytes:
    """The bytes of the PDF to read and to draw; raises UnreadableDocument for a broken picture."""
    if media_type_of(content) in PICTURES:
        return picture_pdf(content)
    try:
        document = pdfium.PdfDocument(content)
    except pdfium.PdfiumError:
        return content  # what is wrong with it is told where it is read
    try:
        embedded = list(_embedded_pdfs(document))
        painted = any(_on_page(document, index) for index in range(len(document)))
        return _whole(document, embedded, painted) if embedded or painted else content
    finally:
        document.close()


def picture_pdf(content: bytes) -> bytes:
    """A picture as a PDF, each of its frames one page."""
    try:
        with Image.open(io.BytesIO(content)) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise UnreadableDocument("too_large", "the picture has too many pixels for a page")
            frames = [_frame(frame) for frame in ImageSequence.Iterator(picture)]
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError) as error:
        reason = f"the picture is damaged: {error}"
        raise UnreadableDocument("damaged_file", reason) from error
    buffer = io.BytesIO()
    resolution = max(frames[0].size) / PAGE_POINTS * POINTS_PER_INCH
    options = {"resolution": resolution, "quality": 95}
    frames[0].save(buffer, "PDF", save_all=True, append_images=frames[1:], **options)
    return buffer.getvalue()


def _frame(frame: Image.Image) -> Image.Image:
    """Upright, on white paper where it is transparent."""
    upright = ImageOps.exif_transpose(frame).convert("RGBA")
    paper = Image.new("RGBA", upright.size, "white")
    return Image.alpha_composite(paper, upright).convert("RGB")


def _embedded_pdfs(document: pdfium.PdfDocument) -> Iterator[bytes]:
    for index in range(document.count_attachments()):
        held = bytes(document.get_attachment(index).get_data())
        if media_type_of(held) == PDF:
            yield held


def _whole(document: pdfium.PdfDocument, embedded: list[bytes], painted: bool) -> bytes:
    """The document with what its annotations show, and the embedded documents behind it."""
    if painted:
        document.init_forms()
        for index in range(len(document)):
            _paint(document, index)
    for held in embedded:
        with pdfium.PdfDocument(displayed_pdf(held)) as attached:
            document.import_pages(attached)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _on_page(document: pdfium.PdfDocument, index: int) -> bool:
    try:
        page = document[index]
    except pdfium.PdfiumError:
        return False  # which page is damaged is told where it is read
    try:
        return _shows_annotations(page)
    finally:
        page.close()


def _paint(document: pdfium.PdfDocument, index: int) -> None:
    page = document[index]
    try:
        if _shows_annotations(page):
            raw.FPDFPage_Flatten(page, raw.FLAT_NORMALDISPLAY)
    finally:
        page.close()


def _shows_annotations(page: pdfium.PdfPage) -> bool:
    for number in range(raw.FPDFPage_GetAnnotCount(page)):
        annotation = raw.FPDFPage_GetAnnot(page, number)
        kind = raw.FPDFAnnot_GetSubtype(annotation)
        raw.FPDFPage_CloseAnnot(annotation)
        if kind not in UNSEEN:
            return True
    return False
