"""Sentences of our own through the reading of the text, and what came of them in short."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from pipelines.conform.identity import Identity
from pipelines.conform.narrative.ledger import NarrativeReading
from pipelines.conform.narrative.reading import read_narrative
from tests.conform.trees import document, page

# A full line, so that a short one is seen to end its paragraph.
WIDTH = "本行只为版面宽度。" * 20
YUAN_PER_WAN = 10_000


def read_lines(
    *lines: str,
    phase: str = "budget",
    tables: Sequence[Mapping[str, Any]] = (),
    document_id: str = "d" * 64,
    organisation: str = "示例局",
) -> NarrativeReading:
    """The reading of paragraphs of one line each; a budget is of 2025, a final account of 2024."""
    year = 2024 if phase == "final" else 2025
    identity = Identity(f"{organisation}预算", organisation, year, phase, "department")
    tree = document(page(1, [*lines, WIDTH]))
    return read_narrative(document_id, tree, identity, [dict(table) for table in tables])


def printed(wan: str, **coordinates: object) -> dict[str, Any]:
    """A statement of a form: an amount in 万元 with two decimals, by its coordinates."""
    key = "-".join(str(value) for value in coordinates.values())
    year = 2024 if coordinates.get("phase") in ("final", "adjusted") else 2025
    return {
        "statement_id": f"form-{key}",
        "fiscal_year": year,
        "phase": "budget",
        "nature": "total",
        "amount_yuan": Decimal(wan) * YUAN_PER_WAN,
        "printed_decimals": 2,
        "unit": "万元",
        "row_label": "",
        "stated_in": "table",
        "form_code": "form",
        **coordinates,
    }


def amounts(reading: NarrativeReading) -> list[str]:
    """`100 revenue all revenue_grand_total` of each amount that the text states, in order."""
    names = ("flow", "fund_source", "nature", "item_code", "function_code", "economic_code")
    return [
        " ".join([_wan(s["amount_yuan"]), *(s[n] for n in names if s[n] and s[n] != "total")])
        for s in reading.statement
        if s["stated_in"] == "narrative"
    ]


def claims(reading: NarrativeReading, tables: Sequence[Mapping[str, Any]] = ()) -> list[str]:
    """`change -10 of 100` and `share 40 of 40 in 100` of each claim, in order of the text."""
    known = {s["statement_id"]: s["amount_yuan"] for s in (*tables, *reading.statement)}
    return [_claim(record, known) for record in sorted(reading.claim, key=_where)]


def _claim(record: Mapping[str, Any], known: Mapping[str, Decimal]) -> str:
    value = record["value"]
    if value is None:
        shown = record["direction"] or "?"
    elif record["unit"] == "yuan":
        shown = _wan(value)
    else:
        shown = f"{value.normalize():f}"
    about = record["statement_id"] or record["statistic_id"]
    whole = record["denominator_statement_id"]
    text = f"{record['kind']} {shown} of {_wan(known[about]) if about in known else about}"
    return f"{text} in {_wan(known[whole])}" if whole else text


def _where(record: Mapping[str, Any]) -> tuple[float, float]:
    return record["top"], record["x0"]


def _wan(yuan: Decimal) -> str:
    return f"{(yuan / YUAN_PER_WAN).normalize():f}"
