"""A form's ruled table: merged cells, wrapped text, column widths.

Belongs here: turning the grid of a form into a table of the PDF library. Does not belong here:
the title, unit line and notes around it.
"""

from reportlab.lib import colors
from reportlab.platypus import LongTable

from tests.typesetter.disclosure import MERGED_ABOVE, MERGED_LEFT, Form, Row
from tests.typesetter.typeface import SONG, break_lines

PADDING = 3
RULE_WIDTH = 0.5
LEADING = 1.25
ALIGNMENT = {"l": "LEFT", "c": "CENTER", "r": "RIGHT"}

Span = tuple[int, int, int, int]


def merged_cells(grid: list[Row]) -> dict[tuple[int, int], Span]:
    """The extent of each printed cell: (row, column) → (row, column, last row, last column)."""
    spans: dict[tuple[int, int], Span] = {}
    origins: dict[tuple[int, int], tuple[int, int]] = {}
    for r, row in enumerate(grid):
        for c, text in enumerate(row):
            neighbour = {MERGED_LEFT: (r, c - 1), MERGED_ABOVE: (r - 1, c)}.get(text)
            origin = origins[neighbour] if neighbour else (r, c)
            origins[r, c] = origin
            top, left, bottom, right = spans.get(origin, (r, c, r, c))
            spans[origin] = (top, left, max(bottom, r), max(right, c))
    return spans


def ruled_table(form: Form, width: float) -> LongTable:
    """The form's table, `width` points wide. Raises ValueError where a figure does not fit."""
    grid = form.grid()
    spans = merged_cells(grid)
    columns = [width * share / sum(form.widths) for share in form.widths]
    cells = [["" for _ in row] for row in grid]
    for (r, c), (_, _, _, right) in spans.items():
        room = sum(columns[c : right + 1]) - 2 * PADDING
        paragraphs = (
            break_lines(text, SONG, form.font_size, room) for text in grid[r][c].split("\n")
        )
        cells[r][c] = "\n".join(line for lines in paragraphs for line in lines)
    header_rows = len(form.header_rows())
    return LongTable(
        cells,
        colWidths=columns,
        rowHeights=_row_heights(form, cells, spans),
        repeatRows=header_rows if form.repeat_header else 0,
        style=[*_style(form), *_alignment(form, cells, spans), *_spans(spans)],
    )


def _row_heights(form: Form, cells: list[Row], spans: dict[tuple[int, int], Span]) -> list[float]:
    heights = [form.row_height] * len(cells)
    for (r, c), (top, _, bottom, _) in sorted(spans.items(), key=lambda item: item[1][2]):
        needed = (cells[r][c].count("\n") + 1) * form.font_size * LEADING + 2 * PADDING
        heights[bottom] += max(0.0, needed - sum(heights[top : bottom + 1]))
    return heights


def _spans(spans: dict[tuple[int, int], Span]) -> list[tuple]:
    return [
        ("SPAN", (left, top), (right, bottom))
        for top, left, bottom, right in spans.values()
        if (top, left) != (bottom, right)
    ]


def _style(form: Form) -> list[tuple]:
    everywhere = ((0, 0), (-1, -1))
    return [
        ("GRID", *everywhere, RULE_WIDTH, colors.black),
        ("FONT", *everywhere, SONG, form.font_size, form.font_size * LEADING),
        ("VALIGN", *everywhere, "MIDDLE"),
        ("LEFTPADDING", *everywhere, PADDING),
        ("RIGHTPADDING", *everywhere, PADDING),
        ("TOPPADDING", *everywhere, PADDING - 2),
        ("BOTTOMPADDING", *everywhere, PADDING),
    ]


def _alignment(
    form: Form, cells: list[Row], spans: dict[tuple[int, int], Span]
) -> list[tuple[str, tuple[int, int], tuple[int, int], str]]:
    header_rows = len(form.header_rows())
    commands = []
    for (r, c), (_, left, _, right) in spans.items():
        letter = "c" if r < header_rows else form.align[c]
        if left < right and r >= header_rows:
            # A merged label (合计) is centred, running text across columns is not.
            letter = "l" if "\n" in cells[r][c] else "c"
        commands.append(("ALIGN", (c, r), (c, r), ALIGNMENT[letter]))
    return commands
