"""Lines of a terminal as an SVG picture: each character in the cells it takes, nothing loaded."""

from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby

from rich.cells import cell_len
from rich.console import Console
from rich.style import Style
from rich.text import Text

CELL_WIDTH, LINE_HEIGHT, MARGIN = 8.4, 19.0, 12.0
# The typefaces of the reader's own machine, with and without Chinese.
TYPEFACES = "Menlo, Consolas, 'DejaVu Sans Mono', 'Noto Sans Mono CJK SC', 'PingFang SC', monospace"
_HEAD = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height:.0f}">
<style>text {{ font: 14px {typefaces}; fill: #24292f; white-space: pre; }}
.bold {{ font-weight: bold; }} .dim {{ fill: #6e7781; }} .blue {{ fill: #0969da; }}</style>
<rect width="100%" height="100%" rx="8" fill="#f6f8fa" stroke="#d0d7de"/>
"""


def picture(lines: Sequence[Text], columns: int) -> str:
    """The lines below each other on a screen of so many columns; longer ones are broken."""
    broken = [part for line in lines for part in _broken(line, columns)]
    width = columns * CELL_WIDTH + 2 * MARGIN
    height = len(broken) * LINE_HEIGHT + 2 * MARGIN
    head = _HEAD.format(width=width, height=height, typefaces=TYPEFACES)
    rows = (
        run
        for number, line in enumerate(broken, start=1)
        for run in _runs(line, MARGIN + number * LINE_HEIGHT - 5)
    )
    return "\n".join([head.rstrip("\n"), *rows, "</svg>\n"])


def _broken(line: Text, columns: int) -> list[Text]:
    """As a terminal breaks a line: at its edge, wherever that is."""
    parts, start, used = [], 0, 0
    for at, letter in enumerate(line.plain):
        if used + cell_len(letter) > columns:
            parts.append(line[start:at])
            start, used = at, 0
        used += cell_len(letter)
    return [*parts, line[start:]]


def _runs(line: Text, baseline: float) -> Iterator[str]:
    """Letters of one style and one width, at the cell where they begin."""
    console, cell = Console(), 0
    styled = [
        (letter, _class(line.get_style_at_offset(console, at)))
        for at, letter in enumerate(line.plain)
    ]
    for (name, width), letters in groupby(styled, lambda each: (each[1], cell_len(each[0]))):
        text = "".join(letter for letter, _ in letters)
        if text.strip():
            yield _run(text, name, MARGIN + cell * CELL_WIDTH, baseline, width)
        cell += cell_len(text)


def _run(text: str, name: str, x: float, y: float, width: int) -> str:
    length = len(text) * width * CELL_WIDTH
    place = f'x="{x:.1f}" y="{y:.0f}" textLength="{length:.1f}"'
    styled = f' class="{name}"' if name else ""
    return f"<text {place}{styled}>{escape(text)}</text>"


def _class(style: Style) -> str:
    named = style.color.name if style.color else ""
    parts = ("bold" if style.bold else "", "dim" if style.dim else "", named)
    return " ".join(part for part in parts if part in ("bold", "dim", "blue"))
