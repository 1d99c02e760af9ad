"""Which form each ruled table is, and which tables on following pages continue it.

A table is recognised by its title and its header; what its rows say is read elsewhere.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from pipelines.conform.amounts import read_amount
from pipelines.conform.captions import (
    Caption,
    Text,
    caption_of,
    title_candidates,
    unit_of,
)
from pipelines.conform.column_headers import (
    CODE,
    LABEL_ROLES,
    Column,
    ask,
    first_data_row,
    header_paths,
    read_columns,
    row_cells,
)
from pipelines.conform.layout import FormRule, Layout
from pipelines.conform.wording import squeeze
from pipelines.extract.document_tree import DocumentTree, Page, Table

# A running head and a page number may stand above a continued table; a new section is longer.
RUNNING_HEAD_LINES = 3
# Column rules of a continued table lie at the same share of its width.
SAME_SHARE = 0.02
# Codes stand in the first columns; further right a whole number is an amount.
CODE_COLUMNS = 3


@dataclass(frozen=True)
class FormPart:
    """The rows of a form that stand on one page; `places` maps its columns to this table's."""

    page: Page
    table: Table
    header_row: int
    first_row: int
    places: tuple[int | None, ...]
    below: tuple[Text, ...]


@dataclass
class Form:
    """One form of a document: its rule, title, unit and columns, and its parts in page order."""

    rule: FormRule
    title: str
    unit: str | None
    unit_source: str
    columns: list[Column]
    parts: list[FormPart] = field(default_factory=list)


@dataclass(frozen=True)
class UnknownTable:
    """A ruled table with amounts that no form of the layout accounts for."""

    page: Page
    table: Table
    title: str | None


def recognise(tree: DocumentTree, layout: Layout) -> tuple[list[Form], list[UnknownTable]]:
    """All forms of a document in order, and the tables with amounts that are none of them."""
    forms: list[Form] = []
    unknown: list[UnknownTable] = []
    current: Form | None = None
    for page, table in _tables(tree):
        caption = caption_of(page, table)
        found = _titled_form(caption, table, layout)
        if found is not None and not _repeats(found, current, page, table):
            current = _begin(page, table, caption, found, layout)
            forms.append(current)
        elif current is not None and _continues(current, page, table, caption, found is not None):
            current.parts.append(_continued(current, page, table, caption))
        else:
            current = None
            if has_amounts(table):
                unknown.append(UnknownTable(page, table, next(_titles(caption), None)))
    return forms, unknown


def _tables(tree: DocumentTree) -> Iterator[tuple[Page, Table]]:
    for page in tree.pages:
        for table in sorted(page.tables, key=lambda table: table.box.top):
            yield page, table


def _titles(caption: Caption) -> Iterator[str]:
    return (printed for _, printed in title_candidates(caption.above))


def has_amounts(table: Table) -> bool:
    """Whether any cell is one well-formed amount that is more than a sequence number."""
    amounts = [read_amount(cell.text) for cell in table.cells if cell.text]
    return any(amount.decimals or abs(amount.number) >= 1000 for amount in amounts if amount)


def _titled_form(caption: Caption, table: Table, layout: Layout) -> tuple[FormRule, str] | None:
    leading = [cell for cell in table.cells if cell.column < CODE_COLUMNS]
    codes = [text for cell in leading if CODE.match(text := squeeze(cell.text))]
    for squeezed, printed in title_candidates(caption.above):
        rule = layout.form_of(squeezed, codes)
        if rule is not None:
            return rule, printed
    return None


def _begin(
    page: Page, table: Table, caption: Caption, found: tuple[FormRule, str], layout: Layout
) -> Form:
    rule, title = found
    first_row = first_data_row(table, caption.header_row)
    paths = header_paths(table, caption.header_row, first_row)
    columns = with_coordinates(_with_labels(read_columns(paths, layout), rule), rule, layout)
    unit = unit_of(caption.above, layout)
    form = Form(rule, title, unit, "unit_line", columns)
    places = tuple(range(len(columns)))
    form.parts.append(FormPart(page, table, caption.header_row, first_row, places, caption.below))
    return form


def _with_labels(columns: list[Column], rule: FormRule) -> list[Column]:
    """Where no header is worded as a label, the first column is the label all the same."""
    has_labels = any(column.role in (*LABEL_ROLES, "unit_name") for column in columns)
    if has_labels or "columns" in rule.axes:
        return columns
    return [replace(columns[0], role="name"), *columns[1:]]


def with_coordinates(columns: list[Column], rule: FormRule, layout: Layout) -> list[Column]:
    """Measure columns with what their header states; `unknown` where it says something else."""
    return [
        _measure(column, rule, layout) if column.role == "measure" else column for column in columns
    ]


def _measure(column: Column, rule: FormRule, layout: Layout) -> Column:
    known = bool(column.path) and bool(ask(layout.columns["neutral"], column.path[-1:]))
    coordinates = dict(rule.sets)
    for name in rule.ask:
        coordinates |= ask(layout.columns[name], column.path)
        known = known or bool(ask(layout.columns[name], column.path[-1:]))
    if "flow" not in coordinates:
        coordinates["flow"] = "revenue" if column.group == 0 else "expenditure"
    if "item" in coordinates:
        coordinates["item_code"] = coordinates.pop("item")
    return replace(column, coordinates=coordinates, role="measure" if known else "unknown")


def _repeats(found: tuple[FormRule, str], current: Form | None, page: Page, table: Table) -> bool:
    """The same title on the next page goes on with the form unless its total was printed."""
    if current is None or page.number != current.parts[-1].page.number + 1:
        return False
    same = squeeze(current.title).split("(续")[0] == squeeze(found[1]).split("(续")[0]
    last = current.parts[-1].table
    closed = any("计" in squeeze(cell.text) for cell in row_cells(last, last.row_count - 1))
    return same and not closed and table.column_count == last.column_count


def _continues(current: Form, page: Page, table: Table, caption: Caption, titled: bool) -> bool:
    last = current.parts[-1]
    # a sheet of a workbook is never the next page of another
    is_next = page.number == last.page.number + 1 and page.sheet is None
    follows = is_next and table.number == 0
    short_head = len(caption.above) <= RUNNING_HEAD_LINES or titled
    return follows and short_head and _places(current, table) is not None


def _continued(current: Form, page: Page, table: Table, caption: Caption) -> FormPart:
    places = _places(current, table)
    assert places is not None
    header = {squeeze(cell.text) for cell in _header_cells(current.parts[0])}
    first_row = caption.header_row
    while first_row < table.row_count and _is_header(table, first_row, header):
        first_row += 1
    return FormPart(page, table, caption.header_row, first_row, places, caption.below)


def _header_cells(part: FormPart) -> Iterator:
    for row in range(part.header_row, part.first_row):
        yield from row_cells(part.table, row)


def _is_header(table: Table, row: int, header: set[str]) -> bool:
    printed = [text for cell in row_cells(table, row) if (text := squeeze(cell.text))]
    return bool(printed) and all(text in header for text in printed)


def _places(current: Form, table: Table) -> tuple[int | None, ...] | None:
    """Where each column of the form stands in a continued table; None where it does not fit."""
    first = current.parts[0].table
    if table.column_count == first.column_count:
        return tuple(range(table.column_count))
    shares, wanted = _shares(table), _shares(first)
    if any(min(abs(share - other) for other in wanted) > SAME_SHARE for share in shares):
        return None
    middles = [(left + right) / 2 for left, right in pairwise(wanted)]
    return tuple(_holding(middle, shares) for middle in middles)


def _shares(table: Table) -> Sequence[float]:
    left, right = table.x_edges[0], table.x_edges[-1]
    return [(edge - left) / (right - left) for edge in table.x_edges]


def _holding(middle: float, shares: Sequence[float]) -> int | None:
    pairs = enumerate(pairwise(shares))
    return next((index for index, (left, right) in pairs if left <= middle <= right), None)
