"""Follows a statement, or what was set aside, back to its document, page and box.

Drawing is in page_picture.py.
"""

from dataclasses import asdict, dataclass
from decimal import Decimal
from pathlib import Path

import duckdb

from pipelines.raw.store import stored_documents

SHORTEST_PREFIX = 6
_COORDINATES = (
    "organisation_id",
    "fiscal_year",
    "phase",
    "scope",
    "flow",
    "fund_source",
    "function_code",
    "economic_system",
    "economic_code",
    "nature",
    "item_code",
)
_FIELDS = (
    "statement_id",
    "document_id",
    "file_name",
    "source_url",
    "page",
    "x0",
    "top",
    "x1",
    "bottom",
    "sheet",
    "cell",
    "printed_text",
    "unit",
    "amount_yuan",
    "absence",
    "form_code",
    "row_label",
    "column_label",
    "trust",
)
_OF_DOCUMENT = ("file_name", "source_url")
_QUERY = f"""
WITH place AS (
  SELECT {", ".join([name for name in _FIELDS if name not in _OF_DOCUMENT] + list(_COORDINATES))}
  FROM core.fct_amount
  UNION ALL BY NAME
  SELECT quarantine_id AS statement_id, document_id, page, x0, top, x1, bottom, printed_text, reason
  FROM quality.quarantine WHERE page IS NOT NULL
  UNION ALL BY NAME
  SELECT worklist_id AS statement_id, document_id, page, x0, top, x1, bottom,
         title AS printed_text, form_code, reason
  FROM quality.reading_worklist
  WHERE worklist_id NOT IN (SELECT quarantine_id FROM quality.quarantine)
)
SELECT {", ".join(_FIELDS)}, reason, {", ".join(f"place.{name}" for name in _COORDINATES)}
FROM place JOIN meta.document AS document USING (document_id)
WHERE starts_with(statement_id, ?) ORDER BY statement_id LIMIT 4
"""


class TraceError(LookupError):
    """The statement or its document cannot be shown; the message says why."""


@dataclass(frozen=True)
class Trace:
    """One statement, or one place that was set aside with its reason.

    The box is in points from the top left of the displayed page; a place without a box is a page.
    """

    statement_id: str
    document_id: str
    file_name: str
    source_url: str | None
    page: int
    x0: float | None
    top: float | None
    x1: float | None
    bottom: float | None
    sheet: str | None
    cell: str | None
    printed_text: str | None
    unit: str | None
    amount_yuan: Decimal | None
    absence: str | None
    form_code: str | None
    row_label: str | None
    column_label: str | None
    trust: str | None
    coordinates: dict[str, str | int | None]
    reason: str | None = None

    @property
    def box(self) -> tuple[float, float, float, float]:
        """x0, top, x1, bottom; without a box an empty one at the corner of the page."""
        return self.x0 or 0.0, self.top or 0.0, self.x1 or 0.0, self.bottom or 0.0

    def record(self) -> dict[str, object]:
        """All of it as one mapping, for printing and for JSON."""
        return asdict(self)


def trace_statement(con: duckdb.DuckDBPyConnection, statement_id: str) -> Trace:
    """What has this id, or this unique beginning of SHORTEST_PREFIX or more.

    A statement, else a place of the quarantine or of the worklist of readings. `con` is open on a
    release. Raises TraceError when there is none or more than one.
    """
    if len(statement_id) < SHORTEST_PREFIX:
        raise TraceError(f"{statement_id}: give at least {SHORTEST_PREFIX} characters of the id")
    rows = con.execute(_QUERY, [statement_id]).fetchall()
    found = [row for row in rows if row[0] == statement_id] or rows
    if not found:
        raise TraceError(f"no statement and no place that was set aside begins with {statement_id}")
    if len(found) > 1:
        raise TraceError(f"several begin with {statement_id}: {', '.join(row[0] for row in found)}")
    shown = (*_FIELDS, "reason")
    fields = dict(zip(shown, found[0], strict=False))
    coordinates = zip(_COORDINATES, found[0][len(shown) :], strict=True)
    return Trace(**fields, coordinates=dict(coordinates))


def document_path(store: Path, document_id: str) -> Path:
    """The file of a document in the store; TraceError when it is not there."""
    for document in stored_documents(store):
        if document.document_id == document_id and document.path.is_file():
            return document.path
    raise TraceError(f"document {document_id} is not in the store {store}")
