"""Code books as conform needs them: which class a printed name stands for.

Validity by year and the dimensions themselves are built in the warehouse.
"""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pipelines.conform.wording import squeeze
from pipelines.locations import CODES


@dataclass(frozen=True)
class CodeBook:
    """Names of the functional classes (类), and the parents of the coordinates' values."""

    function_class: Mapping[str, str]
    parent: Mapping[str, str]

    def class_code(self, name: str) -> str | None:
        """The three-digit functional class that a printed name stands for."""
        return self.function_class.get(_name_key(name))


@cache
def load_code_book(folder: Path) -> CodeBook:
    """Read function.csv, name_aliases.csv and the small dimensions of warehouse/codes."""
    classes = {
        _name_key(row["name_zh"]): row["function_code"]
        for row in rows_of(folder / "function.csv")
        if row["level"] == "class"
    }
    for row in rows_of(folder / "name_aliases.csv"):
        if row["kind"] == "function" and len(row["code"]) == 3:
            classes.setdefault(_name_key(row["alias"]), row["code"])
    parents: dict[str, str] = {}
    for name, key in (("fund_source", "fund_source"), ("nature", "nature"), ("item", "item_code")):
        parents |= {
            row[key]: row[f"parent_{key}"]
            for row in rows_of(folder / f"{name}.csv")
            if row[f"parent_{key}"]
        }
    return CodeBook(classes, parents)


def rows_of(path: Path) -> Iterator[dict[str, str]]:
    """The rows of a UTF-8 CSV file with a header line."""
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


@cache
def statistic_column(name: str) -> Mapping[str, str]:
    """Statistic → what a column of codes/statistic.csv says of it."""
    return {row["statistic_code"]: row[name] for row in rows_of(CODES / "statistic.csv")}


def _name_key(name: str) -> str:
    """类 names are printed with and without 支出, 等 and (类)."""
    key = squeeze(name).replace("(类)", "")
    return key.removesuffix("支出").removesuffix("等")
