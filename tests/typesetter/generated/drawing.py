"""Drawing the amounts of an imaginary organisation from a seed number.

Belongs here: how large what is, and which parts an office has. Does not belong here: what a form
makes of it.
"""

from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import yaml

from tests.typesetter.generated.codes import economic_names
from tests.typesetter.generated.figures import (
    CARRYOVER,
    FUND,
    GENERAL,
    OTHER,
    PROJECT,
    ZERO,
    Figures,
    Phase,
    Scope,
    Spending,
    Surroundings,
    ThreePublic,
    nature_of,
)

YEARS = (2022, 2023, 2024, 2025, 2026)
# Amounts that text and forms state in 万元 with two decimals are exact in them.
TEXT_STEP = Decimal(100)


@cache
def activities() -> dict[str, Any]:
    """What offices do, from activities.yaml."""
    path = Path(__file__).parent / "activities.yaml"
    return yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)


class Draw:
    """Random amounts that are whole multiples of `step` yuan."""

    def __init__(self, random: Random, step: Decimal) -> None:
        self.random, self.step = random, step

    def yuan(self, low: int, high: int, step: Decimal | None = None) -> Decimal:
        """An amount from low to high yuan."""
        step = step or self.step
        return self.random.randint(int(low / step), int(high / step)) * step

    def near(self, amount: Decimal, *, at_least: bool = False) -> Decimal:
        """An amount up to a fifth away (or above), seldom the same, and 0 of 0."""
        if not amount or self.chance(12):
            return amount
        low, high = (100, 120) if at_least else (82, 118)
        return self.yuan(int(amount * low / 100) + 1000, int(amount * high / 100) + 1000)

    def chance(self, percent: int) -> bool:
        return self.random.randrange(100) < percent


def draw_figures(
    random: Random, number: int, phase: Phase, step: Decimal, own_funds: tuple[str, ...]
) -> Figures:
    """The figures of organisation `number`; all are whole multiples of `step` yuan.

    `own_funds` are the funds besides the budgets that the forms have room for.
    """
    draw = Draw(random, step)
    activity = random.choice(activities()["activities"])
    is_institution = bool(activity["institution"]) and draw.chance(30)
    running = activity["institution"] if is_institution else activity["running"]
    staff = random.randint(12, 120)
    public = _three_public(draw)
    economic = _basic(draw, staff, public, is_institution)
    purposes = _purposes(draw, activity)
    scope: Scope = random.choice(("department", "unit"))
    spending = [
        *_basic_by_function(draw, economic, running, is_institution),
        *_projects(draw, purposes, own_funds),
    ]
    return Figures(
        organisation=f"示例市云溪区第{number}局",
        fiscal_year=random.choice(YEARS),
        phase=phase,
        scope=scope,
        is_institution=is_institution,
        running_code=running,
        spending=tuple(spending),
        basic_by_economic=economic,
        three_public=public,
        three_public_last_year=_three_public(draw),
        three_public_budget=_rounded_up(draw, public),
        surroundings=_surroundings(draw, staff),
        carried=_carried(draw, spending, phase),
        purposes=purposes,
    )


def _three_public(draw: Draw) -> ThreePublic:
    return ThreePublic(
        overseas_travel=draw.yuan(50_000, 300_000, TEXT_STEP) if draw.chance(25) else ZERO,
        reception=draw.yuan(5_000, 50_000, TEXT_STEP),
        vehicle_purchase=draw.yuan(150_000, 250_000, TEXT_STEP) if draw.chance(25) else ZERO,
        vehicle_operation=draw.yuan(20_000, 200_000, TEXT_STEP),
    )


def _rounded_up(draw: Draw, spent: ThreePublic) -> ThreePublic:
    """A budget that was large enough."""
    more = {
        name: amount + (draw.yuan(1_000, 20_000, TEXT_STEP) if amount else ZERO)
        for name, amount in vars(spent).items()
    }
    return ThreePublic(**more)


def _basic(draw: Draw, staff: int, public: ThreePublic, is_institution: bool) -> dict[str, Decimal]:
    """Department economic section → yuan of basic expenditure."""
    kind = "institution" if is_institution else "administration"
    amounts = {}
    for section, rule in activities()["basic"].items():
        if rule.get("only", kind) == kind and draw.chance(rule.get("may", 100)):
            low, high = rule["per_head"]
            amounts[section] = draw.yuan(low * staff, high * staff)
    amounts |= {"30217": public.reception, "30231": public.vehicle_operation}
    if public.overseas_travel:
        amounts["30212"] = public.overseas_travel
    assert amounts.keys() <= economic_names().keys()
    return dict(sorted(amounts.items()))


def _basic_by_function(
    draw: Draw, economic: Mapping[str, Decimal], running: str, is_institution: bool
) -> list[Spending]:
    """The same basic expenditure by functional item and nature."""
    contributions = activities()["contributions"]
    amounts: dict[tuple[str, str], Decimal] = {}
    for section, amount in economic.items():
        items = contributions.get(section, (running, running))
        key = (items[is_institution], nature_of(section))
        amounts[key] = amounts.get(key, ZERO) + amount
    return [
        Spending(code, nature, GENERAL, amount, draw.near(amount), draw.near(amount, at_least=True))
        for (code, nature), amount in sorted(amounts.items())
    ]


def _purposes(draw: Draw, activity: Mapping[str, Any]) -> dict[str, str]:
    """Functional item → purpose, for each project of the office."""
    own = dict(zip(activity["projects"], activity["purposes"], strict=True))
    others = activities()["other_projects"]
    chosen = draw.random.sample(sorted(others), draw.random.randint(0, 2))
    return own | {code: others[code] for code in chosen}


def _projects(
    draw: Draw, purposes: Mapping[str, str], own_funds: tuple[str, ...]
) -> list[Spending]:
    """Projects of the general public budget, and now and then of other funds."""
    found = [_project(draw, code, GENERAL) for code in sorted(purposes)]
    if draw.chance(35):
        code = draw.random.choice(sorted(activities()["government_fund_projects"]))
        found.append(_project(draw, code, FUND))
    if draw.chance(40):
        found.append(_project(draw, found[0].function_code, draw.random.choice(own_funds)))
    return found


def _project(draw: Draw, code: str, fund_source: str) -> Spending:
    amount = draw.yuan(200_000, 6_000_000)
    return Spending(
        code, PROJECT, fund_source, amount, draw.near(amount), draw.near(amount, at_least=True)
    )


def _carried(
    draw: Draw, spending: list[Spending], phase: Phase
) -> dict[str, tuple[Decimal, Decimal]]:
    """Opening and closing yuan by fund: a budget spends it all, an account keeps some."""
    if phase == "budget":
        over = sum((s.amount_yuan for s in spending if s.fund_source == CARRYOVER), ZERO)
        return {CARRYOVER: (over, ZERO)} if over else {}
    kept = draw.yuan(50_000, 600_000)
    carried = {GENERAL: (kept, kept)}
    if any(each.fund_source == OTHER for each in spending):
        opening = draw.yuan(20_000, 300_000)
        carried[OTHER] = (opening, opening + draw.yuan(2_000, 90_000))
    return carried


def _surroundings(draw: Draw, staff: int) -> Surroundings:
    logistics = draw.random.randint(1, 4)
    vacant = draw.random.randint(0, 3)
    return Surroundings(
        posts=(staff - logistics + vacant, logistics),
        staff=(staff - logistics, logistics),
        retired=draw.random.randint(1, staff),
        goods=draw.yuan(50_000, 900_000, TEXT_STEP),
        works=draw.yuan(300_000, 3_000_000, TEXT_STEP) if draw.chance(40) else ZERO,
        services=draw.yuan(200_000, 8_000_000, TEXT_STEP),
        current_assets=draw.yuan(50_000, 2_000_000, TEXT_STEP),
        fixed_assets=draw.yuan(300_000, 9_000_000, TEXT_STEP),
        vehicles=draw.random.randint(1, 8),
    )
