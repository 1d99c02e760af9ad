"""Plants that spoil a total or a whole form: wrong sums, blank levels, units.

Belongs here: errors of the spreadsheet. Does not belong here: slips of one digit or code (see
`misprints.py`).
"""

from decimal import Decimal
from random import Random

from tests.typesetter.disclosure import Row
from tests.typesetter.generated.figures import ZERO
from tests.typesetter.generated.printing import YUAN_PER_UNIT, Unit, printed
from tests.typesetter.generated_disclosure import GeneratedDisclosure
from tests.typesetter.planting.planted import NotPlantable, Planted, plant_cells, plant_form
from tests.typesetter.planting.sheet import ECONOMIC_FORMS, FUNCTION_FORMS, Place, Sheet, sheets

SUMMARIES = ("revenue_expenditure_summary", "fiscal_appropriation_summary")
OTHER_UNIT: dict[Unit, Unit] = {"元": "万元", "万元": "元"}


def sum_wrong(generated: GeneratedDisclosure, random: Random) -> Planted:
    """A total that is simply not the sum."""
    sheet, row = random.choice(_totals(generated, *FUNCTION_FORMS, *ECONOMIC_FORMS))
    column = random.choice([c for c in sheet.measures if sheet.number_at(row, c)])
    number = sheet.number_at(row, column) or ZERO
    share = Decimal(random.randint(31, 57)) / 1000 + Decimal(random.randint(1, 999)) / 1_000_000
    wrong = _number(sheet, row, column, number * (1 - share))
    return plant_cells(generated, "sum_wrong", None, {Place(sheet.number, row, column): wrong})


def sum_of_levels(generated: GeneratedDisclosure, random: Random) -> Planted:
    """合计 = SUM(all rows)/k, as if every level were filled, while one is blank."""
    sheet, total = random.choice(_totals(generated, *FUNCTION_FORMS, *ECONOMIC_FORMS))
    levels = 3 if sheet.form_code in FUNCTION_FORMS else 2
    blank = 5 if levels == 3 else 3
    texts: dict[Place, str] = {}
    for column in sheet.measures:
        numbers = [
            sheet.number_at(row, column) or ZERO
            for row in sheet.rows
            if row != total and len(sheet.code(row, column)) != blank
        ]
        if sheet.number_at(total, column):
            place = Place(sheet.number, total, column)
            texts[place] = _number(sheet, total, column, sum(numbers, ZERO) / levels)
    for column in sheet.measures:
        for row in sheet.rows:
            if len(sheet.code(row, column)) == blank:
                texts[Place(sheet.number, row, column)] = ""
    return plant_cells(generated, "sum_of_levels", "sum_of_levels", texts)


def truncated_sum(generated: GeneratedDisclosure, random: Random) -> Planted:
    """合计 leaves out the last class, in every column."""
    found = [
        (sheet, total)
        for sheet, total in _totals(generated, *FUNCTION_FORMS, *ECONOMIC_FORMS)
        if len(sheet.coded(sheet.measures[0], 3)) > 2
    ]
    if not found:
        raise NotPlantable("truncated_sum")
    sheet, total = random.choice(found)
    last = sheet.coded(sheet.measures[0], 3)[-1]
    texts = _totals_without(sheet, total, last)
    return plant_cells(generated, "truncated_sum", "truncated_sum", texts)


def parent_blank(generated: GeneratedDisclosure, random: Random) -> Planted:
    """A class is blank or dashed above its items, and 合计 is the sum of the other classes."""
    found = [
        (sheet, total, row)
        for sheet, total in _totals(generated, *FUNCTION_FORMS, *ECONOMIC_FORMS)
        for row in sheet.coded(sheet.measures[0], 3)[:-1]
        if len(sheet.coded(sheet.measures[0], 3)) > 2
    ]
    if not found:
        raise NotPlantable("parent_blank")
    sheet, total, row = random.choice(found)
    mark = random.choice(("", "-"))
    texts = _totals_without(sheet, total, row)
    texts |= {Place(sheet.number, row, column): mark for column in sheet.measures}
    return plant_cells(generated, "parent_blank", "parent_blank", texts)


def _totals_without(sheet: Sheet, total: int, row: int) -> dict[Place, str]:
    """The cells of the total as they would be without one class."""
    texts: dict[Place, str] = {}
    for column in sheet.measures:
        whole, part = sheet.number_at(total, column), sheet.number_at(row, column)
        if whole and part:
            place = Place(sheet.number, total, column)
            texts[place] = _number(sheet, total, column, whole - part)
    return texts


def figure_of_other_form(generated: GeneratedDisclosure, random: Random) -> Planted:
    """The total of basic expenditure is that of all expenditure of the general public budget."""
    (source,) = sheets(generated, "general_public_expenditure")
    column = source.measures[0]
    from_row = source.total_row(column)
    targets = _totals(generated, *ECONOMIC_FORMS)
    if from_row is None or not targets:
        raise NotPlantable("figure_of_other_form")
    sheet, total = random.choice(targets)
    text = source.form.rows[from_row][column]
    place = Place(sheet.number, total, sheet.measures[0])
    return plant_cells(generated, "figure_of_other_form", "figure_of_other_form", {place: text})


def prior_year_value(generated: GeneratedDisclosure, random: Random) -> Planted:
    """The total of the three public costs is that of last year."""
    (sheet,) = sheets(generated, "three_public")
    if "预算数" not in sheet.column_label(sheet.measures[0]) or len(sheet.measures) != 2:
        raise NotPlantable("prior_year_value")
    this, last = sheet.measures
    row = sheet.total_row(this)
    if row is None or sheet.number_at(row, this) == sheet.number_at(row, last):
        raise NotPlantable("prior_year_value")
    place = Place(sheet.number, row, this)
    text = sheet.form.rows[row][last]
    return plant_cells(generated, "prior_year_value", "prior_year_value", {place: text})


def unit_switched(generated: GeneratedDisclosure, random: Random) -> Planted:
    """A form's figures are in the other unit than it states."""
    restates = random.choice((True, False))
    codes = (*FUNCTION_FORMS, *SUMMARIES, ECONOMIC_FORMS[0])
    sheet = random.choice(list(sheets(generated, *codes)))
    unit = generated.printing.unit
    if restates:
        return _restated(generated, sheet, unit)
    return plant_cells(generated, "unit_switched", "unit_scale", _converted(sheet, unit))


def _converted(sheet: Sheet, unit: Unit) -> dict[Place, str]:
    """The figures in the other unit, the unit as it was."""
    other = OTHER_UNIT[unit]
    return {
        Place(sheet.number, row, column): printed(number * YUAN_PER_UNIT[unit], other, 2)
        for row in sheet.rows
        for column in sheet.measures
        if (number := sheet.number_at(row, column))
    }


def _restated(generated: GeneratedDisclosure, sheet: Sheet, unit: Unit) -> Planted:
    """The unit another, the figures as they were."""
    other = OTHER_UNIT[unit]
    form = sheet.form
    line = form.unit and form.unit.replace(unit, other)
    header: list[Row] = [
        [text.replace(f"（{unit}）", f"（{other}）") for text in row] for row in form.header
    ]
    return plant_form(generated, "unit_switched", "unit_scale", sheet, unit=line, header=header)


def _totals(generated: GeneratedDisclosure, *form_codes: str) -> list[tuple[Sheet, int]]:
    """The forms that have a row of totals, with that row."""
    found = []
    for sheet in sheets(generated, *form_codes):
        total = sheet.total_row(sheet.measures[0])
        if total is not None:
            found.append((sheet, total))
    return found


def _number(sheet: Sheet, row: int, column: int, number: Decimal) -> str:
    """A number printed with as many decimals as the cell has."""
    decimals = len(sheet.form.rows[row][column].partition(".")[2])
    return printed(number, "元", decimals)
