"""Performance forms of one document: projects, targets, and the amounts that they repeat.

Labels and headers are found by label_tables.py; single targets are read by target_values.py.
"""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from pipelines.conform.amounts import read_amount
from pipelines.conform.captions import caption_of, title_candidates
from pipelines.conform.identity import Identity
from pipelines.conform.performance.label_tables import (
    Indicator,
    IndicatorHeader,
    Labelled,
    PerformanceWording,
    indicator_header,
    indicators,
    labelled,
    listed_projects,
    load_wording,
)
from pipelines.conform.performance.target_values import read_target
from pipelines.conform.statements import COORDINATES, ID_LENGTH, place, sheet_of
from pipelines.conform.wording import squeeze
from pipelines.extract.document_tree import Cell, DocumentTree, Page, Table
from pipelines.locations import LAYOUTS

Record = dict[str, Any]
# Money of the whole department in its performance form, in the coordinates of the other forms.
_TOTALS = {
    "amount": {"item_code": "expenditure_grand_total", "nature": "total"},
    "basic": {"nature": "basic"},
    "project": {"nature": "project"},
}
_MONEY = ("amount", "fiscal_appropriation", "other_funds")
_TEXTS = {"period": "period_text", "basis": "basis_text", "goal": "goal_text"}


@dataclass
class PerformanceReading:
    """Records by stage frame; `cells` that became part of one: (page, cell, class, id)."""

    project: list[Record] = field(default_factory=list)
    target: list[Record] = field(default_factory=list)
    statement: list[Record] = field(default_factory=list)
    unread: list[tuple[Record, str, str]] = field(default_factory=list)
    cells: list[tuple[Page, Cell, str, str]] = field(default_factory=list)


@dataclass
class PerformanceReader:
    """Everything that stays the same over one document, and the form being read."""

    document_id: str
    identity: Identity
    wording: PerformanceWording
    reading: PerformanceReading
    project: Record | None = None
    header: IndicatorHeader | None = None
    form_code: str = "performance_overall"

    def table(self, page: Page, table: Table) -> None:
        """Read one table: a new form, or the rest of the one before."""
        found = list(labelled(table, self.wording))
        header = indicator_header(table, self.wording)
        listed = list(listed_projects(table, self.wording))
        for name, amount, head in listed:
            self._listed(page, name, amount, head)
        if listed:
            return
        if any(each.label == "project_name" for each in found):
            self.form_code = "performance_project"
            self.project = self._project(page, found, table)
        elif found:
            self._overall(page, found, table, _unit_of(page, table, self.wording))
        self.header = header or (self.header if not found else None)
        if self.header:
            first = header.row + 1 if header else 0
            for indicator in indicators(table, self.header, first):
                self._target(page, indicator)

    def _listed(self, page: Page, name: Cell, amount: Cell, head: Cell) -> None:
        """One row of a list of projects."""
        spot = self._place(page, amount if squeeze(amount.text) else name)
        record = self._whose() | {"project_name": _words(name), "stated_in": "table"}
        record |= {"project_id": _id(spot.pop("statement_id"), "project"), **spot}
        self._money(page, Labelled("amount", head, amount), record, "amount", None)
        self.reading.project.append(record)
        for cell in (name, amount):
            self._claim(page, cell, "project", record["project_id"])

    def _project(self, page: Page, found: Sequence[Labelled], table: Table) -> Record:
        by_label = {each.label: each for each in reversed(found)}
        name = by_label["project_name"].value_cell
        record = self._whose() | {
            "project_name": _words(name),
            "unit_name": self._text(by_label.get("unit_name")),
            "stated_in": "table",
            "form_code": self.form_code,
            **{column: self._text(by_label.get(label)) for label, column in _TEXTS.items()},
        }
        money = by_label.get("amount")
        spot = self._place(page, money.value_cell if money else name)
        record["project_id"] = _id(spot.pop("statement_id"), "project")
        record |= spot
        unit = _unit_of(page, table, self.wording)
        for label in _MONEY:
            self._money(page, by_label.get(label), record, label, unit)
        self.reading.project.append(record)
        for each in found:
            self._claim(page, each.value_cell, "project", record["project_id"])
        return record

    def _money(
        self, page: Page, found: Labelled | None, record: Record, label: str, unit: str | None
    ) -> None:
        """One amount of a project in yuan; what has no unit or is no number is set aside."""
        if found is None or not squeeze(found.value_cell.text):
            return
        amount = read_amount(found.value_cell.text)
        known = (amount.unit if amount else None) or self._unit_in(found) or unit
        if amount is None or known is None:
            if any(letter.isdigit() for letter in found.value_cell.text):
                why = "its unit is not stated" if amount else "it is not one well-formed amount"
                self._refuse(page, found.value_cell, f"{found.value_cell.text!r}: {why}")
            return
        record[f"{label}_yuan"] = amount.in_yuan(known)
        if label == "amount":
            printed = {"printed_text": found.value_cell.text, "unit": known}
            record |= printed | {"printed_decimals": amount.decimals}

    def _unit_in(self, found: Labelled) -> str | None:
        match = self.wording.unit.search(squeeze(found.label_cell.text))
        return match["unit"] if match else None

    def _overall(
        self, page: Page, found: Sequence[Labelled], table: Table, unit: str | None
    ) -> None:
        """The form of the whole department: its totals are amounts, its goals are targets."""
        self.form_code, self.project = "performance_overall", None
        for each in found:
            amount = read_amount(each.value_cell.text)
            known = self._unit_in(each) or unit
            if each.label in _TOTALS and amount and known:
                self._total(page, each, known)
            elif each.label in ("goal", "partial_goal") and squeeze(each.value_cell.text):
                self._goal(page, each)

    def _total(self, page: Page, found: Labelled, unit: str) -> None:
        amount = read_amount(found.value_cell.text)
        if amount is None:
            return
        record = {
            **self._whose(),
            **dict.fromkeys(COORDINATES),
            "flow": "expenditure",
            "fund_source": "all",
            **_TOTALS[found.label],
            "line_kind": "total",
            "amount_yuan": amount.in_yuan(unit),
            "printed_text": found.value_cell.text,
            "printed_decimals": amount.decimals,
            "unit": unit,
            "unit_source": "header",
            "stated_in": "table",
            "form_code": self.form_code,
            "row_label": _words(found.label_cell),
            "column_label": "",
            **self._place(page, found.value_cell),
            **sheet_of(page, found.value_cell.box),
        }
        self.reading.statement.append(record)
        self._claim(page, found.value_cell, "amount", record["statement_id"])

    def _goal(self, page: Page, found: Labelled) -> None:
        texts = {"level_1": _words(found.label_cell), "target_text": _words(found.value_cell)}
        self._add_target(page, [found.value_cell], found.value_cell, texts)

    def _target(self, page: Page, indicator: Indicator) -> None:
        printed = indicator.text("target")
        value = read_target(printed or "", indicator.text("unit"))
        names = ("level_1", "level_2", "level_3", "explanation")
        facts = {name: indicator.text(name) for name in names} | {
            "operator": value.operator,
            "value": value.value,
            "unit": value.unit,
            "period_text": value.period,
            "target_text": printed,
        }
        cell = indicator.cells.get("target") or indicator.cells["level_3"]
        self._add_target(page, list(indicator.cells.values()), cell, facts)

    def _add_target(self, page: Page, cells: Sequence[Cell], cell: Cell, facts: Record) -> None:
        spot = self._place(page, cell if squeeze(cell.text) else cells[0])
        target_id = _id(spot.pop("statement_id"), f"target:{facts.get('level_3')}")
        project_id = self.project["project_id"] if self.project else None
        record = self._whose() | facts | spot
        record |= {"target_id": target_id, "project_id": project_id, "form_code": self.form_code}
        self.reading.target.append(record)
        for each in cells:
            self._claim(page, each, "target", target_id)

    def _text(self, found: Labelled | None) -> str | None:
        return _words(found.value_cell) if found else None

    def _whose(self) -> Record:
        identity = self.identity
        return {
            "document_id": self.document_id,
            "organisation_name": identity.organisation_name,
            "fiscal_year": identity.fiscal_year,
            "phase": identity.phase,
            "scope": identity.scope,
        }

    def _place(self, page: Page, cell: Cell) -> Record:
        spot = place(self.document_id, page, cell.ink)
        return spot | {"read_by": "text", "confidence": 1.0}

    def _claim(self, page: Page, cell: Cell, kind: str, owner: str) -> None:
        self.reading.cells.append((page, cell, kind, owner))

    def _refuse(self, page: Page, cell: Cell, why: str) -> None:
        spot = place(self.document_id, page, cell.ink)
        spot.pop("statement_id")
        self.reading.unread.append((spot, "performance_amount_unread", why))


def read_performance(
    document_id: str, tree: DocumentTree, identity: Identity, read_tables: set[tuple[int, int]]
) -> PerformanceReading:
    """All performance forms; `read_tables` (page, table number) are forms of amounts."""
    wording = load_wording(LAYOUTS)
    reader = PerformanceReader(document_id, identity, wording, PerformanceReading())
    is_open = False
    for page, table in _tables(tree, read_tables):
        titles = [title for title, _ in title_candidates(caption_of(page, table).above)]
        titled = any(wording.titles.search(title) for title in titles)
        headed = indicator_header(table, wording) is not None
        continues = is_open and not titles
        is_open = titled or headed or continues
        if is_open:
            reader.table(page, table)
    return reader.reading


def _tables(tree: DocumentTree, read_tables: set[tuple[int, int]]) -> Iterator[tuple[Page, Table]]:
    for page in tree.pages:
        for table in page.tables:
            if (page.number, table.number) not in read_tables:
                yield page, table


def _unit_of(page: Page, table: Table, wording: PerformanceWording) -> str | None:
    """The unit printed in a label of the table or in a line above it."""
    texts = [squeeze(cell.text) for cell in table.cells]
    texts += [squeeze(line.text) for line in page.lines]
    units = {found["unit"] for text in texts if (found := wording.unit.search(text))}
    return units.pop() if len(units) == 1 else None


def _words(cell: Cell) -> str:
    return "".join(cell.text.split())


def _id(base: str, kind: str) -> str:
    return hashlib.sha256(f"{base}:{kind}".encode()).hexdigest()[:ID_LENGTH]
