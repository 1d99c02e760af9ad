"""Pictures of the ten digits in the standard fonts, which every program that shows PDF has.

What they are compared with is not known here.
"""

import ctypes

import numpy as np
import pypdfium2 as pdfium
from pypdfium2 import raw

from pipelines.extract.scans.page_image import Pixels

FONTS = ("Helvetica", "Helvetica-Bold", "Times-Roman", "Times-Bold", "Courier")
SIZE, STEP, SCALE = 12.0, 20.0, 4.0


def standard_digits() -> dict[str, tuple[Pixels, ...]]:
    """Each digit in each of the standard fonts, black on white."""
    document = pdfium.PdfDocument.new()
    page = document.new_page(10 * STEP, len(FONTS) * STEP)
    for row, font in enumerate(FONTS):
        for digit in range(10):
            _print(page, font, str(digit), digit * STEP + 4, row * STEP + 4)
    raw.FPDFPage_GenerateContent(page)
    bitmap = page.render(scale=SCALE, grayscale=True)  # pyright: ignore[reportArgumentType]
    pixels = bitmap.to_numpy().reshape(bitmap.height, -1)[:, : bitmap.width].copy()
    document.close()
    step = round(STEP * SCALE)
    rows = np.split(pixels, len(FONTS))
    return {str(n): tuple(row[:, n * step : (n + 1) * step] for row in rows) for n in range(10)}


def _print(page: pdfium.PdfPage, font: str, digit: str, x: float, y: float) -> None:
    piece = raw.FPDFPageObj_NewTextObj(page.pdf, font.encode(), SIZE)
    letters = ctypes.create_string_buffer((digit + "\0").encode("utf-16-le"))
    raw.FPDFText_SetText(piece, ctypes.cast(letters, raw.FPDF_WIDESTRING))
    raw.FPDFPageObj_Transform(piece, 1, 0, 0, 1, x, y)
    raw.FPDFPage_InsertObject(page, piece)
