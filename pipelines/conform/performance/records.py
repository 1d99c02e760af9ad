"""What reading performance forms comes to: projects, targets, amounts, claims and what is unread.

Only the shape of the records and their places belong here. Money is yuan, boxes are points of the
page as displayed.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from decimal import Decimal

from pipelines.conform.identity import Identity
from pipelines.conform.performance.lexicon import Lexicon
from pipelines.extract.document_tree import Box, Cell, Page

ID_LENGTH = 20


@dataclass(frozen=True)
class Context:
    """What stays the same over one document."""

    document_id: str
    identity: Identity
    lexicon: Lexicon
    fund_parents: Mapping[str, str]
    economic_names: Mapping[str, str]


@dataclass(frozen=True)
class Spot:
    """A place on a page as displayed."""

    page: int
    x0: float
    top: float
    x1: float
    bottom: float

    def key(self, document_id: str) -> str:
        """What tells this place from every other one in all documents."""
        box = ":".join(f"{value:.1f}" for value in (self.x0, self.top, self.x1, self.bottom))
        return f"{document_id}:{self.page}:{box}"


def spot_of(page: Page, box: Box) -> Spot:
    """The place of a box of the tree, to a tenth of a point."""
    x0, top, x1, bottom = (round(value, 1) for value in page.displayed(box))
    return Spot(page.number, x0, top, x1, bottom)


def row_id(document_id: str, spot: Spot, kind: str = "") -> str:
    """An id that stays the same each time the same bytes are read."""
    key = spot.key(document_id)
    text = f"{hash_of(key)}:{kind}" if kind else key
    return hash_of(text)


def hash_of(text: str) -> str:
    """The first characters of the SHA-256 of a text."""
    return hashlib.sha256(text.encode()).hexdigest()[:ID_LENGTH]


@dataclass(frozen=True)
class Project:
    """One project (or task of a whole department) as one form states it.

    `amount_yuan` is the amount of the fiscal year in the phase of the document; `budget_yuan`,
    `adjusted_yuan` and `final_yuan` are 年初预算数, 全年预算数 and 执行数; `period_amount_yuan` is
    that of the whole period of the project. `execution_ratio` is 1 for 100 %. Scores are points.
    """

    project_id: str
    project_name: str
    form_code: str
    spot: Spot
    kind: str = "project"
    parent_project_id: str | None = None
    project_code: str | None = None
    unit_name: str | None = None
    supervisor_name: str | None = None
    category: str | None = None
    amount_yuan: Decimal | None = None
    fiscal_appropriation_yuan: Decimal | None = None
    carryover_yuan: Decimal | None = None
    other_funds_yuan: Decimal | None = None
    own_level_yuan: Decimal | None = None
    transferred_yuan: Decimal | None = None
    period_amount_yuan: Decimal | None = None
    budget_yuan: Decimal | None = None
    adjusted_yuan: Decimal | None = None
    final_yuan: Decimal | None = None
    execution_ratio: Decimal | None = None
    execution_score_points: Decimal | None = None
    score_points: Decimal | None = None
    printed_text: str | None = None
    printed_decimals: int | None = None
    unit: str | None = None
    period_text: str | None = None
    basis_text: str | None = None
    goal_text: str | None = None
    achieved_text: str | None = None
    grade: str | None = None


@dataclass(frozen=True)
class Target:
    """One performance target; `actual_*`, `weight_points` and `score_points` are of evaluations."""

    target_id: str
    form_code: str
    spot: Spot
    project_id: str | None = None
    level_1: str | None = None
    level_2: str | None = None
    level_3: str | None = None
    operator: str | None = None
    value: Decimal | None = None
    unit: str | None = None
    period_text: str | None = None
    target_text: str | None = None
    actual_text: str | None = None
    actual_value: Decimal | None = None
    weight_points: Decimal | None = None
    score_points: Decimal | None = None
    explanation: str | None = None


@dataclass(frozen=True)
class Amount:
    """One printed amount with its coordinates; becomes a row of the statement frame."""

    form_code: str
    spot: Spot
    amount_yuan: Decimal
    printed_text: str
    printed_decimals: int
    unit: str
    unit_source: str
    row_label: str
    column_label: str
    fiscal_year: int
    phase: str
    line_kind: str
    flow: str = "expenditure"
    fund_source: str = "all"
    nature: str | None = "project"
    function_code: str | None = None
    economic_system: str | None = None
    economic_code: str | None = None
    government_economic_code: str | None = None
    item_code: str | None = None
    code_source: str | None = None
    unit_name: str | None = None
    project_id: str | None = None
    purchase_id: str | None = None
    detail_name: str | None = None
    grade: str | None = None


@dataclass(frozen=True)
class Purchase:
    """One row of a table of government procurement; amounts are yuan."""

    purchase_id: str
    form_code: str
    spot: Spot
    line_kind: str
    row_label: str
    purchase_category: str | None = None
    item_name: str | None = None
    project_name: str | None = None
    unit_name: str | None = None
    method: str | None = None
    quantity: Decimal | None = None
    function_code: str | None = None
    economic_code: str | None = None
    government_economic_code: str | None = None
    fund_source: str | None = None
    amount_yuan: Decimal | None = None


@dataclass(frozen=True)
class Claim:
    """A cell whose numbers belong to a row: what kind of number they are, and the row's id."""

    page: Page
    cell: Cell
    kind: str
    owner: str | None


@dataclass(frozen=True)
class Unread:
    """A place that is set aside, and why."""

    spot: Spot
    reason_code: str
    reason: str


@dataclass(frozen=True)
class ReadForm:
    """One form that was read: `held` and `broken` are the sums that could be checked."""

    form_code: str
    title: str
    page_first: int
    page_last: int
    unit: str | None
    row_count: int
    statement_ids: tuple[str, ...]
    grade: str
    held: int
    broken: int


@dataclass
class PerformanceReading:
    """Everything read from the performance forms of one document.

    `taken` are the (page, number) of the tables that are such forms.
    """

    projects: list[Project] = field(default_factory=list)
    targets: list[Target] = field(default_factory=list)
    purchases: list[Purchase] = field(default_factory=list)
    amounts: list[Amount] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    forms: list[ReadForm] = field(default_factory=list)
    taken: set[tuple[int, int]] = field(default_factory=set)

    def add(self, other: "PerformanceReading") -> None:
        """Take in what another form says."""
        for each in fields(self):
            mine, theirs = getattr(self, each.name), getattr(other, each.name)
            mine.update(theirs) if isinstance(mine, set) else mine.extend(theirs)
