"""Tables of labels and values: a value stands to the right of its label, wherever that is.

Which labels there are is told in layouts/performance.yaml; what values mean, in reading.py.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from pipelines.conform.wording import squeeze
from pipelines.extract.document_tree import Cell, Table


@dataclass(frozen=True)
class PerformanceWording:
    """Patterns of the headers of indicators, and of the labels of a project."""

    titles: re.Pattern[str]
    header: Mapping[str, re.Pattern[str]]
    labels: Mapping[str, re.Pattern[str]]
    unit: re.Pattern[str]
    amount_header: re.Pattern[str]


@cache
def load_wording(folder: Path) -> PerformanceWording:
    """Read performance.yaml of the layouts."""
    content = yaml.safe_load((folder / "performance.yaml").read_text(encoding="utf-8"))
    found = content["performance"]
    return PerformanceWording(
        titles=re.compile(found["titles"]),
        header={name: re.compile(text) for name, text in found["header"].items()},
        labels={name: re.compile(text) for name, text in found["labels"].items()},
        unit=re.compile(found["unit"]),
        amount_header=re.compile(found["amount_header"]),
    )


@dataclass(frozen=True)
class Labelled:
    """A label, its cell, and the cell to the right of it."""

    label: str
    label_cell: Cell
    value_cell: Cell


def labelled(table: Table, wording: PerformanceWording) -> Iterator[Labelled]:
    """Every known label with its value; the rows of indicators are left out."""
    header = indicator_header(table, wording)
    for cell in table.cells:
        if header and cell.row >= header.row:
            continue
        label = _label(cell, wording)
        value = _right_of(table, cell) if label else None
        if label and value and not _label(value, wording):
            yield Labelled(label, cell, value)


def _label(cell: Cell, wording: PerformanceWording) -> str | None:
    text = squeeze(cell.text)
    return next((name for name, when in wording.labels.items() if when.search(text)), None)


def _right_of(table: Table, cell: Cell) -> Cell | None:
    """The nearest cell to the right in the first row of the label."""
    right = [
        other
        for other in table.cells
        if other.row <= cell.row < other.row + other.row_span
        and other.column >= cell.column + cell.column_span
    ]
    return min(right, key=lambda other: other.column, default=None)


def listed_projects(table: Table, wording: PerformanceWording) -> Iterator[tuple[Cell, Cell, Cell]]:
    """(name, amount, header of the amount) of a list headed 项目名称 and 预算数, row by row."""
    for name in table.cells:
        if _label(name, wording) != "project_name":
            continue
        amount = _right_of(table, name)
        while amount and not wording.amount_header.search(squeeze(amount.text)):
            amount = _right_of(table, amount)
        if amount is None or amount.row != name.row:
            continue
        for row in range(name.row + name.row_span, _rows(table)):
            cells = _at(table, row, name.column), _at(table, row, amount.column)
            if cells[0] and cells[1] and squeeze(cells[0].text):
                yield cells[0], cells[1], amount


def _rows(table: Table) -> int:
    return max(cell.row + cell.row_span for cell in table.cells)


@dataclass(frozen=True)
class IndicatorHeader:
    """The row that heads the indicators: name of each column → its column."""

    row: int
    columns: Mapping[str, int]


def indicator_header(table: Table, wording: PerformanceWording) -> IndicatorHeader | None:
    """The header of the indicators, known by 三级指标 and 指标值; None without one."""
    rows: dict[int, dict[str, int]] = {}
    for cell in table.cells:
        text = squeeze(cell.text)
        for name, when in wording.header.items():
            if when.search(text):
                rows.setdefault(cell.row, {}).setdefault(name, cell.column)
    for row, columns in sorted(rows.items()):
        if {"level_3", "target"} <= set(columns):
            return IndicatorHeader(row, columns)
    return None


@dataclass(frozen=True)
class Indicator:
    """One row of indicators: the cell of each named column, merged cells reaching down."""

    cells: Mapping[str, Cell]

    def text(self, name: str) -> str | None:
        """The words of one column; None where it is blank or not there."""
        cell = self.cells.get(name)
        words = "".join(cell.text.split()) if cell else ""
        return words or None


def indicators(table: Table, header: IndicatorHeader, first_row: int) -> Iterator[Indicator]:
    """The rows below the header (from `first_row` on) whose third level is there."""
    for row in range(first_row, _rows(table)):
        cells = {
            name: cell
            for name, column in header.columns.items()
            if (cell := _at(table, row, column)) is not None
        }
        third = cells.get("level_3")
        if third and third.row == row and squeeze(third.text):
            yield Indicator(cells)


def _at(table: Table, row: int, column: int) -> Cell | None:
    for cell in table.cells:
        in_row = cell.row <= row < cell.row + cell.row_span
        if in_row and cell.column <= column < cell.column + cell.column_span:
            return cell if cell.column == column or cell.column_span == 1 else None
    return None
