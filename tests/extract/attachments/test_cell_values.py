"""What a cell of a spreadsheet shows: formats, formulas, errors, letters that are struck out."""

import re
import zipfile
from io import BytesIO
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Color, Font, PatternFill
from openpyxl.worksheet.table import Table as StyledTable

from pipelines.extract.attachments.spreadsheets import read_xlsx
from pipelines.extract.reader import read_document
from tests.conform.conforming import conform_tree
from tests.extract.attachments.sheets import form, only_page, texts, tree, workbook

COVER = ["江城市财政局", "2024年度部门预算"]


def test_values_are_text_as_displayed() -> None:
    def fill(book: Workbook, sheet: Any) -> None:
        for row, (value, code) in enumerate(
            [(0.1 + 0.2, "General"), (0, '0.00;-0.00;"-"'), (True, "General"), (44927, "yyyy-m-d")],
            3,
        ):
            sheet.cell(row, 4, value).number_format = code

    page = only_page(tree(fill))
    assert [row[3] for row in texts(page.tables[0])] == ["0.3", "-", "TRUE", "2023-01-01"]


def amounts_of(content: bytes) -> list[dict[str, Any]]:
    """What conform quarantines of a workbook with a cover."""
    return conform_tree(read_document(content)).quarantine


def with_cover(change: Any) -> bytes:
    def covered(book: Workbook, sheet: Any) -> None:
        cover = book.create_sheet("封面", 0)
        for row, line in enumerate(COVER, 1):
            cover.cell(row, 1, line)
        change(book, sheet)

    return workbook(covered)


@pytest.mark.parametrize(
    ("value", "code"),
    [("#REF!", "General"), ("=SUM(C4:C5)", "0.00"), (12, "[DBNum2]General")],
)
def test_a_cell_that_shows_no_amount_is_quarantined_with_its_place(value: Any, code: str) -> None:
    def spoil(book: Workbook, sheet: Any) -> None:
        sheet["C6"] = value
        sheet["C6"].number_format = code

    (record,) = amounts_of(with_cover(spoil))
    assert record["reason_code"] == "not_an_amount"
    assert "sheet 'Sheet', cell C6" in record["reason"]


def computed(content: bytes, formula: str, stored: str) -> bytes:
    """The workbook with what a spreadsheet program stores beside a formula."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            if name.startswith("xl/worksheets/"):
                cell = rf'(<c r="\w+"[^>]*?)(?: t="\w+")?>(<f>{re.escape(formula)}</f>)'
                pattern = rf"{cell}(?:<v ?/>|<v></v>)"
                text = re.sub(pattern.encode(), rf"\1{stored}".encode(), text)
            new.writestr(name, text)
    return out.getvalue()


@pytest.mark.parametrize(
    ("stored", "text"),
    [
        (r">\2<v>12.5</v>", "12.50"),
        (r' t="str">\2<v></v>', ""),
        (r' t="e">\2<v>#DIV/0!</v>', "#DIV/0!"),
    ],
)
def test_a_formula_counts_with_its_stored_value(stored: str, text: str) -> None:
    def add(book: Workbook, sheet: Any) -> None:
        sheet["C6"] = "=SUM(C4:C5)"

    content = computed(workbook(add), "SUM(C4:C5)", stored)
    assert texts(only_page(read_xlsx(content)).tables[0])[3][2] == text


def test_struck_out_figures_are_dropped_and_raised_digits_stay_marks() -> None:
    struck = TextBlock(InlineFont(strike=True), "9.00")
    raised = TextBlock(InlineFont(vertAlign="superscript"), "1")

    def change(_: Workbook, sheet: Any) -> None:
        form(sheet)
        sheet["B4"] = CellRichText(struck, "8.00", raised)
        sheet["B5"].font = Font(strike=True)

    (table,) = only_page(tree(change)).tables
    written = [cell for row in texts(table) for cell in row]
    assert "8.00¹" in written
    assert not any("9.00" in text for text in written)


def test_figures_in_the_colour_of_paper_are_not_seen() -> None:
    def change(book: Workbook, sheet: Any) -> None:
        sheet["C4"].font = Font(color="FFFFFFFF")
        sheet["C5"].font = Font(color=Color(theme=0))
        sheet["D5"].font = Font(color="FFFFFFFF")
        sheet["D5"].fill = PatternFill("solid", fgColor="FF1F4E78")

    rows = texts(only_page(tree(change)).tables[0])
    assert [row[2:] for row in rows[1:3]] == [["", "12.50"], ["", "12.50"]]


def test_a_table_style_may_lie_under_a_white_figure() -> None:
    def change(book: Workbook, sheet: Any) -> None:
        sheet["C4"].font = Font(color="FFFFFFFF")
        sheet.add_table(StyledTable(displayName="styled", ref="A3:D6"))

    assert texts(only_page(tree(change)).tables[0])[1][2] == "12.50"
