"""Why a tie is broken: each cause is a small pure function that proposes the printed number.

A cause is named only when it reproduces what is printed within its printed precision. Causes look
at the broken tie and at the other figures of its document, never at the page or the warehouse.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from pipelines.validate.ties.figures import Figure

ZERO = Decimal(0)
LEVELS = (2, 3)
SCALES = tuple((Decimal(10) ** power, power) for power in (4, -4, 3, -3))


@dataclass(frozen=True)
class BrokenTie:
    """`printed` against the sum of `parts` (sign, figure); `document` is every figure around.

    expected: the value that the parts give, in the unit of `printed`. `is_quotient` for a rate or
    share; then the parts are its operands and do not add up.
    """

    printed: Figure
    parts: tuple[tuple[int, Figure], ...]
    expected: Decimal
    document: Sequence[Figure]
    is_quotient: bool = False
    candidates: tuple[Decimal, ...] = ()

    @property
    def column(self) -> list[Figure]:
        """The other rows of the printed figure's column, in the order of the page."""
        mine = self.printed
        return [
            other
            for other in self.document
            if other.figure_id != mine.figure_id
            and (other.form_code, other.column_label) == (mine.form_code, mine.column_label)
            and (other.fiscal_year, other.phase) == (mine.fiscal_year, mine.phase)
            and other.stated_in == "table"
        ]


@dataclass(frozen=True)
class Cause:
    """A named cause with its words; `culprit` is the figure it lays the break on."""

    name: str
    zh: str
    en: str
    culprit: Figure


@dataclass(frozen=True)
class Proposal:
    """What would have been printed, had the cause been at work."""

    value: Decimal
    zh: str
    en: str
    culprit: Figure | None = None


Proposer = Callable[[BrokenTie], Iterator[Proposal]]


def causes_of(broken: BrokenTie) -> list[Cause]:
    """Every cause that reproduces the printed number, likeliest first."""
    return [cause for name, propose in CAUSES for cause in _first(name, propose, broken)]


def _first(name: str, propose: Proposer, broken: BrokenTie) -> Iterator[Cause]:
    printed = broken.printed
    for proposal in propose(broken):
        if reproduces(proposal.value, printed):
            yield Cause(name, proposal.zh, proposal.en, proposal.culprit or printed)
            return


def reproduces(value: Decimal, printed: Figure) -> bool:
    """Whether the value, rounded or cut to the printed decimals, is the printed number."""
    return printed.interval.holds(value)


def sign(broken: BrokenTie) -> Iterator[Proposal]:
    """The number, or one of its parts, with the other sign."""
    if not broken.expected:
        return
    yield Proposal(-broken.expected, "正负号相反", "the sign is the other way round")
    if broken.is_quotient:
        return
    for direction, part in broken.parts:
        value = broken.expected - 2 * direction * part.number
        if part.number:
            yield Proposal(
                value,
                f"“{part.row_label}”按相反符号计入",
                f"{part.row_label} counted the other way",
            )


def parent_blank(broken: BrokenTie) -> Iterator[Proposal]:
    """Only the top rows were added up, and some of them are blank above rows that are not."""
    tops = [row for row in broken.column if len(_code(row)) == 3]
    if broken.is_quotient or _code(broken.printed):
        return
    if any(row.value is None and _has_parts(row, broken.column) for row in tops):
        value = sum((row.number for row in tops), ZERO)
        yield Proposal(
            value, "只加总类级行，而类级行有空白", "adds up the 类 rows, some of them blank"
        )


def row_absent(broken: BrokenTie) -> Iterator[Proposal]:
    """A row that another form prints is missing from this one."""
    if broken.is_quotient or not (_code(broken.printed) or broken.printed.form_code):
        return
    here = {_code(row) for row in broken.column}
    for other in broken.document:
        code = _code(other)
        if code and code not in here and other.number and _is_part(code, broken):
            yield Proposal(
                broken.expected + other.number,
                f"缺少“{other.row_label}”一行（见另一表格）",
                f"the row {other.row_label} is missing; another form prints it",
            )


def sum_of_levels(broken: BrokenTie) -> Iterator[Proposal]:
    """SUM(all rows)/k: a template that divides by the number of levels while a level is blank."""
    rows = [row for row in broken.column if row.value is not None]
    if broken.is_quotient or _code(broken.printed) or not rows:
        return
    whole = sum((row.number for row in rows), ZERO)
    if any(_has_parts(row, rows) for row in rows):
        yield Proposal(whole, "各级行全部相加", "adds up the rows of all levels")
    for levels in LEVELS:
        yield Proposal(
            whole / levels,
            f"各级行之和除以{levels}，而某些级次为空：SUM/{levels}",
            f"SUM of the rows of all levels / {levels}, while a level is blank",
        )


def truncated_sum(broken: BrokenTie) -> Iterator[Proposal]:
    """A sum that stops before the last rows, or leaves one part out."""
    if broken.is_quotient:
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
    if not _code(broken.printed):
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


def figure_of_other_form(broken: BrokenTie) -> Iterator[Proposal]:
    """The figure of the same row in another form, or a total of the document."""
    mine = broken.printed
    known = {mine.figure_id, *(part.figure_id for _, part in broken.parts)}
    for other in broken.document:
        is_near = other.members == mine.members or not any(other.members)
        is_other_place = other.form_code != mine.form_code or other.row_label != mine.row_label
        if other.figure_id in known or not (other.number and is_near and is_other_place):
            continue
        if other.stated_in == "table" and (other.fiscal_year, other.unit) == (
            mine.fiscal_year,
            mine.unit,
        ):
            where = f"{other.row_label} {other.column_label}".strip()
            yield Proposal(other.number, f"与另一处“{where}”相同", f"is the figure of {where}")


def unit_scale(broken: BrokenTie) -> Iterator[Proposal]:
    """10^4 or 10^3 times too large or too small; a percentage 10 or 100 times."""
    if broken.is_quotient:
        for power in (1, -1, 2, -2):
            value = broken.expected.scaleb(power)
            yield Proposal(value, "小数点错位", f"the decimal point is {abs(power)} places off")
        return
    for factor, power in SCALES:
        words = (
            f"单位差10的{abs(power)}次方（元、千元、万元混用）",
            f"the unit is off by 10^{power}",
        )
        yield Proposal(broken.expected * factor, *words)
        for direction, part in broken.parts:
            scaled = direction * part.number * factor
            # a part scaled away to nothing is one left out
            if abs(scaled) > (broken.printed.half or ZERO) * 2:
                value = broken.expected + scaled - direction * part.number
                yield Proposal(value, *words, culprit=part)


def prior_year_value(broken: BrokenTie) -> Iterator[Proposal]:
    """Last year's figure of the same coordinates."""
    mine = broken.printed
    for other in broken.document:
        is_last_year = other.fiscal_year == mine.fiscal_year - 1 and other.number
        if is_last_year and other.coordinates[1:] == mine.coordinates[1:]:
            yield Proposal(other.number, "是上年数", "is last year's figure")


def wrong_base(broken: BrokenTie) -> Iterator[Proposal]:
    """A rate or share computed on another total of the document."""
    if not broken.is_quotient or not broken.parts:
        return
    _, part = broken.parts[0]
    for other in broken.document:
        is_total = other.stated_in == "table" and not any(other.members)
        if is_total and other.number and other.unit == part.unit:
            value = part.number / other.number * 100
            label = f"{other.row_label} {other.column_label}".strip()
            yield Proposal(value, f"以“{label}”为分母", f"computed on {label}")


def recomputed_from_witness(broken: BrokenTie) -> Iterator[Proposal]:
    """A rate or share computed from another statement of the same amount."""
    if not broken.is_quotient or len(broken.parts) < 2:
        return
    (_, above), *below = broken.parts
    base = sum((direction * part.number for direction, part in below), ZERO)
    for other in broken.document:
        is_witness = other.coordinates == above.coordinates and other.number != above.number
        if base and other.unit == above.unit and is_witness and other.number:
            yield Proposal(
                other.number / base * 100,
                f"按另一处所印{other.printed_text}计算",
                f"computed from {other.printed_text}, which is printed elsewhere",
                culprit=other,
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


def transposed_digits(broken: BrokenTie) -> Iterator[Proposal]:
    """Two neighbouring digits stand in the wrong order."""
    yield from _misprints(broken, _is_transposed, "相邻两位数字颠倒", "two digits are swapped")


def digit_changed(broken: BrokenTie) -> Iterator[Proposal]:
    """One digit is another one."""
    yield from _misprints(broken, _is_one_digit_off, "有一位数字不同", "one digit is another")


def _misprints(
    broken: BrokenTie, differs: Callable[[str, str], bool], zh: str, en: str
) -> Iterator[Proposal]:
    """A part that another form corrects, or else the printed number, is a misprint."""
    mine = broken.printed
    gap = mine.number - broken.expected
    for direction, part in () if broken.is_quotient else broken.parts:
        right = part.number + direction * gap
        is_misprint = differs(digits(right, part), digits(part.number, part))
        if is_misprint and _is_witnessed(part, right, broken.document):
            words = f"“{part.row_label}”{zh}", f"{part.row_label}: {en}"
            yield Proposal(mine.number, *words, culprit=part)
    if differs(digits(broken.expected, mine), digits(mine.number, mine)):
        yield Proposal(mine.number, zh, en)


def _is_witnessed(part: Figure, right: Decimal, document: Sequence[Figure]) -> bool:
    """Whether another form prints the right value for the row of the part."""
    return any(
        other.members == part.members
        and other.figure_id != part.figure_id
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


CAUSES: tuple[tuple[str, Proposer], ...] = (
    ("ocr_candidate", ocr_candidate),
    ("rounding", rounding),
    ("sign", sign),
    ("parent_blank", parent_blank),
    ("row_absent", row_absent),
    ("unit_scale", unit_scale),
    ("sum_of_levels", sum_of_levels),
    ("truncated_sum", truncated_sum),
    ("propagated", recomputed_from_witness),
    ("prior_year_value", prior_year_value),
    ("transposed_digits", transposed_digits),
    ("digit_changed", digit_changed),
    ("figure_of_other_form", figure_of_other_form),
    ("wrong_base", wrong_base),
)


def digits(value: Decimal, printed: Figure) -> str:
    """The value's digits as they would be printed with the figure's unit and decimals."""
    step = (printed.half or ZERO) * 2
    return str(abs((value / step).quantize(Decimal(1), ROUND_HALF_UP))) if step else ""


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


def _code(figure: Figure) -> str:
    return figure.function_code or figure.economic_code or ""


def _has_parts(row: Figure, column: Sequence[Figure]) -> bool:
    """Whether a deeper row of the column carries a value."""
    code = _code(row)
    return any(
        other.number and _code(other) != code and _code(other).startswith(code)
        for other in column
        if code
    )


def _is_part(code: str, broken: BrokenTie) -> bool:
    """Whether the code stands right below the printed row, on the level of the parts."""
    own = _code(broken.printed)
    levels = {len(_code(part)) for _, part in broken.parts}
    return code.startswith(own) and len(code) in levels
