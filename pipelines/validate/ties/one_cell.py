"""Which printed figure a broken sum is told of, where it is not simply the one on its left.

It is the one whose change mends every broken sum it takes part in, and breaks none: only sums and
bounds of stated figures are asked (no quotients), and where two figures would do as well, none is
named. Else, of two figures that should be equal, the total that its own rows contradict. A sum
whose left figure another sum confirms is told of it, but accuses nobody.
What findings say of it is in findings.py.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import duckdb

from pipelines.validate.ties.intervals import Interval
from pipelines.validate.ties.operands import COORDINATES, key

Instance = tuple[str, str]
ENDLESS = Decimal("Infinity")
_TERMS = """
SELECT tie_id, instance, is_broken, relation, left_id, figure_id,
  sum(CASE side WHEN 'left' THEN sign ELSE -sign END) AS factor,
  any_value(value) AS value, any_value(half) AS half
FROM tie_check JOIN operand USING (tie_id, instance, alternative)
JOIN tie_relation USING (tie_id) JOIN figure USING (figure_id)
WHERE (tie_id, instance) NOT IN (
  SELECT tie_id, instance FROM operand WHERE side NOT IN ('left', 'right'))
GROUP BY ALL
HAVING factor <> 0
ORDER BY ALL
"""
# What says the same of the same elsewhere is a second witness: no single misprint explains both.
_HELD = f"""
WITH told AS (
  SELECT figure_id, value, half, page, top, x0,
    {key(["disclosure_id", "fiscal_year", "phase", "scope", *COORDINATES])} AS family
  FROM figure
  WHERE figure_kind = 'statement' AND value IS NOT NULL AND stated_in <> 'implied'
)
SELECT DISTINCT one.figure_id FROM told AS one JOIN told AS other USING (family)
WHERE (one.page, one.top, one.x0) <> (other.page, other.top, other.x0)
  AND one.value <> 0 AND abs(one.value - other.value) <= one.half + other.half
"""
# One figure against one other: told of the one that its own rows contradict.
_BROKEN_TOTALS = """
SELECT tie_id, instance, min(figure_id) FILTER (side = 'right') AS other_id
FROM tie_check JOIN operand USING (tie_id, instance, alternative)
JOIN tie_relation USING (tie_id) JOIN figure USING (figure_id)
WHERE is_broken AND relation = 'equal' AND (side = 'left' OR value <> 0)
GROUP BY ALL
HAVING count(*) = 2 AND bool_and(side IN ('left', 'right') AND sign > 0)
  AND count(*) FILTER (side = 'left') = 1 AND count(DISTINCT figure.document_id) = 1
  AND bool_and((figure_id IN (FROM broken_total)) = (side = 'right'))
ORDER BY ALL
"""


@dataclass(frozen=True)
class ToldCell:
    """The figure that a break is told of.

    Certain where its change mends all it takes part in; confirmed where another sum holds with it.
    """

    figure_id: str
    is_certain: bool = False
    is_confirmed: bool = False


@dataclass(frozen=True)
class Sum:
    """One sum that should be zero, or at most or least: the factors, and what is printed."""

    name: Instance
    is_broken: bool
    relation: str
    left_id: str
    factors: Mapping[str, int]
    rest: Decimal
    room: Decimal

    def change_of(self, figure_id: str) -> Interval:
        """By how much the figure may change for the sum to hold."""
        factor = Decimal(self.factors[figure_id])
        exact = Interval.around(-self.rest, self.room).scaled(1 / factor)
        if self.relation == "equal":
            return exact
        is_bound_above = (self.relation == "at_most") == (factor > 0)
        if is_bound_above:
            return Interval(-ENDLESS, exact.high)
        return Interval(exact.low, ENDLESS)


def told_cells(con: duckdb.DuckDBPyConnection) -> dict[Instance, ToldCell]:
    """The figures that broken sums are told of; the others are told of the one on their left."""
    totals = con.execute(_BROKEN_TOTALS).fetchall()
    told = {(tie_id, instance): ToldCell(figure) for tie_id, instance, figure in totals}
    sums = _sums(con.execute(_TERMS).fetchall())
    certain = one_cells(con, sums)
    confirmed = {
        each.name: ToldCell(each.left_id, is_confirmed=True)
        for each in _confirmed(sums)
        if each.name not in told
    }
    return told | confirmed | {name: ToldCell(f, is_certain=True) for name, f in certain.items()}


def _confirmed(sums: Sequence[Sum]) -> list[Sum]:
    """The broken sums whose left figure is a part of one that holds along the same axis.

    A sum along the other one says less: a row may be wrong in each of its columns.
    """
    of_parts = [each for each in sums if each.relation == "equal" and len(each.factors) > 2]
    held = {
        (each.name[0], figure_id)
        for each in of_parts
        if not each.is_broken
        for figure_id in each.factors
        if figure_id != each.left_id
    }
    return [each for each in of_parts if each.is_broken and (each.name[0], each.left_id) in held]


def one_cells(con: duckdb.DuckDBPyConnection, sums: Sequence[Sum]) -> dict[Instance, str]:
    """For each broken sum that one figure explains: the figure."""
    by_figure: dict[str, list[Sum]] = defaultdict(list)
    for each in sums:
        for figure_id in each.factors:
            by_figure[figure_id].append(each)
    open_sums = {each.name: each for each in sums if each.is_broken}
    held = {figure_id for (figure_id,) in con.execute(_HELD).fetchall()}
    mending = {
        figure_id: frozenset(each.name for each in found if each.is_broken)
        for figure_id, found in by_figure.items()
        if figure_id not in held
        and any(each.is_broken for each in found)
        and _one_change(figure_id, found)
    }
    return _chosen(mending, open_sums)


def _sums(rows: Sequence[Sequence[Any]]) -> list[Sum]:
    heads: dict[Instance, tuple[bool, str, str]] = {}
    terms: dict[Instance, list[tuple[str, int, Decimal, Decimal]]] = defaultdict(list)
    for tie_id, instance, is_broken, relation, left_id, *term in rows:
        heads[tie_id, instance] = is_broken, relation, left_id
        terms[tie_id, instance].append((term[0], int(term[1]), term[2], term[3]))
    return [
        Sum(
            name,
            *heads[name],
            {figure: factor for figure, factor, _, _ in found},
            sum((factor * value for _, factor, value, _ in found), Decimal(0)),
            sum((abs(factor) * half for _, factor, _, half in found), Decimal(0)),
        )
        for name, found in terms.items()
    ]


def _one_change(figure_id: str, sums: Iterable[Sum]) -> bool:
    """Whether one change of the figure mends all its broken sums and breaks none that hold."""
    changes = [each.change_of(figure_id) for each in sums]
    return max(each.low for each in changes) <= min(each.high for each in changes)


def _chosen(
    mending: Mapping[str, frozenset[Instance]], open_sums: Mapping[Instance, Sum]
) -> dict[Instance, str]:
    """The figures that explain most, one after the other; two that explain the same: neither."""
    chosen: dict[Instance, str] = {}
    unexplained = set(open_sums)
    while True:
        left = {figure: names & unexplained for figure, names in mending.items()}
        most = max((len(names) for names in left.values()), default=0)
        if most < 2:
            return chosen | _alone(left, {name: open_sums[name] for name in unexplained})
        best = [figure for figure, names in sorted(left.items()) if len(names) == most]
        for figure in best:
            rivals = [other for other in best if left[other] & left[figure]]
            if rivals == [figure]:
                chosen |= dict.fromkeys(left[figure], figure)
        unexplained -= {name for figure in best for name in left[figure]}


def _alone(
    mending: Mapping[str, frozenset[Instance]], open_sums: Mapping[Instance, Sum]
) -> dict[Instance, str]:
    """The only figure of a sum that could mend it, unless another one breaks more than this sum.

    Any figure that stands in one sum mends it: that alone says nothing against it.
    """
    breaks = Counter(figure for each in open_sums.values() for figure in each.factors)
    able: dict[Instance, list[str]] = defaultdict(list)
    for figure, names in sorted(mending.items()):
        for name in names:
            able[name].append(figure)
    return {
        name: figures[0]
        for name, figures in able.items()
        if len(figures) == 1 and all(breaks[other] == 1 for other in open_sums[name].factors)
    }
