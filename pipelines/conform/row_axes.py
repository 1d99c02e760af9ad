"""What a row of a form is: its code, or what its label says on the axis of its form.

An axis is the classification that the rows of one column group lie on: codes printed, names of
functional classes, natures, fund sources, or the items of the three public costs.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from pipelines.conform.code_book import CodeBook
from pipelines.conform.column_headers import Column
from pipelines.conform.form_recognition import Form, FormPart
from pipelines.conform.layout import Layout, Rule
from pipelines.conform.wording import bare_label, code_before_name, squeeze
from pipelines.extract.document_tree import Cell

CODED_AXES = ("function_code", "economic_code")
CODE_WIDTHS = (3, 2, 2)


@dataclass(frozen=True)
class Row:
    """One printed row of one column group: its label, its code, and its measure cells."""

    part: FormPart
    label: str
    code: str | None
    code_source: str | None
    label_cell: Cell | None
    unit_name: str
    measures: tuple[tuple[Column, Cell], ...]


@dataclass(frozen=True)
class RowMeaning:
    """The coordinates that a row states; `line` is total, or None where children decide."""

    sets: Mapping[str, str] = field(default_factory=dict)
    line: str | None = None


def rows_of_group(form: Form, group: int) -> list[Row]:
    """The data rows of one column group over all pages of a form."""
    columns = [column for column in form.columns if column.group == group]
    rows: list[Row] = []
    context = ""
    for part in form.parts:
        for index in range(part.first_row, part.table.row_count):
            row = _row(part, index, columns, context)
            rows.append(row)
            context = row.code or context
    return rows


def _row(part: FormPart, index: int, columns: Sequence[Column], context: str) -> Row:
    cells = [(column, _cell(part, index, column)) for column in columns]
    labels = [(c, cell) for c, cell in cells if c.role in ("code", "name") and cell]
    names = [cell for column, cell in labels if column.role == "name" and cell.text.strip()]
    printed = [cell for _, cell in labels if cell.text.strip()]
    label_cell = next(iter(names or printed), None)
    label = label_cell.text.replace("\n", "") if label_cell else ""
    codes = [squeeze(cell.text) for column, cell in labels if column.role == "code"]
    code = code_of(codes, context)
    if code is None and (embedded := code_before_name(label)):
        code = embedded[0]
    measures = tuple(
        (column, cell)
        for column, cell in cells
        if column.role in ("measure", "unknown", "ratio") and cell and cell is not label_cell
    )
    own = tuple((column, cell) for column, cell in measures if cell.row == index)
    units = "".join(cell.text for column, cell in cells if column.role == "unit_name" and cell)
    if not label and "计" in units:
        label = units
    source = "printed" if code else None
    return Row(part, label, code, source, label_cell, units, own)


def _cell(part: FormPart, row: int, column: Column) -> Cell | None:
    place = part.places[column.index]
    return None if place is None else part.table.grid[row][place]


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
    code = ""
    last = max(index for index, text in enumerate(digits) if text)
    for level, text in enumerate(digits[: last + 1]):
        inherited = context[len(code) : len(code) + CODE_WIDTHS[min(level, 2)]]
        width = CODE_WIDTHS[min(level, 2)] if level else 0
        part = (text or inherited).zfill(width)
        code = part if len(part) > CODE_WIDTHS[min(level, 2)] else code + part
    return code if len(code) in (3, 5, 7) else None


def choose_axis(form: Form, rows: Sequence[Row], layout: Layout, book: CodeBook) -> str:
    """The axis of the form that understands most labels of this group."""
    axes = form.rule.axes
    if not any(column.role in ("code", "name") for column in form.columns):
        return "columns" if "columns" in axes else axes[0]
    if axes[0] in CODED_AXES or len(axes) == 1:
        return axes[0]
    labels = [row.label for row in rows if row.label.strip()]

    def understood(axis: str) -> int:
        return sum(on_axis(axis, label, layout, book) is not None for label in labels)

    return max(axes, key=understood)


def on_axis(axis: str, label: str, layout: Layout, book: CodeBook) -> RowMeaning | None:
    """What a label means on an axis without printed codes."""
    bare = bare_label(label)
    if axis == "function_class":
        code = book.class_code(bare)
        return RowMeaning({"function_code": code}) if code else None
    if axis == "item":
        return _by_rules(layout.rows["item"], bare)
    if axis in ("nature", "fund_source"):
        return _by_rules(layout.columns[axis], bare)
    return None


def _by_rules(rules: Sequence[Rule], label: str) -> RowMeaning | None:
    for rule in rules:
        if rule.when.search(label):
            return RowMeaning(rule.sets, rule.line)
    return None


def meanings(
    rows: Sequence[Row], axis: str, flow: str, layout: Layout, book: CodeBook
) -> list[RowMeaning | None]:
    """The meaning of each row; rows under a heading of carried-over money inherit its item."""
    found: list[RowMeaning | None] = []
    section: Mapping[str, str] = {}
    for row in rows:
        if axis in CODED_AXES:
            found.append(_coded(row, axis, layout))
            continue
        if axis == "columns":
            found.append(_unlabelled(row, len(rows)))
            continue
        rule = _summary_rule(row, axis, flow, layout)
        if rule is not None:
            section = rule.sets if rule.opens else {}
            found.append(RowMeaning(rule.sets, rule.line))
            continue
        inner = "fund_source" if section else axis
        meaning = on_axis(inner, row.label, layout, book)
        found.append(meaning and RowMeaning({**section, **meaning.sets}, meaning.line))
    return found


def _unlabelled(row: Row, rows: int) -> RowMeaning | None:
    """A row of figures without a label; where each row is a sub-unit, only the total is ours."""
    unit = squeeze(row.unit_name)
    return RowMeaning() if not unit or rows == 1 or "计" in unit else None


def _summary_rule(row: Row, axis: str, flow: str, layout: Layout) -> Rule | None:
    if axis == "item":
        return None
    bare = bare_label(row.label)
    return next((rule for rule in layout.rows[flow] if rule.when.search(bare)), None)


def _coded(row: Row, axis: str, layout: Layout) -> RowMeaning | None:
    total = _by_rules(layout.rows["coded"], bare_label(row.label))
    if total is not None and row.code is None:
        return total
    if row.code is None:
        return None
    if axis == "function_code":
        return RowMeaning({"function_code": row.code}) if row.code[0] == "2" else None
    system = {"3": "department", "5": "government"}.get(row.code[0])
    if system is None:
        return None
    return RowMeaning({"economic_system": system, "economic_code": row.code})
