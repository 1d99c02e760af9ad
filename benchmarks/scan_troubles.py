"""Scans that are hard to read: how many numbers of tables are read right, and how many wrongly.

`python -m benchmarks.scan_troubles [PDF [PAGE...]]` scans a few pages (numbered from 1) of a
disclosure well, coarsely, palely and under a red seal. A number that is not read right is wrong
where the page states another in its place, and else missing; many wrong ones are doubtful by their
confidence, and forms whose sums break under them are set aside.
"""

import sys
from pathlib import Path

from benchmarks.scans import numbers_of
from pipelines.extract.reader import read_document
from pipelines.locations import RAW
from tests.typesetter.scanning import Scanner, scanned

SCANNERS = {
    "200 dpi": Scanner(dpi=200),
    "150 dpi": Scanner(dpi=150),
    "100 dpi": Scanner(dpi=100),
    "pale (30 % contrast)": Scanner(dpi=150, contrast=0.3),
    "red seal": Scanner(dpi=150, seal=True),
}
DISCLOSURE, PAGES = "putuo-justice-2026-budget.pdf", (9, 10, 11)


def main(arguments: list[str]) -> None:
    """One line for each way of scanning."""
    path = Path(arguments[0]) if arguments else RAW / "samples" / DISCLOSURE
    pages = [int(argument) - 1 for argument in arguments[1:]] or [page - 1 for page in PAGES]
    content = path.read_bytes()
    printed = numbers_of(read_document(content))
    wanted = {(pages.index(page - 1) + 1, t): n for (page, t), n in printed.items()
              if page - 1 in pages}  # fmt: skip
    total = sum(wanted.values())
    print(f"{'':<24}{'numbers':>9}{'right':>9}{'share':>9}{'else':>7}")
    for name, scanner in SCANNERS.items():
        found = numbers_of(read_document(scanned(content, scanner, pages)))
        right = sum(min(count, found[key]) for key, count in wanted.items())
        others = found.total() - right
        print(f"{name:<24}{total:>9}{right:>9}{right / total:>9.4f}{others:>7}", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
