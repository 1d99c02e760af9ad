"""Printed figures: exact amounts, five kinds of absence, and never a guess."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.conform.amounts import (
    is_ratio,
    number_tokens,
    read_absence,
    read_amount,
    torn_amount,
)


@pytest.mark.parametrize(
    ("text", "number", "decimals", "unit"),
    [
        ("2,238.95", "2238.95", 2, None),
        ("１，２３４．５０", "1234.50", 2, None),
        ("75. 80", "75.80", 2, None),
        ("87267272.\n44", "87267272.44", 2, None),
        ("1,234,\n567.00", "1234567.00", 2, None),
        ("0", "0", 0, None),
        ("-12.5", "-12.5", 1, None),
        ("－12.5", "-12.5", 1, None),
        ("▲3.00", "-3.00", 2, None),
        ("(3.00)", "-3.00", 2, None),
        ("（3.00）", "-3.00", 2, None),
        ("75.8万元", "75.8", 1, "万元"),
        ("¥1,000", "1000", 0, None),
        ("1.25亿元", "1.25", 2, "亿元"),
        ("12.50（万元）", "12.50", 2, "万元"),
        ("12.50 (万元)", "12.50", 2, "万元"),
        ("+12.50", "12.50", 2, None),
        ("＋ 12.50", "12.50", 2, None),
        ("12.50 RMB", "12.50", 2, None),
        ("Δ12.50", "-12.50", 2, None),
        ("∆ 12.50", "-12.50", 2, None),
        ("─12.50", "-12.50", 2, None),
        ("1\u2007234.56", "1234.56", 2, None),
        ("1\u200b234.56", "1234.56", 2, None),
        ("1234.56₁", "1234.56", 2, None),
        ("1234.56★", "1234.56", 2, None),
        ("1234.56†", "1234.56", 2, None),
        ("1234.56（1）", "1234.56", 2, None),
        ("1234.56。", "1234.56", 2, None),
    ],
)
def test_well_formed_amounts(text: str, number: str, decimals: int, unit: str | None) -> None:
    amount = read_amount(text)
    assert amount is not None
    assert (str(amount.number), amount.decimals, amount.unit) == (number, decimals, unit)


@pytest.mark.parametrize(
    "text",
    [
        "12 34",
        "100.00\n200.00",
        "1,23,456",
        "1.234.567",
        "见说明",
        "",
        "无",
        "-",
        "13.47%",
        "12\n34",
        "+-12.50",
        "12.50△",
        "1234(1)",
        "1,234，",
    ],
)
def test_what_is_not_one_amount_is_not_guessed(text: str) -> None:
    assert read_amount(text) is None


@pytest.mark.parametrize(
    ("text", "absence"),
    [
        ("", "blank"),
        (" \n", "blank"),
        ("-", "dash"),
        ("￥ -", "dash"),
        ("─", "dash"),
        ("——", "dash"),
        ("无", "none_word"),
        ("本表没有发生数。", "no_occurrence"),
        ("0.00", None),
        ("行政运行", None),
    ],
)
def test_kinds_of_absence_stay_apart(text: str, absence: str | None) -> None:
    assert read_absence(text) == absence


def test_percentages_are_ratios_and_not_money() -> None:
    assert is_ratio("100.00%")
    assert not is_ratio("100.00")


@given(st.decimals(min_value="-99999999999", max_value="99999999999", places=2))
def test_thousands_separators_do_not_change_an_amount(value: Decimal) -> None:
    printed, plain = read_amount(f"{value:,.2f}"), read_amount(f"{value:.2f}")
    assert printed is not None
    assert printed == plain
    assert printed.in_yuan("万元") == value * 10_000


@given(st.integers(0, 10**9), st.integers(0, 10**9))
def test_two_numbers_in_one_cell_are_never_joined(left: int, right: int) -> None:
    assert read_amount(f"{left}.00 {right}.00") is None


def test_number_tokens_of_a_line() -> None:
    line = "2021年支出2,238.95万元，下降13.47%"
    assert [line[a:b] for a, b in number_tokens(line)] == ["2021", "2,238.95", "13.47%"]


def test_amounts_finer_than_a_fen_are_rounded_and_their_print_kept() -> None:
    amount = read_amount("1,234.5600001")
    assert amount is not None
    assert amount.in_yuan("万元") == Decimal("12345600.00")
    assert amount.decimals == 7


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("- 268.63", "-268.63"),
        ("-\n268.63", "-268.63"),
        ("–268.63", "-268.63"),
        ("—268.63", "-268.63"),
        ("\u2010268.63", "-268.63"),
        ("\u2212268.63", "-268.63"),
        ("268.63-", "-268.63"),
        ("负268.63", "-268.63"),
        ("减 268.63", "-268.63"),
        ("（减）268.63", "-268.63"),
        ("268.63（减）", "-268.63"),
        ("△ 268.63", "-268.63"),
        ("¥-268.63", "-268.63"),
        ("-¥268.63", "-268.63"),
        ("¥ (268.63)", "-268.63"),
        ("(-268.63)", "-268.63"),
        ("¥ 4,335.85", "4335.85"),
        ("RMB4,335.85", "4335.85"),
        ("4 335.85", "4335.85"),
        ("4\u2009335.85", "4335.85"),
        ("4'335.85", "4335.85"),
        ("1’234’567.8", "1234567.8"),
        ("'4,335.85", "4335.85"),
        ("19439,054", "19439054"),
        ("4335,85", "4335.85"),
        ("1.234,56", "1234.56"),
        ("4,335。85", "4335.85"),
        ("4,335·85", "4335.85"),
        ("2 6 8 . 6 3", "268.63"),
        ("4,33\n5.85", "4335.85"),
        ("4,\n335.85", "4335.85"),
        ("24995.9\n4", "24995.94"),
        ("-411,130.6\n7", "-411130.67"),
        ("268.63①", "268.63"),
        ("268.63²", "268.63"),
        ("¹268.63", "268.63"),
        ("268.63*", "268.63"),
        ("268.63[1]", "268.63"),
        ("268.63（注1）", "268.63"),
    ],
)
def test_ways_to_write_one_amount(text: str, number: str) -> None:
    amount = read_amount(text)
    assert amount is not None
    assert str(amount.number) == number


@pytest.mark.parametrize(
    "text",
    [
        "1 4,335.85",
        "7 1,973.01",
        "12 90.85",
        "1\n234.00",
        "268.63 -",
        "--268.63",
        "-268.63-",
        "-(268.63)",
        "(268.63",
        "268.63)",
        "2 6 8",
        "26\n8.63",
        "268.6 3",
        "268.6\n31",
        "268.63\n1",
        "1、100.00",
        "4,335.85,",
        "43358500224164004",
        "12,5",
    ],
)
def test_two_numbers_or_two_signs_are_no_amount(text: str) -> None:
    assert read_amount(text) is None


def test_ten_thousand_in_the_cell_is_ten_thousand_yuan() -> None:
    amount = read_amount("4,335.85万")
    assert amount is not None
    assert amount.unit == "万元"
    assert amount.in_yuan("万元") == Decimal("43358500.00")


@pytest.mark.parametrize(
    ("text", "number"),
    [("12\n34.56", "1234.56"), ("1,2\n34", "1234"), ("(12\n34)", "-1234"), ("1\n2\n3.4", "123.4")],
)
def test_lines_that_may_be_one_amount_are_put_together(text: str, number: str) -> None:
    amount = torn_amount(text)
    assert amount is not None and amount.number == Decimal(number)


@pytest.mark.parametrize(
    "text", ["1234.56", "12\n34万元", "12.3\n45.6", "12\n3.4\n5", "无\n34", ""]
)
def test_lines_of_which_one_says_that_it_ends_are_not_put_together(text: str) -> None:
    assert torn_amount(text) is None
