"""Generated disclosures are sound: everything is recognised, and every sum is the sum."""

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal
from functools import cache
from typing import Any

import pytest

from pipelines.conform.conformed import Conformed
from pipelines.extract.reader import read_document
from tests.conform.conforming import conform_tree
from tests.typesetter import typeset_bytes
from tests.typesetter.document_trees import document_tree
from tests.typesetter.generated.codes import economic_names, proved_functions
from tests.typesetter.generated.drawing import activities
from tests.typesetter.generated.figures import BASIC, GENERAL, last_year
from tests.typesetter.generated.printing import numeral, percent, printed
from tests.typesetter.generated_disclosure import LAYOUTS, generate

SEEDS = range(18)
PRINTED_SEEDS = range(6)
Statements = list[dict[str, Any]]


@cache
def tables(seed: int) -> Statements:
    """The amounts of the forms, read without a PDF; nothing may be set aside."""
    conformed = conform_tree(document_tree(generate(seed).disclosure))
    assert {entry["reason_code"] for entry in conformed.quarantine} <= {"number_in_doubt"}
    return [s for s in conformed.statement if s["stated_in"] == "table"]


@pytest.mark.parametrize("seed", PRINTED_SEEDS)
def test_all_forms_of_the_pdf_are_recognised_and_nothing_is_set_aside(seed: int) -> None:
    generated = generate(seed)
    conformed = from_pdf(seed)
    assert conformed.quarantine == []
    assert tuple(form["form_code"] for form in conformed.form_reading) == generated.form_codes
    figures = generated.figures
    assert {
        "organisation_name": figures.organisation,
        "fiscal_year": figures.fiscal_year,
        "phase": figures.phase,
        "scope": figures.scope,
        "status": "loaded",
    }.items() <= conformed.document.items()


@pytest.mark.parametrize("seed", PRINTED_SEEDS)
def test_the_tree_without_print_gives_the_amounts_of_the_pdf(seed: int) -> None:
    assert amounts_of(tables(seed)) == amounts_of(from_pdf(seed).statement)


@cache
def from_pdf(seed: int) -> Conformed:
    """The records of the printed document."""
    return conform_tree(read_document(typeset_bytes(generate(seed).disclosure)))


def amounts_of(statements: Iterable[dict[str, Any]]) -> list[tuple[str, ...]]:
    names = ("form_code", "row_label", "column_label", "printed_text")
    found = [s for s in statements if s["stated_in"] == "table" and s.get("amount_yuan")]
    return sorted(tuple(str(s[name]) for name in names) for s in found)


@pytest.mark.parametrize("seed", SEEDS)
def test_codes_add_up_level_by_level_to_the_total(seed: int) -> None:
    for column in columns(tables(seed)):
        total = sum(s["amount_yuan"] for s in column if s["line_kind"] == "total")
        leaves = sum(s["amount_yuan"] for s in column if s["line_kind"] == "leaf")
        assert total == leaves, column[0]
        for parent in column:
            if parent["line_kind"] == "subtotal":
                below = [s for s in column if is_leaf_below(s, parent)]
                assert parent["amount_yuan"] == sum(s["amount_yuan"] for s in below)


def columns(statements: Statements) -> list[Statements]:
    """The columns of the forms whose rows have codes; what is not printed is 0."""
    found: dict[tuple[str, ...], Statements] = defaultdict(list)
    for statement in statements:
        form = statement["form_code"]
        if form.endswith(("_economic", "_expenditure")) or form in CODED_SUMMARIES:
            amount = statement.get("amount_yuan") or Decimal(0)
            column = statement["column_label"]
            found[form, column].append(statement | {"amount_yuan": amount})
    return [column for column in found.values() if any(s["line_kind"] == "total" for s in column)]


CODED_SUMMARIES = ("revenue_summary", "expenditure_summary")


def is_leaf_below(statement: dict[str, Any], parent: dict[str, Any]) -> bool:
    code, above = (
        s.get("function_code") or s.get("economic_code") or "" for s in (statement, parent)
    )
    return statement["line_kind"] == "leaf" and code.startswith(above)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_forms_agree_with_each_other(seed: int) -> None:
    generated = generate(seed)
    figures, statements = generated.figures, tables(seed)
    totals = [
        s["amount_yuan"]
        for s in statements
        if s["form_code"] == "revenue_expenditure_summary"
        and s["item_code"] in ("revenue_grand_total", "expenditure_grand_total")
    ]
    assert totals == [figures.spent() + figures.closing()] * 2
    basic = figures.spent("", BASIC, (GENERAL,))
    assert basic == figures.by_economic("") == figures.by_government_economic("")


def test_figures_are_exact_in_the_printed_unit() -> None:
    for seed in SEEDS:
        generated = generate(seed)
        printing = generated.printing
        for spending in generated.figures.spending:
            text = printed(spending.amount_yuan, printing.unit, printing.decimals)
            unit = 10_000 if printing.unit == "万元" else 1
            assert Decimal(text.replace(",", "")) * unit == spending.amount_yuan


@pytest.mark.parametrize("seed", SEEDS)
def test_the_text_states_the_figures(seed: int) -> None:
    generated = generate(seed)
    figures, printing = generated.figures, generated.printing
    text = "".join(str(getattr(part, "text", "")) for part in generated.disclosure.parts)
    around = figures.surroundings
    assert printing.text(around.goods + around.works + around.services) in text
    now, before = figures.spent(funds=(GENERAL,)), figures.spent(funds=(GENERAL,), of=last_year)
    assert printing.text(now) in text
    if now != before:
        assert f"{printing.text(abs(now - before))}，" in text
        assert percent(abs(now - before), before) in text


def test_the_same_seed_gives_the_same_document() -> None:
    assert generate(7) == generate(7)
    assert typeset_bytes(generate(7).disclosure) == typeset_bytes(generate(7).disclosure)
    assert generate(7).disclosure != generate(10).disclosure


def test_seeds_cover_what_disclosures_vary_in() -> None:
    made = [generate(seed) for seed in range(60)]
    assert {one.layout for one in made} == set(LAYOUTS)
    assert {one.printing.unit for one in made} == {"元", "万元"}
    assert {one.figures.fiscal_year for one in made} == set(range(2022, 2027))
    assert {one.figures.scope for one in made} == {"department", "unit"}
    assert {one.figures.is_institution for one in made} == {True, False}
    assert len({one.figures.organisation for one in made}) == len(made)


def test_only_codes_with_evidence_are_printed() -> None:
    known = activities()
    codes = {code for each in known["activities"] for code in each["projects"]}
    codes |= {each[name] for each in known["activities"] for name in ("running", "institution")}
    codes |= {code for pair in known["contributions"].values() for code in pair}
    codes |= known["other_projects"].keys() | known["government_fund_projects"].keys()
    assert codes - {None} <= proved_functions()
    assert known["basic"].keys() <= economic_names().keys()


def test_numerals_and_percentages() -> None:
    assert [numeral(n) for n in (1, 10, 12, 20, 28)] == ["一", "十", "十二", "二十", "二十八"]
    assert percent(Decimal(1), Decimal(8)) == "12.50%"
    assert percent(Decimal("0.00125"), Decimal(1)) == "0.13%"
