"""Figures in red without a sign: no amount is made of what may be minus or stress."""

import pytest

from pipelines.conform.amounts import read_amount
from pipelines.extract.pdf.colours import is_red, is_white
from pipelines.extract.reader import read_document
from tests.extract.pdf.raw_pdf import RESOURCES, raw_pdf, shown

RED = "1 0 0 rg"


def row(label: str, figure: str, y: float, colour: str = "0 g", words: str = "0 g") -> str:
    return shown(label, 60, y, more=words) + shown(figure, 300, y, more=colour)


BLACK = row("Education", "1,268.63", 640) + row("Housing", "90.10", 620)


def figures(content: str) -> list[str]:
    lines = read_document(raw_pdf(content, page=RESOURCES)).pages[0].lines
    return [line.text.split(" ", 1)[1] for line in lines]


@pytest.mark.parametrize("colour", [RED, "0 1 1 0 k", "0.8 0.1 0.2 rg"])
def test_a_red_figure_among_black_ones_is_no_amount(colour: str) -> None:
    found = figures(BLACK + row("Carried", "289.00", 600, colour))
    assert found == ["1,268.63", "90.10", "289.00[红字]"]
    assert read_amount(found[2]) is None


@pytest.mark.parametrize("figure", ["-289.00", "\\(289.00\\)", "0.00", "0.00%"])
def test_a_red_figure_with_a_sign_of_its_own_or_of_nothing_is_as_printed(figure: str) -> None:
    printed = figure.replace("\\", "")
    assert figures(BLACK + row("Carried", figure, 600, RED))[2] == printed


def test_a_line_that_is_red_as_a_whole_is_stressed_and_not_negative() -> None:
    assert figures(BLACK + row("Total", "289.00", 600, RED, RED))[2] == "289.00"


def test_where_most_figures_are_red_it_is_their_colour() -> None:
    content = "".join(row("Line", f"28{n}.00", 600 - 20 * n, RED) for n in range(3))
    assert figures(BLACK + content)[2:] == ["280.00", "281.00", "282.00"]


def test_a_red_page_number_is_none() -> None:
    assert figures(BLACK + row("Page", "12", 100, RED))[2] == "12"


def test_colours_are_told_in_grey_light_and_ink() -> None:
    assert is_white(1) and is_white((1, 1, 1)) and is_white([0, 0, 0, 0])
    assert not is_white(0.5) and not is_white((0, 0, 0, 1))
    assert is_red((1, 0, 0)) and is_red((0, 1, 1, 0)) and is_red([0.65, 0.3, 0.3])
    assert not is_red(1) and not is_red((1, 0.5, 0)) and not is_red((0, 1, 1, 0.9))
    assert not is_red((0.5, 0, 0)) and not is_red(("pattern",))
