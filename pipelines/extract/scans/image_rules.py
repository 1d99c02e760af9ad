"""Ruling lines in the picture of a page: found as long straight ink, and taken out of it.

Which of them make a table is told by `table_grid`.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import cv2
import numpy as np

from pipelines.extract.document_tree import Box
from pipelines.extract.scans.page_image import PAPER, PageImage, Pixels

# Shorter ink may be the stroke of a letter (points): headings have broader strokes than tall ones.
SHORTEST_LEVEL, SHORTEST_UPRIGHT = 24.0, 11.0
# Grain and JPEG break a rule; gaps up to this are closed (points).
GAP = 5.0
# A rule is at least so many times longer than thick.
SLENDER = 5
# Broader ink is a shaded cell (points).
THICKEST = 4.0
# The end of a rule this near to another touches it (points).
TOUCH = 1.5
# No stroke of a letter is as long as this (points).
LONG = 60.0


@dataclass(frozen=True)
class ImageRules:
    """Level and upright rules as boxes in points."""

    level: tuple[Box, ...]
    upright: tuple[Box, ...]


def find_rules(image: PageImage, printed: Pixels) -> ImageRules:
    """The rules in the ink of a level page."""
    level = tuple(_rules(printed, image.scale, SHORTEST_LEVEL, is_level=True))
    upright = tuple(_rules(printed, image.scale, SHORTEST_UPRIGHT, is_level=False))
    return ImageRules(
        tuple(rule for rule in level if rule.x1 - rule.x0 >= LONG or _joins(rule, upright)),
        tuple(rule for rule in upright if rule.height >= LONG or _joins(rule, level)),
    )


def _rules(printed: Pixels, scale: float, shortest: float, is_level: bool) -> Iterator[Box]:
    # a rule that leans by a pixel stays whole when it is a little thicker
    thick = cv2.dilate(printed, _bar(3, not is_level))
    opened = cv2.morphologyEx(thick, cv2.MORPH_OPEN, _bar(shortest * scale, is_level))
    joined = cv2.morphologyEx(opened, cv2.MORPH_CLOSE, _bar(GAP * scale, is_level))
    _, _, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    for x, y, width, height, _ in stats[1:]:
        box = Box(*(round(float(v) / scale, 2) for v in (x, y, x + width, y + height)))
        if _is_rule(box, is_level):
            yield box


def _bar(length: float, is_level: bool) -> np.ndarray:
    size = max(int(length), 1)
    return cv2.getStructuringElement(cv2.MORPH_RECT, (size, 1) if is_level else (1, size))


def _is_rule(box: Box, is_level: bool) -> bool:
    width, height = box.x1 - box.x0, box.height
    length, thickness = (width, height) if is_level else (height, width)
    return thickness <= THICKEST and length >= SLENDER * thickness


def _joins(rule: Box, others: tuple[Box, ...]) -> bool:
    """Whether another rule is at either of its ends: the stroke of a letter ends in the white."""
    x, y = (rule.x0 + rule.x1) / 2, (rule.top + rule.bottom) / 2
    is_level = rule.x1 - rule.x0 > rule.height
    ends = ((rule.x0, y), (rule.x1, y)) if is_level else ((x, rule.top), (x, rule.bottom))
    return all(any(_is_at(end, other) for other in others) for end in ends)


def _is_at(point: tuple[float, float], rule: Box) -> bool:
    x, y = point
    is_beside = rule.x0 - TOUCH <= x <= rule.x1 + TOUCH
    return is_beside and rule.top - TOUCH <= y <= rule.bottom + TOUCH


def without_rules(image: PageImage, rules: ImageRules) -> Pixels:
    """The picture with paper where the rules were."""
    cleared = image.pixels.copy()
    for rule in (*rules.level, *rules.upright):
        x0, top, x1, bottom = (round(value * image.scale) for value in rule)
        cleared[max(top - 1, 0) : bottom + 1, max(x0 - 1, 0) : x1 + 1] = PAPER
    return cleared
