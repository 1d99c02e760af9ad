"""Characters into lines: when digits on one height are one number, and when two."""

import pytest

from pipelines.extract.document_tree import Box
from pipelines.extract.text_lines import Character, lines_of

WIDTH, HEIGHT = 5.0, 10.0


def stroke(text: str, x: float, string: int, step: float = WIDTH) -> list[Character]:
    """A text printed in one stroke."""
    return [
        Character(letter, Box(x + step * i, 0, x + step * i + WIDTH, HEIGHT), 0, string)
        for i, letter in enumerate(text)
    ]


def in_cell(characters: list[Character]) -> list[str]:
    return [line.text for line in lines_of(characters, in_cell=True)]


@pytest.mark.parametrize("gap", [2.0, 4.0, 8.0, 20.0])
def test_a_digit_of_another_stroke_is_no_digit_of_the_number(gap: float) -> None:
    stray = [*stroke("7", 0, 1), *stroke("523.83", WIDTH + gap, 2)]
    assert in_cell(stray) == ["7", "523.83"]


def test_strokes_that_touch_are_one_number() -> None:
    assert in_cell([*stroke("7", 0, 1), *stroke("523.83", WIDTH, 2)]) == ["7523.83"]


def test_a_blank_that_was_printed_parts_groups() -> None:
    printed = [*stroke("7", 0, 1), *stroke(" ", WIDTH, 2), *stroke("523.83", 2 * WIDTH, 3)]
    assert in_cell(printed) == ["7 523.83"]


def test_digits_set_wide_apart_are_one_number() -> None:
    wide = [c for i, digit in enumerate("523.83") for c in stroke(digit, 8.0 * i, i)]
    assert "".join(in_cell(wide)[0].split()) == "523.83"
