"""Scanned pages: how many table numbers are read right, before and after the ties, and how fast.

Each disclosure is rendered at 150 and 200 dots per inch, skewed, grained and compressed, without a
text layer, and compared with what its text layer states: `python -m benchmarks.scans [FOLDER...]`
(the shipped samples by default). Accuracy is exact; pages per second are of one worker.
"""

import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipelines.conform.amounts import read_amount
from pipelines.extract.document_tree import DocumentTree
from pipelines.extract.reader import read_document
from pipelines.frames.storage import read_frame
from pipelines.locations import RAW, Locations
from tests.typesetter.scanning import Scanner, scanned
from tests.validate.ties.checked_documents import check_trees

# Degrees, one for each resolution.
SCANNERS = (Scanner(dpi=150, skew=1.5), Scanner(dpi=200, skew=-1.0, seed=7))
# A figure less sure than this is shown to the reader as doubtful.
SURE = 0.9
COORDINATES = (
    "page", "form_code", "fiscal_year", "phase", "flow", "fund_source", "function_code",
    "economic_system", "economic_code", "nature", "item_code", "line_kind",
)  # fmt: skip


@dataclass(frozen=True)
class Reading:
    """Numbers of tables printed and read right; statements stated and stated right after ties."""

    pages: int
    seconds: float
    numbers: int
    right: int
    statements: int
    right_after_ties: int
    wrong_and_sure: int

    def line(self, name: str) -> str:
        speed = self.pages / max(self.seconds, 0.01)
        return (
            f"{name:<46}{self.pages:>6}{speed:>9.2f}{self.numbers:>9,}"
            f"{self.right / max(self.numbers, 1):>10.4f}{self.statements:>11,}"
            f"{self.right_after_ties / max(self.statements, 1):>10.4f}{self.wrong_and_sure:>12}"
        )


def measure(content: bytes, scanner: Scanner) -> Reading:
    """Read one disclosure from its text layer and from its scan, and compare."""
    picture = scanned(content, scanner)
    began = time.perf_counter()
    tree = read_document(picture)
    seconds = time.perf_counter() - began
    original = read_document(content)
    wanted, found = numbers_of(original), numbers_of(tree)
    printed = {key: _amounts(stated) for key, stated in _statements(original).items()}
    read = _statements(tree)
    wrong = [key for key, amounts in printed.items() if _amounts(read.get(key, [])) != amounts]
    misread = [read[key] for key in wrong if key in read]
    sure = sum(all(s["confidence"] >= SURE for s in stated) for stated in misread)
    return Reading(
        len(tree.pages), seconds, wanted.total(), (wanted & found).total(),
        len(printed), len(printed) - len(wrong), sure,
    )  # fmt: skip


def numbers_of(tree: DocumentTree) -> Counter[tuple[int, str]]:
    """Each number of each table, by page."""
    texts = (
        (page.number, "".join(line.text.split()))
        for page in tree.pages
        for table in page.tables
        for cell in table.cells
        for line in cell.lines
    )
    return Counter((page, text) for page, text in texts if read_amount(text) or text.isdigit())


def _statements(tree: DocumentTree) -> dict[tuple[Any, ...], list[dict[str, Any]]]:
    """Coordinates → the records of a table that state them, after the ties have chosen."""
    with tempfile.TemporaryDirectory() as folder:
        check_trees(Path(folder), {"0" * 64: tree})
        stage = Locations(Path(folder) / "raw", Path(folder) / "warehouse").stage
        records = read_frame(stage, "statement").to_dicts()
    stated: dict[tuple[Any, ...], list[dict[str, Any]]] = {}
    for record in records:
        if record["stated_in"] == "table" and record["amount_yuan"] is not None:
            stated.setdefault(tuple(record[name] for name in COORDINATES), []).append(record)
    return stated


def _amounts(records: Iterable[dict[str, Any]]) -> list[str]:
    return sorted(str(record["amount_yuan"]) for record in records)


def _disclosures(folders: Iterable[Path]) -> Iterator[Path]:
    for folder in folders:
        yield from sorted(folder.glob("*.pdf"))


def main(folders: list[Path]) -> None:
    """One line for each disclosure and resolution, and the whole."""
    heads = ("pages", "pages/s", "numbers", "right", "statements", "right")
    print(f"{'':<46}{heads[0]:>6}{heads[1]:>9}{heads[2]:>9}{heads[3]:>10}{heads[4]:>11}{heads[5]:>10}"
          f"{'wrong, sure':>12}")  # fmt: skip
    readings = []
    for path in _disclosures(folders or [RAW / "samples"]):
        for scanner in SCANNERS:
            readings.append(measure(path.read_bytes(), scanner))
            print(readings[-1].line(f"{path.stem[:40]} {scanner.dpi}"), flush=True)
    sums = [sum(getattr(r, name) for r in readings) for name in Reading.__dataclass_fields__]
    print(Reading(*sums).line("all"))


if __name__ == "__main__":
    main([Path(name) for name in sys.argv[1:]])
