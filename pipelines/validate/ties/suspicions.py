"""Broken ties that accuse nobody: what the reading could have made of a sound page.

Each suspicion is a query over `tie_check`, `operand` and `figure` that names the instances to take
back. What a break that stays means is told in findings.py.
"""

from collections.abc import Sequence

import duckdb

from pipelines.validate.ties.operands import COORDINATES, key
from pipelines.validate.ties.tie_files import Tie

# Two amounts with equal coordinates in one column, or with other classes of the other book: the
# rows say more than was understood. A class split over several rows is nowhere stated as a whole.
_AMBIGUOUS = f"""
CREATE OR REPLACE TEMP TABLE ambiguous_figure AS
WITH cell AS (
  SELECT figure_id, column_label, government_economic_code AS other_code, value, half,
    {key(["document_id", "form_code", "fiscal_year", "phase", *COORDINATES])} AS family
  FROM figure
  WHERE figure_kind = 'statement' AND stated_in = 'table' AND value IS NOT NULL
)
SELECT DISTINCT one.figure_id FROM cell AS one JOIN cell AS other USING (family)
WHERE one.column_label = other.column_label
    AND abs(one.value - other.value) > one.half + other.half
   OR one.other_code <> other.other_code
"""
_OPERANDS = """
  SELECT broken.tie_id, broken.instance FROM tie_check AS broken
  JOIN operand USING (tie_id, instance, alternative) JOIN figure USING (figure_id)
  WHERE broken.is_broken AND {condition}
"""
_UNPROVED = _OPERANDS.format(condition="figure.grade = 'consistent'")
_UNCLEAR = _OPERANDS.format(condition="figure_id IN (FROM ambiguous_figure)")
# A tie that does not apply where something is printed rests on what is absent.
_INCOMPLETE = _OPERANDS.format(
    condition="figure.is_partial AND broken.tie_id IN (SELECT unnest($ties))"
)
# The two sides differ by an amount that is printed, and that one of them may or may not hold.
_GAPS = """
  SELECT broken.tie_id, broken.instance
  FROM (
    SELECT *, abs(left_value - (expected_low + expected_high) / 2) AS gap,
      (expected_high - expected_low) / 2 AS room FROM tie_check WHERE is_broken
  ) AS broken
  JOIN figure AS printed ON printed.figure_id = broken.left_id
  JOIN ({amounts}) AS apart
    ON apart.disclosure_id = printed.disclosure_id AND apart.fiscal_year = printed.fiscal_year
   AND apart.phase = printed.phase AND apart.form_code IN (printed.form_code, '')
  WHERE broken.tie_id IN (SELECT unnest($ties)) AND apart.value <> 0
    AND abs(gap - abs(apart.value)) <= room + printed.half + apart.half
"""
_CARRIED = """
  SELECT disclosure_id, fiscal_year, phase, '' AS form_code, value, half FROM figure
  WHERE stated_in = 'table' AND value IS NOT NULL
    AND (item_code IN ('opening_carryover', 'closing_carryover', 'non_fiscal_surplus_used')
         OR fund_source IN ('carryover', 'non_fiscal_surplus'))
"""
_UNLISTED = """
  SELECT document.disclosure_id, amount.fiscal_year, amount.phase, amount.form_code,
    CAST(amount.amount_yuan AS DECIMAL(24, 4)) AS value,
    core.printed_half_unit_yuan(amount.unit, amount.printed_decimals) AS half
  FROM stage_statement AS amount JOIN meta.document AS document USING (document_id)
  WHERE amount.nature = 'unlisted' AND amount.amount_yuan IS NOT NULL
    AND NOT regexp_matches(concat(amount.row_label, amount.column_label), '其中|增减|比上年')
"""
# What stands under words that are not known belongs to one of the two sides, or to none.
_UNREAD = """
  SELECT document.disclosure_id, document.fiscal_year, document.phase, reading.form_code,
    try_cast(replace(hole.printed_text, ',', '') AS DECIMAL(24, 4)) * CAST(money.yuan AS BIGINT)
      AS value,
    0 AS half
  FROM stage_quarantine AS hole JOIN meta.document AS document USING (document_id)
  JOIN stage_form_reading AS reading
    ON reading.document_id = hole.document_id
   AND hole.page BETWEEN reading.page_first AND reading.page_last
  JOIN code_unit AS money ON money.unit = reading.unit
  WHERE hole.reason_code IN ('column_header_unknown', 'row_label_unknown')
"""
# Sources printed below the revenue of the year belong to the grand total only.
_BELOW = """
  SELECT part.disclosure_id, part.fiscal_year, part.phase, part.form_code,
    sum(part.value) AS value, sum(part.half) AS half
  FROM figure AS year JOIN figure AS part
    ON part.document_id = year.document_id AND part.form_code = year.form_code
   AND part.fiscal_year = year.fiscal_year AND part.phase = year.phase
   AND (part.page, part.top) > (year.page, year.top)
  WHERE year.item_code = 'revenue_current_year' AND part.flow = 'revenue'
    AND part.item_code IS NULL AND part.function_code IS NULL AND part.stated_in = 'table'
    AND part.fund_source <> 'all' AND part.value IS NOT NULL AND year.fund_source = 'all'
  GROUP BY ALL
"""
# Shares that are all wrong by one factor are shares of another total than was taken for theirs.
_OF_ANOTHER_TOTAL = """
  WITH share AS (
    SELECT tie_check.tie_id, tie_check.instance, printed.document_id, printed.page, base.figure_id,
      (printed.value - printed.half) / expected_high AS low,
      (printed.value + printed.half) / expected_low AS high
    FROM tie_check JOIN figure AS printed ON printed.figure_id = left_id
    JOIN operand AS base ON base.tie_id = tie_check.tie_id AND base.side = 'denominator'
      AND base.instance = tie_check.instance AND base.alternative = tie_check.alternative
    WHERE is_broken AND printed.claim_kind = 'share' AND expected_low > 0
  )
  SELECT one.tie_id, one.instance
  FROM share AS one JOIN share AS other USING (tie_id, document_id, page, figure_id)
  WHERE one.instance <> other.instance AND one.low <= other.high AND other.low <= one.high
"""


def mark_ambiguous(con: duckdb.DuckDBPyConnection) -> None:
    """`ambiguous_figure`: cells of one form with equal coordinates and different amounts."""
    con.execute(_AMBIGUOUS)


def take_back_suspected(con: duckdb.DuckDBPyConnection, ties: Sequence[Tie]) -> None:
    """Delete from `tie_check` the broken instances that the reading may be to blame for."""
    across = [tie.tie_id for tie in ties if _runs_across(tie)]
    down = [tie.tie_id for tie in ties if tie.facts.get("along") in ("fund_source", "item_code")]
    for query, named in (
        (_UNPROVED, None),
        (_UNCLEAR, None),
        (_OF_ANOTHER_TOTAL, None),
        (_INCOMPLETE, [tie.tie_id for tie in ties if tie.unless]),
        (_GAPS.format(amounts=_CARRIED), across),
        (_GAPS.format(amounts=_UNLISTED), across),
        (_GAPS.format(amounts=_UNREAD), across),
        (_GAPS.format(amounts=_BELOW), down),
    ):
        con.execute(
            f"DELETE FROM tie_check WHERE is_broken AND (tie_id, instance) IN ({query})",
            None if named is None else {"ties": named},
        )


def _runs_across(tie: Tie) -> bool:
    """Whether the tie compares totals, or adds up columns; not rows of one column."""
    along = tie.facts.get("along")
    return tie.kind in ("witness", "sum") or along in ("nature", "fund_source")
