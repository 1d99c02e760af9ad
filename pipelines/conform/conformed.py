"""What conform makes of one document: its row, and the records of each stage frame.

How they are found is in one_document.py and the readers below it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pipelines.conform.disclosure_parts import Note
from pipelines.conform.identity import NOTHING_PRINTED, PrintedIdentity
from pipelines.frames.ids import row_id
from pipelines.frames.records import ReadingChoice
from pipelines.frames.storage import SCHEMAS

Record = dict[str, Any]


@dataclass
class Conformed:
    """The records of one document, by stage frame; `printed` is its identity with nothing lent."""

    document: Record
    printed: PrintedIdentity = NOTHING_PRINTED
    statement: list[Record] = field(default_factory=list)
    form_reading: list[Record] = field(default_factory=list)
    table_number: list[Record] = field(default_factory=list)
    claim: list[Record] = field(default_factory=list)
    statistic: list[Record] = field(default_factory=list)
    passage: list[Record] = field(default_factory=list)
    project: list[Record] = field(default_factory=list)
    target: list[Record] = field(default_factory=list)
    purchase: list[Record] = field(default_factory=list)
    number_census: list[Record] = field(default_factory=list)
    reading_choice: list[ReadingChoice] = field(default_factory=list)
    quarantine: list[Record] = field(default_factory=list)

    def set_aside(self, stage: str, reason_code: str, reason: str, **where: object) -> None:
        """Quarantine a place of the document; without a page it holds the whole document."""
        if "page" not in where:
            self.document["status"] = "quarantined"
        document_id, file_name = self.document["document_id"], self.document["file_name"]
        key = f"{document_id}:{stage}:{reason_code}:{where}:{len(self.quarantine)}"
        self.quarantine.append(
            {
                "quarantine_id": row_id(key),
                "document_id": document_id,
                "file_name": file_name,
                "stage": stage,
                "reason_code": reason_code,
                "reason": f"{file_name}: {reason}",
                **where,
            }
        )

    def note(self) -> Note:
        """What the other documents of the disclosure need to know of it."""
        forms = {str(record["form_code"]) for record in self.form_reading}
        return Note(self.printed, tuple(sorted(forms)), self.has_text)

    @property
    def has_text(self) -> bool:
        """Whether sentences state figures."""
        states = any(record["stated_in"] != "table" for record in self.statement)
        return states or bool(self.claim or self.statistic)

    def frames(self) -> Mapping[str, Sequence[object]]:
        """The records by the name of their stage frame."""
        listed = (name for name in SCHEMAS if name != "document")
        return {"document": [self.document]} | {name: getattr(self, name) for name in listed}
