"""Draws a page of a PDF with one box marked on it.

Boxes are in PDF points from the top left of the page as a viewer displays it: turned by the page's
own rotation and cut to its crop box, which is how pypdfium2 renders it.
"""

from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
from PIL import Image, ImageDraw

from pipelines.extract.pdf.displayed import displayed_pdf

Box = tuple[float, float, float, float]
_POINTS_PER_INCH = 72
_RESOLUTION = 150
# Larger pages are drawn coarser, so that no picture takes more memory than a sheet of A2.
_LARGEST_PIXELS = 3600
_MARGIN_POINTS = 2.5
_OUTLINE = (214, 40, 40, 255)
_FILL = (255, 214, 10, 90)


class NoSuchPage(LookupError):
    """The PDF cannot be opened, or has no page of that number."""


def draw(pdf_path: Path, page: int, box: Box, out_png: Path) -> None:
    """Write the whole page (numbered from 1) as a PNG with `box` (x0, top, x1, bottom) marked.

    Raises NoSuchPage when the file is no readable PDF or has no such page.
    """
    picture, scale = _render(pdf_path, page)
    x0, top, x1, bottom = box
    corners = (
        (x0 - _MARGIN_POINTS) * scale,
        (top - _MARGIN_POINTS) * scale,
        (x1 + _MARGIN_POINTS) * scale,
        (bottom + _MARGIN_POINTS) * scale,
    )
    marks = Image.new("RGBA", picture.size, (0, 0, 0, 0))
    width = max(2, round(scale))
    ImageDraw.Draw(marks).rectangle(corners, fill=_FILL, outline=_OUTLINE, width=width)
    out_png.parent.mkdir(parents=True, exist_ok=True)
    Image.alpha_composite(picture, marks).convert("RGB").save(out_png, "PNG")


def _render(pdf_path: Path, page: int) -> tuple[Image.Image, float]:
    """The page as displayed, and its pixels per point."""
    try:
        document = pdfium.PdfDocument(displayed_pdf(pdf_path.read_bytes()))
    except pdfium.PdfiumError as error:
        raise NoSuchPage(f"{pdf_path} cannot be opened as a PDF: {error}") from error
    try:
        if not 1 <= page <= len(document):
            raise NoSuchPage(f"{pdf_path} has {len(document)} pages, there is no page {page}")
        sheet = document[page - 1]
        # hinted as int by the library, which takes any number
        scale: Any = min(_RESOLUTION / _POINTS_PER_INCH, _LARGEST_PIXELS / max(sheet.get_size()))
        return sheet.render(scale=scale).to_pil().convert("RGBA"), scale
    finally:
        document.close()
