"""A disclosure without a text layer through the whole job, and a cell of it on its picture."""

import csv
import io
from pathlib import Path

import pytest
from PIL import Image

from pipelines.locations import RAW
from tests.command import asked, gongkai
from tests.typesetter.scanning import Scanner, scanned

SAMPLE = RAW / "samples" / "putuo-finance-2024-final.pdf"
PAGES = range(9)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("scanned")
    raw = folder / "raw"
    raw.mkdir()
    scanner = Scanner(dpi=150, skew=1.4, grain=9, quality=60)
    (raw / "scan.pdf").write_bytes(scanned(SAMPLE.read_bytes(), scanner, PAGES))
    done = gongkai("run", "--raw", str(raw), "--warehouse", str(folder / "warehouse"))
    assert done.returncode == 0, done.stderr
    return folder / "warehouse"


def rows(served: Path, sql: str) -> list[dict[str, str]]:
    done = asked("query", sql, "--format", "csv", "--warehouse", str(served))
    assert done.returncode == 0, done.stderr
    return list(csv.DictReader(io.StringIO(done.stdout.lstrip("\ufeff"))))


def test_the_document_says_that_it_was_recognised(served: Path) -> None:
    (document,) = rows(served, "SELECT text_source, status, unread_pages FROM meta.document")
    assert document == {"text_source": "ocr", "status": "loaded", "unread_pages": "0"}
    assert rows(served, "SELECT DISTINCT read_by FROM core.fct_amount") == [{"read_by": "ocr"}]


def test_its_totals_are_those_of_the_printed_page(served: Path) -> None:
    (total,) = rows(
        served,
        "SELECT revenue_yuan, expenditure_yuan FROM mart.organisation_year"
        " WHERE fiscal_year = 2024 AND phase = 'final'",
    )
    assert total == {"revenue_yuan": "29462500.00", "expenditure_yuan": "29400500.00"}


def test_its_contents_page_holds_page_numbers(served: Path) -> None:
    """The dots that lead to them are lost in the picture."""
    found = rows(served, "SELECT token FROM quality.number_census WHERE class = 'unclaimed'")
    assert found == []


def test_a_cell_is_marked_on_the_picture(served: Path, tmp_path: Path) -> None:
    (cell,) = rows(
        served,
        "SELECT statement_id FROM core.fct_amount WHERE form_code = 'revenue_summary'"
        " AND function_code = '2080506' AND fund_source = 'fiscal_appropriation'",
    )
    png = tmp_path / "cell.png"
    done = asked("trace", cell["statement_id"], "--png", str(png), "--warehouse", str(served))
    assert done.returncode == 0, done.stderr
    picture = Image.open(png).convert("RGB")
    marked = [
        (x, y)
        for x in range(0, picture.width, 2)
        for y in range(0, picture.height, 2)
        if (pixel := picture.getpixel((x, y))) and is_marked(pixel)
    ]
    width = max(x for x, _ in marked) - min(x for x, _ in marked)
    height = max(y for _, y in marked) - min(y for _, y in marked)
    # one cell of a page of 1754 x 1241 pixels, and no more
    assert (30 < width < 120, 15 < height < 60) == (True, True)


def is_marked(pixel: object) -> bool:
    """Whether a pixel is paper under the yellow of the mark."""
    red, green, blue = pixel  # type: ignore[misc]
    return red > 200 and green > 180 and blue < 190
