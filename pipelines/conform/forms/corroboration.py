"""What other forms of the document say of a reading: the same amounts under the same coordinates.

A form whose own sums cannot prove it (few rows, a template's wrong totals) is believed when other
forms state what it states.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from pipelines.conform.forms.figures import Figure
from pipelines.conform.forms.form import Form
from pipelines.conform.forms.sums import number_of, slack_of
from pipelines.conform.money_units import YUAN_PER_UNIT

# Different amounts that agree with another form, and how often they agree for each that does not.
FEWEST_AGREEING = {"consistent": 2, "refuted": 3}
AGREEING_PER_CONTRADICTING = 2

Key = tuple[object, ...]
Amounts = Mapping[Key, Sequence[tuple[int, Decimal, Decimal]]]


def corroborated(
    read: Sequence[tuple[Form, Sequence[Figure], str]], collisions: Sequence[int]
) -> list[str]:
    """The grade of each form, raised to proved where other forms agree with it."""
    amounts = _amounts(read)
    grades = []
    for index, (form, figures, grade) in enumerate(read):
        is_open = grade in FEWEST_AGREEING and not collisions[index] and form.form_code
        agrees = is_open and _agrees(index, form, figures, amounts, FEWEST_AGREEING[grade])
        grades.append("proved" if agrees else grade)
    return grades


def _amounts(read: Sequence[tuple[Form, Sequence[Figure], str]]) -> Amounts:
    found: dict[Key, list[tuple[int, Decimal, Decimal]]] = defaultdict(list)
    for index, (form, figures, _) in enumerate(read):
        for key, value, slack in _keyed(form, figures):
            found[key].append((index, value, slack))
    return found


def _agrees(
    index: int, form: Form, figures: Sequence[Figure], amounts: Amounts, fewest: int
) -> bool:
    agreeing: set[Decimal] = set()
    contradicting = 0
    for key, value, slack in _keyed(form, figures):
        others = [(v, s) for other, v, s in amounts[key] if other != index]
        if any(abs(value - v) <= slack + s for v, s in others):
            agreeing.add(value)
        elif others:
            contradicting += 1
    enough = len(agreeing) >= fewest
    return enough and len(agreeing) >= AGREEING_PER_CONTRADICTING * contradicting


def _keyed(form: Form, figures: Sequence[Figure]) -> Iterator[tuple[Key, Decimal, Decimal]]:
    """(coordinates, yuan, half of its last printed place) of each amount that is not zero."""
    factor = YUAN_PER_UNIT.get(form.unit or "", Decimal(1))
    for figure in figures:
        sets, meaning = figure.coordinates, figure.meaning
        if not sets or not figure.amount or not figure.amount.number or figure.detail_name:
            continue
        if meaning is None or meaning.unit_name:
            continue
        item = sets.get("item_code")
        is_total = str(item).endswith(("_current_year", "_grand_total"))
        rest = tuple(sorted((k, v) for k, v in sets.items() if k not in ("item_code", "phase")))
        key = (rest, None if is_total else item, figure.column.year, meaning.year)
        yield key, number_of(figure) * factor, slack_of([figure]) * factor
