"""The body of a web page as blocks in order: paragraphs and tables with their merged cells.

A table that only arranges other blocks on the screen gives those blocks. Struck-out text and what
is not displayed are left out; raised digits stay raised.
"""

import re
from collections.abc import Iterator
from typing import Any

from pipelines.extract.attachments.word_blocks import Block, WordCell, WordParagraph, WordTable
from pipelines.extract.text_lines import RAISED_DIGITS

Element = Any
_SKIPPED = frozenset(
    (
        "script",
        "style",
        "head",
        "noscript",
        "template",
        "select",
        "textarea",
        "button",
        "nav",
        "iframe",
        "object",
        "svg",
        "del",
        "s",
        "strike",
    )
)
_BLOCKS = frozenset(
    (
        "p",
        "div",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "li",
        "ul",
        "ol",
        "dl",
        "dt",
        "dd",
        "section",
        "article",
        "header",
        "footer",
        "main",
        "center",
        "pre",
        "form",
        "blockquote",
        "fieldset",
        "figure",
        "figcaption",
        "address",
        "hr",
        "aside",
        "body",
        "html",
        "table",
        "tr",
        "td",
        "th",
        "tbody",
        "thead",
        "tfoot",
        "caption",
    )
)
_NOT_SHOWN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_STRUCK = re.compile(r"text-decoration[^;]*line-through", re.IGNORECASE)
_SPACE = re.compile(r"[ \t\r\n\f\u200b\ufeff]+")
# A page that claims more is none that a browser would show.
MOST_SPAN = 1000


def blocks_of_page(root: Element) -> Iterator[Block]:
    """The blocks of a page in the order in which they are displayed."""
    body = root.find(".//body")
    yield from _blocks(body if body is not None else root)


def _blocks(parent: Element) -> Iterator[Block]:
    words: list[str] = [parent.text or ""]
    for child in parent:
        if _is_shown(child) and (_name(child) in _BLOCKS or _has_blocks(child)):
            yield from _paragraph(words)
            words = []
            yield from _table_blocks(child) if _name(child) == "table" else _blocks(child)
        else:
            words.append(_inline(child))
        words.append(child.tail or "")
    yield from _paragraph(words)


def _paragraph(words: list[str]) -> Iterator[WordParagraph]:
    for line in "".join(words).split("\v"):
        if text := _SPACE.sub(" ", line).strip():
            yield WordParagraph(text)


def _has_blocks(element: Element) -> bool:
    return any(_name(inner) in _BLOCKS for inner in element.iterdescendants())


def _table_blocks(table: Element) -> Iterator[Block]:
    """The table; where cells hold tables of their own, it only arranges them."""
    if any(_name(inner) == "table" for inner in table.iterdescendants()):
        for row in _rows(table):
            for cell in _cells(row):
                yield from _blocks(cell)
        return
    for caption in (c for c in table if _name(c) == "caption"):
        yield from _blocks(caption)
    yield WordTable((), tuple(_grid(table)))


def _rows(table: Element) -> Iterator[Element]:
    for child in table:
        if _name(child) == "tr" and _is_shown(child):
            yield child
        elif _name(child) in ("tbody", "thead", "tfoot") and _is_shown(child):
            yield from _rows(child)


def _cells(row: Element) -> Iterator[Element]:
    return (cell for cell in row if _name(cell) in ("td", "th") and _is_shown(cell))


def _grid(table: Element) -> Iterator[tuple[WordCell, ...]]:
    """Rows of cells on the grid; a cell over several rows continues in those below."""
    hanging: dict[int, tuple[int, int]] = {}  # first column → columns, rows still to come
    for row in _rows(table):
        cells, covered = [], {}
        for first, (span, left) in sorted(hanging.items()):
            cells.append(WordCell("", first, span, continues=True))
            covered[first] = span
            hanging[first] = (span, left - 1)
        hanging = {first: each for first, each in hanging.items() if each[1] > 0}
        taken = {first + offset for first, span in covered.items() for offset in range(span)}
        column = 0
        for cell in _cells(row):
            while column in taken:
                column += 1
            span, down = _count(cell, "colspan"), _count(cell, "rowspan")
            cells.append(WordCell(_cell_text(cell), column, span, continues=False))
            if down > 1:
                hanging[column] = (span, down - 1)
            column += span
        yield tuple(sorted(cells, key=lambda each: each.column))


def _count(cell: Element, name: str) -> int:
    value = (cell.get(name) or "1").strip()
    return min(max(int(value), 1), MOST_SPAN) if value.isdecimal() else 1


def _cell_text(cell: Element) -> str:
    blocks = list(_blocks(cell))
    return "\n".join(block.text for block in blocks if isinstance(block, WordParagraph))


def _inline(element: Element) -> str:
    """The text of an element inside a line; a break is a vertical tab until lines are made."""
    name = _name(element)
    if not _is_shown(element):
        return ""
    if name == "br":
        return "\v"
    if name == "input":
        return element.get("value") or "" if element.get("type", "text") == "text" else ""
    inner = "".join([element.text or "", *(_inline(c) + (c.tail or "") for c in element)])
    return inner.translate(RAISED_DIGITS) if name == "sup" else inner


def _is_shown(element: Element) -> bool:
    name = _name(element)
    if not name or name in _SKIPPED or element.get("hidden") is not None:
        return False
    style = element.get("style") or ""
    return not (_NOT_SHOWN.search(style) or _STRUCK.search(style))


def _name(element: Element) -> str:
    return element.tag.lower() if isinstance(element.tag, str) else ""
