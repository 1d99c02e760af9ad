"""One page of a PDF with a text layer into lines and ruled tables.

Opening files and judging pages (triage) are elsewhere.
"""

from collections import Counter
from typing import Any

from pdfplumber.page import Page as PlumberPage

from pipelines.extract.document_tree import Box, Page
from pipelines.extract.table_grid import find_ruled_tables, table_with_text
from pipelines.extract.text_lines import Character, lines_of

# Rules thinner than nothing or drawn in the colour of paper are not seen by a reader.
PAPER = ({1}, {1.0}, {255})
# The direction in which text runs on the displayed page → the turn that makes it run rightwards.
TURN_BY_DIRECTION = {(1, 0): 0, (0, 1): 90, (-1, 0): 180, (0, -1): 270}


def read_page(plumber: PlumberPage, number: int, turned: int = 0) -> Page:
    """Lines and tables of one upright page; characters inside a table are in its cells only."""
    seen = plumber.filter(_is_seen)
    characters = [_character(char) for char in _without_doubles(seen).chars]
    ruled = find_ruled_tables(seen)
    tables = []
    for index, table in enumerate(ruled):
        inside = [c for c in characters if _holds(table.bbox, c)]
        read, stray = table_with_text(index, table, inside)
        tables.append(read)
        characters = [c for c in characters if not _holds(table.bbox, c)] + stray
    width, height = float(plumber.width), float(plumber.height)
    lines = lines_of(characters)
    return Page(number, width, height, "text", lines, tuple(tables), turned=turned)


def turn_to_read(plumber: PlumberPage) -> int:
    """Degrees clockwise that most of the page's text must be turned to stand upright."""
    directions = Counter(
        (round(a / size), round(b / size))
        for a, b in (char["matrix"][:2] for char in plumber.chars if char["text"].strip())
        if (size := max(abs(a), abs(b)))
    )
    usual = directions.most_common(1)[0][0] if directions else (1, 0)
    return TURN_BY_DIRECTION.get(usual, 0)


def _is_seen(obj: dict[str, Any]) -> bool:
    if obj["object_type"] not in ("line", "rect", "curve"):
        return True
    painted = [
        obj.get(colour)
        for flag, colour in (("stroke", "stroking_color"), ("fill", "non_stroking_color"))
        if obj.get(flag, True)
    ]
    return any(not _is_paper(colour) for colour in painted)


def _is_paper(colour: Any) -> bool:
    if colour is None:
        return False
    components = set(colour) if isinstance(colour, (tuple, list)) else {colour}
    is_cmyk = isinstance(colour, (tuple, list)) and len(colour) == 4
    return components == {0} if is_cmyk else components in PAPER


def _without_doubles(page: PlumberPage) -> Any:
    """Bold by printing twice gives each character twice; keep one."""
    places = {(c["text"], round(c["x0"] / 2), round(c["top"] / 2)) for c in page.chars}
    return page.dedupe_chars() if len(places) < len(page.chars) else page


def _character(char: dict[str, Any]) -> Character:
    return Character(char["text"], Box(char["x0"], char["top"], char["x1"], char["bottom"]))


def _holds(bbox: tuple[float, float, float, float], character: Character) -> bool:
    x, y = character.middle
    return bbox[0] <= x <= bbox[2] and bbox[1] <= y <= bbox[3]
