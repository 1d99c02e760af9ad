"""The sums of a form under one reading of it: down its columns and along its rows.

A sum is a figure and its parts: a class is its sections, a total its classes; along a row a total
is its natures, funds or items. Each is held against the precision it was printed with (interval
arithmetic, no tolerance). What the sums say of the reading is told by proof.py.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from pipelines.conform.code_book import CodeBook
from pipelines.conform.forms.axes import RowMeaning
from pipelines.conform.forms.figures import Figure
from pipelines.conform.forms.lexicon import ancestors

# A sum proves a reading only with so many operands that are not zero.
FEWEST_OPERANDS = 2
TOP = -1

Key = tuple[str | None, ...]


@dataclass(frozen=True)
class Sum:
    """One sum of a form: the whole, its parts, and whether it holds."""

    whole: Figure
    parts: tuple[Figure, ...]
    holds: bool
    direction: str

    @property
    def is_evidence(self) -> bool:
        return sum(bool(part.amount and part.amount.number) for part in self.parts) >= (
            FEWEST_OPERANDS
        )


def _column_key(figure: Figure) -> Key:
    """Columns of one meaning on one axis; blocks side by side of one meaning are one list."""
    sets = dict(figure.coordinates or {})
    for name in figure.meaning.sets if figure.meaning else ():
        sets.pop(name, None)
    if figure.column.coordinates is not None:
        sets = dict(figure.column.coordinates)
    detail = figure.column.label if figure.column.coordinates is None else None
    rest = tuple(f"{name}={sets[name]}" for name in sorted(sets))
    return figure.axis, str(figure.column.year), detail, *rest


def by_column(figures: Sequence[Figure]) -> Mapping[Key, list[Figure]]:
    twins: dict[tuple[int, Key], dict[int, int]] = defaultdict(dict)
    columns: dict[Key, list[Figure]] = defaultdict(list)
    for figure in sorted(figures, key=lambda figure: figure.column.index):
        of_block = twins[figure.column.block, _column_key(figure)]
        of_block.setdefault(figure.column.index, len(of_block))
    for figure in figures:
        key = _column_key(figure)
        twin = twins[figure.column.block, key][figure.column.index]
        columns[*key, str(twin)].append(figure)
    return columns


def is_total(figure: Figure) -> bool:
    return bool(figure.meaning and figure.meaning.line == "total")


def _position(figure: Figure) -> tuple[str, ...] | None:
    """Where a row lies on the tree of its axis; () for a total, None where it lies on none."""
    meaning = figure.meaning
    if meaning is None or meaning.line in ("part", "balance", "unit"):
        return None
    sets = meaning.sets
    if meaning.line == "total" and not (figure.axis == "item" and sets.get("item_code")):
        return ()
    if (meaning.unit_name or meaning.detail_name) and not sets:
        return ("unit", *_units(meaning))
    if meaning.line == "heading" and not sets.get("nature"):
        return None
    if sets.get("flow") == "balance":
        return None
    code = sets.get("function_code") or sets.get("economic_code")
    nature = sets.get("nature")
    if code:
        levels = [code[:length] for length in (3, 5, 7) if len(code) >= length]
        return (nature, *levels) if nature else tuple(levels)
    if figure.axis == "item" and sets.get("item_code"):
        return ("item", sets["item_code"])
    if sets.get("fund_source"):
        return ("fund", sets["fund_source"])
    return (nature,) if nature else None


def _units(meaning: RowMeaning) -> Iterator[str]:
    """The unit of a row, level by level of its code, and the project under it."""
    code = meaning.unit_code
    if code:
        yield from (code[:length] for length in range(3, len(code) + 1, 3))
    elif meaning.unit_name:
        yield meaning.unit_name
    if meaning.detail_name:
        yield f"project {meaning.detail_name}"


def down_sums(figures: Sequence[Figure], book: CodeBook) -> Iterator[Sum]:
    """Each row with the rows beneath it on the tree, column by column and unit by unit."""
    for column in by_column(figures).values():
        groups: dict[str | None, list[Figure]] = defaultdict(list)
        for figure in column:
            groups[_unit_of(figure)].append(figure)
        for unit, group in groups.items():
            yield from _down_group(group, book)
            if unit is not None:
                yield from _of_unit(group, book)
        yield from _over_units(groups, book)


def _of_unit(group: Sequence[Figure], book: CodeBook) -> Iterator[Sum]:
    """A unit's own row is the sum of the classes printed under it."""
    own = [figure for figure in group if figure.meaning and figure.meaning.line == "unit"]
    tops = _tops(group, book)
    if len(own) == 1 and tops:
        yield sum_of(own[0], tops, "down")


def _over_units(groups: Mapping[str | None, Sequence[Figure]], book: CodeBook) -> Iterator[Sum]:
    """The total of a form whose codes stand under units is the sum over all units."""
    common = groups.get(None, [])
    totals = [figure for figure in common if _position(figure) == ()]
    units = [group for unit, group in groups.items() if unit is not None]
    if len(totals) == 1 and units and not _tops(common, book):
        tops = [figure for group in units for figure in _tops(group, book)]
        if tops:
            yield sum_of(totals[0], tops, "down")


def _tops(group: Sequence[Figure], book: CodeBook) -> list[Figure]:
    """The rows of a group that no other row stands above."""
    placed = [(f, position) for f in group if (position := _position(f))]
    return [
        figure
        for index, (figure, position) in enumerate(placed)
        if _parent_index(index, position, placed, book) == TOP
    ]


def _unit_of(figure: Figure) -> str | None:
    """The unit whose rows of codes add up among themselves; rows of units are one list."""
    meaning = figure.meaning
    if meaning is None or meaning.detail_name:
        return None
    return meaning.unit_name if meaning.sets or meaning.line == "unit" else None


def _down_group(group: Sequence[Figure], book: CodeBook) -> Iterator[Sum]:
    placed = [(figure, position) for figure in group if (position := _position(figure)) is not None]
    children: dict[int, list[Figure]] = defaultdict(list)
    for index, (figure, position) in enumerate(placed):
        if position:
            children[_parent_index(index, position, placed, book)].append(figure)
    for index, (figure, position) in enumerate(placed):
        if position and children.get(index):
            yield sum_of(figure, children[index], "down")
    totals = [figure for figure, position in placed if not position]
    if totals and children.get(TOP):
        yield from _totals(totals, _without_nested(children[TOP]))


def _without_nested(parts: list[Figure]) -> list[Figure]:
    """Units listed under their department without codes: the department's row is their sum."""
    are_units = all(f.meaning and f.meaning.unit_name and not f.meaning.sets for f in parts)
    if are_units and len(parts) > 1 and sum_of(parts[0], parts[1:], "down").holds:
        return parts[:1]
    return parts


def _parent_index(
    index: int,
    position: tuple[str, ...],
    placed: Sequence[tuple[Figure, tuple[str, ...]]],
    book: CodeBook,
) -> int:
    """The nearest row before (else after) that stands above a position; TOP where none does."""
    above = list(_above(position, book))
    before = range(index - 1, -1, -1)
    after = range(index + 1, len(placed))
    best: tuple[int, int] | None = None
    for other in (*before, *after):
        if placed[other][1] in above:
            rank = above.index(placed[other][1])
            if best is None or rank < best[0]:
                best = (rank, other)
    return TOP if best is None else best[1]


def _above(position: tuple[str, ...], book: CodeBook) -> Iterator[tuple[str, ...]]:
    """The positions above one on the tree, the nearest first."""
    if position[0] in ("fund", "item"):
        yield from ((position[0], parent) for parent in ancestors(position[1], book))
        return
    lowest = 1 if position[0] == "unit" else 0
    yield from (position[:length] for length in range(len(position) - 1, lowest, -1))
    if len(position) == 1:
        yield from ((parent,) for parent in ancestors(position[0], book))


def _totals(totals: Sequence[Figure], parts: Sequence[Figure]) -> Iterator[Sum]:
    """The total of the year is the sum of its parts; a grand total is not held against them."""
    item = (totals[0].coordinates or {}).get("item_code") or ""
    current = [f for f in totals if "current_year" in str((f.coordinates or {}).get("item_code"))]
    for whole in current or totals[: 1 if item else len(totals)]:
        yield sum_of(whole, parts, "down")


def number_of(figure: Figure) -> Decimal:
    return figure.amount.number if figure.amount else Decimal(0)


def slack_of(figures: Sequence[Figure]) -> Decimal:
    """Half a unit of the last printed place of each figure, added up."""
    decimals = (figure.amount.decimals for figure in figures if figure.amount)
    return sum((Decimal(1).scaleb(-places) / 2 for places in decimals), Decimal(0))


def sum_of(whole: Figure, parts: Sequence[Figure], direction: str) -> Sum:
    total = sum((number_of(part) for part in parts), Decimal(0))
    holds = abs(number_of(whole) - total) <= slack_of([whole, *parts])
    return Sum(whole, tuple(parts), holds, direction)
