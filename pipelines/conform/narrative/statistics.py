"""Numbers that are counts, areas, or money that is no budget amount: staff, vehicles, procurement.

The patterns are in layouts/narrative.yaml, the codes with their units in codes/statistic.csv, the
kinds that tell two numbers of one statistic apart in codes/statistic_kind.csv.
"""

import re
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache

from pipelines.conform.code_book import statistic_column
from pipelines.conform.money_units import YUAN_PER_UNIT
from pipelines.conform.narrative.sentences import Sentence, Spoken
from pipelines.conform.narrative.wording_file import NarrativeWording, StatisticKind, StatisticRule

# How far the words of a statistic may reach back over numbers of the same sentence.
REACH = 40
# After these a clause of its own begins.
_BREAKS = ("，", ",", ";", "、")
# How many letters after the unit are looked at.
AFTER = 24
# What stands in brackets before a number tells of another one: 30批次(其中外事26批次)，579人次.
_BRACKETED = re.compile(r"\([^()]*\)")


@dataclass(frozen=True)
class FoundStatistic:
    """The statistic of a number with what tells it apart; `as_of` is the day of a stock."""

    statistic_code: str
    kind: str | None
    threshold_yuan: Decimal | None
    as_of: date | None


class StatisticReader:
    """Finds the statistic of a number; remembers which one came before it in the paragraph."""

    def __init__(self, wording: NarrativeWording, fiscal_year: int, phase: str) -> None:
        self._rules = [r for r in wording.statistics if not r.phases or phase in r.phases]
        self._kinds = wording.kinds
        self._words = wording.words
        self._fiscal_year = fiscal_year
        self._last: str | None = None
        self._as_of: date | None = None
        self._told: dict[tuple[int, FoundStatistic], Decimal | None] = {}

    def tells_apart(self, found: FoundStatistic, sentence: Sentence, spoken: Spoken) -> bool:
        """Whether the sentence tells no other number of the very same statistic before."""
        value = spoken.quantity.value
        return self._told.setdefault((sentence.first, found), value) == value

    def begin(self, is_new: bool = True) -> None:
        """A new paragraph: nothing came before; below the same heading its day still holds."""
        self._last, self._told = None, {}
        if is_new:
            self._as_of = None

    def find(self, sentence: Sentence, spoken: Spoken) -> FoundStatistic | None:
        """The statistic that the words before the number and its unit stand for."""
        before = sentence.paragraph.text[sentence.first : spoken.quantity.first]
        self._as_of = self._date_in(before) or self._as_of
        after = sentence.paragraph.text[spoken.quantity.end : spoken.quantity.end + AFTER]
        rule = self._rule(spoken, after)
        if rule is None or (rule.is_own and self._words["other_unit"].search(before)):
            return None
        self._last = _head(rule.statistic_code)
        code = rule.statistic_code
        kind = self._kind(rule, _BRACKETED.sub("", before), spoken, after)
        is_stock = code in _stocks()
        return FoundStatistic(
            code, kind, self._threshold(spoken.lead, code), self._as_of if is_stock else None
        )

    def _rule(self, spoken: Spoken, after: str) -> StatisticRule | None:
        quantity = spoken.quantity
        unit = "money" if quantity.kind == "money" else quantity.printed_unit
        fitting = (
            rule
            for rule in self._rules
            if unit in rule.units and self._fits(rule, spoken.lead, after)
        )
        return next(fitting, None)

    def _fits(self, rule: StatisticRule, lead: str, after: str) -> bool:
        if rule.follows and self._last not in rule.follows:
            return False
        if rule.then and not rule.then.match(after):
            return False
        return bool(rule.when.search(lead.rstrip(":,，")[-REACH:]))

    def _kind(self, rule: StatisticRule, before: str, spoken: Spoken, after: str) -> str | None:
        """The kind named nearest before the number, or right after it.

        Words after it that tell the statistic (`3个项目开展绩效自评`) come before those that the
        sentence says of another.
        """
        if rule.kinds is None:
            return None
        kinds = [each for each in self._kinds if each.group == rule.kinds]
        if rule.has_own_kind:
            return _nearest(kinds, spoken.lead)
        clause = re.split("[，。;(]", after)[0]
        told_after = _nearest(kinds, clause)
        is_new = bool(rule.then) or spoken.lead.endswith(_BREAKS)
        return (
            (told_after if is_new else None)
            or _nearest(kinds, spoken.lead)
            or _nearest(kinds, before)
            or told_after
        )

    def _date_in(self, text: str) -> date | None:
        """The last day named: 截至2025年12月31日, 2025年底, 上年末."""
        found = list(self._words["day"].finditer(text))
        return self._day(found[-1]) if found else None

    def _day(self, found: re.Match[str]) -> date | None:
        year = int(found["year"]) if found["year"] else self._fiscal_year - bool(found["last"])
        month = int(found["month"] or 12)
        if not 1 <= month <= 12:
            return None
        last = monthrange(year, month)[1]
        day = int(found["day"] or last)
        return date(year, month, day) if 1 <= day <= last else None

    def _threshold(self, lead: str, code: str) -> Decimal | None:
        """The price from which equipment counts as large: 单价100万元以上."""
        found = (
            list(self._words["threshold"].finditer(lead))
            if code.startswith("large_equipment")
            else []
        )
        return Decimal(found[-1]["digits"]) * YUAN_PER_UNIT[found[-1]["unit"]] if found else None

    @staticmethod
    def unit_of(code: str) -> str:
        """The unit of a statistic's value."""
        return statistic_column("unit")[code]


def _nearest(kinds: Sequence[StatisticKind], words: str) -> str | None:
    """The kind named last in words, of equally late ones the longest."""
    found = [
        (match.end(), len(match[0]), each.kind)
        for each in kinds
        for match in each.when.finditer(words)
    ]
    return max(found)[2] if found else None


def _head(code: str) -> str:
    """The statistic that a part belongs to, for the parts that follow it."""
    return statistic_column("parent_statistic_code").get(code) or code


@cache
def _stocks() -> frozenset[str]:
    return frozenset(
        code for code, is_stock in statistic_column("is_stock").items() if is_stock == "true"
    )
