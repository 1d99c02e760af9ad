"""The header band of a table: where its data begin, and the path of header words of each column.

What a path means is told by columns.py; finding the form's title is elsewhere.
"""

import re
from collections.abc import Sequence

from pipelines.conform.amounts import read_absence, read_amount
from pipelines.conform.captions import row_cells
from pipelines.conform.forms.lexicon import Lexicon
from pipelines.conform.forms.word_keys import label_key
from pipelines.conform.wording import bare_label, squeeze
from pipelines.extract.document_tree import Cell, Table

CODE = re.compile(r"^\d{3}$|^\d{5}$|^\d{7}$")
SEQUENCE = re.compile(r"^(?:\d{1,2}|[*]+|\d{1,2}=.*|[A-Z]|[(]?\d{1,2}[)]?)$")
YEAR = re.compile(r"^(?:19|20)\d\d年?(?:度)?$")
# Headers are a few rows; more without data are a text table.
DEEPEST_HEADER = 8


def first_data_row(table: Table, start: int, lexicon: Lexicon) -> int:
    """Index of the first row that carries data; row_count where the table is all header."""
    for row in range(start, table.row_count):
        if _is_data_row(table, row, start, lexicon):
            return row
    blank = (row for row in range(start + 1, table.row_count) if is_blank(table, row))
    return next(blank, table.row_count)


def _is_data_row(table: Table, row: int, start: int, lexicon: Lexicon) -> bool:
    cells = [cell for cell in row_cells(table, row) if squeeze(cell.text)]
    texts = [squeeze(cell.text) for cell in cells]
    if not texts or is_sequence_row(table, row):
        return False
    if any(_is_figure(text) for text in texts):
        return True
    if read_absence(texts[0]) or (CODE.match(texts[0]) and not YEAR.match(texts[0])):
        return True
    first = table.grid[row][0]
    if row == start or (first is not None and first.row < row):
        return False
    if row + 1 < table.row_count and is_sequence_row(table, row + 1):
        return False
    own = [cell for cell in cells if cell.row == row]
    return bool(own) and _is_label_row(own, lexicon)


def _is_figure(text: str) -> bool:
    amount = read_amount(text)
    return amount is not None and not YEAR.match(text)


def _is_label_row(cells: Sequence[Cell], lexicon: Lexicon) -> bool:
    """An ordinal or a total as the label, and nothing else printed but labels and absences."""
    return _is_label(cells[0], lexicon) and all(
        read_absence(cell.text) or _is_label(cell, lexicon) for cell in cells[1:]
    )


def _is_label(cell: Cell, lexicon: Lexicon) -> bool:
    bare = bare_label(cell.text) != squeeze(cell.text)
    return bare or label_key(cell.text) in lexicon.row_kinds


def is_sequence_row(table: Table, row: int) -> bool:
    """A row that numbers the columns (栏次 1 2 3 ...)."""
    begins = [cell for cell in row_cells(table, row) if cell.row == row]
    printed = [text for cell in begins if (text := squeeze(cell.text))]
    is_numbered = all(SEQUENCE.match(text) for text in printed)
    return "栏次" in printed or (
        len(printed) > 2 and is_numbered and printed[0] in ("1", "**", "(1)", "A")
    )


def is_blank(table: Table, row: int) -> bool:
    """Whether nothing is printed in a row."""
    return all(not cell.text.strip() for cell in row_cells(table, row))


def header_paths(table: Table, start: int, end: int) -> list[tuple[str, ...]]:
    """The path of each column over the header rows start..end, from the top level down."""
    rows = [row for row in range(start, end) if not is_sequence_row(table, row)]
    paths = []
    for column in range(table.column_count):
        above = [table.grid[row][column] for row in rows]
        cells = dict.fromkeys(cell for cell in above if cell is not None and cell.text.strip())
        paths.append(tuple(squeeze(cell.text) for cell in cells))
    return paths
