"""Red seals pressed over the print of a scanned page: taken out, the print beneath them kept.

Black ink under a seal stays dark in red light, the seal itself does not. Only what is as large as a
seal is taken out: red letters and figures are print.
"""

import cv2
import numpy as np
from numpy.typing import NDArray

Colours = NDArray[np.uint8]
Pixels = NDArray[np.uint8]

PAPER = 255
# Seals of offices are round, of 3.8 to 5 cm; smaller red things are print (points).
SMALLEST, LARGEST = 70.0, 200.0
ROUNDEST = 1.3
# Print and rules over a seal cut its ring by so much (points).
CUT = 6.0
# What is red: so much brighter in red than in green and blue.
RED, REDDER = 110, 30


def without_seals(colours: Colours, scale: float) -> Pixels:
    """Grey pixels of a picture (blue, green, red) at `scale` pixels per point, seals made paper."""
    grey = cv2.cvtColor(colours, cv2.COLOR_BGR2GRAY)
    red = _red(colours)
    across = np.ones((round(CUT * scale) + 1,) * 2, np.uint8)
    joined = cv2.morphologyEx(red, cv2.MORPH_CLOSE, across)
    # around a seal its red has paled, not darkened
    pale = (cv2.dilate(red, np.ones((5, 5), np.uint8)) > 0) & (colours[:, :, 2] > RED)
    _, _, found, _ = cv2.connectedComponentsWithStats(joined)
    for x, y, width, height, _ in found[1:]:
        if _is_seal(int(width), int(height), scale):
            place = np.s_[max(y - 2, 0) : y + height + 2, max(x - 2, 0) : x + width + 2]
            grey[place][pale[place]] = PAPER
    return grey  # type: ignore[return-value]


def _red(colours: Colours) -> Pixels:
    blue, green, red = (channel.astype(np.int16) for channel in cv2.split(colours))
    return ((red > RED) & (red - np.maximum(blue, green) > REDDER)).astype(np.uint8)


def _is_seal(width: int, height: int, scale: float) -> bool:
    sides = sorted((width / scale, height / scale))
    return sides[0] >= SMALLEST and sides[1] <= LARGEST and sides[1] <= ROUNDEST * sides[0]
