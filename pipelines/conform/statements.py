"""Rows and columns of one form into statements: coordinates, exact yuan, and the place on the page.

Also what could not be read, and who claims each number of the table. Whether the amounts agree with
each other is not asked here.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from pipelines.conform.amounts import PrintedAmount, is_ratio, read_absence, read_amount
from pipelines.conform.captions import Text, empty_note, joined
from pipelines.conform.code_book import CodeBook
from pipelines.conform.column_headers import Column, year_of
from pipelines.conform.form_recognition import Form
from pipelines.conform.identity import Identity
from pipelines.conform.layout import Layout
from pipelines.conform.line_kinds import line_kinds
from pipelines.conform.row_axes import (
    Row,
    RowMeaning,
    choose_axis,
    meanings,
    rows_of_group,
)
from pipelines.extract.document_tree import Box, Cell, Page

Record = dict[str, object]
# The same cell of the same bytes keeps its id, however often it is read again.
ID_LENGTH = 20


@dataclass(frozen=True)
class Figure:
    """One measure cell with the row and the column that give it its meaning."""

    form: Form
    row: Row
    meaning: RowMeaning
    kind: str
    column: Column
    cell: Cell

    @property
    def page(self) -> Page:
        return self.row.part.page


@dataclass(frozen=True)
class UnreadCell:
    """A cell that cannot be read: why, and where it stands."""

    reason_code: str
    reason: str
    where: Record


@dataclass
class FormReading:
    """What one form gave: statements, unread cells, and the number of rows that carry any.

    `claims` says of each cell that was read which statement it became, or None if it was refused.
    """

    statements: list[Record] = field(default_factory=list)
    unread: list[UnreadCell] = field(default_factory=list)
    claims: dict[tuple[int, Cell], str | None] = field(default_factory=dict)
    row_count: int = 0
    places: set[object] = field(default_factory=set)

    def state(self, page: Page, cell: Cell, statement: Record) -> None:
        """Keep a statement; the numbers of its cell are claimed by it."""
        self.declare(statement)
        self.claims[page.number, cell] = str(statement["statement_id"])

    def declare(self, statement: Record) -> None:
        """Keep a statement unless the same place of the page has made one already."""
        if statement["statement_id"] not in self.places:
            self.places.add(statement["statement_id"])
            self.statements.append(statement)

    def refuse(self, form: Form, page: Page, cell: Cell, code: str, reason: str) -> None:
        """Keep a cell that cannot be read, with the reason; nobody claims its numbers."""
        box = {name: round(v, 1) for name, v in page.displayed(cell.ink)._asdict().items()}
        where = {"page": page.number, "printed_text": cell.text, **box}
        sentence = f"page {page.number}, {form.title.strip()}: {reason}"
        self.unread.append(UnreadCell(code, sentence, where))
        self.claims[page.number, cell] = None

    @property
    def is_empty(self) -> bool:
        return all(statement.get("amount_yuan") is None for statement in self.statements)


@dataclass(frozen=True)
class Reader:
    """Everything that stays the same over one document."""

    document_id: str
    identity: Identity
    layout: Layout
    book: CodeBook
    document_unit: str | None


def read_form(form: Form, reader: Reader) -> FormReading:
    """All statements of one form."""
    reading = FormReading()
    for group in sorted({column.group for column in form.columns}):
        _read_group(form, group, reader, reading)
    if reading.is_empty and (note := _note(form, reader)):
        reading.declare(_declared_empty(form, note, reader))
    return reading


def _read_group(form: Form, group: int, reader: Reader, reading: FormReading) -> None:
    rows = rows_of_group(form, group)
    measured = [column for column in form.columns if column.group == group and column.coordinates]
    if not measured:
        return
    flow = measured[0].coordinates["flow"]
    axis = choose_axis(form, rows, reader.layout, reader.book)
    found = meanings(rows, axis, flow, reader.layout, reader.book)
    kinds = line_kinds(found, axis, reader.book)
    for row, meaning, kind in zip(rows, found, kinds, strict=True):
        if meaning is None:
            _unknown_row(form, row, reader, reading)
            continue
        reading.row_count += bool(row.measures)
        for column, cell in row.measures:
            _read_cell(Figure(form, row, meaning, kind, column, cell), reader, reading)


def _read_cell(figure: Figure, reader: Reader, reading: FormReading) -> None:
    form, column, cell = figure.form, figure.column, figure.cell
    if column.role == "ratio" or is_ratio(cell.text):
        return
    amount, absence = read_amount(cell.text), read_absence(cell.text)
    unit, source = _unit(form, column, amount, reader)
    if column.role == "unknown":
        if amount:
            reason = f"the column header {column.label!r} is in no layout"
            reading.refuse(form, figure.page, cell, "column_header_unknown", reason)
    elif amount is None and absence is None:
        reason = f"{cell.text!r} is not one well-formed amount"
        reading.refuse(form, figure.page, cell, "not_an_amount", reason)
    elif unit is not None:
        statement = _statement(figure, reader) | _value(amount, absence, cell, unit, source)
        reading.state(figure.page, cell, statement)
    elif amount:
        reading.refuse(form, figure.page, cell, "unit_unknown", "no unit is stated")


def _unit(
    form: Form, column: Column, amount: PrintedAmount | None, reader: Reader
) -> tuple[str | None, str]:
    """The unit stated nearest to the figure: in its cell, its header, its table, its document."""
    if amount and amount.unit:
        return amount.unit, "cell"
    for level in reversed(column.path):
        found = reader.layout.unit_header.search(level)
        if found:
            return found["unit"], "header"
    if form.unit:
        return form.unit, form.unit_source
    return reader.document_unit, "document"


def _value(
    amount: PrintedAmount | None, absence: str | None, cell: Cell, unit: str, source: str
) -> Record:
    value: Decimal | None = amount.in_yuan(unit) if amount else None
    return {
        "amount_yuan": value,
        "absence": None if amount else absence,
        "printed_text": cell.text,
        "printed_decimals": amount.decimals if amount else None,
        "unit": unit,
        "unit_source": source,
    }


def _statement(figure: Figure, reader: Reader) -> Record:
    row, column, cell = figure.row, figure.column, figure.cell
    coordinates: Mapping[str, str] = {**column.coordinates, **figure.meaning.sets}
    by_name = "function_code" in figure.meaning.sets and row.code is None
    return {
        **_common(figure.form, reader, year_of(column.path, reader.identity.fiscal_year)),
        "phase": coordinates.get("phase") or reader.identity.phase,
        **{name: coordinates.get(name) for name in COORDINATES},
        "line_kind": _column_kind(figure.kind, column, row),
        "row_label": row.label,
        "column_label": column.label,
        "code_source": "name" if by_name else row.code_source,
        **place(reader.document_id, figure.page, cell.ink),
        **sheet_of(figure.page, cell.box),
    }


COORDINATES = (
    "flow",
    "fund_source",
    "function_code",
    "economic_system",
    "economic_code",
    "nature",
    "item_code",
)


def _column_kind(kind: str, column: Column, row: Row) -> str:
    """Where the items stand in the columns, the header says which of them adds up the others."""
    item = column.coordinates.get("item_code")
    if row.label or item is None:
        return kind
    return {"three_public": "total", "official_vehicle": "subtotal"}.get(item, "leaf")


def _common(form: Form, reader: Reader, fiscal_year: int) -> Record:
    return {
        "document_id": reader.document_id,
        "organisation_name": reader.identity.organisation_name,
        "fiscal_year": fiscal_year,
        "scope": reader.identity.scope,
        "stated_in": "table",
        "form_code": form.rule.form_code,
        "read_by": "text",
        "confidence": 1.0,
    }


def sheet_of(page: Page, box: Box) -> Record:
    """Sheet and cell where the page shows a spreadsheet; nothing for any other page."""
    if page.sheet is None:
        return {}
    return {"sheet": page.sheet.name, "cell": page.sheet.cell_at(box)}


def place(document_id: str, page: Page, box: Box) -> Record:
    """Page, box as displayed, and the id that they give a statement."""
    rounded = [round(value, 1) for value in page.displayed(box)]
    text = f"{document_id}:{page.number}:" + ":".join(f"{value:.1f}" for value in rounded)
    return {
        "statement_id": hashlib.sha256(text.encode()).hexdigest()[:ID_LENGTH],
        "page": page.number,
        **dict(zip(("x0", "top", "x1", "bottom"), rounded, strict=True)),
    }


def _note(form: Form, reader: Reader) -> tuple[Page, Text] | None:
    """The sentence under or in an empty form that says that it is empty."""
    for part in form.parts:
        inside = [
            Text("".join(line.text.split()), line.text, line.box)
            for cell in part.table.cells
            if cell.row >= part.first_row
            for line in cell.lines
        ]
        note = empty_note([*inside, *joined(part.below)], reader.layout)
        if note:
            return part.page, note
    return None


def _declared_empty(form: Form, note: tuple[Page, Text], reader: Reader) -> Record:
    page, text = note
    absence = read_absence(text.printed)
    return {
        **_common(form, reader, reader.identity.fiscal_year),
        "phase": reader.identity.phase,
        **{name: form.rule.sets.get(name) for name in COORDINATES},
        "flow": form.rule.sets.get("flow", "expenditure"),
        "line_kind": "total",
        "absence": absence if absence == "no_occurrence" else "declared_empty",
        "printed_text": text.printed,
        "unit": form.unit or reader.document_unit or "元",
        "unit_source": form.unit_source if form.unit else "document",
        "row_label": "",
        "column_label": "",
        **place(reader.document_id, page, text.box),
        **sheet_of(page, text.box),
    }


def _unknown_row(form: Form, row: Row, reader: Reader, reading: FormReading) -> None:
    if row.label.strip() and (absence := read_absence(row.label)) and row.label_cell:
        note = Text(row.label, row.label, row.label_cell.ink)
        statement = _declared_empty(form, (row.part.page, note), reader)
        reading.declare(statement | {"absence": absence, "row_label": row.label})
        return
    for _, cell in row.measures:
        if read_amount(cell.text):
            reading.refuse(form, row.part.page, cell, *_why_unknown(row))


def _why_unknown(row: Row) -> tuple[str, str]:
    if row.unit_name.strip():
        return "sub_unit_row", f"the row is of the sub-unit {row.unit_name!r}"
    return "row_label_unknown", f"the row label {row.label!r} is in no layout and has no code"
