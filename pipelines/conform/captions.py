"""What stands around a table: its title, the statement of its unit, and the notes under it."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import inf

from pipelines.conform.units import StatedUnit, stated_unit
from pipelines.conform.wording import squeeze
from pipelines.extract.document_tree import Box, Cell, Line, Page, Table, enclosing

TITLE_LENGTH = 60
# Lines of one title: their letters differ so little in height, their edges or middles so little
# in place (points).
SAME_SIZE, IN_LINE = 1.0, 4.0
_LABELLED = re.compile(
    r"^(?:[^:]{2,8}):|^[(]?(?:金额)?单位[:为]|单位[:为](?:人民币)?[百千万亿]*元[)]?$"
)
_TITLE_END = re.compile(
    # 支出表—人员经费(工资福利支出)(按政府预算经济分类)
    r"表(?:[-—]+[^()]{2,12})?(?:[(][^()]*(?:[(][^()]*[)])?[^()]*[)]){0,2}(?:续表?)?$"
)
_BEFORE_TITLE = re.compile(
    # 表五 一般公共预算: the number ends before 一般
    r"^(?:附?表(?:\d+|[一二三四五六七八九十]+(?!般))(?:-\d+)?[:、.]?|公开\d+表|\d+[.、])"
)


@dataclass(frozen=True)
class Text:
    """A piece of text with its box: a line on the page or a merged cell at a table's head."""

    squeezed: str
    printed: str
    box: Box


@dataclass(frozen=True)
class Caption:
    """Texts above a table (nearest last), texts below it, and where the table's header begins."""

    above: tuple[Text, ...]
    below: tuple[Text, ...]
    header_row: int


def caption_of(page: Page, table: Table) -> Caption:
    """Texts between the previous table and this one, and between this one and the next."""
    ends = [other.box.bottom for other in page.tables if other.box.bottom <= table.box.top + 1]
    starts = [other.box.top for other in page.tables if other.box.top >= table.box.bottom - 1]
    lines = _own_lines(page, table)
    above = _between(lines, max(ends, default=0.0), table.box.top)
    below = _between(lines, table.box.bottom, min(starts, default=page.height))
    inside, header_row = _captions_inside(table)
    return Caption((*above, *inside), tuple(below), header_row)


def _own_lines(page: Page, table: Table) -> list[Line]:
    """The lines of the page from the top down; of forms side by side, each has its own."""
    lines = sorted(page.lines, key=lambda line: line.box.top)
    left, right = _side(page, table)
    own = [_within(line, left, right) for line in lines]
    others = [_within(line, *side) for line in lines for side in ((-inf, left), (right, inf))]
    if all(any(line and _is_title(line.text) for line in part) for part in (own, others)):
        return [line for line in own if line]
    return lines


def _side(page: Page, table: Table) -> tuple[float, float]:
    """From where to where the page is this table's, where others stand beside it."""
    box = table.box
    beside = [
        other.box
        for other in page.tables
        if min(other.box.bottom, box.bottom) - max(other.box.top, box.top) > 0
    ]
    left = max((other.x1 for other in beside if other.x1 <= box.x0), default=-inf)
    right = min((other.x0 for other in beside if other.x0 >= box.x1), default=inf)
    return (left + max(box.x0, left)) / 2, (right + min(box.x1, right)) / 2


def _within(line: Line, left: float, right: float) -> Line | None:
    """The part of a line between two places of the page; None where nothing of it is there."""
    places = [
        (character, x0, x1)
        for character, x0, x1 in zip(line.text, line.starts, line.ends, strict=True)
        if left <= (x0 + x1) / 2 <= right and character.strip()
    ]
    if not places:
        return None
    texts, starts, ends = zip(*places, strict=True)
    return Line(
        "".join(texts), Box(starts[0], line.box.top, ends[-1], line.box.bottom), starts, ends
    )


def _between(lines: Sequence[Line], top: float, bottom: float) -> list[Text]:
    middles = [(line, (line.box.top + line.box.bottom) / 2) for line in lines]
    return [text_of_line(line) for line, middle in middles if top <= middle <= bottom]


def text_of_line(line: Line) -> Text:
    """A printed line as a text that can be compared."""
    return Text(squeeze(line.text), line.text, line.box)


def row_cells(table: Table, row: int) -> list[Cell]:
    """The cells of a row from left to right, each once."""
    return list(dict.fromkeys(cell for cell in table.grid[row] if cell is not None))


def _captions_inside(table: Table) -> tuple[list[Text], int]:
    """Leading rows that are one merged cell, or that state the unit, belong to the caption."""
    inside: list[Text] = []
    for row in range(table.row_count):
        cells = row_cells(table, row)
        printed = [cell for cell in cells if cell.text.strip()]
        if row == table.row_count - 1 or not is_caption_row(cells, printed):
            return inside, row
        inside += [text_of_line(line) for cell in printed for line in cell.lines]
    return inside, 0


def is_labelled(text: str) -> bool:
    """Whether a text is a label with what it labels (编制部门：…), or states the unit."""
    return bool(_LABELLED.search(squeeze(text)))


def is_caption_row(cells: Sequence[Cell], printed: Sequence[Cell]) -> bool:
    """A blank row, one merged cell that is a title, or labels with a colon (编制部门：, 单位：)."""
    is_title = len(printed) == 1 and len(cells) <= 2 and _is_title(printed[0].text)
    return not printed or is_title or all(is_labelled(c.text) for c in printed)


def _is_title(text: str) -> bool:
    return bool(re.search(r"表(?:\d+)?(?:[(].*[)])?$", squeeze(text)))


def title_candidates(above: Sequence[Text]) -> Iterable[tuple[str, str]]:
    """(squeezed, printed) titles, the nearest first; a title may run over two lines.

    Of a title that is broken over two lines of one kind its second line alone is none; the end of
    a sentence above a title is no part of it.
    """
    for index in range(len(above) - 1, -1, -1):
        single = above[index]
        if index and _is_broken(above[index - 1], single):
            yield from _over_two(above[index - 1], single)
        yield from _candidate(single.squeezed, single.printed)
        if index + 1 < len(above):
            yield from _over_two(single, above[index + 1])


def _over_two(upper: Text, lower: Text) -> Iterable[tuple[str, str]]:
    return _candidate(upper.squeezed + lower.squeezed, upper.printed + lower.printed)


def _is_broken(upper: Text, lower: Text) -> bool:
    """Whether one line goes on in the next: letters of one size, near, and in line."""
    words = _BEFORE_TITLE.sub("", upper.squeezed).lstrip(":")
    is_whole = _TITLE_END.search(words) or is_labelled(words) or is_labelled(lower.squeezed)
    gap = lower.box.top - upper.box.bottom
    is_near = abs(upper.box.height - lower.box.height) <= SAME_SIZE and 0 <= gap < upper.box.height
    left, middle = upper.box.x0 - lower.box.x0, upper.box.middle[0] - lower.box.middle[0]
    return not is_whole and is_near and min(abs(left), abs(middle)) <= IN_LINE


def _candidate(squeezed: str, printed: str) -> Iterable[tuple[str, str]]:
    title = _BEFORE_TITLE.sub("", squeezed)
    if title and len(title) <= TITLE_LENGTH and _TITLE_END.search(title) and "。" not in title:
        yield title, printed


def unit_of(title: str, above: Sequence[Text], below: Sequence[Text] = ()) -> StatedUnit:
    """The unit stated from the title of the table to its head, else below it."""
    at = max((i for i, text in enumerate(above) if text.printed in title), default=0)
    nearest = stated_unit(text.printed for text in above[at:])
    if nearest.unit or nearest.contradicting:
        return nearest
    return stated_unit(text.printed for text in (*above, *below))


def empty_note(texts: Iterable[Text], patterns: Sequence[re.Pattern[str]]) -> Text | None:
    """The note that declares a form empty."""
    for text in texts:
        if any(pattern.search(text.squeezed) for pattern in patterns):
            return text
    return None


def joined(texts: Sequence[Text]) -> list[Text]:
    """Each text, and all of them as one: a note may run over several lines."""
    if len(texts) < 2:
        return list(texts)
    whole = Text(
        "".join(text.squeezed for text in texts),
        "".join(text.printed for text in texts),
        enclosing([text.box for text in texts]),
    )
    return [*texts, whole]
