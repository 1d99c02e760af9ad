"""What is known of recognised text: how sure each record of a scanned page is, and other readings.

Records of pages with a text layer stay as they are. Which of several readings agrees with the other
figures is told by the ties, not here.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from pipelines.conform.amounts import read_amount
from pipelines.extract.document_tree import Box, DocumentTree, Line
from pipelines.extract.places import confidence_of, shown_box
from pipelines.frames.records import ReadingChoice

# A doubt smaller than this is not kept as a candidate of its own.
LEAST_LIKELY = 0.001


def name_reading(tree: DocumentTree, records: Iterable[dict[str, Any]]) -> None:
    """Say of each record on a recognised page how it was read and how sure its letters are."""
    recognised = {page.number: page for page in tree.pages if page.text_source == "ocr"}
    for record in records:
        page = recognised.get(int(record.get("page") or 0))
        if page is not None and record.get("x0") is not None:
            record |= {"read_by": "ocr", "confidence": confidence_of(page, _box(record))}


def reading_choices(
    tree: DocumentTree, statements: Iterable[dict[str, Any]]
) -> Iterator[ReadingChoice]:
    """One record for each candidate of each doubtful amount; the one stated is chosen."""
    doubtful = {
        (page.number, shown_box(page, line.box)): line
        for page in tree.pages
        for table in page.tables
        for cell in table.cells
        for line in cell.lines
        if len(cell.lines) == 1 and len(line.candidates) > 1
    }
    for statement in statements:
        line = doubtful.get((statement["page"], _box(statement)))
        if line and statement.get("amount_yuan") is not None:
            yield from _choices(statement["statement_id"], statement["document_id"], line)


def _choices(statement_id: str, document_id: str, line: Line) -> Iterator[ReadingChoice]:
    read = line.candidates[0].text
    whole = sum(candidate.likelihood for candidate in line.candidates if _is_amount(candidate.text))
    by_form = None if read == line.text else "form_of_numbers"
    for text, likelihood in line.candidates:
        share = likelihood / whole if whole and _is_amount(text) else 0.0
        if share >= LEAST_LIKELY or text in (read, line.text):
            yield ReadingChoice(
                statement_id=statement_id,
                document_id=document_id,
                read_text=read,
                candidate_text=text,
                candidate_confidence=round(share, 4),
                is_chosen=text == line.text,
                chosen_by=(by_form or "recognition") if text == line.text else None,
            )


def _is_amount(text: str) -> bool:
    return read_amount(text) is not None


def _box(record: dict[str, Any]) -> Box:
    """The box of a record, as it was rounded when it was made."""
    return Box(*(round(float(record[name]), 1) for name in Box._fields))
