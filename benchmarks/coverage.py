"""Of the numbers in tables of money: how many became rows, place by place, and why others did not.

`python -m benchmarks.coverage WAREHOUSE [INDEX.csv]` reads the census of numbers in tables of the
current release. Codes, sequence numbers, years, counts and ratios are no numbers of money. Places
are those of the index (columns file and place), else the divisions of the organisations.
"""

import argparse
import csv
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

import duckdb

READ = ("amount", "project", "target", "statistic")
# `other_table` and `unclaimed` stand in tables that no rule took and no quarantine names.
NOT_READ = ("quarantined", "other_table", "unclaimed")
_NUMBERS = """
    SELECT d.file_name, coalesce(v.division_name, 'no division') AS place, n.class,
        (
            SELECT min(q.reason_code) FROM quality.quarantine q
            WHERE q.document_id = n.document_id AND q.page = n.page
                AND (n.x0 + n.x1) / 2 BETWEEN q.x0 - 1 AND q.x1 + 1
                AND (n.top + n.bottom) / 2 BETWEEN q.top - 1 AND q.bottom + 1
        ) AS reason
    FROM quality.table_number n
    JOIN meta.document d USING (document_id)
    LEFT JOIN core.dim_organisation v USING (organisation_id)
"""
Number = tuple[str, str, str, str | None]


def main() -> None:
    """Print a line for each place and one for all, the reasons from the commonest down."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("warehouse", type=Path)
    parser.add_argument("index", type=Path, nargs="?")
    asked = parser.parse_args()
    with duckdb.connect(str(asked.warehouse / "current"), read_only=True) as connection:
        numbers = numbers_of(connection)
    for line in lines_of(outcomes(numbers, _places(asked.index) if asked.index else {})):
        print(line)


def numbers_of(connection: duckdb.DuckDBPyConnection) -> list[Number]:
    """(file, division, class, reason of the quarantine row that it lies in) of each number."""
    return connection.execute(_NUMBERS).fetchall()


def outcomes(
    numbers: Iterable[Number], place_of_file: Mapping[str, str]
) -> dict[str, Counter[str]]:
    """place → what became of its numbers of money: a class of row, or a reason."""
    by_place: dict[str, Counter[str]] = defaultdict(Counter)
    for file_name, division, kind, reason in numbers:
        place = place_of_file.get(file_name, division)
        if kind in READ:
            by_place[place][kind] += 1
        elif kind in NOT_READ:
            by_place[place][reason or "in no known table"] += 1
    return dict(by_place)


def lines_of(by_place: Mapping[str, Counter[str]]) -> list[str]:
    """place, share read, numbers, how many of each class of row and of each reason."""
    whole: Counter[str] = sum(by_place.values(), Counter())
    return [_line(place, count) for place, count in [*sorted(by_place.items()), ("all", whole)]]


def _line(place: str, count: Counter[str]) -> str:
    read = sum(count[name] for name in READ)
    rows = ", ".join(f"{name} {count[name]:,}" for name in READ if count[name])
    reasons = [(name, times) for name, times in count.most_common() if name not in READ]
    aside = ", ".join(f"{name} {times:,}" for name, times in reasons)
    share = read / max(1, count.total())
    return f"{place}: {share:.1%} of {count.total():,} ({rows}){'; ' if aside else ''}{aside}"


def _places(index: Path) -> dict[str, str]:
    with index.open(encoding="utf-8-sig", newline="") as file:
        return {Path(row["file"]).name: row["place"] for row in csv.DictReader(file)}


if __name__ == "__main__":
    main()
