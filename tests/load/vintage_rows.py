"""Documents of one disclosure, made by hand, and a candidate of them to ask questions of."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import duckdb

from tests.conftest import document, statement
from tests.load.tables_of_rows import tables_of

Rows = dict[str, list[dict[str, Any]]]
NAMES = "abcdefgh"


def name_of(letter: str) -> str:
    """The document_id of the document that tests call by this letter."""
    return letter * 64


def letter_of(document_id: str | None) -> str | None:
    return document_id[0] if document_id else None


def made(
    letter: str,
    published: str | None = None,
    retrieved: str = "2025-06-01",
    yuan: str = "100.00",
    **changes: Any,
) -> Rows:
    """A loaded document that states one amount in a table."""
    row = document(
        name_of(letter),
        file_name=f"{letter}.pdf",
        published_on=date.fromisoformat(published) if published else None,
        retrieved_at=datetime.fromisoformat(retrieved).replace(tzinfo=UTC),
        **changes,
    )
    return {"document": [row], "statement": [stated(letter, 1, yuan)]}


def stated(letter: str, number: int, yuan: str, **changes: Any) -> dict[str, Any]:
    """An amount that the document of this letter states."""
    facts = {"document_id": name_of(letter), "statement_id": f"{letter}_{number:02}"}
    facts |= {"amount_yuan": Decimal(yuan), "printed_text": yuan, "unit": "元"}
    return statement(number) | facts | changes


def together(*parts: Rows) -> Rows:
    """The rows of several documents."""
    merged: Rows = {"document": [], "statement": []}
    for part in parts:
        for name, rows in part.items():
            merged[name] += rows
    return merged


@contextmanager
def built(rows: Mapping[str, Any]) -> Iterator[duckdb.DuckDBPyConnection]:
    """The tables that tell vintages, of these stage rows."""
    tables = ("core.fct_amount", "quality.ambiguous_vintage")
    with tables_of(rows, tables, ("core.document_as_of", "core.amount_as_of")) as con:
        yield con


def statuses(con: duckdb.DuckDBPyConnection) -> dict[str, tuple[str, int | None]]:
    """Letter → status and number of the vintage."""
    found = con.execute("SELECT document_id, vintage_status, vintage FROM meta.document")
    return {document_id[0]: (status, number) for document_id, status, number in found.fetchall()}
