"""The records of what a department does with its money: projects, targets and purchases."""

from dataclasses import dataclass

from pipelines.frames.columns import Measure, Ratio, Yuan
from pipelines.frames.coordinates import Disclosure
from pipelines.frames.place import Place


@dataclass(frozen=True, kw_only=True)
class Project:
    """A row of core.fct_project: a project with its money, in a form or in the text.

    `kind` is `project`, or `task` in the form of a whole department; null is a project.
    """

    project_id: str
    parent_project_id: str | None = None
    document_id: str
    disclosure: Disclosure
    kind: str | None = None
    project_code: str | None = None
    project_name: str
    unit_name: str | None = None
    supervisor_name: str | None = None
    category: str | None = None
    amount_yuan: Yuan | None = None
    fiscal_appropriation_yuan: Yuan | None = None
    carryover_yuan: Yuan | None = None
    other_funds_yuan: Yuan | None = None
    own_level_yuan: Yuan | None = None
    transferred_yuan: Yuan | None = None
    period_amount_yuan: Yuan | None = None
    budget_yuan: Yuan | None = None
    adjusted_yuan: Yuan | None = None
    final_yuan: Yuan | None = None
    execution_ratio: Ratio | None = None
    execution_score_points: Measure | None = None
    score_points: Measure | None = None
    printed_text: str | None = None
    printed_decimals: int | None = None
    unit: str | None = None
    period_text: str | None = None
    basis_text: str | None = None
    goal_text: str | None = None
    achieved_text: str | None = None
    grade: str | None = None
    stated_in: str
    form_code: str | None = None
    place: Place


@dataclass(frozen=True, kw_only=True)
class Target:
    """A row of core.fct_target: a performance target of a project or of the whole."""

    target_id: str
    project_id: str | None = None
    document_id: str
    disclosure: Disclosure
    level_1: str | None = None
    level_2: str | None = None
    level_3: str | None = None
    operator: str | None = None
    value: Measure | None = None
    unit: str | None = None
    period_text: str | None = None
    target_text: str | None = None
    actual_text: str | None = None
    actual_value: Measure | None = None
    weight_points: Measure | None = None
    score_points: Measure | None = None
    explanation: str | None = None
    form_code: str | None = None
    place: Place


@dataclass(frozen=True, kw_only=True)
class Purchase:
    """A row of core.fct_procurement: one row of a table of government procurement."""

    purchase_id: str
    document_id: str
    disclosure: Disclosure
    line_kind: str
    row_label: str | None = None
    purchase_category: str | None = None
    item_name: str | None = None
    project_name: str | None = None
    unit_name: str | None = None
    method: str | None = None
    quantity: Measure | None = None
    function_code: str | None = None
    economic_code: str | None = None
    government_economic_code: str | None = None
    fund_source: str | None = None
    amount_yuan: Yuan | None = None
    form_code: str | None = None
    place: Place
