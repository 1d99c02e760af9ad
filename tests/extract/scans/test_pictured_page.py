"""Pages of text on which a form is pasted as a picture, or which are scans under a running head."""

import io

import pypdfium2 as pdfium
from fpdf import FPDF
from PIL import Image

from pipelines.extract.document_tree import Page
from pipelines.extract.reader import read_document
from tests.extract.ruled_page import RuledPage

ROWS = [
    ["201", "1,073.25", "2.64"],
    ["202", "3,468.91", "4.87"],
    ["203", "5,290.36", "6.15"],
]
HEAD = "Budget of the office, fiscal year 2025, page"


def picture_of_table() -> Image.Image:
    page = pdfium.PdfDocument(RuledPage(ROWS).level_rules().upright_rules().texts().content())[0]
    return page.render(scale=3).to_pil().crop((120, 200, 1120, 520))


def pasted(picture: Image.Image, **where: float) -> Page:
    pdf = FPDF(unit="pt", format="A4")
    pdf.set_auto_page_break(False)
    pdf.add_page()
    pdf.set_font("Helvetica", size=11)
    pdf.text(60, 50, HEAD)
    pdf.text(60, 800, "a line of text below the picture")
    buffer = io.BytesIO()
    picture.save(buffer, "PNG")
    pdf.image(buffer, **where)  # pyright: ignore
    return read_document(bytes(pdf.output())).pages[0]


def test_a_form_pasted_as_a_picture_is_read_between_the_lines_of_text() -> None:
    page = pasted(picture_of_table(), x=60, y=200, w=450)
    (table,) = page.tables
    assert [[cell.text if cell else "?" for cell in row] for row in table.grid] == ROWS
    assert [line.text for line in page.lines] == [HEAD, "a line of text below the picture"]
    assert all(line.confidences for cell in table.cells for line in cell.lines)
    assert not page.lines[0].confidences


def test_a_picture_without_a_grid_leaves_a_page_of_text_as_it_is() -> None:
    page = pasted(Image.new("RGB", (600, 300), "lightblue"), x=60, y=200, w=450)
    assert page.text_source == "text"
    assert page.tables == ()
