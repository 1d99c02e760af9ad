"""The measure columns of a block with all that header, title and neighbours say of them.

What one header path says is told by columns.py; the cells of a column are figures in figures.py.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from pipelines.conform.forms.columns import Column, stated
from pipelines.conform.forms.form import Form
from pipelines.conform.forms.lexicon import Lexicon, ancestors
from pipelines.conform.forms.word_keys import header_key

# the block of a column and the levels above it
Head = tuple[int, tuple[str, ...]]
_THIS_YEAR = re.compile("(?:[省市县区]级|中央)?[当本]年")
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


def _is_total_of_year(
    column: Column, form: Form, sets: Mapping[str, str], lexicon: Lexicon
) -> bool:
    """本年收入 / 小计 beside 合计: the total of the year, without what was carried over."""
    kinds = [lexicon.row_kind(level) for level in column.path]
    of_all = form.proposal.sets.get("fund_source") == sets.get("fund_source") == "all"
    is_year = any(str(kind).endswith("_current_year") for kind in kinds[:-1])
    return of_all and is_year and _is_total_column(column, lexicon) and "flow" in form.proposal.sets


def with_years_total(columns: Sequence[Column], lexicon: Lexicon) -> tuple[Column, ...]:
    """本年收入 alone over a column is the total of the year where 合计 stands beside it."""
    return tuple(
        replace(column, coordinates={**column.coordinates, "item_code": _years_total(column)})
        if column.coordinates is not None
        and column.role == "measure"
        and str(lexicon.row_kind(column.path[-1] if column.path else "")).endswith("_current_year")
        and any(
            other is not column and other.coordinates == column.coordinates for other in columns
        )
        else column
        for column in columns
    )


def without_twins(columns: Sequence[Column], lexicon: Lexicon) -> tuple[Column, ...]:
    """Where a column beside a total column (小计), or a part (其中) beside any, would state the
    same, its words say something that the lexicon does not tell: it is a part of unknown words."""
    return tuple(
        replace(column, coordinates=None, role="unknown")
        if not _is_total_column(column, lexicon)
        and any(_is_beside(column, other, lexicon) for other in columns)
        else column
        for column in columns
    )


def without_this_years_parts(
    columns: Sequence[Column],
    lexicon: Lexicon,
    flow: str | None,
    fund: str | None,
    carrying: Collection[int],
) -> tuple[Column, ...]:
    """当年拨款 beside 上年结转 is the part that is paid from this year's money; so are the natures
    below it, and none is all of what it is called.

    `fund` is that of the whole form, `carrying` the columns with an amount other than zero. Where
    nothing is carried over, 当年财政拨款安排 is all of it.
    """
    if flow != "expenditure":
        return tuple(columns)
    heads: dict[Head, bool] = defaultdict(bool)
    for column in columns:
        for level in range(len(column.path)):
            if column.is_measure and _is_carried_over(column.path[level], lexicon):
                heads[column.block, column.path[:level]] |= column.index in carrying
    return tuple(_without_year(column, heads, fund, lexicon) for column in columns)


def _without_year(
    column: Column, heads: Mapping[Head, bool], fund: str | None, lexicon: Lexicon
) -> Column:
    for level, word in enumerate(column.path):
        head = (column.block, column.path[:level])
        if column.role != "measure" or head not in heads:
            continue
        own = _fund_of_this_year(word, lexicon)
        if own is None:
            continue
        is_whole_fund = own == fund or own in ancestors(fund or "", lexicon.book)
        if not own or (is_whole_fund and heads[head]):
            return _part_of_year(column, level, own, lexicon)
    return column


def _part_of_year(column: Column, level: int, fund: str, lexicon: Lexicon) -> Column:
    """The total of a fund's year has an item of its own; other parts are of unknown words."""
    is_total = all(lexicon.is_bare_total(word) for word in column.path[level + 1 :])
    if fund and is_total and column.coordinates is not None:
        item = {"item_code": "expenditure_current_year"}
        return replace(column, coordinates={**column.coordinates, **item})
    return replace(column, coordinates=None, role="unknown")


def without_listed_parts(columns: Sequence[Column]) -> tuple[Column, ...]:
    """Under a head that lists balances (结转和结余) one of them (结转) is a part, which has no
    coordinate of its own."""
    return tuple(
        replace(column, coordinates=None, role="unknown") if _is_listed_part(column) else column
        for column in columns
    )


def _is_listed_part(column: Column) -> bool:
    if len(column.path) < 2 or (column.coordinates or {}).get("flow") != "balance":
        return False
    listed = header_key(column.path[-2]).split("、")
    return len(listed) > 1 and any(word.endswith(header_key(column.path[-1])) for word in listed)


def _is_carried_over(word: str, lexicon: Lexicon) -> bool:
    return lexicon.balance.get(header_key(word)) == "opening_carryover"


def _fund_of_this_year(word: str, lexicon: Lexicon) -> str | None:
    """The fund of words that say this year: "" for 当年拨款, the appropriation for 当年财政拨款.

    None for other words; 本年支出 is all that is spent.
    """
    key = header_key(word)
    meaning = lexicon.meaning(word, "expenditure")
    says_year = _THIS_YEAR.match(key) and not key.endswith(("支出", "合计", "小计"))
    if not says_year or meaning is None or set(meaning.sets) - {"phase", "fund_source"}:
        return None
    return meaning.sets.get("fund_source", "")


def _stated_by(column: Column) -> tuple[object, ...]:
    sets = column.coordinates if column.role == "measure" else None
    if sets is None:
        return (column.index,)
    return column.year, *sorted(sets.items())


def _is_total_column(column: Column, lexicon: Lexicon) -> bool:
    return bool(column.path) and lexicon.is_bare_total(column.path[-1])


def _is_beside(column: Column, other: Column, lexicon: Lexicon) -> bool:
    """Whether a column that this is a part of stands under the same head, and states the same."""
    same_head = len(column.path) > 1 and column.path[:-1] == other.path[:-1]
    states_same = other is not column and _stated_by(column) == _stated_by(other)
    is_whole = _is_total_column(other, lexicon) or (column.is_part and not other.is_part)
    return same_head and states_same and is_whole


def _years_total(column: Column) -> str:
    return f"{(column.coordinates or {}).get('flow')}_current_year"
