"""Which areas of a sheet are tables, and which are titles, units and notes around them.

Rules decide where the sheet has any, as on a printed page; else the content of the rows does. Two
forms may stand side by side, each under its title, with an empty column between them.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from pipelines.extract.attachments.shown_sheet import Place, ShownSheet

_FIGURE = re.compile(r"^[-−(（]?[¥]?\d[\d,]*(?:\.\d+)?[)）%]?$")
# Numbered rows of a form may say 预算 (二十一、国有资本经营预算支出); titles are not numbered.
_AROUND = re.compile(
    r"表(?:[(（].*[)）])?$|^(?![一二三四五六七八九十]+、|\d+[.、]).*[预决]算|^(?:注|备注|说明|附)|单位[:：]"
)
_LABELLED = re.compile(r"[:：]")
_TITLE = re.compile(r"[^:：]{3,}表(?:[(（].*[)）])?$")
# A text merged over this many columns is a title or a note.
WIDE = 3


@dataclass(frozen=True)
class Area:
    """The rows and columns of one table."""

    rows: range
    columns: range


def table_areas(sheet: ShownSheet, runs: Sequence[range]) -> list[Area]:
    """The tables in runs of rows, from the top down and from left to right."""
    found: list[Area] = []
    last = 0
    for rows in runs:
        found += [_trimmed(sheet, rows, side) for side in _sides(sheet, rows, last)]
        last = rows.stop
    return found


def _sides(sheet: ShownSheet, rows: range, last: int) -> list[range]:
    """The columns of the forms that stand side by side in these rows, each under its own title."""
    columns = table_columns(sheet, rows)
    used = {
        column + right
        for row in rows
        for _, column in sheet.places_of_row.get(row, ())
        if sheet.text((row, column)) or sheet.cells[row, column].is_ruled
        for right in range(sheet.span((row, column))[1])
    }
    sides = _neighbours([column for column in columns if column in used])
    titled = [
        place[1]
        for row in range(last, rows.start)
        for place in sheet.printed(row)
        if _TITLE.search(sheet.text(place))
    ]
    is_apart = len(sides) > 1 and all(any(c in side for c in titled) for side in sides)
    return sides if is_apart else [columns]


def _trimmed(sheet: ShownSheet, rows: range, columns: range) -> Area:
    """The rows of one side, from the first to the last one that holds anything."""
    held = [
        row
        for row in rows
        if any(
            sheet.text((row, column)) or sheet.cells[row, column].is_ruled
            for _, column in sheet.places_of_row.get(row, ())
            if column in columns
        )
    ]
    return Area(range(held[0], held[-1] + 1) if held else rows, columns)


def table_rows(sheet: ShownSheet) -> list[range]:
    """The rows of each table, from the top down."""
    ruled = [row for row in range(len(sheet.rows)) if sheet.is_ruled(row)]
    inside = sum(_figures(sheet, row) for row in ruled)
    outside = sum(_figures(sheet, row) for row in range(len(sheet.rows))) - inside
    found = _neighbours(ruled) if ruled and inside >= outside else _by_content(sheet)
    return [rows for rows in found if len(table_columns(sheet, rows)) > 1]


def table_columns(sheet: ShownSheet, rows: range) -> range:
    """The columns that the rows use, from the first to the last one printed or ruled."""
    used = [
        column + right
        for row in rows
        for _, column in sheet.places_of_row.get(row, ())
        if sheet.text((row, column)) or sheet.cells[row, column].is_ruled
        for right in (0, sheet.span((row, column))[1] - 1)
    ]
    return range(min(used), min(max(used) + 1, len(sheet.columns))) if used else range(0)


def _figures(sheet: ShownSheet, row: int) -> int:
    return sum(_is_figure(sheet, place) for place in sheet.printed(row))


def _is_figure(sheet: ShownSheet, place: Place) -> bool:
    return bool(_FIGURE.match(sheet.text(place)))


def _neighbours(rows: Sequence[int]) -> list[range]:
    """Runs of rows without a gap."""
    runs = groupby(enumerate(rows), key=lambda pair: pair[1] - pair[0])
    members = [[row for _, row in run] for _, run in runs]
    return [range(run[0], run[-1] + 1) for run in members]


def _by_content(sheet: ShownSheet) -> Iterator[range]:
    """Runs of rows that hold more than a text, up to the next title or note."""
    start: int | None = None
    last, was_blank = 0, False
    for row in range(len(sheet.rows)):
        if not sheet.printed(row):
            was_blank = True
            continue
        is_text = _is_text(sheet, row)
        if start is not None and _ends(sheet, row, is_text, was_blank):
            yield range(start, last + 1)
            start = None
        if start is None and not is_text:
            start = _with_header_above(sheet, row)
        last, was_blank = row, False
    if start is not None:
        yield range(start, last + 1)


def _with_header_above(sheet: ShownSheet, row: int) -> int:
    """The first row of a table whose header begins with one text merged over its columns."""
    while row and _is_header(sheet, row - 1):
        row -= 1
    return row


def _is_header(sheet: ShownSheet, row: int) -> bool:
    printed = sheet.printed(row)
    if len(printed) != 1 or sheet.span(printed[0])[1] < WIDE:
        return False
    text = sheet.text(printed[0])
    return not _AROUND.search(text) and not _LABELLED.search(text)


def _is_text(sheet: ShownSheet, row: int) -> bool:
    """One text that is no figure, or titles, or labels with what they name (单位：...)."""
    printed = sheet.printed(row)
    if len(printed) == 1:
        return not _is_figure(sheet, printed[0])
    said = [sheet.text(place) for place in printed]
    return all(_LABELLED.search(text) or _TITLE.search(text) for text in said)


def _ends(sheet: ShownSheet, row: int, is_text: bool, was_blank: bool) -> bool:
    """Whether the table above ends before this row."""
    if not is_text:
        return was_blank and not _figures(sheet, row)
    first = sheet.printed(row)[0]
    is_left = first[1] == 0
    is_wide = sheet.span(first)[1] >= WIDE
    return (was_blank and is_left) or is_wide or bool(_AROUND.search(sheet.text(first)))
