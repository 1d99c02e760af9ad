"""Documents as the PDF that a reader sees: embedded files and pictures become its pages."""

import io

import pypdfium2 as pdfium
import pytest

from pipelines.extract.pdf.displayed import displayed_pdf
from pipelines.extract.reader import read_document
from pipelines.extract.triage import UnreadableDocument
from tests.extract.pdf.raw_pdf import RESOURCES, raw_pdf, shown
from tests.extract.ruled_page import RuledPage

ROWS = [["201", "1,073.25", "2.64"], ["202", "3,468.91", "4.87"], ["203", "5,290.36", "6.15"]]
NOTE = raw_pdf(shown("The forms are in the file attached.", 60, 700), page=RESOURCES)


def form() -> bytes:
    return RuledPage(ROWS).level_rules().upright_rules().texts().content()


def picture(kind: str, frames: int = 1) -> bytes:
    page = pdfium.PdfDocument(form())[0].render(scale=3).to_pil()
    buffer = io.BytesIO()
    more = {"save_all": True, "append_images": [page] * (frames - 1)} if frames > 1 else {}
    page.save(buffer, kind, **more)
    return buffer.getvalue()


def test_the_pages_of_an_embedded_pdf_follow_those_of_its_carrier() -> None:
    carrier = pdfium.PdfDocument(NOTE)
    carrier.new_attachment("forms.pdf").set_data(form())
    buffer = io.BytesIO()
    carrier.save(buffer)
    read = read_document(buffer.getvalue())
    assert [page.number for page in read.pages] == [1, 2]
    assert [len(page.tables) for page in read.pages] == [0, 1]
    assert len(pdfium.PdfDocument(displayed_pdf(buffer.getvalue()))) == 2


def test_a_plain_pdf_is_displayed_as_it_is() -> None:
    assert displayed_pdf(NOTE) is NOTE


@pytest.mark.parametrize(("kind", "frames"), [("PNG", 1), ("JPEG", 1), ("TIFF", 2)])
def test_pictures_are_read_page_by_page(kind: str, frames: int) -> None:
    read = read_document(picture(kind, frames))
    assert len(read.pages) == frames
    for page in read.pages:
        (table,) = page.tables
        assert [[cell.text if cell else "?" for cell in row] for row in table.grid] == ROWS


def test_a_damaged_picture_is_refused_with_its_reason() -> None:
    with pytest.raises(UnreadableDocument) as refused:
        read_document(picture("PNG")[:400])
    assert refused.value.reason_code == "damaged_file"
