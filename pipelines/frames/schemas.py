"""The columns of the frames handed from stage to stage; what a column means is told by the SQL file
of the table it feeds. Making, storing and reading frames is in frames/storage.py.
"""

import polars as pl

MONEY = pl.Decimal(20, 2)
VALUE = pl.Decimal(24, 4)
BOX: dict[str, pl.DataType] = {name: pl.Float64() for name in ("x0", "top", "x1", "bottom")}
WHOSE: dict[str, pl.DataType] = {
    "document_id": pl.String(),
    "organisation_name": pl.String(),
    "fiscal_year": pl.Int32(),
    "phase": pl.String(),
    "scope": pl.String(),
}
PLACE: dict[str, pl.DataType] = {
    "page": pl.Int32(),
    **BOX,
    "read_by": pl.String(),
    "confidence": pl.Float64(),
}

SCHEMAS: dict[str, pl.Schema] = {
    "document": pl.Schema(
        {
            "document_id": pl.String(),
            "file_name": pl.String(),
            "source_url": pl.String(),
            "retrieved_at": pl.Datetime("us", "UTC"),
            "published_on": pl.Date(),
            "stated_vintage": pl.Int32(),
            "stated_vintage_at": pl.String(),
            "media_type": pl.String(),
            "page_count": pl.Int32(),
            "text_source": pl.String(),
            "title": pl.String(),
            "organisation_name": pl.String(),
            "fiscal_year": pl.Int32(),
            "phase": pl.String(),
            "scope": pl.String(),
            "layout_id": pl.String(),
            "status": pl.String(),
            "extraction_seconds": pl.Float64(),
            "unread_pages": pl.Int32(),
        }
    ),
    "statement": pl.Schema(
        {
            "statement_id": pl.String(),
            "document_id": pl.String(),
            "organisation_name": pl.String(),
            "fiscal_year": pl.Int32(),
            "phase": pl.String(),
            "scope": pl.String(),
            "flow": pl.String(),
            "fund_source": pl.String(),
            "function_code": pl.String(),
            "economic_system": pl.String(),
            "economic_code": pl.String(),
            "nature": pl.String(),
            "item_code": pl.String(),
            "line_kind": pl.String(),
            "amount_yuan": MONEY,
            "absence": pl.String(),
            "printed_text": pl.String(),
            "printed_decimals": pl.Int32(),
            "unit": pl.String(),
            "unit_source": pl.String(),
            "stated_in": pl.String(),
            "form_code": pl.String(),
            "row_label": pl.String(),
            "column_label": pl.String(),
            "code_source": pl.String(),
            "page": pl.Int32(),
            **BOX,
            "sheet": pl.String(),
            "cell": pl.String(),
            "read_by": pl.String(),
            "confidence": pl.Float64(),
        }
    ),
    "form_reading": pl.Schema(
        {
            "document_id": pl.String(),
            "form_code": pl.String(),
            "title": pl.String(),
            "page_first": pl.Int32(),
            "page_last": pl.Int32(),
            "unit": pl.String(),
            "row_count": pl.Int32(),
            "statement_count": pl.Int32(),
            "is_empty": pl.Boolean(),
            "layout_id": pl.String(),
        }
    ),
    "table_number": pl.Schema(
        {
            "document_id": pl.String(),
            "page": pl.Int32(),
            "token": pl.String(),
            **BOX,
            "claimed_by": pl.String(),
            "class": pl.String(),
        }
    ),
    "claim": pl.Schema(
        {
            "claim_id": pl.String(),
            **WHOSE,
            "kind": pl.String(),
            "statement_id": pl.String(),
            "denominator_statement_id": pl.String(),
            "parent_claim_id": pl.String(),
            "direction": pl.String(),
            "base_year": pl.Int32(),
            "base_year_text": pl.String(),
            "base_phase": pl.String(),
            "value": VALUE,
            "unit": pl.String(),
            "printed_unit": pl.String(),
            "printed_decimals": pl.Int32(),
            "printed_text": pl.String(),
            "value_recomputed": VALUE,
            "subject_text": pl.String(),
            "reason_text": pl.String(),
            "unread": pl.String(),
            **PLACE,
        }
    ),
    "statistic": pl.Schema(
        {
            "statistic_id": pl.String(),
            **WHOSE,
            "statistic_code": pl.String(),
            "value": VALUE,
            "unit": pl.String(),
            "printed_unit": pl.String(),
            "printed_decimals": pl.Int32(),
            "printed_text": pl.String(),
            "subject_text": pl.String(),
            **PLACE,
        }
    ),
    "passage": pl.Schema(
        {
            "passage_id": pl.String(),
            "document_id": pl.String(),
            "sequence": pl.Int32(),
            "kind": pl.String(),
            "section": pl.String(),
            "term": pl.String(),
            "passage_text": pl.String(),
            **PLACE,
        }
    ),
    "project": pl.Schema(
        {
            "project_id": pl.String(),
            "parent_project_id": pl.String(),
            **WHOSE,
            "project_name": pl.String(),
            "unit_name": pl.String(),
            "amount_yuan": MONEY,
            "fiscal_appropriation_yuan": MONEY,
            "other_funds_yuan": MONEY,
            "printed_text": pl.String(),
            "printed_decimals": pl.Int32(),
            "unit": pl.String(),
            "period_text": pl.String(),
            "basis_text": pl.String(),
            "goal_text": pl.String(),
            "stated_in": pl.String(),
            "form_code": pl.String(),
            **PLACE,
        }
    ),
    "target": pl.Schema(
        {
            "target_id": pl.String(),
            "project_id": pl.String(),
            **WHOSE,
            "level_1": pl.String(),
            "level_2": pl.String(),
            "level_3": pl.String(),
            "operator": pl.String(),
            "value": VALUE,
            "unit": pl.String(),
            "period_text": pl.String(),
            "target_text": pl.String(),
            "explanation": pl.String(),
            "form_code": pl.String(),
            **PLACE,
        }
    ),
    "number_census": pl.Schema(
        {
            "document_id": pl.String(),
            "page": pl.Int32(),
            "token": pl.String(),
            **BOX,
            "claimed_by": pl.String(),
            "claimed_in": pl.String(),
            "class": pl.String(),
        }
    ),
    "reading_choice": pl.Schema(
        {
            "statement_id": pl.String(),
            "document_id": pl.String(),
            "read_text": pl.String(),
            "candidate_text": pl.String(),
            "candidate_confidence": pl.Float64(),
            "is_chosen": pl.Boolean(),
            "chosen_by": pl.String(),
            "tie_id": pl.String(),
        }
    ),
    "quarantine": pl.Schema(
        {
            "quarantine_id": pl.String(),
            "document_id": pl.String(),
            "file_name": pl.String(),
            "stage": pl.String(),
            "page": pl.Int32(),
            **BOX,
            "printed_text": pl.String(),
            "reason_code": pl.String(),
            "reason": pl.String(),
        }
    ),
}

# What the ties come to; written by validate after conform, read by the same SQL files.
TIE_SCHEMAS: dict[str, pl.Schema] = {
    "finding": pl.Schema(
        {
            "finding_id": pl.String(),
            "root_finding_id": pl.String(),
            "rule_id": pl.String(),
            "severity": pl.String(),
            "document_id": pl.String(),
            "organisation_id": pl.String(),
            "fiscal_year": pl.Int32(),
            "phase": pl.String(),
            "form_code": pl.String(),
            "row_label": pl.String(),
            "column_label": pl.String(),
            "page": pl.Int32(),
            **BOX,
            "printed_text": pl.String(),
            "printed_value": VALUE,
            "expected_low": VALUE,
            "expected_high": VALUE,
            "difference": VALUE,
            "unit": pl.String(),
            "cause": pl.String(),
            "cause_count": pl.Int32(),
            "cause_zh": pl.String(),
            "cause_en": pl.String(),
            "operands": pl.String(),
            "message_zh": pl.String(),
            "message_en": pl.String(),
            "statement_ids": pl.List(pl.String()),
        }
    ),
    "rule_run": pl.Schema(
        {
            "rule_id": pl.String(),
            "document_id": pl.String(),
            "severity": pl.String(),
            "outcome": pl.String(),
            "checks": pl.Int64(),
            "failing_checks": pl.Int64(),
            "reason": pl.String(),
            "description_zh": pl.String(),
            "description_en": pl.String(),
        }
    ),
    "statement_tie": pl.Schema(
        {
            "statement_id": pl.String(),
            "ties_held": pl.Int64(),
            "ties_broken": pl.Int64(),
        }
    ),
}

# Documents whose rows broke a check; one row a document and check, written by validate.
SET_ASIDE_SCHEMA = pl.Schema(
    {
        "document_id": pl.String(),
        "file_name": pl.String(),
        "rule_id": pl.String(),
        "table_name": pl.String(),
        "reason": pl.String(),
    }
)
