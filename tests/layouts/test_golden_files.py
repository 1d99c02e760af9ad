"""The golden pages themselves: vocabulary, exact amounts and agreement with the page counts.

What the pipeline makes of these pages is compared elsewhere.
"""

import csv
from decimal import Decimal
from pathlib import Path

import pytest
import yaml

from pipelines.locations import CODES

LAYOUTS = Path(__file__).parent
PAGES = sorted(path.parent for path in LAYOUTS.glob("*/*/page.yaml"))
SUMS_OF_A_ROW = ("expenditure_summary", "general_public_expenditure")
YUAN_PER_UNIT = {"元": Decimal(1), "万元": Decimal(10_000)}
VOCABULARIES = {
    "fund_source": ("fund_source", "fund_source"),
    "nature": ("nature", "nature"),
    "item_code": ("item", "item_code"),
    "form_code": ("form", "form_code"),
    "function_code": ("function", "function_code"),
    "economic_code": ("economic", "economic_code"),
}
WORDS = {
    "flow": {"revenue", "expenditure", "balance"},
    "line_kind": {"leaf", "subtotal", "total"},
    "phase": {"budget", "adjusted", "final"},
    "scope": {"department", "unit"},
    "absence": {"", "none_word", "declared_empty"},
}


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def allowed(column: str) -> set[str]:
    if column in WORDS:
        return WORDS[column]
    book, key = VOCABULARIES[column]
    optional = {""} if column in ("item_code", "function_code", "economic_code") else set[str]()
    return {row[key] for row in read(CODES / f"{book}.csv")} | optional


def rounding(page: Path) -> Decimal:
    """What the parts of a row may miss its total by, in yuan: the samples print 万元."""
    return Decimal(150 if page.parent.name.startswith("sample_") else 0)


def is_national(page: Path) -> bool:
    """Whether the page is of a place outside the Shanghai sets the code book was made from."""
    return page.parent.name.startswith(("national_", "sample_"))


@pytest.mark.parametrize("column", [*VOCABULARIES, *WORDS])
def test_values_come_from_the_vocabularies(column: str) -> None:
    known = allowed(column)
    for page in PAGES:
        stated = {row[column] for row in read(page / "cells.csv")}
        if column in ("function_code", "economic_code") and is_national(page):
            # their years print items before and after those of the code book: the class is known
            stated = {code[:3] for code in stated}
        assert stated <= known, page


@pytest.mark.parametrize("page", PAGES, ids=lambda page: f"{page.parent.name}-{page.name}")
def test_amounts_are_the_printed_ones(page: Path) -> None:
    for row in read(page / "cells.csv"):
        assert bool(row["amount_yuan"]) != bool(row["absence"]), row
        if row["amount_yuan"]:
            printed = Decimal(row["printed_text"].replace(",", ""))
            assert Decimal(row["amount_yuan"]) == printed * YUAN_PER_UNIT[row["unit"]], row
        assert bool(row["economic_code"]) == bool(row["economic_system"]), row


@pytest.mark.parametrize("page", PAGES, ids=lambda page: f"{page.parent.name}-{page.name}")
def test_each_coordinate_is_stated_once(page: Path) -> None:
    """No line was typed twice: a form states a coordinate once, but for rows printed repeatedly."""
    said = ("row_label", "column_label", "printed_text", "amount_yuan", "absence")
    rows = read(page / "cells.csv")
    described = yaml.load((page / "page.yaml").read_text(encoding="utf-8"), yaml.CSafeLoader)
    repeated = described.get("rows_repeated", 0)
    stated = [tuple(value for key, value in row.items() if key not in said) for row in rows]
    absences = sum(bool(row["absence"]) for row in rows)
    assert len(set(stated)) >= len(rows) - max(absences - 1, 0) - repeated


@pytest.mark.parametrize("page", PAGES, ids=lambda page: f"{page.parent.name}-{page.name}")
def test_description_fits_the_cells(page: Path) -> None:
    described = yaml.load((page / "page.yaml").read_text(encoding="utf-8"), yaml.CSafeLoader)
    rows = read(page / "cells.csv")
    assert described["family"] == page.parent.name
    codes = described["form_code"]
    assert {row["form_code"] for row in rows} == set([codes] if isinstance(codes, str) else codes)
    assert described["amounts"] == sum(bool(row["amount_yuan"]) for row in rows)
    if is_national(page):
        return  # no whole document of another place is counted
    counts = {
        (row["document"], int(row["page"])): int(row["amount_tokens"])
        for row in read(LAYOUTS / "corpus_counts.csv")
    }
    assert counts[described["document"], described["page"]] == described["amounts"]


def test_basic_and_project_make_up_the_total() -> None:
    """Exactly so but for rounding in 万元, so a figure in a wrong column would show."""
    checked = 0
    for page in PAGES:
        by_row: dict[str, dict[str, Decimal]] = {}
        for row in read(page / "cells.csv"):
            if row["form_code"] in SUMS_OF_A_ROW and row["amount_yuan"]:
                by_row.setdefault(row["function_code"], {})[row["nature"]] = Decimal(
                    row["amount_yuan"]
                )
        for code, natures in by_row.items():
            total = natures.pop("total")
            if "basic" in natures:
                natures.pop("personnel", None)  # parts of the basic expenditure
                natures.pop("public", None)
            assert abs(sum(natures.values()) - total) <= rounding(page), (page, code)
            checked += 1
    assert checked > 70
