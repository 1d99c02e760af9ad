"""Plants that spoil one printed number or code: digits, signs, text, codes, years.

Belongs here: slips of the typist. Does not belong here: wrong sums (see `wrong_sums.py`).
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from random import Random

from tests.typesetter.disclosure import Narrative
from tests.typesetter.generated.codes import function_names, proved_functions
from tests.typesetter.generated.printing import Unit
from tests.typesetter.generated_disclosure import GeneratedDisclosure
from tests.typesetter.planting.planted import (
    NotPlantable,
    Planted,
    plant_cells,
    plant_form,
    plant_text,
    plant_without_row,
)
from tests.typesetter.planting.sheet import (
    ECONOMIC_FORMS,
    FUNCTION_FORMS,
    Place,
    Sheet,
    sheets,
)

# Slips below 1 万元 may drown in the rounding of the parts of a sum.
LIGHT_DIGITS_OF_YUAN = 4
AMOUNT_IN_TEXT = re.compile(r"\d[\d,]*\.\d\d(?=万元)")


def digit_changed(generated: GeneratedDisclosure, random: Random) -> Planted:
    """One digit of a leaf is another one."""
    place, text = _leaf(generated, random)
    after = other_digit(text, generated.printing.unit, random)
    return plant_cells(generated, "digit_changed", "digit_changed", {place: after})


def transposed_digits(generated: GeneratedDisclosure, random: Random) -> Planted:
    """Two neighbouring digits of a leaf stand in the wrong order."""
    unit = generated.printing.unit
    places = [(place, text) for place, text in _leaves(generated) if _swaps(text, unit)]
    if not places:
        raise NotPlantable("transposed_digits")
    place, text = random.choice(places)
    first, second = random.choice(_swaps(text, unit))
    swapped = list(text)
    swapped[first], swapped[second] = text[second], text[first]
    return plant_cells(
        generated, "transposed_digits", "transposed_digits", {place: "".join(swapped)}
    )


def sign_added(generated: GeneratedDisclosure, random: Random) -> Planted:
    """A minus stands before a leaf."""
    place, text = _leaf(generated, random)
    return plant_cells(generated, "sign", "sign", {place: f"-{text}"})


def row_dropped(generated: GeneratedDisclosure, random: Random) -> Planted:
    """An item is missing that another form prints, while its brothers are there."""
    found = [
        (sheet, row)
        for sheet in sheets(generated, *FUNCTION_FORMS)
        for row in sheet.deepest(sheet.measures[0])
        if _has_brother(sheet, row)
        and _digits(sheet.form.rows[row][sheet.measures[0]], generated.printing.unit)
    ]
    if not found:
        raise NotPlantable("row_dropped")
    sheet, row = random.choice(found)
    return plant_without_row(generated, "row_dropped", "row_absent", sheet, row)


def _has_brother(sheet: Sheet, row: int) -> bool:
    column = sheet.measures[0]
    parent = sheet.code(row, column)[:5]
    return sum(sheet.code(r, column)[:5] == parent for r in sheet.deepest(column)) > 1


def code_wrong(generated: GeneratedDisclosure, random: Random) -> Planted:
    """The code of an item is in no book, or is that of another name of the same section."""
    found = [
        (sheet, row)
        for sheet in sheets(generated, *FUNCTION_FORMS)
        for row in sheet.deepest(sheet.measures[0])
    ]
    sheet, row = random.choice(found)
    column = sheet.measures[0]
    at = sheet.code_columns(column)[-1]
    right, text = sheet.code(row, column), sheet.form.rows[row][at]
    taken = {sheet.code(other, column) for other in sheet.rows}
    wrong = random.choice(sorted(random.choice(_wrong_codes(right, taken))))
    place = Place(sheet.number, row, at)
    after = wrong[len(wrong) - len(text) :]
    return plant_cells(generated, "code_wrong", None, {place: after})


def _wrong_codes(right: str, taken: set[str]) -> list[set[str]]:
    """Codes of the section that are in no book, and, if there are any, those of another name."""
    section = right[:5]
    unknown = {f"{section}{item}" for item in range(60, 98)} - function_names().keys()
    named = {code for code in proved_functions() if code.startswith(section) and len(code) == 7}
    others = {code for code in named if function_names()[code] != function_names()[right]} - taken
    return [unknown, others] if others else [unknown]


def year_wrong(generated: GeneratedDisclosure, random: Random) -> Planted:
    """The title of a form names the year before, or after."""
    year = str(generated.figures.fiscal_year)
    found = [sheet for sheet in sheets(generated) if year in (sheet.form.title or "")]
    if not found:
        raise NotPlantable("year_wrong")
    sheet = random.choice(found)
    wrong = str(int(year) + random.choice((-1, -1, 1)))
    title = str(sheet.form.title).replace(year, wrong)
    return plant_form(generated, "year_wrong", None, sheet, title=title)


def text_out_of_step(generated: GeneratedDisclosure, random: Random) -> Planted:
    """A number of the text differs by a digit from the amount that a form prints."""
    printed = {text for text in _amounts_of_forms(generated) if Decimal(text) >= 1}
    found = [
        (where, match.span(), match[0])
        for where, line in _lines(generated)
        for match in AMOUNT_IN_TEXT.finditer(line)
        if match[0].replace(",", "") in printed and not _is_claim(line[: match.start()])
    ]
    if not found:
        raise NotPlantable("text_out_of_step")
    where, span, text = random.choice(found)
    after = other_digit(text, "万元", random)
    return plant_text(generated, "text_out_of_step", "digit_changed", where, span, after)


def _is_claim(before: str) -> bool:
    return before.endswith(("增加", "减少"))


def _lines(generated: GeneratedDisclosure) -> Iterator[tuple[tuple[int, int], str]]:
    for number, part in enumerate(generated.disclosure.parts):
        if isinstance(part, Narrative):
            for line_number, line in enumerate(part.text.split("\n")):
                yield (number, line_number), line


def _amounts_of_forms(generated: GeneratedDisclosure) -> set[str]:
    """What the forms print for items and totals, as the text prints it."""
    figures, text = generated.figures, generated.printing.text
    codes = {code[:width] for code in figures.items() for width in (3, 7)}
    amounts = [figures.spent(code) for code in codes] + [figures.spent()]
    return {text(amount).replace(",", "").removesuffix("万元") for amount in amounts}


def _leaf(generated: GeneratedDisclosure, random: Random) -> tuple[Place, str]:
    return random.choice(list(_leaves(generated)))


def _leaves(generated: GeneratedDisclosure) -> Iterator[tuple[Place, str]]:
    """The cells of the deepest rows whose number is large enough to be seen."""
    for sheet in sheets(generated, *FUNCTION_FORMS, *ECONOMIC_FORMS):
        for column in sheet.measures:
            for row in sheet.deepest(column):
                text = sheet.form.rows[row][column]
                if _digits(text, generated.printing.unit):
                    yield Place(sheet.number, row, column), text


def _digits(text: str, unit: Unit) -> list[int]:
    """The places of the digits that weigh at least 1 万元, or 10,000 yuan."""
    whole = text.partition(".")[0]
    digits = [at for at, letter in enumerate(whole) if letter.isdigit()]
    return digits[:-LIGHT_DIGITS_OF_YUAN] if unit == "元" else digits


def other_digit(text: str, unit: Unit, random: Random) -> str:
    """The text with one of its heavier digits changed; a number does not begin with 0."""
    at = random.choice(_digits(text, unit))
    lowest = "1" if at == 0 else "0"
    digit = random.choice([d for d in "0123456789" if d >= lowest and d != text[at]])
    return text[:at] + digit + text[at + 1 :]


def _swaps(text: str, unit: Unit) -> list[tuple[int, int]]:
    """Pairs of neighbouring heavier digits that differ, and do not make the number begin with 0."""
    digits = _digits(text, unit)
    pairs = pairwise(digits)
    return [(a, b) for a, b in pairs if text[a] != text[b] and not (a == 0 and text[b] == "0")]
