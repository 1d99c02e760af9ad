"""The amounts of a form with the coordinates that one reading of it gives them.

A figure is a cell with its row and column; whether the reading holds is told by proof.py.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from pipelines.conform.amounts import PrintedAmount, is_ratio, read_absence, read_amount
from pipelines.conform.forms.axes import (
    BOOK_AXES,
    SUMMARY_AXES,
    Axis,
    Reference,
    RowMeaning,
    choose_axis,
)
from pipelines.conform.forms.books import FUNCTION
from pipelines.conform.forms.columns import Column
from pipelines.conform.forms.described_columns import (
    described,
    with_items,
    with_years_total,
    without_listed_parts,
    without_this_years_parts,
    without_twins,
)
from pipelines.conform.forms.economic_columns import with_economic_classes
from pipelines.conform.forms.form import Form
from pipelines.conform.forms.lexicon import Lexicon, ancestors
from pipelines.conform.forms.row_meanings import meanings
from pipelines.conform.forms.row_sections import with_function_codes
from pipelines.conform.forms.rows import Row, rows_of_block
from pipelines.extract.document_tree import Cell

UNLISTED = "unlisted"


@dataclass(frozen=True)
class Figure:
    """One measure cell: what it states in one reading, or (`coordinates` None) why it does not."""

    row: Row
    meaning: RowMeaning | None
    column: Column
    cell: Cell
    amount: PrintedAmount | None
    absence: str | None
    coordinates: Mapping[str, str] | None
    axis: str = ""
    detail_name: str | None = None
    reason_code: str | None = None
    reason: str = ""
    around: Mapping[str, str] | None = None
    is_silent: bool = False
    # beside the sum of its row, not in it
    is_aside: bool = False


@dataclass(frozen=True)
class Block:
    """A label column with the amount columns to its right, read on one axis."""

    number: int
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    axis: Axis
    flow: str | None
    meanings: tuple[RowMeaning | None, ...]


def blocks_of(form: Form, reference: Reference) -> list[Block]:
    """The blocks of a form that hold amounts, each on the axis that explains it best."""
    numbers = sorted({column.block for column in form.columns if column.is_measure})
    found = (_block(form, number, reference) for number in numbers)
    return [block for block in found if block is not None]


def _block(form: Form, number: int, reference: Reference) -> Block | None:
    columns = [column for column in form.columns if column.block == number]
    rows = with_function_codes(rows_of_block(form, columns), reference.books[FUNCTION])
    if not rows:
        return None
    allowed = _allowed_axes(form)
    flow = _flow(form, columns, reference.lexicon)
    axis = choose_axis(rows, allowed, flow, reference)
    if flow is None:
        flow = "revenue" if axis.name == "fund_source" else "expenditure"
    read = meanings(rows, axis.name, flow, reference, _is_summary(form, rows))
    columns = [described(column, form, flow, reference.lexicon) for column in columns]
    columns = with_items(columns, axis.name)
    columns = with_years_total(columns, reference.lexicon)
    columns = without_this_years_parts(
        columns, reference.lexicon, flow, form.proposal.sets.get("fund_source"), _carrying(rows)
    )
    columns = without_twins(without_listed_parts(columns), reference.lexicon)
    columns = with_economic_classes(columns, axis.name, flow, form, reference)
    by_index = {column.index: column for column in columns}
    rows = [
        replace(row, measures=tuple((by_index[c.index], cell) for c, cell in row.measures))
        for row in rows
    ]
    return Block(number, tuple(columns), tuple(rows), axis, flow, tuple(read))


def _carrying(rows: Sequence[Row]) -> frozenset[int]:
    """The columns that hold an amount other than zero."""
    cells = (
        (column.index, read_amount(cell.text)) for row in rows for column, cell in row.measures
    )
    return frozenset(index for index, amount in cells if amount and amount.number)


def _is_summary(form: Form, rows: Sequence[Row]) -> bool:
    has_codes = any(column.role == "code" for column in form.columns)
    coded = sum(any(row.codes) for row in rows)
    return "summary" in form.proposal.axes and not has_codes and coded * 2 < len(rows)


def _allowed_axes(form: Form) -> list[str]:
    axes = list(form.proposal.axes)
    if "summary" in axes:
        axes = [*SUMMARY_AXES, *(axis for axis in axes if axis not in SUMMARY_AXES)]
    return ["project"] if form.proposal.read == "project" else axes


def _flow(form: Form, columns: Sequence[Column], lexicon: Lexicon) -> str | None:
    """The way the money of a block flows: by its title, else by the head of its columns."""
    if "flow" in form.proposal.sets:
        return form.proposal.sets["flow"]
    for column in columns:
        for level in column.path:
            meaning = lexicon.meaning(level, None)
            if meaning and meaning.sets.get("flow") in ("revenue", "expenditure"):
                return meaning.sets["flow"]
    return None


def figures_of(block: Block, form: Form, reference: Reference) -> Iterator[Figure]:
    """Every cell of the block's amount columns with what it states."""
    for row, meaning in zip(block.rows, block.meanings, strict=True):
        for column, cell in row.measures:
            if column.role in ("ratio", "count") or is_ratio(cell.text):
                continue
            yield _figure(block, form, row, meaning, column, cell, reference)


def _figure(
    block: Block,
    form: Form,
    row: Row,
    meaning: RowMeaning | None,
    column: Column,
    cell: Cell,
    reference: Reference,
) -> Figure:
    amount, absence = read_amount(cell.text), read_absence(cell.text)
    figure = Figure(row, meaning, column, cell, amount, absence, None, block.axis.name)
    if amount is None and absence is None:
        return replace(
            figure, reason_code="not_an_amount", reason=f"{cell.text!r} is not one amount"
        )
    return placed(figure, block, form, reference)


def placed(figure: Figure, block: Block, form: Form, reference: Reference) -> Figure:
    """A figure that is an amount or none, with what its row and column say together."""
    row, meaning, column = figure.row, figure.meaning, figure.column
    if meaning is None:
        return replace(
            figure,
            reason_code="row_label_unknown",
            reason=f"the row label {row.label!r} is in no code book and not in the lexicon",
        )
    if block.axis.share < 0.5 or block.axis.name == "none":
        return replace(figure, reason_code="axis_unknown", reason="no code book explains the rows")
    if column.coordinates is None or column.role == "change":
        return _of_unknown_column(figure, block, form, reference)
    sets = combined(column.coordinates, meaning.sets, form.proposal.sets, reference.lexicon)
    if sets is None:
        return replace(
            figure,
            reason_code="coordinates_contradict",
            reason=f"the row {row.label!r} contradicts the column {column.label!r}",
        )
    sets = _of_its_fund(sets, block, form)
    return replace(figure, coordinates=sets, detail_name=meaning.detail_name)


def _of_its_fund(sets: Mapping[str, str], block: Block, form: Form) -> Mapping[str, str]:
    """In a list of units the grand total is that of all funds: a fund's column is this year's, what
    was carried over stands beside it."""
    is_grand = sets.get("item_code", "").endswith("_grand_total")
    is_split = sets.get("fund_source") != form.proposal.sets.get("fund_source")
    if block.axis.name not in ("unit", "columns") or not (is_grand and is_split):
        return sets
    return {name: value for name, value in sets.items() if name != "item_code"}


def _of_unknown_column(figure: Figure, block: Block, form: Form, reference: Reference) -> Figure:
    """A column of unknown words; what the words around it say is kept for unlisted parts."""
    column, meaning = figure.column, figure.meaning
    known: dict[str, str] = {"flow": block.flow or "expenditure", **form.proposal.sets}
    for level in column.path:
        found = reference.lexicon.meaning(level, block.flow)
        known |= found.sets if found else {}
    of_row = meaning.sets if meaning else {}
    sets = combined(known, of_row, form.proposal.sets, reference.lexicon)
    return replace(
        figure,
        around=sets,
        reason_code="column_header_unknown",
        reason=f"the column header {column.label!r} is not in the lexicon",
    )


def combined(
    column: Mapping[str, str],
    row: Mapping[str, str],
    defaults: Mapping[str, str],
    lexicon: Lexicon,
) -> Mapping[str, str] | None:
    """What column and row state together; None where they contradict each other.

    The narrower of two values on one line of descent holds; a value that is only the form's default
    gives way to any other.
    """
    sets = dict(column)
    for name, value in row.items():
        known = sets.get(name)
        is_default = known is not None and known == defaults.get(name)
        if (
            known is None
            or known == value
            or name in ("flow", "economic_system", "phase")
            or value == UNLISTED
            or known in ancestors(value, lexicon.book)
        ):
            sets[name] = value
        elif value in ancestors(known, lexicon.book):
            continue
        elif (is_default and name != "nature") or name == "item_code":
            sets[name] = value
        else:
            return None
    return sets


def form_code_of(form: Form, blocks: Sequence[Block]) -> str | None:
    """The form by its title and the axis of its rows; None where they do not go together."""
    if form.proposal.read == "project":
        return "project_expenditure"
    axes = form.proposal.axes
    for block in blocks:
        if block.axis.name not in BOOK_AXES and (code := _of_classes(form, block)):
            return code
        if block.axis.name in axes:
            return axes[block.axis.name]
        if "summary" in axes and block.axis.name in SUMMARY_AXES:
            return axes["summary"]
    return None


def _of_classes(form: Form, block: Block) -> str | None:
    """The form of operating costs whose columns are economic classes is the one by classes."""
    named = {(column.coordinates or {}).get("economic_system") for column in block.columns} - {None}
    is_of_item = "item_code" in form.proposal.sets
    return form.proposal.axes.get(f"{named.pop()}_economic") if named and is_of_item else None


__all__ = ["BOOK_AXES", "Block", "Figure", "blocks_of", "figures_of", "form_code_of"]
