"""Forms about one project: its name, amounts by phase and fund, goals, indicators and scores.

Forms of targets (绩效目标表) and of self-evaluation (绩效自评表) are read alike. What they come to
is told in form_records.py; lists are read in project_lists.py, forms of a department in
overall_forms.py.
"""

from dataclasses import dataclass, field
from decimal import Decimal

from pipelines.conform.performance.form_grid import FormGrid, Rows, words_of
from pipelines.conform.performance.indicators import (
    IndicatorColumns,
    Levels,
    indicator_columns,
    is_indicator,
    points,
    ratio_of,
    target_of,
)
from pipelines.conform.performance.labelled_values import (
    PARTS,
    Labelled,
    LabelledAmount,
    PhaseColumns,
    amounts_of,
    labelled,
    phase_columns,
    unit_of_rows,
)
from pipelines.conform.performance.lexicon import ALL_FUNDS
from pipelines.conform.performance.list_rows import PlacedCell
from pipelines.conform.performance.money import Money, read_money
from pipelines.conform.performance.records import (
    Claim,
    Context,
    Spot,
    Target,
    Unread,
    row_id,
    spot_of,
)
from pipelines.extract.document_tree import Cell

UNREAD_AMOUNT = "performance_amount_unread"


@dataclass
class ProjectForm:
    """One form about one project while its tables are read."""

    context: Context
    form_code: str
    name: Labelled
    unit: str | None
    labels: list[Labelled] = field(default_factory=list)
    money: list[tuple[LabelledAmount, Money]] = field(default_factory=list)
    listed: set[str] = field(default_factory=set)
    parts: dict[str, Money] = field(default_factory=dict)
    ratio: tuple[Decimal, Decimal] | None = None
    rate_score: Decimal | None = None
    score: Decimal | None = None
    columns: IndicatorColumns | None = None
    levels: Levels = field(default_factory=Levels)
    targets: list[Target] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)

    def take(self, rows: Rows, is_first: bool) -> None:
        """Read some rows: labels and amounts above the indicators, then the indicators."""
        lexicon = self.context.lexicon
        columns = indicator_columns(rows, lexicon)
        above = Rows(rows.grid, rows.first, columns.row if columns else rows.last)
        if columns or is_first or self.columns is None:
            self._take_labels(above)
        self.columns = columns or self.columns
        if self.columns:
            first = columns.row + 1 if columns else rows.first
            self._take_indicators(Rows(rows.grid, first, rows.last))

    @property
    def project_id(self) -> str:
        """The id of the project: that of its place."""
        return row_id(self.context.document_id, self.spot, "project")

    @property
    def spot(self) -> Spot:
        """The place of the first amount of all funds, or of the name."""
        whole = [one for one, _ in self.money if one.meaning.fund == ALL_FUNDS]
        placed = whole[0].value if whole else self.name.value
        return spot_of(placed.page, placed.cell.ink)

    def contradicts(self, grid: FormGrid) -> bool:
        """Whether a table prints another amount under a label that has one here: it is of another
        project, whose name is not seen."""
        rows, lexicon = Rows(grid, 0, grid.row_count), self.context.lexicon
        phases = phase_columns(rows, lexicon)
        known = {one.meaning: money.yuan for one, money in self.money}
        unit = unit_of_rows(rows, lexicon) or self.unit
        for one in amounts_of(rows, lexicon, self.context.fund_parents, phases):
            found = read_money(one.value, one.unit or unit)
            if isinstance(found, Money) and known.get(one.meaning, found.yuan) != found.yuan:
                return True
        return False

    def _take_labels(self, rows: Rows) -> None:
        lexicon = self.context.lexicon
        self.labels += labelled(rows, lexicon)
        phases = phase_columns(rows, lexicon)
        unit = unit_of_rows(rows, lexicon) or self.unit
        for one in amounts_of(rows, lexicon, self.context.fund_parents, phases):
            self.listed.add(one.meaning.fund)
            found = read_money(one.value, one.unit or unit)
            if isinstance(found, Money):
                self.money.append((one, found))
            elif found.why:
                self._refuse(one.value, found.why)
        for one in self.labels:
            if one.label in PARTS and one.value.words:
                self._take_part(one, unit)
        if phases:
            self._take_rate(rows, phases)

    def _take_part(self, one: Labelled, unit: str | None) -> None:
        found = read_money(one.value, self.context.lexicon.unit_in(one.label_cell.text) or unit)
        if isinstance(found, Money):
            self.parts[one.label] = found

    def _take_rate(self, rows: Rows, phases: PhaseColumns) -> None:
        """The rate of execution and its score stand in the row of all funds."""
        row = next((m.value.cell.row for m, _ in self.money if m.meaning.fund == ALL_FUNDS), None)
        if row is None:
            return
        cells = {name: rows.grid.at(row, c.box.middle[0]) for name, c in phases.measures.items()}
        ratio = cells.get("execution_ratio")
        self.ratio = ratio_of(words_of(ratio))
        self.rate_score = points(cells.get("score"))
        for cell in cells.values():
            if cell:
                self._claim(PlacedCell(rows.grid.page, cell), "project", self.project_id)

    def _take_indicators(self, rows: Rows) -> None:
        for row in range(rows.first, rows.last):
            cells = self.columns.cells(rows.grid, row) if self.columns else {}
            if is_indicator(cells, row):
                self._take_indicator(rows.grid, cells)
            elif self._is_total(rows.grid, row):
                self.score = points(cells.get("score"))
                self._claim_row(rows.grid, row)

    def _take_indicator(self, grid: FormGrid, cells: dict[str, Cell]) -> None:
        self.levels.read(cells, grid, self.context.lexicon)
        target = target_of(
            self.context, grid.page, cells, self.levels.names, self.form_code, self.project_id
        )
        self.targets.append(target)
        for cell in cells.values():
            self._claim(PlacedCell(grid.page, cell), "target", target.target_id)

    def _is_total(self, grid: FormGrid, row: int) -> bool:
        lexicon = self.context.lexicon
        return any(lexicon.label(cell.text) == "total_score" for cell in grid.starting(row))

    def _claim_row(self, grid: FormGrid, row: int) -> None:
        for cell in grid.starting(row):
            self._claim(PlacedCell(grid.page, cell), "project", self.project_id)

    def _claim(self, placed: PlacedCell, kind: str, owner: str) -> None:
        self.claims.append(Claim(placed.page, placed.cell, kind, owner))

    def _refuse(self, placed: PlacedCell, why: str) -> None:
        spot = spot_of(placed.page, placed.cell.ink)
        self.unread.append(Unread(spot, UNREAD_AMOUNT, why))
        self.claims.append(Claim(placed.page, placed.cell, "quarantined", None))
