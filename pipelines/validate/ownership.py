"""Which documents the rows that break a check belong to.

A row belongs to a document by its document_id, by the id of a fact, by the name printed on the
document, or by organisation and year; a row that names none of them belongs to nobody.
"""

from dataclasses import dataclass

import duckdb

from pipelines.validate.suite_files import Expectation, Suite

# Ids of facts and the stage frame that says whose they are, in order of preference.
_FACTS = {
    "statement_id": "stage_statement",
    "claim_id": "stage_claim",
    "statistic_id": "stage_statistic",
    "target_id": "stage_target",
    "passage_id": "stage_passage",
    "project_id": "stage_project",
    "quarantine_id": "stage_quarantine",
}
_DISCLOSURE = ("organisation_id", "fiscal_year", "phase", "scope")
_OWNERS = """
SELECT document.document_id, document.file_name, min(broken.told)
FROM ({owned}) AS broken JOIN stage_document AS document
  ON document.document_id = broken.document_id AND document.status NOT IN ('quarantined', 'removed')
GROUP BY ALL ORDER BY ALL
"""
_TOLD = "CAST(broken AS VARCHAR) AS told"


@dataclass(frozen=True)
class Owner:
    """A document with a row that breaks a check; `row` is one such row, as text."""

    document_id: str
    file_name: str
    row: str


def owners(con: duckdb.DuckDBPyConnection, suite: Suite, expectation: Expectation) -> list[Owner]:
    """The documents that breaking rows belong to; rows that belong to nobody have no part in it.

    `con` is open on the candidate with its stage frames. A document that was set aside before owns
    nothing, so that setting it aside again is never the answer.
    """
    query = expectation.rows_query
    if query is None:
        return []
    rows = f"({query.format(batch=suite.table)})"
    owned = _owned(rows, _columns(con, rows))
    if owned is None:
        return []
    return [Owner(*row) for row in con.execute(_OWNERS.format(owned=owned)).fetchall()]


def _columns(con: duckdb.DuckDBPyConnection, rows: str) -> set[str]:
    con.execute(f"DESCRIBE FROM {rows}")
    return {name for name, *_ in con.fetchall()}


def _owned(rows: str, columns: set[str]) -> str | None:
    """SQL with document_id and the row as text; document_id is null where nobody owns it."""
    if "document_id" in columns:
        return f"SELECT document_id, {_TOLD} FROM {rows} AS broken"
    for key, frame in _FACTS.items():
        if key in columns:
            return (
                f"SELECT fact.document_id, {_TOLD} FROM {rows} AS broken"
                f" LEFT JOIN {frame} AS fact USING ({key})"
            )
    if "name_printed" in columns:
        return (
            f"SELECT document.document_id, {_TOLD} FROM {rows} AS broken"
            " LEFT JOIN stage_document AS document ON organisation_name = name_printed"
        )
    return _of_disclosures(rows, columns)


def _of_disclosures(rows: str, columns: set[str]) -> str | None:
    """Rows of marts: whoever discloses for this organisation and year may have caused them."""
    keys = [key for key in _DISCLOSURE if key in columns]
    if not {"organisation_id", "fiscal_year"} <= set(keys):
        return None
    return (
        f"SELECT document.document_id, {_TOLD} FROM {rows} AS broken LEFT JOIN"
        " (FROM meta.document WHERE is_current) AS document"
        f" USING ({', '.join(keys)})"
    )
