"""Forms of a whole department (部门整体支出绩效目标表): totals, goals and indicators.

The tasks that such a form lists are read as a list, in project_lists.py.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from pipelines.conform.performance.form_grid import Rows, words_of
from pipelines.conform.performance.form_records import amount_of
from pipelines.conform.performance.indicators import (
    IndicatorColumns,
    Levels,
    indicator_columns,
    is_indicator,
    target_of,
)
from pipelines.conform.performance.labelled_values import (
    Labelled,
    LabelledAmount,
    amounts_of,
    labelled,
    unit_of_rows,
)
from pipelines.conform.performance.money import (
    Check,
    Money,
    Proof,
    across,
    check_sum,
    proof_of,
    read_money,
)
from pipelines.conform.performance.project_forms import UNREAD_AMOUNT
from pipelines.conform.performance.records import (
    Claim,
    Context,
    PerformanceReading,
    Target,
    Unread,
    row_id,
    spot_of,
)

GOALS = ("goal", "partial_goal")


@dataclass
class OverallForm:
    """One form of a department while its tables are read."""

    context: Context
    form_code: str
    unit: str | None
    money: list[tuple[LabelledAmount, Money]] = field(default_factory=list)
    listed: set[str] = field(default_factory=set)
    columns: IndicatorColumns | None = None
    levels: Levels = field(default_factory=Levels)
    reading: PerformanceReading = field(default_factory=PerformanceReading)

    def take(self, rows: Rows, is_first: bool) -> None:
        """Read some rows: totals and goals above the indicators, then the indicators."""
        lexicon = self.context.lexicon
        columns = indicator_columns(rows, lexicon)
        above = Rows(rows.grid, rows.first, columns.row if columns else rows.last)
        if columns or is_first or self.columns is None:
            self._take_amounts(above)
            for one in labelled(above, lexicon):
                if one.label in GOALS and one.value.words:
                    self._take_goal(one)
        self.columns = columns or self.columns
        first = columns.row + 1 if columns else rows.first
        for row in range(first, rows.last):
            self._take_indicator(rows, row)

    def _take_amounts(self, rows: Rows) -> None:
        lexicon = self.context.lexicon
        unit = unit_of_rows(rows, lexicon) or self.unit
        for one in amounts_of(rows, lexicon, self.context.fund_parents, None):
            self.listed.add(one.meaning.fund)
            found = read_money(one.value, one.unit or unit)
            if isinstance(found, Money):
                self.money.append((one, found))
            elif found.why:
                self._refuse(one, found.why)

    def _take_goal(self, one: Labelled) -> None:
        placed = one.value
        spot = spot_of(placed.page, placed.cell.ink)
        target_id = row_id(self.context.document_id, spot, "target:None")
        words = words_of(one.label_cell)
        text = placed.words
        target = Target(target_id, self.form_code, spot, level_1=words, target_text=text)
        self.reading.targets.append(target)
        self.reading.claims.append(Claim(placed.page, placed.cell, "target", target_id))

    def _take_indicator(self, rows: Rows, row: int) -> None:
        cells = self.columns.cells(rows.grid, row) if self.columns else {}
        if not is_indicator(cells, row):
            return
        self.levels.read(cells, rows.grid, self.context.lexicon)
        page = rows.grid.page
        target = target_of(self.context, page, cells, self.levels.names, self.form_code, None)
        self.reading.targets.append(target)
        for cell in cells.values():
            self.reading.claims.append(Claim(page, cell, "target", target.target_id))

    def finish(self) -> tuple[PerformanceReading, Proof]:
        """The records of the form; where its sums refute the reading, its amounts are set aside."""
        proof = proof_of(self._checks())
        for one, money in _once(self.money):
            if proof.grade == "refuted":
                self._refuse(one, "the sums of the form contradict how it is read")
                continue
            amount = amount_of(self.context, self.form_code, one, money, "total", None)
            self.reading.amounts.append(amount)
            owner = row_id(self.context.document_id, amount.spot)
            self.reading.claims.append(Claim(one.value.page, one.value.cell, "amount", owner))
        return self.reading, proof

    def _checks(self) -> Iterator[Check]:
        """Funds add up to the whole, basic and project expenditure to that of their fund."""
        whole = {o.meaning.fund: money for o, money in self.money if o.meaning.nature is None}
        yield from across(whole, self.context.fund_parents, self.listed)
        for fund, total in whole.items():
            parts = [m for o, m in self.money if o.meaning.fund == fund and o.meaning.nature]
            if len(parts) > 1:
                yield check_sum(total, parts)

    def _refuse(self, one: LabelledAmount, why: str) -> None:
        placed = one.value
        spot = spot_of(placed.page, placed.cell.ink)
        self.reading.unread.append(Unread(spot, UNREAD_AMOUNT, f"{placed.words!r}: {why}"))
        self.reading.claims.append(Claim(placed.page, placed.cell, "quarantined", None))


def _once(
    money: list[tuple[LabelledAmount, Money]],
) -> Iterator[tuple[LabelledAmount, Money]]:
    """Each printed amount once, whichever label beside it was found first."""
    seen: set[tuple[object, ...]] = set()
    for one, found in money:
        key = one.value.page.number, one.value.cell.box
        if key not in seen:
            seen.add(key)
            yield one, found
