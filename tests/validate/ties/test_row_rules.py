"""Rules on rows and names of forms: blank above parts, printed twice, without items, another's.

All documents are checked together: a case is a document of its own.
"""

from decimal import Decimal
from typing import Any

import pytest

from tests.conftest import LOADED, document, form_reading, statement
from tests.validate.ties.checked_documents import Checked, check_records, sha256

Row = dict[str, Any]
# code, name, amounts of the columns in yuan; None is a blank
Amounts = tuple[str | None, str | None, str | None]
Line = tuple[str | None, str, Amounts]
NATURES = ("total", "basic", "project")
SUMMARY, PUBLIC = "expenditure_summary", "general_public_expenditure"
PENSION = "机关事业单位基本养老保险缴费支出"
SOUND: list[Line] = [
    (None, "合计", ("150.00", "90.00", "60.00")),
    ("201", "一般公共服务支出", ("100.00", "60.00", "40.00")),
    ("20103", "政府办公厅（室）及相关机构事务", ("100.00", "60.00", "40.00")),
    ("2010301", "行政运行", ("70.00", "60.00", "10.00")),
    ("2010302", "一般行政管理事务", ("30.00", None, "30.00")),
    ("208", "社会保障和就业支出", ("50.00", "30.00", "20.00")),
    ("20805", "行政事业单位养老支出", ("50.00", "30.00", "20.00")),
    ("2080505", PENSION, ("50.00", "30.00", "20.00")),
]
MEDICAL: list[Line] = [
    (None, "合计", ("200.00", "140.00", "60.00")),
    *SOUND[1:],
    ("210", "卫生健康支出", ("50.00", "50.00", None)),
    ("21011", "行政事业单位医疗", ("50.00", "50.00", None)),
]
COUNTED_TWICE: list[Line] = [
    (None, "合计", ("140.00", "120.00", "20.00")),
    ("20103", "政府办公厅（室）及相关机构事务", ("140.00", "120.00", "20.00")),
    SOUND[3],
    SOUND[3],
]


def with_line(number: int, amounts: Amounts) -> list[Line]:
    code, name, _ = SOUND[number]
    return [*SOUND[:number], (code, name, amounts), *SOUND[number + 1 :]]


FORMS: dict[str, list[Line]] = {
    "sound": SOUND,
    "blank total": with_line(0, ("150.00", None, "60.00")),
    "blank class": with_line(1, (None, "60.00", "40.00")),
    "blank section": with_line(2, ("100.00", None, "40.00")),
    "heading": with_line(1, (None, None, None)),
    "twin": [*with_line(2, ("100.00", None, "40.00")), (*SOUND[2][:2], (None, "60.00", None))],
    "twice": [*SOUND[:4], SOUND[3], *SOUND[4:]],
    "counted twice": COUNTED_TWICE,
    "two lists": [*SOUND, *SOUND[1:]],
    "items lost": MEDICAL,
    "items there": [*MEDICAL, ("2101101", "行政单位医疗", ("50.00", "50.00", None))],
    "no items": [line for line in SOUND if len(line[0] or "") < 7],
    "other code": SOUND,
    "same code": SOUND,
    "another's form": SOUND,
    "another's disclosure": SOUND,
    "misnamed": SOUND,
}
# 文出 for 支出; what is shortened is no misprint
SAID = "社会保障和就业支出（类）行政事业单位养老文出（款）机关事业单位基本养老保险（项）12.34万元。"
SECOND_FORM = {"other code": "2080561", "same code": "2080505"}
FOREIGN_PAGES = {"another's form": (2,), "another's disclosure": (1, 2)}


def whose(case: str) -> Row:
    number = list(FORMS).index(case)
    return {"document_id": sha256(case.encode()), "organisation_name": f"某某区第{number}局"}


def cells(case: str, form_code: str, lines: list[Line]) -> list[Row]:
    return [
        _cell(form_code, number, at, line) | whose(case)
        | {"statement_id": f"{case} {form_code} {number} {at}"}
        for number, line in enumerate(lines)
        for at in range(len(NATURES))
    ]  # fmt: skip


def _cell(form_code: str, number: int, at: int, line: Line) -> Row:
    code, name, amounts = line
    amount = amounts[at]
    kind = "leaf" if len(code or "") == 7 else "subtotal" if code else "total"
    return statement(number, x0=100.0 * at, x1=100.0 * at + 60) | {
        "function_code": code,
        "row_label": name,
        "line_kind": kind,
        "nature": NATURES[at],
        "column_label": NATURES[at],
        "form_code": form_code,
        "unit": "元",
        "printed_text": amount or "",
        "amount_yuan": Decimal(amount) if amount else None,
        "absence": None if amount else "blank",
        "grade": "proved",
        # a blank is as high as its cell, a number as its letters
        "top": 200.0 + 20 * number + (4 if amount else 0),
    }


def hole(case: str, page: int) -> Row:
    why = "not of this document's disclosure, its forms are labelled with the name of 某某区林业局"
    return {
        "quarantine_id": f"{case}{page}",
        "document_id": whose(case)["document_id"],
        "file_name": "a.pdf",
        "stage": "conform",
        "page": page,
        "reason_code": "another_disclosure",
        "reason": f"a.pdf: page {page}: {why}",
    }


def passage(case: str, words: str) -> Row:
    place = {"page": 4, "x0": 50.0, "top": 20.0, "x1": 400.0, "bottom": 32.0, "read_by": "text"}
    named = {"passage_id": case, "sequence": 1, "kind": "text", "passage_text": words}
    return place | named | {"document_id": whose(case)["document_id"], "confidence": 1.0}


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Checked:
    second = {
        case: cells(case, PUBLIC, [(code, PENSION, ("50.00", "30.00", "20.00"))])
        for case, code in SECOND_FORM.items()
    }
    reading = form_reading(SUMMARY, 1) | {"grade": "proved"}
    records = {
        "document": [document(LOADED) | whose(case) for case in FORMS],
        "statement": [
            row
            for case, lines in FORMS.items()
            for row in (*cells(case, SUMMARY, lines), *second.get(case, ()))
        ],
        "form_reading": [reading | {"document_id": whose(case)["document_id"]} for case in FORMS],
        "quarantine": [hole(case, page) for case, pages in FOREIGN_PAGES.items() for page in pages],
    }
    right = SAID.replace("文出", "支出")
    records["passage"] = [passage("misnamed", SAID), passage("sound", right)]
    return check_records(tmp_path_factory.mktemp("rows"), records)


def told(found: Checked, case: str, rule: str) -> list[str]:
    return [
        f"{each['row_label'] or ''} {each['column_label'] or ''}".strip()
        for each in found.of(whose(case)["document_id"])
        if each["rule_id"] == rule
    ]


@pytest.mark.parametrize("case", ["sound", "items there", "same code"])
def test_nothing_is_told_of_a_sound_form(found: Checked, case: str) -> None:
    assert found.of(whose(case)["document_id"]) == []


@pytest.mark.parametrize(
    ("case", "blank"),
    [
        ("blank total", "合计 basic"),
        ("blank class", "一般公共服务支出 total"),
        ("blank section", "政府办公厅（室）及相关机构事务 basic"),
        ("heading", ""),
        ("twin", ""),
    ],
)
def test_a_blank_above_printed_parts_is_told(found: Checked, case: str, blank: str) -> None:
    assert told(found, case, "blank_above_parts") == ([blank] if blank else [])


def test_no_sum_of_the_rest_accuses_anybody_else(found: Checked) -> None:
    all_told = found.of(whose("blank section")["document_id"])
    (row,) = [each for each in all_told if each["rule_id"] == "nature_rollup"]
    assert row["cause"] == "parent_blank"
    assert len({each["root_finding_id"] for each in all_told}) == 1
    broken = found.ties.filter(found.ties["ties_broken"] > 0)["statement_id"].to_list()
    assert not [name for name in broken if name.startswith("blank section")]


@pytest.mark.parametrize(
    ("case", "rows"), [("twice", ["行政运行"]), ("counted twice", []), ("two lists", [])]
)
def test_a_row_printed_twice_is_told_once(found: Checked, case: str, rows: list[str]) -> None:
    assert told(found, case, "row_printed_twice") == rows


@pytest.mark.parametrize(
    ("case", "rows"),
    [("items lost", ["行政事业单位医疗"]), ("items there", []), ("no items", [])],
)
def test_the_one_class_whose_items_are_lost_is_told(
    found: Checked, case: str, rows: list[str]
) -> None:
    assert told(found, case, "class_without_items") == rows


def test_a_code_that_the_other_forms_and_the_book_give_otherwise(found: Checked) -> None:
    rule = "function_code_of_another_form"
    all_told = found.of(whose("other code")["document_id"])
    (each,) = [finding for finding in all_told if finding["rule_id"] == rule]
    assert each["printed_text"] == "2080561" and "2080505" in each["message_zh"]


def test_a_name_of_the_text_with_another_letter_than_the_book(found: Checked) -> None:
    (each,) = found.of(whose("misnamed")["document_id"])
    assert each["rule_id"] == "name_in_text_of_no_code"
    assert each["printed_text"] == "行政事业单位养老文出"
    assert "“行政事业单位养老支出”" in each["message_zh"]


def test_a_form_with_anothers_name_between_the_own_ones_is_told(found: Checked) -> None:
    rule = "another_organisation_in_title"
    (each,) = found.of(whose("another's form")["document_id"])
    assert (each["rule_id"], each["page"]) == (rule, 2) and "某某区林业局" in each["message_zh"]
    # two pages are a disclosure of its own
    assert told(found, "another's disclosure", rule) == []
