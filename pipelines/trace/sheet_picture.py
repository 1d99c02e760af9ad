"""Draws the cells around one box of a file that has no pages of its own, with the box marked.

The grid is the one that the document tree has for a sheet or a Word table; pages of PDF files are
drawn by page_picture.py.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path

import pylopdf_fonts_zh_cn
from PIL import Image, ImageDraw, ImageFont

from pipelines.extract.document_tree import Box, Line, Page, column_letters
from pipelines.extract.reader import read_document
from pipelines.extract.triage import UnreadableDocument
from pipelines.trace.page_picture import NoSuchPage

WIDTH_PIXELS, HEIGHT_PIXELS = 1400, 800
# A row of the sheet is at least this high in the picture.
ROW_PIXELS = 32
# Room at the left and at the top for the row numbers and the column letters.
BAND_PIXELS = 40
LARGEST_LETTER, SMALLEST_LETTER = 18, 7
_PAPER, _INK, _RULE, _BAND = "#ffffff", "#1a1a1a", "#b0b0b0", "#eeeeee"
_OUTLINE, _FILL = "#d62828", "#fff3a9"


def draw(path: Path, page: int, box: Box, out_png: Path) -> None:
    """Write a PNG of the cells around `box` (points of the page numbered `page`), it marked.

    Raises NoSuchPage when the file cannot be read or has no such page.
    """
    _Picture(_page(path, page), box).save(out_png)


def _page(path: Path, number: int) -> Page:
    try:
        tree = read_document(path.read_bytes())
    except UnreadableDocument as error:
        raise NoSuchPage(f"{path} cannot be read: {error.reason}") from error
    found = next((page for page in tree.pages if page.number == number), None)
    if found is None:
        raise NoSuchPage(f"{path} has {len(tree.pages)} pages, there is no page {number}")
    return found


class _Picture:
    """The part of a page around a box, in pixels."""

    def __init__(self, page: Page, box: Box) -> None:
        self.page, self.box = page, box
        self.scale = max(2.0, ROW_PIXELS / max(box.height, 0.1))
        self.left = self._start(box.x0, box.x1, page.width, WIDTH_PIXELS)
        self.top = self._start(box.top, box.bottom, page.height, HEIGHT_PIXELS)
        right, bottom = self._place(page.width, page.height)
        size = min(WIDTH_PIXELS, round(right) + 2), min(HEIGHT_PIXELS, round(bottom) + 2)
        self.image = Image.new("RGB", size, _PAPER)
        self.pen = ImageDraw.Draw(self.image)

    def _start(self, first: float, last: float, length: float, pixels: int) -> float:
        """The first point shown, so that the box stands in the middle if it can."""
        shown = (pixels - BAND_PIXELS) / self.scale
        return min(max((first + last - shown) / 2, 0.0), max(length - shown, 0.0))

    def _place(self, x: float, y: float) -> tuple[float, float]:
        left, top = (x - self.left) * self.scale, (y - self.top) * self.scale
        return BAND_PIXELS + left, BAND_PIXELS + top

    def _corners(self, box: Box) -> tuple[float, float, float, float]:
        return (*self._place(box.x0, box.top), *self._place(box.x1, box.bottom))

    def save(self, out_png: Path) -> None:
        self.pen.rectangle(self._corners(self.box), fill=_FILL)
        cells = [cell for table in self.page.tables for cell in table.cells]
        for cell in cells:
            self.pen.rectangle(self._corners(cell.box), outline=_RULE)
        for line in (*self.page.lines, *(line for cell in cells for line in cell.lines)):
            self._write(line)
        self.pen.rectangle(self._corners(self.box), outline=_OUTLINE, width=3)
        self._bands()
        out_png.parent.mkdir(parents=True, exist_ok=True)
        self.image.save(out_png, "PNG")

    def _write(self, line: Line) -> None:
        x0, y0, x1, y1 = self._corners(line.box)
        if x1 < 0 or y1 < 0 or x0 > self.image.width or y0 > self.image.height:
            return
        font = _font(_size(line.text, x1 - x0 - 4, y1 - y0 - 4))
        self.pen.text((x0 + 3, (y0 + y1) / 2), line.text, fill=_INK, font=font, anchor="lm")

    def _bands(self) -> None:
        """Column letters and row numbers of a sheet."""
        sheet, band = self.page.sheet, BAND_PIXELS - 1
        self.pen.rectangle((0, 0, self.image.width, band), fill=_BAND)
        self.pen.rectangle((0, 0, band, self.image.height), fill=_BAND)
        if sheet is None:
            return
        for number, middle in _middles(sheet.x_edges):
            x, _ = self._place(middle, 0)
            self._name(column_letters(number), x, band / 2)
        for number, middle in _middles(sheet.y_edges):
            _, y = self._place(0, middle)
            self._name(str(number), band / 2, y)
        self.pen.rectangle((0, 0, band, band), fill=_BAND)

    def _name(self, text: str, x: float, y: float) -> None:
        self.pen.text((x, y), text, fill=_INK, font=_font(14), anchor="mm")


def _middles(edges: Sequence[float]) -> Iterator[tuple[int, float]]:
    """The number and the middle of each column or row that is shown."""
    for number, (first, last) in enumerate(pairwise(edges), 1):
        if last > first:
            yield number, (first + last) / 2


def _size(text: str, width: float, height: float) -> int:
    """The size of letters in which a text fits its place, as far as it can be read."""
    largest = max(SMALLEST_LETTER, min(LARGEST_LETTER, int(height)))
    needed = _font(largest).getlength(text)
    fitting = largest if needed <= width else int(largest * width / needed)
    return max(SMALLEST_LETTER, fitting)


@cache
def _font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(pylopdf_fonts_zh_cn.sans_path()), size)
