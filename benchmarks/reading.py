"""How fast and how completely documents are read: `python -m benchmarks.reading FOLDER...`.

Prints, for each document, pages a second in one process and the share of the numbers printed in its
tables that became statements. Ratios of one run; the machine is shared, so no test depends on them.
"""

import sys
import time
from collections import Counter
from pathlib import Path

from pipelines.conform.one_document import Conformed
from pipelines.extract.reader import read_document
from pipelines.extract.triage import UnreadableDocument
from tests.conform.conforming import conform_tree

NUMBERS_OF_MONEY = ("amount", "quarantined", "unclaimed", "other_table")


def main(folders: list[str]) -> None:
    """Read every PDF of the folders and print one line for each."""
    pages, seconds, classes = 0, 0.0, Counter[str]()
    for path in sorted(path for folder in folders for path in Path(folder).rglob("*.pdf")):
        began = time.perf_counter()
        try:
            tree = read_document(path.read_bytes())
        except UnreadableDocument as refused:
            print(f"{path.name}: {refused.reason}")
            continue
        read = time.perf_counter() - began
        conformed = conform_tree(tree)
        total = time.perf_counter() - began
        pages, seconds = pages + len(tree.pages), seconds + total
        found = Counter(str(number["class"]) for number in conformed.table_number)
        classes += found
        print(_line(path, conformed, found, len(tree.pages), read, total))
    print(f"all: {pages / seconds:.0f} pages/s, {_share(classes):.2%} of table numbers read")


def _line(
    path: Path, conformed: Conformed, found: Counter[str], pages: int, read: float, total: float
) -> str:
    speed = f"{pages} pages, {pages / read:.0f} pages/s read, {total - read:.2f} s conform"
    status = conformed.document["status"]
    return f"{path.name}: {status}, {speed}, {_share(found):.2%} of {sum(found.values())} numbers"


def _share(classes: Counter[str]) -> float:
    money = sum(classes[name] for name in NUMBERS_OF_MONEY)
    return classes["amount"] / money if money else 1.0


if __name__ == "__main__":
    main(sys.argv[1:] or ["raw/samples"])
