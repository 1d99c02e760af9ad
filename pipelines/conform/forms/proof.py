"""Whether a reading of a form is believed by the form's own sums: its grade.

What breaks is counted, not explained, but for totals that a template adds up wrongly in every
column; causes are named in pipelines/validate.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from pipelines.conform.code_book import CodeBook
from pipelines.conform.forms.figures import Figure
from pipelines.conform.forms.row_sums import sums_along
from pipelines.conform.forms.sums import (
    Key,
    Sum,
    by_column,
    down_sums,
    is_total,
    number_of,
    slack_of,
)

# Of the sums of a proved form at most this share breaks, ...
MISPRINTS = Decimal("0.2")
# ... and a reading is refuted where more than this share breaks as a pattern.
PATTERN = Decimal("0.34")
# A template adds up all levels of a table and divides by their number.
LEVELS = (2, 3, 4)
WHOLE_TREE = {"three_public", "overseas_travel", "official_reception", "official_vehicle"}


@dataclass(frozen=True)
class Proof:
    """What the sums of a form say of its reading."""

    grade: str
    held: int
    broken: int
    evidence: int
    collisions: int
    broken_columns: frozenset[int]


def prove(figures: Sequence[Figure], book: CodeBook) -> Proof:
    """The grade of a reading: proved, consistent, refuted or unknown."""
    stated = [figure for figure in figures if figure.coordinates is not None and figure.amount]
    checked = checked_sums(stated, book)
    broken = [one for one in checked if not one.holds]
    evidence = sum(one.is_evidence for one in checked if one.holds)
    held = len(checked) - len(broken)
    collisions = len(colliding(stated))
    explained = _explained(broken, stated)
    # a row that is printed wrong is wrong in each of its columns
    left = [one for one in broken if one not in explained]
    rows = {one.whole.row.key for one in left}
    wrong = 1 if _is_one_misprint(left, [one for one in checked if one.holds]) else len(rows)
    only_along = all(one.direction == "along" for one in broken)
    grade = _grade(len(stated), held, wrong, evidence + len(explained), collisions, only_along)
    if grade != "proved" and wrong <= 1 and not collisions and _is_whole_tree(figures):
        grade = "proved"
    columns = _broken_columns([one for one in checked if one not in explained])
    return Proof(grade, held, len(broken), evidence, collisions, columns)


def checked_sums(stated: Sequence[Figure], book: CodeBook) -> list[Sum]:
    """The sums among amounts with coordinates, without those of zeros to zero."""
    sums = [*down_sums(stated, book), *sums_along(stated, book)]
    return [one for one in sums if one.whole.amount and _says_something(one)]


def _says_something(one: Sum) -> bool:
    """A sum of zeros to zero says nothing of the reading."""
    numbers = [part.amount.number for part in one.parts if part.amount]
    return bool(one.whole.amount and one.whole.amount.number) or any(numbers)


def _is_whole_tree(figures: Sequence[Figure]) -> bool:
    """All items of the three public costs in words of their own leave nothing to be misread."""
    return {(figure.coordinates or {}).get("item_code") for figure in figures} >= WHOLE_TREE


def _grade(
    stated: int, held: int, broken: int, evidence: int, collisions: int, only_along: bool
) -> str:
    if not stated:
        return "empty"
    if collisions:
        return "refuted"
    checked = held + broken
    if broken > 1 and broken > PATTERN * checked:
        return "refuted"
    if evidence and broken <= max(1, MISPRINTS * checked):
        return "proved"
    if broken and not held and only_along:
        return "refuted"
    return "consistent"


def _broken_columns(checked: Sequence[Sum]) -> frozenset[int]:
    """Columns down which most sums break."""
    counts: dict[int, Counter[bool]] = defaultdict(Counter)
    for one in checked:
        if one.direction == "down":
            counts[one.whole.column.index][one.holds] += 1
    return frozenset(
        index for index, count in counts.items() if count[False] > 1 and count[False] > count[True]
    )


def _explained(broken: Sequence[Sum], figures: Sequence[Figure]) -> list[Sum]:
    """Breaks of totals that one cause reproduces exactly in each column: the total is the sum of
    all rows divided by the number of levels (a template's SUM/k)."""
    totals = [one for one in broken if one.direction == "down" and is_total(one.whole)]
    if len(totals) < 2:
        return []
    columns = by_column(figures)
    explained = []
    for one in totals:
        column = next(c for c in columns.values() if one.whole in c)
        rows = [f for f in column if not is_total(f)]
        whole = sum((number_of(figure) for figure in rows), Decimal(0))
        slack = slack_of([one.whole, *rows])
        if any(abs(number_of(one.whole) * k - whole) <= slack * k for k in LEVELS):
            explained.append(one)
    return explained if len(explained) == len(totals) else []


def _is_one_misprint(broken: Sequence[Sum], held: Sequence[Sum]) -> bool:
    """Whether all that breaks asks for the same change of one figure, and nothing else holds it."""
    if len(broken) < 2:
        return False
    fixed = {id(figure) for one in held for figure in (one.whole, *one.parts)}
    return any(
        _agree([_change_of(one, figure) for one in broken])
        for figure in (broken[0].whole, *broken[0].parts)
        if id(figure) not in fixed and all(_holds(one, figure) for one in broken)
    )


def _holds(one: Sum, figure: Figure) -> bool:
    return any(each is figure for each in (one.whole, *one.parts))


def _change_of(one: Sum, figure: Figure) -> tuple[Decimal, Decimal]:
    """The least and the most by which the figure must change for the sum to hold."""
    gap = sum((number_of(part) for part in one.parts), Decimal(0)) - number_of(one.whole)
    slack = slack_of([one.whole, *one.parts])
    middle = gap if figure is one.whole else -gap
    return middle - slack, middle + slack


def _agree(changes: Sequence[tuple[Decimal, Decimal]]) -> bool:
    return max(low for low, _ in changes) <= min(high for _, high in changes)


def colliding(figures: Sequence[Figure]) -> list[tuple[Figure, Figure]]:
    """Pairs of different amounts that stand under equal coordinates."""
    seen: dict[Key, Figure] = {}
    pairs = []
    for figure in figures:
        if _is_listed_by_name(figure):
            continue
        key = (*_coordinates(figure), *_row_key(figure), figure.detail_name, *figure.row.codes)
        other = seen.setdefault(key, figure)
        if other is not figure and number_of(other) != number_of(figure):
            pairs.append((other, figure))
    return pairs


def _is_listed_by_name(figure: Figure) -> bool:
    """Rows of projects and units may bear the same printed name; they are told apart by place."""
    meaning = figure.meaning
    return bool(meaning and (meaning.unit_name or meaning.detail_name) and not meaning.sets)


def _coordinates(figure: Figure) -> Key:
    sets = figure.coordinates or {}
    names = sorted(sets)
    return tuple(f"{name}={sets[name]}" for name in names)


def _row_key(figure: Figure) -> Key:
    meaning = figure.meaning
    year = figure.column.year if figure.column.year is not None else None
    of_row = meaning and (meaning.year if meaning.year is not None else meaning.years_back)
    return (
        meaning.unit_name if meaning else None,
        meaning.unit_code if meaning else None,
        str(year),
        str(of_row),
        meaning.line if meaning and meaning.line == "heading" else None,
    )
