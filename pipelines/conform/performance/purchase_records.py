"""A table of purchases as records: its rows, their amounts, claims and what is unread.

How the table is read is in purchases.py.
"""

from collections.abc import Mapping
from decimal import Decimal

from pipelines.conform.amounts import read_amount
from pipelines.conform.performance.list_header import Column
from pipelines.conform.performance.list_rows import PlacedCell
from pipelines.conform.performance.money import Money
from pipelines.conform.performance.outline import children_of
from pipelines.conform.performance.purchases import ITEM, PurchaseRow, PurchaseTable
from pipelines.conform.performance.records import (
    Amount,
    Claim,
    Context,
    PerformanceReading,
    Purchase,
    Unread,
    row_id,
    spot_of,
)

NATURE = "government_procurement"


def purchase_reading(
    context: Context, table: PurchaseTable, form_code: str, fund_source: str
) -> PerformanceReading:
    """All records of one table; where its sums refute the reading, its amounts are set aside."""
    reading = PerformanceReading()
    parents = set(children_of([row.level for row in table.rows]))
    for index, row in enumerate(table.rows):
        is_total = row.level == 0 or row.is_department
        kind = "total" if is_total else "subtotal" if index in parents else "leaf"
        for one in row.unread:
            _refuse(reading, one.placed, one.why or "")
        if table.proof.grade == "refuted":
            for money in row.money.values():
                _refuse(reading, money.placed, "the sums of the form contradict how it is read")
            continue
        if row.unknown_class:
            for money in row.money.values():
                why = f"the economic class {row.unknown_class!r} is not known"
                _refuse(reading, money.placed, f"{money.placed.words!r}: {why}")
        elif row.money:
            _state(context, reading, row, kind, form_code, fund_source)
        _claim_codes(reading, table, row)
    _set_aside_columns(reading, table)
    return reading


def _state(
    context: Context,
    reading: PerformanceReading,
    row: PurchaseRow,
    kind: str,
    form_code: str,
    fund_source: str,
) -> None:
    first = next(iter(row.money.values()))
    spot = spot_of(first.placed.page, first.placed.cell.ink)
    purchase_id = row_id(context.document_id, spot, "purchase")
    reading.purchases.append(_purchase(row, purchase_id, kind, form_code, fund_source))
    for column, money in row.money.items():
        amount = _amount(context, row, column, money, kind, form_code, fund_source, purchase_id)
        reading.amounts.append(amount)
        owner = row_id(context.document_id, amount.spot)
        reading.claims.append(Claim(money.placed.page, money.placed.cell, "amount", owner))


def _purchase(
    row: PurchaseRow, purchase_id: str, kind: str, form_code: str, fund_source: str
) -> Purchase:
    facts = row.facts
    first = next(iter(row.money.values()))
    whole = [money for column, money in row.money.items() if column.meaning.fund == "all"]
    return Purchase(
        purchase_id=purchase_id,
        form_code=form_code,
        spot=spot_of(first.placed.page, first.placed.cell.ink),
        line_kind=kind,
        row_label=row.label,
        purchase_category=facts.get("category"),
        item_name=facts.get("purchase_item") if row.level == ITEM else None,
        project_name=facts.get("purchase_project") if row.level >= ITEM else None,
        unit_name=_unit_name(row),
        method=facts.get("purchase_method"),
        quantity=_quantity(facts),
        function_code=row.codes.get("function"),
        economic_code=row.codes.get("department"),
        government_economic_code=row.codes.get("government"),
        fund_source=fund_source,
        amount_yuan=whole[0].yuan if whole else None,
    )


def _unit_name(row: PurchaseRow) -> str | None:
    return row.label if row.names_unit else row.facts.get("unit_name")


def _detail_name(row: PurchaseRow) -> str | None:
    """What is bought: a unit's own row says it by the category above."""
    if row.names_unit:
        return row.facts.get("category_name")
    return row.label if row.level and not row.is_department else None


def _quantity(facts: Mapping[str, str]) -> Decimal | None:
    amount = read_amount(facts.get("quantity", ""))
    return amount.number if amount and amount.unit is None else None


def _amount(
    context: Context,
    row: PurchaseRow,
    column: Column,
    money: Money,
    kind: str,
    form_code: str,
    fund_source: str,
    purchase_id: str,
) -> Amount:
    meaning, identity = column.meaning, context.identity
    department = row.codes.get("department")
    return Amount(
        form_code=form_code,
        spot=spot_of(money.placed.page, money.placed.cell.ink),
        amount_yuan=money.yuan,
        printed_text=money.placed.cell.text,
        printed_decimals=money.printed.decimals,
        unit=money.unit,
        unit_source="header" if meaning.unit else money.unit_source,
        row_label=row.label,
        column_label=column.label,
        fiscal_year=meaning.year or identity.fiscal_year,
        phase=meaning.phase or identity.phase,
        line_kind=kind,
        fund_source=fund_source if meaning.fund == "all" else meaning.fund,
        nature=NATURE,
        function_code=row.codes.get("function"),
        economic_system="department" if department else None,
        economic_code=department,
        government_economic_code=row.codes.get("government"),
        code_source="name" if row.named_code else None,
        unit_name=_unit_name(row),
        detail_name=_detail_name(row),
        purchase_id=purchase_id,
    )


def _claim_codes(reading: PerformanceReading, table: PurchaseTable, row: PurchaseRow) -> None:
    """Codes, counts and numbers in names are accounted for as what their column holds."""
    for column in table.header.columns:
        kind = column.meaning.kind
        placed = row.line.placed(column)
        if kind in ("amount", "unknown") or placed is None or not placed.words:
            continue
        claimed = "code" if kind.endswith("code") else "sequence" if kind == "sequence" else "other"
        reading.claims.append(Claim(placed.page, placed.cell, claimed, None))


def _set_aside_columns(reading: PerformanceReading, table: PurchaseTable) -> None:
    for column in table.header.all("unknown"):
        for row in table.rows:
            placed = row.line.placed(column)
            if placed and any(letter.isdigit() for letter in placed.words):
                why = f"{placed.words!r}: its column {column.label!r} is not known"
                _refuse(reading, placed, why)


def _refuse(reading: PerformanceReading, placed: PlacedCell, why: str) -> None:
    spot = spot_of(placed.page, placed.cell.ink)
    reading.unread.append(Unread(spot, "performance_amount_unread", why))
    reading.claims.append(Claim(placed.page, placed.cell, "quarantined", None))
