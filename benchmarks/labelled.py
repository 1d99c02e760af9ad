"""Labels that a person made on pages; what a benchmark holds against them, and how it is asked."""

import argparse
import csv
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import duckdb

# How far apart two places may be that are the same.
NEAR_POINTS = 3.0
Label = Mapping[str, str]


def labels_in(path: Path) -> list[dict[str, str]]:
    """The labels of a file, one a line."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def asked(description: str | None) -> argparse.Namespace:
    """`warehouse`, and `verbose`: what is not right is shown too."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("warehouse", type=Path)
    parser.add_argument("-v", "--verbose", action="store_true", help="Also what is not right.")
    return parser.parse_args()


def rows_of(warehouse: Path, query: str) -> Iterator[dict[str, Any]]:
    """What the current release of a warehouse answers, a mapping a row."""
    with duckdb.connect(str(warehouse / "current"), read_only=True) as connection:
        rows = connection.sql(query)
        for values in rows.fetchall():
            yield dict(zip(rows.columns, values, strict=True))
