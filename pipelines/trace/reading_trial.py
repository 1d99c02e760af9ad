"""One document read on trial: its forms, their columns, what was stated and what was set aside.

Reading is done by extract and conform; here their records are put in order for a person to judge.
Printing and drawing are in commands/ and page_picture.py.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from pipelines.conform.conformed import Conformed
from pipelines.conform.one_document import conform
from pipelines.extract.extraction import Extraction, Failure
from pipelines.extract.reader import read_document
from pipelines.extract.triage import UnreadableDocument
from pipelines.frames.storage import frame
from pipelines.raw.store import StoredDocument

Box = tuple[float, float, float, float]
# A form with one of these grades is set aside as a whole.
NOT_BELIEVED = ("refuted", "unknown")


@dataclass(frozen=True)
class ColumnTrial:
    """A column as read: its header, what its cells hold, and the coordinates it gives them."""

    header: str
    role: str
    coordinates: Mapping[str, str]


@dataclass(frozen=True)
class SetAside:
    """A place that was set aside: the page (from 1), the box in points, and why."""

    page: int | None
    box: Box | None
    printed_text: str | None
    reason_code: str
    reason: str


@dataclass(frozen=True)
class FormTrial:
    """One form as read; `proof` is "sums held / sums broken"."""

    title: str
    form_code: str
    grade: str
    proof: str | None
    unit: str | None
    page_first: int
    page_last: int
    statement_count: int
    columns: tuple[ColumnTrial, ...]
    set_aside: tuple[SetAside, ...]


@dataclass(frozen=True)
class Trial:
    """How one document is read; `elsewhere` is what was set aside outside of its forms."""

    file_name: str
    organisation_name: str | None
    fiscal_year: int | None
    phase: str | None
    scope: str | None
    status: str
    forms: tuple[FormTrial, ...]
    elsewhere: tuple[SetAside, ...]
    stated_boxes: tuple[tuple[int, Box], ...] = field(default=(), repr=False)

    @property
    def is_read(self) -> bool:
        """Whether the document is taken and none of its forms is set aside as a whole."""
        taken = self.status in ("loaded", "template")
        return taken and not any(form.grade in NOT_BELIEVED for form in self.forms)

    def record(self) -> dict[str, object]:
        """All but the boxes of statements, for JSON."""
        record = asdict(self)
        del record["stated_boxes"]
        return record

    def boxes_by_page(self) -> dict[int, list[tuple[Box, bool]]]:
        """The boxes of each page, and whether a statement stands there (else it is set aside)."""
        pages: dict[int, list[tuple[Box, bool]]] = {}
        for page, box in self.stated_boxes:
            pages.setdefault(page, []).append((box, True))
        for cell in (*self.elsewhere, *(one for form in self.forms for one in form.set_aside)):
            if cell.page is not None and cell.box is not None:
                pages.setdefault(cell.page, []).append((cell.box, False))
        return dict(sorted(pages.items()))


def trial_of(document: StoredDocument) -> Trial:
    """Read one stored document from its bytes; nothing is written."""
    try:
        outcome = read_document(document.path.read_bytes())
    except UnreadableDocument as refused:
        outcome = Failure(refused.reason_code, refused.reason)
    return _trial(conform(Extraction(document, outcome, 0.0)))


def _trial(conformed: Conformed) -> Trial:
    rows = {name: frame(name, found).to_dicts() for name, found in conformed.frames().items()}
    document = rows["document"][0]
    aside = [_set_aside(row) for row in rows["quarantine"]]
    forms = tuple(_form(row, aside) for row in rows["form_reading"])
    inside = {cell for form in forms for cell in form.set_aside}
    told = ("file_name", "organisation_name", "fiscal_year", "phase", "scope", "status")
    return Trial(
        **{name: document[name] for name in told},
        forms=forms,
        elsewhere=tuple(cell for cell in aside if cell not in inside),
        stated_boxes=tuple((row["page"], _box(row)) for row in rows["statement"]),
    )


def _form(row: Mapping[str, Any], aside: Iterable[SetAside]) -> FormTrial:
    title = row["title"].strip()
    own = [
        cell
        for cell in aside
        if cell.page is not None
        and row["page_first"] <= cell.page <= row["page_last"]
        and f", {title}: " in cell.reason
    ]
    names = ("title", "form_code", "unit", "page_first", "page_last", "statement_count")
    held, broken = row["sums_held"], row["sums_broken"]
    return FormTrial(
        **{name: row[name] for name in names},
        grade=row["grade"] or "unread",
        proof=None if held is None else f"{held} / {broken}",
        columns=tuple(_columns(row["columns"])),
        set_aside=tuple(own),
    )


def _columns(described: str | None) -> Iterable[ColumnTrial]:
    for column in json.loads(described or "[]"):
        yield ColumnTrial(column["header"], column["role"], column["coordinates"])


def _set_aside(row: Mapping[str, Any]) -> SetAside:
    box = None if row["x0"] is None else _box(row)
    return SetAside(row["page"], box, row["printed_text"], row["reason_code"], row["reason"])


def _box(row: Mapping[str, Any]) -> Box:
    return row["x0"], row["top"], row["x1"], row["bottom"]
