"""The units of money are said once: patterns and SQL agree with warehouse/codes/unit.csv."""

import re
from decimal import Decimal

import pytest

from pipelines.conform.amounts import read_amount
from pipelines.conform.money_units import UNIT, UNIT_OF_SHORT, UNIT_OR_SHORT, YUAN_PER_UNIT
from tests.load.tables_of_rows import shared_tables


def test_the_worth_of_each_unit() -> None:
    assert YUAN_PER_UNIT == {
        "元": 1,
        "千元": 1000,
        "万元": 10_000,
        "百万元": 1_000_000,
        "亿元": 100_000_000,
    }
    assert UNIT_OF_SHORT == {"万": "万元", "百万": "百万元", "亿": "亿元"}


@pytest.mark.parametrize("unit", YUAN_PER_UNIT)
def test_sql_knows_the_same_worth(unit: str) -> None:
    query = f"SELECT 2 * core.printed_half_unit_yuan('{unit}', 0)"
    assert shared_tables().execute(query).fetchall() == [(YUAN_PER_UNIT[unit],)]


@pytest.mark.parametrize("unit", YUAN_PER_UNIT)
def test_a_unit_is_matched_whole(unit: str) -> None:
    assert re.match(UNIT, unit + "整") is not None
    assert re.findall(UNIT_OR_SHORT, f"12{unit}") == [unit]


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("12亿", "亿元"),
        ("12百万", "百万元"),
        ("12万元整", "万元"),
        ("12千元", "千元"),
        ("12元整", "元"),
    ],
)
def test_a_cell_states_its_unit_with_and_without_yuan(text: str, unit: str) -> None:
    amount = read_amount(text)
    assert amount is not None and amount.unit == unit
    assert amount.in_yuan(unit) == 12 * YUAN_PER_UNIT[unit]


def test_a_bare_thousand_is_no_unit() -> None:
    assert read_amount("12千") is None
    assert YUAN_PER_UNIT["千元"] == Decimal(10) ** 3
