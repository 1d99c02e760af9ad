"""The samples that ship: every form read, nothing unread, and the seed's published figures."""

from functools import cache
from pathlib import Path

import pytest

from pipelines.locations import RAW
from tests.conform.conforming import Conformed, conform_file

SAMPLES = sorted((RAW / "samples").glob("*.pdf"))
PLACES_WITH_ALL_FORMS = ("guiyang", "putuo")
GUIYANG = RAW / "samples" / "guiyang-government-service-2021-budget.pdf"
NINE_BUDGET_OR_FINAL_FORMS = {
    "revenue_expenditure_summary",
    "revenue_summary",
    "expenditure_summary",
    "fiscal_appropriation_summary",
    "general_public_expenditure",
    "basic_expenditure_department_economic",
    "government_fund_expenditure",
    "state_capital_expenditure",
    "three_public",
}
ONLY_IN_GUIZHOU = {
    "basic_expenditure_government_economic",
    "downward_transfer",
    "performance_overall",
    "performance_project",
}

# What was typeset of the disclosures of other places.
FORMS = {
    "hangzhou-meteorology-2026-budget": NINE_BUDGET_OR_FINAL_FORMS | {"project_expenditure"},
    "jiangsu-party-office-2017-budget-tables": {
        "revenue_expenditure_summary",
        "revenue_summary",
        "expenditure_summary",
        "fiscal_appropriation_summary",
        "fiscal_appropriation_expenditure",
        "basic_expenditure_department_economic",
        "government_fund_expenditure",
        "agency_operation_economic",
        "three_public",
    },
    "jiangsu-party-office-2017-budget-text": set[str](),
    "state-petitions-2024-final": NINE_BUDGET_OR_FINAL_FORMS,
    "wuxi-statistics-2026-budget": NINE_BUDGET_OR_FINAL_FORMS
    | {"agency_operation_economic", "government_procurement"},
    # the form of state capital is blank, and its note names no form
    "yantai-statistics-2026-budget": NINE_BUDGET_OR_FINAL_FORMS - {"state_capital_expenditure"}
    | {"project_expenditure"},
}


@cache
def conformed(path: Path) -> Conformed:
    return conform_file(path)


def printed(form: str, **coordinates: object) -> list[str]:
    """The printed amounts of one Guiyang form at these coordinates."""
    return [
        str(s["printed_text"])
        for s in conformed(GUIYANG).statement
        if s.get("form_code") == form
        and s.get("amount_yuan") is not None
        and all(s.get(name) == value for name, value in coordinates.items())
    ]


def forms_of(path: Path) -> set[str]:
    if path.name.startswith(PLACES_WITH_ALL_FORMS):
        return NINE_BUDGET_OR_FINAL_FORMS | (ONLY_IN_GUIZHOU if path == GUIYANG else set())
    return FORMS[path.stem]


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_every_form_of_a_sample_is_read_and_nothing_is_left_over(path: Path) -> None:
    read = conformed(path)
    forms = {str(form["form_code"]) for form in read.form_reading if form["statement_count"]}
    assert forms == forms_of(path)
    assert {form["grade"] for form in read.form_reading} <= {"proved", "consistent"}
    assert {entry["reason_code"] for entry in read.quarantine} <= {"number_in_doubt"}
    assert {number["class"] for number in read.table_number} <= {
        "amount",
        "code",
        "other",
        "other_table",
        "project",
        "sequence",
        "target",
        "year",
    }


@pytest.mark.parametrize(
    ("form", "coordinates", "texts"),
    [
        ("revenue_expenditure_summary", {"item_code": "revenue_grand_total"}, ["2,238.95"]),
        ("revenue_expenditure_summary", {"item_code": "opening_carryover"}, ["0.17"]),
        ("revenue_expenditure_summary", {"nature": "personnel"}, ["308.94"]),
        (
            "revenue_summary",
            {"line_kind": "total", "fund_source": "all", "flow": "revenue"},
            ["1,466.32"],
        ),
        (
            "revenue_summary",
            {"function_code": "2010302", "item_code": "opening_carryover"},
            ["0.17"],
        ),
        ("expenditure_summary", {"function_code": "2010301", "fund_source": "all"}, ["290.49"]),
        ("fiscal_appropriation_summary", {"function_code": "210"}, ["18.69"]),
        ("fiscal_appropriation_summary", {"item_code": "expenditure_current_year"}, ["2,238.96"]),
        ("general_public_expenditure", {"function_code": "2010301", "nature": "basic"}, ["290.48"]),
        ("general_public_expenditure", {"line_kind": "total", "nature": "public"}, ["40.32"]),
        ("basic_expenditure_department_economic", {"economic_code": "30302"}, ["10.15"]),
        (
            "basic_expenditure_department_economic",
            {"line_kind": "total", "nature": "public"},
            ["51.86"],
        ),
        (
            "basic_expenditure_government_economic",
            {"economic_code": "50101", "nature": "basic"},
            ["229.46"],
        ),
        ("three_public", {"item_code": "three_public", "fiscal_year": 2021}, ["0.80"]),
        ("three_public", {"item_code": "vehicle_operation", "fiscal_year": 2020}, ["2.12"]),
    ],
)
def test_published_figures_stand_at_their_coordinates(
    form: str, coordinates: dict[str, object], texts: list[str]
) -> None:
    assert printed(form, **coordinates) == texts


def test_absences_of_the_empty_forms_are_kept_apart() -> None:
    absences = {
        (s["form_code"], s.get("absence"))
        for s in conformed(GUIYANG).statement
        if s.get("absence") not in (None, "blank")
    }
    assert ("state_capital_expenditure", "no_occurrence") in absences
    assert ("government_fund_expenditure", "none_word") in absences
