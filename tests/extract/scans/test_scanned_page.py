"""Pictures of typeset pages against the text layer of the same pages."""

import io
import unicodedata
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pypdfium2 as pdfium
import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from pipelines.extract.document_tree import Box, DocumentTree, Page
from pipelines.extract.reader import read_document
from pipelines.extract.tree_frame import read_tree, write_tree
from pipelines.extract.triage import UnreadableDocument, is_garbage, triage
from pipelines.locations import RAW
from tests.typesetter.scanning import Scanner, scanned

SAMPLES = RAW / "samples"
LANDSCAPE = SAMPLES / "putuo-wanli-2024-budget.pdf", 12
PORTRAIT = SAMPLES / "putuo-finance-2024-final.pdf", 10
# A marked cell must cover the figure; half a letter off is seen at once (points).
NEAR = 3.0


@cache
def text_page(source: tuple[Path, int]) -> Page:
    path, index = source
    document, copy, buffer = pdfium.PdfDocument(path), pdfium.PdfDocument.new(), io.BytesIO()
    copy.import_pages(document, [index])
    copy.save(buffer)
    return read_document(buffer.getvalue()).pages[0]


@cache
def scan(source: tuple[Path, int], scanner: Scanner) -> Page:
    path, index = source
    return read_document(scanned(path.read_bytes(), scanner, [index])).pages[0]


def cells(page: Page) -> Counter[str]:
    """The texts of all cells, without white space."""
    texts = (cell.text for table in page.tables for cell in table.cells)
    return Counter("".join(unicodedata.normalize("NFKC", text).split()) for text in texts)


def share_alike(read: Page, printed: Page) -> float:
    wanted = cells(printed)
    return (cells(read) & wanted).total() / wanted.total()


@pytest.mark.parametrize("source", [LANDSCAPE, PORTRAIT], ids=["landscape", "portrait"])
@pytest.mark.parametrize(("dpi", "skew"), [(150, 1.5), (200, -1.2)])
def test_a_skewed_scan_says_what_the_page_prints(
    source: tuple[Path, int], dpi: int, skew: float
) -> None:
    read, printed = scan(source, Scanner(dpi=dpi, skew=skew)), text_page(source)
    assert read.text_source == "ocr"
    assert read.skew == pytest.approx(skew, abs=0.1)
    assert [(t.row_count, t.column_count) for t in read.tables] == [
        (t.row_count, t.column_count) for t in printed.tables
    ]
    assert share_alike(read, printed) >= 0.98


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_page_that_lies_on_its_side_is_turned(turn: int) -> None:
    read, printed = scan(PORTRAIT, Scanner(turn=turn, skew=1.5)), text_page(PORTRAIT)
    assert read.turned == (360 - turn) % 360
    assert share_alike(read, printed) >= 0.98


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_box_lies_on_the_figure_of_the_page_as_it_was_scanned(turn: int) -> None:
    """Cells of a turned and skewed scan are where the scanner put them."""
    scanner = Scanner(turn=turn, skew=1.5)
    read, printed = scan(PORTRAIT, scanner), text_page(PORTRAIT)
    wanted = {text: box for text, box in numbers(printed) if "." in text}
    found = {text: read.displayed(box) for text, box in numbers(read) if text in wanted}
    assert len(found) >= 3
    for text, box in found.items():
        x, y = scanned_place(wanted[text].middle, printed, scanner)
        assert box.middle == pytest.approx((x, y), abs=NEAR), text


def numbers(page: Page) -> list[tuple[str, Box]]:
    """Each number that the page prints once, with its box."""
    lines = [line for table in page.tables for cell in table.cells for line in cell.lines]
    counts = Counter(line.text for line in lines)
    return [(line.text, line.box) for line in lines if counts[line.text] == 1]


def scanned_place(point: tuple[float, float], page: Page, scanner: Scanner) -> tuple[float, float]:
    """Where the scanner puts a point of the upright page."""
    x, y = point
    width, height = page.width, page.height
    for _ in range(scanner.turn // 90):
        x, y, width, height = height - y, x, height, width
    angle = np.radians(scanner.skew)
    x, y = x - width / 2, y - height / 2
    return (
        float(width / 2 + x * np.cos(angle) - y * np.sin(angle)),
        float(height / 2 + x * np.sin(angle) + y * np.cos(angle)),
    )


def test_a_recognised_tree_is_stored_whole(tmp_path: Path) -> None:
    tree = DocumentTree((scan(PORTRAIT, Scanner(skew=1.5)),))
    assert any(line.candidates for t in tree.pages[0].tables for c in t.cells for line in c.lines)
    write_tree(tree, tmp_path / "tree.parquet")
    assert read_tree(tmp_path / "tree.parquet") == tree
    assert tree.text_source == "ocr"


def picture_pdf(picture: Image.Image, *pages: str) -> bytes:
    """A page filled by a picture, and pages of text."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(420, 300), invariant=True)
    canvas.drawInlineImage(picture, 0, 0, 420, 300)
    canvas.showPage()
    for text in pages:
        canvas.drawString(40, 200, text)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def test_an_empty_sheet_of_paper_holds_nothing() -> None:
    white = Image.new("L", (840, 600), 250)
    tree = read_document(picture_pdf(white, "budget of the year 2025"))
    assert [page.text_source for page in tree.pages] == ["none", "text"]
    with pytest.raises(UnreadableDocument, match="no text can be made out"):
        read_document(picture_pdf(white))


def test_a_photograph_is_not_read_as_figures() -> None:
    grain = np.random.default_rng(1).integers(0, 255, (60, 84), dtype=np.uint8)
    photograph = Image.fromarray(grain).resize((840, 600), Image.Resampling.BICUBIC)
    tree = read_document(picture_pdf(photograph, "budget of the year 2025"))
    assert tree.pages[0].tables == ()
    assert not any(character.isdigit() for character in tree.pages[0].text)


def test_the_invisible_text_of_a_scanner_is_not_believed() -> None:
    """A scanner's own text layer lies unseen over the picture: the picture is read."""
    path, index = PORTRAIT
    picture = pdfium.PdfDocument(scanned(path.read_bytes(), Scanner(dpi=150), [index]))[0]
    scale: Any = 150 / 72
    image, (width, height) = picture.render(scale=scale).to_pil(), picture.get_size()
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(width, height), invariant=True)
    canvas.drawInlineImage(image, 0, 0, width, height)
    layer = canvas.beginText(60, 500)
    layer.setTextRenderMode(3)
    layer.textLine("l,O34.5b wrong figures of a poor machine")
    canvas.drawText(layer)
    canvas.save()
    assert triage(buffer.getvalue())[0].text_source == "scan"
    page = read_document(buffer.getvalue()).pages[0]
    assert page.text_source == "ocr"
    assert share_alike(page, text_page(PORTRAIT)) >= 0.98


@pytest.mark.parametrize(
    ("text", "is_lost"),
    [
        ("2025年部门预算 收入总计 1,234.56", False),
        ("(cid:12)(cid:345)(cid:7) 1,234.56 (cid:9)(cid:11)", True),
        ("\ue012\ue013\ue014\ue015 2025", True),
        ("Ô¤Ëã ÊÕÈë 12", True),
        ("\uf0b7 项目支出绩效目标表", False),
        ("", False),
    ],
)
def test_a_garbage_text_layer_is_told_from_a_good_one(text: str, is_lost: bool) -> None:
    assert is_garbage(text) is is_lost
