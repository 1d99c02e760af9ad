"""What an amount told as a part of another (其中:) is: a part of that whole, never all of it.

`对个人和家庭的补助(303)100万元，其中:人员经费60万元` tells of personnel within class 303;
`机关运行经费82万元，其中:公务接待费2万元` tells of no reception costs of the organisation.
"""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from functools import cache

from pipelines.conform.code_book import rows_of
from pipelines.conform.narrative.told import COORDINATES, UNKNOWN, Known
from pipelines.conform.narrative.topics import Topic, coordinates_of
from pipelines.conform.narrative.wording_file import Coordinates
from pipelines.locations import CODES

_CODES = ("function_code", "economic_code")


def as_part(topic: Topic, head: Known) -> Topic | None:
    """The topic as a part of a whole; None where the words name nothing that is a part of it."""
    if head.stated_in == UNKNOWN:
        return topic if topic.has_own_fund else None
    meanings = [
        _within(meaning, head.coordinates, topic.has_own_fund) for meaning in topic.meanings
    ]
    kept = tuple(meaning for meaning in meanings if meaning is not None)
    return replace(topic, meanings=kept) if kept else None


def is_less_than_its_name(topic: Topic, head: Known, amount_yuan: Decimal | None) -> bool:
    """Whether a part bears the very name of its whole: 其中当年财政拨款支出 is not all of it."""
    is_of_time = topic.year in (None, head.fiscal_year) and topic.phase in (None, head.phase)
    names = [coordinates_of(meaning, COORDINATES) for meaning in topic.meanings]
    is_whole = is_of_time and any(name == dict(head.coordinates) for name in names)
    return is_whole and amount_yuan is not None and amount_yuan != head.number


def _within(
    meaning: Coordinates, whole: Mapping[str, str | None], has_own_fund: bool
) -> Coordinates | None:
    """A meaning with what the whole adds to it."""
    found = dict(meaning)
    if not has_own_fund and meaning.get("flow") == whole.get("flow") and whole.get("fund_source"):
        found["fund_source"] = str(whole["fund_source"])
    item = whole.get("item_code")
    if item and not _is_total(item) and not _is_below(meaning.get("item_code"), item):
        return None
    own_codes = [name for name in _CODES if meaning.get(name)]
    whole_codes = [name for name in _CODES if whole.get(name)]
    if whole_codes and not own_codes:
        if meaning.get("item_code") or not meaning.get("nature"):
            return None
        names = ("function_code", "economic_system", "economic_code")
        found |= {name: str(whole[name]) for name in names if whole.get(name)}
    nature = whole.get("nature")
    if nature and nature != "total" and not meaning.get("nature"):
        if not own_codes:
            return None
        found["nature"] = nature
    return found


def _is_total(item: str) -> bool:
    return item.endswith(("_total", "_year"))


def _is_below(item: str | None, whole: str) -> bool:
    while item:
        if item == whole:
            return True
        item = _parents().get(item)
    return False


@cache
def _parents() -> dict[str, str]:
    return {row["item_code"]: row["parent_item_code"] for row in rows_of(CODES / "item.csv")}
