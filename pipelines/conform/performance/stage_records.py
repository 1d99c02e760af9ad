"""What was read from performance forms as rows of the frames that conform hands on."""

from collections.abc import Container, Iterator, Sequence
from dataclasses import asdict

from pipelines.conform.identity import Identity
from pipelines.conform.performance.records import (
    Amount,
    Project,
    Purchase,
    ReadForm,
    Target,
    row_id,
)

Row = dict[str, object]
READ = {"read_by": "text", "confidence": 1.0}


def whose(document_id: str, identity: Identity) -> Row:
    """The document, and the organisation and year that it speaks of."""
    return {
        "document_id": document_id,
        "organisation_name": identity.organisation_name,
        "fiscal_year": identity.fiscal_year,
        "phase": identity.phase,
        "scope": identity.scope,
    }


def rows_of(
    document_id: str, identity: Identity, records: Sequence[Project | Target | Purchase]
) -> Iterator[Row]:
    """Projects, targets or purchases as rows: whose they are, the facts, the place."""
    for record in records:
        row = asdict(record)
        place = row.pop("spot")
        stated = {"stated_in": "table"} if isinstance(record, Project) else {}
        yield whose(document_id, identity) | row | place | stated | READ


def statements_of(document_id: str, identity: Identity, amounts: Sequence[Amount]) -> Iterator[Row]:
    """Amounts as rows of the statement frame; one place is stated once."""
    seen: set[str] = set()
    for amount in amounts:
        row = asdict(amount)
        statement_id = row_id(document_id, amount.spot)
        if statement_id in seen:
            continue
        seen.add(statement_id)
        place = row.pop("spot")
        own = whose(document_id, identity)
        stated = {"statement_id": statement_id, "stated_in": "table"}
        yield own | row | place | stated | READ


def form_rows(document_id: str, forms: Sequence[ReadForm], stated: Container[str]) -> Iterator[Row]:
    """One row for each form, those of one title on one page together.

    `stated` are the ids of the statements that these forms add.
    """
    merged: dict[tuple[str, str, int], Row] = {}
    for form in forms:
        key = form.form_code, form.title, form.page_first
        row = merged.setdefault(
            key,
            {
                "document_id": document_id,
                "form_code": form.form_code,
                "title": form.title,
                "page_first": form.page_first,
                "page_last": form.page_last,
                "unit": form.unit,
                "row_count": 0,
                "statement_count": 0,
                "layout_id": "performance",
                "grade": form.grade,
                "sums_held": 0,
                "sums_broken": 0,
            },
        )
        count = sum(statement_id in stated for statement_id in form.statement_ids)
        _add(row, row_count=form.row_count, statement_count=count)
        _add(row, sums_held=form.held, sums_broken=form.broken)
    yield from (row | {"is_empty": row["statement_count"] == 0} for row in merged.values())


def _add(row: Row, **counts: int) -> None:
    for name, count in counts.items():
        row[name] = int(str(row[name])) + count
