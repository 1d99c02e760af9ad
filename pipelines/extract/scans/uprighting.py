"""How the picture of a page must be turned to be read: by quarters, then by the last degree."""

import numpy as np
from numpy.typing import NDArray

from pipelines.extract.scans.page_image import (
    PageImage,
    Pixels,
    find_skew,
    ink,
    levelled,
    turned,
)
from pipelines.extract.scans.recognition import find_text, recognise, shrunk

# Enough to see which way lines run; the text itself is found on the full picture.
LOOK_PIXELS = 1200
# A line of text is at least so many times longer than high.
LINE = 1.5
# The longest lines tell best which way is up.
ASKED = 8


def upright(image: PageImage) -> tuple[PageImage, int, float]:
    """The picture level and upright, the quarter turn clockwise in degrees, and the skew.

    The skew is in degrees clockwise, as the print leaned after the quarter turn.
    """
    degrees = _quarter_turn(image)
    straight = turned(image, degrees) if degrees else image
    skew = find_skew(ink(straight))
    return (levelled(straight, skew) if skew else straight), degrees, skew


def _quarter_turn(image: PageImage) -> int:
    """0, 90, 180 or 270: of the two turns in which lines run level, the one that reads better."""
    look, factor = shrunk(image.pixels, LOOK_PIXELS)
    boxes = find_text(look) / factor
    sizes = boxes[:, 2:] - boxes[:, :2]
    level = int((sizes[:, 0] > LINE * sizes[:, 1]).sum())
    sideways = int((sizes[:, 1] > LINE * sizes[:, 0]).sum())
    if level + sideways == 0:
        return 0
    crops = _longest(image.pixels, boxes, sizes)
    first, second = (90, 270) if sideways > level else (0, 180)
    return first if _sureness(crops, first) >= _sureness(crops, second) else second


def _longest(
    pixels: Pixels, boxes: NDArray[np.float64], sizes: NDArray[np.float64]
) -> list[Pixels]:
    order = np.argsort(sizes.max(axis=1))[::-1][:ASKED]
    corners = boxes[order].round().astype(int)
    return [pixels[max(top, 0) : bottom, max(x0, 0) : x1] for x0, top, x1, bottom in corners]


def _sureness(crops: list[Pixels], degrees: int) -> float:
    """How surely the crops are read after the turn: the mean over their characters."""
    upright_crops = [np.ascontiguousarray(np.rot90(crop, -degrees // 90)) for crop in crops]
    glyphs = [glyph for reading in recognise(upright_crops) for glyph in reading.glyphs]
    return sum(glyph.confidence for glyph in glyphs) / max(len(glyphs), 1)
