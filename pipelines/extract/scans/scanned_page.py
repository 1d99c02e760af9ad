"""The picture of a page into lines and ruled tables, as `page_reading` does for a text layer.

The steps are in the modules beside this one.
"""

from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import pypdfium2 as pdfium

from pipelines.extract.cut_cells import with_cut_cells
from pipelines.extract.document_tree import Box, Cell, Line, Page, Table, enclosing
from pipelines.extract.scans.image_rules import find_rules, without_rules
from pipelines.extract.scans.numerals import read_number
from pipelines.extract.scans.page_image import PageImage, Pixels, ink, render
from pipelines.extract.scans.recognition import Reading, recognise
from pipelines.extract.scans.text_pieces import Piece, find_pieces
from pipelines.extract.scans.uprighting import upright
from pipelines.extract.table_grid import RuledPage, empty_table, find_ruled_tables

# White around a crop, as a share of its height: the models were trained on loosely cut lines.
MARGIN = 0.2
# Where not even a half of the characters is sure, nothing of the page can be made out.
LEGIBLE = 0.5
# A dash is told by its shape, not by the model.
DASH_CONFIDENCE = 0.9
# Two pieces on one line are apart when the gap is wider than this share of their height.
SPACE = 0.33


def read_scanned_page(page: pdfium.PdfPage, number: int) -> Page:
    """Lines and tables of a page that is a picture; boxes are on the level page.

    A page of which nothing can be made out is `unread`, with the reason.
    """
    image, turn, skew = upright(render(page))
    rules = find_rules(image, ink(image))
    clean = PageImage(without_rules(image, rules), image.scale)
    ruled_page = RuledPage(rules.level, rules.upright, image.width, image.height)
    found = enumerate(find_ruled_tables(ruled_page))
    tables = [with_cut_cells(empty_table(index, table), ruled_page.edges) for index, table in found]
    pieces = find_pieces(clean, tables)
    lines = _lines(clean, pieces)
    if not pieces:
        return Page(number, image.width, image.height, "none")
    if not _is_legible(lines):
        reason = f"page {number} is a picture of which no text can be made out"
        return Page(number, image.width, image.height, "unread", unread_reason=reason)
    return Page(
        number,
        image.width,
        image.height,
        "ocr",
        joined_lines([line for piece, line in lines if piece.cell is None]),
        tuple(_filled(index, table, lines) for index, table in enumerate(tables)),
        turned=turn,
        skew=skew,
    )


def _lines(image: PageImage, pieces: Sequence[Piece]) -> list[tuple[Piece, Line]]:
    """The pieces that say something, with what they say."""
    asked = [piece for piece in pieces if not piece.is_dash]
    readings = iter(recognise([_crop(image, piece.box) for piece in asked]))
    found = []
    for piece in pieces:
        line = _dash(piece.box) if piece.is_dash else _line(piece.box, next(readings))
        if line:
            found.append((piece, line))
    return found


def _crop(image: PageImage, box: Box) -> Pixels:
    margin = max(box.height * MARGIN, 1.5)
    x0, top, x1, bottom = (
        round(value * image.scale)
        for value in (box.x0 - margin, box.top - margin, box.x1 + margin, box.bottom + margin)
    )
    return image.pixels[max(top, 0) : bottom + 1, max(x0, 0) : x1 + 1]


def _dash(box: Box) -> Line:
    return Line("-", box, (box.x0,), (box.x1,), (DASH_CONFIDENCE,))


def _line(box: Box, reading: Reading) -> Line | None:
    number = read_number(reading)
    if number:
        edges = np.linspace(box.x0, box.x1, len(number.text) + 1).round(2).tolist()
        sure = (number.confidence,) * len(number.text)
        return Line(number.text, box, tuple(edges[:-1]), tuple(edges[1:]), sure, number.candidates)
    glyphs = [glyph for glyph in reading.glyphs if glyph.text.strip()]
    if not glyphs:
        return None
    # the crop is a margin wider than the ink on either side
    margin = max(box.height * MARGIN, 1.5)
    width = box.x1 - box.x0 + 2 * margin
    places = [box.x0 - margin + glyph.place * width for glyph in glyphs]
    between = [(left + right) / 2 for left, right in pairwise(places)]
    starts = [round(value, 2) for value in (box.x0, *between)]
    ends = [round(value, 2) for value in (*between, box.x1)]
    text = "".join(glyph.text for glyph in glyphs)
    sure = tuple(round(glyph.confidence, 4) for glyph in glyphs)
    return Line(text, box, tuple(starts), tuple(ends), sure)


def _is_legible(lines: Sequence[tuple[Piece, Line]]) -> bool:
    sure = [confidence for _, line in lines for confidence in line.confidences]
    return bool(sure) and float(np.mean(sure)) >= LEGIBLE


def _filled(index: int, table: Table, lines: Sequence[tuple[Piece, Line]]) -> Table:
    held: dict[int, list[Line]] = defaultdict(list)
    for piece, line in lines:
        if piece.cell and piece.cell[0] == index:
            held[piece.cell[1]].append(line)
    cells = tuple(
        Cell(c.row, c.row_span, c.column, c.column_span, c.box, joined_lines(held[number]))
        for number, c in enumerate(table.cells)
    )
    return Table(table.number, table.box, table.x_edges, table.y_edges, cells)


def joined_lines(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Pieces of the same line joined from left to right, lines from top to bottom."""
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: line.box.top + line.box.bottom):
        if rows and _same_row(rows[-1][-1].box, line.box):
            rows[-1].append(line)
        else:
            rows.append([line])
    return tuple(_joined(sorted(row, key=lambda line: line.box.x0)) for row in rows)


def _same_row(one: Box, other: Box) -> bool:
    overlap = min(one.bottom, other.bottom) - max(one.top, other.top)
    return overlap > 0.5 * min(one.height, other.height)


def _joined(row: Sequence[Line]) -> Line:
    if len(row) == 1:
        return row[0]
    text, starts, ends, sure = row[0].text, row[0].starts, row[0].ends, row[0].confidences
    for left, line in pairwise(row):
        gap = line.box.x0 - left.box.x1
        if gap > SPACE * line.box.height:
            text, starts, ends = text + " ", (*starts, left.box.x1), (*ends, line.box.x0)
            sure = (*sure, 1.0)
        text, starts, ends = text + line.text, starts + line.starts, ends + line.ends
        sure += line.confidences
    return Line(text, enclosing([line.box for line in row]), starts, ends, sure)
