"""The figures of a form as statements: coordinates, exact yuan, unit, and the place on the page.

Also who claims each cell of the table and why a cell could not be read. Which reading of a form is
believed is decided in reading.py.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from pipelines.conform.amounts import PrintedAmount, read_absence
from pipelines.conform.captions import Text, empty_note, joined
from pipelines.conform.forms.figures import Figure
from pipelines.conform.forms.form import Form
from pipelines.conform.forms.wordings import Wordings
from pipelines.conform.identity import Identity
from pipelines.conform.statements import COORDINATES, place, sheet_of
from pipelines.conform.units import units_in
from pipelines.extract.document_tree import Cell, Page

Record = dict[str, object]


@dataclass(frozen=True)
class UnreadCell:
    """A cell that cannot be read: why, and where it stands."""

    reason_code: str
    reason: str
    where: Record


@dataclass
class FormReading:
    """What one form gave: statements, unread cells, its grade and what proves it.

    `claims` says of each cell that was read which statement it became, or None if it was refused;
    `counted` which statistic it became (page, cell, class of its number, id).
    """

    statements: list[Record] = field(default_factory=list)
    statistics: list[Record] = field(default_factory=list)
    counted: list[tuple[Page, Cell, str, str]] = field(default_factory=list)
    unread: list[UnreadCell] = field(default_factory=list)
    claims: dict[tuple[int, Cell], str | None] = field(default_factory=dict)
    row_count: int = 0
    places: set[object] = field(default_factory=set)
    grade: str = "unknown"
    sums_held: int = 0
    sums_broken: int = 0
    columns: str = "[]"

    def state(self, page: Page, cell: Cell, statement: Record) -> None:
        """Keep a statement; the numbers of its cell are claimed by it."""
        self.declare(statement)
        self.claims[page.number, cell] = str(statement["statement_id"])

    def declare(self, statement: Record) -> None:
        """Keep a statement unless the same place of the page has made one already."""
        if statement["statement_id"] not in self.places:
            self.places.add(statement["statement_id"])
            self.statements.append(statement)

    def count(self, page: Page, cell: Cell, statistic: Record) -> None:
        """Keep a count; the number of its cell is claimed by it."""
        self.statistics.append(statistic)
        self.counted.append((page, cell, "statistic", str(statistic["statistic_id"])))

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
class Source:
    """The document that a form is of, as its statements name it."""

    document_id: str
    identity: Identity
    unit: str | None


def statement_of(
    figure: Figure, form: Form, source: Source, grade: str, line_kind: str
) -> Record | None:
    """One figure as a statement; None where no unit is stated for its amount."""
    unit, unit_source = unit_of_figure(figure, form, source)
    if unit is None or figure.coordinates is None:
        return None
    page, year = figure.row.part.page, year_of(figure, source.identity.fiscal_year)
    return {
        **_common(form, source, year),
        "phase": phase_of(figure.coordinates, source.identity, year),
        **{name: figure.coordinates.get(name) for name in COORDINATES},
        "government_economic_code": figure.coordinates.get("government_economic_code"),
        "unit_name": figure.meaning.unit_name if figure.meaning else None,
        "detail_name": figure.detail_name,
        "line_kind": line_kind,
        "row_label": figure.row.label,
        "column_label": figure.column.label,
        "code_source": _code_source(figure),
        "grade": grade,
        **_value(figure, unit, unit_source),
        **place(source.document_id, page, figure.cell.ink),
        **sheet_of(page, figure.cell.box),
    }


def phase_of(coordinates: Mapping[str, str], identity: Identity, year: int) -> str | None:
    """What was carried out (执行数) is final in a final account, and expected in a budget.

    A budget has no final amount of its own year: a head that says so was left in the template.
    """
    phase = coordinates.get("phase") or identity.phase
    if phase == "estimated" and identity.phase == "final":
        return "final"
    is_left_over = phase == "final" and identity.phase == "budget" and year == identity.fiscal_year
    return "budget" if is_left_over else phase


def _code_source(figure: Figure) -> str | None:
    if any(figure.row.codes):
        return "local" if figure.meaning and figure.meaning.is_local else "printed"
    sets = figure.meaning.sets if figure.meaning else {}
    return "name" if "function_code" in sets or "economic_code" in sets else None


def year_of(figure: Figure, fiscal_year: int) -> int:
    """The year that the row or the header names, 上年 resolved; else the document's own year."""
    meaning = figure.meaning
    named = [meaning.year, meaning.years_back] if meaning else []
    for value in (*named, figure.column.year):
        if value is not None:
            return value if value > 1900 else fiscal_year + value
    return fiscal_year


def unit_of_figure(figure: Figure, form: Form, source: Source) -> tuple[str | None, str]:
    """The unit stated nearest to the figure: in its cell, its header, its table, its document."""
    if figure.amount and figure.amount.unit:
        return figure.amount.unit, "cell"
    for level in reversed(figure.column.path):
        if len(units := units_in(level)) == 1:
            return next(iter(units)), "header"
    if form.unit or form.unit_source == "contradicting":
        return form.unit, form.unit_source
    return source.unit, "document"


def _value(figure: Figure, unit: str, source: str) -> Record:
    amount: PrintedAmount | None = figure.amount
    value: Decimal | None = amount.in_yuan(unit) if amount else None
    return {
        "amount_yuan": value,
        "absence": None if amount else figure.absence,
        "printed_text": figure.cell.text,
        "printed_decimals": amount.decimals if amount else None,
        "unit": unit,
        "unit_source": source,
    }


def _common(form: Form, source: Source, fiscal_year: int) -> Record:
    return {
        "document_id": source.document_id,
        "organisation_name": source.identity.organisation_name,
        "fiscal_year": fiscal_year,
        "scope": source.identity.scope,
        "stated_in": "table",
        "form_code": form.form_code,
        "read_by": "text",
        "confidence": 1.0,
    }


def empty_note_of(form: Form, wordings: Wordings) -> tuple[Page, Text] | None:
    """The sentence under or in an empty form that says that it is empty."""
    for part in form.parts:
        inside = [
            Text("".join(line.text.split()), line.text, line.box)
            for cell in part.table.cells
            if cell.row >= part.first_row
            for line in cell.lines
        ]
        note = empty_note([*inside, *joined(part.below)], wordings.empty_notes)
        if note:
            return part.page, note
    return None


def declared_empty(
    form: Form, note: tuple[Page, Text], source: Source, sets: Mapping[str, str]
) -> Record:
    """The statement of a form that says that it carries no amount."""
    page, text = note
    said = read_absence(text.printed)
    return {
        **_common(form, source, source.identity.fiscal_year),
        "phase": source.identity.phase,
        **{name: sets.get(name) for name in COORDINATES},
        "flow": sets.get("flow", "expenditure"),
        "unit_name": None,
        "detail_name": None,
        "line_kind": "total",
        "grade": "consistent",
        "absence": said if said in ("no_occurrence", "none_word") else "declared_empty",
        "printed_text": text.printed,
        "unit": form.unit or source.unit or "元",
        "unit_source": form.unit_source if form.unit else "document",
        "row_label": "",
        "column_label": "",
        **place(source.document_id, page, text.box),
        **sheet_of(page, text.box),
    }
