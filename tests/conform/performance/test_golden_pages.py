"""Projects, targets and amounts of published pages against figures checked on their pictures."""

import csv
import io
from collections import Counter
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path

import pypdfium2 as pdfium
import pytest
import yaml

from pipelines.conform.identity import Identity
from pipelines.conform.performance.reading import read_performance
from pipelines.conform.performance.records import PerformanceReading
from pipelines.extract.reader import read_document
from tests.shared_documents import national_corpus, needs_national_corpus

GOLDEN = Path(__file__).parent / "golden"
PAGES = sorted(GOLDEN.glob("*/*/page.yaml"))


def read(page_file: Path) -> PerformanceReading:
    """The listed pages of the document, as a document of their own."""
    page = yaml.load(page_file.read_text(encoding="utf-8"), yaml.CSafeLoader)
    with (
        pdfium.PdfDocument(national_corpus()[page["document"]]) as whole,
        pdfium.PdfDocument.new() as part,
    ):
        part.import_pages(whole, [number - 1 for number in page["pages"]])
        content = io.BytesIO()
        part.save(content)
    identity = Identity(
        "", page["organisation_name"], page["fiscal_year"], page["phase"], page["scope"]
    )
    return read_performance("d" * 64, read_document(content.getvalue()), identity, set())


def expected(path: Path, left_out: Iterable[str]) -> Counter[tuple[str, ...]]:
    if not path.exists():
        return Counter()
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    names = [name for name in rows[0] if name not in left_out]
    return Counter(tuple(_normal(row[name]) for name in names) for row in rows)


def found(
    records: Iterable[object], path: Path, left_out: Iterable[str]
) -> Counter[tuple[str, ...]]:
    if not path.exists():
        return Counter()
    header = path.read_text(encoding="utf-8").splitlines()[0].split(",")
    names = [name for name in header if name not in left_out]
    return Counter(tuple(_normal(_value(record, name)) for name in names) for record in records)


def _value(record: object, name: str) -> object:
    return getattr(record, "spot").page if name == "page" else getattr(record, name)  # noqa: B009


def _normal(value: object) -> str:
    text = "" if value is None else "".join(str(value).split())
    try:
        return f"{Decimal(text).normalize():f}" if text else ""
    except ArithmeticError:
        return text


@needs_national_corpus
@pytest.mark.parametrize("page_file", PAGES, ids=lambda path: f"{path.parts[-3]}-{path.parts[-2]}")
def test_the_figures_of_a_page_are_those_seen(page_file: Path) -> None:
    reading, folder = read(page_file), page_file.parent
    targets = [target for target in reading.targets if target.level_3]
    for file, records, names in (
        ("amounts.csv", reading.amounts, ("row_label",)),
        ("projects.csv", reading.projects, ("project_name",)),
        ("targets.csv", targets, ("level_3",)),
    ):
        path = folder / file
        assert found(records, path, names) == expected(path, names), file


def test_golden_pages_are_of_enough_places() -> None:
    assert len({path.parts[-3] for path in PAGES}) >= 6
    assert sum(len(yaml.load(path.read_text(), yaml.CSafeLoader)["pages"]) for path in PAGES) >= 15
