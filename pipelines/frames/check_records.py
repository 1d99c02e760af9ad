"""One record for each frame that validate writes: what ties and checks come to.

What a column means is told by the SQL file of the table that the frame feeds.
"""

from dataclasses import dataclass

from pipelines.frames.columns import Count, Measure, Yuan


@dataclass(frozen=True, kw_only=True)
class Finding:
    """A row of quality.finding: one broken tie or rule, with operands, difference and cause."""

    finding_id: str
    root_finding_id: str
    rule_id: str
    severity: str
    document_id: str
    organisation_id: str | None = None
    fiscal_year: int | None = None
    phase: str | None = None
    form_code: str | None = None
    row_label: str | None = None
    column_label: str | None = None
    page: int | None = None
    x0: float | None = None
    top: float | None = None
    x1: float | None = None
    bottom: float | None = None
    printed_text: str | None = None
    printed_value: Measure | None = None
    expected_low: Measure | None = None
    expected_high: Measure | None = None
    difference: Measure | None = None
    unit: str | None = None
    cause: str | None = None
    cause_count: int | None = None
    cause_zh: str | None = None
    cause_en: str | None = None
    operands: str | None = None
    message_zh: str
    message_en: str
    statement_ids: list[str]


@dataclass(frozen=True, kw_only=True)
class RuleRun:
    """A row of quality.rule_run: what came of one tie or rule on one document."""

    rule_id: str
    document_id: str
    severity: str
    outcome: str
    checks: Count
    failing_checks: Count
    reason: str | None = None
    description_zh: str
    description_en: str


@dataclass(frozen=True, kw_only=True)
class StatementTies:
    """Ties that prove a statement, that it breaks, and that another figure is known to break."""

    statement_id: str
    ties_held: Count
    ties_broken: Count
    ties_cleared: Count = 0


@dataclass(frozen=True, kw_only=True)
class TieReading:
    """Another reading of a recognised figure, which a tie chose in place of the first."""

    statement_id: str
    printed_text: str
    amount_yuan: Yuan
    printed_decimals: int
    tie_id: str


@dataclass(frozen=True, kw_only=True)
class SetAside:
    """A document and a check that its rows broke."""

    document_id: str
    file_name: str
    rule_id: str
    table_name: str
    reason: str


# What takes rows or readings of conform out of sight; without the frame nothing is.
OVERLAY_RECORDS: dict[str, type] = {
    "set_aside": SetAside,
    "tie_reading": TieReading,
}
TIE_RECORDS: dict[str, type] = {
    "finding": Finding,
    "rule_run": RuleRun,
    "statement_tie": StatementTies,
}
