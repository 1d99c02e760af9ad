"""Several columns of unknown words that together, and only together, make totals right.

Either what is missing from a known total (合计 = 一般公共预算 + X + Y), or all that a known column
is split into (项目支出 / 小计 = 一般性项目 + 专项资金). Single columns are in unlisted.py.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from pipelines.conform.code_book import CodeBook
from pipelines.conform.forms.figures import Figure
from pipelines.conform.forms.lexicon import Lexicon
from pipelines.conform.forms.row_sums import sums_along
from pipelines.conform.forms.sums import number_of, slack_of

FEWEST_ROWS = 2
ByRow = Mapping[tuple[object, ...], Sequence[Figure]]
Columns = Mapping[int, Sequence[Figure]]


def mending_together(unknown: Columns, by_row: ByRow, book: CodeBook) -> set[int]:
    """The unknown columns of a block that fill the gap of every total of their rows."""
    found: set[int] = set()
    for columns in _by_block(unknown).values():
        rows = _rows_of(columns)
        if len(columns) > 1 and _fill(rows, by_row, book) >= FEWEST_ROWS:
            found |= columns.keys()
    return found


def split_of_known(unknown: Columns, by_row: ByRow, lexicon: Lexicon) -> set[int]:
    """The unknown columns under one head whose known subtotal is their sum in every row."""
    heads: dict[tuple[int, tuple[str, ...]], dict[int, Sequence[Figure]]] = defaultdict(dict)
    for index, column in unknown.items():
        first = column[0].column
        if len(first.path) > 1 and _may_be_part(column):
            heads[first.block, first.path[:-1]][index] = column
    return {
        index
        for (_, head), columns in heads.items()
        if len(columns) > 1 and _are_split(_rows_of(columns), head, by_row, lexicon)
        for index in columns
    }


def _may_be_part(column: Sequence[Figure]) -> bool:
    first = column[0].column
    return first.role != "change" and bool(first.path) and "其中" not in first.path[-1]


def _by_block(unknown: Columns) -> dict[int, dict[int, Sequence[Figure]]]:
    blocks: dict[int, dict[int, Sequence[Figure]]] = defaultdict(dict)
    for index, column in unknown.items():
        if _may_be_part(column):
            blocks[column[0].column.block][index] = column
    return blocks


def _rows_of(columns: Columns) -> dict[tuple[object, ...], list[Figure]]:
    rows: dict[tuple[object, ...], list[Figure]] = defaultdict(list)
    for column in columns.values():
        for figure in column:
            rows[*figure.row.key, figure.column.block].append(figure)
    return rows


def _fill(
    rows: Mapping[tuple[object, ...], Sequence[Figure]], by_row: ByRow, book: CodeBook
) -> int:
    """How many rows are right with the unknown amounts and wrong without; 0 where one is wrong."""
    mended = 0
    for whole, parts in _split_columns(rows, by_row, book).items():
        for key, unknown in rows.items():
            known = {figure.column.index: figure for figure in by_row.get(key, ())}
            if whole not in known:
                continue
            told = [known[index] for index in parts if index in known]
            gap = number_of(known[whole]) - _sum(told)
            slack = slack_of([known[whole], *told, *unknown])
            if abs(gap - _sum(unknown)) > slack:
                return 0
            mended += abs(gap) > slack
    return mended


def _split_columns(
    keys: Iterable[tuple[object, ...]], by_row: ByRow, book: CodeBook
) -> dict[int, set[int]]:
    """Total columns → the known columns that are their parts in any of the rows."""
    split: dict[int, set[int]] = defaultdict(set)
    for key in keys:
        for total in sums_along(by_row.get(key, ()), book):
            split[total.whole.column.index] |= {part.column.index for part in total.parts}
    return split


def _are_split(
    rows: Mapping[tuple[object, ...], Sequence[Figure]],
    head: tuple[str, ...],
    by_row: ByRow,
    lexicon: Lexicon,
) -> bool:
    """The subtotal is their sum wherever it is printed, and in one row at least of two of them."""
    held, told = 0, False
    for key, parts in rows.items():
        under = [f for f in by_row.get(key, ()) if f.column.path[: len(head)] == head]
        wholes = [f for f in under if _is_subtotal(f, head, lexicon)]
        if len(under) != len(wholes) or len(wholes) > 1:
            return False
        if not wholes:
            if _sum(parts):
                return False
            continue
        if abs(number_of(wholes[0]) - _sum(parts)) > slack_of([wholes[0], *parts]):
            return False
        held += bool(number_of(wholes[0]))
        told = told or len(list(_non_zero(parts))) > 1
    return told and held >= FEWEST_ROWS


def _is_subtotal(figure: Figure, head: tuple[str, ...], lexicon: Lexicon) -> bool:
    path = figure.column.path
    return len(path) == len(head) + 1 and lexicon.is_bare_total(path[-1])


def _sum(parts: Sequence[Figure]) -> Decimal:
    return sum((number_of(part) for part in _non_zero(parts)), Decimal(0))


def _non_zero(parts: Sequence[Figure]) -> Iterator[Figure]:
    return (part for part in parts if part.amount and number_of(part))
