"""Causes that lie in how a total was added up: levels, ranges, missing or blank rows, rounding.

Each proposes the number that would have been printed; causes.py keeps those that reproduce it.
"""

from collections.abc import Iterator, Sequence
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from pipelines.validate.ties.figures import Figure
from pipelines.validate.ties.proposals import (
    LEVELS,
    ZERO,
    BrokenTie,
    Proposal,
    code_of,
    has_parts,
    is_below,
    reproduces,
)


def parent_blank(broken: BrokenTie) -> Iterator[Proposal]:
    """Only the top rows were added up, and some of them are blank above rows that are not."""
    tops = [row for row in broken.column if len(code_of(row)) == 3]
    if broken.is_quotient:
        return
    yield from _blank_part(broken)
    if code_of(broken.printed):
        return
    if any(row.value is None and has_parts(row, broken.column) for row in tops):
        value = sum((row.number for row in tops), ZERO)
        yield Proposal(
            value, "只加总类级行，而类级行有空白", "adds up the 类 rows, some of them blank"
        )


def _blank_part(broken: BrokenTie) -> Iterator[Proposal]:
    """A part of the row or column is blank, and the rows below it give what it should be."""
    mine = broken.printed
    for blank in broken.document:
        is_part = _is_beside(blank, mine) or (
            blank.column_label == mine.column_label and is_below(blank, mine)
        )
        if blank.value is None and blank.form_code == mine.form_code and is_part:
            value = broken.expected + _below(blank, broken.document)
            words = f"“{blank.row_label}”空白", f"{blank.row_label} is blank"
            yield Proposal(value, *words, culprit=blank)


def _is_beside(one: Figure, other: Figure) -> bool:
    """Whether two figures stand in one row of a page; some figures have no place on one."""
    edges = (one.top, one.bottom, other.top, other.bottom)
    if one.page != other.page or any(edge is None for edge in edges):
        return False
    return one.top < other.bottom and one.bottom > other.top


def _below(blank: Figure, document: Sequence[Figure]) -> Decimal:
    """What is printed on the next level below a blank."""
    rows = [
        row
        for row in document
        if row.number and is_below(row, blank) and row.stated_in == "table"
        and (row.form_code, row.column_label) == (blank.form_code, blank.column_label)
        and (row.fiscal_year, row.phase) == (blank.fiscal_year, blank.phase)
    ]  # fmt: skip
    nearest = min((len(code_of(row)) for row in rows), default=0)
    return sum((row.number for row in rows if len(code_of(row)) == nearest), ZERO)


def row_absent(broken: BrokenTie) -> Iterator[Proposal]:
    """A row that another form prints is missing from this one."""
    mine = broken.printed
    if broken.is_quotient or not (code_of(mine) or mine.form_code):
        return
    if code_of(mine) and not any(is_below(part, mine) for _, part in broken.parts):
        return
    here = {code_of(row) for row in (*broken.column, mine)}
    for other in broken.document:
        code = code_of(other)
        if code and code not in here and other.number and _is_part(code, broken):
            yield Proposal(
                broken.expected + other.number,
                f"缺少“{other.row_label}”一行（见另一表格）",
                f"the row {other.row_label} is missing; another form prints it",
            )


def row_not_printed(broken: BrokenTie) -> Iterator[Proposal]:
    """The level above, or another form, confirms a subtotal whose printed rows do not reach it."""
    mine = broken.printed
    is_short = abs(broken.expected) < abs(mine.number)
    if broken.is_quotient or not is_short or not all(is_below(p, mine) for _, p in broken.parts):
        return
    for other in broken.document:
        is_same = other.coordinates == mine.coordinates and other.form_code != mine.form_code
        is_above = is_below(mine, other) and other.coordinates[:5] == mine.coordinates[:5]
        if (is_same or is_above) and other.number == mine.number:
            yield Proposal(
                mine.number, "其下有一行未列出", "a row below it is not printed in any form"
            )
            return


def sum_of_levels(broken: BrokenTie) -> Iterator[Proposal]:
    """SUM(all rows)/k: a template that divides by the number of levels while a level is blank."""
    rows = [row for row in broken.column if row.value is not None]
    if broken.is_quotient or code_of(broken.printed) or not rows:
        return
    if _is_right(broken):
        return
    whole = sum((row.number for row in rows), ZERO)
    if any(has_parts(row, rows) for row in rows):
        yield Proposal(whole, "各级行全部相加", "adds up the rows of all levels")
    for levels in LEVELS:
        yield Proposal(
            whole / levels,
            f"各级行之和除以{levels}，而某些级次为空：SUM/{levels}",
            f"SUM of the rows of all levels / {levels}, while a level is blank",
        )


def _is_right(broken: BrokenTie) -> bool:
    """Whether the top rows of its column give what is printed: a right total is SUM/3 too."""
    rows = [row for row in broken.column if row.value is not None and code_of(row)]
    top = min((len(code_of(row)) for row in rows), default=0)
    tops = [row.number for row in rows if len(code_of(row)) == top]
    return bool(tops) and reproduces(sum(tops, ZERO), broken.printed)


def truncated_sum(broken: BrokenTie) -> Iterator[Proposal]:
    """A sum that stops before the last rows, or leaves one part out."""
    if broken.is_quotient or any(direction < 0 for direction, _ in broken.parts):
        return
    parts = [direction * part.number for direction, part in broken.parts]
    for stop in range(len(parts) - 1, 0, -1):
        left_out = "、".join(part.row_label or part.column_label for _, part in broken.parts[stop:])
        yield Proposal(
            sum(parts[:stop], ZERO), f"合计漏加{left_out}", f"the sum leaves out {left_out}"
        )
    for number, (direction, part) in enumerate(broken.parts):
        if part.number and number < len(parts) - 1:
            label = part.row_label or part.column_label
            value = broken.expected - direction * part.number
            yield Proposal(value, f"合计漏加{label}", f"the sum leaves out {label}")
    if not code_of(broken.printed):
        yield from _truncated_levels(broken)


def _truncated_levels(broken: BrokenTie) -> Iterator[Proposal]:
    rows = [row for row in broken.column if row.value is not None]
    running = ZERO
    for number, row in enumerate(rows[:-1], start=1):
        running += row.number
        for levels in LEVELS if number > 1 else ():
            yield Proposal(
                running / levels,
                f"求和区域只到“{row.row_label}”：SUM/{levels}",
                f"the range ends at {row.row_label}: SUM / {levels}",
            )


def rounding(broken: BrokenTie) -> Iterator[Proposal]:
    """The parts were rounded, or cut, to the unit of the sum before they were added up."""
    step = (broken.printed.half or ZERO) * 2
    is_finer = any((part.half or ZERO) * 2 < step for _, part in broken.parts)
    if broken.is_quotient or len(broken.parts) < 2 or not is_finer:
        return
    for mode, zh in ((ROUND_HALF_UP, "四舍五入"), (ROUND_DOWN, "截尾")):
        if step:
            parts = [
                (d * p.number / step).quantize(Decimal(1), mode) * step for d, p in broken.parts
            ]
            yield Proposal(
                sum(parts, ZERO), f"各部分先{zh}后相加", "the parts were rounded before adding up"
            )


def _is_part(code: str, broken: BrokenTie) -> bool:
    """Whether the code stands right below the printed row, on the level of the parts."""
    own = code_of(broken.printed)
    levels = {len(code_of(part)) for _, part in broken.parts}
    return code.startswith(own) and len(code) in levels
