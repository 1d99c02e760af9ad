"""What is known of recognised text: how sure each record of a scanned page is, and other readings.

Records of pages with a text layer stay as they are. Which of several readings agrees with the other
figures is told by the ties, not here.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from pipelines.conform.amounts import read_amount
from pipelines.extract.document_tree import Box, DocumentTree, Line, Page

Record = dict[str, Any]
# A doubt smaller than this is not kept as a candidate of its own.
LEAST_LIKELY = 0.001


def name_reading(tree: DocumentTree, records: Iterable[Record]) -> None:
    """Say of each record on a recognised page how it was read and how sure its letters are."""
    lines = {page.number: list(_lines(page)) for page in tree.pages if page.text_source == "ocr"}
    for record in records:
        on_page = lines.get(int(record.get("page") or 0))
        if on_page is not None and record.get("x0") is not None:
            record |= {"read_by": "ocr", "confidence": _confidence(_box(record), on_page)}


def reading_choices(tree: DocumentTree, statements: Iterable[Record]) -> Iterator[Record]:
    """One record for each candidate of each doubtful amount; the one stated is chosen."""
    doubtful = {
        (page.number, _rounded(page.displayed(line.box))): line
        for page in tree.pages
        for table in page.tables
        for cell in table.cells
        for line in cell.lines
        if len(cell.lines) == 1 and len(line.candidates) > 1
    }
    for statement in statements:
        line = doubtful.get((statement["page"], _rounded(_box(statement))))
        if line and statement.get("amount_yuan") is not None:
            yield from _choices(statement, line)


def _choices(statement: Record, line: Line) -> Iterator[Record]:
    read = line.candidates[0].text
    whole = sum(candidate.likelihood for candidate in line.candidates if _is_amount(candidate.text))
    by_form = None if read == line.text else "form_of_numbers"
    for text, likelihood in line.candidates:
        share = likelihood / whole if whole and _is_amount(text) else 0.0
        if share >= LEAST_LIKELY or text in (read, line.text):
            yield {
                "statement_id": statement["statement_id"],
                "document_id": statement["document_id"],
                "read_text": read,
                "candidate_text": text,
                "candidate_confidence": round(share, 4),
                "is_chosen": text == line.text,
                "chosen_by": (by_form or "recognition") if text == line.text else None,
                "tie_id": None,
            }


def _is_amount(text: str) -> bool:
    return read_amount(text) is not None


def _lines(page: Page) -> Iterator[tuple[Box, Line, Page]]:
    in_cells = (line for table in page.tables for cell in table.cells for line in cell.lines)
    for line in (*page.lines, *in_cells):
        yield page.displayed(line.box), line, page


def _confidence(box: Box, lines: Iterable[tuple[Box, Line, Page]]) -> float:
    """Of the least sure letter in the box; 1 where nothing is printed in it."""
    sure = [1.0]
    for shown, line, page in lines:
        if not _meet(shown, box):
            continue
        if _is_inside(shown, box):
            sure += line.confidences
            continue
        for index, confidence in enumerate(line.confidences):
            if _is_inside(page.displayed(line.box_of(index, index + 1)), box):
                sure.append(confidence)
    return round(min(sure), 4)


def _meet(one: Box, other: Box) -> bool:
    is_beside = one.x0 > other.x1 or one.x1 < other.x0
    return not (is_beside or one.top > other.bottom or one.bottom < other.top)


def _is_inside(inner: Box, outer: Box) -> bool:
    x, y = (inner.x0 + inner.x1) / 2, (inner.top + inner.bottom) / 2
    is_small = inner.x1 - inner.x0 <= outer.x1 - outer.x0 + 0.2
    return is_small and outer.x0 <= x <= outer.x1 and outer.top <= y <= outer.bottom


def _box(record: Record) -> Box:
    return Box(*(float(record[name]) for name in Box._fields))


def _rounded(box: Box) -> Box:
    return Box(*(round(value, 1) for value in box))
