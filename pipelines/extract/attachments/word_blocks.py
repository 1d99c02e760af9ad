"""The body of a WordprocessingML document as blocks in order: paragraphs, tables, page breaks.

Elements are known by their local names, so that transitional and strict files read alike. Content
controls, insertions and text boxes are read; deletions, hidden and struck-out text and fallbacks
are not, and neither are numbers that a list style prints. Raised digits are kept as raised ones.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from pipelines.extract.text_lines import RAISED_DIGITS

Element = Any
_TRANSPARENT = frozenset(("sdt", "sdtContent", "ins", "moveTo", "smartTag", "customXml"))
_SKIPPED = frozenset(("del", "moveFrom", "Fallback", "pPr", "rPr", "sectPr", "instrText"))
_SAID = {"tab": " ", "cr": "\n", "noBreakHyphen": "-"}
_NO = ("0", "false", "off")
PAGE_BREAK = "\f"


@dataclass(frozen=True)
class WordParagraph:
    """One paragraph without page breaks; `is_start` is false where a page break tore it."""

    text: str
    is_start: bool = True


@dataclass(frozen=True)
class WordPageBreak:
    """A recorded page break."""


@dataclass(frozen=True)
class WordCell:
    """One cell: grid columns that it covers; `continues` says that it belongs to the one above."""

    text: str
    column: int
    column_span: int
    continues: bool


@dataclass(frozen=True)
class WordTable:
    """One table: grid column widths in points (0 where not recorded) and rows of cells."""

    widths: tuple[float, ...]
    rows: tuple[tuple[WordCell, ...], ...] = field(default=())


Block = WordParagraph | WordPageBreak | WordTable


def name_of(element: Element) -> str:
    """The element's name without its namespace."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def blocks_of(parent: Element) -> Iterator[Block]:
    """The blocks directly in a body, a cell or a text box, in order."""
    for child in parent:
        name = name_of(child)
        if name == "p":
            yield from _paragraph(child)
        elif name == "tbl":
            yield _table(child)
        elif name in _TRANSPARENT:
            yield from blocks_of(child)


def _paragraph(paragraph: Element) -> Iterator[Block]:
    settings = _child(paragraph, "pPr")
    if _is_on(_child(settings, "pageBreakBefore")):
        yield WordPageBreak()
    boxes: list[Element] = []
    pieces = _text(paragraph, boxes).split(PAGE_BREAK)
    for index, piece in enumerate(pieces):
        if index:
            yield WordPageBreak()
        if piece.strip():
            yield WordParagraph(piece, is_start=index == 0 or not pieces[index - 1].strip())
    for box in boxes:
        yield from blocks_of(box)
    if _ends_page(_child(settings, "sectPr")):
        yield WordPageBreak()


def _ends_page(section: Element | None) -> bool:
    """A section that ends here starts the next one on a new page unless it says otherwise."""
    return section is not None and _value(_child(section, "type")) != "continuous"


def _text(element: Element, boxes: list[Element]) -> str:
    """The text inside an element, page breaks as form feeds; text boxes are set apart."""
    texts: list[str] = []
    for child in element:
        name = name_of(child)
        if name in _SKIPPED or (name == "r" and _is_unseen(child)):
            continue
        if name == "r" and _is_raised(child):
            texts.append(_text(child, boxes).translate(RAISED_DIGITS))
        elif name == "t":
            texts.append(child.text or "")
        elif name == "br":
            texts.append(PAGE_BREAK if _attribute(child, "type") == "page" else "\n")
        elif name == "lastRenderedPageBreak":
            texts.append(PAGE_BREAK)
        elif name == "txbxContent":
            boxes.append(child)
        else:
            texts.append(_SAID.get(name) or _text(child, boxes))
    return "".join(texts)


def _is_unseen(run: Element) -> bool:
    """Hidden text, and text that is struck out."""
    looks = _child(run, "rPr")
    return any(_is_on(_child(looks, name)) for name in ("vanish", "strike", "dstrike"))


def _is_raised(run: Element) -> bool:
    return _value(_child(_child(run, "rPr"), "vertAlign")) == "superscript"


def _table(table: Element) -> WordTable:
    grid = _child(table, "tblGrid")
    columns = [c for c in (grid if grid is not None else ()) if name_of(c) == "gridCol"]
    widths = tuple(_number(_attribute(column, "w")) / 20 for column in columns)
    return WordTable(
        widths, tuple(_row(row) for row in _named(table, "tr") if not _is_deleted(row))
    )


def _is_deleted(row: Element) -> bool:
    """A row that a tracked change deletes."""
    return _child(_child(row, "trPr"), "del") is not None


def _row(row: Element) -> tuple[WordCell, ...]:
    column = int(_number(_value(_child(_child(row, "trPr"), "gridBefore"))))
    cells: list[WordCell] = []
    for cell in _named(row, "tc"):
        settings = _child(cell, "tcPr")
        span = max(int(_number(_value(_child(settings, "gridSpan")))), 1)
        merge = _child(settings, "vMerge")
        continues = merge is not None and _value(merge) != "restart"
        cells.append(WordCell("" if continues else _cell_text(cell), column, span, continues))
        column += span
    return tuple(cells)


def _cell_text(cell: Element) -> str:
    """The paragraphs of a cell, one a line; the rows of a table inside it, one a line each."""
    lines: list[str] = []
    for block in blocks_of(cell):
        if isinstance(block, WordParagraph):
            lines.append(block.text)
        elif isinstance(block, WordTable):
            lines += [" ".join(inner.text for inner in row) for row in block.rows]
    return "\n".join(lines)


def _named(parent: Element, wanted: str) -> Iterator[Element]:
    for child in parent:
        if name_of(child) == wanted:
            yield child
        elif name_of(child) in _TRANSPARENT:
            yield from _named(child, wanted)


def _child(parent: Element | None, wanted: str) -> Element | None:
    children = parent if parent is not None else ()
    return next((child for child in children if name_of(child) == wanted), None)


def _attribute(element: Element, wanted: str) -> str | None:
    return next((v for key, v in element.attrib.items() if key.rpartition("}")[2] == wanted), None)


def _value(element: Element | None) -> str | None:
    return None if element is None else _attribute(element, "val")


def _is_on(element: Element | None) -> bool:
    return element is not None and _value(element) not in _NO


def _number(text: str | None) -> float:
    return float(text) if text and text.lstrip("-").replace(".", "", 1).isdigit() else 0.0
