"""The measure columns of a block with all that header, title and neighbours say of them.

What one header path says is told by columns.py; the cells of a column are figures in figures.py.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from pipelines.conform.forms.columns import Column, stated
from pipelines.conform.forms.form import Form
from pipelines.conform.forms.lexicon import Lexicon

# What was carried over, and the source of money that it is.
CARRIED_SOURCES = {
    "opening_carryover": "carryover",
    "non_fiscal_surplus_used": "non_fiscal_surplus",
}
THREE_PUBLIC_PARTS = {"overseas_travel", "official_reception", "official_vehicle"}


def described(column: Column, form: Form, flow: str, lexicon: Lexicon) -> Column:
    """A measure column with what its header states over what the title says of all."""
    if not column.is_measure:
        return column
    defaults = {"flow": flow, **form.proposal.sets}
    sets, years = stated(column.path, flow, defaults, lexicon)
    if sets is not None and _is_total_of_year(column, form, sets, lexicon):
        sets = {**sets, "item_code": f"{flow}_current_year"}
    role = "measure" if sets is not None else "unknown"
    year = years.year if years.year is not None else None
    back = years.years_back
    return replace(
        column,
        coordinates=sets,
        role=role,
        year=year if year is not None else back,
        is_part=years.is_part,
    )


def with_items(columns: Sequence[Column], axis: str) -> tuple[Column, ...]:
    """Where the columns are items, a total column without an item of its own is the sum of those
    beside it: the three public costs, or these with meetings and training."""
    items = {(column.coordinates or {}).get("item_code") for column in columns}
    if axis == "item" or not items & THREE_PUBLIC_PARTS:
        return tuple(columns)
    whole = (
        "three_public_conference_training"
        if items & {"conference", "training"} and "three_public" in items
        else "three_public"
    )
    if items & {"conference", "training"} and "three_public" not in items:
        return tuple(columns)
    return tuple(
        replace(column, coordinates={**column.coordinates, "item_code": whole})
        if column.coordinates is not None
        and column.role == "measure"
        and not column.coordinates.get("item_code")
        else column
        for column in columns
    )


def carried_as_source(columns: Sequence[Column]) -> tuple[Column, ...]:
    """Revenue by function: what was carried over is the source that a function is paid from.

    Where it is split by source itself, it stays the balance that it is.
    """
    carried = [c for c in columns if c.role == "measure" and _item(c) in CARRIED_SOURCES]
    items = [_item(column) for column in carried]
    if len(items) != len(set(items)) or any(_fund(column) != "all" for column in carried):
        return tuple(columns)
    return tuple(_as_source(column) if column in carried else column for column in columns)


def _as_source(column: Column) -> Column:
    kept = {key: value for key, value in (column.coordinates or {}).items() if key != "item_code"}
    source = {"flow": "revenue", "fund_source": CARRIED_SOURCES[str(_item(column))]}
    return replace(column, coordinates={**kept, **source})


def _item(column: Column) -> str | None:
    return (column.coordinates or {}).get("item_code")


def _fund(column: Column) -> str | None:
    return (column.coordinates or {}).get("fund_source")


def _is_total_of_year(
    column: Column, form: Form, sets: Mapping[str, str], lexicon: Lexicon
) -> bool:
    """本年收入 (or its 小计) beside 合计: the total of the year, without what was carried over."""
    kinds = [lexicon.row_kind(level) for level in column.path] or [None]
    of_all = form.proposal.sets.get("fund_source") == sets.get("fund_source") == "all"
    is_year = any(str(kind).endswith("_current_year") for kind in kinds)
    is_total = kinds[-1] in ("total", "subtotal") or str(kinds[-1]).endswith("_current_year")
    return of_all and is_year and is_total and "flow" in form.proposal.sets
