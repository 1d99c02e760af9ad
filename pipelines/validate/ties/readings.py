"""Doubtful figures of scans: a tie chooses among their readings, and the choice is recorded.

A reading is taken only where it alone mends a tie that its figure stands in, and breaks none that
held. Ties as such, and what to say of one that stays broken, are in the modules beside this one.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import polars as pl

from pipelines.conform.amounts import PrintedAmount, read_amount
from pipelines.conform.money_units import YUAN_PER_UNIT
from pipelines.frames.check_records import TieReading
from pipelines.frames.storage import frame, read_frame, write_frame

_INSTANCES = """
SELECT tie_id, instance, alternative, relation, is_broken,
  list({'figure_id': figure_id, 'side': side, 'sign': sign, 'value': value, 'half': half})
FROM operand JOIN figure USING (figure_id)
JOIN tie_relation USING (tie_id) JOIN tie_check USING (tie_id, instance, alternative)
WHERE (tie_id, instance) IN (
  SELECT (tie_id, instance) FROM operand WHERE figure_id IN (SELECT unnest(?::VARCHAR[])))
GROUP BY ALL HAVING bool_and(side IN ('left', 'right')) ORDER BY tie_id, instance
"""


@dataclass(frozen=True)
class Reading:
    """One way to read a figure: its text, and what that comes to in yuan with its precision."""

    statement_id: str
    text: str
    value: Decimal
    half: Decimal
    decimals: int


@dataclass(frozen=True)
class Instance:
    """One tie of certain figures; each operand has figure_id, side, sign, value and half."""

    tie_id: str
    relation: str
    is_broken: bool
    operands: Sequence[Mapping[str, Any]]

    def holds_with(self, reading: Reading) -> bool:
        """Whether the tie would hold if the figure were read so."""
        value = {"left": Decimal(0), "right": Decimal(0)}
        half = {"left": Decimal(0), "right": Decimal(0)}
        for operand in self.operands:
            side, is_it = operand["side"], operand["figure_id"] == reading.statement_id
            value[side] += operand["sign"] * (reading.value if is_it else operand["value"])
            half[side] += reading.half if is_it else operand["half"]
        apart, reach = value["left"] - value["right"], half["left"] + half["right"]
        if self.relation == "at_most":
            return apart <= reach
        return -apart <= reach if self.relation == "at_least" else abs(apart) <= reach


def choose_readings(con: duckdb.DuckDBPyConnection) -> dict[str, tuple[Reading, str]]:
    """Statement → the reading that its ties ask for, and the tie; over `tie_check` as it stands."""
    readings = _other_readings(con)
    rows = con.execute(_INSTANCES, [list(readings)]).fetchall()
    by_figure: dict[str, list[Instance]] = defaultdict(list)
    for tie_id, _, _, relation, is_broken, operands in rows:
        instance = Instance(tie_id, relation, is_broken, operands)
        for operand in operands:
            by_figure[operand["figure_id"]].append(instance)
    proposed = [
        (reading, mended)
        for statement, candidates in readings.items()
        for reading in candidates
        if (mended := _mended(reading, by_figure[statement]))
    ]
    return _alone(proposed)


def _mended(reading: Reading, instances: Sequence[Instance]) -> list[Instance]:
    """The broken ties that the reading mends; none where it breaks another."""
    if any(not each.is_broken and not each.holds_with(reading) for each in instances):
        return []
    return [each for each in instances if each.is_broken and each.holds_with(reading)]


def _alone(
    proposed: Sequence[tuple[Reading, list[Instance]]],
) -> dict[str, tuple[Reading, str]]:
    """Of readings that mend the same tie the one that mends most; of equals none."""
    rivals: dict[int, list[tuple[Reading, int]]] = defaultdict(list)
    for reading, mended in proposed:
        for instance in mended:
            rivals[id(instance)].append((reading, len(mended)))
    chosen: dict[str, tuple[Reading, str]] = {}
    for reading, mended in proposed:
        if all(_is_best(reading, len(mended), rivals[id(each)]) for each in mended):
            chosen[reading.statement_id] = reading, mended[0].tie_id
    return chosen


def _is_best(reading: Reading, count: int, rivals: Sequence[tuple[Reading, int]]) -> bool:
    return all(
        other == reading or other.value == reading.value or number < count
        for other, number in rivals
    )


def _other_readings(con: duckdb.DuckDBPyConnection) -> dict[str, list[Reading]]:
    rows = con.execute(
        "SELECT statement_id, candidate_text, unit FROM stage_reading_choice AS choice"
        " JOIN stage_statement AS statement USING (statement_id)"
        " WHERE NOT is_chosen AND statement_id NOT IN"
        " (SELECT statement_id FROM stage_reading_choice WHERE tie_id IS NOT NULL)"
        " ORDER BY statement_id, candidate_confidence DESC, candidate_text"
    ).fetchall()
    readings: dict[str, list[Reading]] = defaultdict(list)
    for statement, text, unit in rows:
        amount = read_amount(text)
        if amount and unit in YUAN_PER_UNIT:
            readings[statement].append(_reading(statement, text, amount, unit))
    return readings


def _reading(statement: str, text: str, amount: PrintedAmount, unit: str) -> Reading:
    half = YUAN_PER_UNIT[unit] / (2 * Decimal(10) ** amount.decimals)
    return Reading(statement, text, amount.in_yuan(unit), half, amount.decimals)


def record_choices(folder: Path, chosen: Mapping[str, tuple[Reading, str]]) -> None:
    """Add the chosen readings to the stage frame tie_reading, which load's view of the frames
    applies; what conform wrote stays as it is.
    """
    rows = [
        TieReading(
            statement_id=statement_id,
            printed_text=reading.text,
            amount_yuan=reading.value,
            printed_decimals=reading.decimals,
            tie_id=tie_id,
        )
        for statement_id, (reading, tie_id) in sorted(chosen.items())
    ]
    before = read_frame(folder, "tie_reading")
    write_frame(folder, "tie_reading", pl.concat([before, frame("tie_reading", rows)]))


def has_doubts(con: duckdb.DuckDBPyConnection) -> bool:
    """Whether any figure has another reading."""
    found = con.execute("SELECT count(*) FROM stage_reading_choice WHERE NOT is_chosen").fetchone()
    return bool(found and found[0])
