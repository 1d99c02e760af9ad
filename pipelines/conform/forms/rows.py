"""The printed rows of one block: label, codes, unit, project, and the cells with amounts.

What a label means is told by axes.py.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipelines.conform.forms.columns import Column
from pipelines.conform.forms.form import Form, FormPart
from pipelines.conform.forms.header import is_sequence_row
from pipelines.conform.wording import code_before_name, squeeze
from pipelines.extract.document_tree import Cell

_GROUPED = re.compile(r"^\d{1,3}(?:,\d{3})+$")
# no class, section or item is numbered 00
_SHOWN_DECIMALS = re.compile(r"(?<=^\d\d\d)\.00?$|(?<=\d{5})\.00?$|(?<=\d,\d{3})\.00?$")
_PARTED = re.compile(r"^\d{3}(?:[.．-]\d{2}){1,2}$")
CODE_WIDTHS = (3, 2, 2)
UNIT_CODE_LENGTHS = (6, 9, 12)


@dataclass(frozen=True)
class Row:
    """One printed row of one block.

    `codes` holds one code for each run of code columns, in the order printed; `upper_labels` the
    names printed left of the label (class and section); `year_text` what a column of years prints.
    """

    part: FormPart
    index: int
    label: str
    label_cell: Cell | None
    codes: tuple[str | None, ...]
    upper_labels: tuple[str, ...]
    unit_name: str
    unit_code: str
    project_name: str
    year_text: str
    measures: tuple[tuple[Column, Cell], ...]

    @property
    def parent_label(self) -> str:
        """The name of the uppermost level, where the row prints several."""
        return self.upper_labels[0] if self.upper_labels else ""

    @property
    def key(self) -> tuple[int, int, int]:
        return self.part.page.number, self.part.table.number, self.index


def rows_of_block(form: Form, columns: Sequence[Column]) -> list[Row]:
    """The rows of one block over all pages of a form; a code left blank is carried down."""
    runs = list(code_runs(columns))
    context = [""] * len(runs)
    rows: list[Row] = []
    for part in form.parts:
        for index in range(part.first_row, part.table.row_count):
            if is_sequence_row(part.table, index):
                continue
            row = _row(part, index, columns, runs, context)
            rows.append(row)
            context = [code or before for code, before in zip(row.codes, context, strict=True)]
    return rows


def code_runs(columns: Sequence[Column]) -> Iterator[list[Column]]:
    """Neighbouring code columns (类/款/项), and each column of names that may print a code."""
    run: list[Column] = []
    for column in columns:
        if column.role == "code":
            run.append(column)
            continue
        if run and column.role == "name":
            yield [*run, column]
            run = []
        elif run:
            yield run
            run = []
        elif column.role == "name":
            yield [column]
    if run:
        yield run


def _row(
    part: FormPart,
    index: int,
    columns: Sequence[Column],
    runs: Sequence[Sequence[Column]],
    context: Sequence[str],
) -> Row:
    cells = {column.index: _cell(part, index, column) for column in columns}

    def of(*roles: str) -> list[Cell | None]:
        return [cells[column.index] for column in columns if column.role in roles]

    names = [cell for cell in of("name", "project_name") if cell and cell.text.strip()]
    printed_names = list(dict.fromkeys(names))
    is_coded = any(column.role == "code" for column in columns)
    is_coded = is_coded or any(code_before_name(cell.text) for cell in printed_names)
    label_cell = (
        _label_cell(printed_names, is_coded)
        or _printed_label((*of("project_name"), *of("code", "unit_name", "year")))
        or _total_word(of("text", "sequence"))
    )
    units = of("unit_name")
    return Row(
        part,
        index,
        _text(label_cell),
        label_cell,
        tuple(
            _code([(c, cells[c.index]) for c in run], before)
            for run, before in zip(runs, context, strict=True)
        ),
        tuple(_text(cell) for cell in printed_names[: _index_of(label_cell, printed_names)]),
        _joined(units),
        _digits(units) or _long_code(cells, columns),
        _joined(of("project_name")),
        _joined(of("year")),
        _measures(index, columns, cells, label_cell),
    )


def _printed_label(cells: Iterable[Cell | None]) -> Cell | None:
    """The first cell that prints words, where no column of names does."""
    return next((c for c in cells if c and c.text.strip() and not _is_digits(c)), None)


def _total_word(cells: Iterable[Cell | None]) -> Cell | None:
    """A total whose word stands in a column of text."""
    return next((c for c in cells if c and squeeze(c.text) in ("合计", "总计")), None)


def _measures(
    index: int,
    columns: Sequence[Column],
    cells: Mapping[int, Cell | None],
    label_cell: Cell | None,
) -> tuple[tuple[Column, Cell], ...]:
    """The cells of the row that print a measure of their own."""
    return tuple(
        (column, cell)
        for column in columns
        if (column.is_measure or column.role in ("ratio", "change", "count"))
        and (cell := cells[column.index]) is not None
        and cell is not label_cell
        and cell.row == index
    )


def _label_cell(printed: Sequence[Cell], is_coded: bool) -> Cell | None:
    """The name of a row; of two levels of names without codes the lower, unless it is 小计."""
    if not printed:
        return None
    if is_coded or len(printed) == 1 or squeeze(printed[-1].text) in ("小计", "合计"):
        return printed[0]
    return printed[-1]


def _index_of(label: Cell | None, names: Sequence[Cell]) -> int:
    return next((index for index, cell in enumerate(names) if cell is label), len(names))


def _digits(cells: Sequence[Cell | None]) -> str:
    """The code of a unit, where one is printed."""
    texts = (squeeze(_text(cell)) for cell in cells if cell)
    return next((text for text in texts if text.isdigit()), "")


def _long_code(cells: Mapping[int, Cell | None], columns: Sequence[Column]) -> str:
    """The code of a unit printed in the column of codes: six digits or more, but not seven."""
    texts = (_text(cells[c.index]) for c in columns if c.role == "code" and cells[c.index])
    found = (squeeze(text) for text in texts)
    return next((t for t in found if t.isdigit() and len(t) in UNIT_CODE_LENGTHS), "")


def _is_digits(cell: Cell) -> bool:
    return squeeze(cell.text).isdigit()


def _text(cell: Cell | None) -> str:
    return cell.text.replace("\n", "") if cell else ""


def _joined(cells: Sequence[Cell | None]) -> str:
    """The words of several cells, numbers (codes of units) left out."""
    texts = dict.fromkeys(_text(cell).strip() for cell in cells if cell)
    return "".join(text for text in texts if text and not squeeze(text).isdigit())


def _cell(part: FormPart, row: int, column: Column) -> Cell | None:
    place = part.places[column.index] if column.index < len(part.places) else None
    return None if place is None else part.table.grid[row][place]


def _code(cells: Sequence[tuple[Column, Cell | None]], context: str) -> str | None:
    """The code of one run: in its code columns, else in front of its name."""
    digits = [_plain_code(_text(cell)) for column, cell in cells if column.role == "code"]
    code = code_of(digits, context) if digits else None
    if code:
        return code
    for _, cell in cells:
        embedded = code_before_name(_text(cell))
        if embedded:
            return embedded[0]
    return None


def _plain_code(text: str) -> str:
    """The code as digits; a workbook may show it as a number with groups (2,080,505) or decimals
    (208.00), a template its levels with points (208.05.05)."""
    squeezed = _SHOWN_DECIMALS.sub("", squeeze(text))
    if _PARTED.match(squeezed):
        return "".join(letter for letter in squeezed if letter.isdigit())
    return squeezed.replace(",", "") if _GROUPED.match(squeezed) else squeezed


def code_of(texts: Sequence[str], context: str = "") -> str | None:
    """The code that one to three code cells print; `context` fills upper levels left blank.

    Parts narrower than their level get their lost zero back (款 2 for 02); a cell that repeats the
    whole code stands for itself.
    """
    digits = list(dict.fromkeys(texts)) if len(set(texts)) == 1 else list(texts)
    if not any(text.isdigit() for text in digits):
        return None
    if any(text and not text.isdigit() for text in digits):
        return None
    if len(digits) == 1 and len(digits[0]) == 2:
        digits = [context[:3], digits[0]]
    code = ""
    last = max(index for index, text in enumerate(digits) if text)
    for level, text in enumerate(digits[: last + 1]):
        inherited = context[len(code) : len(code) + CODE_WIDTHS[min(level, 2)]]
        width = CODE_WIDTHS[min(level, 2)] if level else 0
        part = (text or inherited).zfill(width)
        code = part if len(part) > CODE_WIDTHS[min(level, 2)] else code + part
    return code if len(code) in (3, 5, 7) and code[0] in "12345" else None


def label_texts(rows: Sequence[Row]) -> Mapping[str, int]:
    """Label → number of rows that print it."""
    counts: dict[str, int] = {}
    for row in rows:
        if row.label.strip():
            counts[row.label] = counts.get(row.label, 0) + 1
    return counts
