"""Draws a page of a PDF with boxes marked on it.

Boxes are in PDF points from the top left of the page as a viewer displays it: turned by the page's
own rotation and cut to its crop box, which is how pypdfium2 renders it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
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
Colour = tuple[int, int, int, int]


@dataclass(frozen=True)
class Style:
    """How a box is marked: RGBA of its outline and of what it is filled with."""

    outline: Colour
    fill: Colour


SOUGHT = Style((214, 40, 40, 255), (255, 214, 10, 90))
STATED = Style((34, 139, 80, 255), (34, 139, 80, 50))
UNREAD = Style((214, 40, 40, 255), (214, 40, 40, 60))


@dataclass(frozen=True)
class Mark:
    """A box (x0, top, x1, bottom) and how it is marked."""

    box: Box
    style: Style


class NoSuchPage(LookupError):
    """The PDF cannot be opened, or has no page of that number."""


def draw(pdf_path: Path, page: int, box: Box, out_png: Path) -> None:
    """Write the whole page (numbered from 1) as a PNG with `box` (x0, top, x1, bottom) marked.

    Raises NoSuchPage when the file is no readable PDF or has no such page.
    """
    draw_marks(pdf_path, page, [Mark(box, SOUGHT)], out_png)


def draw_marks(pdf_path: Path, page: int, marks: Sequence[Mark], out_png: Path) -> None:
    """Write the whole page (from 1) as a PNG with all `marks` on it; raises as `draw` does."""
    picture, scale = _render(pdf_path, page)
    layer = Image.new("RGBA", picture.size, (0, 0, 0, 0))
    pen, width = ImageDraw.Draw(layer), max(2, round(scale))
    for mark in marks:
        corners = _corners(mark.box, scale)
        pen.rectangle(corners, fill=mark.style.fill, outline=mark.style.outline, width=width)
    out_png.parent.mkdir(parents=True, exist_ok=True)
    Image.alpha_composite(picture, layer).convert("RGB").save(out_png, "PNG")


def _corners(box: Box, scale: float) -> Box:
    """The box in pixels, with a margin."""
    x0, top, x1, bottom = box
    margin = _MARGIN_POINTS
    return (
        (x0 - margin) * scale,
        (top - margin) * scale,
        (x1 + margin) * scale,
        (bottom + margin) * scale,
    )


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
