"""Forms that are open while their tables are read: which tables continue them, and their end."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

from pipelines.conform.performance.form_grid import FormGrid, Rows, words_of
from pipelines.conform.performance.form_records import form_reading
from pipelines.conform.performance.indicators import indicator_columns, is_indicator
from pipelines.conform.performance.labelled_values import Labelled, labelled
from pipelines.conform.performance.lexicon import Lexicon
from pipelines.conform.performance.list_header import (
    PURCHASES,
    SUBJECTS,
    ListHeader,
    list_header,
)
from pipelines.conform.performance.list_records import list_reading
from pipelines.conform.performance.list_rows import Line, lines_of
from pipelines.conform.performance.listed_amounts import ListForm
from pipelines.conform.performance.money import Proof
from pipelines.conform.performance.other_years import of_its_own_year
from pipelines.conform.performance.overall_forms import OverallForm
from pipelines.conform.performance.project_forms import ProjectForm
from pipelines.conform.performance.project_lists import read_list
from pipelines.conform.performance.purchase_records import purchase_reading
from pipelines.conform.performance.purchases import read_purchases
from pipelines.conform.performance.records import (
    Claim,
    Context,
    PerformanceReading,
    ReadForm,
    row_id,
)

# A form goes on where the page before it ended.
NEXT_PAGE = 1
SAME_EDGE = 20.0


def projects_in(grid: FormGrid, lexicon: Lexicon) -> list[Labelled]:
    """The labels 项目名称 of a table, each with the name beside it."""
    rows = Rows(grid, 0, grid.row_count)
    found = [one for one in labelled(rows, lexicon) if one.label == "project_name"]
    return [one for one in found if not lexicon.is_header(one.value.cell.text)]


class OpenForm(Protocol):
    """A form that is open while the tables of a document go by, whatever its kind."""

    unit_source: str

    def continues(self, grid: FormGrid, titles: Sequence[str]) -> bool:
        """Whether a table under these titles goes on with this form."""
        ...

    def take(self, grid: FormGrid) -> None:
        """Read one more table of the form."""
        ...

    def finish(self) -> PerformanceReading:
        """All records of the form."""
        ...


@dataclass
class FormSoFar:
    """What all open forms know: title, form, unit, and the tables that they have taken."""

    context: Context
    title: str
    form_code: str
    unit: str | None
    grids: list[FormGrid] = field(default_factory=list)
    # where the unit stands if no header and no cell prints it: `unit_line`, or `document`
    unit_source: str = "unit_line"

    def _follows(self, grid: FormGrid, titles: Sequence[str]) -> bool:
        """Whether a table stands where this form would go on, under no other title."""
        last = self.grids[-1].page.number
        follows = grid.page.number in (last, last + NEXT_PAGE)
        same = any(title.endswith(self.title) or self.title.endswith(title) for title in titles)
        return follows and (not titles or (bool(self.title) and same))

    def _read(self, reading: PerformanceReading, proof: Proof, rows: int) -> PerformanceReading:
        """The records with the row of the form itself and the tables that it took."""
        reading = of_its_own_year(self.context, reading)
        pages = [grid.page.number for grid in self.grids]
        reading.amounts = [
            replace(
                amount,
                grade=amount.grade or proof.grade,
                unit_source=self._source(amount.unit_source),
            )
            for amount in reading.amounts
        ]
        reading.taken |= {(grid.page.number, grid.table.number) for grid in self.grids}
        reading.forms.append(
            ReadForm(
                form_code=self.form_code,
                title=self.title,
                page_first=min(pages),
                page_last=max(pages),
                unit=self.unit,
                row_count=rows,
                statement_ids=tuple(
                    row_id(self.context.document_id, amount.spot) for amount in reading.amounts
                ),
                grade=proof.grade,
                held=proof.held,
                broken=proof.broken,
            )
        )
        return reading

    def _source(self, source: str) -> str:
        return self.unit_source if source == "unit_line" else source


class OpenList(FormSoFar):
    """A list of projects or tasks."""

    def __init__(
        self,
        context: Context,
        title: str,
        form_code: str,
        unit: str | None,
        header: ListHeader,
        grid: FormGrid,
    ) -> None:
        super().__init__(context, title, form_code, unit, [grid])
        self.header = header
        self.lines: list[Line] = list(lines_of(header, grid, header.first_row))
        self.headers: list[ListHeader] = [header]

    def _header(self, grid: FormGrid) -> ListHeader | None:
        context = self.context
        return list_header(grid, context.lexicon, context.fund_parents, self._subjects())

    def _subjects(self) -> tuple[str, ...]:
        return SUBJECTS

    def continues(self, grid: FormGrid, titles: Sequence[str]) -> bool:
        if not self._follows(grid, titles):
            return False
        again = self._header(grid)
        if again:
            return self.header.means_the_same(again)
        return self.header.goes_on_in(grid)

    def take(self, grid: FormGrid) -> None:
        again = self._header(grid)
        self.grids.append(grid)
        self.lines += lines_of(self.header, grid, again.first_row if again else 0)
        self.headers += [again] if again else []

    def _read(self, reading: PerformanceReading, proof: Proof, rows: int) -> PerformanceReading:
        for header in self.headers:
            reading.claims += header_claims(header)
        return super()._read(reading, proof, rows)

    def finish(self) -> PerformanceReading:
        lexicon = self.context.lexicon
        listed = read_list(self.context, self.header, self.lines, self.unit)
        is_carryover = self.form_code == "project_carryover"
        if is_carryover:
            self.form_code = "project_expenditure"
        kind = "task" if self.header.find("task_name") else "project"
        fund = lexicon.fund_of_title(self.title)
        form = ListForm(self.form_code, fund, kind, is_carryover)
        return self._read(list_reading(self.context, listed, form), listed.proof, len(listed.rows))


class OpenPurchases(OpenList):
    """A table of government procurement."""

    def _subjects(self) -> tuple[str, ...]:
        return PURCHASES

    def finish(self) -> PerformanceReading:
        table = read_purchases(self.context, self.header, self.lines, self.unit)
        fund = self.context.lexicon.fund_of_title(self.title)
        reading = purchase_reading(self.context, table, self.form_code, fund)
        return self._read(reading, table.proof, len(table.rows))


class OpenProjects(FormSoFar):
    """One or more forms about one project each, in one table; the last may go on."""

    def __init__(
        self, context: Context, title: str, form_code: str, unit: str | None, grid: FormGrid
    ) -> None:
        super().__init__(context, title, form_code, unit, [grid])
        self.done: list[tuple[PerformanceReading, Proof]] = []
        self.form = self._first(grid)

    def _first(self, grid: FormGrid) -> ProjectForm:
        """Read the forms of a table in order; the last one stays open."""
        names = projects_in(grid, self.context.lexicon)
        starts = [name.label_cell.row for name in names]
        form: ProjectForm | None = None
        for name, first, last in zip(names, starts, [*starts[1:], grid.row_count], strict=True):
            if form:
                self.done.append(form_reading(form))
            form = ProjectForm(self.context, self.form_code, name, self.unit)
            form.take(Rows(grid, first, last), is_first=True)
        if form is None:
            raise ValueError(f"page {grid.page.number}: no project in the table")
        return form

    def continues(self, grid: FormGrid, titles: Sequence[str]) -> bool:
        is_other = projects_in(grid, self.context.lexicon) or self.form.contradicts(grid)
        follows = self._follows(grid, titles) and not is_other
        return follows and goes_on(self.context, grid, self.grids, self.form)

    def take(self, grid: FormGrid) -> None:
        self.grids.append(grid)
        self.form.take(Rows(grid, 0, grid.row_count), is_first=False)

    def finish(self) -> PerformanceReading:
        reading = PerformanceReading()
        held = copied = broken = 0
        for one, proof in [*self.done, form_reading(self.form)]:
            reading.add(one)
            held, copied = held + proof.held, copied + proof.copied
            broken += proof.broken
        return self._read(reading, Proof(held, copied, broken), len(reading.projects))


class OpenOverall(FormSoFar):
    """The form of a whole department; its tasks are a list of their own."""

    def __init__(
        self, context: Context, title: str, form_code: str, unit: str | None, grid: FormGrid
    ) -> None:
        super().__init__(context, title, form_code, unit, [grid])
        self.form = OverallForm(context, form_code, unit)
        self.header: ListHeader | None = None
        self.lines: list[Line] = []
        self._take(grid, is_first=True)

    def _take(self, grid: FormGrid, is_first: bool) -> None:
        header = list_header(grid, self.context.lexicon, self.context.fund_parents, SUBJECTS)
        first = 0
        if header:
            lines = list(lines_of(header, grid, header.first_row))
            self.header, self.lines = self.header or header, [*self.lines, *lines]
            self.form.take(Rows(grid, 0, header.top_row), is_first)
            first = header.first_row + len(lines)
        self.form.take(Rows(grid, first, grid.row_count), is_first)

    def continues(self, grid: FormGrid, titles: Sequence[str]) -> bool:
        fits = self._follows(grid, titles)
        return fits and goes_on(self.context, grid, self.grids, self.form)

    def take(self, grid: FormGrid) -> None:
        self.grids.append(grid)
        self._take(grid, is_first=False)

    def finish(self) -> PerformanceReading:
        reading, proof = self.form.finish()
        if self.header:
            unit = self.unit
            listed = read_list(self.context, self.header, self.lines, unit)
            reading.add(list_reading(self.context, listed, ListForm(self.form_code, "all", "task")))
            proof = Proof(
                proof.held + listed.proof.held,
                proof.copied + listed.proof.copied,
                proof.broken + listed.proof.broken,
            )
        return self._read(reading, proof, len(reading.targets))


def header_claims(header: ListHeader) -> Iterator[Claim]:
    """The numbers of a header: those that count the columns, years and letters."""
    for row in range(header.top_row, header.first_row):
        for cell in header.grid.starting(row):
            kind = "sequence" if words_of(cell).isdigit() else "other"
            yield Claim(header.grid.page, cell, kind, None)


def goes_on(
    context: Context, grid: FormGrid, before: Sequence[FormGrid], form: ProjectForm | OverallForm
) -> bool:
    """Whether a table holds indicators or labels of a form whose page ended before."""
    edges = grid.table.x_edges
    left = min(one.table.x_edges[0] for one in before)
    right = max(one.table.x_edges[-1] for one in before)
    inside = edges[0] >= left - SAME_EDGE and edges[-1] <= right + SAME_EDGE
    if not inside and grid.page.width == before[-1].page.width:
        return False
    if indicator_columns(Rows(grid, 0, grid.row_count), context.lexicon):
        return form.columns is None or form.columns.row >= 0
    rows = Rows(grid, 0, grid.row_count)
    has_labels = any(True for _ in labelled(rows, context.lexicon))
    if form.columns is None:
        return has_labels
    found = (is_indicator(form.columns.cells(grid, row), row) for row in range(grid.row_count))
    return has_labels or any(found) or not any(words_of(cell) for cell in grid.cells())
