"""Disclosures with one trouble each, of ten kinds that offices make: is any wrong amount stated?

`python -m benchmarks.mutants [COUNT] [DOCUMENT...]` prints COUNT mutants (600 by default) of five
documents, three of imaginary organisations and two samples: amounts that are stated as without the
trouble, those that are missing, and wrong ones, which is any amount under coordinates where the
untroubled document states another. Exit status 1 where one is wrong or the reading broke.
"""

import ctypes
import io
import random
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pypdfium2 as pdfium
from pypdfium2 import raw

from benchmarks.outcome_table import ending
from pipelines.conform.amounts import read_amount
from pipelines.extract.document_tree import Box, DocumentTree, Page
from pipelines.extract.reader import read_document
from pipelines.locations import RAW
from tests.conform.conforming import conform_tree
from tests.typesetter.generated_disclosure import generate
from tests.typesetter.typesetting import typeset_bytes

COUNT, PAGES = 600, 14
SEEDS = (3, 4, 5)
SAMPLES = ("putuo-justice-2026-budget.pdf", "hangzhou-meteorology-2026-budget.pdf")
KEY = (
    "form_code", "fiscal_year", "phase", "flow", "fund_source", "function_code",
    "economic_system", "economic_code", "nature", "item_code", "line_kind", "amount_yuan",
)  # fmt: skip
Facts = Counter[tuple[object, ...]]


class Press:
    """Prints on one page of a PDF; boxes are from the top left, as in a document tree."""

    def __init__(self, page: pdfium.PdfPage) -> None:
        self.page, self.height = page, page.get_height()
        self.document = page.pdf

    def text(
        self,
        said: str,
        x: float,
        bottom: float,
        size: float,
        shade: int = 0,
        mode: int = 0,
        turn: tuple[float, float] = (1.0, 0.0),
    ) -> None:
        """A text in Helvetica; `turn` is the direction in which it runs."""
        piece = raw.FPDFPageObj_NewTextObj(self.document, b"Helvetica", size)
        letters = (said + "\0").encode("utf-16-le")
        wide = ctypes.cast(ctypes.create_string_buffer(letters), raw.FPDF_WIDESTRING)
        raw.FPDFText_SetText(piece, wide)
        raw.FPDFPageObj_SetFillColor(piece, shade, shade, shade, 255)
        raw.FPDFTextObj_SetTextRenderMode(piece, mode)
        a, b = turn
        raw.FPDFPageObj_Transform(piece, a, b, -b, a, x, self.height - bottom)
        raw.FPDFPage_InsertObject(self.page, piece)

    def area(self, box: Box, shade: int, alpha: int = 255) -> None:
        """A filled rectangle."""
        left, low = box.x0, self.height - box.bottom
        piece = raw.FPDFPageObj_CreateNewRect(left, low, box.width, box.height)
        raw.FPDFPageObj_SetFillColor(piece, shade, shade, shade, alpha)
        raw.FPDFPath_SetDrawMode(piece, raw.FPDF_FILLMODE_WINDING, False)
        raw.FPDFPage_InsertObject(self.page, piece)


@dataclass(frozen=True)
class Spot:
    """A printed amount: where it stands, what it says, and where its cell begins (points)."""

    ink: Box
    said: str
    left: float

    @property
    def size(self) -> float:
        return self.ink.height

    @property
    def other(self) -> str:
        """Another amount of about the same length."""
        return self.said.translate(str.maketrans("0123456789", "3456789012"))


def white_beside(press: Press, spot: Spot) -> None:
    press.text("9", spot.ink.x0 - 0.6 * spot.size, spot.ink.bottom - 1, spot.size, shade=255)


def unseen_mode(press: Press, spot: Spot) -> None:
    press.text(spot.other, spot.ink.x0 - 1, spot.ink.bottom - 1, spot.size, mode=3)


def outside(press: Press, spot: Spot) -> None:
    press.text(spot.other, press.page.get_width() + 20, spot.ink.bottom, spot.size)


def covered(press: Press, spot: Spot) -> None:
    # what covers the cell before it covers the words that say what the amount is
    first = max(spot.ink.x0 - 40, spot.left + 1)
    press.text(spot.other, first, spot.ink.bottom - 1, spot.size)
    box = Box(first - 1, spot.ink.top + 0.5, spot.ink.x0 - 0.5, spot.ink.bottom - 0.5)
    press.area(box, 255)


def watermark(press: Press, spot: Spot) -> None:
    for step in range(3):
        bottom = spot.ink.bottom + 60 * step
        press.text("20230215 10.8.3.21", spot.ink.x0 - 40, bottom, 16, shade=200, turn=(0.8, 0.6))


def shadow(press: Press, spot: Spot) -> None:
    raised = spot.ink.bottom - 0.22 * spot.size
    width = spot.ink.width / max(len(spot.said), 1)
    size = width / 0.55
    press.text(spot.said, spot.ink.x0, raised, size)
    press.text(spot.said, spot.ink.x0 + 0.8, raised, size)


def footnote(press: Press, spot: Spot) -> None:
    press.text("2", spot.ink.x1 + 0.2, spot.ink.top + 0.5 * spot.size, 0.55 * spot.size)


def struck(press: Press, spot: Spot) -> None:
    middle = (spot.ink.top + spot.ink.bottom) / 2
    press.area(Box(spot.ink.x0, middle - 0.3, spot.ink.x1, middle + 0.3), 0)


def unseen_line(press: Press, spot: Spot) -> None:
    x = (spot.ink.x0 + spot.ink.x1) / 2
    press.area(Box(x, spot.ink.top - 20, x + 0.5, spot.ink.bottom + 20), 0, alpha=0)


def glued(press: Press, spot: Spot) -> None:
    x = spot.ink.x0 - 1.6 * spot.size
    # in the cell before it would be an amount of that cell
    if x > spot.left + 1:
        press.text("7", x, spot.ink.bottom - 0.22 * spot.size, spot.size)


KINDS: dict[str, Callable[[Press, Spot], None]] = {
    f.__name__: f
    for f in (
        white_beside, unseen_mode, outside, covered, watermark, shadow, footnote, struck,
        unseen_line, glued,
    )
}  # fmt: skip


@dataclass(frozen=True)
class Original:
    """A document without trouble: its bytes, its tree, its facts and its printed amounts."""

    name: str
    content: bytes
    tree: DocumentTree
    facts: Facts
    spots: tuple[tuple[int, Spot], ...]


def original(path: Path, pages: int = PAGES) -> Original:
    """The first pages of a disclosure, read."""
    return original_of(path.stem, path.read_bytes(), pages)


def imaginary(seed: int) -> Original:
    """A disclosure that the typesetter makes of a seed."""
    made = generate(seed)
    return original_of(made.name, typeset_bytes(made.disclosure), PAGES)


def original_of(name: str, content: bytes, pages: int) -> Original:
    """The first pages of a PDF, read."""
    whole, part, buffer = pdfium.PdfDocument(content), pdfium.PdfDocument.new(), io.BytesIO()
    part.import_pages(whole, list(range(min(pages, len(whole)))))
    part.save(buffer)
    tree = read_document(buffer.getvalue())
    spots = tuple(
        (page.number, Spot(page.displayed(cell.ink), cell.text, cell.box.x0))
        for page in tree.pages
        if not page.turned
        for table in page.tables
        for cell in table.cells
        if len(cell.lines) == 1 and (amount := read_amount(cell.text)) and amount.decimals
    )
    return Original(name, buffer.getvalue(), tree, facts(tree), spots)


def facts(tree: DocumentTree) -> Facts:
    """Amounts of tables by their coordinates."""
    return Counter(
        tuple(statement.get(name) for name in KEY)
        for statement in conform_tree(tree).statement
        if statement["stated_in"] == "table" and statement.get("amount_yuan") is not None
    )


def mutant(base: Original, kind: str, seed: int) -> DocumentTree:
    """The tree of the document with one trouble at a few amounts of one page."""
    chance = random.Random(f"{base.name}:{kind}:{seed}")
    number = chance.choice(base.spots)[0]
    here = [spot for page, spot in base.spots if page == number]
    document = pdfium.PdfDocument(base.content)
    page = document[number - 1]
    press = Press(page)
    for spot in chance.sample(here, min(3, len(here))):
        KINDS[kind](press, spot)
    raw.FPDFPage_GenerateContent(page)
    alone, buffer = pdfium.PdfDocument.new(), io.BytesIO()
    alone.import_pages(document, [number - 1])
    alone.save(buffer)
    return _with_page(base.tree, read_document(buffer.getvalue()).pages[0], number)


def _with_page(tree: DocumentTree, page: Page, number: int) -> DocumentTree:
    pages = [replace(page, number=number) if p.number == number else p for p in tree.pages]
    return DocumentTree(tuple(pages))


def main(arguments: list[str]) -> int:
    count = int(arguments[0]) if arguments else COUNT
    named = [original(Path(argument)) for argument in arguments[1:]]
    bases = named or [
        *map(imaginary, SEEDS),
        *(original(RAW / "samples" / name) for name in SAMPLES),
    ]
    totals: dict[str, Counter[str]] = {kind: Counter() for kind in KINDS}
    each = max(count // (len(bases) * len(KINDS)), 1)
    for base in bases:
        for kind in KINDS:
            for seed in range(each):
                totals[kind] += outcome(base, kind, seed)
    return ending(totals, ("mutants", "right", "missing"), ("wrong", "crashed"))


def outcome(base: Original, kind: str, seed: int) -> Counter[str]:
    """One mutant: its amounts that are right, missing and wrong, and whether its reading broke."""
    try:
        found = facts(mutant(base, kind, seed))
    except Exception as error:
        print(f"{base.name} {kind} {seed}: {error!r}", file=sys.stderr)
        return Counter(mutants=1, crashed=1)
    wrong = found - base.facts
    for fact in wrong:
        print(f"{base.name} {kind} {seed}: wrong {fact}", file=sys.stderr)
    right = sum((found & base.facts).values())
    missing = sum((base.facts - found).values())
    return Counter(mutants=1, right=right, missing=missing, wrong=sum(wrong.values()))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
