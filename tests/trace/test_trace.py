"""A statement back on its page: the mark stands on the printed number, on turned pages too."""

from pathlib import Path

import duckdb
import pytest
from PIL import Image

from pipelines.extract.reader import read_document
from pipelines.extract.triage import turned_copy
from pipelines.trace.page_picture import STATED, UNREAD, Mark, NoSuchPage, draw, draw_marks
from pipelines.trace.trace import TraceError, trace_statement
from tests.extract.ruled_page import RuledPage

ROWS = [["201", "1,000.00", "2.00"], ["202", "3,000.00", "4.00"]]
YELLOW = (255, 243, 169)


def marked(path: Path) -> tuple[int, int, int, int]:
    """The box of the marking in pixels."""
    picture = Image.open(path).convert("RGB")
    mask = picture.point(lambda value: value)
    places = [
        (x, y)
        for x in range(0, mask.width, 2)
        for y in range(0, mask.height, 2)
        if _is_mark(mask.getpixel((x, y)))
    ]
    xs, ys = [x for x, _ in places], [y for _, y in places]
    return min(xs), min(ys), max(xs), max(ys)


def _is_mark(pixel: object) -> bool:
    red, green, blue = pixel  # type: ignore[misc]
    return red > 230 and green > 200 and blue < 200


@pytest.mark.parametrize("degrees", [0, 90, 180, 270])
def test_the_mark_is_where_the_number_is_printed(degrees: int, tmp_path: Path) -> None:
    content = RuledPage(ROWS).level_rules().upright_rules().texts().content()
    if degrees:
        content = turned_copy(content, 1, degrees)
    (page,) = read_document(content).pages
    cell = page.tables[0].grid[0][1]
    assert cell is not None
    pdf, png = tmp_path / "page.pdf", tmp_path / "page.png"
    pdf.write_bytes(content)
    box = page.displayed(cell.ink)
    draw(pdf, 1, box, png)
    scale = 150 / 72
    for found, wanted in zip(marked(png), box, strict=True):
        assert abs(found / scale - wanted) < 5


def test_each_mark_has_the_colour_of_what_it_says(tmp_path: Path) -> None:
    pdf, png = tmp_path / "page.pdf", tmp_path / "page.png"
    pdf.write_bytes(RuledPage(ROWS).level_rules().upright_rules().texts().content())
    boxes = {(20.0, 20.0, 40.0, 40.0): STATED, (60.0, 20.0, 80.0, 40.0): UNREAD}
    draw_marks(pdf, 1, [Mark(box, style) for box, style in boxes.items()], png)
    picture, scale = Image.open(png).convert("RGB"), 150 / 72
    for (x0, top, x1, bottom), style in boxes.items():
        middle = picture.getpixel((round((x0 + x1) / 2 * scale), round((top + bottom) / 2 * scale)))
        share = style.fill[3] / 255
        wanted = [255 + share * (colour - 255) for colour in style.fill[:3]]
        assert middle == pytest.approx(wanted, abs=2)
        assert picture.getpixel((round((x0 - 2.5) * scale), round(30 * scale))) == style.outline[:3]


def test_a_page_that_does_not_exist_is_named(tmp_path: Path) -> None:
    pdf = tmp_path / "page.pdf"
    pdf.write_bytes(RuledPage(ROWS).level_rules().upright_rules().texts().content())
    with pytest.raises(NoSuchPage, match="no page 7"):
        draw(pdf, 7, (0, 0, 1, 1), tmp_path / "page.png")


def test_too_short_an_id_is_refused() -> None:
    with duckdb.connect() as con, pytest.raises(TraceError, match="6 characters"):
        trace_statement(con, "abc")
