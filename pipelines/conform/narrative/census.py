"""Every numeric token of a document: claimed by a row of the warehouse, or in a named class.

The classes are told by the words around the token; what none of them fits is unclaimed. Tokens
inside ruled tables were counted with their cells (table_numbers.py).
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pipelines.conform.narrative.number_classes import load_number_classes
from pipelines.conform.narrative.page_furniture import furniture_lines
from pipelines.conform.wording import squeeze
from pipelines.extract.document_tree import DocumentTree, Line, Page
from pipelines.extract.ideographs import plain_letters
from pipelines.locations import LEXICON

Record = dict[str, Any]
Mark = tuple[int, int, int]
# Under this heading each line ends with the number of a page.
CONTENTS, MOST_DIGITS = "目录", 3
# `4.2026年` is a marker and a year, `2025.1.1` a date of three tokens, `3,200.50` one number.
TOKEN = re.compile(
    r"\d{1,2}(?=[.、](?:19|20)\d\d年)|(?:19|20)\d\d(?=[.]\d{1,2}(?:[.]\d{1,2}|[^\d.]|$))"
    r"|(?<=\d{4}[.])\d{1,2}(?=[.]\d)|(?<=\d[.])\d{1,2}(?![\d.])|\d[\d,.]*\d|\d",
    re.ASCII,
)
_OF_TABLES = {
    "amount": "claimed",
    "statistic": "claimed",
    "target": "claimed",
    "project": "claimed",
    "sequence": "list_marker",
    "year": "year",
    "code": "code",
    "quarantined": "quarantined",
}
_NAME_OF_TABLES = {
    "amount": "core.fct_amount",
    "statistic": "core.fct_statistic",
    "target": "core.fct_target",
    "project": "core.fct_project",
}


def number_census(
    tree: DocumentTree,
    marks: Mapping[Mark, tuple[str, str]],
    table_numbers: Sequence[Record],
) -> Iterator[Record]:
    """Every token with its page and box; `marks` are the letters that records claim."""
    cell_texts = _cell_texts(tree)
    for number in table_numbers:
        yield _of_table(number, cell_texts)
    furniture = furniture_lines(tree)
    for page in tree.pages:
        is_contents = any(squeeze(line.text) == CONTENTS for line in page.lines)
        for line in page.lines:
            is_furniture = (page.number, line) in furniture
            kind = "furniture" if is_furniture else "contents" if is_contents else "text"
            yield from _of_line(page, line, marks, kind)


def _cell_texts(tree: DocumentTree) -> dict[tuple[int, float, float], tuple[str, int, int]]:
    """Where each token inside a table begins: the text of its line, and its place in it."""
    return {
        (page.number, *_corner(page, line, found.span())): (line.text, *found.span())
        for page in tree.pages
        for table in page.tables
        for cell in table.cells
        for line in cell.lines
        for found in TOKEN.finditer(plain(line.text))
    }


def _corner(page: Page, line: Line, span: tuple[int, int]) -> tuple[float, float]:
    shown = page.displayed(line.box_of(*span))
    return round(shown.x0, 1), round(shown.top, 1)


def _of_table(
    number: Record, texts: Mapping[tuple[int, float, float], tuple[str, int, int]]
) -> Record:
    found = str(number["class"])
    kept = {name: number[name] for name in ("page", "token", "x0", "top", "x1", "bottom")}
    name = _OF_TABLES.get(found)
    if name is None:
        where = texts.get((number["page"], number["x0"], number["top"]))
        name = class_of(*where) if where else "unclaimed"
    return {
        **kept,
        "claimed_by": number.get("claimed_by"),
        "claimed_in": _NAME_OF_TABLES.get(found),
        "class": name,
    }


def _of_line(
    page: Page,
    line: Line,
    marks: Mapping[Mark, tuple[str, str]],
    kind: str,
) -> Iterator[Record]:
    for found in TOKEN.finditer(plain(line.text)):
        owner = next(
            (
                marks[mark]
                for at in range(*found.span())
                if (mark := (page.number, id(line), at)) in marks
            ),
            None,
        )
        shown = page.displayed(line.box_of(*found.span()))
        box = {name: round(value, 1) for name, value in shown._asdict().items()}
        name = (
            "claimed"
            if owner
            else "page_number"
            if kind == "furniture" or (kind == "contents" and _ends(line.text, found))
            else class_of(line.text, *found.span())
        )
        yield {
            "page": page.number,
            "token": found[0],
            **box,
            "claimed_by": owner[1] if owner else None,
            "claimed_in": owner[0] if owner else None,
            "class": name,
        }


def _ends(text: str, found: re.Match[str]) -> bool:
    return found.end() == len(text.rstrip()) and len(found[0]) <= MOST_DIGITS


def plain(text: str) -> str:
    """The text letter by letter in NFKC, so that places in it stay the same."""
    letters = (plain_letters(letter) for letter in text)
    return "".join(new if len(new) == 1 else old for old, new in zip(text, letters, strict=True))


def class_of(text: str, first: int, last: int) -> str:
    """The class of the token text[first:last] by its line; `unclaimed` where none fits."""
    text = plain(text)
    before, token, after = text[:first], text[first:last], text[last:]
    for rule in load_number_classes(LEXICON):
        if rule.fits(before, token, after):
            return rule.name
    return "unclaimed"
