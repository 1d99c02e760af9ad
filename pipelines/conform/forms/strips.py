"""Wide sheets printed in strips: the columns on the right of a table stand on the next page.

With the labels repeated, or without any; then each row is that of the table before. Tables that go
on downwards are joined in recognition.py.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipelines.conform.amounts import read_amount
from pipelines.conform.captions import Caption
from pipelines.conform.forms.columns import LABEL_ROLES, contents_of, role_of
from pipelines.conform.forms.form import FormPart
from pipelines.conform.forms.header import first_data_row, header_paths, is_blank
from pipelines.conform.forms.lexicon import Lexicon
from pipelines.conform.wording import squeeze
from pipelines.extract.document_tree import Table


@dataclass(frozen=True)
class Strip:
    """The columns of a table that stand on the next page, behind the labels of its rows.

    `lent` counts the label columns that only the page before prints.
    """

    table: Table
    header_row: int
    first_row: int
    lent: int


def strip_of(
    left: FormPart, table: Table, caption: Caption, lexicon: Lexicon, is_summary: bool
) -> Strip | None:
    """The table as the right-hand columns of `left`; None where it is none.

    It has as many rows, a header as deep, and other words in it. Of a summary it may be a block
    with labels of its own (支出 on the page after 收入).
    """
    header_row = caption.header_row
    while header_row < table.row_count and is_blank(table, header_row):
        header_row += 1
    first_row = first_data_row(table, header_row, lexicon)
    depth = first_row - header_row
    rows = table.row_count - first_row
    if depth != left.first_row - left.header_row or rows != left.table.row_count - left.first_row:
        return None
    paths = header_paths(table, header_row, first_row)
    known = header_paths(left.table, left.header_row, left.first_row)
    labels = _leading_labels(left, known, lexicon)
    if not rows or not any(paths) or set(paths) <= set(known):
        return None
    if _prints_labels(table, first_row, len(labels)):
        same = _texts(table, first_row, len(labels)) == _texts(
            left.table, left.first_row, len(labels)
        )
        return Strip(table, header_row, first_row, 0) if same or is_summary else None
    if not labels or not _holds_no_words(table, first_row):
        return None
    joined = _beside_labels(left.table, table, len(labels), header_row - left.header_row)
    return Strip(joined, header_row, first_row, len(labels))


def _leading_labels(
    left: FormPart, paths: Sequence[tuple[str, ...]], lexicon: Lexicon
) -> list[int]:
    """The columns in front of the first amounts, all of them labels."""
    labels: list[int] = []
    for column, path in enumerate(paths):
        role = role_of(path, contents_of(_column(left.table, left.first_row, column)), lexicon)
        if role not in LABEL_ROLES:
            break
        labels.append(column)
    return labels


def _column(table: Table, first_row: int, column: int) -> list[str]:
    cells = (table.grid[row][column] for row in range(first_row, table.row_count))
    return [cell.text for cell in cells if cell]


def _texts(table: Table, first_row: int, columns: int) -> list[list[str]]:
    return [
        [squeeze(text) for text in _column(table, first_row, column)] for column in range(columns)
    ]


def _prints_labels(table: Table, first_row: int, labels: int) -> bool:
    """Whether its first columns hold words and codes, as those of the table before."""
    if not 0 < labels < table.column_count:
        return False
    printed = [text for text in _column(table, first_row, labels - 1) if squeeze(text)]
    return bool(printed) and not any(read_amount(text) for text in printed)


def _holds_no_words(table: Table, first_row: int) -> bool:
    texts = (text for column in range(table.column_count) for text in
             _column(table, first_row, column))  # fmt: skip
    printed = [text for text in texts if squeeze(text)]
    return bool(printed) and all(read_amount(text) for text in printed)


def _beside_labels(left: Table, right: Table, labels: int, moved: int) -> Table:
    """The columns of `right` behind the label columns of `left`, row by row."""
    lent = [
        replace(cell, row=cell.row + moved, column_span=min(cell.column_span, labels - cell.column))
        for cell in left.cells
        if cell.column < labels and 0 <= cell.row + moved < right.row_count
    ]
    own = [replace(cell, column=cell.column + labels) for cell in right.cells]
    edges = [edge - left.x_edges[labels] + right.x_edges[0] for edge in left.x_edges[:labels]]
    return replace(right, x_edges=(*edges, *right.x_edges), cells=(*lent, *own))
