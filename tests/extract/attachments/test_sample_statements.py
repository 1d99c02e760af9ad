"""The same disclosure as PDF, XLSX, XLS and DOCX makes the same statements."""

import io
from collections import Counter
from collections.abc import Callable
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest
from openpyxl import load_workbook

from pipelines.conform.conformed import Conformed
from pipelines.extract.reader import read_document
from pipelines.locations import RAW, REPOSITORY
from tests.conform.conforming import conform_file, conform_tree
from tests.extract.attachments.office_files import docx_of, stored, xls_of, xlsx_of
from tests.typesetter import Disclosure, read_disclosure

# Text without tables, and forms that only their PDF is known to be read from in full.
ONLY_AS_PDF = {
    "jiangsu-party-office-2017-budget-text",
    "state-petitions-2024-final",
    "wuxi-statistics-2026-budget",
    "yantai-statistics-2026-budget",
}
FOLDERS = sorted(
    path.parent
    for path in (REPOSITORY / "tests/typesetter/disclosures").glob("*/disclosure.yaml")
    if path.parent.name not in ONLY_AS_PDF
)
KEPT = (
    *("organisation_name", "fiscal_year", "phase", "scope", "flow", "fund_source", "nature"),
    *("function_code", "economic_system", "economic_code", "item_code", "line_kind", "form_code"),
    *("amount_yuan", "absence", "printed_decimals", "unit", "unit_source", "code_source"),
    *("row_label", "column_label"),
)
MAKERS: dict[str, Callable[[Disclosure], bytes]] = {"xlsx": xlsx_of, "xls": xls_of, "docx": docx_of}


@cache
def published(folder: Path) -> Conformed:
    return conform_file(RAW / "samples" / f"{folder.name}.pdf")


def in_tables(conformed: Conformed, with_amount_only: bool = False) -> Counter[tuple[object, ...]]:
    """The statements of the tables without their places; printed text without white space."""
    return Counter(
        (*(statement.get(name) for name in KEPT), "".join(str(statement["printed_text"]).split()))
        for statement in conformed.statement
        if statement["stated_in"] == "table"
        and not (with_amount_only and statement.get("amount_yuan") is None)
    )


@pytest.mark.parametrize("kind", MAKERS)
@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_the_statements_are_those_of_the_pdf(folder: Path, kind: str) -> None:
    content = MAKERS[kind](read_disclosure(folder))
    read = conform_tree(read_document(content))
    assert in_tables(read) == in_tables(published(folder))
    assert read.document["status"] == "loaded"


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_tables_without_rules_state_the_same_amounts(folder: Path) -> None:
    read = conform_tree(read_document(xlsx_of(read_disclosure(folder), ruled=False)))
    assert in_tables(read, True) == in_tables(published(folder), True)


def test_the_cell_named_is_the_cell_that_holds_the_amount() -> None:
    content = xlsx_of(read_disclosure(FOLDERS[0]))
    book = load_workbook(io.BytesIO(content))
    read = conform_tree(read_document(content))
    assert len(read.statement) > 300
    for statement in read.statement:
        sheet, cell = str(statement["sheet"]), str(statement["cell"])
        assert statement["page"] == book.sheetnames.index(sheet) + 1
        value = book[sheet][cell].value
        assert stored(str(statement["printed_text"]))[0] == ("" if value is None else value)


def test_boxes_are_on_the_page_and_no_two_statements_share_one() -> None:
    read = conform_tree(read_document(xlsx_of(read_disclosure(FOLDERS[0]))))
    for s in read.statement:
        x0, top, x1, bottom = (float(str(s[name])) for name in ("x0", "top", "x1", "bottom"))
        assert 0 <= x0 < x1 <= 14_400
        assert 0 <= top < bottom <= 14_400
    ids = [statement["statement_id"] for statement in read.statement]
    assert len(set(ids)) == len(ids)


def test_amounts_are_exact() -> None:
    read = conform_tree(read_document(xlsx_of(read_disclosure(FOLDERS[0]))))
    amounts = [s["amount_yuan"] for s in read.statement if s.get("amount_yuan") is not None]
    assert amounts
    assert all(isinstance(amount, Decimal) for amount in amounts)
