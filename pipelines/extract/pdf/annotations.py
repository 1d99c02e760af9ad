"""Form fields and annotations: what they show becomes part of the page, as a reader sees it.

Links and pop-up notes show nothing on the page.
"""

import io

import pypdfium2 as pdfium
from pypdfium2 import raw

# Kinds that are not displayed as print on the page.
UNSEEN = (raw.FPDF_ANNOT_LINK, raw.FPDF_ANNOT_POPUP, raw.FPDF_ANNOT_TEXT, raw.FPDF_ANNOT_SOUND)


def has_annotations(document: pdfium.PdfDocument) -> bool:
    """Whether any page displays form fields or annotations."""
    return any(_on_page(document, index) for index in range(len(document)))


def with_annotations(content: bytes) -> bytes:
    """The PDF with its form fields and annotations painted on the pages."""
    document = pdfium.PdfDocument(content)
    try:
        document.init_forms()
        for index in range(len(document)):
            _paint(document, index)
        return _saved(document)
    finally:
        document.close()


def _on_page(document: pdfium.PdfDocument, index: int) -> bool:
    page = document[index]
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


def _saved(document: pdfium.PdfDocument) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()
