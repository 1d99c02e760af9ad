"""Ties between documents, the drivers of a change, and the readings of a doubtful figure."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import document, statement
from tests.validate.ties.checked_documents import Checked, check_records

DEPARTMENT, OFFICE, CENTRE, LAST = ("1" * 64, "2" * 64, "3" * 64, "4" * 64)
NAMES = {
    DEPARTMENT: "上海市普陀区商务委员会",
    OFFICE: "上海市普陀区商务委员会",
    CENTRE: "上海市普陀区中小企业服务中心",
    LAST: "上海市普陀区商务委员会",
}
Records = dict[str, list[dict[str, Any]]]


def total(number: int, document_id: str, wan: str, **changes: Any) -> dict[str, Any]:
    """The total of an expenditure summary in 万元."""
    facts: dict[str, Any] = {
        "document_id": document_id,
        "organisation_name": NAMES[document_id],
        "scope": "department" if document_id in (DEPARTMENT, LAST) else "unit",
        "function_code": None,
        "line_kind": "total",
        "amount_yuan": Decimal(wan) * 10000,
        "printed_text": wan,
        "row_label": "合计",
        "code_source": None,
    }
    return statement(number) | facts | changes


def family(department: str, *units: str) -> Records:
    """A department that says it has one sub-unit, and the documents of its units."""
    scopes = {DEPARTMENT: "department", LAST: "department"}
    ids = (DEPARTMENT, OFFICE, CENTRE)[: len(units) + 1]
    said = {"statistic_id": "said", "document_id": DEPARTMENT, "statistic_code": "sub_units"}
    said |= {"organisation_name": NAMES[DEPARTMENT], "fiscal_year": 2025, "phase": "budget"}
    said |= {"scope": "department", "value": Decimal(1), "unit": "count", "printed_unit": "家"}
    said |= {"printed_decimals": 0, "printed_text": "1", "page": 3, "subject_text": "下属"}
    return {
        "document": [
            document(each, organisation_name=NAMES[each], scope=scopes.get(each, "unit"))
            for each in ids
        ],
        "statement": [
            total(number, each, amount)
            for number, (each, amount) in enumerate(
                zip(ids, (department, *units), strict=True), start=1
            )
        ],
        "statistic": [said],
    }


def outcome(checked: Checked, rule: str, document_id: str = DEPARTMENT) -> str:
    rows = checked.runs.to_dicts()
    found = [r for r in rows if r["rule_id"] == rule and r["document_id"] == document_id]
    return str(found[0]["outcome"])


@pytest.mark.parametrize(
    ("amounts", "sum_of_units", "within"),
    [
        (("100.00", "70.00", "30.00"), "passed", "passed"),
        (("100.00", "70.00", "29.00"), "failed", "passed"),
        (("100.00", "70.00", "31.00"), "failed", "failed"),
        # one unit is missing: its department cannot be added up, but is not exceeded
        (("100.00", "70.00"), "not_executed", "passed"),
    ],
)
def test_a_department_and_its_units(
    tmp_path: Path, amounts: tuple[str, ...], sum_of_units: str, within: str
) -> None:
    checked = check_records(tmp_path, family(*amounts))
    assert outcome(checked, "units_add_up_to_department") == sum_of_units
    assert outcome(checked, "units_within_department") == within


def test_last_years_column_against_last_years_document(tmp_path: Path) -> None:
    records = family("100.00", "70.00", "30.00")
    records["document"].append(
        document(LAST, organisation_name=NAMES[LAST], fiscal_year=2024, scope="department")
    )
    records["statement"] += [
        total(8, LAST, "90.00", fiscal_year=2024),
        total(9, DEPARTMENT, "91.00", fiscal_year=2024, column_label="上年预算数"),
    ]
    checked = check_records(tmp_path, records)
    (finding,) = [
        each for each in checked.of(DEPARTMENT) if each["rule_id"] == "same_amount_in_two_documents"
    ]
    assert finding["difference"] == Decimal("10000.0000")
    assert finding["severity"] == "info"
    assert set(finding["statement_ids"]) == {"statement_08", "statement_09"}


def claim(name: str, kind: str, wan: str, **changes: Any) -> dict[str, Any]:
    """A claim of the department's text in 万元."""
    facts: dict[str, Any] = {
        "claim_id": name,
        "document_id": DEPARTMENT,
        "organisation_name": NAMES[DEPARTMENT],
        "fiscal_year": 2025,
        "phase": "budget",
        "scope": "department",
        "kind": kind,
        "direction": "increase",
        "value": Decimal(wan) * 10000,
        "unit": "yuan",
        "printed_unit": "万元",
        "printed_decimals": 2,
        "printed_text": wan,
        "subject_text": "支出",
        "page": 4,
    }
    return facts | changes


@pytest.mark.parametrize(
    ("second", "reason", "expected"),
    [
        ("8.00", "增加原因是", "passed"),
        ("9.00", "增加原因是", "failed"),
        # those that are named are not all of them
        ("9.00", "原因是人员增加等。", "not_executed"),
        ("9.00", "增加的主要原因是", "not_executed"),
    ],
)
def test_the_drivers_add_up_to_the_change(
    tmp_path: Path, second: str, reason: str, expected: str
) -> None:
    records = family("100.00", "70.00", "30.00")
    told = f"一是增人12.00万元；二是办公{second}万元"
    parent = {"parent_claim_id": "change", "reason_text": told}
    sentence = f"支出比上年增加20.00万元，{reason}：{told}。"
    records["passage"] = [
        {"passage_id": "p", "document_id": DEPARTMENT, "sequence": 1, "kind": "text"}
        | {"passage_text": sentence, "page": 4}
    ]
    records["claim"] = [
        claim("change", "change", "20.00"),
        claim("one", "driver", "12.00", **parent),
        claim("two", "driver", second, **parent),
    ]
    assert outcome(check_records(tmp_path, records), "drivers_add_up_to_change") == expected
