"""Causes that lie in one figure: its sign, unit, digits, year, or the place it was taken from.

Each proposes the number that would have been printed; causes.py keeps those that reproduce it.
"""

from collections.abc import Callable, Iterator, Sequence
from decimal import ROUND_DOWN, Decimal

from pipelines.validate.ties.figures import Figure
from pipelines.validate.ties.proposals import (
    SCALES,
    ZERO,
    BrokenTie,
    Proposal,
    code_of,
    digits,
    is_below,
    reproduces,
)


def sign(broken: BrokenTie) -> Iterator[Proposal]:
    """The number, or a part that is printed below zero, with the other sign; more for less."""
    if not broken.expected:
        return
    yield Proposal(-broken.expected, "正负号相反", "the sign is the other way round")
    if broken.is_quotient:
        yield from _more_for_less(broken)
        return
    yield from (_counted_otherwise(broken, *term) for term in broken.parts if term[1].number < 0)


def sign_of_part(broken: BrokenTie) -> Iterator[Proposal]:
    """A part counted with the other sign: less likely than a misprint of it."""
    if not broken.is_quotient:
        yield from (_counted_otherwise(broken, *t) for t in broken.parts if t[1].number > 0)


def _counted_otherwise(broken: BrokenTie, direction: int, part: Figure) -> Proposal:
    return Proposal(
        broken.expected - 2 * direction * part.number,
        f"“{part.row_label}”按相反符号计入",
        f"{part.row_label} counted the other way",
        culprit=part if part.number < 0 else None,
    )


def _more_for_less(broken: BrokenTie) -> Iterator[Proposal]:
    """A rate whose change, and itself, should have the other direction."""
    changes = {part.figure_id: -part.number for _, part in broken.parts if _is_change(part)}
    above, below = broken.quotient_with(changes)
    if changes and below:
        yield Proposal(-above / below * 100, "增减方向相反", "more is said for less")


def _is_change(part: Figure) -> bool:
    return part.claim_kind == "change"


def neighbours_swapped(broken: BrokenTie) -> Iterator[Proposal]:
    """The row above or below prints what should stand here: both stand in each other's place."""
    mine = broken.printed
    if broken.is_quotient or not code_of(mine) or any(is_below(p, mine) for _, p in broken.parts):
        return
    placed = [row for row in broken.column if row.number and None not in (row.top, mine.top)]
    rows = [row for row in placed if len(code_of(row)) == len(code_of(mine))]
    above = [row for row in rows if (row.page, row.top) < (mine.page, mine.top)][-1:]
    below = [row for row in rows if (row.page, row.top) > (mine.page, mine.top)][:1]
    for row in (*above, *below):
        if row.number != mine.number and row.interval.holds(broken.expected):
            yield Proposal(
                mine.number,
                f"与相邻的“{row.row_label}”互换",
                f"stands in the place of {row.row_label}, and that here",
                culprit=min(mine, row, key=lambda each: (each.page, each.top)),
            )


def figure_of_other_form(broken: BrokenTie) -> Iterator[Proposal]:
    """The figure of another row; what states the same row only agrees with what is printed."""
    mine = broken.printed
    known = {mine.figure_id, *(part.figure_id for _, part in broken.parts)}
    right = {part.number for _, part in broken.parts if part.coordinates == mine.coordinates}
    for other in broken.document:
        is_near = other.members == mine.members or code_of(mine).startswith(code_of(other))
        is_other_place = other.form_code != mine.form_code or other.row_label != mine.row_label
        if other.figure_id in known or not (other.number and is_near and is_other_place):
            continue
        if _corroborates(other, broken) or other.number in right:
            continue
        if other.stated_in == "table" and (other.fiscal_year, other.unit) == (
            mine.fiscal_year,
            mine.unit,
        ):
            where = f"{other.row_label} {other.column_label}".strip()
            yield Proposal(other.number, f"与另一处“{where}”相同", f"is the figure of {where}")


def _corroborates(other: Figure, broken: BrokenTie) -> bool:
    """Whether the other figure states the same amount, or a total of the same side and year.

    A right total is printed in many forms, and a right class in many columns: equal ones say
    nothing against it.
    """
    mine = broken.printed
    is_total = not (any(mine.members) or any(other.members))
    is_parent = any(is_below(part, mine) for _, part in broken.parts)
    is_above = is_parent and (is_below(mine, other) or code_of(mine) == code_of(other))
    return other.coordinates == mine.coordinates or is_above or (is_total and len(broken.parts) > 1)


def unit_scale(broken: BrokenTie) -> Iterator[Proposal]:
    """A power of ten too large or too small; a printed 0 would fit any of them."""
    if not broken.printed.number:
        return
    if broken.is_quotient:
        for power in (1, -1, 2, -2):
            value = broken.expected.scaleb(power)
            yield Proposal(value, "小数点错位", f"the decimal point is {abs(power)} places off")
        return
    for factor, power in SCALES:
        words = (
            (f"单位差10的{abs(power)}次方（元、千元、万元混用）", f"the unit is off by 10^{power}")
            if abs(power) > 2
            else ("小数点错位", f"the decimal point is {abs(power)} places off")
        )
        yield Proposal(broken.expected * factor, *words)
        for direction, part in broken.parts:
            scaled = direction * part.number * factor
            # a part scaled away to nothing is one left out
            if abs(scaled) > (broken.printed.half or ZERO) * 2:
                value = broken.expected + scaled - direction * part.number
                yield Proposal(value, *words, culprit=part)


def prior_year_value(broken: BrokenTie) -> Iterator[Proposal]:
    """Last year's figure of the same coordinates, unless both years are stated to be level."""
    mine = broken.printed
    witnesses = (
        other
        for other in broken.document
        if other.figure_id != mine.figure_id and other.coordinates == mine.coordinates
    )
    if any(other.number == mine.number for other in witnesses):
        return
    for other in broken.document:
        is_last_year = other.fiscal_year == mine.fiscal_year - 1 and other.number
        if is_last_year and other.coordinates[1:] == mine.coordinates[1:]:
            yield Proposal(other.number, "是上年数", "is last year's figure")
        if _is_change(other) and other.statement_id == mine.figure_id and other.number:
            value = broken.expected - other.number
            yield Proposal(value, "是上年数", "is last year's figure")


def wrong_base(broken: BrokenTie) -> Iterator[Proposal]:
    """A rate or share computed on this year's amount, upside down, or on another total."""
    if not broken.is_quotient or not broken.parts:
        return
    above, below = broken.quotient
    for direction, part in broken.parts:
        if direction > 0 and part.number not in (ZERO, above, below):
            words = f"以{part.printed_text}为基数计算", f"computed on {part.printed_text}"
            yield Proposal(above / part.number * 100, *words)
    if above:
        yield Proposal(below / above * 100, "分子与分母颠倒", "base and amount are swapped")
    _, part = broken.parts[0]
    for other in broken.document:
        is_total = other.stated_in == "table" and not any(other.members)
        if is_total and other.number and other.unit == part.unit:
            value = part.number / other.number * 100
            label = f"{other.row_label} {other.column_label}".strip()
            yield Proposal(value, f"以“{label}”为分母", f"computed on {label}")


def ratio_for_rate(broken: BrokenTie) -> Iterator[Proposal]:
    """This year's amount over last year's (or the other way), where the change over it belongs."""
    change, last = broken.quotient
    this = last + change
    if broken.printed.claim_kind != "change_rate" or not (this and last):
        return
    direction = -1 if broken.printed.number < 0 else 1
    for value in (this / last, last / this):
        for times in (1, 100):
            yield Proposal(
                direction * value * times,
                "印的是本年数与上年数之比，不是增减率",
                "it is this year's amount against last year's, not the change",
            )


def recomputed_from_witness(broken: BrokenTie) -> Iterator[Proposal]:
    """A rate or share computed from another statement of the same amount."""
    if not broken.is_quotient or len(broken.parts) < 2:
        return
    stated = [part for _, part in broken.parts if part.figure_kind == "statement"]
    for other in broken.document:
        alike = [part for part in stated if _states_otherwise(other, part)]
        above, below = broken.quotient_with({part.figure_id: other.number for part in alike})
        if alike and below:
            yield Proposal(
                above / below * 100,
                f"按另一处所印{other.printed_text}计算",
                f"computed from {other.printed_text}, which is printed elsewhere",
                culprit=other,
            )


def _states_otherwise(other: Figure, part: Figure) -> bool:
    """Whether the other states another amount for the same."""
    is_same = other.coordinates == part.coordinates and other.unit == part.unit
    return bool(is_same and other.number and other.number != part.number)


def truncated(broken: BrokenTie) -> Iterator[Proposal]:
    """The figure, alone against one other or a quotient, is cut after its last digit."""
    mine = broken.printed
    step = (mine.half or ZERO) * 2
    if not step or not (broken.is_quotient or len(broken.parts) == 1):
        return
    if (broken.expected / step).quantize(Decimal(1), ROUND_DOWN) * step == mine.number:
        yield Proposal(
            mine.number, "截去末位以后的数字而未四舍五入", "the digits are cut off, not rounded"
        )


def transposed_digits(broken: BrokenTie) -> Iterator[Proposal]:
    """Two neighbouring digits stand in the wrong order."""
    yield from _misprints(broken, _is_transposed, "相邻两位数字颠倒", "two digits are swapped")


def digit_changed(broken: BrokenTie) -> Iterator[Proposal]:
    """One digit is another one."""
    yield from _misprints(broken, _is_one_digit_off, "有一位数字不同", "one digit is another")


def _misprints(
    broken: BrokenTie, differs: Callable[[str, str], bool], zh: str, en: str
) -> Iterator[Proposal]:
    """A part that another form corrects, else the printed number, else the only part it can be."""
    mine = broken.printed
    gap = mine.number - broken.expected
    alone: list[Figure] = []
    for direction, part in () if broken.is_quotient else broken.parts:
        right = part.number + direction * gap
        if not differs(digits(right, part), digits(part.number, part)):
            continue
        alone.append(part)
        if _is_witnessed(mine, part, right, broken.document):
            yield _misprint(mine, part, zh, en)
    if differs(digits(broken.expected, mine), digits(mine.number, mine)):
        yield Proposal(mine.number, zh, en)
    elif len(alone) == 1 and differs is _is_transposed:
        yield _misprint(mine, alone[0], zh, en)


def _misprint(mine: Figure, part: Figure, zh: str, en: str) -> Proposal:
    words = f"“{part.row_label}”{zh}", f"{part.row_label}: {en}"
    return Proposal(mine.number, *words, culprit=part)


def _is_witnessed(mine: Figure, part: Figure, right: Decimal, document: Sequence[Figure]) -> bool:
    """Whether another form prints the right value for the row of the part."""
    return any(
        other.members == part.members
        and other.figure_id not in (part.figure_id, mine.figure_id)
        and other.unit == part.unit
        and reproduces(right, other)
        and other.number
        for other in document
    )


def ocr_candidate(broken: BrokenTie) -> Iterator[Proposal]:
    """Another reading of a doubtful figure satisfies the tie."""
    for candidate in broken.candidates:
        if (
            broken.printed.half is not None
            and abs(candidate - broken.expected) <= broken.printed.half
        ):
            yield Proposal(
                broken.printed.number,
                f"识别候选{candidate}满足勾稽",
                f"the reading {candidate} fits",
            )


def _is_transposed(right: str, printed: str) -> bool:
    width = max(len(right), len(printed))
    right, printed = right.zfill(width), printed.zfill(width)
    places = [at for at in range(width) if right[at] != printed[at]]
    if len(places) != 2 or places[1] != places[0] + 1:
        return False
    first, second = places
    return right[first] == printed[second] and right[second] == printed[first]


def _is_one_digit_off(right: str, printed: str) -> bool:
    same_length = len(right) == len(printed)
    return same_length and sum(a != b for a, b in zip(right, printed, strict=True)) == 1
