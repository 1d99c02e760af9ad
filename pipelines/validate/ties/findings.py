"""Broken ties as findings: the printed figure, what was expected, the difference and the cause.

Evaluating is in evaluation.py, proposing causes in causes.py, the words in wording.py.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import groupby
from typing import Any

import duckdb

from pipelines.conform.amounts import read_amount
from pipelines.conform.money_units import YUAN_PER_UNIT
from pipelines.validate.ties.breaks import Break
from pipelines.validate.ties.causes import causes_of
from pipelines.validate.ties.figures import Figure, figures_of
from pipelines.validate.ties.one_cell import Instance, ToldCell
from pipelines.validate.ties.proposals import BrokenTie, Cause
from pipelines.validate.ties.tie_files import Tie
from pipelines.validate.ties.wording import message_en, message_zh, operands_text

Record = dict[str, Any]
CENTS = Decimal("0.0001")
_BROKEN = """
SELECT tie_check.document_id, tie_check.tie_id, tie_check.instance, tie_check.expected_low,
  tie_check.expected_high,
  list({'side': operand.side, 'sign': operand.sign, 'figure_id': operand.figure_id}
       ORDER BY operand.side = 'denominator', figure.page, figure.top, figure.x0) AS operands
FROM tie_check
JOIN operand USING (tie_id, instance, alternative)
JOIN figure ON figure.figure_id = operand.figure_id
WHERE is_broken
GROUP BY ALL
ORDER BY ALL
"""


def findings(
    con: duckdb.DuckDBPyConnection, ties: Mapping[str, Tie], cells: Mapping[Instance, ToldCell]
) -> list[Record]:
    """One record (without its root) for each broken instance; `cells` says which figure it is."""
    rows = con.execute(_BROKEN).fetchall()
    found: list[Record] = []
    for document_id, broken in groupby(rows, key=lambda row: row[0]):
        document = figures_of(con, document_id)
        elsewhere = _operands_elsewhere(con, document_id)
        by_id = {figure.figure_id: figure for figure in (*document, *elsewhere)}
        breaks = _one_value([_told(_break(row, ties, by_id), cells, by_id) for row in broken])
        readings = _readings(con, document_id)
        causes = _of_cells(breaks, [_causes(each, document, readings) for each in breaks])
        found += map(_finding, breaks, causes)
    return found


def _one_value(breaks: Sequence[Break]) -> list[Break]:
    """Of a cell one value is expected: by what is certain, else its own parts, else the first."""
    ranked = sorted(breaks, key=lambda each: (not each.is_certain, each.tie.kind != "rollup"))
    first: dict[str, Break] = {}
    for each in ranked:
        first.setdefault(each.printed.figure_id, each)
    return [replace(each, is_second=_differs(each, first)) for each in breaks]


def _differs(each: Break, first: Mapping[str, Break]) -> bool:
    """Whether no value that is expected here is one that the first break of the cell expects."""
    chosen = first[each.printed.figure_id]
    is_apart = each.expected_low > chosen.expected_high or each.expected_high < chosen.expected_low
    return is_apart and each.tie.relation == chosen.tie.relation == "equal"


def _of_cells(breaks: Sequence[Break], causes: Sequence[list[Cause]]) -> list[list[Cause]]:
    """One cell has one cause: where its own parts explain it, no other tie says otherwise."""
    cells = [each.printed.figure_id for each in breaks]
    own = {
        cell: found
        for cell, each, found in zip(cells, breaks, causes, strict=True)
        if found and each.tie.kind == "rollup"
    }
    return [own.get(cell, found) for cell, found in zip(cells, causes, strict=True)]


def _readings(con: duckdb.DuckDBPyConnection, document_id: str) -> dict[str, list[str]]:
    """Other readings of the doubtful figures of a document, by statement."""
    rows = con.execute(
        "SELECT statement_id, list(candidate_text ORDER BY candidate_confidence DESC)"
        " FROM stage_reading_choice WHERE document_id = ? AND NOT is_chosen GROUP BY statement_id",
        [document_id],
    ).fetchall()
    return dict(rows)


def _candidates(printed: Figure, readings: Mapping[str, list[str]]) -> tuple[Decimal, ...]:
    """What the other readings of the printed figure would be, in yuan."""
    amounts = [read_amount(text) for text in readings.get(printed.figure_id, ())]
    unit = printed.printed_unit or ""
    return tuple(amount.in_yuan(unit) for amount in amounts if amount and unit in YUAN_PER_UNIT)


def _operands_elsewhere(con: duckdb.DuckDBPyConnection, document_id: str) -> list[Figure]:
    """Figures of other documents that stand in a broken tie of this one."""
    others = con.execute(
        "SELECT DISTINCT other.document_id FROM tie_check JOIN operand USING (tie_id, instance)"
        " JOIN figure AS other USING (figure_id) WHERE is_broken"
        " AND tie_check.document_id = ? AND other.document_id <> ?",
        [document_id, document_id],
    ).fetchall()
    return [figure for (other,) in others for figure in figures_of(con, other)]


def _break(row: Sequence[Any], ties: Mapping[str, Tie], by_id: Mapping[str, Figure]) -> Break:
    _, tie_id, instance, low, high, operands = row
    sides: dict[bool, list[tuple[int, Figure]]] = {True: [], False: []}
    for operand in operands:
        figure = by_id[operand["figure_id"]]
        sides[operand["side"] == "left"].append((operand["sign"], figure))
    divisors = sum(operand["side"] == "denominator" for operand in operands)
    return Break(
        ties[tie_id], instance, tuple(sides[True]), tuple(sides[False]), divisors, low, high
    )


def _told(broken: Break, cells: Mapping[Instance, ToldCell], by_id: Mapping[str, Figure]) -> Break:
    """The break told of the cell that is known to be wrong, else of the figure on its left."""
    cell = cells.get((broken.tie.tie_id, broken.instance))
    if cell is None:
        return broken
    if cell.is_confirmed:
        return replace(broken, is_confirmed=True)
    own = next(sign for sign, each in _terms(broken) if each.figure_id == cell.figure_id)
    rest = tuple((-own * sign, each) for sign, each in _without(broken, cell.figure_id))
    value = sum((sign * figure.number for sign, figure in rest), Decimal(0))
    room = sum((figure.half or Decimal(0) for _, figure in rest), Decimal(0))
    return replace(
        broken,
        left=((1, by_id[cell.figure_id]),),
        right=rest,
        expected_low=value - room,
        expected_high=value + room,
        is_certain=cell.is_certain,
    )


def _without(broken: Break, figure_id: str) -> list[tuple[int, Figure]]:
    return [(sign, each) for sign, each in _terms(broken) if each.figure_id != figure_id]


def _terms(broken: Break) -> list[tuple[int, Figure]]:
    """All operands as terms of one sum that should be zero."""
    return [*broken.left, *((-sign, figure) for sign, figure in broken.right)]


def _causes(
    broken: Break, document: Sequence[Figure], readings: Mapping[str, list[str]]
) -> list[Cause]:
    others = tuple((-sign, figure) for sign, figure in broken.left[1:])
    rest = sum((sign * figure.number for sign, figure in others), Decimal(0))
    return causes_of(
        BrokenTie(
            printed=broken.printed,
            parts=(*broken.right, *others),
            expected=broken.expected + rest,
            document=document,
            is_quotient=broken.tie.kind == "ratio",
            divisors=broken.divisors,
            candidates=_candidates(broken.printed, readings),
            is_confirmed=broken.is_confirmed,
        )
    )


def _finding(broken: Break, causes: Sequence[Cause]) -> Record:
    printed = broken.printed
    cause = causes[0] if causes else None
    return {
        "finding_id": finding_id(broken.tie.tie_id, broken.instance),
        "rule_id": broken.tie.tie_id,
        "severity": broken.tie.severity,
        **where(printed),
        "printed_value": broken.printed_value,
        "expected_low": broken.expected_low.quantize(CENTS),
        "expected_high": broken.expected_high.quantize(CENTS),
        "difference": (broken.printed_value - broken.expected).quantize(CENTS),
        "unit": printed.unit if printed.unit in ("yuan", "percent") else "count",
        "cause": cause.name if cause else None,
        "cause_count": len(causes),
        "cause_zh": cause.zh if cause else None,
        "cause_en": cause.en if cause else None,
        "operands": operands_text(broken),
        "message_zh": message_zh(broken, cause),
        "message_en": message_en(broken, cause),
        "statement_ids": [figure.figure_id for _, figure in (*broken.left, *broken.right)],
        "culprit": _culprit(broken, cause).figure_id,
        "instance": (broken.tie.tie_id, broken.instance),
    }


def _culprit(broken: Break, cause: Cause | None) -> Figure:
    """The figure the break is laid on; of two in each other's place the first."""
    if cause and (cause.name == "neighbours_swapped" or not broken.is_certain):
        return cause.culprit
    return broken.printed


def finding_id(rule_id: str, instance: str) -> str:
    """Stable from build to build: statements keep their ids as long as the bytes are the same."""
    return "finding_" + hashlib.sha256(f"{rule_id}:{instance}".encode()).hexdigest()[:16]


def where(figure: Figure) -> Record:
    """Which printed figure it is, and where it stands."""
    names = ("document_id", "fiscal_year", "phase", "form_code", "row_label", "column_label")
    box = ("page", "x0", "top", "x1", "bottom", "printed_text")
    return {name: getattr(figure, name) for name in (*names, *box)}
