"""Errors of rows, totals and whole forms: lost, doubled, blank, wrongly added up, mislabelled.

Belongs here: slips of the spreadsheet. Does not belong here: one cell (see figures.py).
"""

from dataclasses import replace
from decimal import Decimal
from random import Random

from tests.planted_errors.edits import (
    Planted,
    in_cells,
    in_furniture,
    like,
    row_twice,
    without_row,
)
from tests.planted_errors.figures import LEAF_FORMS, SEEN_YUAN, leaves
from tests.planted_errors.printed import NotPlantable, Printed, Sound, Spot, chosen
from tests.typesetter.disclosure import Form
from tests.typesetter.generated.codes import function_names, proved_functions

OTHER_UNIT = {"元": "万元", "万元": "元"}


def row_lost(sound: Sound, random: Random) -> Planted:
    """A part that stands in a form among others is not printed."""
    found = [leaf for leaf in leaves(sound) if _brothers(sound, leaf) and _is_alone(sound, leaf)]
    leaf = chosen(random, found)
    return without_row(sound, leaf.spot, "row_absent")


def row_doubled(sound: Sound, random: Random) -> Planted:
    """A part is printed twice, one below the other."""
    leaf = chosen(random, [leaf for leaf in leaves(sound) if _is_alone(sound, leaf)])
    return row_twice(sound, leaf.spot, "row_doubled", "row_printed_twice")


def total_of_levels(sound: Sound, random: Random) -> Planted:
    """The total is all rows added up, by another number of levels than there are."""
    total = chosen(random, _totals(sound))
    rows = [each for each in sound.column_of(total) if each.code]
    levels = len({len(each.code) for each in rows if each.value})
    others = [number for number in (2, 3) if number != levels]
    value = sum((each.value for each in rows), Decimal(0)) / random.choice(others)
    if abs(value - total.value) <= SEEN_YUAN:
        raise NotPlantable(sound.name)
    return in_cells(sound, {total.spot: like(total.text, value / total.unit_yuan)}, "sum_of_levels")


def truncated_sum(sound: Sound, random: Random) -> Planted:
    """The total leaves the last class out."""
    found = [
        (total, tops)
        for total in _totals(sound)
        if len(tops := _tops(sound, total)) > 2 and tops[-1].value > SEEN_YUAN
    ]
    total, tops = chosen(random, found)
    value = (total.value - tops[-1].value) / total.unit_yuan
    return in_cells(sound, {total.spot: like(total.text, value)}, "truncated_sum")


def blank_total(sound: Sound, random: Random) -> Planted:
    """The total of a column is blank above printed parts."""
    total = chosen(random, _totals(sound))
    return in_cells(sound, {total.spot: ""}, "parent_blank", "blank_above_parts")


def blank_parent(sound: Sound, random: Random) -> Planted:
    """A class is blank above its printed items."""
    found = [
        each
        for each in sound.amounts
        if each.facts["form_code"] in LEAF_FORMS and each.value > SEEN_YUAN and each.code
        and each.facts["line_kind"] == "subtotal"
        and any(part.code.startswith(each.code) and part.value for part in sound.column_of(each))
    ]  # fmt: skip
    parent = chosen(random, found)
    return in_cells(sound, {parent.spot: ""}, "parent_blank", "blank_above_parts")


def unit_in_title(sound: Sound, random: Random) -> Planted:
    """A form states the other unit than its figures are in."""
    parts = {each.spot.part for each in leaves(sound) if each.value > SEEN_YUAN * 100}
    part = chosen(random, sorted(parts))
    form = sound.form(Spot(part, 0, 0))
    words = form.unit or "".join(text for row in form.header for text in row)
    unit = "万元" if "万元" in words else "元"
    return in_furniture(sound, part, unit, OTHER_UNIT[unit], "unit_scale")


def code_of_other_name(sound: Sound, random: Random) -> Planted:
    """The name of a functional item stands beside the code of another one."""
    names, known = function_names(), proved_functions()
    found: list[tuple[Spot, str]] = []
    for leaf in leaves(sound):
        code, row = leaf.code, sound.form(leaf.spot).rows[leaf.spot.row]
        if leaf.facts["function_code"] is None or names.get(code, code) not in "".join(row):
            continue
        taken = {each.code for each in sound.column_of(leaf)}
        others = {c for c in known if c[:5] == code[:5] and len(c) == 7 and names[c] != names[code]}
        for at, text in enumerate(row):
            if text and code.endswith(text) and text.isdigit():
                found += [(Spot(leaf.spot.part, leaf.spot.row, at), c[-len(text) :])
                          for c in sorted(others - taken)]  # fmt: skip
    spot, text = chosen(random, found)
    row = Spot(spot.part, spot.row, 0)
    told_by = ("function_code_of_another_name", "function_code_of_another_form")
    return replace(in_cells(sound, {spot: text}, *told_by), spots=(spot, row), is_row=True)


def year_in_title(sound: Sound, random: Random) -> Planted:
    """The title of a form names another year."""
    year = str(sound.fiscal_year)
    parts = [n for n, part in enumerate(sound.disclosure.parts)
             if isinstance(part, Form) and year in (part.title or "")]  # fmt: skip
    other = str(sound.fiscal_year - 1)
    return in_furniture(sound, chosen(random, parts), year, other, "form_title_year")


def organisation_in_title(sound: Sound, random: Random) -> Planted:
    """The title or signature of a form names another organisation."""
    name = sound.organisation
    parts = [n for n, part in enumerate(sound.disclosure.parts)
             if isinstance(part, Form) and name in f"{part.title} {part.signature}"]  # fmt: skip
    other = name[: -len(name) // 3] + random.choice(("林业局", "档案局", "体育局"))
    told_by = "another_organisation_in_title"
    planted = in_furniture(sound, chosen(random, parts), name, other, told_by)
    return replace(planted, is_row=True)


def _totals(sound: Sound) -> list[Printed]:
    return [
        each
        for each in sound.amounts
        if each.facts["line_kind"] == "total" and not each.code and each.value > SEEN_YUAN
        and each.facts["form_code"] in LEAF_FORMS and len(_tops(sound, each)) > 1
    ]  # fmt: skip


def _tops(sound: Sound, total: Printed) -> list[Printed]:
    coded = [each for each in sound.column_of(total) if each.code]
    top = min((len(each.code) for each in coded), default=0)
    return [each for each in coded if len(each.code) == top and each.value]


def _is_alone(sound: Sound, leaf: Printed) -> bool:
    """Whether its row is of no second class: lists side by side are not lost together."""
    return all(each.code in (leaf.code, "") for each in sound.row_of(leaf))


def _brothers(sound: Sound, leaf: Printed) -> bool:
    length = len(leaf.code)
    return any(
        each.code[:-2] == leaf.code[:-2] and len(each.code) == length and each.value
        for each in sound.column_of(leaf)
    )
