"""One amount of a list of projects as a record: its coordinates from its column, line and form.

The projects, targets and claims of a list are made in list_records.py.
"""

from dataclasses import dataclass

from pipelines.conform.performance.lexicon import ALL_FUNDS
from pipelines.conform.performance.list_header import Column
from pipelines.conform.performance.list_rows import Line
from pipelines.conform.performance.money import Money
from pipelines.conform.performance.printed_codes import (
    DEPARTMENT,
    FUNCTION,
    GOVERNMENT,
    codes_beside,
)
from pipelines.conform.performance.project_lists import ListedRow, ProjectList
from pipelines.conform.performance.records import Amount, Context, Project, spot_of

KINDS = {
    "total": "total",
    "department": "total",
    "units": "subtotal",
    "unit": "subtotal",
    "function": "subtotal",
}


@dataclass(frozen=True)
class ListForm:
    """What is known of the whole list: its form, the fund that its title says, its task or not."""

    form_code: str
    fund_source: str
    kind: str = "project"
    is_carryover: bool = False


def fund_of(column: Column, form: ListForm) -> str:
    """The fund source of a column; the title narrows what the header leaves open."""
    if form.is_carryover:
        return "carryover"
    fund = column.meaning.fund
    return form.fund_source if fund == ALL_FUNDS else fund


def amount_of(
    context: Context,
    listed: ProjectList,
    row: ListedRow,
    column: Column,
    money: Money,
    form: ListForm,
    project: Project | None,
) -> Amount:
    identity = context.identity
    has_parts = any(other.parent is row for other in listed.rows)
    codes = codes_beside(listed.header, _line_of(row, column, money))
    department = codes.get(DEPARTMENT)
    return Amount(
        form_code=form.form_code,
        spot=spot_of(money.placed.page, money.placed.cell.ink),
        amount_yuan=money.yuan,
        printed_text=money.placed.cell.text,
        printed_decimals=money.printed.decimals,
        unit=money.unit,
        unit_source="header" if column.meaning.unit else money.unit_source,
        row_label=row.subject.name,
        column_label=column.label,
        fiscal_year=column.meaning.year or identity.fiscal_year,
        phase=column.meaning.phase or identity.phase,
        line_kind=KINDS.get(row.kind, "subtotal" if has_parts else "leaf"),
        fund_source=fund_of(column, form),
        nature=column.meaning.nature or ("total" if form.kind == "task" else "project"),
        function_code=codes.get(FUNCTION),
        economic_system=DEPARTMENT if department else None,
        economic_code=department,
        government_economic_code=codes.get(GOVERNMENT),
        unit_name=row.unit_name or (row.own_unit if row.kind == "unit" else None),
        detail_name=project.project_name if project else _name_of_group(row),
        project_id=project.project_id if project else None,
    )


def _name_of_group(row: ListedRow) -> str | None:
    return row.subject.name if row.kind == "units" else None


def _line_of(row: ListedRow, column: Column, money: Money) -> Line:
    """The line in which the cell of an amount begins."""
    cell = money.placed.cell
    return next(line for line in row.subject.lines if line.cells.get(column) is cell)
