"""Findings of one error have one root; those of two errors have two."""

from decimal import Decimal
from typing import Any

import pytest

from pipelines.validate.ties.roots import with_roots

Record = dict[str, Any]


def finding(name: str, *statements: str, **changes: Any) -> Record:
    """A broken sum of one row of a form, without a cause."""
    return {
        "finding_id": name,
        "rule_id": "function_rollup",
        "document_id": "d",
        "form_code": "expenditure_summary",
        "row_label": name,
        "statement_ids": list(statements),
        "culprit": statements[0],
        "cause": None,
        "page": 1,
        "top": 1.0,
        "printed_text": "1.00",
        "printed_value": Decimal(1),
        "expected_low": Decimal(2),
        "expected_high": Decimal(2),
        "message_zh": "",
        "message_en": "",
        "instance": ("function_rollup", name),
    } | changes


def roots(*findings: Record) -> list[str]:
    return [str(each["root_finding_id"]) for each in with_roots(findings)]


def test_two_errors_have_two_roots() -> None:
    assert roots(finding("a", "s1", "s2"), finding("b", "s3", "s4")) == ["a", "b"]


def test_the_columns_of_a_row_that_break_one_sum_are_one_error() -> None:
    one, other = finding("a", "s1", row_label="x"), finding("b", "s2", row_label="x")
    assert roots(one, other) == ["a", "a"]
    assert roots(one, other | {"rule_id": "nature_rollup"}) == ["a", "b"]


def test_a_rate_computed_with_a_wrong_amount_is_its_echo() -> None:
    text = finding("a", "s1", "s2", form_code=None, rule_id="text_agrees_with_forms")
    rate = finding("b", "c1", "s1", form_code=None, rule_id="share_of_total")
    assert roots(text, rate) == ["a", "b"]
    assert roots(text, rate | {"cause": "propagated", "culprit": "s2"}) == ["a", "a"]


@pytest.mark.parametrize(("printed", "expected_roots"), [("10000", ["a", "a"]), ("10", ["a", "b"])])
def test_a_form_in_another_unit_is_one_error(printed: str, expected_roots: list[str]) -> None:
    scale = {"cause": "unit_scale", "printed_value": Decimal(printed)}
    scale |= {"expected_low": Decimal(1), "expected_high": Decimal(1)}
    assert roots(finding("a", "s1", **scale), finding("b", "s2", **scale)) == expected_roots


def test_a_row_that_a_sum_and_another_form_miss_is_one_error() -> None:
    short = finding("a", "s1", cause="row_absent")
    missing = finding("b", "s2", rule_id="row_missing_from_summary")
    assert roots(short, missing) == ["a", "a"]
    assert roots(short | {"cause": None}, missing) == ["a", "b"]


def test_what_only_this_stage_needs_is_not_handed_on() -> None:
    (clean,) = with_roots([finding("a", "s1")])
    assert not {"culprit", "instance"} & set(clean)
