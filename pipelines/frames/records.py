"""One record for each frame that conform hands over; the columns of the frames follow from them.

What a column means is told by the SQL file of the table that the frame feeds. Projects, their
targets and purchases are in performance_records.py.
"""

from dataclasses import dataclass
from datetime import date, datetime

from pipelines.frames.columns import Measure, Yuan
from pipelines.frames.coordinates import Coordinates, Disclosure
from pipelines.frames.performance_records import Project, Purchase, Target
from pipelines.frames.place import Place


@dataclass(frozen=True, kw_only=True)
class Document:
    """A row of meta.document: what the store, the reader and the document say of itself."""

    document_id: str
    file_name: str
    source_url: str | None = None
    retrieved_at: datetime
    published_on: date | None = None
    stated_vintage: int | None = None
    stated_vintage_at: str | None = None
    media_type: str
    page_count: int | None = None
    text_source: str
    title: str | None = None
    disclosure: Disclosure
    identity_told: str | None = None
    part: str | None = None
    layout_id: str | None = None
    status: str
    extraction_seconds: float
    unread_pages: int | None = None


@dataclass(frozen=True, kw_only=True)
class Statement:
    """A row of core.fct_amount: one printed amount, or the statement that there is none."""

    statement_id: str
    document_id: str
    disclosure: Disclosure
    coordinates: Coordinates
    government_economic_code: str | None = None
    unit_name: str | None = None
    detail_name: str | None = None
    grade: str | None = None
    project_id: str | None = None
    purchase_id: str | None = None
    line_kind: str
    amount_yuan: Yuan | None = None
    absence: str | None = None
    printed_text: str
    printed_decimals: int | None = None
    unit: str
    unit_source: str
    stated_in: str
    form_code: str | None = None
    row_label: str | None = None
    column_label: str | None = None
    code_source: str | None = None
    place: Place


@dataclass(frozen=True, kw_only=True)
class FormReading:
    """A row of meta.form_reading: how one form of a document was read."""

    document_id: str
    form_code: str
    title: str
    page_first: int
    page_last: int
    unit: str | None = None
    row_count: int
    statement_count: int
    is_empty: bool
    layout_id: str
    grade: str | None = None
    sums_held: int | None = None
    sums_broken: int | None = None
    columns: str | None = None


@dataclass(frozen=True, kw_only=True)
class TableNumber:
    """A row of quality.table_number: a number in a ruled table, and who claims it."""

    document_id: str
    token: str
    claimed_by: str | None = None
    class_: str
    place: Place


@dataclass(frozen=True, kw_only=True)
class Claim:
    """A row of core.fct_claim: what the text says of a statement."""

    claim_id: str
    document_id: str
    disclosure: Disclosure
    kind: str
    statement_id: str | None = None
    denominator_statement_id: str | None = None
    parent_claim_id: str | None = None
    statistic_id: str | None = None
    denominator_statistic_id: str | None = None
    direction: str | None = None
    base_year: int | None = None
    base_year_text: str | None = None
    base_phase: str | None = None
    value: Measure | None = None
    unit: str | None = None
    printed_unit: str | None = None
    printed_decimals: int | None = None
    printed_text: str | None = None
    value_recomputed: Measure | None = None
    subject_text: str | None = None
    reason_text: str | None = None
    unread: str | None = None
    place: Place


@dataclass(frozen=True, kw_only=True)
class Statistic:
    """A row of core.fct_statistic: a count of persons, things or batches."""

    statistic_id: str
    document_id: str
    disclosure: Disclosure
    statistic_code: str
    kind: str | None = None
    threshold_yuan: Yuan | None = None
    as_of: date | None = None
    sentence_id: str | None = None
    value: Measure | None = None
    unit: str | None = None
    printed_unit: str | None = None
    printed_decimals: int | None = None
    printed_text: str | None = None
    subject_text: str | None = None
    place: Place


@dataclass(frozen=True, kw_only=True)
class Passage:
    """A row of core.fct_passage: a paragraph of the text."""

    passage_id: str
    document_id: str
    sequence: int
    kind: str
    section: str | None = None
    term: str | None = None
    passage_text: str
    place: Place


@dataclass(frozen=True, kw_only=True)
class CensusNumber:
    """A row of quality.number_census: a number anywhere on a page, and what accounts for it."""

    document_id: str
    token: str
    claimed_by: str | None = None
    claimed_in: str | None = None
    class_: str
    place: Place


@dataclass(frozen=True, kw_only=True)
class ReadingChoice:
    """A row of quality.reading_choice: one of several readings of a recognised amount."""

    statement_id: str
    document_id: str
    read_text: str
    candidate_text: str
    candidate_confidence: float
    is_chosen: bool
    chosen_by: str | None = None
    tie_id: str | None = None


@dataclass(frozen=True, kw_only=True)
class Quarantine:
    """A row of quality.quarantine: what was set aside; without a place it is the whole document."""

    quarantine_id: str
    document_id: str
    file_name: str
    stage: str
    place: Place | None = None
    printed_text: str | None = None
    reason_code: str
    reason: str


CONFORM_RECORDS: dict[str, type] = {
    "document": Document,
    "statement": Statement,
    "form_reading": FormReading,
    "table_number": TableNumber,
    "claim": Claim,
    "statistic": Statistic,
    "passage": Passage,
    "project": Project,
    "target": Target,
    "purchase": Purchase,
    "number_census": CensusNumber,
    "reading_choice": ReadingChoice,
    "quarantine": Quarantine,
}
