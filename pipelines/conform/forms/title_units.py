"""The sub-unit that the title of a form names in brackets: 收支总表（江城市第一小学）.

Rows of sub-units are told in row_meanings.py; whose a whole page is, in identity/.
"""

import re
from functools import cache

from pipelines.conform.identity.names import is_same, is_whole
from pipelines.conform.identity.words import load_words
from pipelines.conform.wording import squeeze
from pipelines.locations import LAYOUTS

_IN_BRACKETS = re.compile(r"[(]([^()]{4,40})[)]$")


@cache
def unit_of_title(title: str, organisation: str) -> str | None:
    """The whole name of another organisation at the end of a title; None where there is none."""
    found = _IN_BRACKETS.search(squeeze(title))
    names = load_words(LAYOUTS).names
    if found is None or not is_whole(found[1], names) or is_same(found[1], organisation, names):
        return None
    return found[1]
