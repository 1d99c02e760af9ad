"""Errors of one printed figure of a form: digits, decimals, signs, figures of elsewhere.

Belongs here: slips of one cell. Does not belong here: totals and rows (see rows.py).
"""

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from random import Random

from tests.planted_errors.edits import Planted, in_cells, like, number_of
from tests.planted_errors.printed import NotPlantable, Printed, Sound, chosen

LEAF_FORMS = (
    "revenue_summary",
    "expenditure_summary",
    "general_public_expenditure",
    "basic_expenditure_department_economic",
    "basic_expenditure_government_economic",
)
ROW_FORMS = ("expenditure_summary", "general_public_expenditure")
# Slips below 1 万元 may drown in the rounding of the parts of a sum.
SEEN_YUAN = Decimal(10_000)
TWO, FOUR = Decimal(2), Decimal(4)


def transposed_digits(sound: Sound, random: Random) -> Planted:
    """Two neighbouring digits of a part in the wrong order."""
    leaf = chosen(random, [leaf for leaf in leaves(sound) if list(_swapped(leaf))])
    after = random.choice(list(_swapped(leaf)))
    return in_cells(sound, {leaf.spot: after}, "transposed_digits")


def digit_changed(sound: Sound, random: Random) -> Planted:
    """One digit of a part another one."""
    leaf = chosen(random, list(leaves(sound)))
    after = chosen(random, list(_one_other(leaf)))
    return in_cells(sound, {leaf.spot: after}, "digit_changed")


def decimal_slip_one(sound: Sound, random: Random) -> Planted:
    """The decimal point one place off."""
    return _scaled(sound, random, 1, -1)


def decimal_slip_two(sound: Sound, random: Random) -> Planted:
    """The decimal point two places off."""
    return _scaled(sound, random, 2, -2)


def unit_slip(sound: Sound, random: Random) -> Planted:
    """A figure in yuan in a form in 万元, or the other way round."""
    return _scaled(sound, random, 4, -4)


def sign(sound: Sound, random: Random) -> Planted:
    """A minus before a part."""
    leaf = chosen(random, list(leaves(sound)))
    return in_cells(sound, {leaf.spot: f"-{leaf.text}"}, "sign")


def neighbours_swapped(sound: Sound, random: Random) -> Planted:
    """Two neighbouring parts in each other's place."""
    found = [
        (one, other)
        for one, other in pairwise(sorted(leaves(sound), key=_down))
        if (one.spot.part, one.spot.column) == (other.spot.part, other.spot.column)
        and abs(one.value - other.value) > SEEN_YUAN
        # within one class, the sum of the column says nothing: the sum of the row must
        and (one.code[:-2] != other.code[:-2] or one.facts["form_code"] in ROW_FORMS)
    ]
    one, other = chosen(random, found)
    texts = {one.spot: other.text, other.spot: one.text}
    return in_cells(sound, texts, "neighbours_swapped")


def parent_repeated(sound: Sound, random: Random) -> Planted:
    """A row that has no project prints its parent's project expenditure."""
    found = [
        (cell, above)
        for cell in sound.amounts
        if cell.facts["nature"] in ("project", "basic") and not cell.value and len(cell.code) == 7
        for above in sound.column_of(cell)
        if above.code == cell.code[:5] and above.value > SEEN_YUAN
    ]
    cell, above = chosen(random, found)
    return in_cells(sound, {cell.spot: above.text}, "figure_of_other_form")


def figure_of_other_form(sound: Sound, random: Random) -> Planted:
    """The total of basic expenditure is that of all expenditure."""
    totals = [each for each in sound.amounts if each.facts["line_kind"] == "total" and each.value]
    wholes = [
        each
        for each in totals
        if (each.facts["form_code"], each.facts["nature"])
        == ("general_public_expenditure", "total")
        and each.facts["fund_source"] == "general_public_budget"
    ]
    basics = [
        each
        for each in totals
        if str(each.facts["form_code"]).startswith("basic_expenditure")
        and each.facts["nature"] == "basic"
    ]
    basic, whole = chosen(random, basics), chosen(random, wholes)
    if abs(basic.value - whole.value) <= SEEN_YUAN:
        raise NotPlantable(sound.name)
    after = like(basic.text, whole.value / basic.unit_yuan)
    return in_cells(sound, {basic.spot: after}, "figure_of_other_form")


def figure_of_last_year(sound: Sound, random: Random) -> Planted:
    """This year's figure is last year's."""
    names = ("form_code", "flow", "fund_source", "function_code", "economic_code", "nature")
    keyed = {
        (*(each.facts[name] for name in (*names, "item_code", "phase")), each.facts["fiscal_year"]):
        each
        for each in sound.amounts
    }  # fmt: skip
    found = [
        (each, last)
        for key, each in keyed.items()
        if (last := keyed.get((*key[:-1], key[-1] - 1))) and key[-1] == sound.fiscal_year
        and last.value and each.value and abs(each.value - last.value) > SEEN_YUAN
    ]  # fmt: skip
    this, last = chosen(random, found)
    return in_cells(sound, {this.spot: last.text}, "prior_year_value")


def leaves(sound: Sound) -> Iterator[Printed]:
    """The parts that stand below a total of their form, large enough to be seen."""
    for each in sound.amounts:
        is_part = (
            each.facts["line_kind"] == "leaf" and each.code and each.facts["unit_name"] is None
        )
        if is_part and each.facts["form_code"] in LEAF_FORMS and each.value > SEEN_YUAN:
            yield each


def _scaled(sound: Sound, random: Random, *powers: int) -> Planted:
    leaf = chosen(random, [leaf for leaf in leaves(sound) if leaf.value > SEEN_YUAN * 3])
    power = random.choice(powers)
    after = like(leaf.text, number_of(leaf.text).scaleb(power))
    return in_cells(sound, {leaf.spot: after}, "unit_scale")


def _swapped(leaf: Printed) -> Iterator[str]:
    for at in _heavy(leaf)[:-1]:
        if leaf.text[at + 1].isdigit() and leaf.text[at] != leaf.text[at + 1] != "0":
            yield leaf.text[:at] + leaf.text[at + 1] + leaf.text[at] + leaf.text[at + 2 :]


def _one_other(leaf: Printed) -> Iterator[str]:
    for at in _heavy(leaf):
        for digit in "123456789":
            if digit != leaf.text[at]:
                yield leaf.text[:at] + digit + leaf.text[at + 1 :]


def _heavy(leaf: Printed) -> list[int]:
    """The places of the digits that weigh at least what is seen."""
    whole = leaf.text.partition(".")[0]
    digits = [at for at, letter in enumerate(whole) if letter.isdigit()]
    light = len(str(int(SEEN_YUAN / leaf.unit_yuan))) - 1
    return digits[: len(digits) - light]


def _down(printed: Printed) -> tuple[int, int, int]:
    return printed.spot.part, printed.spot.column, printed.spot.row
