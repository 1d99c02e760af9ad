"""PDF files that a disk, a network or a program has damaged: is any page lost in silence?

`python -m benchmarks.damage [COUNT]` damages COUNT copies (2,000 by default) of small disclosures
in ten ways, by seed, and reads them in worker processes as a build does. A page is lost in silence
where it is not there, or lacks a number, and nothing says so. Exit status 1 for one of those, for a
hang, or for a worker that died.
"""

import io
import random
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pypdfium2 as pdfium

from benchmarks.outcome_table import ending
from pipelines.extract.document_tree import DocumentTree
from pipelines.extract.reader import read_document
from pipelines.extract.triage import UnreadableDocument
from pipelines.extract.worker_pool import Job, Limits, WorkerFailure, run_in_workers
from pipelines.locations import RAW

COUNT, PAGES = 2000, (1, 5)
SOUND = ("refused", "told", "whole")
BASES = ("putuo-justice-2026-budget.pdf", "guiyang-government-service-2021-budget.pdf")
_NUMBER = re.compile(r"\d[\d,.]*")
Chance = random.Random


def cut_tail(content: bytes, chance: Chance) -> bytes:
    return content[: chance.randrange(len(content) // 2, len(content))]


def cut_out(content: bytes, chance: Chance) -> bytes:
    start = chance.randrange(len(content))
    return content[:start] + content[start + chance.randrange(1, 4096) :]


def zero_block(content: bytes, chance: Chance) -> bytes:
    start = chance.randrange(len(content))
    length = min(512, len(content) - start)
    return content[:start] + bytes(length) + content[start + length :]


def flip_bit(content: bytes, chance: Chance) -> bytes:
    place = chance.randrange(len(content))
    flipped = bytes([content[place] ^ (1 << chance.randrange(8))])
    return content[:place] + flipped + content[place + 1 :]


def noise(content: bytes, chance: Chance) -> bytes:
    start = chance.randrange(len(content))
    length = min(chance.randrange(1, 64), len(content) - start)
    return content[:start] + chance.randbytes(length) + content[start + length :]


def repeat_block(content: bytes, chance: Chance) -> bytes:
    start = chance.randrange(len(content))
    return content[: start + 512] + content[start:]


def swap_blocks(content: bytes, chance: Chance) -> bytes:
    first, second = sorted(chance.randrange(len(content) // 512) * 512 for _ in range(2))
    a, b = content[first : first + 512], content[second : second + 512]
    if first == second:
        return content
    return content[:first] + b + content[first + 512 : second] + a + content[second + 512 :]


def no_index(content: bytes, chance: Chance) -> bytes:
    return content[: content.rfind(b"startxref")]


def as_text(content: bytes, chance: Chance) -> bytes:
    """What a transfer as text does: line ends are changed."""
    return content.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")


def lost_object(content: bytes, chance: Chance) -> bytes:
    places = [found.start() for found in re.finditer(rb"\d+ 0 obj", content)]
    place = chance.choice(places)
    return (
        content[:place]
        + content[place : place + 12].replace(b"obj", b"obx")
        + content[place + 12 :]
    )


KINDS: dict[str, Callable[[bytes, Chance], bytes]] = {
    f.__name__: f
    for f in (
        cut_tail, cut_out, zero_block, flip_bit, noise, repeat_block, swap_blocks, no_index,
        as_text, lost_object,
    )
}  # fmt: skip


@dataclass(frozen=True)
class Outcome:
    """What reading a damaged file came to: `refused`, `told`, `whole` or `lost`, and what."""

    kind: str
    what: str = ""


@cache
def base(name: str) -> bytes:
    """A few pages of a sample."""
    whole, part, buffer = (
        pdfium.PdfDocument(RAW / "samples" / name),
        pdfium.PdfDocument.new(),
        io.BytesIO(),
    )
    part.import_pages(whole, list(PAGES))
    part.save(buffer)
    return buffer.getvalue()


@cache
def numbers(name: str) -> tuple[Counter[str], ...]:
    """The numbers of each page of the undamaged file."""
    return tuple(_numbers(read_document(base(name))))


def _numbers(tree: DocumentTree) -> Iterator[Counter[str]]:
    for page in tree.pages:
        cells = [cell.text for table in page.tables for cell in table.cells]
        text = " ".join([*cells, *(line.text for line in page.lines)])
        yield Counter(_NUMBER.findall(text))


def damaged(number: int) -> tuple[str, str, bytes]:
    """The base, the kind of damage, and the bytes of one mutant, by its number."""
    kind = list(KINDS)[number % len(KINDS)]
    name = BASES[number // len(KINDS) % len(BASES)]
    return name, kind, KINDS[kind](base(name), random.Random(number))


def outcome_of(job: Job) -> Outcome:
    """In the worker: read one mutant and compare it with its original."""
    name, content = BASES[int(job.path.suffix[1:])], job.path.read_bytes()
    try:
        tree = read_document(content)
    except UnreadableDocument as refused:
        return Outcome("refused", refused.reason_code)
    if len(tree.pages) < len(PAGES):
        return Outcome("lost", f"{len(PAGES) - len(tree.pages)} pages are gone")
    silent = [
        f"page {page.number}: {sorted((wanted - found).elements())[:5]}"
        for page, wanted, found in zip(tree.pages, numbers(name), _numbers(tree), strict=False)
        if page.text_source != "unread" and wanted - found
    ]
    if silent:
        return Outcome("lost", "; ".join(silent))
    return Outcome("told" if tree.unread_pages else "whole")


def run(count: int, folder: Path, limits: Limits) -> Iterator[tuple[str, str, Outcome]]:
    """The kind of damage, the number and the outcome of each mutant."""
    jobs, kinds = [], {}
    for number in range(count):
        name, kind, content = damaged(number)
        path = folder / f"{number}.{BASES.index(name)}"
        path.write_bytes(content)
        jobs.append(Job(str(number), path))
        kinds[str(number)] = kind
    for job, outcome in run_in_workers(outcome_of, jobs, limits):
        failed = isinstance(outcome, WorkerFailure)
        # a reader that breaks sets its document aside with that reason
        told = Outcome("refused", outcome.reason) if failed else outcome
        if failed and outcome.reason_code != "reading_failed":
            told = Outcome(outcome.reason_code, outcome.reason)
        yield kinds[job.document_id], job.document_id, told


def main(arguments: list[str]) -> int:
    count = int(arguments[0]) if arguments else COUNT
    totals: dict[str, Counter[str]] = {kind: Counter() for kind in KINDS}
    with tempfile.TemporaryDirectory() as folder:
        for kind, number, outcome in run(count, Path(folder), Limits(seconds=60)):
            totals[kind][outcome.kind] += 1
            if outcome.kind not in SOUND:
                print(f"{number} {kind}: {outcome.kind}: {outcome.what}", file=sys.stderr)
    return ending(totals, SOUND, ("lost",))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
