"""Text with a structure: functions, sub-units, documents cited, glossary, headings, paragraphs."""

import hashlib
import re
from collections.abc import Iterator, Sequence
from typing import Any

from pipelines.conform.narrative.paragraphs import Paragraph
from pipelines.conform.narrative.sections import Section, is_heading
from pipelines.conform.narrative.wording_file import NarrativeWording
from pipelines.conform.statements import ID_LENGTH, place

Record = dict[str, Any]


def passages_of(
    document_id: str, placed: Sequence[tuple[Paragraph, Section]], wording: NarrativeWording
) -> Iterator[Record]:
    """One record for each paragraph, and one for each document number cited in it."""
    kind = "text"
    sequence = 0
    for paragraph, section in placed:
        if is_heading(paragraph, wording):
            kind = _kind_below(paragraph, kind, wording)
        for record in _records(paragraph, kind, wording):
            sequence += 1
            first, last = record.pop("span")
            where = paragraph.place(first, last) if last else paragraph.box
            spot = place(document_id, where.page, where.box)
            key = f"{spot.pop('statement_id')}:{record['kind']}:{sequence}"
            yield {
                "passage_id": hashlib.sha256(key.encode()).hexdigest()[:ID_LENGTH],
                "document_id": document_id,
                "sequence": sequence,
                "section": section.heading,
                **record,
                **spot,
                "read_by": "text",
                "confidence": 1.0,
            }


def _records(paragraph: Paragraph, kind: str, wording: NarrativeWording) -> Iterator[Record]:
    text = paragraph.text
    if is_heading(paragraph, wording):
        yield {"kind": "heading", "term": None, "passage_text": text, "span": (0, 0)}
        return
    term = wording.words["glossary_term"].match(text) if kind == "glossary" else None
    found = "text" if kind == "glossary" and not term else kind
    named = term["term"] if term else None
    yield {"kind": found, "term": named, "passage_text": text, "span": (0, 0)}
    for cited in wording.words["document_number"].finditer(text):
        record = {"kind": "policy_document", "term": cited["number"], "passage_text": text}
        yield record | {"span": cited.span("number")}


def _kind_below(paragraph: Paragraph, kind: str, wording: NarrativeWording) -> str:
    """What stands below a heading; a marked heading below another leaves it as it is."""
    for when, found in wording.passages:
        if when.search(paragraph.text):
            return found
    is_below = bool(re.match(r"^(?:\(|\d|[①-⑳])", paragraph.text))
    return kind if is_below else "text"
