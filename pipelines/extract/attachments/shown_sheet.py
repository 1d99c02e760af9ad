"""What a sheet shows: its used range without hidden rows and columns, merged areas as one cell.

Rows and columns are counted from 0 among those shown; `rows` and `columns` hold their numbers in
the sheet. Which rows are a table is not asked here.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from pipelines.extract.attachments.workbook import Area, SheetCell, SheetContent

Place = tuple[int, int]


@dataclass(frozen=True)
class ShownSheet:
    """The shown cells by place; `areas` gives the rows and columns that a merged cell covers."""

    rows: tuple[int, ...]
    columns: tuple[int, ...]
    cells: Mapping[Place, SheetCell]
    areas: Mapping[Place, Place] = field(default_factory=dict)

    @cached_property
    def covered(self) -> Mapping[Place, Place]:
        """Every place under a merged cell, that of the cell itself left out → that cell."""
        return {
            (row + down, column + right): (row, column)
            for (row, column), (rows, columns) in self.areas.items()
            for down in range(rows)
            for right in range(columns)
            if down or right
        }

    def span(self, place: Place) -> Place:
        """How many rows and columns the cell covers."""
        return self.areas.get(place, (1, 1))

    def text(self, place: Place) -> str:
        """The text shown at a place; blank under a merged cell."""
        cell = self.cells.get(place)
        return cell.text.strip() if cell and place not in self.covered else ""

    def printed(self, row: int) -> list[Place]:
        """The places of a row that show a text, from left to right."""
        return [place for place in self.places_of_row.get(row, ()) if self.text(place)]

    @cached_property
    def places_of_row(self) -> Mapping[int, list[Place]]:
        """The places of each row that hold a cell, from left to right."""
        places: dict[int, list[Place]] = {}
        for place in sorted(self.cells):
            places.setdefault(place[0], []).append(place)
        return places

    def is_ruled(self, row: int) -> bool:
        """Whether a cell of the row, or a merged cell that reaches it, has a rule at its side."""
        own = (self.cells[place] for place in self.places_of_row.get(row, ()))
        return any(cell.is_ruled for cell in own) or row in self._ruled_by_areas

    @cached_property
    def _ruled_by_areas(self) -> frozenset[int]:
        ruled = {
            range(place[0], place[0] + rows)
            for place, (rows, _) in self.areas.items()
            if place in self.cells and self.cells[place].is_ruled
        }
        return frozenset(row for rows in ruled for row in rows)


def shown_sheet(sheet: SheetContent) -> ShownSheet:
    """The sheet as a reader sees it, as far as its last printed row and column."""
    places = [place for place, cell in sheet.cells.items() if cell.text.strip()]
    last_row = max((row for row, _ in places), default=0)
    last_column = max((column for _, column in places), default=0)
    areas = [_clipped(area, last_row, last_column) for area in sheet.merged]
    rows = tuple(n for n in range(1, last_row + 1) if n not in sheet.hidden_rows)
    columns = tuple(n for n in range(1, last_column + 1) if n not in sheet.hidden_columns)
    return _shown(sheet, areas, rows, columns)


def _clipped(area: Area, last_row: int, last_column: int) -> Area:
    """The area as far as anything is printed: a title may be merged over the whole sheet."""
    end_row, end_column = min(area.last_row, last_row), min(area.last_column, last_column)
    return Area(area.first_row, area.first_column, end_row, end_column)


def _shown(
    sheet: SheetContent, areas: list[Area], rows: tuple[int, ...], columns: tuple[int, ...]
) -> ShownSheet:
    row_at = {number: index for index, number in enumerate(rows)}
    column_at = {number: index for index, number in enumerate(columns)}
    cells = {
        (row_at[row], column_at[column]): cell
        for (row, column), cell in sheet.cells.items()
        if row in row_at and column in column_at
    }
    merged: dict[Place, Place] = {}
    for area in areas:
        covered = list(_shown_part(area, row_at, column_at))
        if covered:
            first, last = covered[0], covered[-1]
            merged[first] = (last[0] - first[0] + 1, last[1] - first[1] + 1)
            # where the first row or column is hidden, its text shows in the first that is not
            if origin := sheet.cells.get((area.first_row, area.first_column)):
                cells[first] = origin
    return ShownSheet(rows, columns, cells, merged)


def _shown_part(
    area: Area, row_at: Mapping[int, int], column_at: Mapping[int, int]
) -> Iterator[Place]:
    """The first and the last place of the area that are shown."""
    rows = [row_at[n] for n in range(area.first_row, area.last_row + 1) if n in row_at]
    columns = [
        column_at[n] for n in range(area.first_column, area.last_column + 1) if n in column_at
    ]
    if rows and columns:
        yield rows[0], columns[0]
        yield rows[-1], columns[-1]
