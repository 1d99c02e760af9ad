"""DOCX → document tree: paragraphs as lines, tables on their grid, in the order of the document.

Where a page ends is known only to the program that prints the file; a page here ends at a page
break that the file records, and goes on without one. Boxes are invented on an A4 sheet as long as
needed. Read from the XML itself: libraries for DOCX leave out what stands in content controls.
"""

from collections.abc import Iterable, Sequence

from defusedxml.ElementTree import fromstring

from pipelines.extract.attachments.damage import damage_named
from pipelines.extract.attachments.grid_table import (
    LARGEST_POINTS,
    PlacedText,
    edges_of,
    grid_table,
    line_in,
    printed_lines,
)
from pipelines.extract.attachments.package_parts import open_package
from pipelines.extract.attachments.word_blocks import (
    Block,
    WordCell,
    WordPageBreak,
    WordParagraph,
    WordTable,
    blocks_of,
    name_of,
)
from pipelines.extract.document_tree import Box, DocumentTree, Line, Page, Table
from pipelines.extract.triage import MAXIMUM_PAGES, UnreadableDocument

BODY = "word/document.xml"
PAPER_WIDTH, MARGIN = 595.0, 56.0
LETTER, LINE, SPACE = 10.5, 16.0, 4.0
COLUMN_WIDTH = 60.0
FIRST_LINE_INDENT = 2 * LETTER
LONGEST_TABLE = LARGEST_POINTS - 4 * MARGIN


def read_docx(content: bytes) -> DocumentTree:
    """A DOCX file; raises UnreadableDocument where it cannot be read."""
    with damage_named("Word document"):
        root = fromstring(open_package(content).read(BODY))
        body = next(child for child in root if name_of(child) == "body")
        return DocumentTree(tuple(typeset(blocks_of(body))))


def typeset(blocks: Iterable[Block]) -> list[Page]:
    """Blocks of flowing text set on pages; raises UnreadableDocument where they are too many."""
    pages = _Typesetter().set(blocks)
    if len(pages) > MAXIMUM_PAGES:
        reason = f"the document has {len(pages)} pages, more than {MAXIMUM_PAGES}"
        raise UnreadableDocument("too_many_pages", reason)
    return pages


class _Typesetter:
    """Sets blocks one under the other; `pages` are those that are complete."""

    def __init__(self) -> None:
        self.pages: list[Page] = []
        self._begin()

    def _begin(self) -> None:
        self.lines: list[Line] = []
        self.tables: list[Table] = []
        self.top, self.width = MARGIN, PAPER_WIDTH

    def set(self, blocks: Iterable[Block]) -> list[Page]:
        for block in blocks:
            match block:
                case WordPageBreak():
                    self._end_page()
                case WordParagraph():
                    self._set_paragraph(block)
                case WordTable():
                    self._set_table(block)
        self._end_page()
        return self.pages

    def _end_page(self) -> None:
        if self.lines or self.tables:
            number, height = len(self.pages) + 1, self.top + MARGIN
            lines, tables = tuple(self.lines), tuple(self.tables)
            self.pages.append(Page(number, self.width, height, "text", lines, tables))
            self._begin()

    def _room_for(self, height: float) -> None:
        if self.top + height > LARGEST_POINTS - MARGIN:
            self._end_page()

    def _set_paragraph(self, paragraph: WordParagraph) -> None:
        indent = FIRST_LINE_INDENT if paragraph.is_start else 0.0
        for text in printed_lines(paragraph.text):
            for index, part in enumerate(_broken(text, indent)):
                self._room_for(LINE)
                left = MARGIN + (0.0 if index else indent)
                box = Box(left, self.top, PAPER_WIDTH - MARGIN, self.top + LETTER)
                self.lines.append(line_in(part, box, LETTER))
                self.top = round(self.top + LINE, 1)

    def _set_table(self, table: WordTable) -> None:
        widths, heights = _widths(table), _heights(table)
        if not widths or not heights:
            return
        self._room_for(sum(heights) + SPACE)
        x_edges, y_edges = edges_of(widths, MARGIN), edges_of(heights, self.top)
        self.tables.append(grid_table(len(self.tables), _texts(table.rows), x_edges, y_edges))
        self.top = round(y_edges[-1] + SPACE, 1)
        self.width = max(self.width, x_edges[-1] + MARGIN)


def _broken(text: str, indent: float) -> list[str]:
    """A paragraph's text in lines of the paper's width, the first one shorter by its indent."""
    full = int((PAPER_WIDTH - 2 * MARGIN) / LETTER)
    first = full - int(indent / LETTER)
    parts = [text[:first], *(text[at : at + full] for at in range(first, len(text), full))]
    return [stripped for part in parts if (stripped := part.strip())]


def _widths(table: WordTable) -> list[float]:
    """Column widths in points; those not recorded are equal, and a wide table is scaled."""
    ends = (cell.column + cell.column_span for row in table.rows for cell in row)
    columns = max(ends, default=0)
    recorded = [*table.widths, *[0.0] * columns][:columns]
    widths = [width if width > 1 else COLUMN_WIDTH for width in recorded]
    scale = min(1.0, LONGEST_TABLE / max(sum(widths), 1.0))
    return [width * scale for width in widths]


def _heights(table: WordTable) -> list[float]:
    lines = [max((len(printed_lines(c.text)) for c in row), default=1) for row in table.rows]
    heights = [max(count, 1) * LINE for count in lines]
    scale = min(1.0, LONGEST_TABLE / max(sum(heights), 1.0))
    return [height * scale for height in heights]


def _texts(rows: Sequence[Sequence[WordCell]]) -> list[PlacedText]:
    """The cells that begin somewhere, with the rows that continue them."""
    return [
        PlacedText(
            index, _rows_covered(rows, index, cell), cell.column, cell.column_span, cell.text
        )
        for index, row in enumerate(rows)
        for cell in row
        if not cell.continues or not _continues_one(rows, index, cell)
    ]


def _continues_one(rows: Sequence[Sequence[WordCell]], index: int, cell: WordCell) -> bool:
    """Whether a cell of the same columns stands above a cell that says that it continues one."""
    return index > 0 and any(_same_columns(cell, above) for above in rows[index - 1])


def _rows_covered(rows: Sequence[Sequence[WordCell]], index: int, cell: WordCell) -> int:
    covered = 1
    for row in rows[index + 1 :]:
        if not any(other.continues and _same_columns(cell, other) for other in row):
            break
        covered += 1
    return covered


def _same_columns(one: WordCell, other: WordCell) -> bool:
    return (one.column, one.column_span) == (other.column, other.column_span)
