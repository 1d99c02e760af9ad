"""What may be a matter of reading accuses nobody; what is none still does."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import LOADED, document, form_reading, statement
from tests.validate.ties.checked_documents import check_records

Row = dict[str, Any]
GPB = "general_public_budget"


def broken(folder: Path, statements: list[Row], **frames: list[Row]) -> set[str]:
    """The rules that a document of these statements breaks."""
    numbered = [row | {"statement_id": f"s{n:03}"} for n, row in enumerate(statements)]
    forms = sorted({str(row["form_code"]) for row in numbered if row["form_code"]})
    rows: dict[str, list[Row]] = {
        "document": [document(LOADED)],
        "statement": numbered,
        "form_reading": [form_reading(code, 1) | {"grade": "proved"} for code in forms],
    }
    found = check_records(folder, rows | frames).findings
    return set(found["rule_id"].to_list()) - {"form_missing"}


def amount(number: int, yuan: str, **changes: Any) -> Row:
    plain = {"printed_text": yuan, "unit": "元", "amount_yuan": Decimal(yuan), "grade": "proved"}
    return statement(number, **plain) | changes


def economic(number: int, yuan: str, column: str, government: str | None = None) -> Row:
    kind = {"function_code": None, "economic_system": "department", "economic_code": "30108"}
    kind |= {"nature": "basic", "fund_source": GPB, "government_economic_code": government}
    form = {"form_code": "basic_expenditure_department_economic", "column_label": column}
    return amount(number, yuan, **kind, **form)


def test_a_class_that_one_form_splits_over_government_classes_is_no_contradiction(
    tmp_path: Path,
) -> None:
    whole = economic(1, "75.96", "基本支出预算")
    split = [economic(2, "69.37", "财政拨款", "50102"), economic(3, "6.59", "财政拨款", "50501")]
    assert broken(tmp_path / "split", [whole, *split]) == set()
    assert broken(tmp_path / "other", [whole, split[0]]) == {"same_amount_in_two_forms"}


@pytest.mark.parametrize(
    ("carried", "rules"), [("10.00", set()), ("4.00", {"same_amount_in_two_forms"})]
)
def test_revenue_with_and_without_what_was_carried_over_is_no_contradiction(
    carried: str, rules: set[str], tmp_path: Path
) -> None:
    revenue = {"flow": "revenue", "fund_source": GPB, "function_code": None}
    balance = {"flow": "balance", "function_code": None, "item_code": "opening_carryover"}
    statements = [
        amount(1, "128.00", **revenue, form_code="revenue_expenditure_summary"),
        amount(2, "118.00", **revenue, form_code="fiscal_appropriation_summary"),
        amount(3, carried, **balance, fund_source=GPB, form_code="fiscal_appropriation_summary"),
    ]
    assert broken(tmp_path, statements) == rules


@pytest.mark.parametrize(
    ("label", "rules"),
    [("三、单位预留机动经费", set()), ("其中：信息化", {"nature_rollup"})],
)
def test_a_part_under_words_of_its_own_may_be_what_is_missing(
    label: str, rules: set[str], tmp_path: Path
) -> None:
    form = {"function_code": None, "line_kind": "total", "form_code": "expenditure_summary"}
    statements = [
        amount(1, "100.00", **form),
        amount(2, "60.00", **form, nature="basic", column_label="基本支出"),
        amount(3, "30.00", **form, nature="project", column_label="项目支出"),
        amount(4, "10.00", **form, nature="unlisted", column_label=label, detail_name=label),
    ]
    assert broken(tmp_path, statements) == rules


def share(number: int, of: str, value: str) -> Row:
    whose = document(LOADED)
    names = ("document_id", "organisation_name", "fiscal_year", "phase", "scope")
    place = {"page": 4, "x0": 1.0, "top": 10.0 * number, "x1": 9.0, "bottom": 10.0 * number + 5}
    claim = {"claim_id": f"c{number}", "kind": "share", "statement_id": of}
    claim |= {"denominator_statement_id": "s000", "value": Decimal(value), "unit": "percent"}
    claim |= {"printed_unit": "%", "printed_decimals": 2, "printed_text": value}
    read = {"read_by": "text", "confidence": 1.0, "subject_text": "某项"}
    return {name: whose[name] for name in names} | place | claim | read


def test_shares_wrong_by_one_factor_are_shares_of_another_total(tmp_path: Path) -> None:
    item = {"function_code": None, "form_code": "three_public", "nature": "total"}
    statements = [
        amount(1, "32.78", **item, item_code="three_public", line_kind="total"),
        amount(2, "7.22", **item, item_code="overseas_travel"),
        amount(3, "8.75", **item, item_code="official_reception"),
        amount(4, "16.81", **item, item_code="official_vehicle"),
    ]
    of_another = [share(1, "s001", "7.22"), share(2, "s002", "8.75"), share(3, "s003", "16.81")]
    assert broken(tmp_path / "another", statements, claim=of_another) == set()
    wrong = [share(1, "s001", "22.03"), share(2, "s002", "28.75"), share(3, "s003", "51.28")]
    assert broken(tmp_path / "one", statements, claim=wrong) == {"share_of_total"}


def test_a_performance_form_is_no_witness_of_the_budget(tmp_path: Path) -> None:
    project = {"function_code": None, "nature": "project", "column_label": "项目支出"}
    statements = [
        amount(1, "30.00", **project, form_code="expenditure_summary", line_kind="total"),
        amount(2, "20.00", **project, form_code="performance_overall"),
    ]
    assert broken(tmp_path, statements) == set()


def missing(folder: Path, *codes: str) -> set[str]:
    """The forms that are missed where these were found."""
    rows = {
        "document": [document(LOADED)],
        "form_reading": [form_reading(code, 0) | {"grade": "proved"} for code in codes],
    }
    found = check_records(folder, rows).findings
    return set(found.filter(found["rule_id"] == "form_missing")["form_code"].to_list())


FORMS = ("revenue_expenditure_summary", "revenue_summary", "general_public_expenditure")


def test_expenditure_by_economic_class_is_the_form_of_expenditure(tmp_path: Path) -> None:
    assert "expenditure_summary" in missing(tmp_path / "a", *FORMS)
    found = missing(tmp_path / "b", *FORMS, "expenditure_department_economic")
    assert "expenditure_summary" not in found
    assert "government_fund_expenditure" in found
    with_fund = missing(tmp_path / "c", *FORMS, "government_fund_summary")
    assert "government_fund_expenditure" not in with_fund


def test_a_file_with_a_form_or_two_is_a_part_and_misses_none(tmp_path: Path) -> None:
    assert missing(tmp_path, *FORMS[:2], "performance_project", "performance_overall") == set()


def test_a_form_whose_title_was_read_as_another_form_is_not_missing(tmp_path: Path) -> None:
    titles = ("国有资本经营预算收支表", "收入支出决算总表", "一般公共预算基本支出表")
    forms = [form_reading(c, 1) | {"title": t} for c, t in zip(FORMS, titles, strict=True)]
    rows = {
        "document": [document(LOADED)],
        "form_reading": [row | {"grade": "proved"} for row in forms],
    }
    found = check_records(tmp_path, rows).findings
    codes = found.filter(found["rule_id"] == "form_missing")["form_code"].to_list()
    assert "state_capital_expenditure" not in codes
    # the title of the summary of both sides is not that of either
    assert {"government_fund_expenditure", "expenditure_summary"} <= set(codes)
