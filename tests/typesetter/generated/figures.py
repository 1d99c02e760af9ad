"""The amounts of one imaginary organisation and year; every form and sentence is made of them.

Belongs here: what is spent on what, from which fund, now and last year, exact in yuan. Does not
belong here: how a form prints it, and drawing the amounts.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from tests.typesetter.generated.codes import government_code

Phase = Literal["budget", "final"]
Scope = Literal["department", "unit"]
ZERO = Decimal(0)
GENERAL = "general_public_budget"
FUND = "government_fund_budget"
CARRYOVER = "carryover"
OTHER = "other_revenue"
BUSINESS = "business_revenue"
APPROPRIATION = (GENERAL, FUND)
EVERY_FUND = (GENERAL, FUND, CARRYOVER, OTHER, BUSINESS)
PERSONNEL, PUBLIC, PROJECT = "personnel", "public", "project"
BASIC = (PERSONNEL, PUBLIC)
EVERY_NATURE = (PERSONNEL, PUBLIC, PROJECT)


@dataclass(frozen=True)
class Spending:
    """What one functional item costs, by nature and fund: this year, last year, first budget."""

    function_code: str
    nature: str
    fund_source: str
    amount_yuan: Decimal
    last_year_yuan: Decimal
    budget_yuan: Decimal


Of = Callable[[Spending], Decimal]


def this_year(spending: Spending) -> Decimal:
    return spending.amount_yuan


def last_year(spending: Spending) -> Decimal:
    return spending.last_year_yuan


def first_budget(spending: Spending) -> Decimal:
    return spending.budget_yuan


@dataclass(frozen=True)
class ThreePublic:
    """三公 costs in yuan."""

    overseas_travel: Decimal
    reception: Decimal
    vehicle_purchase: Decimal
    vehicle_operation: Decimal

    @property
    def vehicles(self) -> Decimal:
        return self.vehicle_purchase + self.vehicle_operation

    @property
    def total(self) -> Decimal:
        return self.overseas_travel + self.reception + self.vehicles


@dataclass(frozen=True)
class Surroundings:
    """What the text also states: staff, procurement (yuan), assets (yuan), vehicles."""

    posts: tuple[int, int]
    staff: tuple[int, int]
    retired: int
    goods: Decimal
    works: Decimal
    services: Decimal
    current_assets: Decimal
    fixed_assets: Decimal
    vehicles: int


@dataclass(frozen=True)
class Figures:
    """All amounts of one disclosure. `carried` are yuan carried over: (opening, closing) by fund.

    purposes: functional item → what its project is for.
    """

    organisation: str
    fiscal_year: int
    phase: Phase
    scope: Scope
    is_institution: bool
    running_code: str
    spending: tuple[Spending, ...]
    basic_by_economic: Mapping[str, Decimal]
    three_public: ThreePublic
    three_public_last_year: ThreePublic
    three_public_budget: ThreePublic
    surroundings: Surroundings
    carried: Mapping[str, tuple[Decimal, Decimal]]
    purposes: Mapping[str, str]

    def spent(
        self,
        code: str = "",
        natures: tuple[str, ...] = EVERY_NATURE,
        funds: tuple[str, ...] = EVERY_FUND,
        of: Of = this_year,
    ) -> Decimal:
        """Yuan spent under a functional code of any level ('' for all)."""
        return sum(
            (
                of(each)
                for each in self.spending
                if each.function_code.startswith(code)
                and each.nature in natures
                and each.fund_source in funds
            ),
            ZERO,
        )

    def received(self, code: str = "", funds: tuple[str, ...] = EVERY_FUND) -> Decimal:
        """Yuan of revenue under a functional code; what stays unspent lies on the running item."""
        unspent = self.closing(funds) - self.opening(funds)
        is_running = self.running_code.startswith(code)
        return self.spent(code, funds=funds) + (unspent if is_running else ZERO)

    def opening(self, funds: tuple[str, ...] = EVERY_FUND) -> Decimal:
        """Yuan carried over from last year."""
        return sum((self.carried[fund][0] for fund in funds if fund in self.carried), ZERO)

    def closing(self, funds: tuple[str, ...] = EVERY_FUND) -> Decimal:
        """Yuan carried over to next year."""
        return sum((self.carried[fund][1] for fund in funds if fund in self.carried), ZERO)

    def items(self, funds: tuple[str, ...] = EVERY_FUND) -> list[str]:
        """The functional items (项) paid from the funds, in the order of the book."""
        return sorted({each.function_code for each in self.spending if each.fund_source in funds})

    def by_economic(self, code: str, natures: tuple[str, ...] = BASIC) -> Decimal:
        """Yuan of basic expenditure under a department economic code of any level ('' for all)."""
        return _under(self.basic_by_economic, code, natures)

    def by_government_economic(self, code: str, natures: tuple[str, ...] = BASIC) -> Decimal:
        """The same under a government economic code."""
        return sum(
            (
                amount
                for section, amount in self.basic_by_economic.items()
                if nature_of(section) in natures
                and government_code(section, is_institution=self.is_institution).startswith(code)
            ),
            ZERO,
        )

    @property
    def agency_operation(self) -> Decimal:
        """机关运行经费 in yuan: the public costs of an administrative body."""
        return ZERO if self.is_institution else self.spent(natures=(PUBLIC,), funds=(GENERAL,))


def _under(amounts: Mapping[str, Decimal], code: str, natures: tuple[str, ...]) -> Decimal:
    chosen = (
        amount
        for section, amount in amounts.items()
        if section.startswith(code) and nature_of(section) in natures
    )
    return sum(chosen, ZERO)


def nature_of(section: str) -> str:
    """Whether a department economic section is of personnel or public costs."""
    return PERSONNEL if section[:3] in ("301", "303") else PUBLIC
