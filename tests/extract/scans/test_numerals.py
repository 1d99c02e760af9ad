"""A recognised number: how numbers are written decides what the pixels leave open."""

import pytest

from pipelines.extract.scans.numerals import read_number
from pipelines.extract.scans.recognition import Glyph, Reading

Others = tuple[tuple[str, float], ...]
Places = list[tuple[str, float, Others]]


def reading(*glyphs: tuple[str, float, Others], doubts: tuple[Glyph, ...] = ()) -> Reading:
    """A line of glyphs (letter, confidence, runners-up), evenly apart."""
    placed = [
        Glyph(letter, (index + 0.5) / len(glyphs), confidence, others)
        for index, (letter, confidence, others) in enumerate(glyphs)
    ]
    return Reading(tuple(placed), doubts)


def sure(text: str) -> Places:
    return [(letter, 1.0, ()) for letter in text]


POINT = (".", 0.6, ((",", 0.3), (" ", 0.1)))
COMMA = (",", 0.6, ((".", 0.3), (" ", 0.1)))


@pytest.mark.parametrize(
    ("glyphs", "text"),
    [
        (sure("1,234.56"), "1,234.56"),
        # a lone group of three behind a point is thousands: money has no three decimals
        ([*sure("300"), POINT, *sure("000")], "300,000"),
        ([*sure("4"), POINT, *sure("608"), POINT, *sure("515")], "4,608,515"),
        ([*sure("12"), COMMA, *sure("50")], "12.50"),
        (sure("－１２．５０"), "-12.50"),
        (sure("2010301"), "2010301"),
        (sure("12.5%"), "12.5%"),
        (sure("1 234"), "1234"),
    ],
)
def test_the_well_formed_reading_is_taken(
    glyphs: list[tuple[str, float, Others]], text: str
) -> None:
    number = read_number(reading(*glyphs))
    assert number is not None
    assert number.text == text


def test_what_was_recognised_stays_the_first_candidate() -> None:
    number = read_number(reading(*sure("300"), POINT, *sure("000")))
    assert number is not None
    assert [candidate.text for candidate in number.candidates] == ["300.000", "300,000", "300000"]
    assert number.confidence == pytest.approx(0.75, abs=0.01)


def test_a_doubtful_digit_keeps_its_other_reading() -> None:
    number = read_number(reading(*sure("12."), ("8", 0.7, (("3", 0.25),)), *sure("0")))
    assert number is not None
    assert number.text == "12.80"
    assert [candidate.text for candidate in number.candidates] == ["12.80", "12.30"]
    assert number.confidence < 0.8


def test_a_digit_that_was_nearly_missed_is_a_candidate() -> None:
    missed = Glyph("1", 0.26, 0.4)
    number = read_number(reading(*sure("12.50"), doubts=(missed,)))
    assert number is not None
    assert (number.text, "112.50" in {c.text for c in number.candidates}) == ("12.50", True)


def test_a_number_that_cannot_be_well_formed_is_left_as_it_is_and_unsure() -> None:
    number = read_number(reading(*sure("1,23,4")))
    assert number is not None
    assert (number.text, number.confidence) == ("1,23,4", 0.0)


@pytest.mark.parametrize("text", ["财政拨款", "2025年", "一、收入", "", "-", "（一）"])
def test_words_are_no_numbers(text: str) -> None:
    assert read_number(reading(*sure(text))) is None
