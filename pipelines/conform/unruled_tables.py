"""Forms printed without rules: they are noticed and named, so that no figure is lost in silence.

Reading them is not done here.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipelines.conform.captions import Text, text_of_line, title_candidates
from pipelines.conform.forms.wordings import Wordings
from pipelines.extract.document_tree import Box, DocumentTree, Page

# A heading that only names a form is followed by prose; a table brings figures at once.
FEWEST_ROWS = 3
# Two or more figures with separators or decimals in one line are a row of a table.
# The number of a heading and its year (1.2025年) are none.
_FIGURE = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+\.\d+(?![\d年])")
_PROSE = re.compile(r"[，。；,;]\s*\D")


@dataclass(frozen=True)
class UnruledForm:
    """The title of a form on a page, and how many rows of figures follow it without rules."""

    page: Page
    title: str
    box: Box
    rows: int


def unruled_forms(tree: DocumentTree, wordings: Wordings) -> list[UnruledForm]:
    """Titles of known forms under which figures stand in lines and not in a ruled table."""
    return [form for page in tree.pages for form in _on_page(page, wordings)]


def _on_page(page: Page, wordings: Wordings) -> Iterator[UnruledForm]:
    lines = sorted(page.lines, key=lambda line: line.box.top)
    for index, line in enumerate(lines):
        title = _title(text_of_line(line), wordings)
        following = lines[index + 1 :]
        rows = sum(_is_row(other.text) for other in following)
        if title and rows >= FEWEST_ROWS and not _has_table_below(page, line.box):
            yield UnruledForm(page, title, line.box, rows)
            return


def _title(text: Text, wordings: Wordings) -> str | None:
    for squeezed, printed in title_candidates([text]):
        proposal = wordings.proposal_of(squeezed)
        if proposal is not None and proposal.read in ("amounts", "project"):
            return printed
    return None


def _is_row(text: str) -> bool:
    return len(_FIGURE.findall(text)) > 0 and not _PROSE.search(text)


def _has_table_below(page: Page, box: Box) -> bool:
    return any(table.box.top >= box.top for table in page.tables)
