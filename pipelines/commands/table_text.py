"""Rows as text of a given width: a table of as many columns as fit, or one record per block.

A number, a code and an identifier is never cut; longer text ends in an ellipsis. A column that does
not fit is left out and named, rather than drawn one letter below another. Widths are those of a
terminal, on which a Chinese character takes two cells.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from rich.cells import cell_len, set_cell_size

ELLIPSIS = "…"
_GAP = "  "
# text may be cut to this many cells before its column is left out
_NARROWEST_TEXT = 16
# a longer word, such as a sha256, is cut like text
_LONGEST_WHOLE = 40
# a Chinese head goes on in the next line after so many characters
_CHINESE_PART = 4
# columns whose values begin alike and differ at their end
_ALIKE = re.compile(r"name|organisation|单位|名称")
_NUMBER = re.compile(r"-?[\d,]*\.?\d+(?:[eE][-+]?\d+)?")
_WHOLE = re.compile(r"[!-~]+")
# closing marks never begin a line, opening ones never end it
_WORD = re.compile(r"[（《“]?(?:[!-~]+[，。、；：！？）》”]* ?|[^!-~][，。、；：！？）》”]*)")


@dataclass(frozen=True, eq=False)
class Column:
    """One column: its cells, and how narrow and how wide it may be, in cells of the terminal.

    `head` is what stands above it, `name` what SQL calls it.
    """

    name: str
    head: str
    cells: tuple[str, ...]
    is_number: bool
    narrowest: int
    widest: int


@dataclass(frozen=True)
class DrawnTable:
    """The lines of the head, those of the rows, and the names of the columns left out."""

    head: list[str]
    rows: list[str]
    left_out: list[str]


def draw_table(
    names: Sequence[str],
    rows: Sequence[Sequence[str]],
    width: int,
    heads: Sequence[str] | None = None,
) -> DrawnTable:
    """The first columns that fit into `width` cells; at least one. `heads` stand for names."""
    columns = [
        _column(name, head, [row[at] for row in rows])
        for at, (name, head) in enumerate(zip(names, heads or names, strict=True))
    ]
    shown = _that_fit(columns, width)
    if len(shown) < len(columns):
        shown = _that_fit([each for each in columns if not _is_named_too(each, names)], width)
    widths = _widths(shown, width)
    lines_of_head = zip_longest(*map(_head, shown, widths), fillvalue="")
    head = [_line(shown, line, widths) for line in lines_of_head]
    lines = [_line(shown, row, widths) for row in zip(*(c.cells for c in shown), strict=True)]
    return DrawnTable(head, lines, [each.name for each in columns if each not in shown])


def _is_named_too(column: Column, names: Sequence[str]) -> bool:
    """Whether it is an identifier of what another column calls by its name."""
    what, _, kind = column.name.rpartition("_")
    return kind == "id" and any(name.startswith(f"{what}_name") for name in names)


def draw_records(names: Sequence[str], rows: Sequence[Sequence[str]], width: int) -> list[str]:
    """One block per row: a line for each column, its value wrapped beside its name."""
    indent = max((cell_len(name) for name in names), default=0) + len(_GAP)
    lines: list[str] = []
    for number, row in enumerate(rows, start=1):
        rule = f"── {number} "
        lines.append(rule + "─" * max(0, min(width, 40) - cell_len(rule)))
        for name, value in zip(names, row, strict=True):
            first, *rest = wrap(value, max(width - indent, _NARROWEST_TEXT))
            lines.append((set_cell_size(name, indent) + first).rstrip())
            lines.extend(" " * indent + more for more in rest)
    return lines


def wrap(text: str, width: int) -> list[str]:
    """The text in lines of at most `width` cells; Latin words stay whole where they fit."""
    lines: list[str] = []
    for paragraph in text.splitlines() or [""]:
        line = ""
        for word in _pieces(paragraph, width):
            if line and cell_len(line) + cell_len(word.rstrip()) > width:
                lines.append(line.rstrip())
                line = ""
            line += word
        lines.append(line.rstrip())
    return lines


def _pieces(paragraph: str, width: int) -> list[str]:
    """Words, single Chinese characters, and the parts of a word that is too long for a line."""
    words: list[str] = _WORD.findall(paragraph)
    return [
        word[at : at + width]
        for word in words
        for at in range(0, max(len(word.rstrip()), 1), width)
    ]


def _column(name: str, head: str, values: Sequence[str]) -> Column:
    cells = tuple(" ".join(value.split()) for value in values)
    filled = [cell for cell in cells if cell]
    is_number = bool(filled) and all(_NUMBER.fullmatch(cell) for cell in filled)
    widest = max(map(cell_len, cells), default=0)
    is_whole = all(_WHOLE.fullmatch(cell) for cell in filled) and widest <= _LONGEST_WHOLE
    narrowest = widest if is_number or is_whole else min(widest, _NARROWEST_TEXT)
    part = max(map(cell_len, _parts(head)))
    return Column(name, head, cells, is_number, max(narrowest, part), max(widest, part))


def _parts(name: str) -> list[str]:
    """A name breaks after an underscore, never inside a word; Chinese after some characters."""
    if not name.isascii():
        return [name[at : at + _CHINESE_PART] for at in range(0, len(name), _CHINESE_PART)]
    return re.findall(r"[^_]*_*", name)[:-1] or [name]


def _head(column: Column, width: int) -> tuple[str, ...]:
    lines = [""]
    for part in _parts(column.head):
        if lines[-1] and cell_len(lines[-1] + part) > width:
            lines.append("")
        lines[-1] += part
    return tuple(lines)


def _that_fit(columns: Sequence[Column], width: int) -> list[Column]:
    shown: list[Column] = []
    used = -len(_GAP)
    for column in columns:
        used += len(_GAP) + column.narrowest
        if shown and used > width:
            break
        shown.append(column)
    return shown


def _widths(columns: Sequence[Column], width: int) -> list[int]:
    """What is left over goes to texts that are cut, then to heads that break."""
    widths = [column.narrowest for column in columns]
    spare = width - sum(widths) - len(_GAP) * (len(columns) - 1)
    spare = _share_out(spare, widths, [column.widest for column in columns])
    _share_out(spare, widths, [max(each.widest, cell_len(each.head)) for each in columns])
    return widths


def _share_out(spare: int, widths: list[int], wanted: Sequence[int]) -> int:
    """Widen evenly, a cell at a time, up to what is wanted; what is left over."""
    while spare > 0 and (short := [at for at, want in enumerate(wanted) if widths[at] < want]):
        for at in short[:spare]:
            widths[at] += 1
        spare -= min(spare, len(short))
    return spare


def _line(columns: Sequence[Column], texts: Sequence[str], widths: Sequence[int]) -> str:
    fitted = (
        _fitted(column, text, width)
        for column, text, width in zip(columns, texts, widths, strict=True)
    )
    return _GAP.join(fitted).rstrip()


def _fitted(column: Column, text: str, width: int) -> str:
    if cell_len(text) > width and not column.is_number:
        text = _cut_inside(text, width) if _ALIKE.search(column.name) else _cut(text, width)
    blank = " " * (width - cell_len(text))
    return blank + text if column.is_number else text + blank


def _cut(text: str, width: int) -> str:
    return set_cell_size(text, width - 1).rstrip() + ELLIPSIS


def _cut_inside(text: str, width: int) -> str:
    """Names of one place begin alike and differ at their end: both ends are kept."""
    end = text
    while cell_len(end) > width // 2:
        end = end[1:]
    return _cut(text, width - cell_len(end)) + end
