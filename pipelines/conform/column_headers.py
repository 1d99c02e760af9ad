"""The header band of a ruled table: where the data begin, and what each column states.

A column's path is the list of header cells above it, squeezed, from the top level down. Finding the
form's title is elsewhere, and so is reading the rows.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipelines.conform.amounts import read_absence, read_amount
from pipelines.conform.layout import Layout, Rule
from pipelines.conform.wording import bare_label, squeeze
from pipelines.extract.document_tree import Cell, Table

CODE = re.compile(r"^\d{3}$|^\d{5}$|^\d{7}$")
SEQUENCE = re.compile(r"^(?:\d{1,2}|[*]+|\d{1,2}=.*|[A-Z])$")
_YEAR = re.compile(r"^(?:19|20)\d\d年?(?:度)?$")
_TOTAL_LABEL = re.compile(r"(?:合计|总计|小计)$")
LABEL_ROLES = ("code", "name")


@dataclass(frozen=True)
class Column:
    """One column: its header path, what it is for, and the coordinates that its header states."""

    index: int
    path: tuple[str, ...]
    role: str
    group: int
    coordinates: Mapping[str, str]

    @property
    def label(self) -> str:
        return " / ".join(self.path)


def first_data_row(table: Table, start: int = 0) -> int:
    """Index of the first row that carries data; row_count where the table is all header."""
    for row in range(start, table.row_count):
        if _is_data_row(table, row, start):
            return row
    blank = (row for row in range(start + 1, table.row_count) if _is_blank(table, row))
    return next(blank, table.row_count)


def row_cells(table: Table, row: int) -> list[Cell]:
    """The cells of a row from left to right, each once."""
    return list(dict.fromkeys(cell for cell in table.grid[row] if cell is not None))


def _is_data_row(table: Table, row: int, start: int) -> bool:
    cells = row_cells(table, row)
    texts = [squeeze(cell.text) for cell in cells]
    printed = [text for text in texts if text]
    if not printed or is_sequence_row(table, row):
        return False
    if any(read_amount(text) and not _YEAR.match(text) for text in printed):
        return True
    if read_absence(printed[0]) or (CODE.match(printed[0]) and not _YEAR.match(printed[0])):
        return True
    begins = [cell for cell in cells if cell.row == row and squeeze(cell.text)]
    return row > start and bool(begins) and _is_label_row(cells, begins[0])


def _is_label_row(cells: Sequence[Cell], first: Cell) -> bool:
    """An ordinal or a total as the label, and nothing else printed but labels and absences."""
    is_label = bare_label(first.text) != squeeze(first.text) or _TOTAL_LABEL.search(
        squeeze(first.text)
    )
    others = [cell for cell in cells if cell is not first and squeeze(cell.text)]
    return bool(is_label) and all(
        read_absence(cell.text)
        or bare_label(cell.text) != squeeze(cell.text)
        or _TOTAL_LABEL.search(squeeze(cell.text))
        for cell in others
    )


def is_sequence_row(table: Table, row: int) -> bool:
    """A row that numbers the columns (栏次 1 2 3 ...)."""
    begins = [cell for cell in row_cells(table, row) if cell.row == row]
    printed = [text for cell in begins if (text := squeeze(cell.text))]
    is_numbered = all(SEQUENCE.match(text) for text in printed)
    return "栏次" in printed or (len(printed) > 2 and is_numbered and printed[0] in ("1", "**"))


def _is_blank(table: Table, row: int) -> bool:
    return all(not cell.text.strip() for cell in row_cells(table, row))


def header_paths(table: Table, start: int, end: int) -> list[tuple[str, ...]]:
    """The path of each column over the header rows start..end."""
    rows = [row for row in range(start, end) if not is_sequence_row(table, row)]
    paths = []
    for column in range(table.column_count):
        above = [table.grid[row][column] for row in rows]
        cells = dict.fromkeys(cell for cell in above if cell is not None and cell.text.strip())
        paths.append(tuple(squeeze(cell.text) for cell in cells))
    return paths


def read_columns(paths: Sequence[tuple[str, ...]], layout: Layout) -> list[Column]:
    """Role and group of each column; a label column after a measure begins a new group."""
    columns: list[Column] = []
    group = 0
    for index, path in enumerate(paths):
        role = ask(layout.columns["roles"], path).get("role", "measure")
        if role in LABEL_ROLES and columns and columns[-1].role not in LABEL_ROLES:
            group += any(column.role == "measure" for column in columns)
        columns.append(Column(index, path, role, group, {}))
    return columns


def ask(rules: Sequence[Rule], path: Sequence[str]) -> Mapping[str, str]:
    """What the lowest header level that any rule knows says, or else the path as a whole."""
    for level in (*reversed(path), "/".join(path)):
        for rule in rules:
            if rule.when.search(level):
                return rule.sets
    return {}


_NAMED_YEAR = re.compile(r"(20\d\d)年?")
_LAST_YEAR = re.compile(r"^上(?:一)?年(?:度)?(?:年?初)?(?:预算|决算|执行|实际|数|金额)")


def year_of(path: Sequence[str], fiscal_year: int) -> int:
    """The year that a header names, 上年 resolved; the document's own year where it names none."""
    for level in reversed(path):
        named = set(_NAMED_YEAR.findall(level))
        if len(named) == 1:
            return int(named.pop())
        if _LAST_YEAR.match(level):
            return fiscal_year - 1
    return fiscal_year
