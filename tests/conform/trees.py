"""Document trees built by hand, so that conform is tested without a PDF.

A table is a list of rows of texts; "<" merges a cell into the one on its left, "^" into the one
above. Cells are 60 by 20 points.
"""

from collections.abc import Sequence

from pipelines.extract.document_tree import Box, Cell, DocumentTree, Line, Page, Table

WIDTH, HEIGHT = 60.0, 20.0
Rows = Sequence[Sequence[str]]


def line(text: str, top: float, x0: float = 50.0) -> Line:
    """One line of ten-point letters."""
    starts = tuple(x0 + 10 * index for index in range(len(text)))
    ends = tuple(start + 10 for start in starts)
    return Line(text, Box(x0, top, ends[-1], top + 10), starts, ends)


def table(rows: Rows, top: float = 100.0, number: int = 0, width: float = WIDTH) -> Table:
    """A ruled table from texts with merge marks."""
    cells = [
        _cell(rows, row, column, top, width)
        for row, texts in enumerate(rows)
        for column, text in enumerate(texts)
        if text not in ("<", "^")
    ]
    x_edges = tuple(50 + width * index for index in range(len(rows[0]) + 1))
    y_edges = tuple(top + HEIGHT * index for index in range(len(rows) + 1))
    box = Box(x_edges[0], y_edges[0], x_edges[-1], y_edges[-1])
    return Table(number, box, x_edges, y_edges, tuple(cells))


def _cell(rows: Rows, row: int, column: int, top: float, width: float) -> Cell:
    columns = 1
    while column + columns < len(rows[row]) and rows[row][column + columns] == "<":
        columns += 1
    spanned = 1
    while row + spanned < len(rows) and rows[row + spanned][column] == "^":
        spanned += 1
    x0, y0 = 50 + width * column, top + HEIGHT * row
    box = Box(x0, y0, x0 + width * columns, y0 + HEIGHT * spanned)
    texts = rows[row][column].split("\n")
    lines = tuple(
        line(text, y0 + 2 + 8 * index, x0 + 2) for index, text in enumerate(texts) if text
    )
    return Cell(row, spanned, column, columns, box, lines)


def page(number: int, lines: Sequence[str] = (), *tables: Table, below: Sequence[str] = ()) -> Page:
    """A page with lines above its tables (from the top) and below them."""
    above = [line(text, 10 + 15 * index) for index, text in enumerate(lines)]
    bottom = max((t.box.bottom for t in tables), default=400.0)
    under = [line(text, bottom + 10 + 15 * index) for index, text in enumerate(below)]
    return Page(number, 842, 1200, "text", (*above, *under), tables)


def document(*pages: Page) -> DocumentTree:
    """A document of the given pages."""
    return DocumentTree(pages)
