"""A page of a PDF as grey pixels, upright and level, with the way back to the page as displayed.

Neither ruling lines nor text are known here.
"""

from dataclasses import dataclass

import cv2
import numpy as np
import pypdfium2 as pdfium
from numpy.typing import NDArray

from pipelines.extract.scans.seals import without_seals

Pixels = NDArray[np.uint8]

POINTS_PER_INCH = 72
# A scan is rendered as it was scanned; coarser loses digits, finer only costs time.
LEAST_DPI, MOST_DPI = 150, 300
# A page larger than a sheet of A3 is rendered coarser, so that it fits into memory.
MOST_PIXELS = 5000
PAPER = 255
# How far a page may lie askew on a scanner's glass (degrees), and the steps to find out.
MOST_SKEW = 5.0
SKEW_STEPS = (0.5, 0.1, 0.02)
SKEW_PIXELS = 1200


@dataclass(frozen=True)
class PageImage:
    """Grey pixels and their scale in pixels per point."""

    pixels: Pixels
    scale: float

    @property
    def width(self) -> float:
        """In points."""
        return self.pixels.shape[1] / self.scale

    @property
    def height(self) -> float:
        """In points."""
        return self.pixels.shape[0] / self.scale


def render(page: pdfium.PdfPage) -> PageImage:
    """The page as displayed but for red seals, at the resolution of its largest picture."""
    width, height = page.get_size()
    dpi = min(max(_picture_dpi(page), LEAST_DPI), MOST_DPI)
    scale = min(dpi / POINTS_PER_INCH, MOST_PIXELS / max(width, height))
    bitmap = page.render(scale=scale)  # pyright: ignore[reportArgumentType]
    colours = np.ascontiguousarray(bitmap.to_numpy()[:, :, :3])
    return PageImage(without_seals(colours, scale), scale)


def _picture_dpi(page: pdfium.PdfPage) -> float:
    found = [0.0]
    for picture in page.get_objects(filter=[pdfium.raw.FPDF_PAGEOBJ_IMAGE], max_depth=3):
        left, bottom, right, top = picture.get_bounds()
        shown = max(right - left, top - bottom)
        if shown > max(page.get_size()) / 2 and isinstance(picture, pdfium.PdfImage):
            found.append(max(picture.get_px_size()) * POINTS_PER_INCH / shown)
    return max(found)


def turned(image: PageImage, degrees: int) -> PageImage:
    """The image turned clockwise by a multiple of 90 degrees."""
    return PageImage(np.ascontiguousarray(np.rot90(image.pixels, -degrees // 90)), image.scale)


def levelled(image: PageImage, skew: float) -> PageImage:
    """The image turned about its middle so that print leaning `skew` degrees clockwise is level."""
    return PageImage(_rotated(image.pixels, skew, PAPER), image.scale)


def _rotated(pixels: Pixels, degrees: float, border: int) -> Pixels:
    height, width = pixels.shape
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0)
    flags = cv2.INTER_CUBIC if border else cv2.INTER_NEAREST
    return cv2.warpAffine(  # type: ignore[return-value]
        pixels, matrix, (width, height), flags=flags, borderValue=(border,)
    )


def ink(image: PageImage) -> Pixels:
    """255 where something is printed, 0 on paper, whatever the shade of either."""
    block = int(image.scale * 15) | 1
    smooth = cv2.GaussianBlur(image.pixels, (3, 3), 0)
    return cv2.adaptiveThreshold(  # type: ignore[return-value]
        smooth, PAPER, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, block, 15
    )


def find_skew(printed: Pixels) -> float:
    """Degrees clockwise by which the print leans: the angle at which rows stand out most."""
    factor = min(SKEW_PIXELS / max(printed.shape), 1.0)
    small = cv2.resize(printed, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
    # without grain, and with the letters of a line run together, even two lines show their lean
    bold = cv2.morphologyEx(small, cv2.MORPH_OPEN, np.ones((2, 2), np.uint8))
    bar = np.ones((1, SKEW_PIXELS // 60), np.uint8)
    small = cv2.morphologyEx(bold, cv2.MORPH_CLOSE, bar).astype(np.uint8)
    best, reach = 0.0, MOST_SKEW
    for step in SKEW_STEPS:
        angles = best + np.arange(-reach, reach + step / 2, step)
        best = max(angles, key=lambda angle: (_row_contrast(small, angle), -abs(angle)))
        reach = step
    return round(float(best), 2)


def _row_contrast(printed: Pixels, angle: float) -> float:
    rows = _rotated(printed, angle, 0).sum(axis=1, dtype=np.float64)
    return float(np.square(np.diff(rows)).sum())
