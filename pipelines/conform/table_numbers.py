"""Who claims each number printed in a ruled table: a statement, or a named class of other numbers.

Numbers in the narrative are counted by the number census, not here.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from pipelines.conform.amounts import is_ratio, number_tokens, read_amount
from pipelines.conform.forms.form import Form, FormPart, UnknownTable
from pipelines.conform.forms.header import is_sequence_row
from pipelines.conform.forms.lexicon import load_lexicon
from pipelines.conform.wording import squeeze
from pipelines.extract.document_tree import Box, Cell, Page
from pipelines.locations import CODES, LEXICON

Record = dict[str, Any]
_CODE_AND_NAME = re.compile(r"^[\[(【]?\d{3,9}[\])】]?[-—_.、]?[\u4e00-\u9fff]")
_LISTED_CODE = re.compile(r"^0\d+$")
_YEAR = re.compile(r"^(?:19|20)\d\d$")


def numbers_of_form(form: Form, claims: Mapping[tuple[int, Cell], str | None]) -> Iterator[Record]:
    """One record per numeric token of the form's tables; a claim of None is a quarantined cell."""
    roles = {column.index: column.role for column in form.columns}
    for part in form.parts:
        by_place = {place: roles[index] for index, place in enumerate(part.places)}
        for cell in part.table.cells:
            if cell.column < part.lent:
                continue
            key = (part.page.number, cell)
            if key in claims:
                kind = "amount" if claims[key] else "quarantined"
            else:
                kind = _class(part, cell, by_place.get(cell.column))
            for number in _tokens(part.page, cell, kind, claims.get(key)):
                is_code = kind == "other" and _is_code_before_name(cell, number["token"])
                yield number | {"class": "code"} if is_code else number


def _is_code_before_name(cell: Cell, token: str) -> bool:
    """30101-基本工资, [201]一般公共服务支出: a code and a name in one cell."""
    return bool(_CODE_AND_NAME.match(squeeze(cell.text))) and token.isdigit() and len(token) >= 2


def numbers_set_aside(unknown: UnknownTable) -> Iterator[Record]:
    """The numbers of a table that is set aside as a whole."""
    for cell in unknown.table.cells:
        yield from _tokens(unknown.page, cell, "quarantined", None)


def numbers_of_unknown(unknown: UnknownTable) -> Iterator[Record]:
    """The numbers of a table that other rules read: what they claim is told by claim_cells."""
    numbered = _numbered_columns(unknown)
    for cell in unknown.table.cells:
        kind = "other_table" if read_amount(cell.text) else "other"
        if cell.column in numbered:
            kind = "sequence"
        # digits that begin with a zero count nothing
        is_code = bool(_LISTED_CODE.match(squeeze(cell.text)))
        yield from _tokens(unknown.page, cell, "code" if is_code else kind, None)


def _numbered_columns(unknown: UnknownTable) -> set[int]:
    """Columns that number the rows of a table (序号), by their head in its first row."""
    lexicon = load_lexicon(LEXICON, CODES)
    heads = [cell for cell in unknown.table.cells if cell.row == 0]
    return {cell.column for cell in heads if lexicon.column_kind(cell.text) == "sequence"}


def _class(part: FormPart, cell: Cell, role: str | None) -> str:
    text = squeeze(cell.text)
    if role == "sequence" or is_sequence_row(part.table, cell.row):
        return "sequence"
    if cell.row < part.first_row:
        return "year" if _YEAR.match(text) else "other"
    if role in ("code", "unit_name") and re.sub(r"[.．-]", "", text).isdigit():
        return "code"
    if role in ("ratio", "text", "unit_name", "name", "project_name", "year", "count") or is_ratio(
        text
    ):
        return "other"
    return "unclaimed" if read_amount(text) else "other"


def _tokens(page: Page, cell: Cell, kind: str, statement: str | None) -> Iterator[Record]:
    for line in cell.lines:
        for first, last in number_tokens(line.text):
            box = page.displayed(line.box_of(first, last))
            yield {
                "page": page.number,
                "token": line.text[first:last],
                **{name: round(value, 1) for name, value in box._asdict().items()},
                "claimed_by": statement,
                "class": kind,
            }


def claim_cells(
    numbers: Iterable[Record], claims: Iterable[tuple[Page, Cell, str, str | None]]
) -> None:
    """Give the numbers inside claimed cells (page, cell, class, id of the row) to their row."""
    by_page: dict[int, list[tuple[Box, str, str | None]]] = defaultdict(list)
    for page, cell, kind, owner in claims:
        by_page[page.number].append((page.displayed(cell.box), kind, owner))
    for number in numbers:
        middle = (number["x0"] + number["x1"]) / 2, (number["top"] + number["bottom"]) / 2
        for box, kind, owner in by_page[number["page"]]:
            if box.x0 <= middle[0] <= box.x1 and box.top <= middle[1] <= box.bottom:
                number |= {"claimed_by": owner, "class": kind}
