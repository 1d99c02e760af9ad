"""Sheet and cell of what stands in a spreadsheet, beside page and box.

Reading sheets is in extract/attachments.
"""

from pipelines.conform.conformed import Conformed
from pipelines.extract.document_tree import Box, DocumentTree


def name_cells(conformed: Conformed, tree: DocumentTree) -> None:
    """Sheet and cell of what stands in a spreadsheet, from its box on the grid of the sheet."""
    sheets = {page.number: page.sheet for page in tree.pages if page.sheet}
    for record in (*conformed.statement, *conformed.quarantine):
        sheet = sheets.get(int(str(record.get("page") or 0)))
        if sheet is None or record.get("x0") is None:
            continue
        cell = sheet.cell_at(Box(*(float(str(record[name])) for name in Box._fields)))
        if "reason" in record:
            record["reason"] = f"{record['reason']} (sheet {sheet.name!r}, cell {cell})"
        else:
            record |= {"sheet": sheet.name, "cell": cell}
