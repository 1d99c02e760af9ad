"""Witness sets as operands: statements with equal coordinates must be able to be one amount.

Within a set one statement is the reference: one that its own rows do not contradict, then the one
that most others agree with, then the first on the page. Each other one is an instance of its own,
so that only the odd one is told.
"""

from pipelines.validate.ties.operands import COORDINATES, OF_A_DISCLOSURE, OF_ANY_DOCUMENT, key
from pipelines.validate.ties.tie_files import Tie


def witness_query(tie: Tie) -> str:
    """Rows (instance, alternative, side, sign, figure_id) of the sets that the tie speaks of."""
    queries = {"table": _tables, "any": _text, "documents": _documents}
    return queries[tie.facts["among"]]()


def _tables() -> str:
    """Forms against forms; the main tasks of a performance form are not all of its money."""
    return _against_reference("stated_in = 'table' AND NOT starts_with(form_code, 'performance')")


def _text() -> str:
    """A number in the text against each table that states it, or else against the other texts."""
    family, year = key([*OF_A_DISCLOSURE, *COORDINATES]), key(OF_A_DISCLOSURE)
    return f"""
WITH witness AS (
  SELECT figure_id, stated_in, page, top, x0, {family} AS family, {year} AS year, flow, value, half
  FROM figure
  WHERE figure_kind = 'statement' AND value IS NOT NULL AND stated_in IN ('table', 'narrative')
    AND figure_id NOT IN (FROM ambiguous_figure)
),
{_carried(year)},
pair AS (
  SELECT text.figure_id AS text_id, form.figure_id AS table_id,
    row_number() OVER (PARTITION BY text.figure_id ORDER BY form.page, form.top, form.x0) - 1
      AS alternative
  FROM witness AS text JOIN witness AS form USING (family)
  WHERE text.stated_in = 'narrative' AND form.stated_in = 'table'
    AND {_is_not_carried("text", "form")}
)
SELECT text_id AS instance, alternative, 'left' AS side, 1 AS sign, text_id AS figure_id FROM pair
UNION ALL
SELECT text_id, alternative, 'right', 1, table_id FROM pair
UNION ALL
SELECT * FROM ({_against_reference("stated_in = 'narrative'", apart_from_tables=True)})
"""


def _against_reference(chosen: str, apart_from_tables: bool = False) -> str:
    family, year = key([*OF_A_DISCLOSURE, *COORDINATES]), key(OF_A_DISCLOSURE)
    in_tables = f"SELECT {family} FROM figure WHERE value IS NOT NULL AND stated_in = 'table'"
    left_out = f"AND {family} NOT IN ({in_tables})" if apart_from_tables else ""
    return f"""
WITH witness AS (
  SELECT figure_id, value, half, page, top, x0, {family} AS family, {year} AS year, flow
  FROM figure
  WHERE figure_kind = 'statement' AND value IS NOT NULL AND {chosen} {left_out}
    AND figure_id NOT IN (FROM ambiguous_figure)
),
{_carried(year)},
agreement AS (
  SELECT one.family, one.figure_id, one.page, one.top, one.x0, one.value, one.half,
    count(*) FILTER (abs(one.value - other.value) <= one.half + other.half) AS agreeing,
    count(*) AS size,
    one.figure_id IN (FROM broken_total) AS is_broken
  FROM witness AS one JOIN witness AS other USING (family)
  GROUP BY ALL
),
reference AS (
  FROM agreement WHERE size > 1
  QUALIFY row_number() OVER (
    PARTITION BY family ORDER BY is_broken, agreeing DESC, page, top, x0) = 1
)
SELECT witness.figure_id AS instance, 0 AS alternative, side, 1 AS sign,
  CASE side WHEN 'left' THEN witness.figure_id ELSE reference.figure_id END AS figure_id
FROM reference JOIN witness USING (family)
CROSS JOIN (VALUES ('left'), ('right')) AS sides (side)
WHERE witness.figure_id <> reference.figure_id
  AND {_is_not_carried("witness", "reference")}
"""


def _carried(year: str) -> str:
    """What a disclosure carries over into its year: the largest amount that any form gives."""
    return f"""carried AS (
  SELECT {year} AS year, max(value + half) AS most FROM figure
  WHERE item_code = 'opening_carryover' AND flow = 'balance' AND value <> 0 GROUP BY ALL
)"""


def _is_not_carried(one: str, other: str) -> str:
    """Revenue may be stated with what was carried over or without it: no contradiction."""
    return f"""NOT ({one}.flow = 'revenue' AND EXISTS (
    FROM carried WHERE carried.year = {one}.year
      AND abs({one}.value - {other}.value) <= most + {one}.half + {other}.half))"""


def _documents() -> str:
    """The same amount in a later and in the next earlier document that states it.

    A document speaks by its forms; by its text, or what that implies, only where no form does.
    """
    family = key([*OF_ANY_DOCUMENT, *COORDINATES])
    return f"""
WITH spoken AS (
  SELECT figure.figure_id, figure.document_id, {_qualified(family)} AS family,
    document.fiscal_year AS document_year, document.phase AS document_phase
  FROM figure JOIN meta.document AS document USING (document_id)
  WHERE figure_kind = 'statement' AND figure_id NOT IN (FROM ambiguous_figure)
    AND value IS NOT NULL AND figure.organisation_id IS NOT NULL
  QUALIFY row_number() OVER (
    PARTITION BY figure.disclosure_id, {_qualified(family)}
    ORDER BY CASE stated_in WHEN 'table' THEN 0 WHEN 'narrative' THEN 1 ELSE 2 END, page, top, x0
  ) = 1
),
pair AS (
  SELECT figure_id AS later_id, lag(figure_id) OVER (
    PARTITION BY family ORDER BY document_year, document_phase, document_id) AS earlier_id
  FROM spoken
)
SELECT later_id AS instance, 0 AS alternative, 'left' AS side, 1 AS sign, later_id AS figure_id
FROM pair WHERE earlier_id IS NOT NULL
UNION ALL
SELECT later_id, 0, 'right', 1, earlier_id FROM pair WHERE earlier_id IS NOT NULL
"""


def _qualified(family: str) -> str:
    """The key with its columns those of `figure`, which the document has too."""
    return family.replace("CAST(", "CAST(figure.")
