"""Which form each table may be, and which tables on following pages continue it.

Titles propose; what the columns and rows hold decides (reading.py).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile

from pipelines.conform.amounts import read_amount
from pipelines.conform.captions import (
    Caption,
    Text,
    caption_of,
    row_cells,
    title_candidates,
    unit_of,
)
from pipelines.conform.forms.columns import LABEL_ROLES, Column, contents_of, role_of
from pipelines.conform.forms.form import Form, FormPart, UnknownTable
from pipelines.conform.forms.header import first_data_row, header_paths
from pipelines.conform.forms.lexicon import Lexicon
from pipelines.conform.forms.strips import strip_of
from pipelines.conform.forms.word_keys import label_key
from pipelines.conform.forms.wordings import Proposal, Wordings
from pipelines.conform.units import stated_unit
from pipelines.conform.wording import squeeze
from pipelines.extract.document_tree import Box, Cell, DocumentTree, Page, Table

# A running head and a page number may stand above a continued table; a new section is longer.
RUNNING_HEAD_LINES = 4
# Column rules of a continued table lie at the same share of its width.
SAME_SHARE = 0.02
# The title of a table may be the last lines of the page before.
FOOT_LINES = 4
# The unit may stand right under the table.
UNIT_LINES_BELOW = 2


@dataclass(frozen=True)
class Vocabulary:
    """The words that recognition needs."""

    lexicon: Lexicon
    wordings: Wordings


def recognise(tree: DocumentTree, vocabulary: Vocabulary) -> tuple[list[Form], list[UnknownTable]]:
    """All forms of a document in order, and the tables that are none of them."""
    forms: list[Form] = []
    unknown: list[UnknownTable] = []
    current: Form | None = None
    foot: tuple[Text, ...] = ()
    for page in tree.pages:
        # a grid in which nothing is printed is a matter of drawing
        tables = [table for table in page.tables if any(cell.text.strip() for cell in table.cells)]
        tables.sort(key=lambda table: table.box.top)
        for table in tables:
            caption = caption_of(page, table)
            found = _proposed(caption.above, vocabulary.wordings)
            if found is None and table is tables[0]:
                found = _proposed(foot, vocabulary.wordings)
            if found is not None and not _repeats(found, current, page, table, vocabulary):
                current = _begin(page, table, caption, found, vocabulary)
                forms.append(current)
            elif current and (strip := _strip(current, page, table, caption, vocabulary)):
                current = strip
                forms.append(current)
            elif current and _continues(current, page, table, caption, found is not None):
                current.parts.append(_continued(current, page, table, caption))
            else:
                current = None
                unknown.append(UnknownTable(page, table, next(_titles(caption), None)))
        foot = _foot_of(page, tables)
    for form in forms:
        form.columns = typed_columns(form, vocabulary.lexicon)
        if form.unit is None and form.unit_source != "contradicting":
            form.unit = unit_beside(form, tree.pages)
    return forms, unknown


def unit_beside(form: Form, pages: Sequence[Page]) -> str | None:
    """The unit on the rest of a wide sheet: pages without a table that follow the form at once.

    Columns without an amount are printed there with nothing but their heads and the unit.
    """
    after = (page for page in pages if page.number > form.parts[-1].page.number)
    rest = takewhile(lambda page: not page.tables, after)
    lines = [line for page in rest for line in page.lines]
    if len(lines) > RUNNING_HEAD_LINES:
        return None
    return stated_unit(line.text for line in lines).unit


def _foot_of(page: Page, tables: Sequence[Table]) -> tuple[Text, ...]:
    """The last lines of a page that stand below all its tables."""
    bottom = max((table.box.bottom for table in tables), default=0.0)
    lines = sorted(page.lines, key=lambda line: line.box.top)
    below = [line for line in lines if line.box.top >= bottom]
    return tuple(
        Text(squeeze(line.text), line.text, Box(*line.box)) for line in below[-FOOT_LINES:]
    )


def _titles(caption: Caption) -> Iterator[str]:
    return (printed for _, printed in title_candidates(caption.above))


def has_amounts(table: Table) -> bool:
    """Whether any cell is one well-formed amount that is more than a sequence number."""
    amounts = [read_amount(cell.text) for cell in table.cells if cell.text]
    return any(amount.decimals or abs(amount.number) >= 1000 for amount in amounts if amount)


def _proposed(above: Sequence[Text], wordings: Wordings) -> tuple[Proposal, str] | None:
    for squeezed, printed in title_candidates(above):
        proposal = wordings.proposal_of(squeezed)
        if proposal is not None:
            return proposal, printed
    return None


def _begin(
    page: Page,
    table: Table,
    caption: Caption,
    found: tuple[Proposal, str],
    vocabulary: Vocabulary,
) -> Form:
    proposal, title = found
    first_row = first_data_row(table, caption.header_row, vocabulary.lexicon)
    paths = header_paths(table, caption.header_row, first_row)
    columns = [Column(index, path, "measure") for index, path in enumerate(paths)]
    unit = unit_of(title, caption.above, caption.below[:UNIT_LINES_BELOW])
    source = "contradicting" if unit.contradicting else "unit_line"
    form = Form(proposal, title, unit.unit, source, columns)
    places = tuple(range(len(columns)))
    form.parts.append(FormPart(page, table, caption.header_row, first_row, places, caption.below))
    return form


def _strip(
    current: Form, page: Page, table: Table, caption: Caption, vocabulary: Vocabulary
) -> Form | None:
    """The columns of the form that are printed on the next page, as a form of the same title."""
    left = current.parts[-1]
    is_next = page.number == left.page.number + 1 and page.sheet is None and table.number == 0
    if not is_next or len(caption.above) > RUNNING_HEAD_LINES:
        return None
    is_summary = "summary" in current.proposal.axes
    strip = strip_of(left, table, caption, vocabulary.lexicon, is_summary)
    if strip is None:
        return None
    paths = header_paths(strip.table, strip.header_row, strip.first_row)
    columns = [Column(index, path, "measure") for index, path in enumerate(paths)]
    form = Form(current.proposal, current.title, current.unit, current.unit_source, columns)
    places = tuple(range(len(columns)))
    first = FormPart(
        page, strip.table, strip.header_row, strip.first_row, places, caption.below, strip.lent
    )
    form.parts.append(first)
    return form


def typed_columns(form: Form, lexicon: Lexicon) -> list[Column]:
    """The columns of a form with what their cells hold over all its pages, in blocks."""
    roles = [
        role_of(column.path, contents_of(_texts(form, column)), lexicon) for column in form.columns
    ]
    if "summary" in form.proposal.axes:
        roles = with_labels_of_blocks(roles)
    columns: list[Column] = []
    block, has_amounts_before = 0, False
    for column, role in zip(form.columns, roles, strict=True):
        if has_amounts_before and role in LABEL_ROLES and role != "unit_name":
            block, has_amounts_before = block + 1, False
        has_amounts_before = has_amounts_before or role == "measure"
        columns.append(Column(column.index, column.path, role, block))
    return columns


def with_labels_of_blocks(roles: Sequence[str]) -> list[str]:
    """In a summary of several blocks a column of text between amounts labels the amounts on its
    right, whatever heads it (支出内容); notes stand behind the last of them."""
    first = next((index for index, role in enumerate(roles) if role == "measure"), len(roles))
    return [
        "name" if role == "text" and index > first and roles[index + 1 : index + 2] == ["measure"]
        else role
        for index, role in enumerate(roles)
    ]  # fmt: skip


def _texts(form: Form, column: Column) -> list[str]:
    texts = []
    for part in form.parts:
        place = part.places[column.index]
        if place is None:
            continue
        cells = [part.table.grid[row][place] for row in range(part.first_row, part.table.row_count)]
        # a cell merged over several columns stands in the first
        texts += [cell.text for cell in dict.fromkeys(cells) if cell and cell.column == place]
    return texts


def _repeats(
    found: tuple[Proposal, str],
    current: Form | None,
    page: Page,
    table: Table,
    vocabulary: Vocabulary,
) -> bool:
    """The same title on the next page goes on with the form unless its total was printed."""
    if current is None or page.number != current.parts[-1].page.number + 1:
        return False
    same = _without_mark(current.title) == _without_mark(found[1])
    last = current.parts[-1].table
    closing = row_cells(last, last.row_count - 1)
    kinds = vocabulary.lexicon.row_kinds
    closed = any(kinds.get(label_key(cell.text)) for cell in closing)
    return same and not closed and _places(current, table) is not None


def _without_mark(title: str) -> str:
    return squeeze(title).split("(续")[0].removesuffix("续表")


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


def _header_cells(part: FormPart) -> Iterator[Cell]:
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
