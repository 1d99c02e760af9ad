"""Painted paths into rules: the sides that lie level or upright, as the finder of tables asks.

Whether a rule can be seen is told in visibility.py.
"""

from collections.abc import Iterator
from typing import Any

from pdfminer.layout import LTCurve, LTLine, LTRect
from pdfplumber.page import Page as PlumberPage
from pdfplumber.utils.geometry import obj_to_edges

from pipelines.extract.document_tree import Box

# A line that leans less than this is level or upright (points).
STRAIGHT = 1.0

Edge = dict[str, Any]


def edges_of(
    plumber: PlumberPage, item: Any, box: Box, shift_x: float, shift_y: float
) -> Iterator[Edge]:
    """The sides of a painted path that lie level or upright."""
    if not isinstance(item, LTCurve) or not (item.stroke or item.fill):
        return
    if isinstance(item, LTRect) or (isinstance(item, LTLine) and _is_straight(box)):
        yield from _sides(box)
    elif not isinstance(item, LTLine):
        for edge in obj_to_edges(plumber.process_object(item)):
            x0, x1 = edge["x0"] + shift_x, edge["x1"] + shift_x
            top, bottom = edge["top"] + shift_y, edge["bottom"] + shift_y
            if edge["orientation"] in ("h", "v"):
                yield _edge(Box(x0, top, x1, bottom), edge["orientation"])


def _is_straight(box: Box) -> bool:
    return min(box.width, box.height) < STRAIGHT


def _sides(box: Box) -> Iterator[Edge]:
    """The four sides of a rectangle; a thin one is one rule along its middle."""
    x0, top, x1, bottom = box
    x, y = box.middle
    if box.height < STRAIGHT:
        yield _edge(Box(x0, y, x1, y), "h")
    elif box.width < STRAIGHT:
        yield _edge(Box(x, top, x, bottom), "v")
    else:
        yield _edge(Box(x0, top, x1, top), "h")
        yield _edge(Box(x0, bottom, x1, bottom), "h")
        yield _edge(Box(x0, top, x0, bottom), "v")
        yield _edge(Box(x1, top, x1, bottom), "v")


def _edge(box: Box, orientation: str) -> Edge:
    return {
        "object_type": "line",
        "orientation": orientation,
        "x0": box.x0,
        "x1": box.x1,
        "top": box.top,
        "bottom": box.bottom,
        "width": box.width,
        "height": box.height,
    }
