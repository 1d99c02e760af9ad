"""Where a statement stands: its id, its page and box, its sheet and cell.

What forms state is read in forms/; what the text states in narrative/.
"""

import hashlib

from pipelines.extract.document_tree import Box, Page

Record = dict[str, object]
# The same cell of the same bytes keeps its id, however often it is read again.
ID_LENGTH = 20
COORDINATES = (
    "flow",
    "fund_source",
    "function_code",
    "economic_system",
    "economic_code",
    "nature",
    "item_code",
)


def sheet_of(page: Page, box: Box) -> Record:
    """Sheet and cell where the page shows a spreadsheet; nothing for any other page."""
    if page.sheet is None:
        return {}
    return {"sheet": page.sheet.name, "cell": page.sheet.cell_at(box)}


def place(document_id: str, page: Page, box: Box) -> Record:
    """Page, box as displayed, and the id that they give a statement."""
    rounded = [round(value, 1) for value in page.displayed(box)]
    text = f"{document_id}:{page.number}:" + ":".join(f"{value:.1f}" for value in rounded)
    return {
        "statement_id": hashlib.sha256(text.encode()).hexdigest()[:ID_LENGTH],
        "page": page.number,
        **dict(zip(("x0", "top", "x1", "bottom"), rounded, strict=True)),
    }
