"""Which amount is the whole that another one is a part of, by their coordinates alone.

Words that name the whole are read in claim_records.py; the amounts themselves are never asked, so
that a wrong share stays wrong.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from pipelines.conform.code_book import rows_of
from pipelines.locations import CODES

Record = dict[str, Any]
_TREES = {"fund_source": "parent_fund_source", "nature": "parent_nature"}
_TOTALS = frozenset(
    {
        "revenue_grand_total",
        "revenue_current_year",
        "expenditure_grand_total",
        "expenditure_current_year",
    }
)


def whole_of(part: Record, told: Sequence[Record]) -> Record | None:
    """The one amount told before `part` that contains it; None where none or several do."""
    holders = [record for record in told if contains(record, part)]
    if len({_key(record) for record in holders}) != 1:
        return None
    return holders[-1]


def contains(whole: Record, part: Record) -> bool:
    """Whether the coordinates of `part` lie within those of `whole`, and are not the same."""
    same = all(whole[name] == part[name] for name in ("fiscal_year", "phase", "flow"))
    if not same or _key(whole) == _key(part) or whole.get("economic_code"):
        return False
    within = all(_is_within(name, part[name], whole[name]) for name in _TREES)
    return within and _function_within(part, whole) and _item_within(part, whole)


def _key(record: Record) -> tuple[object, ...]:
    names = ("fiscal_year", "phase", "flow", *_TREES, "function_code", "economic_code", "item_code")
    return tuple(record.get(name) for name in names)


def _is_within(name: str, value: str | None, holder: str | None) -> bool:
    parents = _parents(name, _TREES[name])
    while value and value != holder:
        value = parents.get(value)
    return value == holder


def _function_within(part: Record, whole: Record) -> bool:
    code, holder = part.get("function_code"), whole.get("function_code")
    return holder is None or bool(code and code.startswith(holder))


def _item_within(part: Record, whole: Record) -> bool:
    item, holder = part.get("item_code"), whole.get("item_code")
    if holder is None or holder in _TOTALS:
        return item not in _TOTALS
    return bool(item) and _parents("item", "parent_item_code").get(item) == holder


@cache
def _parents(name: str, column: str) -> Mapping[str, str]:
    key = {"item": "item_code"}.get(name, name)
    return {row[key]: row[column] for row in rows_of(CODES / f"{name}.csv")}
