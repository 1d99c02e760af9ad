"""One page of a PDF with a text layer into lines and ruled tables.

Opening files and judging pages (triage) are elsewhere.
"""

from collections.abc import Sequence
from dataclasses import replace

import pypdfium2 as pdfium
from pdfplumber.page import Page as PlumberPage

from pipelines.extract.cut_cells import with_cut_cells
from pipelines.extract.document_tree import Line, Page, Table
from pipelines.extract.grid_repairs import mended_tables
from pipelines.extract.pdf.layers import Layers
from pipelines.extract.pdf.letter_shapes import LetterShapes
from pipelines.extract.pdf.lettering import (
    characters_of,
    without_doubles,
    without_struck,
    without_watermarks,
)
from pipelines.extract.pdf.page_content import PageContent, page_content
from pipelines.extract.pdf.visibility import pale_strings, picture_of, seen_content
from pipelines.extract.table_grid import find_ruled_tables, table_with_text
from pipelines.extract.text_lines import Character, lines_of
from pipelines.extract.white_space import white_space_tables


def read_page(
    plumber: PlumberPage,
    displayed: pdfium.PdfPage,
    number: int,
    layers: Layers,
    shapes: LetterShapes,
) -> Page | None:
    """Lines and tables of one page, read upright; characters inside a table are in its cells only.

    `displayed` is the same page as it is shown, which tells what of its content can be seen. None
    where digits of the text layer are not those that are shown: then the picture is what is read.
    """
    content = seen_lettering(page_content(plumber, layers), displayed)
    if shapes.mislead(content.letters, displayed):
        return None
    turn = content.turn_to_read()
    return _read(content.turned(turn), number, turn)


def seen_lettering(content: PageContent, displayed: pdfium.PdfPage) -> PageContent:
    """The content that a reader sees: each letter once, without watermarks and struck-out text."""
    picture = picture_of(displayed)
    seen = seen_content(content, picture)
    letters = without_watermarks(seen.letters, pale_strings(seen.letters, picture))
    letters, edges = without_struck(without_doubles(letters), seen.edges)
    return replace(seen, letters=tuple(letters), edges=tuple(edges))


def _read(content: PageContent, number: int, turn: int) -> Page:
    characters = characters_of(content.letters)
    tables: list[Table] = []
    strays: list[Line] = []
    for ruled in find_ruled_tables(content):
        box = ruled.bbox
        inside = [c for c in characters if _holds(box, c)]
        read, stray = table_with_text(len(tables), ruled, inside)
        mended, apart = mended_tables(with_cut_cells(read, content.edges))
        tables += mended
        strays += apart
        characters = [c for c in characters if not _holds(box, c)] + stray
    numbered = tuple(replace(table, number=index) for index, table in enumerate(tables))
    unruled, lines = white_space_tables(lines_of(characters), content.edges, len(numbered))
    numbered = (*numbered, *unruled)
    return Page(
        number, content.width, content.height, "text", (*lines, *strays), numbered, turned=turn
    )


def _holds(bbox: Sequence[float], character: Character) -> bool:
    x, y = character.middle
    return bbox[0] <= x <= bbox[2] and bbox[1] <= y <= bbox[3]
