"""Follows a statement back to its document, page and box. Drawing is in page_picture.py."""

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
_QUERY = f"""
SELECT {", ".join(_FIELDS)},
       {", ".join(f"amount.{name} AS {name}" for name in _COORDINATES)}
FROM core.fct_amount AS amount JOIN meta.document AS document USING (document_id)
WHERE starts_with(statement_id, ?) ORDER BY statement_id LIMIT 4
"""


class TraceError(LookupError):
    """The statement or its document cannot be shown; the message says why."""


@dataclass(frozen=True)
class Trace:
    """One statement and its place; the box is in points from the top left of the displayed page."""

    statement_id: str
    document_id: str
    file_name: str
    source_url: str | None
    page: int
    x0: float
    top: float
    x1: float
    bottom: float
    sheet: str | None
    cell: str | None
    printed_text: str
    unit: str
    amount_yuan: Decimal | None
    absence: str | None
    form_code: str | None
    row_label: str | None
    column_label: str | None
    trust: str | None
    coordinates: dict[str, str | int | None]

    @property
    def box(self) -> tuple[float, float, float, float]:
        """x0, top, x1, bottom."""
        return self.x0, self.top, self.x1, self.bottom

    def record(self) -> dict[str, object]:
        """All of it as one mapping, for printing and for JSON."""
        return asdict(self)


def trace_statement(con: duckdb.DuckDBPyConnection, statement_id: str) -> Trace:
    """The statement with this id, or with this unique beginning of SHORTEST_PREFIX or more.

    `con` is open on a release. Raises TraceError when there is none or more than one.
    """
    if len(statement_id) < SHORTEST_PREFIX:
        raise TraceError(f"{statement_id}: give at least {SHORTEST_PREFIX} characters of the id")
    rows = con.execute(_QUERY, [statement_id]).fetchall()
    exact = [row for row in rows if row[0] == statement_id]
    found = exact or rows
    if not found:
        raise TraceError(f"no statement begins with {statement_id}")
    if len(found) > 1:
        raise TraceError(f"several begin with {statement_id}: {', '.join(row[0] for row in found)}")
    row = found[0]
    fields = dict(zip(_FIELDS, row, strict=False))
    return Trace(**fields, coordinates=dict(zip(_COORDINATES, row[len(_FIELDS) :], strict=True)))


def document_path(store: Path, document_id: str) -> Path:
    """The file of a document in the store; TraceError when it is not there."""
    for document in stored_documents(store):
        if document.document_id == document_id and document.path.is_file():
            return document.path
    raise TraceError(f"document {document_id} is not in the store {store}")
