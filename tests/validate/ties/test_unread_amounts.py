"""An amount under unknown words may be what two totals differ by: they accuse nobody."""

from pathlib import Path

import pytest

from tests.conftest import LOADED, form_reading
from tests.validate.ties.test_suspected_readings import Row, amount, broken

BOX = {"page": 1, "x0": 1.0, "top": 1.0, "x1": 9.0, "bottom": 9.0}


def unread(printed: str, code: str) -> Row:
    row = {"quarantine_id": "q1", "document_id": LOADED, "file_name": "a.pdf", "stage": "conform"}
    return BOX | row | {"printed_text": printed, "reason_code": code, "reason": "上年实户资金余额"}


@pytest.mark.parametrize(
    ("printed", "code", "rules"),
    [
        ("1,000.00", "column_header_unknown", set()),
        ("1,000.00", "cell_unreadable", {"same_amount_in_two_forms"}),
        ("100.00", "row_label_unknown", {"same_amount_in_two_forms"}),
    ],
)
def test_two_totals_that_differ_by_an_amount_that_was_not_read_are_no_contradiction(
    printed: str, code: str, rules: set[str], tmp_path: Path
) -> None:
    revenue = {"flow": "revenue", "function_code": None, "line_kind": "total"}
    statements = [
        amount(1, "42034.00", **revenue, form_code="revenue_expenditure_summary"),
        amount(2, "41034.00", **revenue, form_code="revenue_summary"),
    ]
    forms = [
        form_reading(name, 1) | {"grade": "proved", "unit": "元"}
        for name in ("revenue_expenditure_summary", "revenue_summary")
    ]
    page = {"page": forms[0]["page_first"]}
    hole = unread(printed, code) | page
    assert broken(tmp_path, statements, quarantine=[hole], form_reading=forms) == rules
