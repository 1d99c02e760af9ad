"""Which rows of a sheet are tables, and which are titles, units and notes around them.

Rules decide where the sheet has any, as on a printed page; else the content of the rows does.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from pipelines.extract.attachments.shown_sheet import Place, ShownSheet

_FIGURE = re.compile(r"^[-−(（]?[¥]?\d[\d,]*(?:\.\d+)?[)）%]?$")
# Numbered rows of a form may say 预算 (二十一、国有资本经营预算支出); titles are not numbered.
_AROUND = re.compile(
    r"表(?:[(（].*[)）])?$|^(?![一二三四五六七八九十]+、|\d+[.、]).*[预决]算|^(?:注|备注|说明|附)|单位[:：]"
)
_LABELLED = re.compile(r"[:：]")
# A text merged over this many columns is a title or a note.
WIDE = 3


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
    """One text that is no figure, or labels with what they name (编制部门：..., 单位：...)."""
    printed = sheet.printed(row)
    if len(printed) == 1:
        return not _is_figure(sheet, printed[0])
    return all(_LABELLED.search(sheet.text(place)) for place in printed)


def _ends(sheet: ShownSheet, row: int, is_text: bool, was_blank: bool) -> bool:
    """Whether the table above ends before this row."""
    if not is_text:
        return was_blank and not _figures(sheet, row)
    first = sheet.printed(row)[0]
    is_left = first[1] == 0
    is_wide = sheet.span(first)[1] >= WIDE
    return (was_blank and is_left) or is_wide or bool(_AROUND.search(sheet.text(first)))
