"""The typesetter prints what it is given, always in the same bytes; the samples are its work."""

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pdfplumber
import pytest
import yaml
from pdfminer.pdftypes import resolve1
from pdfplumber.page import Page
from pdfplumber.pdf import PDF

from tests.typesetter import (
    Disclosure,
    Form,
    Narrative,
    PageNumber,
    read_disclosure,
    typeset,
    typeset_disclosure,
)
from tests.typesetter.disclosure import MERGED_ABOVE, MERGED_LEFT, Row

DISCLOSURES = Path(__file__).parent / "disclosures"
SAMPLES = Path(__file__).parents[2] / "raw" / "samples"
SAMPLE_IDS = sorted(path.parent.name for path in DISCLOSURES.glob("*/disclosure.yaml"))
SMALL = Form(
    title="2025年收入预算总表",
    unit="单位：元",
    header=[["项目", MERGED_LEFT, "预算数"], ["编码", "科目名称", MERGED_ABOVE]],
    rows=[["201", "一般公共服务支出", "1,234.50"], ["合计", MERGED_LEFT, "1,234.50"]],
    widths=[1, 3, 1],
    align="clr",
)
Extracted = list[str | None]


def printed(document: Disclosure, folder: Path) -> PDF:
    typeset_disclosure(document, folder / "out.pdf")
    return pdfplumber.open(folder / "out.pdf")


def squeezed(text: str | None) -> str | None:
    return None if text is None else "".join(text.split())


def tables_on(pages: list[Page]) -> Iterator[list[Extracted]]:
    for page in pages:
        for table in page.extract_tables():
            yield [[squeezed(cell) for cell in row] for row in table]


def rows_of(form: Form, tables: Iterator[list[Extracted]]) -> list[Extracted]:
    """The form's rows, joined over its pages, a repeated header left out."""
    rows: list[Extracted] = []
    while len(rows) < len(form.grid()):
        table = next(tables)
        repeated = len(form.header_rows()) if rows and form.repeat_header else 0
        rows += table[repeated:]
    return rows


def same_cells(row: Row, found: Extracted) -> bool:
    cells = [None if cell in (MERGED_LEFT, MERGED_ABOVE) else squeezed(cell) for cell in row]
    if len(found) == len(cells):
        return found == cells
    # Columns merged in every row of a page have no rule between them there.
    return [cell for cell in found if cell is not None] == [c for c in cells if c is not None]


@pytest.mark.parametrize("sample", SAMPLE_IDS)
def test_every_cell_is_printed_at_its_row_and_column(sample: str) -> None:
    with pdfplumber.open(SAMPLES / f"{sample}.pdf") as pdf:
        tables = tables_on(pdf.pages)
        for form in read_disclosure(DISCLOSURES / sample).forms():
            found = rows_of(form, tables)
            for row, cells in zip(form.grid(), found, strict=True):
                assert same_cells(row, cells), f"{form.title}: {row} printed as {cells}"
        assert next(tables, None) is None


@pytest.mark.parametrize("sample", SAMPLE_IDS)
def test_sample_is_the_typesetters_work(sample: str, tmp_path: Path) -> None:
    typeset(DISCLOSURES / sample, tmp_path / "again.pdf")
    kept = SAMPLES / f"{sample}.pdf"
    assert sha256((tmp_path / "again.pdf").read_bytes()).hexdigest() == (
        sha256(kept.read_bytes()).hexdigest()
    ), f"{kept.name} is out of date: run python -m tests.typesetter {sample}"


@pytest.mark.parametrize("sample", SAMPLE_IDS)
def test_sample_is_small_says_what_it_is_and_needs_no_installed_font(sample: str) -> None:
    sidecar = yaml.safe_load((SAMPLES / f"{sample}.pdf.yaml").read_text(encoding="utf-8"))
    assert "not the published file" in sidecar["statement"]
    assert {"title", "organisation", "fiscal_year", "published_file"} <= set(sidecar["retypesets"])
    assert (SAMPLES / f"{sample}.pdf").stat().st_size < 300_000
    with pdfplumber.open(SAMPLES / f"{sample}.pdf") as pdf:
        fonts = [font for page in pdf.pages for font in fonts_on(page)]
    assert fonts and all("FontFile2" in resolve1(font["FontDescriptor"]) for font in fonts)


def fonts_on(page: Page) -> list[dict]:
    used = {char["fontname"] for char in page.chars}
    fonts = [resolve1(font) for font in resolve1(page.page_obj.resources["Font"]).values()]
    return [font for font in fonts if font["BaseFont"].name in used]


def test_samples_have_both_kinds_of_rules_and_both_orientations() -> None:
    kinds = set()
    for sample in SAMPLE_IDS:
        with pdfplumber.open(SAMPLES / f"{sample}.pdf") as pdf:
            page = next((page for page in pdf.pages if page.find_tables()), None)
            if page:
                kinds.add((bool(page.lines), bool(page.rects), page.width > page.height))
    assert {(True, False, False), (True, False, True), (False, True, True)} <= kinds


def test_an_altered_figure_and_a_dropped_row_are_printed_so(tmp_path: Path) -> None:
    form = deepcopy(SMALL)
    form.rows[0][2] = "1,243.50"
    with printed(Disclosure("试样", [form]), tmp_path) as pdf:
        text = pdf.pages[0].extract_text()
    assert "1,243.50" in text and text.count("1,234.50") == 1
    with printed(Disclosure("试样", [replace(form, rows=form.rows[1:])]), tmp_path) as pdf:
        assert "1,243.50" not in pdf.pages[0].extract_text()


@pytest.mark.parametrize("repeat_header", [True, False])
def test_header_on_continuation_pages(repeat_header: bool, tmp_path: Path) -> None:
    form = replace(SMALL, rows=[SMALL.rows[0]] * 60, repeat_header=repeat_header)
    with printed(Disclosure("试样", [form]), tmp_path) as pdf:
        assert len(pdf.pages) > 1
        assert ("科目名称" in pdf.pages[1].extract_text()) is repeat_header


def test_title_above_the_table_or_in_its_first_row(tmp_path: Path) -> None:
    inside = replace(SMALL, title_place="first_row")
    with printed(Disclosure("试样", [SMALL, inside]), tmp_path) as pdf:
        above, first_row = list(tables_on(pdf.pages))
    assert above[0] == ["项目", None, "预算数"]
    assert first_row[0] == ["2025年收入预算总表", None, None]


def test_unit_line_stands_at_the_right_edge_above_the_table(tmp_path: Path) -> None:
    form = replace(SMALL, signature="编制部门：某某局")
    with printed(Disclosure("试样", [form], page="landscape"), tmp_path) as pdf:
        page = pdf.pages[0]
        table, unit = page.find_tables()[0], page.search("单位：元")[0]
    assert unit["bottom"] <= table.bbox[1]
    assert unit["x1"] == pytest.approx(table.bbox[2], abs=1)


def test_printed_page_number_is_not_the_page_of_the_file(tmp_path: Path) -> None:
    parts = [Narrative(text="第一页"), Narrative(text="第二页"), Narrative(text="第三页")]
    document = Disclosure("试样", [*parts], page_number=PageNumber("- {number} -", first_page=2))
    with printed(document, tmp_path) as pdf:
        texts = [page.extract_text() for page in pdf.pages]
    assert "- 1 -" not in texts[0] and "- 1 -" in texts[1] and "- 2 -" in texts[2]


def test_numbers_are_not_broken_over_lines(tmp_path: Path) -> None:
    text = "2025年预算数为1,234,567.89万元，" * 40
    with printed(Disclosure("试样", [Narrative(text=text)]), tmp_path) as pdf:
        lines = pdf.pages[0].extract_text().splitlines()
    assert len(lines) > 5
    assert sum(line.count("1,234,567.89") for line in lines) == 40
    assert not any(line.startswith("，") for line in lines)


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        (["201", "一般公共服务支出", "1,234,567,890,123,456,789,012.00"], "wider than"),
        (["201", "靐", "1.00"], "no glyph"),
    ],
)
def test_what_cannot_be_printed_is_refused(cells: Row, message: str, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=message):
        printed(Disclosure("试样", [replace(SMALL, rows=[cells])]), tmp_path)


def test_rows_of_unequal_length_are_refused() -> None:
    with pytest.raises(ValueError, match="unequal numbers of columns"):
        replace(SMALL, rows=[["201", "一般公共服务支出"]])
