"""Rows that forms of all layouts share: codes with their names, level by level, and class lists."""

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal

from tests.typesetter.disclosure import MERGED_LEFT, Row
from tests.typesetter.generated.codes import economic_names, function_names, with_parents
from tests.typesetter.generated.figures import Figures
from tests.typesetter.generated.printing import Printing, numeral

Amounts = Callable[[str], Sequence[Decimal]]


def whole_code(code: str) -> Row:
    """A code in one cell."""
    return [code]


def code_in_three(code: str) -> Row:
    """类, 款 and 项 in three cells."""
    return [code[:3], code[3:5], code[5:7]]


def code_in_two(code: str) -> Row:
    """类 and 款 of an economic code in two cells."""
    return [code[:3], code[3:5]]


def function_rows(
    items: Iterable[str], amounts: Amounts, printing: Printing, cells: Callable[[str], Row]
) -> list[Row]:
    """A row for each functional item and each class above it."""
    return [
        [*cells(code), function_names()[code], *printing.cells(amounts(code))]
        for code in with_parents(items)
    ]


def economic_rows(sections: Iterable[str], amounts: Amounts, printing: Printing) -> list[Row]:
    """A row for each economic section and each class above it."""
    return [
        [*code_in_two(code), economic_names()[code], *printing.cells(amounts(code))]
        for code in with_parents(sections)
    ]


def total_row(label: str, label_cells: int, amounts: Sequence[Decimal], printing: Printing) -> Row:
    """合计, its label over several cells."""
    return [label, *[MERGED_LEFT] * (label_cells - 1), *printing.cells(amounts)]


def class_labels(figures: Figures, funds: tuple[str, ...]) -> list[tuple[str, str]]:
    """(code, numbered name) of each functional class that is paid from the funds."""
    classes = sorted({code[:3] for code in figures.items(funds)})
    return [
        (code, f"{numeral(place)}、{function_names()[code]}")
        for place, code in enumerate(classes, start=1)
    ]


def side_by_side(left: Sequence[Row], right: Sequence[Row], widths: tuple[int, int]) -> list[Row]:
    """Two lists of rows next to each other, the shorter one filled up with blank cells."""
    blank_left, blank_right = [""] * widths[0], [""] * widths[1]
    return [
        [
            *(left[place] if place < len(left) else blank_left),
            *(right[place] if place < len(right) else blank_right),
        ]
        for place in range(max(len(left), len(right)))
    ]
