"""A code that was right in its year is never a finding; one with another's name is."""

from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from pipelines.frames.storage import SCHEMAS
from tests.validate.ties.checked_documents import Checked, check_records, sha256

# (fiscal year, column of the code, code, name printed beside it, whether that is wrong)
CASES = [
    (2018, "function_code", "20805", "行政事业单位离退休", False),
    (2026, "function_code", "20805", "行政事业单位养老支出", False),
    (2026, "function_code", "2080506", "机关事业单位职业年金缴费支出", False),
    # the name of the code beside it
    (2026, "function_code", "2080505", "机关事业单位职业年金缴费支出", True),
    # a code that no book knows, one digit from the right one, and one far from it
    (2026, "function_code", "2080508", "机关事业单位职业年金缴费支出", True),
    (2026, "function_code", "2137299", "某项新设科目", False),
    # 2017 and before: numbered otherwise, and no book of these years is known
    (2017, "economic_code", "30311", "住房公积金", False),
    (2017, "economic_code", "30307", "医疗费", False),
    (2016, "economic_code", "30113", "医疗费", False),
    (2026, "economic_code", "30113", "住房公积金", False),
    (2026, "economic_code", "30112", "住房公积金", True),
    # a place's own part of a national class
    (2026, "economic_code", "3010201", "规范性津补贴", False),
]


def rows(number: int) -> dict[str, list[dict[str, Any]]]:
    """One document that prints one code with a name."""
    year, column, code, name, _ = CASES[number]
    document_id = sha256(f"code {number}".encode())
    organisation = f"示例{'甲乙丙丁戊己庚辛壬癸'[number % 10]}{'东西'[number // 10]}局"
    whose = {
        "document_id": document_id,
        "organisation_name": organisation,
        "fiscal_year": year,
        "phase": "budget",
        "scope": "department",
    }
    document = whose | {
        "file_name": f"{number}.pdf",
        "retrieved_at": datetime(2026, 1, 1, tzinfo=UTC),
        "media_type": "application/pdf",
        "page_count": 1,
        "text_source": "text",
        "layout_id": "national",
        "status": "loaded",
        "extraction_seconds": 0.0,
        "unread_pages": 0,
    }
    statement = whose | {
        "statement_id": f"statement-{number}",
        "flow": "expenditure",
        "fund_source": "general_public_budget",
        column: code,
        "economic_system": "department" if column == "economic_code" else None,
        "nature": "total",
        "line_kind": "leaf",
        "amount_yuan": Decimal("10000.00"),
        "printed_text": "1.00",
        "printed_decimals": 2,
        "unit": "万元",
        "unit_source": "form",
        "stated_in": "table",
        "form_code": "general_public_expenditure",
        "row_label": name,
        "column_label": "合计",
        "code_source": "printed",
        "page": 1,
        "x0": 1.0,
        "top": 1.0,
        "x1": 2.0,
        "bottom": 2.0,
        "read_by": "text",
        "confidence": 1.0,
    }
    return {"document": [document], "statement": [statement]}


@pytest.fixture(scope="module")
def checked(tmp_path_factory: pytest.TempPathFactory) -> Checked:
    records: dict[str, list[Any]] = {name: [] for name in SCHEMAS}
    for number in range(len(CASES)):
        for name, added in rows(number).items():
            records[name] += added
    folder: Path = tmp_path_factory.mktemp("codes")
    return check_records(folder, records)


@pytest.mark.parametrize("number", range(len(CASES)))
def test_a_code_is_judged_by_its_year(checked: Checked, number: int) -> None:
    year, column, code, name, is_wrong = CASES[number]
    found = checked.of(sha256(f"code {number}".encode()))
    rule = f"{column.removesuffix('_code')}_code_of_another_name"
    wanted = [rule] if is_wrong else []
    assert [each["rule_id"] for each in found if "another_name" in each["rule_id"]] == wanted, (
        year,
        code,
        name,
    )
