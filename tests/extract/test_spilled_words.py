"""Words wider than their cell, as spreadsheets print them: their ends lie on the cells beside."""

import pytest

from pipelines.extract.document_tree import Box
from pipelines.extract.reader import read_document
from pipelines.extract.spilled_words import spilled
from pipelines.extract.text_lines import Character
from tests.extract.ruled_page import RuledPage

CELL = 50.0


def stroke(text: str, x0: float, number: int, step: float = 10.0) -> list[Character]:
    """The letters of one stroke from `x0`, each ten points wide."""
    boxes = [Box(x0 + step * i, 0.0, x0 + step * i + 10, 10.0) for i in range(len(text))]
    return [Character(letter, box, string=number) for letter, box in zip(text, boxes, strict=True)]


def moved(*strokes: list[Character]) -> dict[str, int]:
    letters = [letter for one in strokes for letter in one]
    cells = spilled(letters, lambda one: int(one.middle[0] // CELL))
    return {one.text: cells[id(one)] for one in letters if id(one) in cells}


def test_the_end_of_a_word_belongs_to_the_cell_of_the_word() -> None:
    label = stroke("国有资本经营", 5.0, 1)
    assert moved(label, stroke("0.00", 52.0, 2, step=5.0)) == {"经": 0, "营": 0}


def test_both_ends_of_a_word_in_the_middle_of_its_cell() -> None:
    head = stroke("政府经济科目类", 44.0, 2)
    assert moved(stroke("数", 10.0, 1), head, stroke("数", 112.0, 3)) == {"政": 1, "类": 1}


@pytest.mark.parametrize(
    ("label", "beside"),
    [
        # a digit is never moved
        ("国有资本经9", [(52.0, 2)]),
        # no cell holds most of it
        ("国有资本经营预算支出", [(52.0, 2)]),
    ],
)
def test_what_stays_where_it_is(label: str, beside: list[tuple[float, int]]) -> None:
    others = [stroke("0.00", x0, number, step=5.0) for x0, number in beside]
    assert moved(stroke(label, 5.0, 1), *others) == {}


def test_the_end_of_a_word_on_a_blank_cell() -> None:
    assert moved(stroke("国有资本经营", 5.0, 1)) == {"经": 0, "营": 0}
    more = [*stroke("国有资本经营", 5.0, 1), *stroke("行政运行", 105.0, 1)]
    assert moved(more) == {}


def test_a_row_in_one_stroke_is_parted_by_its_gaps() -> None:
    row = [*stroke("行政", 5.0, 1), *stroke("运行", 52.0, 1)]
    assert moved(row, stroke("9", 90.0, 2)) == {}


def test_letters_of_the_cell_below_are_another_word() -> None:
    upper = stroke("国有资", 5.0, 1)
    lower = [
        Character("本", Box(35.0, 12.0, 55.0, 22.0), string=1),
        Character("经", Box(55.0, 12.0, 65.0, 22.0), string=1),
    ]
    assert moved([*upper, *lower], stroke("0", 80.0, 2)) == {}


def test_an_amount_beside_a_word_that_is_too_wide() -> None:
    rows = [["wwwwwwwwwwwwwwwwwww", "1.50"], ["x", "2.00"]]
    page = RuledPage(rows).level_rules().upright_rules().texts()
    (table,) = read_document(page.content()).pages[0].tables
    texts = [[cell.text if cell else "?" for cell in row] for row in table.grid]
    assert texts == rows
