"""Rules that are not arithmetic: runs their queries, and puts their rows into words.

The queries and messages are in expectations/rules; this module knows none of them.
"""

from decimal import Decimal
from typing import Any

import duckdb

from pipelines.validate.ties.findings import finding_id
from pipelines.validate.ties.tie_files import Rule

Record = dict[str, Any]
# A rule's query gives at least these; each names the place that is told of.
NEEDED = ("document_id", "subject")
PLACE = ("form_code", "row_label", "column_label", "page", "x0", "top", "x1", "bottom")


def broken_rules(con: duckdb.DuckDBPyConnection, rule: Rule) -> list[Record]:
    """One finding for each row that the rule's query returns."""
    cursor = con.execute(
        f"SELECT broken.*, document.fiscal_year AS document_year, document.phase AS document_phase"
        f" FROM ({rule.query}) AS broken JOIN meta.document AS document USING (document_id)"
        f" WHERE document.is_current AND ({rule.applies}) ORDER BY ALL"
    )
    names = [column[0] for column in cursor.description or ()]
    return [_finding(rule, dict(zip(names, row, strict=True))) for row in cursor.fetchall()]


def applicable(con: duckdb.DuckDBPyConnection, rule: Rule) -> set[str]:
    """The current documents that the rule speaks of."""
    rows = con.execute(
        f"SELECT document_id FROM meta.document AS document WHERE is_current AND ({rule.applies})"
    ).fetchall()
    return {row[0] for row in rows}


def _finding(rule: Rule, row: Record) -> Record:
    words = {name: _plain(value) for name, value in row.items()}
    subject, statement = str(row["subject"]), row.get("statement_id")
    value, expected = (_decimal(row.get(name)) for name in ("printed_value", "expected_value"))
    return {
        "finding_id": finding_id(rule.rule_id, f"{row['document_id']}:{subject}"),
        "rule_id": rule.rule_id,
        "severity": rule.severity,
        "document_id": row["document_id"],
        "fiscal_year": row["document_year"],
        "phase": row["document_phase"],
        **{name: row.get(name) for name in PLACE},
        "printed_text": row.get("printed_text"),
        "printed_value": value,
        "expected_low": expected,
        "expected_high": expected,
        "difference": value - expected if value is not None and expected is not None else None,
        "unit": row.get("unit"),
        "cause_count": 0,
        "cause": None,
        "message_zh": rule.message_zh.format_map(words),
        "message_en": rule.message_en.format_map(words),
        "statement_ids": [statement] if statement else [],
        "culprit": _culprit(rule, row),
    }


def _culprit(rule: Rule, row: Record) -> str:
    """What the finding lays the break on: the form as a whole, or the one number told of."""
    if row.get("form_code"):
        return f"{row['document_id']}:{rule.rule_id}:{row['form_code']}"
    return str(row.get("statement_id") or f"{row['document_id']}:{rule.rule_id}:{row['subject']}")


def _decimal(value: Any) -> Decimal | None:
    return None if value is None else Decimal(value)


def _plain(value: Any) -> Any:
    """As a sentence shows it: 17, not 17.0000; nothing for a null."""
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return "" if value is None else value
