"""What the content stream of a page paints, in order: letters, fills and rules, with their boxes.

Boxes are in points from the top left of the displayed page. What of it can be seen is told in
visibility.py; lines and tables are made elsewhere.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from pdfminer.layout import LTChar, LTContainer, LTCurve, LTImage
from pdfminer.pdffont import PDFFont
from pdfplumber.page import Page as PlumberPage
from pdfplumber.utils.exceptions import PdfminerException

from pipelines.extract.document_tree import Box
from pipelines.extract.ideographs import with_ideographs
from pipelines.extract.pdf.colours import is_red, is_unseen, is_white
from pipelines.extract.pdf.content_device import ContentDevice, ContentInterpreter
from pipelines.extract.pdf.layers import Layers
from pipelines.extract.pdf.painted_rules import Edge, edges_of

# The direction in which text runs → the turn (degrees clockwise) that makes it run rightwards.
TURN_BY_DIRECTION = {(1, 0): 0, (0, 1): 90, (-1, 0): 180, (0, -1): 270}
# A direction this far from every side of the page is a turned stamp or watermark.
ASLANT = 0.1
# A painted shape thinner than this is a rule (points).
RULE_THICKNESS = 2.5


@dataclass(frozen=True, slots=True)
class Letter:
    """One painted character: its string (what was drawn in one operation) and place in the order.

    `turn` is the turn (degrees clockwise) that makes it run rightwards, None where it runs aslant.
    `lacks_font` says that the file does not hold its font: a picture may fail to show it.
    `is_blank` says that its ink is that of white paper: it shows on a darker ground alone. `glyph`
    is the shape that was drawn: its font and its number in it.
    """

    text: str
    box: Box
    size: float
    turn: int | None
    string: int
    order: int
    is_hidden: bool = False
    lacks_font: bool = False
    is_red: bool = False
    is_blank: bool = False
    glyph: tuple[PDFFont, int] | None = None


@dataclass(frozen=True, slots=True)
class Fill:
    """A painted area or picture that may cover what was painted before it."""

    box: Box
    order: int


@dataclass(frozen=True)
class PageContent:
    """All that is painted on a page of `width` × `height` points."""

    width: float
    height: float
    letters: tuple[Letter, ...]
    fills: tuple[Fill, ...]
    edges: tuple[Edge, ...]

    @property
    def bbox(self) -> tuple[float, float, float, float]:
        """The page as a box, as the finder of tables asks for it."""
        return 0.0, 0.0, self.width, self.height

    def turn_to_read(self) -> int:
        """Degrees clockwise that most of the page's text must be turned to stand upright."""
        turns = Counter(letter.turn for letter in self.letters if letter.turn is not None)
        return turns.most_common(1)[0][0] if turns else 0

    def turned(self, degrees: int) -> "PageContent":
        """The page turned clockwise by a multiple of 90 degrees."""
        if not degrees:
            return self
        width, height = self.width, self.height
        upright = (width, height) if degrees == 180 else (height, width)
        return PageContent(
            *upright,
            tuple(_turned_letter(letter, degrees, width, height) for letter in self.letters),
            tuple(replace(f, box=turned_box(f.box, degrees, width, height)) for f in self.fills),
            tuple(_turned_edge(edge, degrees, width, height) for edge in self.edges),
        )


def turned_box(box: Box, degrees: int, width: float, height: float) -> Box:
    """A box of a page of this size after the page was turned clockwise."""
    x0, top, x1, bottom = box
    if degrees == 90:
        return Box(height - bottom, x0, height - top, x1)
    if degrees == 180:
        return Box(width - x1, height - bottom, width - x0, height - top)
    return Box(top, width - x1, bottom, width - x0) if degrees == 270 else box


def _turned_letter(letter: Letter, degrees: int, width: float, height: float) -> Letter:
    turn = None if letter.turn is None else (letter.turn - degrees) % 360
    return replace(letter, box=turned_box(letter.box, degrees, width, height), turn=turn)


def _turned_edge(edge: Edge, degrees: int, width: float, height: float) -> Edge:
    x0, top, x1, bottom = turned_box(
        Box(edge["x0"], edge["top"], edge["x1"], edge["bottom"]), degrees, width, height
    )
    swapped = {"h": "v", "v": "h"}[edge["orientation"]] if degrees != 180 else edge["orientation"]
    sizes = {"width": x1 - x0, "height": bottom - top, "orientation": swapped}
    return edge | {"x0": x0, "top": top, "x1": x1, "bottom": bottom, **sizes}


def page_content(plumber: PlumberPage, layers: Layers) -> PageContent:
    """Run the content stream of a page; raises PdfminerException where it cannot be followed."""
    device = ContentDevice(plumber.pdf.rsrcmgr, pageno=plumber.page_number, laparams=None)
    device.layers = layers
    try:
        ContentInterpreter(plumber.pdf.rsrcmgr, device).process_page(plumber.page_obj)
    except Exception as error:
        raise PdfminerException(error) from error
    return _content(plumber, device)


def _content(plumber: PlumberPage, device: ContentDevice) -> PageContent:
    left, top, right, bottom = plumber.cropbox
    # the layout counts from the bottom left of the media box
    shift_x, height = plumber.mediabox[0] - left, float(plumber.height)
    shift_y = plumber.mediabox[1] - top
    letters: list[Letter] = []
    fills: list[Fill] = []
    edges: list[Edge] = []
    for order, item in enumerate(_painted(device.get_result())):
        x0, x1 = item.x0 + shift_x, item.x1 + shift_x
        box = Box(x0, height - item.y1 + shift_y, x1, height - item.y0 + shift_y)
        if isinstance(item, LTChar):
            letters.append(_letter(item, box, order, device))
        elif not device.hides(item):
            if _covers(item):
                fills.append(Fill(box, order))
            edges += edges_of(plumber, item, box, -left, -top)
    return PageContent(
        float(right - left), float(bottom - top), tuple(letters), tuple(fills), tuple(edges)
    )


def _painted(container: LTContainer) -> Iterator[Any]:
    for item in container:
        if isinstance(item, (LTChar, LTCurve, LTImage)):
            yield item
        elif isinstance(item, LTContainer):
            yield from _painted(item)


def _letter(item: LTChar, box: Box, order: int, device: ContentDevice) -> Letter:
    drawn, colour = device.drawn[id(item)], item.graphicstate.ncolor
    return Letter(
        with_ideographs(item.get_text()),
        box,
        item.size,
        _turn(item),
        drawn.string,
        order,
        is_hidden=drawn.is_hidden,
        lacks_font=drawn.lacks_font and not is_white(colour),
        is_red=is_red(colour),
        is_blank=drawn.is_filled and is_unseen(colour, item.ncs.name),
        glyph=drawn.glyph,
    )


def _turn(item: LTChar) -> int | None:
    a, b = item.matrix[:2]
    size = max(abs(a), abs(b))
    if not size:
        return 0
    if min(abs(a), abs(b)) > ASLANT * size:
        return None
    return TURN_BY_DIRECTION[round(a / size), round(b / size)]


def _covers(item: Any) -> bool:
    """A filled area or a picture; thin ones are rules."""
    is_area = isinstance(item, LTImage) or bool(getattr(item, "fill", False))
    return is_area and min(item.width, item.height) > RULE_THICKNESS
