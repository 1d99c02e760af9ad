"""Ties as SQL: which figures stand on which side of which instance of a relation.

Each query gives rows (instance, alternative, side, sign, figure_id) over the relation `figure`,
one instance for each total, row or pair that the tie speaks of. Adding up is in evaluation.py.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from pipelines.validate.ties.predicates import condition
from pipelines.validate.ties.tie_files import Tie

COORDINATES = (
    "flow",
    "fund_source",
    "function_code",
    "economic_system",
    "economic_code",
    "nature",
    "item_code",
    "statistic_code",
)
OF_A_DISCLOSURE = ("disclosure_id", "fiscal_year", "phase")
OF_ANY_DOCUMENT = ("organisation_id", "scope", "fiscal_year", "phase")


def operand_query(tie: Tie) -> str:
    """The query of one tie; a witness set has one instance for each set of equal coordinates."""
    makers = {"rollup": _rollup, "sum": _sum, "ratio": _linked, "linked": _linked}
    return makers[tie.kind](tie)


def key(columns: Sequence[str]) -> str:
    """One text that is equal where all the columns are, nulls too."""
    parts = [f"coalesce(CAST({column} AS VARCHAR), '~')" for column in columns]
    return f"concat_ws('|', {', '.join(parts)})"


def _rollup(tie: Tie) -> str:
    """A member of an axis against its nearest parts that are printed with a value."""
    axis = tie.facts["along"]
    apart = {axis, *tie.facts.get("apart", ())}
    same = [*OF_A_DISCLOSURE, "form_code", *(name for name in COORDINATES if name not in apart)]
    family, needs = key(same), tie.facts.get("needs")
    needed = condition({"member": needs}).replace('"member"', "child.member") if needs else "true"
    return f"""
WITH member AS (
  SELECT figure_id, coalesce({axis}, '') AS member, {family} AS family,
    count(*) OVER (PARTITION BY {family}, {axis}) AS copies
  FROM figure
  WHERE value IS NOT NULL AND NOT is_partial AND stated_in <> 'implied'
    AND {condition(tie.facts.get("where", {}))}
),
pair AS (
  SELECT child.figure_id AS child_id, parent.figure_id AS parent_id, parent.copies,
    max(child.copies) OVER (PARTITION BY parent.figure_id) AS child_copies,
    bool_or({needed}) OVER (PARTITION BY parent.figure_id) AS is_complete
  FROM member AS child
  JOIN axis_closure AS closure ON closure.axis = '{axis}' AND closure.descendant = child.member
  JOIN member AS parent ON parent.family = child.family AND parent.member = closure.ancestor
  QUALIFY closure.distance = min(closure.distance) OVER (PARTITION BY child.figure_id)
),
sound AS (FROM pair WHERE copies = 1 AND child_copies = 1 AND is_complete)
SELECT parent_id AS instance, 0 AS alternative, 'right' AS side, 1 AS sign, child_id AS figure_id
FROM sound
UNION ALL
SELECT DISTINCT parent_id, 0, 'left', 1, parent_id FROM sound
"""


def _sum(tie: Tie) -> str:
    """Terms picked by their coordinates; each term is one figure, or with `each` all of them."""
    same = tie.facts.get("same", ())
    scope = OF_ANY_DOCUMENT if tie.facts.get("between") == "documents" else OF_A_DISCLOSURE
    keys = key([*scope, *same])
    sides = [("left", 0, term) for term in tie.facts["left"]]
    right = tie.facts["right"]
    choices = right if isinstance(right[0], list) else [right]
    sides += [("right", number, term) for number, terms in enumerate(choices) for term in terms]
    found = [_term(keys, number, *side) for number, side in enumerate(sides)]
    numbers = sorted({number for _, number, _ in sides})
    sound = [_sound(number, sides) for number in numbers]
    return f"""
WITH term AS ({" UNION ALL ".join(found)}),
sound AS ({" UNION ALL ".join(sound)})
SELECT instance, sound.alternative, side, sign, figure_id
FROM sound JOIN term USING (instance)
WHERE term.side = 'left' OR term.alternative = sound.alternative
"""


Side = tuple[str, int, Mapping[str, Any]]


def _term(keys: str, number: int, side: str, alternative: int, term: Mapping[str, Any]) -> str:
    whole = "AND NOT is_partial" if term.get("each") else ""
    return f"""
  SELECT {keys} AS instance, {number} AS number, {alternative} AS alternative, '{side}' AS side,
    {int(term.get("sign", 1))} AS sign, figure_id
  FROM figure
  WHERE value IS NOT NULL AND stated_in = 'table' {whole} AND {condition(term["where"])}
"""


def _sound(alternative: int, sides: Sequence[Side]) -> str:
    """Instances of which every term that must be there is, and no single one is there twice."""
    counts = [
        f"count(*) FILTER (number = {number}) {_wanted(term)}"
        for number, (side, choice, term) in enumerate(sides)
        if side == "left" or choice == alternative
    ]
    return f"""
  SELECT instance, {alternative} AS alternative FROM term
  GROUP BY instance HAVING {" AND ".join(counts)}
"""


def _wanted(term: Mapping[str, Any]) -> str:
    least = 0 if term.get("optional") else 1
    return f">= {least}" if term.get("each") else f"BETWEEN {least} AND 1"


def _linked(tie: Tie) -> str:
    """Figures that name each other: a claim, the amount it is about, the claim it belongs to."""
    return tie.facts["operands"]
