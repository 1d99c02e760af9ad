"""The titles of a table of performance: lines above it, and merged rows at its head."""

import re
from collections.abc import Iterator

from pipelines.conform.performance.form_grid import FormGrid, words_of
from pipelines.conform.performance.lexicon import Lexicon
from pipelines.conform.wording import squeeze
from pipelines.extract.document_tree import Page, Table

LONGEST = 60
ROWS_OF_TITLE = 4
_TITLE = re.compile(r"表(?:\([^()]*(?:\([^()]*\))?[^()]*\))*(?:续表?)?$")
_YEAR_LINE = re.compile(r"^\(?20\d\d年?度?\)?$")


def titles_of(grid: FormGrid) -> list[str]:
    """The squeezed titles, the nearest to the table first; one may run over two lines."""
    texts = [*_lines_above(grid.page, grid.table), *_rows_at_head(grid)]
    found: list[str] = []
    for index in range(len(texts) - 1, -1, -1):
        joined = texts[index] + (texts[index + 1] if index + 1 < len(texts) else "")
        found += [text for text in (texts[index], joined) if _is_title(text)]
    return found


def _is_title(text: str) -> bool:
    is_sentence = "。" in text or text == "附表"
    return len(text) <= LONGEST and bool(_TITLE.search(text)) and not is_sentence


def _lines_above(page: Page, table: Table) -> Iterator[str]:
    """The lines between the table before and this one, from the top; years of forms left out."""
    ends = [other.box.bottom for other in page.tables if other.box.bottom <= table.box.top + 1]
    start = max(ends, default=0.0)
    for line in sorted(page.lines, key=lambda line: line.box.top):
        text = squeeze(line.text)
        if start <= line.box.middle[1] <= table.box.top and not _YEAR_LINE.match(text):
            yield text


def _rows_at_head(grid: FormGrid) -> Iterator[str]:
    """The words of merged rows above the header or the labels of a table."""
    for row in range(min(ROWS_OF_TITLE, grid.row_count)):
        cells = grid.starting(row)
        if len(cells) > 1:
            return
        yield from (squeeze(words_of(cell)) for cell in cells)


def unit_of_caption(grid: FormGrid, lexicon: Lexicon) -> str | None:
    """The money unit stated nearest above the table, or in the rows at its head."""
    texts = [*_lines_above(grid.page, grid.table)]
    for row in range(min(ROWS_OF_TITLE, grid.row_count)):
        texts += [squeeze(words_of(cell)) for cell in grid.starting(row)]
    return unit_in_lines(texts, lexicon)


def unit_in_lines(texts: list[str], lexicon: Lexicon) -> str | None:
    """The unit of the last line that states one (单位：万元); a line may be cut after 万."""
    for index in range(len(texts) - 1, -1, -1):
        joined = texts[index] + (texts[index + 1] if index + 1 < len(texts) else "")
        found = lexicon.unit_line.search(texts[index]) or lexicon.unit_line.search(joined)
        if found:
            return found["unit"]
    return None
