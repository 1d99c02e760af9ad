"""Labels of a form about one project or department, and the values and amounts beside them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from pipelines.conform.amounts import read_amount
from pipelines.conform.performance.form_grid import FormGrid, Rows, words_of
from pipelines.conform.performance.lexicon import Lexicon, Meaning
from pipelines.conform.performance.list_rows import PlacedCell
from pipelines.extract.document_tree import Cell, Line

MONEY_WORDS = frozenset({"funds", "totals", "natures", "phases"})
MEASURES = frozenset({"execution_ratio", "score", "weight"})
# Labels whose value may stand below them.
HEADINGS = frozenset({"goal", "expected", "achieved"})
PARTS = ("own_level", "transferred")


@dataclass(frozen=True)
class Labelled:
    """A label and the cell of its value."""

    label: str
    label_cell: Cell
    value: PlacedCell


@dataclass(frozen=True)
class LabelledAmount:
    """An amount beside a label of money: what label and column header say of it.

    `is_revenue`: a head to the left of its label says that it tells where the money comes from.
    """

    meaning: Meaning
    label: str
    column_label: str
    unit: str | None
    value: PlacedCell
    is_revenue: bool = False


def labelled(rows: Rows, lexicon: Lexicon) -> Iterator[Labelled]:
    """Every known label with the value to its right or, for a heading, below it."""
    for cell in rows.cells():
        label = lexicon.label(cell.text)
        value = _value_of(rows, cell, lexicon) if label else None
        if label and value is not None:
            yield Labelled(label, cell, PlacedCell(rows.grid.page, value))
        elif not label and cell.column_span == rows.grid.table.column_count:
            yield from _within(rows.grid, cell, lexicon)


def _within(grid: FormGrid, cell: Cell, lexicon: Lexicon) -> Iterator[Labelled]:
    """A label and its value in one cell over the whole table, the rule between them missing."""
    if len(cell.lines) != 1:
        return
    line = cell.lines[0]
    head, _, rest = line.text.strip().partition(" ")
    label = lexicon.label(head)
    if label and rest.strip():
        first = line.text.index(rest.lstrip(), len(head))
        text, starts, ends = line.text[first:], line.starts[first:], line.ends[first:]
        inside = line.box_of(first, len(line.text))
        value = replace(cell, lines=(Line(text, inside, starts, ends, line.confidences[first:]),))
        yield Labelled(label, cell, PlacedCell(grid.page, value))


def _value_of(rows: Rows, cell: Cell, lexicon: Lexicon) -> Cell | None:
    right = rows.grid.right_of(cell)
    if right is not None and not lexicon.label(right.text) and not _is_money(right, lexicon):
        return right
    below = rows.grid.below(cell)
    if below is None or below.row >= rows.last or lexicon.label(below.text):
        return None
    return below if lexicon.label(cell.text) in HEADINGS else None


def _is_money(cell: Cell, lexicon: Lexicon) -> bool:
    """Whether the cell is a label of money itself."""
    kinds = {word.kind for word in lexicon.header_words(cell.text)}
    return bool(kinds & MONEY_WORDS)


@dataclass(frozen=True)
class PhaseColumns:
    """The header of a block of amounts by phase (年初预算数 | 全年预算数 | 执行数 | 执行率)."""

    row: int
    amounts: Mapping[str, Cell]
    measures: Mapping[str, Cell]


def phase_columns(rows: Rows, lexicon: Lexicon) -> PhaseColumns | None:
    """The row that heads amounts by phase: at least two phases, or one and the rate."""
    for row in range(rows.first, rows.last):
        cells = rows.grid.starting(row)
        named = {lexicon.find("phases", cell.text): cell for cell in cells}
        measures = {lexicon.find("columns", cell.text): cell for cell in cells}
        amounts = {name: cell for name, cell in named.items() if name}
        known = {name: cell for name, cell in measures.items() if name in MEASURES}
        if len(amounts) >= 2 or (amounts and "execution_ratio" in known):
            return PhaseColumns(row, amounts, known)
    return None


def amounts_of(
    rows: Rows, lexicon: Lexicon, parents: Mapping[str, str], phases: PhaseColumns | None
) -> Iterator[LabelledAmount]:
    """Every cell beside a label of money, blank ones too, by phase where the form lists phases."""
    for cell in rows.cells():
        if not _is_money(cell, lexicon) or (phases and cell.row <= phases.row):
            continue
        unit = lexicon.unit_in(cell.text) or _unit_of_group(rows.grid, cell, lexicon)
        if phases:
            yield from _by_phase(rows.grid, cell, lexicon, parents, phases, unit)
        else:
            yield from _beside(rows, cell, lexicon, parents, unit)


def _by_phase(
    grid: FormGrid,
    cell: Cell,
    lexicon: Lexicon,
    parents: Mapping[str, str],
    phases: PhaseColumns,
    unit: str | None,
) -> Iterator[LabelledAmount]:
    for head in phases.amounts.values():
        value = grid.at(cell.row, head.box.middle[0])
        meaning = lexicon.meaning([head.text, cell.text], parents)
        if value and value is not cell and meaning.kind == "amount":
            own = unit or lexicon.unit_in(head.text)
            placed = PlacedCell(grid.page, value)
            yield LabelledAmount(meaning, words_of(cell), words_of(head), own, placed)


def _beside(
    rows: Rows, cell: Cell, lexicon: Lexicon, parents: Mapping[str, str], unit: str | None
) -> Iterator[LabelledAmount]:
    """The amount to the right of a label, or below a label that heads a column."""
    value: Cell | None = rows.grid.right_of(cell)
    path: Sequence[str] = [cell.text]
    if value is None or not words_of(value) or lexicon.is_header(value.text):
        below = _headed_by(rows, cell)
        path = [*_above(rows, cell, lexicon), cell.text] if below else path
        value = below or value
    meaning = lexicon.meaning(path, parents)
    if value and meaning.kind == "amount" and not lexicon.is_header(value.text):
        placed = PlacedCell(rows.grid.page, value)
        own = unit or meaning.unit
        is_revenue = _has_revenue_head(rows, cell, lexicon)
        yield LabelledAmount(meaning, words_of(cell), "", own, placed, is_revenue)


def _has_revenue_head(rows: Rows, cell: Cell, lexicon: Lexicon) -> bool:
    """Whether such a head stands left of a label, or above it over labels of money."""
    places = rows.grid.places
    heads = [places[cell.row][column] for column in range(cell.column)]
    for row in range(cell.row - 1, rows.first - 1, -1):
        above = places[row][cell.column]
        if above is None or not _is_money(above, lexicon):
            break
        heads.append(above)
    return any(head and lexicon.find("revenue_heads", head.text) for head in heads)


def _headed_by(rows: Rows, cell: Cell) -> Cell | None:
    """The amount below a header, where no label stands to the left of it."""
    below = rows.grid.below(cell)
    if below is None or below.row >= rows.last or read_amount(below.text) is None:
        return None
    left = [one for one in rows.grid.row(below.row) if one.column < below.column]
    labels = [one for one in left if one.row == below.row and read_amount(one.text) is None]
    return None if any(words_of(one) for one in labels) else below


def _above(rows: Rows, cell: Cell, lexicon: Lexicon) -> list[str]:
    """The headers above a header, from the top; a blank one may be of the group to its left."""
    path: list[str] = []
    row = cell.row - 1
    while row >= rows.first:
        above = rows.grid.at(row, cell.box.middle[0])
        if above is None or (words_of(above) and not lexicon.is_header(above.text)):
            break
        path.insert(0, above.text)
        row = above.row - 1
    return path


def _unit_of_group(grid: FormGrid, cell: Cell, lexicon: Lexicon) -> str | None:
    """The unit printed in a cell to the left in the same row (项目资金（万元）)."""
    left = [other for other in grid.row(cell.row) if other.column < cell.column]
    units = [unit for other in reversed(left) if (unit := lexicon.unit_in(other.text))]
    return units[0] if units else None


def unit_of_rows(rows: Rows, lexicon: Lexicon) -> str | None:
    """The only unit that the labels of a form print."""
    units = {unit for cell in rows.cells() if (unit := lexicon.unit_in(cell.text))}
    return units.pop() if len(units) == 1 else None
