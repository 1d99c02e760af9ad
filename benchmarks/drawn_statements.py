"""Statements of tables drawn by lot from a warehouse, to be looked at on the picture of their page.

`python -m benchmarks.drawn_statements WAREHOUSE OUT [--corpus DIR] [--seed N]` draws as many pages
from each place (a folder of the corpus), turn by turn from its documents, and a few statements of
each page. OUT gets one picture a page, the statements boxed and numbered, above it the head of the
form where the page continues one, and `sheets.txt`, which says what is stated of each number.
How what was looked at is held against a later reading is `benchmarks.drawn_labels`.
"""

import argparse
import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import pypdfium2 as pdfium
from PIL import Image, ImageDraw

from pipelines.extract.pdf.displayed import displayed_pdf
from pipelines.locations import REPOSITORY

CORPUS = REPOSITORY.parent / "shared" / "corpus" / "national"
PAGES_OF_A_PLACE = 10
STATEMENTS_OF_A_PAGE = 5
LONGEST_SIDE_PIXELS = 1560
# how much of a form's first page is shown above a page that continues it
HEAD = 0.42
RED = (214, 40, 40)
SAID = (
    "form_code", "fiscal_year", "phase", "scope", "flow", "fund_source", "function_code",
    "economic_system", "economic_code", "government_economic_code", "nature", "item_code",
    "line_kind", "unit", "unit_name", "detail_name", "grade", "row_label", "column_label",
)  # fmt: skip
Statement = dict[str, Any]


@dataclass(frozen=True)
class Sheet:
    """One page of a document and the statements drawn on it."""

    place: str
    path: Path
    page: int
    first_page: int
    drawn: tuple[Statement, ...]


def main() -> None:
    """Draw the sheets of a warehouse."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("warehouse", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--corpus", type=Path, default=CORPUS)
    parser.add_argument("--seed", type=int, default=12)
    asked = parser.parse_args()
    asked.out.mkdir(parents=True, exist_ok=True)
    with (asked.out / "sheets.txt").open("w", encoding="utf-8") as told:
        for number, sheet in enumerate(_sheets(asked.warehouse, asked.corpus, asked.seed)):
            _picture(sheet).save(asked.out / f"{number:03}.png")
            told.write("\n".join(_lines(number, sheet)) + "\n")
            told.flush()


def _sheets(warehouse: Path, corpus: Path, seed: int) -> Iterator[Sheet]:
    lot = random.Random(seed)
    with duckdb.connect(str(warehouse / "current"), read_only=True) as connection:
        by_file = _by_file_and_page(connection)
        for folder in sorted(path for path in corpus.iterdir() if path.is_dir()):
            files = {path: by_file[path.name] for path in sorted(folder.iterdir())}
            for path, page in _pages({p: pages for p, pages in files.items() if pages}, lot):
                stated = files[path][page]
                drawn = lot.sample(stated, min(STATEMENTS_OF_A_PAGE, len(stated)))
                first = int(drawn[0]["page_first"] or page)
                yield Sheet(folder.name, path, page, first, tuple(drawn))


def _pages(
    files: dict[Path, dict[int, list[Statement]]], lot: random.Random
) -> Iterator[tuple[Path, int]]:
    """Pages of a place: turn by turn from its documents, the fuller page the likelier."""
    left = {path: dict(pages) for path, pages in files.items()}
    taken, order = 0, list(left)
    lot.shuffle(order)
    while taken < PAGES_OF_A_PLACE and any(left.values()):
        for path in order:
            if taken < PAGES_OF_A_PLACE and left[path]:
                pages = left[path]
                page = lot.choices(list(pages), [len(stated) for stated in pages.values()])[0]
                del pages[page]
                taken += 1
                yield path, page


def _by_file_and_page(connection: duckdb.DuckDBPyConnection) -> dict[str, dict[int, Any]]:
    """File name → page → the amounts stated in its tables, in the order of their ids."""
    found: dict[str, dict[int, list[Statement]]] = defaultdict(lambda: defaultdict(list))
    rows = connection.sql(
        """
        SELECT document.file_name, amount.*, (
            SELECT max(page_first) FROM meta.form_reading AS form
            WHERE form.document_id = amount.document_id AND form.form_code = amount.form_code
            AND amount.page BETWEEN form.page_first AND form.page_last
        ) AS page_first
        FROM core.fct_amount AS amount JOIN meta.document AS document USING (document_id)
        WHERE stated_in = 'table' AND amount_yuan IS NOT NULL AND amount.x0 IS NOT NULL
        ORDER BY statement_id
        """
    )
    for values in rows.fetchall():
        statement = dict(zip(rows.columns, values, strict=True))
        found[statement["file_name"]][statement["page"]].append(statement)
    return found


def _picture(sheet: Sheet) -> Image.Image:
    """The page with its boxes, below the head of the form where that is on an earlier page."""
    document = pdfium.PdfDocument(displayed_pdf(sheet.path.read_bytes()))
    page, scale = _rendered(document, sheet.page)
    pen = ImageDraw.Draw(page)
    for number, drawn in enumerate(sheet.drawn, start=1):
        box = [scale * drawn[side] for side in ("x0", "top", "x1", "bottom")]
        pen.rectangle((box[0] - 3, box[1] - 3, box[2] + 3, box[3] + 3), outline=RED, width=2)
        pen.text((box[2] + 5, box[1] - 4), str(number), fill=RED, font_size=18)
    if sheet.first_page == sheet.page:
        return page
    head, _ = _rendered(document, sheet.first_page)
    return _above(head.crop((0, 0, head.width, round(head.height * HEAD))), page)


def _rendered(document: pdfium.PdfDocument, page: int) -> tuple[Image.Image, float]:
    sheet = document[page - 1]
    scale: Any = LONGEST_SIDE_PIXELS / max(sheet.get_size())
    return sheet.render(scale=scale).to_pil().convert("RGB"), scale


def _above(head: Image.Image, page: Image.Image) -> Image.Image:
    both = Image.new("RGB", (max(head.width, page.width), head.height + page.height + 6), RED)
    both.paste(head, (0, 0))
    both.paste(page, (0, head.height + 6))
    return both


def _lines(number: int, sheet: Sheet) -> Sequence[str]:
    told = [f"##### {number:03} {sheet.place} {sheet.path.name} page {sheet.page}"]
    for count, drawn in enumerate(sheet.drawn, start=1):
        said = " ".join(f"{name}={drawn[name]}" for name in SAID if drawn[name] is not None)
        told.append(f"  {count} {drawn['printed_text']} = {drawn['amount_yuan']} yuan: {said}")
    return told


if __name__ == "__main__":
    main()
