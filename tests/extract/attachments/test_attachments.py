"""A disclosure as a workbook states what its PDF states; damaged and unknown files say why not."""

import io
import zipfile
from pathlib import Path

import pytest
import xlwt
from openpyxl import Workbook

from pipelines.extract.reader import read_document
from pipelines.extract.triage import UnreadableDocument
from pipelines.locations import RAW
from pipelines.raw.intake import register
from pipelines.raw.store import stored_documents
from tests.conform.conforming import conform_file, conform_tree
from tests.typesetter import read_disclosure
from tests.typesetter.disclosure import Cover, Disclosure, Form

NAME = "putuo-justice-2026-budget"
DISCLOSURES = Path(__file__).parents[2] / "typesetter" / "disclosures"
COORDINATES = (
    "form_code", "fiscal_year", "phase", "flow", "fund_source", "function_code",
    "economic_system", "economic_code", "nature", "item_code", "line_kind", "amount_yuan",
)  # fmt: skip
Sheets = dict[str, list[list[str]]]


def sheets_of(disclosure: Disclosure) -> Sheets:
    """One sheet for the cover and one for each form: title, unit, and the table below them."""
    found: Sheets = {}
    for part in disclosure.parts:
        if isinstance(part, Cover):
            found["封面"] = [[line] for line in [*(part.title or "").split("\n"), *part.lines]]
        elif isinstance(part, Form):
            grid = [["" if text in ("<", "^") else text for text in row] for row in part.grid()]
            head = [[text] for text in (part.title, part.signature, part.unit) if text]
            found[f"表{len(found)}"] = [*head, *grid, *([note] for note in part.notes)]
    return found


def as_xlsx(sheets: Sheets) -> bytes:
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append([text or None for text in row])
    return _saved(book.save)


def as_xls(sheets: Sheets) -> bytes:
    book = xlwt.Workbook()
    for name, rows in sheets.items():
        sheet = book.add_sheet(name)
        for number, row in enumerate(rows):
            for column, text in enumerate(row):
                if text:
                    sheet.write(number, column, text)
    return _saved(book.save)


def _saved(save: object) -> bytes:
    file = io.BytesIO()
    save(file)  # type: ignore[operator]
    return file.getvalue()


@pytest.fixture(scope="module")
def sheets() -> Sheets:
    return sheets_of(read_disclosure(DISCLOSURES / NAME))


@pytest.fixture(scope="module")
def of_pdf() -> set[tuple[object, ...]]:
    return stated(conform_file(RAW / "samples" / f"{NAME}.pdf").statement)


def stated(statements: list[dict[str, object]]) -> set[tuple[object, ...]]:
    return {
        tuple(each.get(name) for name in COORDINATES)
        for each in statements
        if each["stated_in"] == "table" and each.get("amount_yuan") is not None
    }


@pytest.mark.parametrize("write", [as_xlsx, as_xls])
def test_a_workbook_states_what_its_pdf_states(
    write: object, sheets: Sheets, of_pdf: set[tuple[object, ...]]
) -> None:
    conformed = conform_tree(read_document(write(sheets)))  # type: ignore[operator]
    assert stated(conformed.statement) == of_pdf
    assert len(of_pdf) > 150


def test_a_statement_names_its_sheet_and_cell(sheets: Sheets) -> None:
    conformed = conform_tree(read_document(as_xlsx(sheets)))
    for statement in conformed.statement:
        if statement["stated_in"] == "table" and statement.get("amount_yuan") is not None:
            rows = sheets[str(statement["sheet"])]
            column, row = str(statement["cell"])[0], int(str(statement["cell"])[1:])
            assert rows[row - 1][ord(column) - ord("A")] == statement["printed_text"]


def test_numbers_are_exact_and_as_they_are_displayed() -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet["A1"] = 0.1 + 0.2
    sheet["A1"].number_format = "#,##0.00"
    sheet["B1"] = 1234567.891
    sheet["B1"].number_format = "0.00"
    tree = read_document(_saved(book.save))
    texts = [line.text for page in tree.pages for line in page.lines]
    texts += [c.text for page in tree.pages for table in page.tables for c in table.cells]
    assert {"0.30", "1234567.89"} <= {word for text in texts for word in text.split()}


def test_files_in_an_archive_are_documents_of_their_own(tmp_path: Path, sheets: Sheets) -> None:
    archive = tmp_path / "附件.zip"
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("附件2/预算表.xlsx", as_xlsx(sheets))
        file.writestr("说明.pdf", (RAW / "samples" / f"{NAME}.pdf").read_bytes())
    register([archive], tmp_path / "store")
    names = {document.file_name for document in stored_documents(tmp_path / "store")}
    assert any("预算表.xlsx" in name for name in names)
    assert any("说明.pdf" in name for name in names)


@pytest.mark.parametrize(
    ("content", "reason_code"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "not_supported_yet"),
        (b"PK\x03\x04 and so on", "damaged_archive"),
    ],
)
def test_what_cannot_be_read_says_why(content: bytes, reason_code: str) -> None:
    with pytest.raises(UnreadableDocument) as refused:
        read_document(content)
    assert refused.value.reason_code == reason_code
