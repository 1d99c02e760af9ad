"""The sums along the rows of a form: a total column and the columns that it is split into.

Natures, fund sources, items and economic classes. What a sum is, and the sums down a column, stand
in sums.py.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from pipelines.conform.code_book import CodeBook
from pipelines.conform.forms.figures import UNLISTED, Figure
from pipelines.conform.forms.lexicon import ancestors
from pipelines.conform.forms.sums import Key, Sum, sum_of

CLASS_LENGTH, ITEM_LENGTH = 3, 5


def sums_along(figures: Sequence[Figure], book: CodeBook) -> Iterator[Sum]:
    """Each total column of a row with its parts: natures, fund sources, items."""
    rows: dict[tuple[object, ...], list[Figure]] = defaultdict(list)
    for figure in figures:
        key = (*figure.row.key, figure.column.block, figure.column.year)
        rows[key].append(figure)
    for row in rows.values():
        for name in ("nature", "fund_source", "item_code"):
            yield from _along_tree(row, name, book)
        yield from _along_classes(row)


def _along_tree(row: Sequence[Figure], name: str, book: CodeBook) -> Iterator[Sum]:
    groups: dict[Key, dict[str, list[Figure]]] = defaultdict(lambda: defaultdict(list))
    for figure in row:
        sets = figure.coordinates or {}
        value = sets.get(name)
        if value is None or _is_aside(figure):
            continue
        rest = tuple(f"{key}={sets[key]}" for key in sorted(sets) if key != name)
        groups[rest][value].append(figure)
    carried = [figure for figure in row if _is_carried(figure) or _is_unknown_fund(figure, name)]
    for values in groups.values():
        yield from _along_group(values, name, carried, book)


def _along_classes(row: Sequence[Figure]) -> Iterator[Sum]:
    """A column and the economic classes beside it that it is split into; a class and its items."""
    groups: dict[tuple[object, ...], dict[str, list[Figure]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for figure in row:
        sets = dict(figure.column.coordinates or {})
        code = sets.pop("economic_code", "")
        sets.pop("economic_system", None)
        if figure.coordinates is not None and not _is_aside(figure):
            groups[tuple(sorted(sets.items()))][code].append(figure)
    for codes in groups.values():
        for code, wholes in list(codes.items()):
            length = {0: CLASS_LENGTH, CLASS_LENGTH: ITEM_LENGTH}.get(len(code), 0)
            parts = [f for other, figures in codes.items() for f in figures
                     if len(other) == length and other.startswith(code)]  # fmt: skip
            if parts and len(wholes) == 1:
                yield sum_of(wholes[0], parts, "along")


def _along_group(
    values: Mapping[str, Sequence[Figure]],
    name: str,
    carried: Sequence[Figure],
    book: CodeBook,
) -> Iterator[Sum]:
    children: dict[str, list[Figure]] = defaultdict(list)
    for value, figures in values.items():
        parent = next((p for p in ancestors(value, book) if p in values), None)
        if parent is not None:
            children[parent].extend(figures)
    for value, parts in children.items():
        whole = values[value][0]
        if len(parts) < 2 and name == "fund_source" and not carried:
            continue
        one = sum_of(whole, parts, "along")
        if not one.holds and carried and whole not in carried:
            one = sum_of(whole, [*parts, *carried], "along")
        # 其中 need not name all parts; of unknown words alone no total is the sum
        if one.holds or not all(part.column.is_part or _is_unlisted(part) for part in parts):
            yield one


def _is_aside(figure: Figure) -> bool:
    """A part or a change stands beside the sum of its row, not in it."""
    if figure.is_aside or (figure.meaning is not None and figure.meaning.line == "part"):
        return True
    is_part = "其中" in (figure.column.path or ("",))[-1] or figure.column.role == "change"
    return is_part and _is_unlisted(figure)


def _is_unlisted(figure: Figure) -> bool:
    return (figure.coordinates or {}).get("nature") == UNLISTED


def _is_unknown_fund(figure: Figure, name: str) -> bool:
    """A column of unknown words beside the funds that a total is split into."""
    is_whole = (figure.coordinates or {}).get("fund_source") == "all"
    return name == "fund_source" and is_whole and _is_unlisted(figure) and not _is_aside(figure)


def _is_carried(figure: Figure) -> bool:
    """Carried-over money that a total column includes: the whole of it, no part by source."""
    sets = figure.coordinates or {}
    is_row = figure.meaning is not None and figure.meaning.sets.get("flow") == "balance"
    return sets.get("flow") == "balance" and sets.get("fund_source") == "all" and not is_row
