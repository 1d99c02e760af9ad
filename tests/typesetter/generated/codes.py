"""Names and levels of the codes that generated disclosures print, from the project's code books."""

import csv
from collections.abc import Iterable, Iterator
from functools import cache

from pipelines.locations import CODES

# Evidence too weak for a code to be printed as if it were known.
UNPROVED = "recalled"
LEVELS = (3, 5, 7)


@cache
def function_names() -> dict[str, str]:
    """Functional code → name (类, 款, 项)."""
    return dict(_names("function.csv", "function_code"))


@cache
def economic_names() -> dict[str, str]:
    """Economic code of either system → name (类, 款)."""
    return dict(_names("economic.csv", "economic_code"))


@cache
def government_code(department_code: str, *, is_institution: bool) -> str:
    """The government economic section that a department section is reported under."""
    kinds = ("any", "public_institution" if is_institution else "government_body")
    for row in _rows("economic_crosswalk.csv"):
        matched = row["department_code"] in (department_code, department_code[:3])
        if matched and row["unit_type"] in kinds:
            return row["government_code"]
    raise KeyError(department_code)


def with_parents(codes: Iterable[str]) -> list[str]:
    """The codes and all classes above them, in the order of the book."""
    return sorted({code[:width] for code in codes for width in LEVELS if len(code) >= width})


def _names(file: str, key: str) -> Iterator[tuple[str, str]]:
    return ((row[key], row["name_zh"]) for row in _rows(file))


def _rows(file: str) -> list[dict[str, str]]:
    with (CODES / file).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@cache
def proved_functions() -> frozenset[str]:
    """Functional codes for which there is evidence, so that a form may print them."""
    rows = _rows("function.csv")
    return frozenset(row["function_code"] for row in rows if row["evidence"] != UNPROVED)
