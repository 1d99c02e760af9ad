"""Letters that a reader would show otherwise than they were printed make their page unread."""

import io
import re

import pdfplumber
import pypdfium2 as pdfium
import pytest

from pipelines.extract.pdf.fonts import BROKEN, MISSING
from pipelines.extract.pdf.two_readers import DISAGREED, see_the_same
from pipelines.extract.reader import read_document
from pipelines.extract.triage import UnreadableDocument
from tests.extract.pdf.raw_pdf import FONT, RESOURCES, raw_pdf, shown

PRINTED = shown("Amount 1,234.56", 72, 700)
SIMPLE = "<< /Type /Font /Subtype /TrueType /BaseFont /Helvetica /FirstChar 32 /LastChar 122"
OF_RUNS = "<< /Type /Font /Subtype /Type0 /BaseFont /Helvetica /Encoding /Identity-H"
BELOW = "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Helvetica"
MAP = "/CIDInit /ProcSet findresource begin begincmap 1 beginbfchar <41> <0041> endbfchar"


def widths(count: int, last: str = "500") -> str:
    return f"/Widths [{'500 ' * (count - 1)}{last}]"


def meaning(text: str) -> str:
    return f"<< /Length {len(text)} >>\nstream\n{text}\nendstream"


def refusal(content: bytes) -> str | None:
    """Why nothing of the file is read; None where it is."""
    try:
        read_document(content)
    except UnreadableDocument as refused:
        return str(refused)
    return None


def with_font(font: str, more: str = "") -> bytes:
    page = "/Resources << /Font << /F1 6 0 R >> >>"
    return raw_pdf(PRINTED, page=page, objects={6: font} | ({7: more} if more else {}))


@pytest.mark.parametrize(
    ("font", "more", "reason"),
    [
        (FONT, "", None),
        (f"{SIMPLE} {widths(91)} >>", "", None),
        (f"{SIMPLE} {widths(92)} >>", "", None),
        (f"{SIMPLE} {widths(90)} >>", "", BROKEN),
        (f"{SIMPLE} {widths(91, '/x')} >>", "", BROKEN),
        (f"{SIMPLE} /Widths 500 >>", "", BROKEN),
        (f"{SIMPLE} {widths(91)} /ToUnicode 7 0 R >>", meaning(f"{MAP} endcmap"), None),
        (f"{SIMPLE} {widths(91)} /ToUnicode 7 0 R >>", meaning(MAP), BROKEN),
        ("/Name", "", BROKEN),
        (meaning("x"), "", BROKEN),
        (f"{OF_RUNS} /DescendantFonts [7 0 R] >>", "5", BROKEN),
        (f"{OF_RUNS} /DescendantFonts 5 >>", "", BROKEN),
        (f"{OF_RUNS} /DescendantFonts [9 0 R] >>", "", MISSING),
    ],
)
def test_a_font_that_is_not_whole(font: str, more: str, reason: str | None) -> None:
    assert refusal(with_font(font, more)) == reason


@pytest.mark.parametrize(
    ("runs", "is_whole"),
    [
        ("[1 [500 600] 7 9 500]", True),
        ("[]", True),
        ("[1 [500 /x]]", False),
        ("[1 2]", False),
        ("[1]", False),
        ("[1 2 /x]", False),
        ("[[500]]", False),
        ("500", False),
    ],
)
def test_widths_of_runs(runs: str, is_whole: bool) -> None:
    content = with_font(f"{OF_RUNS} /DescendantFonts [7 0 R] >>", f"{BELOW} /W {runs} >>")
    assert (refusal(content) == BROKEN) is not is_whole


@pytest.mark.parametrize(
    "resources",
    [
        "",
        "/Resources 9 0 R",
        "/Resources << /Font 9 0 R >>",
        "/Resources << /Font << /F2 5 0 R >> >>",
    ],
)
def test_letters_of_a_font_that_is_not_there(resources: str) -> None:
    assert refusal(raw_pdf(PRINTED, page=resources)) == MISSING


def test_a_form_that_is_drawn_and_not_there_is_missed_and_one_that_is_not_drawn_is_not() -> None:
    page = "/Resources << /Font << /F1 5 0 R >> /XObject << /X 9 0 R >> >>"
    assert refusal(raw_pdf(PRINTED, page=page)) is None
    told = refusal(raw_pdf(f"{PRINTED} /X Do ", page=page))
    assert told == "what draws the page is missing from the file"


def test_fonts_of_a_form_are_looked_at() -> None:
    form = "/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /Font << /F3 9 0 R >> >>"
    page = "/Resources << /Font << /F1 5 0 R >> /XObject << /X 6 0 R >> >>"
    body = f"<< {form} /Length 1 >>\nstream\nq\nendstream"
    assert refusal(raw_pdf(f"{PRINTED} /X Do ", page=page, objects={6: body})) == MISSING


def twice(first: str) -> bytes:
    """A file without an index, that has two contents of its page; which one is meant is unsaid."""
    whole = raw_pdf(PRINTED, page=RESOURCES)
    body = f"4 0 obj\n<< /Length {len(first)} >>\nstream\n{first}\nendstream\nendobj\n"
    without_index = re.sub(rb"xref\n.*trailer", b"trailer", whole, flags=re.DOTALL)
    return without_index.replace(b"5 0 obj", body.encode() + b"5 0 obj")


def test_a_file_without_its_index_is_read_where_two_readers_see_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert refusal(twice(PRINTED)) is None
    monkeypatch.setattr("pipelines.extract.reader.see_the_same", lambda page, shown: False)
    assert refusal(twice(PRINTED)) == DISAGREED
    # with its index there is nothing to doubt
    assert refusal(raw_pdf(PRINTED, page=RESOURCES)) is None


def test_two_readers_see_the_same_where_each_digit_is_found_as_often() -> None:
    one, other, doubled = (
        raw_pdf(shown(said, 72, 700) * times, page=RESOURCES)
        for said, times in (("Amount 12", 1), ("Amount 13", 1), ("Amount 12", 2))
    )
    found = {}
    for name, content in (("same", one), ("doubled", doubled), ("other", other)):
        with pdfplumber.open(io.BytesIO(content)) as pdf, pdfium.PdfDocument(one) as document:
            found[name] = see_the_same(pdf.pages[0], document[0])
    assert found == {"same": True, "doubled": True, "other": False}
