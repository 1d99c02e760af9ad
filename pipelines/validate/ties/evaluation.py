"""Evaluates every tie on the relation `figure`: sums in DuckDB, exact; quotients here.

Leaves the relations `operand` (which figures stand on which side) and `tie_check` (one row per
instance, broken or not). What a broken one means is told in findings.py.
"""

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal

import duckdb

from pipelines.load.sql_table import values
from pipelines.validate.ties.intervals import Interval, total
from pipelines.validate.ties.operands import key, operand_query
from pipelines.validate.ties.predicates import condition
from pipelines.validate.ties.suspicions import mark_ambiguous
from pipelines.validate.ties.tie_files import Tie
from pipelines.validate.ties.witnesses import witness_query

PERCENT = 100
_TABLES = """
CREATE OR REPLACE TEMP TABLE operand (
  tie_id VARCHAR, instance VARCHAR, alternative INTEGER, side VARCHAR, sign INTEGER,
  figure_id VARCHAR);
CREATE OR REPLACE TEMP TABLE broken_total (figure_id VARCHAR);
CREATE OR REPLACE TEMP TABLE not_applicable (tie_id VARCHAR, document_id VARCHAR, reason VARCHAR);
CREATE OR REPLACE TEMP TABLE tie_relation (tie_id VARCHAR, relation VARCHAR, is_rollup BOOLEAN);
CREATE OR REPLACE TEMP TABLE quotient_check (
  tie_id VARCHAR, instance VARCHAR, alternative INTEGER, expected_low DECIMAL(24, 4),
  expected_high DECIMAL(24, 4), is_broken BOOLEAN);
"""
# Exact: value has 4 decimals, half has 9, and a sum of DECIMAL is a DECIMAL(38).
_CHECKS = """
CREATE OR REPLACE TEMP TABLE tie_check AS
WITH side_total AS (
  SELECT tie_id, instance, alternative,
    sum(sign * value) FILTER (side = 'left') AS left_value,
    sum(half) FILTER (side = 'left') AS left_half,
    sum(sign * value) FILTER (side = 'right') AS right_value,
    sum(half) FILTER (side = 'right') AS right_half,
    bool_or(side = 'numerator') AS is_quotient
  FROM operand JOIN figure USING (figure_id)
  GROUP BY ALL
),
judged AS (
  SELECT side_total.tie_id, side_total.instance, side_total.alternative, left_value,
    coalesce(quotient.expected_low, right_value - right_half) AS expected_low,
    coalesce(quotient.expected_high, right_value + right_half) AS expected_high,
    CASE WHEN is_quotient THEN quotient.is_broken
         WHEN relation = 'at_most' THEN left_value - left_half > right_value + right_half
         WHEN relation = 'at_least' THEN left_value + left_half < right_value - right_half
         ELSE abs(left_value - right_value) > left_half + right_half END AS is_broken
  FROM side_total
  JOIN tie_relation USING (tie_id)
  LEFT JOIN quotient_check AS quotient USING (tie_id, instance, alternative)
)
SELECT judged.*, printed.document_id, printed.figure_id AS left_id
FROM judged
JOIN (
  SELECT tie_id, instance, min(figure_id) AS figure_id FROM operand
  WHERE side = 'left' GROUP BY ALL
) AS first_left USING (tie_id, instance)
JOIN figure AS printed ON printed.figure_id = first_left.figure_id
WHERE is_broken IS NOT NULL
-- of several alternatives, one that holds is enough; else the nearest is told
QUALIFY row_number() OVER (
  PARTITION BY judged.tie_id, judged.instance
  ORDER BY is_broken, abs(left_value - (expected_low + expected_high) / 2), alternative) = 1
"""

_BROKEN_TOTALS = f"""
{_CHECKS};
CREATE OR REPLACE TEMP TABLE broken_total AS
SELECT DISTINCT left_id AS figure_id FROM tie_check
JOIN tie_relation USING (tie_id) WHERE is_broken AND is_rollup
"""


def evaluate(con: duckdb.DuckDBPyConnection, ties: Sequence[Tie]) -> None:
    """Fill `operand` and `tie_check` for all ties over the relation `figure`.

    Witness sets come last: a total that its own rows contradict is no reference for others.
    """
    con.execute(_TABLES)
    mark_ambiguous(con)
    relations = [[tie.tie_id, tie.relation, tie.kind == "rollup"] for tie in ties]
    con.execute(f"INSERT INTO tie_relation VALUES {values(relations)}")
    for tie in sorted(ties, key=lambda tie: tie.kind == "witness"):
        if tie.kind == "witness":
            con.execute(_BROKEN_TOTALS)
        query = witness_query(tie) if tie.kind == "witness" else operand_query(tie)
        con.execute(
            "INSERT INTO operand SELECT ?, instance, alternative, side, sign, figure_id"
            f" FROM ({query})",
            [tie.tie_id],
        )
        _drop_not_applicable(con, tie)
        if tie.kind == "ratio":
            _check_quotients(con, tie)
    con.execute(_BROKEN_TOTALS)


def _drop_not_applicable(con: duckdb.DuckDBPyConnection, tie: Tie) -> None:
    """Take back the instances to which the tie does not apply, and keep the reason."""
    if tie.applies:
        reason = f"tie of documents with {dict(tie.applies)}"
        con.execute(
            "INSERT INTO not_applicable SELECT ?, document_id, ? FROM meta.document"
            f" WHERE is_current AND NOT coalesce({condition(tie.applies)}, false)",
            [tie.tie_id, reason],
        )
        _take_back(
            con,
            tie,
            "SELECT instance FROM operand JOIN figure USING (figure_id) JOIN "
            "not_applicable AS other USING (tie_id, document_id) WHERE operand.tie_id = $tie",
        )
    for exception in tie.unless:
        same = key(exception["same"])
        instances = f"""
SELECT DISTINCT instance, document_id FROM (
  SELECT instance, document_id, {same} AS family FROM operand JOIN figure USING (figure_id)
  WHERE tie_id = $tie AND side = 'left')
WHERE family IN (SELECT {same} FROM figure WHERE {condition(exception["where"])})
"""
        con.execute(
            f"INSERT INTO not_applicable SELECT DISTINCT $tie, document_id, $reason"
            f" FROM ({instances})",
            {"tie": tie.tie_id, "reason": exception["reason"]},
        )
        _take_back(con, tie, f"SELECT instance FROM ({instances})")


def _take_back(con: duckdb.DuckDBPyConnection, tie: Tie, instances: str) -> None:
    con.execute(
        f"DELETE FROM operand WHERE tie_id = $tie AND instance IN ({instances})",
        {"tie": tie.tie_id},
    )


def _check_quotients(con: duckdb.DuckDBPyConnection, tie: Tie) -> None:
    """Compare each printed percentage with the interval of its quotient."""
    rows = con.execute(
        "SELECT instance, alternative, side, sign, value, half FROM operand"
        " JOIN figure USING (figure_id) WHERE tie_id = ?",
        [tie.tie_id],
    ).fetchall()
    sides: dict[tuple[str, int], dict[str, list[Interval]]] = defaultdict(lambda: defaultdict(list))
    for instance, alternative, side, sign, value, half in rows:
        interval = Interval.around(value, half).scaled(sign)
        sides[instance, alternative][side].append(interval)
    checks = []
    for (instance, alternative), found in sides.items():
        expected = quotient(total(found["numerator"]), total(found["denominator"]))
        if expected:
            is_broken = not expected.meets(total(found["left"]))
            ends = _rounded(expected.low), _rounded(expected.high)
            checks.append([tie.tie_id, instance, alternative, *ends, is_broken])
    if checks:
        con.execute(f"INSERT INTO quotient_check VALUES {values(checks)}")


def quotient(numerator: Interval, denominator: Interval) -> Interval | None:
    """numerator ÷ denominator in percent; None where the denominator can be zero."""
    result = numerator.divided(denominator)
    return result.scaled(PERCENT) if result else None


def _rounded(value: Decimal) -> Decimal:
    return value.quantize(Decimal("0.0001"))
