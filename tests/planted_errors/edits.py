"""Printing another text, leaving a row out, printing it twice: always in a copy.

Belongs here: changes of a disclosure that any plant may make. Does not belong here: which ones.
"""

from copy import deepcopy
from dataclasses import dataclass
from decimal import Decimal

from tests.planted_errors.printed import NotPlantable, Sound, Spot
from tests.typesetter.disclosure import MERGED_ABOVE, Disclosure, Form, Narrative
from tests.typesetter.document_trees import lines_of


@dataclass(frozen=True)
class Planted:
    """A spoilt copy: where the error stands, and the causes (or rules) that tell it rightly.

    `is_row` where the whole row is wrong, or gone: then what stands above it is told of.
    """

    disclosure: Disclosure
    spots: tuple[Spot, ...]
    told_by: frozenset[str]
    is_row: bool = False


def in_cells(sound: Sound, texts: dict[Spot, str], *told_by: str) -> Planted:
    """Print other texts in cells of forms."""
    copy = deepcopy(sound.disclosure)
    for spot, text in texts.items():
        rows = _form(copy, spot).rows
        if rows[spot.row][spot.column] == text:
            raise NotPlantable(sound.name)
        rows[spot.row][spot.column] = text
    return Planted(copy, tuple(texts), frozenset(told_by))


def without_row(sound: Sound, spot: Spot, *told_by: str) -> Planted:
    """Leave a row of a form out."""
    copy = deepcopy(sound.disclosure)
    rows = _form(copy, spot).rows
    if spot.row + 1 < len(rows) and MERGED_ABOVE in rows[spot.row + 1]:
        raise NotPlantable(sound.name)
    del rows[spot.row]
    return Planted(copy, (spot,), frozenset(told_by), is_row=True)


def row_twice(sound: Sound, spot: Spot, *told_by: str) -> Planted:
    """Print a row of a form twice."""
    copy = deepcopy(sound.disclosure)
    rows = _form(copy, spot).rows
    if MERGED_ABOVE in rows[spot.row]:
        raise NotPlantable(sound.name)
    rows.insert(spot.row, list(rows[spot.row]))
    below = Spot(spot.part, spot.row + 1, spot.column)
    return Planted(copy, (spot, below), frozenset(told_by), is_row=True)


def in_line(sound: Sound, spot: Spot, old: str, new: str, *told_by: str) -> Planted:
    """Print other words in the text, at the letter of the spot."""
    copy = deepcopy(sound.disclosure)
    part = copy.parts[spot.part]
    if not isinstance(part, Narrative):
        raise NotPlantable(sound.name)
    before = list(lines_of(part))[spot.row]
    if before[spot.column : spot.column + len(old)] != old:
        raise NotPlantable(f"{sound.name}: {old} is not in {before}")
    after = before[: spot.column] + new + before[spot.column + len(old) :]
    part.text = part.text.replace(before, after, 1)
    return Planted(copy, (spot,), frozenset(told_by))


def in_furniture(sound: Sound, part: int, old: str, new: str, *told_by: str) -> Planted:
    """Print other words in the title, signature, unit line or head of a form."""
    copy = deepcopy(sound.disclosure)
    form = copy.parts[part]
    assert isinstance(form, Form)
    form.title = form.title and form.title.replace(old, new)
    form.signature = form.signature and form.signature.replace(old, new)
    form.unit = form.unit and form.unit.replace(old, new)
    form.header = [[text.replace(old, new) for text in row] for row in form.header]
    if form == sound.disclosure.parts[part]:
        raise NotPlantable(sound.name)
    rows = range(-len(form.header_rows()), len(form.rows))
    places = tuple(Spot(part, row, at) for row in rows for at in range(len(form.widths)))
    return Planted(copy, places, frozenset(told_by))


def like(text: str, value: Decimal) -> str:
    """A value printed as the text is: its decimals, its commas."""
    decimals = len(text.partition(".")[2])
    return f"{value:{',' if ',' in text else ''}.{decimals}f}"


def number_of(text: str) -> Decimal:
    return Decimal(text.replace(",", "").replace("，", ""))


def _form(disclosure: Disclosure, spot: Spot) -> Form:
    part = disclosure.parts[spot.part]
    assert isinstance(part, Form)
    return part
