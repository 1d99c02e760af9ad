"""Columns and rows of unknown words whose place in the sums is certain: unlisted parts.

They are stated under their printed words, never as something known. Five kinds: a part (其中) of a
known column; a part that alone makes the total right (合计 = 基本支出 + X); several that do so only
together (joint_parts.py); a change that is this year's figure less last year's; an amount of each
row (扣除基建后预算数) that adds up down the rows.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from pipelines.conform.code_book import CodeBook
from pipelines.conform.forms.axes import RowMeaning
from pipelines.conform.forms.figures import UNLISTED, Figure
from pipelines.conform.forms.joint_parts import (
    ByRow,
    Columns,
    mending_together,
    split_of_known,
)
from pipelines.conform.forms.lexicon import Lexicon
from pipelines.conform.forms.row_sums import sums_along
from pipelines.conform.forms.sums import Sum, down_sums, is_total, number_of, slack_of

FEWEST_SUMS = 2


def with_unlisted(figures: Sequence[Figure], book: CodeBook, lexicon: Lexicon) -> list[Figure]:
    """The figures, those of unlisted parts with coordinates and their printed words."""
    figures = _with_rows(_without_bare_headings(figures), book)
    stated = [figure for figure in figures if figure.coordinates is not None and figure.amount]
    unknown = _unknown_columns(figures)
    by_row = _by_row(stated)
    certain = _certain_columns(unknown, by_row, book)
    rest = {index: column for index, column in unknown.items() if index not in certain}
    certain |= mending_together(rest, by_row, book)
    aside = split_of_known(rest, by_row, lexicon) | {
        index
        for index, column in unknown.items()
        if index not in certain and _adds_down(column, book) and _is_among_natures(column, stated)
    }
    return [
        replace(_stated(figure), is_aside=figure.column.index in aside)
        if figure.column.index in certain | aside and _may_be_stated(figure)
        else figure
        for figure in figures
    ]


def _without_bare_headings(figures: Sequence[Figure]) -> list[Figure]:
    """A heading of words that say nothing (经费拨款) is all of its column only where it prints what
    the total prints; else it is a part of unknown words."""
    totals = {
        (figure.column.index, number_of(figure))
        for figure in figures
        if figure.amount and is_total(figure)
    }
    return [
        replace(
            figure,
            meaning=None,
            coordinates=None,
            reason_code="row_label_unknown",
            reason=f"the row label {figure.row.label!r} says nothing of what its amount is",
        )
        if _is_bare_heading(figure) and (figure.column.index, number_of(figure)) not in totals
        else figure
        for figure in figures
    ]


def _is_bare_heading(figure: Figure) -> bool:
    meaning = figure.meaning
    is_heading = meaning is not None and meaning.line == "heading" and not meaning.sets
    return is_heading and figure.amount is not None and figure.coordinates is not None


def _may_be_stated(figure: Figure) -> bool:
    is_detail = figure.meaning is not None and figure.meaning.detail_name is not None
    return figure.coordinates is None and figure.around is not None and not is_detail


def _stated(figure: Figure) -> Figure:
    # the nature that the row states gives way to `unlisted`: its words keep the rows apart
    of_nature = figure.meaning is not None and "nature" in figure.meaning.sets
    words = [figure.row.label.strip()] if of_nature else []
    around = {name: value for name, value in (figure.around or {}).items() if not _is_grand(value)}
    return replace(
        figure,
        coordinates={**around, "nature": UNLISTED},
        detail_name=" / ".join([*words, figure.column.label]),
        is_silent=_is_of_funds(figure) and "其中" not in figure.column.path[-1],
    )


def _is_grand(value: str) -> bool:
    """A part is no grand total, whatever the row of the total says of the columns beside it."""
    return value.endswith("_grand_total")


def _is_of_funds(figure: Figure) -> bool:
    """Among sources of money an unknown word is an unknown source: it counts in the sum, but no
    source of the vocabulary may be stated for it."""
    return (figure.around or figure.column.coordinates or {}).get("flow") == "revenue"


def _unknown_columns(figures: Sequence[Figure]) -> dict[int, list[Figure]]:
    unknown: dict[int, list[Figure]] = defaultdict(list)
    for figure in figures:
        if figure.coordinates is None and figure.around is not None:
            unknown[figure.column.index].append(figure)
    return unknown


def _by_row(stated: Sequence[Figure]) -> ByRow:
    by_row: dict[tuple[object, ...], list[Figure]] = defaultdict(list)
    for figure in stated:
        by_row[(*figure.row.key, figure.column.block)].append(figure)
    return by_row


def _certain_columns(unknown: Columns, by_row: ByRow, book: CodeBook) -> set[int]:
    return {
        index
        for index, column in unknown.items()
        if _is_part(column, by_row) or _mends(column, by_row, book) or _is_change(column, by_row)
    }


def _beside(
    figure: Figure, by_row: Mapping[tuple[object, ...], Sequence[Figure]]
) -> Sequence[Figure]:
    return by_row.get((*figure.row.key, figure.column.block), ())


def _is_part(
    column: Sequence[Figure], by_row: Mapping[tuple[object, ...], Sequence[Figure]]
) -> bool:
    """其中 beside a known column of the same group, and never more than that."""
    if not column[0].column.path or "其中" not in column[0].column.path[-1]:
        return False
    group = column[0].column.path[:-1]
    for figure in column:
        wholes = [f for f in _beside(figure, by_row) if f.column.path[: len(group)] == group]
        if figure.amount and wholes:
            largest = max(number_of(whole) for whole in wholes)
            if number_of(figure) > largest >= 0:
                return False
    return any(_beside(figure, by_row) for figure in column)


def _mends(
    column: Sequence[Figure],
    by_row: Mapping[tuple[object, ...], Sequence[Figure]],
    book: CodeBook,
) -> bool:
    """Each total along the rows is right with this column and somewhere wrong without it."""
    mended, agrees = 0, True
    for figure in column:
        for total in sums_along(_beside(figure, by_row), book):
            gap = number_of(total.whole) - sum((number_of(p) for p in total.parts), Decimal(0))
            slack = slack_of([total.whole, *total.parts, figure])
            agrees = agrees and abs(gap - number_of(figure)) <= slack
            mended += agrees and not total.holds
    return agrees and mended > 0


def _adds_down(column: Sequence[Figure], book: CodeBook) -> bool:
    """Each coded row of the column is the sum of the rows beneath it, more than once."""
    figures = [replace(f, coordinates=f.around) for f in column if f.amount]
    if not all(any(f.row.codes) or is_total(f) for f in figures):
        return False
    sums = list(down_sums(figures, book))
    evidence = sum(one.is_evidence for one in sums)
    return evidence >= FEWEST_SUMS and all(one.holds for one in sums)


def _is_among_natures(column: Sequence[Figure], stated: Sequence[Figure]) -> bool:
    """Whether no column under the same head is of a fund: among funds the word may be a fund."""
    first = column[0]
    head = first.column.path[:-1]
    known = [f.column for f in stated if f.column.block == first.column.block]
    funds = {
        (column.coordinates or {}).get("fund_source")
        for column in known
        if column.path[: len(head)] == head
    }
    return bool(known) and funds <= {(first.around or {}).get("fund_source")}


def _is_change(
    column: Sequence[Figure], by_row: Mapping[tuple[object, ...], Sequence[Figure]]
) -> bool:
    """This year's figure less last year's, in every row, and somewhere not zero."""
    if column[0].column.role != "change":
        return False
    seen = False
    for figure in column:
        item = (figure.around or {}).get("item_code")
        years = [
            other
            for other in _beside(figure, by_row)
            if item and (other.coordinates or {}).get("item_code") == item
        ]
        if figure.amount is None or len(years) != 2:
            continue
        gap = abs(number_of(years[1]) - number_of(years[0]))
        if abs(gap - abs(number_of(figure))) > slack_of([*years, figure]):
            return False
        seen = True
    return seen


def _with_rows(figures: list[Figure], book: CodeBook) -> list[Figure]:
    """Rows of unknown labels that alone make the total of their column right."""
    rows = {
        figure.row.key: figure
        for figure in figures
        if figure.reason_code == "row_label_unknown" and figure.amount and figure.row.label.strip()
    }
    for key in rows:
        candidate = [_listed(figure) if figure.row.key == key else figure for figure in figures]
        if _broken(candidate, book) < _broken(figures, book):
            figures = candidate
    return figures


def _listed(figure: Figure) -> Figure:
    if figure.meaning is not None or figure.column.coordinates is None:
        return figure
    name = figure.row.label.strip()
    meaning = RowMeaning({"nature": UNLISTED}, detail_name=name)
    return replace(
        figure,
        meaning=meaning,
        coordinates={**figure.column.coordinates, "nature": UNLISTED},
        detail_name=name,
        is_silent=_is_of_funds(figure),
    )


def _broken(figures: Sequence[Figure], book: CodeBook) -> int:
    return sum(not one.holds for one in _sums(figures, book))


def _sums(figures: Sequence[Figure], book: CodeBook) -> Iterator[Sum]:
    yield from down_sums([f for f in figures if f.coordinates is not None and f.amount], book)
