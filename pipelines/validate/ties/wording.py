"""What a finding says of a broken tie: printed, expected, difference, relation, cause.

A disagreement of two figures is told as one; "应为" only where the operands are to be trusted.
"""

from decimal import Decimal

from pipelines.conform.money_units import YUAN_PER_UNIT
from pipelines.validate.ties.breaks import Break
from pipelines.validate.ties.figures import Figure
from pipelines.validate.ties.proposals import Cause

SHOWN_OPERANDS = 12
WANTED = {
    "equal": ("应为", ""),
    "at_most": ("应不大于", "at most"),
    "at_least": ("应不小于", "at least"),
}


def shown(value: Decimal, figure: Figure) -> str:
    """A value as the figure's unit would print it: 1,466.32万元, 0.04%, 16."""
    unit = figure.printed_unit or ""
    scaled = value / YUAN_PER_UNIT[unit] if unit in YUAN_PER_UNIT else value
    if unit == "‰":
        scaled = value * 10
    text = f"{scaled.quantize(Decimal(1).scaleb(-(figure.printed_decimals or 0))):,}"
    return f"{text}{unit}"


def operands_text(broken: Break) -> str:
    """The right side as printed: 290.48 + 1,869.36 - ..."""
    words = [
        f"{'-' if sign < 0 else '+'} {figure.printed_text}"
        for sign, figure in broken.right[:SHOWN_OPERANDS]
    ]
    more = len(broken.right) - SHOWN_OPERANDS
    return " ".join([*words, *([f"… ({more} more)"] if more > 0 else [])]).removeprefix("+ ")


def _is_disagreement(broken: Break) -> bool:
    """One figure against one other, neither of them known to be wrong."""
    is_pair = len(broken.left) == len(broken.right) == 1 and broken.tie.relation == "equal"
    return is_pair and broken.tie.kind != "ratio" and not broken.is_certain


def message_zh(broken: Break, cause: Cause | None) -> str:
    printed = broken.printed
    gap = shown(broken.printed_value - broken.expected, printed)
    text = (
        f"{_label(printed)}{_stated_zh(printed)}{shown(broken.printed_value, printed)}，"
        f"{_expected_zh(broken, cause)}，相差{gap}。{broken.tie.zh}"
    )
    return f"{text}原因：{cause.zh}。" if cause else text


def _expected_zh(broken: Break, cause: Cause | None) -> str:
    expected = shown(broken.expected, broken.printed)
    if broken.is_confirmed or (cause and cause.name == "row_absent"):
        return f"所列各部分之和为{expected}"
    if _is_disagreement(broken):
        return f"与第{broken.right[0][1].page}页所印{expected}不同"
    if broken.is_second:
        return f"按此计算为{expected}"
    return f"{WANTED[broken.tie.relation][0]}{expected}"


def message_en(broken: Break, cause: Cause | None) -> str:
    printed = broken.printed
    gap = shown(broken.printed_value - broken.expected, printed)
    text = (
        f"{_label(printed)} is {_stated_en(printed)} {shown(broken.printed_value, printed)},"
        f" {_expected_en(broken, cause)}, difference {gap}. {broken.tie.en}"
    )
    return " ".join(f"{text} Cause: {cause.en}.".split() if cause else text.split())


def _expected_en(broken: Break, cause: Cause | None) -> str:
    expected = shown(broken.expected, broken.printed)
    if broken.is_confirmed or (cause and cause.name == "row_absent"):
        return f"the listed parts add up to {expected}"
    if _is_disagreement(broken):
        return f"page {broken.right[0][1].page} prints {expected}"
    if broken.is_second:
        return f"this relation gives {expected}"
    return f"expected {WANTED[broken.tie.relation][1]} {expected}"


def _stated_zh(figure: Figure) -> str:
    """Last year's amount that a change tells of is printed nowhere."""
    return "按所述增减推得为" if figure.stated_in == "implied" else "印作"


def _stated_en(figure: Figure) -> str:
    return "by the change told" if figure.stated_in == "implied" else "printed"


def _label(figure: Figure) -> str:
    parts = [part.strip() for part in (figure.row_label, figure.column_label) if part.strip()]
    return f"“{' · '.join(parts)}”" if parts else f"第{figure.page}页"
