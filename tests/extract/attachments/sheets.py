"""Small workbooks for the tests of single traits."""

from collections.abc import Callable
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Border, Side

from pipelines.extract.document_tree import DocumentTree, Page, Table
from pipelines.extract.reader import read_document
from tests.extract.attachments.office_files import saved

SIDE = Side(style="thin")
RULED = Border(left=SIDE, right=SIDE, top=SIDE, bottom=SIDE)
TITLE, UNIT = "2024年部门支出预算总表", "单位：万元"
HEADER = ["科目编码", "科目名称", "合计", "基本支出"]
ROWS: list[list[Any]] = [
    ["201", "一般公共服务支出", 12.5, 12.5],
    ["20103", "政府办公厅（室）及相关机构事务", 12.5, 12.5],
    ["2010301", "行政运行", 12.5, 12.5],
]


def form(sheet: Any, first: int = 1, ruled: bool = True) -> None:
    """A title, a unit line and a small table from a row of the sheet on."""
    sheet.cell(first, 1, TITLE)
    sheet.merge_cells(None, first, 1, first, 4)
    sheet.cell(first + 1, 4, UNIT)
    for row, texts in enumerate([HEADER, *ROWS], first + 2):
        for column, value in enumerate(texts, 1):
            cell = sheet.cell(row, column, value)
            if ruled:
                cell.border = RULED
            if isinstance(value, float):
                cell.number_format = "0.00"


def workbook(change: Callable[[Workbook, Any], None], ruled: bool = True) -> bytes:
    """A workbook of one form on the sheet `Sheet`, changed."""
    book = Workbook()
    sheet = book.worksheets[0]
    form(sheet, ruled=ruled)
    change(book, sheet)
    return saved(book)


def tree(change: Callable[[Workbook, Any], None], ruled: bool = True) -> DocumentTree:
    """The tree of such a workbook."""
    return read_document(workbook(change, ruled))


def texts(table: Table) -> list[list[str]]:
    """The text at each place of a table; a merged cell's text at all its places."""
    return [[cell.text if cell else "?" for cell in row] for row in table.grid]


def only_page(read: DocumentTree) -> Page:
    """The page of a tree of one page."""
    (page,) = read.pages
    return page
