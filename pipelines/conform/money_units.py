"""The units of money, as warehouse/codes/unit.csv has them: their worth, and patterns for them.

Words around tables that state a unit are units.py, and amounts with their unit amounts.py.
"""

import re
from decimal import Decimal

from pipelines.conform.code_book import rows_of
from pipelines.locations import CODES

_ROWS = tuple(rows_of(CODES / "unit.csv"))
# Exact: one unit in yuan.
YUAN_PER_UNIT = {row["unit"]: Decimal(row["yuan"]) for row in _ROWS}
# What is printed where 元 is left out → the unit: 万 is 万元.
UNIT_OF_SHORT = {row["short"]: row["unit"] for row in _ROWS if row["short"]}


def either(*words: str) -> str:
    """A pattern for any of the words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


# Any unit as it stands in a text, and any that may stand for one in a cell.
UNIT = either(*YUAN_PER_UNIT)
UNIT_OR_SHORT = either(*YUAN_PER_UNIT, *UNIT_OF_SHORT)
