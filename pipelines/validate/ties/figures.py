"""The relation `figure` that ties are evaluated over, and single figures of it as objects.

What a tie asks of them is in operands.py.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb

from pipelines.validate.ties.intervals import Interval

FIGURE_SQL = Path(__file__).with_name("figure.sql")
# How an axis of codes is cut into levels: 类, 款, 项.
CODE_LEVELS = {"function_code": (3, 5, 7), "economic_code": (3, 5)}
TREES = {
    "nature": ("code_nature", "nature", "parent_nature"),
    "fund_source": ("code_fund_source", "fund_source", "parent_fund_source"),
    "item_code": ("code_item", "item_code", "parent_item_code"),
    "statistic_code": ("code_statistic", "statistic_code", "parent_statistic_code"),
}


@dataclass(frozen=True)
class Figure:
    """One printed figure; value and half (half a unit of its last decimal) in `unit`."""

    figure_id: str
    figure_kind: str
    document_id: str
    fiscal_year: int
    phase: str
    flow: str | None
    fund_source: str | None
    function_code: str | None
    economic_code: str | None
    nature: str | None
    item_code: str | None
    statistic_code: str | None
    stated_in: str
    form_code: str | None
    row_label: str
    column_label: str
    value: Decimal | None
    half: Decimal | None
    unit: str
    printed_unit: str | None
    printed_decimals: int | None
    printed_text: str
    page: int
    x0: float
    top: float
    x1: float
    bottom: float
    absence: str | None = None
    claim_kind: str | None = None
    statement_id: str | None = None

    @property
    def interval(self) -> Interval:
        """What the printed number can stand for; only for a figure with a value."""
        return Interval.around(self.value or Decimal(0), self.half or Decimal(0))

    @property
    def number(self) -> Decimal:
        """The printed value; zero for a blank."""
        return self.value or Decimal(0)

    @property
    def members(self) -> tuple[str | None, ...]:
        """What its row is about, whatever the column."""
        return self.function_code, self.economic_code, self.item_code, self.statistic_code

    @property
    def coordinates(self) -> tuple[object, ...]:
        """Equal for figures that state the same amount."""
        where = (self.flow, self.fund_source, self.nature, *self.members)
        return self.fiscal_year, self.phase, *where


COLUMNS = tuple(Figure.__dataclass_fields__)


def create_figures(con: duckdb.DuckDBPyConnection) -> None:
    """`figure` and `axis_closure`, from the stage frames, meta.document and the code files."""
    con.execute(f"CREATE OR REPLACE TEMP TABLE figure AS {FIGURE_SQL.read_text(encoding='utf-8')}")
    con.execute(
        "CREATE OR REPLACE TEMP TABLE axis_closure"
        " (axis VARCHAR, descendant VARCHAR, ancestor VARCHAR, distance INTEGER)"
    )
    for axis, lengths in CODE_LEVELS.items():
        con.execute(_closure_of_codes(axis, lengths))
    for axis, (table, child, parent) in TREES.items():
        con.execute(_closure_of_tree(axis, table, child, parent))


def _closure_of_codes(axis: str, lengths: Sequence[int]) -> str:
    """Every code under its shorter beginnings, and under '' for the row without a code."""
    cuts = ", ".join(str(length) for length in (0, *lengths))
    return f"""
INSERT INTO axis_closure
SELECT '{axis}', code, left(code, cut), length(code) - cut
FROM (SELECT DISTINCT {axis} AS code FROM figure WHERE {axis} IS NOT NULL),
     (SELECT unnest([{cuts}]) AS cut)
WHERE cut < length(code)
"""


def _closure_of_tree(axis: str, table: str, child: str, parent: str) -> str:
    return f"""
INSERT INTO axis_closure
WITH RECURSIVE up AS (
  SELECT {child} AS descendant, {parent} AS ancestor, 1 AS distance FROM {table}
  UNION ALL
  SELECT up.descendant, tree.{parent}, up.distance + 1
  FROM up JOIN {table} AS tree ON tree.{child} = up.ancestor
)
SELECT '{axis}', descendant, ancestor, distance FROM up WHERE ancestor IS NOT NULL
"""


def figures_of(con: duckdb.DuckDBPyConnection, document_id: str) -> list[Figure]:
    """All figures of one document in the order of the page, blanks included."""
    names = ", ".join(COLUMNS)
    rows = con.execute(
        f"SELECT {names} FROM figure WHERE document_id = ? ORDER BY page, top, x0, figure_id",
        [document_id],
    ).fetchall()
    return list(_figures(rows))


def _figures(rows: Sequence[tuple[Any, ...]]) -> Iterator[Figure]:
    for row in rows:
        yield Figure(*row)
