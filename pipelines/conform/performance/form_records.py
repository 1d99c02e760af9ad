"""What the form of one project comes to: the project, its amounts, and the proof of the form.

Reading the form is in project_forms.py.
"""

from collections.abc import Iterator
from decimal import Decimal

from pipelines.conform.performance.labelled_values import PARTS, LabelledAmount
from pipelines.conform.performance.lexicon import ALL_FUNDS, OTHER_FUNDS
from pipelines.conform.performance.money import (
    Check,
    Money,
    Proof,
    across,
    check_ratio,
    check_sum,
    proof_of,
)
from pipelines.conform.performance.project_forms import UNREAD_AMOUNT, ProjectForm
from pipelines.conform.performance.records import (
    Amount,
    Claim,
    Context,
    PerformanceReading,
    Project,
    Unread,
    row_id,
    spot_of,
)

# Columns of a project that hold the amount of the document's own phase, by fund source.
COLUMN_OF_FUND = {
    ALL_FUNDS: "amount_yuan",
    "fiscal_appropriation": "fiscal_appropriation_yuan",
    "carryover": "carryover_yuan",
    OTHER_FUNDS: "other_funds_yuan",
}
_COLUMN_OF_LABEL = {
    "period": "period_text",
    "basis": "basis_text",
    "goal": "goal_text",
    "expected": "goal_text",
    "achieved": "achieved_text",
    "category": "category",
    "supervisor": "supervisor_name",
    "unit_name": "unit_name",
}


def form_reading(form: ProjectForm) -> tuple[PerformanceReading, Proof]:
    """The records of a form; where its sums refute the reading, its amounts are set aside."""
    proof = proof_of(_checks(form))
    if not form.name.value.words:
        return _nameless(form), proof
    project = _project(form, proof)
    reading = PerformanceReading(
        projects=[project], targets=form.targets, claims=form.claims, unread=form.unread
    )
    for one in form.labels:
        cell = one.value
        reading.claims.append(Claim(cell.page, cell.cell, "project", project.project_id))
    for one, money in form.money:
        if proof.grade == "refuted":
            _refuse(reading, one)
        else:
            _state(form.context, reading, one, money, project)
    return reading, proof


def _nameless(form: ProjectForm) -> PerformanceReading:
    """A form that names no project is blank, or what it holds belongs to nobody."""
    reading = PerformanceReading(claims=form.claims, unread=form.unread)
    for one, _ in form.money:
        spot = spot_of(one.value.page, one.value.cell.ink)
        why = f"{one.value.words!r}: the form names no project"
        reading.unread.append(Unread(spot, UNREAD_AMOUNT, why))
    reading.claims = [
        Claim(claim.page, claim.cell, "quarantined", None)
        for claim in [*form.claims, *(_claim_of(one) for one, _ in form.money)]
    ]
    return reading


def _claim_of(one: LabelledAmount) -> Claim:
    return Claim(one.value.page, one.value.cell, "quarantined", None)


def _checks(form: ProjectForm) -> Iterator[Check]:
    """Funds add up in each phase; the rate is that of the amounts; parts make up the whole."""
    whole: dict[str | None, Money] = {}
    for phase in {(one.meaning.phase, one.meaning.year) for one, _ in form.money}:
        funds = {
            one.meaning.fund: money
            for one, money in reversed(form.money)
            if (one.meaning.phase, one.meaning.year) == phase
        }
        yield from across(funds, form.context.fund_parents, form.listed)
        if ALL_FUNDS in funds:
            whole[phase[0]] = funds[ALL_FUNDS]
    final, adjusted = whole.get("final"), whole.get("adjusted")
    if form.ratio and final and adjusted:
        yield check_ratio(final, adjusted, *form.ratio)
    parts = [form.parts[name] for name in PARTS if name in form.parts]
    if parts and len(whole) == 1:
        yield check_sum(next(iter(whole.values())), parts)


def _project(form: ProjectForm, proof: Proof) -> Project:
    facts: dict[str, object] = {}
    for one in reversed(form.labels):
        name = _COLUMN_OF_LABEL.get(one.label)
        if name and one.value.words:
            facts[name] = one.value.words
    if proof.grade != "refuted":
        facts |= amount_facts(form.context, form.money)
        facts |= {f"{name}_yuan": money.yuan for name, money in form.parts.items()}
        facts["execution_ratio"] = form.ratio[0] if form.ratio else None
    return Project(
        project_id=form.project_id,
        project_name=form.name.value.words,
        form_code=form.form_code,
        spot=form.spot,
        execution_score_points=form.rate_score,
        score_points=form.score,
        grade=proof.grade,
        **facts,  # type: ignore[arg-type]
    )


def amount_facts(
    context: Context, amounts: list[tuple[LabelledAmount, Money]]
) -> dict[str, Decimal | str | int | None]:
    """The columns of a project that its amounts of the document's year fill; the first one wins."""
    identity = context.identity
    facts: dict[str, Decimal | str | int | None] = {}
    for one, money in reversed(amounts):
        meaning = one.meaning
        phase = meaning.phase or identity.phase
        name = COLUMN_OF_FUND.get(meaning.fund)
        if (meaning.year or identity.fiscal_year) != identity.fiscal_year:
            continue
        if meaning.of_period:
            facts["period_amount_yuan"] = money.yuan
            continue
        if meaning.fund == ALL_FUNDS:
            facts[f"{phase}_yuan"] = money.yuan
        if name and phase == identity.phase:
            facts[name] = money.yuan
        if name == "amount_yuan" and phase == identity.phase:
            facts |= print_of(money)
    return facts


def print_of(money: Money) -> dict[str, Decimal | str | int | None]:
    """How an amount is printed."""
    return {
        "printed_text": money.placed.cell.text,
        "printed_decimals": money.printed.decimals,
        "unit": money.unit,
    }


def _refuse(reading: PerformanceReading, one: LabelledAmount) -> None:
    placed = one.value
    why = f"{placed.words!r}: the sums of the form contradict how it is read"
    reading.unread.append(Unread(spot_of(placed.page, placed.cell.ink), UNREAD_AMOUNT, why))
    reading.claims.append(Claim(placed.page, placed.cell, "quarantined", None))


def _state(
    context: Context,
    reading: PerformanceReading,
    one: LabelledAmount,
    money: Money,
    project: Project,
) -> None:
    placed = one.value
    if one.meaning.of_period:
        claim = Claim(placed.page, placed.cell, "project", project.project_id)
    else:
        kind = "total" if one.meaning.fund == ALL_FUNDS else "leaf"
        amount = amount_of(context, project.form_code, one, money, kind, project)
        reading.amounts.append(amount)
        owner = row_id(context.document_id, amount.spot)
        claim = Claim(placed.page, placed.cell, "amount", owner)
    reading.claims.append(claim)


def amount_of(
    context: Context,
    form_code: str,
    one: LabelledAmount,
    money: Money,
    line_kind: str,
    project: Project | None,
) -> Amount:
    """One amount beside a label as a statement; that of a whole department without a project."""
    identity = context.identity
    meaning = one.meaning
    flow = "revenue" if project is None and one.is_revenue else "expenditure"
    is_whole = project is None and meaning.nature is None
    is_whole = is_whole and (flow == "expenditure" or meaning.fund == ALL_FUNDS)
    return Amount(
        form_code=form_code,
        spot=spot_of(one.value.page, one.value.cell.ink),
        amount_yuan=money.yuan,
        printed_text=money.placed.cell.text,
        printed_decimals=money.printed.decimals,
        unit=money.unit,
        unit_source="header" if one.unit else money.unit_source,
        row_label=one.label,
        column_label=one.column_label,
        fiscal_year=meaning.year or identity.fiscal_year,
        phase=meaning.phase or identity.phase,
        line_kind=line_kind,
        fund_source=meaning.fund,
        nature=meaning.nature or ("project" if project else "total"),
        flow=flow,
        item_code=f"{flow}_grand_total" if is_whole else None,
        unit_name=project.unit_name if project else None,
        detail_name=project.project_name if project else None,
        grade=project.grade if project else None,
        project_id=project.project_id if project else None,
    )
