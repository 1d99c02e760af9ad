"""One sheet of a workbook → one page of a document tree, on a grid of its widths and heights."""

from collections.abc import Container, Iterator, Mapping, Sequence

from pipelines.extract.attachments.grid_table import (
    LARGEST_POINTS,
    LETTER_POINTS,
    PlacedText,
    edges_of,
    grid_table,
    joined_line,
    line_in,
)
from pipelines.extract.attachments.sheet_tables import Area, table_areas, table_rows
from pipelines.extract.attachments.shown_sheet import Place, ShownSheet, shown_sheet
from pipelines.extract.attachments.workbook import SheetContent
from pipelines.extract.document_tree import Box, Line, Page, Sheet, Table

# A sheet beyond this is a data base, not a form; and its boxes would be thinner than a tenth point.
MOST_PLACES, MOST_ROWS, MOST_COLUMNS = 200_000, 20_000, 500
NARROWEST, FLATTEST = 6.0, 6.0


def sheet_page(number: int, sheet: SheetContent) -> Page:
    """The page of a sheet; its number is that of the sheet in the workbook, from 1."""
    if sheet.unread_reason:
        return _unread(number, sheet, sheet.unread_reason)
    shown = shown_sheet(sheet)
    rows, columns = max(shown.rows, default=0), max(shown.columns, default=0)
    if rows > MOST_ROWS or columns > MOST_COLUMNS or rows * columns > MOST_PLACES:
        reason = f"the sheet {sheet.name!r} has {rows:,} rows and {columns:,} columns"
        return _unread(number, sheet, f"{reason}, more than a form has")
    if not rows or not columns:
        return Page(number, 0.0, 0.0, "none", sheet=Sheet(sheet.name), unread_reason=_hidden(sheet))
    return _page(number, sheet, shown)


def _unread(number: int, sheet: SheetContent, reason: str) -> Page:
    return Page(number, 0.0, 0.0, "unread", unread_reason=reason, sheet=Sheet(sheet.name))


def _page(number: int, sheet: SheetContent, shown: ShownSheet) -> Page:
    x_edges, y_edges = _edges(sheet, max(shown.rows), max(shown.columns))
    grid = _Grid(shown, _edges_shown(x_edges, shown.columns), _edges_shown(y_edges, shown.rows))
    runs = table_rows(shown)
    in_tables = {row for run in runs for row in run}
    free = [row for row in range(len(shown.rows)) if row not in in_tables]
    return Page(
        number,
        x_edges[-1],
        y_edges[-1],
        "text",
        tuple(line for row in free if (line := grid.line(row)) is not None),
        tuple(grid.table(index, area) for index, area in enumerate(table_areas(shown, runs))),
        _hidden(sheet),
        sheet=Sheet(sheet.name, x_edges, y_edges, tuple(grid.box(p) for p in shown.areas)),
    )


def _hidden(sheet: SheetContent) -> str | None:
    """What of the sheet is hidden though it holds something, and so was not read."""
    used = [place for place, cell in sheet.cells.items() if cell.text.strip()]
    rows = sorted({row for row, _ in used if row in sheet.hidden_rows})
    columns = sorted({column for _, column in used if column in sheet.hidden_columns})
    if not rows and not columns:
        return None
    hidden = [f"row {row}" for row in rows] + [f"column {column}" for column in columns]
    told = ", ".join(hidden[:5]) + (f" and {len(hidden) - 5} more" if len(hidden) > 5 else "")
    return f"hidden parts of the sheet {sheet.name!r} were not read: {told}"


def _edges(
    sheet: SheetContent, rows: int, columns: int
) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """The edges of all columns and rows; a hidden one has no width. Large sheets are scaled."""
    widths = _sizes(
        columns, sheet.column_widths, sheet.default_width, sheet.hidden_columns, NARROWEST
    )
    heights = _sizes(rows, sheet.row_heights, sheet.default_height, sheet.hidden_rows, FLATTEST)
    largest = max(sum(widths), sum(heights))
    scale = min(1.0, LARGEST_POINTS / largest)
    return edges_of([w * scale for w in widths]), edges_of([h * scale for h in heights])


def _sizes(
    count: int, own: Mapping[int, float], usual: float, hidden: Container[int], smallest: float
) -> list[float]:
    sizes = (max(own.get(number, usual), smallest) for number in range(1, count + 1))
    return [0.0 if number in hidden else size for number, size in enumerate(sizes, 1)]


def _edges_shown(edges: Sequence[float], numbers: Sequence[int]) -> tuple[float, ...]:
    """The edges of the shown rows or columns, which lie side by side."""
    return (*(edges[number - 1] for number in numbers), edges[numbers[-1]])


class _Grid:
    """The shown cells on their edges."""

    def __init__(
        self, shown: ShownSheet, x_edges: tuple[float, ...], y_edges: tuple[float, ...]
    ) -> None:
        self.shown, self.x_edges, self.y_edges = shown, x_edges, y_edges

    def box(self, place: Place) -> Box:
        (row, column), (rows, columns) = place, self.shown.span(place)
        x0, x1 = self.x_edges[column], self.x_edges[column + columns]
        return Box(x0, self.y_edges[row], x1, self.y_edges[row + rows])

    def line(self, row: int) -> Line | None:
        """A row outside all tables as one line."""
        parts = [
            line_in(" ".join(self.shown.text(place).split()), self.box(place), LETTER_POINTS)
            for place in self.shown.printed(row)
        ]
        return joined_line(parts) if parts else None

    def table(self, number: int, area: Area) -> Table:
        rows, columns = area.rows, area.columns
        x_edges = self.x_edges[columns.start : columns.stop + 1]
        y_edges = self.y_edges[rows.start : rows.stop + 1]
        return grid_table(number, self._texts(rows, columns), x_edges, y_edges)

    def _texts(self, rows: range, columns: range) -> Iterator[PlacedText]:
        for row in rows:
            for column in columns:
                place = (row, column)
                above = self.shown.covered.get(place)
                if above and above[0] in rows and above[1] in columns:
                    continue
                down, right = self.shown.span(place)
                yield PlacedText(
                    row - rows.start,
                    min(down, rows.stop - row),
                    column - columns.start,
                    min(right, columns.stop - column),
                    self.shown.text(place),
                )
