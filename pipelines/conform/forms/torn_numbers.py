"""Numbers that a narrow cell breaks over two lines between whole digits (28 | 9.00).

What stands in one cell may be two numbers. They are one where the sums of the form say so: each
number put together takes part in sums that hold, and in none that breaks.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from pipelines.conform.amounts import torn_amount
from pipelines.conform.code_book import CodeBook
from pipelines.conform.forms.axes import Reference
from pipelines.conform.forms.figures import Block, Figure, placed
from pipelines.conform.forms.form import Form
from pipelines.conform.forms.proof import checked_sums
from pipelines.extract.document_tree import Cell


def with_torn_numbers(
    figures: Sequence[Figure],
    blocks: Sequence[Block],
    form: Form,
    reference: Reference,
    book: CodeBook,
) -> list[Figure]:
    """The figures; those whose cell holds a torn number that the sums confirm, put together."""
    block_of = {block.number: block for block in blocks}
    joined = {
        index: placed(whole, block_of[figure.column.block], form, reference)
        for index, figure in enumerate(figures)
        if (whole := _joined(figure)) is not None
    }
    if not joined:
        return list(figures)
    tried = [joined.get(index, figure) for index, figure in enumerate(figures)]
    confirmed = _confirmed(tried, {id(figure) for figure in joined.values()}, book)
    return [new if id(new) in confirmed else old for old, new in zip(figures, tried, strict=True)]


def _joined(figure: Figure) -> Figure | None:
    if figure.reason_code != "not_an_amount" or not _is_below(figure.cell):
        return None
    amount = torn_amount(figure.cell.text)
    return amount and replace(figure, amount=amount, reason_code=None, reason="")


def _is_below(cell: Cell) -> bool:
    """Whether the lines of a cell stand below one another; side by side they are two numbers."""
    return all(one.box.middle[1] < other.box.top for one, other in pairwise(cell.lines))


def _confirmed(figures: Sequence[Figure], torn: set[int], book: CodeBook) -> set[int]:
    """Those of the torn figures that the sums confirm; what is equal to a confirmed one is too."""
    stated = [f for f in figures if f.coordinates is not None and f.amount]
    sums = checked_sums(stated, book)
    members = [({id(f) for f in (one.whole, *one.parts) if f.amount}, one) for one in sums]
    refuted = {each for ids, one in members if not one.holds for each in ids & torn}
    found: set[int] = set()
    grown = True
    while grown:
        before = len(found)
        for ids, one in members:
            if one.holds and (one.is_evidence or ids - torn or ids & found):
                found |= (ids & torn) - refuted
        grown = len(found) > before
    return found
