"""The statements that were looked at on the picture of their page, against what a warehouse states.

`python -m benchmarks.drawn_labels WAREHOUSE [-v]` tells for each place how many of the labels of
tests/layouts/drawn_statements.csv are stated rightly, how many wrongly (with the coordinate) and
how many not at all. How they were drawn is `benchmarks.drawn_statements`.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from benchmarks.labelled import NEAR_POINTS, Label, asked, labels_in, rows_of
from pipelines.locations import REPOSITORY

LABELS = REPOSITORY / "tests" / "layouts" / "drawn_statements.csv"
COORDINATES = (
    "amount_yuan", "form_code", "fiscal_year", "phase", "scope", "flow", "fund_source",
    "function_code", "economic_system", "economic_code", "government_economic_code", "nature",
    "item_code", "line_kind", "unit",
)  # fmt: skip
NAMED = {"of_unit": "unit_name", "of_detail": "detail_name"}
Statement = Mapping[str, Any]


def main() -> None:
    """Print a line for each place, with -v one for each label that is not stated rightly."""
    given = asked(__doc__)
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    stated = _stated(given.warehouse)
    for label in labels():
        outcome, differing = judged(label, stated[label["document"], int(label["page"])])
        counts[label["place"]][outcome] += 1
        counts["all"][outcome] += 1
        if given.verbose and outcome != "right":
            where = f"{label['place']} {label['document'][:8]} page {label['page']}"
            print(f"{outcome}: {where} {label['printed_text']} {', '.join(differing)}")
    for place, count in counts.items():
        print(
            f"{place}: " + ", ".join(f"{number} {name}" for name, number in sorted(count.items()))
        )


def labels() -> list[dict[str, str]]:
    """What was looked at, with the coordinates that the page shows."""
    return labels_in(LABELS)


def judged(label: Label, on_page: Iterable[Statement]) -> tuple[str, list[str]]:
    """right, wrong, unread or doubtful, and the coordinates that differ from the label.

    A label is doubtful where the page leaves open what the figure is; its amount is held all the
    same.
    """
    here = [statement for statement in on_page if _is_at(label, statement)]
    if not here:
        return "unread", []
    doubtful = label["when_drawn"] == "doubtful"
    names = ("amount_yuan",) if doubtful else (*COORDINATES, *NAMED)
    differing = min(([n for n in names if _differs(label, one, n)] for one in here), key=len)
    if differing:
        return "wrong", differing
    return ("doubtful" if doubtful else "right"), []


def _is_at(label: Label, statement: Statement) -> bool:
    return (
        statement["stated_in"] == "table"
        and statement["printed_text"] == label["printed_text"]
        and abs(float(statement["x0"]) - float(label["x0"])) <= NEAR_POINTS
        and abs(float(statement["top"]) - float(label["top"])) <= NEAR_POINTS
    )


def _differs(label: Label, statement: Statement, name: str) -> bool:
    if name in NAMED:
        return bool(label[name]) != bool(statement[NAMED[name]])
    value = statement[name]
    if name == "amount_yuan":
        return value is None or f"{value:.2f}" != label[name]
    return ("" if value is None else str(value)) != label[name]


def _stated(warehouse: Path) -> dict[tuple[str, int], list[Statement]]:
    """(document, page) → what its tables state."""
    found: dict[tuple[str, int], list[Statement]] = defaultdict(list)
    query = "FROM core.fct_amount WHERE stated_in = 'table' AND x0 IS NOT NULL"
    for statement in rows_of(warehouse, query):
        found[statement["document_id"], statement["page"]].append(statement)
    return found


if __name__ == "__main__":
    main()
