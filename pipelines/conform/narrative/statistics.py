"""Numbers that are counts, areas, or money that is no budget amount: staff, vehicles, procurement.

The patterns are in layouts/narrative.yaml, the codes with their units in codes/statistic.csv.
"""

from collections.abc import Sequence
from functools import cache

from pipelines.conform.code_book import rows_of
from pipelines.conform.narrative.sentences import Sentence, Spoken
from pipelines.conform.narrative.wording_file import StatisticRule
from pipelines.locations import CODES

# How far the words of a statistic may reach back over numbers of the same sentence.
REACH = 40


class StatisticReader:
    """Finds the statistic of a number; remembers which one came before it in the paragraph."""

    def __init__(self, rules: Sequence[StatisticRule]) -> None:
        self._rules = rules
        self._last: str | None = None

    def begin(self) -> None:
        """A new paragraph: nothing came before."""
        self._last = None

    def code_of(self, sentence: Sentence, spoken: Spoken) -> str | None:
        """The statistic_code that the words before the number and its unit stand for."""
        quantity = spoken.quantity
        unit = "money" if quantity.kind == "money" else quantity.printed_unit
        after = sentence.paragraph.text[quantity.end : quantity.end + 12]
        for rule in self._rules:
            if unit in rule.units and self._fits(rule, spoken.lead, after):
                self._last = _head(rule.statistic_code)
                return rule.statistic_code
        return None

    def _fits(self, rule: StatisticRule, lead: str, after: str) -> bool:
        if rule.follows and self._last != rule.follows:
            return False
        if rule.then and not rule.then.match(after):
            return False
        return bool(rule.when.search(lead.rstrip(":,，")[-REACH:]))

    @staticmethod
    def unit_of(code: str) -> str:
        """The unit of a statistic's value."""
        return _units()[code]


def _head(code: str) -> str:
    """The statistic that a part belongs to, for the parts that follow it."""
    parents = _parents()
    return parents.get(code) or code


@cache
def _units() -> dict[str, str]:
    return {row["statistic_code"]: row["unit"] for row in rows_of(CODES / "statistic.csv")}


@cache
def _parents() -> dict[str, str]:
    rows = rows_of(CODES / "statistic.csv")
    return {row["statistic_code"]: row["parent_statistic_code"] for row in rows}
