"""What nobody sees on the page is not read; what everybody sees is read once."""

import pytest

from pipelines.extract.document_tree import Page
from pipelines.extract.reader import read_document
from tests.extract.pdf.raw_pdf import RESOURCES, raw_pdf, shown

SEEN = shown("Budget of the office", 60, 700) + shown("268.63", 100, 600)


def page_of(content: str, **options: str) -> Page:
    return read_document(raw_pdf(content, page=RESOURCES, **options)).pages[0]  # pyright: ignore


def texts(content: str) -> list[str]:
    return [line.text for line in page_of(content).lines]


@pytest.mark.parametrize(
    "hidden",
    [
        shown("777.77", 200, 600, more="1 g") + "0 g\n",
        shown("777.77", 200, 600, more="3 Tr") + "BT 0 Tr ET\n",
        shown("777.77", 200, 600) + "1 g 190 590 60 30 re f 0 g\n",
        shown("777.77", 700, 600),
        "q 0 0 150 842 re W n " + shown("777.77", 200, 600) + "Q\n",
    ],
    ids=["white", "invisible mode", "covered", "outside the page", "outside the clip"],
)
def test_text_that_cannot_be_seen_is_not_read(hidden: str) -> None:
    assert texts(SEEN + hidden) == ["Budget of the office", "268.63"]


BESIDE = 100 - 5.56  # where a digit ends at which the figure begins


@pytest.mark.parametrize("more", ["1 g", "1 1 1 rg", "0 0 0 0 k", "0.99 g", "/faint gs"], ids=str)
@pytest.mark.parametrize("place", [(BESIDE, 600), (197, 600)], ids=["at a figure", "on a rule"])
def test_ink_of_the_paper_is_not_seen_beside_other_ink(
    more: str, place: tuple[float, float]
) -> None:
    rule = "200 560 m 200 640 l S\n"
    hidden = "q " + shown("9", *place, more=more) + "Q\n"
    states = "/ExtGState << /faint << /ca 0 >> >>"
    resources = f"/Resources << /Font << /F1 5 0 R >> {states} >>"
    for content in (rule + SEEN + hidden, hidden + rule + SEEN):
        (page,) = read_document(raw_pdf(content, page=resources)).pages
        assert [line.text for line in page.lines] == ["Budget of the office", "268.63"]


def test_full_ink_of_a_special_colour_is_seen() -> None:
    function = "<< /FunctionType 2 /Domain [0 1] /C0 [1 1 1] /C1 [0 0 0] /N 1 >>"
    space = f"/ColorSpace << /spot [/Separation /Dark /DeviceRGB {function}] >>"
    resources = f"/Resources << /Font << /F1 5 0 R >> {space} >>"
    spot = "q " + shown("777.77", 200, 600, more="/spot cs 1 scn") + "Q\n"
    (page,) = read_document(raw_pdf(SEEN + spot, page=resources)).pages
    assert page.lines[1].text == "268.63 777.77"


def test_what_is_opaque_again_is_seen() -> None:
    states = "/ExtGState << /faint << /ca 0 >> >>"
    resources = f"/Resources << /Font << /F1 5 0 R >> {states} >>"
    content = "q /faint gs " + shown("9", BESIDE, 600) + "Q\n" + SEEN
    (page,) = read_document(raw_pdf(content, page=resources)).pages
    assert [line.text for line in page.lines] == ["Budget of the office", "268.63"]


def test_white_text_on_a_dark_ground_is_read() -> None:
    ground = "0.1 g 190 590 60 30 re f 1 g\n" + shown("777.77", 200, 600, more="1 g") + "0 g\n"
    assert texts(SEEN + ground) == ["Budget of the office", "268.63 777.77"]


def test_of_a_covered_figure_and_the_one_printed_over_it_the_upper_is_read() -> None:
    corrected = shown("274.55", 200, 600) + "1 g 195 595 40 14 re f 0 g\n"
    assert texts(SEEN + corrected + shown("1,268.63", 196, 600)) == [
        "Budget of the office",
        "268.63 1,268.63",
    ]


def test_of_a_figure_that_is_covered_in_part_the_rest_is_no_figure() -> None:
    half = shown("24,213,779.20", 200, 600) + "1 g 195 595 14 14 re f 0 g\n"
    assert "\ufffd" in texts(SEEN + half)[1]


def test_two_figures_on_one_place_are_not_made_into_one() -> None:
    overprint = shown("12.34", 200, 600) + shown("98.76", 201, 600)
    second = texts(SEEN + overprint)[1]
    assert second.startswith("268.63 ")
    assert not any(character.isdigit() for character in second.removeprefix("268.63 "))


@pytest.mark.parametrize("shift", [0.3, 1.2, 3.0])
def test_a_figure_printed_twice_for_bold_is_read_once(shift: float) -> None:
    assert texts(SEEN + shown("268.63", 100 + shift, 600)) == ["Budget of the office", "268.63"]


def test_equal_figures_beside_one_another_are_two() -> None:
    assert texts(SEEN + shown("268.63", 140, 600))[1] == "268.63 268.63"


def test_a_watermark_across_the_page_is_no_text() -> None:
    watermark = "BT /F1 40 Tf 0.8 g 0.7 0.7 -0.7 0.7 80 560 Tm (20230215) Tj ET 0 g\n"
    assert texts(SEEN + watermark) == ["Budget of the office", "268.63"]


def test_a_struck_out_figure_is_dropped_and_its_replacement_read() -> None:
    struck = shown("274.55", 200, 600) + "200 603.5 m 232 603.5 l S\n" + shown("270.00", 240, 600)
    assert texts(SEEN + struck)[1] == "268.63 270.00"


def test_an_underlined_figure_is_read() -> None:
    assert texts(SEEN + "100 598 m 132 598 l S\n")[1] == "268.63"


def test_a_raised_small_digit_is_a_mark_and_no_digit() -> None:
    assert texts(SEEN + shown("2", 131, 604, size=5))[1] == "268.63²"


def test_text_in_a_layer_that_is_off_is_not_read() -> None:
    resources = "/Resources << /Font << /F1 5 0 R >> /Properties << /old 6 0 R >> >>"
    content = SEEN + "/OC /old BDC\n" + shown("777.77", 60, 600) + "EMC\n"
    setting = "/OCProperties << /OCGs [6 0 R] /D << /OFF [6 0 R] >> >>"
    pdf = raw_pdf(content, setting, resources, {6: "<< /Type /OCG /Name (old) >>"})
    lines = read_document(pdf).pages[0].lines
    assert [line.text for line in lines] == ["Budget of the office", "268.63"]


def test_the_value_of_a_form_field_is_read() -> None:
    appearance = "BT /F1 10 Tf 2 5 Td (1,973.01) Tj ET"
    field = (
        "<< /Type /Annot /Subtype /Widget /FT /Tx /T (a) /V (1,973.01) /F 4 /P 3 0 R "
        "/Rect [200 595 260 615] /AP << /N 7 0 R >> /DA (/F1 10 Tf 0 g) >>"
    )
    stream = (
        "<< /Type /XObject /Subtype /Form /BBox [0 0 60 20] /Resources << /Font << /F1 5 0 R >> >>"
        f" /Length {len(appearance)} >>\nstream\n{appearance}\nendstream"
    )
    form = "/AcroForm << /Fields [6 0 R] /DR << /Font << /F1 5 0 R >> >> /DA (/F1 10 Tf 0 g) >>"
    pdf = raw_pdf(SEEN, form, f"{RESOURCES} /Annots [6 0 R]", {6: field, 7: stream})
    assert [line.text for line in read_document(pdf).pages[0].lines][1] == "268.63 1,973.01"
