"""A page of text with a picture on it that says something: a form pasted as a picture, a scan under
a running head. What the text layer says is kept, what only the picture says is recognised.
"""

import pypdfium2 as pdfium

from pipelines.extract.document_tree import Box, Line, Page, Table
from pipelines.extract.scans.image_rules import find_rules
from pipelines.extract.scans.page_image import ink, render
from pipelines.extract.scans.scanned_page import read_scanned_page
from pipelines.extract.table_grid import RuledPage, find_ruled_tables

# A picture smaller than this part of the page is a seal, a photograph or an ornament.
LEAST_SHARE = 0.12
# A page of so many letters is a page of text, whatever lies under it.
MOST_LETTERS = 200
# A grid in a picture has at least so many cells.
FEWEST_CELLS = 6
# What lies so far in a line or a table of the text layer is the same print.
SAME_PRINT = 0.4


def read_pictured_page(page: pdfium.PdfPage, read: Page, picture_share: float) -> Page:
    """The page with what its picture says; `read` is what the text layer says."""
    if picture_share < LEAST_SHARE or not _says_more(page, read, picture_share):
        return read
    recognised = read_scanned_page(page, read.number)
    if recognised.text_source != "ocr":
        return read
    if recognised.turned != read.turned or recognised.skew:
        # boxes of the two do not lie on one page; the picture shows the text as well
        return recognised if not read.tables else read
    return _joined(read, recognised)


def _says_more(page: pdfium.PdfPage, read: Page, picture_share: float) -> bool:
    """Whether the picture holds a ruled table where the text layer has none."""
    if read.turned:
        return False
    image = render(page)
    rules = find_rules(image, ink(image))
    ruled = find_ruled_tables(RuledPage(rules.level, rules.upright, image.width, image.height))
    grids = [Box(*table.bbox) for table in ruled if len(table.cells) >= FEWEST_CELLS]
    unread = [box for box in grids if not any(_lies_in(box, t.box) for t in read.tables)]
    is_bare = picture_share > 0.5 and not read.tables and len(read.text) < MOST_LETTERS
    return is_bare or any(not _has_text(box, read) for box in unread)


def _has_text(box: Box, read: Page) -> bool:
    """Whether the text layer prints numbers inside: then its rules only are a picture."""
    inside = [line for line in read.lines if _lies_in(line.box, box)]
    return sum(any(c.isdecimal() for c in line.text) for line in inside) > 2


def _joined(read: Page, recognised: Page) -> Page:
    tables = [t for t in recognised.tables if not any(_meets(t.box, o.box) for o in read.tables)]
    lines = [line for line in recognised.lines if not _is_printed(line, read)]
    numbered = [
        Table(index, t.box, t.x_edges, t.y_edges, t.cells)
        for index, t in enumerate(sorted((*read.tables, *tables), key=lambda t: t.box.top))
    ]
    outside = [line for line in read.lines if not any(_lies_in(line.box, t.box) for t in tables)]
    together = tuple(sorted((*outside, *lines), key=lambda line: line.box.top))
    return Page(read.number, read.width, read.height, "ocr", together, tuple(numbered))


def _is_printed(line: Line, read: Page) -> bool:
    boxes = [other.box for other in read.lines] + [table.box for table in read.tables]
    return any(_lies_in(line.box, box) for box in boxes)


def _meets(one: Box, other: Box) -> bool:
    return _lies_in(one, other) or _lies_in(other, one)


def _lies_in(inner: Box, outer: Box) -> bool:
    across = min(inner.x1, outer.x1) - max(inner.x0, outer.x0)
    down = min(inner.bottom, outer.bottom) - max(inner.top, outer.top)
    area = max(inner.width * inner.height, 0.01)
    return across > 0 and down > 0 and across * down > SAME_PRINT * area
