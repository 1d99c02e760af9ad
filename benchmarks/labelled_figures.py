"""How many labelled figures of real and typeset disclosures are stated rightly, how many wrongly.

`python -m benchmarks.labelled_figures [-v]` reads the documents that ../shared labels, in process
and without a store, and holds what they state against the labels, coordinate by coordinate, with
the comparison that lies beside them. Told: right, wrong (silently, the gravest) and unread.
"""

import argparse
import csv
import importlib.util
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

from benchmarks.documents_in_process import conformed_in_process
from pipelines.locations import REPOSITORY

SHARED = REPOSITORY.parent / "shared"
COMPARISON = SHARED / "truth" / "compare_tables.py"
LABELS = {
    "labels": (SHARED / "truth" / "labels", SHARED / "corpus" / "national"),
    "retypeset": (SHARED / "retypeset" / "truth", SHARED / "retypeset"),
}
Row = Mapping[str, Any]


def main() -> None:
    """Print a line for each labelled document, and one for each set of labels."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("-v", "--verbose", action="store_true", help="Also what is not right.")
    verbose = parser.parse_args().verbose
    for name, (labels, documents) in LABELS.items():
        total: Counter[str] = Counter()
        files = [path for path in sorted(labels.glob("*.csv")) if path.stem != "PAGES"]
        with ProcessPoolExecutor() as pool:
            for told, count, kinds in pool.map(_judged, files, [documents] * len(files)):
                total += count
                print(told)
                for kind, times in kinds.most_common(20 if verbose else 0):
                    print(f"    {times:5} {kind}")
        print(f"{name}: {_shares(total)}")


def _judged(labels: Path, documents: Path) -> tuple[str, Counter[str], Counter[str]]:
    comparison = _comparison()
    rows = [row for row in _rows(labels) if any(letter.isdigit() for letter in row["printed"])]
    path = next(documents.rglob(Path(rows[0]["file"]).name))
    by_page = _stated(path)
    count: Counter[str] = Counter()
    kinds: Counter[str] = Counter()
    for row in rows:
        outcome, kind = _outcome(row, by_page[int(row["page"])], comparison)
        count[outcome] += 1
        kinds[kind] += bool(kind)
    return f"{labels.stem}: {_shares(count)}", count, +kinds


def _outcome(row: Row, stated: Sequence[Row], comparison: Any) -> tuple[str, str]:
    """right, wrong or unread, and for what is not right the form, page and column."""
    where = f"{row['form']} p.{row['page']} {row['column'][:30]}"
    hits = [statement for statement in stated if comparison.at(row, statement)]
    if not hits:
        return "unread", f"unread {where}"
    differs: list[str] = min(
        (comparison.differences(one, hit) for one in comparison.readings(row) for hit in hits),
        key=len,
    )
    return ("wrong", f"wrong {','.join(differs)} {where}") if differs else ("right", "")


def _stated(path: Path) -> dict[int, list[Row]]:
    by_page: dict[int, list[Row]] = defaultdict(list)
    for statement in conformed_in_process(path)["statement"]:
        if statement["stated_in"] == "table" and statement["amount_yuan"] is not None:
            by_page[statement["page"]].append(statement)
    return by_page


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        yield from csv.DictReader(file)


def _shares(count: Counter[str]) -> str:
    whole = max(1, count.total())
    return ", ".join(
        f"{count[name]:,} {name} ({count[name] / whole:.1%})"
        for name in ("right", "wrong", "unread")
    )


def _comparison() -> Any:
    """The comparison that lies beside the labels; it is not of this repository."""
    spec = importlib.util.spec_from_file_location("compare_tables", COMPARISON)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


if __name__ == "__main__":
    main()
