"""Captions that are set as a table of their own: 部门：… | 单位：万元 above the table of amounts.

Word processors and web pages lay them out so. Such a table holds no data: what it prints are lines
of the page. What a caption says is read in captions.py.
"""

from dataclasses import replace

from pipelines.conform.amounts import read_amount
from pipelines.conform.captions import is_caption_row, is_labelled, row_cells
from pipelines.extract.document_tree import DocumentTree, Page, Table

# A caption stands no further above its table than two lines of text, in points.
NEAR = 40.0
MOST_ROWS = 3
TOUCHING = 2.0


def with_captions_as_lines(tree: DocumentTree) -> DocumentTree:
    """The tree without tables that are only the caption of the one below them."""
    return replace(tree, pages=tuple(_page(page) for page in tree.pages))


def _page(page: Page) -> Page:
    captions = [table for table in page.tables if _is_caption(table, page)]
    if not captions:
        return page
    of_captions = (line for table in captions for cell in table.cells for line in cell.lines)
    lines = sorted((*page.lines, *of_captions), key=lambda line: line.box.top)
    kept = (table for table in page.tables if not any(table is one for one in captions))
    tables = (replace(table, number=number) for number, table in enumerate(kept))
    return replace(page, lines=tuple(lines), tables=tuple(tables))


def _is_caption(table: Table, page: Page) -> bool:
    """Whether every row is one of a caption and a table of more begins right below."""
    rows = [row_cells(table, row) for row in range(table.row_count)]
    printed = [[cell for cell in cells if cell.text.strip()] for cells in rows]
    texts = [cell.text for cells in printed for cell in cells]
    return (
        len(rows) <= MOST_ROWS
        and any(is_labelled(text) for text in texts)
        and all(is_caption_row(*each) for each in zip(rows, printed, strict=True))
        and not any(read_amount(text) for text in texts)
        and any(_is_right_below(table, other) for other in page.tables)
    )


def _is_right_below(table: Table, other: Table) -> bool:
    gap = other.box.top - table.box.bottom
    overlap = min(table.box.x1, other.box.x1) - max(table.box.x0, other.box.x0)
    return -TOUCHING <= gap <= NEAR and overlap > 0 and other.row_count > 1
