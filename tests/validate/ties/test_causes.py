"""Each cause reproduces its own error, and none is named that does not reproduce the number."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from pipelines.validate.ties.causes import CAUSES, causes_of
from pipelines.validate.ties.figures import Figure
from pipelines.validate.ties.proposals import BrokenTie, reproduces

HALF = Decimal(50)
WAN = Decimal(10000)


def figure(number: int, amount: str | Decimal | None, **changes: Any) -> Figure:
    """A figure in 万元 with two decimals in the column of a form."""
    facts: dict[str, Any] = {
        "figure_id": f"figure_{number}",
        "figure_kind": "statement",
        "document_id": "d",
        "fiscal_year": 2025,
        "phase": "budget",
        "flow": "expenditure",
        "fund_source": "all",
        "function_code": None,
        "economic_code": None,
        "nature": "total",
        "item_code": None,
        "statistic_code": None,
        "stated_in": "table",
        "form_code": "expenditure_summary",
        "row_label": f"第{number}行",
        "column_label": "合计",
        "value": None if amount is None else Decimal(amount) * WAN,
        "half": HALF,
        "unit": "yuan",
        "printed_unit": "万元",
        "printed_decimals": 2,
        "printed_text": str(amount or ""),
        "page": 1,
        "x0": 0.0,
        "top": float(number * 20),
        "x1": 1.0,
        "bottom": 1.0,
    }
    return Figure(**(facts | changes))


def broken_sum(printed: str | Decimal, parts: list[Figure], *around: Figure) -> BrokenTie:
    total = figure(99, printed)
    expected = sum((part.number for part in parts), Decimal(0))
    document = [*parts, *around, total]
    return BrokenTie(total, tuple((1, part) for part in parts), expected, document)


def classes(*amounts: str) -> list[Figure]:
    codes = ("201", "208", "210", "221", "229")
    rows = zip(codes, amounts, strict=False)
    return [figure(n, amount, function_code=code) for n, (code, amount) in enumerate(rows)]


def first_cause(broken: BrokenTie) -> str | None:
    found = causes_of(broken)
    return found[0].name if found else None


def test_no_cause_reproduces_a_number_from_nowhere() -> None:
    assert causes_of(broken_sum("777.77", classes("100.13", "20.31", "3.07"))) == []


def test_sum_of_all_levels_divided_by_three() -> None:
    parts = classes("2160.02", "78.93")
    rows = [figure(10, "290.49", function_code="2010301")]
    rows += [figure(11, "1869.53", function_code="2010302")]
    printed = (Decimal("2160.02") + Decimal("78.93") + Decimal("2160.02")) / 3
    assert first_cause(broken_sum(round(printed, 2), parts, *rows)) == "sum_of_levels"


def test_a_sum_that_stops_early_names_what_it_leaves_out() -> None:
    found = causes_of(broken_sum("120.44", classes("100.13", "20.31", "3.07")))
    assert found[0].name == "truncated_sum"
    assert "第2行" in found[0].zh


def test_a_missing_row_is_found_in_another_form() -> None:
    elsewhere = figure(50, "8.88", function_code="221", form_code="revenue_summary")
    broken = broken_sum("129.32", classes("100.13", "20.31"), elsewhere)
    assert first_cause(broken) == "row_absent"


def test_a_sign_lost_on_a_part() -> None:
    assert first_cause(broken_sum("120.44", classes("100.13", "-20.31"))) == "sign"


def test_the_other_unit() -> None:
    assert first_cause(broken_sum("1204400", classes("100.13", "20.31"))) == "unit_scale"


def test_last_years_figure() -> None:
    last_year = figure(60, "98.76", fiscal_year=2024)
    broken = broken_sum("98.76", classes("100.13", "20.31"), last_year)
    assert first_cause(broken) == "prior_year_value"


@pytest.mark.parametrize(
    ("printed", "cause"), [("124.33", "transposed_digits"), ("127.43", "digit_changed")]
)
def test_misprints(printed: str, cause: str) -> None:
    assert first_cause(broken_sum(printed, classes("100.12", "23.31"))) == cause


def test_a_misprinted_part_is_blamed_only_if_another_form_corrects_it() -> None:
    parts = classes("100.13", "20.81")
    alone = causes_of(broken_sum("120.44", parts))
    assert all(cause.culprit.figure_id == "figure_99" for cause in alone)
    right = figure(70, "20.31", function_code="208", form_code="revenue_summary")
    found = causes_of(broken_sum("120.44", parts, right))
    assert any(c.name == "digit_changed" and c.culprit.function_code == "208" for c in found)


def test_a_blank_parent_row() -> None:
    parts = [figure(1, "100.13", function_code="201"), figure(2, "5.55", function_code="2080505")]
    blank = figure(3, None, function_code="208")
    assert first_cause(broken_sum("100.13", parts, blank)) == "parent_blank"


def test_a_share_off_by_a_decimal_point() -> None:
    percent = {"unit": "percent", "printed_unit": "%", "half": Decimal("0.005")}
    share = figure(1, None, value=Decimal("0.20"), **percent)
    part, whole = figure(2, "0.45", item_code="x"), figure(3, "2238.95")
    expected = part.number / whole.number * 100
    broken = BrokenTie(share, ((1, part), (1, whole)), expected, [share, part, whole], True)
    assert first_cause(broken) == "unit_scale"


AMOUNTS = st.decimals(Decimal("0.01"), 10**6, places=2)


@given(AMOUNTS, st.lists(AMOUNTS, min_size=1, max_size=6))
def test_what_is_named_reproduces_the_printed_number(
    printed: Decimal, amounts: list[Decimal]
) -> None:
    broken = broken_sum(printed, classes(*(str(amount) for amount in amounts[:5])))
    named = {cause.name for cause in causes_of(broken)}
    right = {
        name
        for name, propose in CAUSES
        for proposal in propose(broken)
        if reproduces(proposal.value, broken.printed)
    }
    assert named == right


@given(st.lists(AMOUNTS, min_size=2, max_size=5), st.integers(1, 4))
def test_every_cut_sum_is_explained(amounts: list[Decimal], stop: int) -> None:
    assume(stop < len(amounts))
    printed = sum(amounts[:stop], Decimal(0))
    broken = broken_sum(printed, classes(*(str(amount) for amount in amounts)))
    assert any(cause.name == "truncated_sum" for cause in causes_of(broken))


def rate(printed: str, *operands: str, divisors: int = 1) -> BrokenTie:
    """A percentage of two decimals against operands in 万元; the last `divisors` stand below."""
    percent = {"unit": "percent", "printed_unit": "%", "half": Decimal("0.005")}
    told = figure(99, None, value=Decimal(printed), printed_text=printed, **percent)
    parts = [figure(number, amount) for number, amount in enumerate(operands)]
    below = sum((part.number for part in parts[-divisors:]), Decimal(0))
    above = sum((part.number for part in parts[:-divisors]), Decimal(0))
    operands_of = tuple((1, part) for part in parts)
    expected = above / below * 100
    return BrokenTie(told, operands_of, expected, parts, is_quotient=True, divisors=divisors)


@pytest.mark.parametrize(
    ("printed", "operands", "divisors", "cause"),
    [
        # 29.06 of 58.75 is 49.46 %: cut off, not rounded
        ("49.46", ("29.06", "58.75"), 1, "truncated"),
        # 14.20 less than last year, 32.00 this year: -30.74 % of last year, 44.38 % of this one
        ("44.38", ("14.20", "32.00", "-14.20"), 2, "wrong_base"),
        ("202.17", ("29.06", "58.75"), 1, "wrong_base"),
        ("4.95", ("29.06", "58.75"), 1, "unit_scale"),
    ],
)
def test_a_percentage_has_its_cause(
    printed: str, operands: tuple[str, ...], divisors: int, cause: str
) -> None:
    assert causes_of(rate(printed, *operands, divisors=divisors))[0].name == cause
