"""The lines of a document tree as identity compares them, and which of them are the cover.

Nothing is understood here; lines are normalised, and furniture of the cover is left out.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from pipelines.conform.identity.words import Words
from pipelines.conform.wording import arabic_years, squeeze
from pipelines.extract.document_tree import DocumentTree, Page

# Rows of a table that may hold its title, its label and its header.
HEADER_ROWS = 6


@dataclass(frozen=True)
class PrintedPage:
    """A page as squeezed texts: free `lines` in order, those `above` its first table, and the
    `rows` at the head of its tables."""

    number: int
    lines: tuple[str, ...]
    above: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    cells: tuple[str, ...]
    is_sheet: bool

    @cached_property
    def header(self) -> tuple[str, ...]:
        """All texts that may be a title or a label: lines, and cells at the head of tables."""
        return (*self.lines, *(text for row in self.rows for text in row))

    @cached_property
    def text(self) -> str:
        """All that is printed, line by line."""
        return "\n".join((*self.lines, *self.cells))


def printed_pages(tree: DocumentTree) -> tuple[PrintedPage, ...]:
    """The pages of the tree, normalised."""
    return tuple(_printed(page) for page in tree.pages)


def _printed(page: Page) -> PrintedPage:
    lines = tuple(_normal(line.text) for line in page.lines)
    first = min((table.box.top for table in page.tables), default=page.height)
    above = tuple(_normal(line.text) for line in page.lines if line.box.top < first)
    cells = [cell for table in page.tables for cell in table.cells if cell.lines]
    rows: dict[tuple[int, int], list[str]] = {}
    for table in page.tables:
        for cell in table.cells:
            if cell.row < HEADER_ROWS and cell.lines:
                rows.setdefault((table.number, cell.row), []).append(_normal(cell.text))
    return PrintedPage(
        page.number,
        tuple(line for line in lines if line),
        tuple(line for line in above if line),
        tuple(tuple(row) for row in rows.values()),
        tuple(_normal(cell.text) for cell in cells),
        page.sheet is not None,
    )


def _normal(text: str) -> str:
    return arabic_years(squeeze(text))


def cover_lines(pages: Sequence[PrintedPage], words: Words) -> Iterator[tuple[int, list[str]]]:
    """(page number, its lines) of the pages before the table of contents, at most the first few."""
    for page in pages[: words.cover_pages]:
        # what stands between two tables is the title of the second
        lines = list(page.header) if page.is_sheet else list(page.above)
        ends = [place for place, line in enumerate(lines) if words.contents.search(line)]
        yield page.number, without_furniture(lines[: ends[0]] if ends else lines, words)
        if ends:
            return


def without_furniture(lines: Sequence[str], words: Words) -> list[str]:
    """Without page numbers, dates, marks of secrecy checks and the like."""
    return [line for line in lines if not words.furniture.search(line)]
