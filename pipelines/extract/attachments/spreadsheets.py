"""Spreadsheets as document trees: one page a sheet, in the order of the workbook.

Hidden sheets, rows and columns are not part of what was published for reading: they are left out,
and the page says so. What a number looks like is told by its number format.
"""

from collections.abc import Callable

from pipelines.extract.attachments.damage import damage_named
from pipelines.extract.attachments.sheet_page import sheet_page
from pipelines.extract.attachments.workbook import SheetContent
from pipelines.extract.attachments.xls_workbook import xls_sheets
from pipelines.extract.attachments.xlsx_workbook import xlsx_sheets
from pipelines.extract.document_tree import DocumentTree
from pipelines.extract.triage import UnreadableDocument

MOST_SHEETS = 300


def read_xlsx(content: bytes) -> DocumentTree:
    """An XLSX workbook; raises UnreadableDocument where it cannot be read."""
    return _read(content, xlsx_sheets)


def read_xls(content: bytes) -> DocumentTree:
    """An XLS workbook; raises UnreadableDocument where it cannot be read."""
    return _read(content, xls_sheets)


def _read(content: bytes, sheets_of: Callable[[bytes], list[SheetContent]]) -> DocumentTree:
    with damage_named("spreadsheet"):
        sheets = sheets_of(content)
        if len(sheets) > MOST_SHEETS:
            reason = f"the workbook has {len(sheets)} sheets, more than the {MOST_SHEETS} of one"
            raise UnreadableDocument("too_many_pages", f"{reason} disclosure")
        return DocumentTree(tuple(sheet_page(n, sheet) for n, sheet in enumerate(sheets, 1)))
