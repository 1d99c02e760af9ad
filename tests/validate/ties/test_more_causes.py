"""Causes of further kinds: neighbours, blanks, directions, bases; each beside one that is none."""

from decimal import Decimal
from typing import Any

import pytest

from pipelines.validate.ties.causes import causes_of
from pipelines.validate.ties.figures import Figure
from pipelines.validate.ties.proposals import BrokenTie
from tests.validate.ties.test_causes import broken_sum, classes, figure, first_cause

PERCENT: dict[str, Any] = {"unit": "percent", "printed_unit": "%", "half": Decimal("0.005")}


def rate(printed: str, this: str, change: str, *around: Figure) -> BrokenTie:
    """A rate of change beside this year's amount and the change."""
    told = figure(1, None, value=Decimal(printed), claim_kind="change_rate", **PERCENT)
    now = figure(2, this, stated_in="narrative", form_code=None)
    more = figure(3, change, claim_kind="change", figure_kind="claim", statement_id="figure_2")
    last = now.number - more.number
    parts = ((1, more), (1, now), (-1, more))
    expected = more.number / last * 100
    return BrokenTie(told, parts, expected, [told, now, more, *around], True, divisors=2)


def leaves(printed: str, expected: str, *column: tuple[str, str, str]) -> BrokenTie:
    """An item whose own sums ask for another number, in a column of items."""
    mine = figure(50, printed, function_code="2010301", top=50.0)
    rest = figure(99, expected, function_code="20103", top=40.0)
    rows = [
        figure(n, amount, function_code=code, top=float(top))
        for n, (code, amount, top) in enumerate(column)
    ]
    return BrokenTie(mine, ((1, rest),), rest.number, [rest, mine, *rows])


def test_neighbours_in_each_others_place() -> None:
    broken = leaves("76.95", "87.91", ("2010302", "87.91", "60"), ("2010399", "5.00", "70"))
    (cause, *_) = causes_of(broken)
    assert (cause.name, cause.culprit.figure_id) == ("neighbours_swapped", "figure_50")


def test_a_row_further_off_is_no_neighbour_nor_is_a_class() -> None:
    off = leaves("76.95", "87.91", ("2010302", "5.00", "60"), ("2010399", "87.91", "70"))
    assert "neighbours_swapped" not in {cause.name for cause in causes_of(off)}
    above = leaves("76.95", "87.91", ("20104", "87.91", "60"))
    assert "neighbours_swapped" not in {cause.name for cause in causes_of(above)}


def test_more_said_for_less() -> None:
    # 110 after 100 is 10 % more; said to be 10 % less
    assert first_cause(rate("-10.00", "110.00", "-10.00")) == "sign"
    assert "sign" not in {cause.name for cause in causes_of(rate("-12.00", "110.00", "-10.00"))}


@pytest.mark.parametrize("printed", ["43.16", "0.43", "231.72", "2.32"])
def test_the_amounts_of_two_years_against_each_other(printed: str) -> None:
    # 18.60 after 43.10
    named = {cause.name for cause in causes_of(rate(f"-{printed}", "18.60", "-24.50"))}
    assert "ratio_for_rate" in named
    assert "ratio_for_rate" not in {c.name for c in causes_of(rate("-44.16", "18.60", "-24.50"))}


def test_a_rate_computed_with_what_the_form_prints() -> None:
    form = figure(9, "120.00")
    broken = rate("20.00", "150.00", "20.00", form)
    assert first_cause(broken) == "propagated"
    assert first_cause(rate("21.10", "150.00", "20.00", form)) != "propagated"


def test_last_years_amount_where_only_the_change_tells_it() -> None:
    told = figure(2, "110.00", stated_in="narrative", form_code=None)
    change = figure(3, "-10.00", claim_kind="change", figure_kind="claim", statement_id="figure_2")
    form = figure(4, "100.00")
    broken = BrokenTie(told, ((1, form),), form.number, [told, change, form])
    assert first_cause(broken) == "prior_year_value"
    other = figure(3, "-10.00", claim_kind="change", figure_kind="claim", statement_id="figure_7")
    broken = BrokenTie(told, ((1, form),), form.number, [told, other, form])
    assert "prior_year_value" not in {cause.name for cause in causes_of(broken)}


def test_a_blank_beside_the_total_of_its_row_is_what_is_wrong() -> None:
    first = {"function_code": "201", "top": 22.0, "bottom": 32.0}
    total = figure(1, "150.00", column_label="合计", **first)
    basic = figure(2, "100.00", column_label="基本支出", **first)
    # a blank is as high as its cell
    blank = figure(3, None, column_label="项目支出", **first | {"top": 20.0, "bottom": 40.0})
    below = figure(4, "50.00", function_code="20103", column_label="项目支出", top=42.0)
    deeper = figure(5, "50.00", function_code="2010302", column_label="项目支出", top=62.0)
    broken = BrokenTie(total, ((1, basic),), basic.number, [total, basic, blank, below, deeper])
    (cause, *_) = causes_of(broken)
    assert (cause.name, cause.culprit.figure_id) == ("parent_blank", "figure_3")
    empty = BrokenTie(total, ((1, basic),), basic.number, [total, basic, blank])
    assert "parent_blank" not in {cause.name for cause in causes_of(empty)}


def test_the_own_row_in_another_form_is_no_missing_row() -> None:
    mine = figure(1, "129.32", function_code="2010301")
    rest = figure(2, "120.44", function_code="2010301", column_label="基本支出")
    again = figure(3, "8.88", function_code="2010301", form_code="revenue_summary")
    broken = BrokenTie(mine, ((1, rest),), rest.number, [mine, rest, again])
    assert "row_absent" not in {cause.name for cause in causes_of(broken)}


def test_a_misprinted_part_comes_before_one_counted_the_other_way() -> None:
    # 25.00 counted the other way gives 50.00 less, as does one digit of another part
    right = figure(70, "28.00", function_code="208", form_code="revenue_summary")
    broken = broken_sum("153.13", classes("100.13", "78.00", "25.00"), right)
    assert [c.name for c in causes_of(broken)][:2] == ["digit_changed", "sign"]


def test_of_a_confirmed_total_only_its_parts_or_rows_are_to_blame() -> None:
    broken = broken_sum("124.33", classes("100.12", "23.31"))
    assert first_cause(broken) == "transposed_digits"
    confirmed = BrokenTie(
        broken.printed, broken.parts, broken.expected, broken.document, is_confirmed=True
    )
    assert all(cause.culprit != broken.printed for cause in causes_of(confirmed))
    elsewhere = figure(50, "8.88", function_code="221", form_code="revenue_summary")
    missing = broken_sum("132.31", classes("100.12", "23.31"), elsewhere)
    confirmed = BrokenTie(
        missing.printed, missing.parts, missing.expected, missing.document, is_confirmed=True
    )
    assert first_cause(confirmed) == "row_absent"
