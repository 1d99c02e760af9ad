"""A text layer that says other digits than the page shows is not believed."""

import pytest

from pipelines.extract.document_tree import Page
from pipelines.extract.pdf.letter_shapes import looks_like
from pipelines.extract.pdf.standard_digits import standard_digits
from pipelines.extract.reader import read_document
from tests.extract.pdf.raw_pdf import FONT, RESOURCES, raw_pdf, shown

PRINTED = ("Budget of the office 2025", "1,973.06", "2,891.75", "4,609.38")


def page_whose_font_says(false: dict[str, str]) -> Page:
    """A page whose font calls the shapes of some digits other digits."""
    said = "".join(
        f"<{ord(shape):02X}> <{ord(false.get(shape, shape)):04X}>\n"
        for shape in map(chr, range(32, 127))
    )
    unicode_map = (
        "/CIDInit /ProcSet findresource begin begincmap\n"
        "1 begincodespacerange <00> <FF> endcodespacerange\n"
        f"95 beginbfchar\n{said}endbfchar\nendcmap end"
    )
    content = "".join(shown(text, 60, 700 - 40 * n, 14) for n, text in enumerate(PRINTED))
    objects = {
        5: FONT.replace(">>", "/ToUnicode 6 0 R >>"),
        6: f"<< /Length {len(unicode_map)} >>\nstream\n{unicode_map}\nendstream",
    }
    return read_document(raw_pdf(content, page=RESOURCES, objects=objects)).pages[0]


@pytest.mark.parametrize("false", [{"9": "7"}, {"1": "4", "4": "1"}], ids=str)
def test_where_the_text_layer_says_other_digits_the_picture_is_read(false: dict[str, str]) -> None:
    page = page_whose_font_says(false)
    assert page.text_source == "ocr"
    assert [line.text for line in page.lines][1:] == list(PRINTED[1:])


def test_a_text_layer_that_says_what_is_shown_is_read() -> None:
    page = page_whose_font_says({})
    assert page.text_source == "text"
    assert [line.text for line in page.lines] == list(PRINTED)


def test_each_standard_digit_looks_like_itself() -> None:
    for digit, pictures in standard_digits().items():
        assert {looks_like(picture, digit) for picture in pictures} == {digit}


def test_a_digit_said_to_be_another_looks_like_itself() -> None:
    pictures = standard_digits()
    assert looks_like(pictures["9"][0], "7") == "9"
    assert looks_like(pictures["3"][2], "8") == "3"


def test_of_white_paper_nothing_is_suspected() -> None:
    blank = standard_digits()["1"][0].copy()
    blank[:] = 255
    assert looks_like(blank, "7") == "7"
