"""Interval arithmetic holds for every value that the printed numbers can stand for."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.validate.ties.intervals import Interval, total

MONEY = st.decimals(-(10**9), 10**9, places=4, allow_nan=False, allow_infinity=False)
HALF = st.sampled_from([Decimal("0.5"), Decimal("0.005"), Decimal("50"), Decimal("5000")])
SHARE = st.integers(0, 1000).map(lambda thousandths: Decimal(thousandths) / 1000)


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    return Interval.around(draw(MONEY), draw(HALF))


def inside(interval: Interval, share: Decimal) -> Decimal:
    return interval.low + (interval.high - interval.low) * share


@given(intervals(), intervals(), SHARE, SHARE)
def test_sums_and_differences_hold_all_values(
    one: Interval, other: Interval, first: Decimal, second: Decimal
) -> None:
    a, b = inside(one, first), inside(other, second)
    assert (one + other).holds(a + b)
    assert (one - other).holds(a - b)


@given(intervals(), SHARE, st.integers(-10000, 10000))
def test_scaling_holds_all_values(one: Interval, share: Decimal, factor: int) -> None:
    assert one.scaled(factor).holds(inside(one, share) * factor)


@given(intervals(), intervals(), SHARE, SHARE)
def test_quotients_hold_all_values(
    one: Interval, other: Interval, first: Decimal, second: Decimal
) -> None:
    quotient = one.divided(other)
    a, b = inside(one, first), inside(other, second)
    if quotient is None:
        assert other.low <= 0 <= other.high
    else:
        margin = abs(a / b) * Decimal("1e-20")
        assert quotient.low - margin <= a / b <= quotient.high + margin


@given(intervals(), intervals())
def test_meeting_is_mutual_and_the_contrary_of_being_apart(one: Interval, other: Interval) -> None:
    assert one.meets(other) == other.meets(one)
    assert one.meets(other) == (not one.exceeds(other) and not other.exceeds(one))


@given(st.lists(intervals(), max_size=8))
def test_the_total_does_not_depend_on_the_order(parts: list[Interval]) -> None:
    assert total(parts) == total(reversed(parts))


@given(st.lists(st.decimals(0, 10**6, places=4), min_size=1, max_size=20))
def test_rounded_parts_of_a_true_sum_are_never_broken(parts: list[Decimal]) -> None:
    """Exact parts, each printed with two decimals, and their exact sum printed with two."""
    half = Decimal("0.005")
    printed = [Interval.around(round(part, 2), half) for part in parts]
    assert total(printed).meets(Interval.around(round(sum(parts, Decimal(0)), 2), half))


def test_an_interval_is_never_upside_down() -> None:
    with pytest.raises(ValueError, match="down to"):
        Interval(Decimal(1), Decimal(0))


def test_one_hundredth_apart_is_within_rounding_and_two_are_not() -> None:
    half = Decimal(50)
    printed = Interval.around(Decimal("22389500"), half)
    assert printed.meets(Interval.around(Decimal("22389600"), half))
    assert not printed.meets(Interval.around(Decimal("22389700"), half))


def test_the_middle_is_what_is_printed() -> None:
    assert Interval.around(Decimal("12.34"), Decimal("0.005")).middle == Decimal("12.34")


def test_intervals_that_touch_meet_and_none_exceeds_the_other() -> None:
    low, high = Interval(Decimal(1), Decimal(2)), Interval(Decimal(2), Decimal(3))
    assert low.meets(high) and high.meets(low)
    assert not high.exceeds(low)
    assert low.holds(Decimal(1)) and low.holds(Decimal(2)) and not low.holds(Decimal("2.01"))


@pytest.mark.parametrize(("low", "high"), [(0, 1), (-1, 0), (-1, 1), (0, 0)])
def test_nothing_is_divided_by_what_can_be_zero(low: int, high: int) -> None:
    assert Interval(Decimal(4), Decimal(8)).divided(Interval(Decimal(low), Decimal(high))) is None


def test_a_quotient_and_a_scaled_interval_are_as_narrow_as_they_can_be() -> None:
    one = Interval(Decimal(4), Decimal(8))
    assert one.divided(Interval(Decimal(2), Decimal(4))) == Interval(Decimal(1), Decimal(4))
    assert one.scaled(-2) == Interval(Decimal(-16), Decimal(-8))
    assert -one == Interval(Decimal(-8), Decimal(-4))
    assert total([one, one, -one]) == Interval(Decimal(0), Decimal(12))


def test_sums_are_exact_beyond_the_digits_of_the_usual_context() -> None:
    large, small = Decimal(10) ** 30, Decimal("0.005")
    assert Interval.around(large, small).low == Decimal("9" * 30 + ".995")
