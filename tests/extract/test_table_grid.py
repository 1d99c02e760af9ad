"""Tables as offices rule them: missing, invisible and open rules; text that overflows its cell."""

import io

import pdfplumber
import pytest

from pipelines.extract.document_tree import Table
from pipelines.extract.reader import read_document
from pipelines.extract.triage import turned_copy
from tests.extract.ruled_page import LEFT, TOP, WIDTH, RuledPage

ROWS = [["201", "1,000.00", "2.00"], ["202", "3,000.00", "4.00"], ["203", "5,000.00", "6.00"]]


def tables_of(page: RuledPage) -> tuple[Table, ...]:
    return read_document(page.content()).pages[0].tables


def texts(table: Table) -> list[list[str]]:
    return [[cell.text if cell else "?" for cell in row] for row in table.grid]


def test_a_plain_table() -> None:
    (table,) = tables_of(RuledPage(ROWS).level_rules().upright_rules().texts())
    assert texts(table) == ROWS
    cell = table.grid[1][1]
    assert cell is not None
    assert LEFT + WIDTH < cell.ink.x0 < cell.ink.x1 < LEFT + 2 * WIDTH


def test_a_missing_top_rule_does_not_lose_the_first_row() -> None:
    (table,) = tables_of(RuledPage(ROWS).level_rules(skip=[0]).upright_rules().texts())
    assert texts(table) == ROWS


def test_a_missing_bottom_rule_does_not_lose_the_last_row() -> None:
    (table,) = tables_of(RuledPage(ROWS).level_rules(skip=[3]).upright_rules().texts())
    assert texts(table) == ROWS


def test_open_sides_do_not_lose_the_outer_columns() -> None:
    (table,) = tables_of(RuledPage(ROWS).level_rules().upright_rules(skip=[0, 3]).texts())
    assert texts(table) == ROWS


def test_a_rule_in_the_colour_of_paper_splits_nothing() -> None:
    page = RuledPage(ROWS).level_rules().upright_rules().white_rule(1).texts()
    (table,) = tables_of(page)
    assert texts(table) == ROWS


def test_a_figure_that_overflows_its_cell_stays_whole() -> None:
    rows = [["201", "123,456,789,012.00", "2.00"], ["202", "1.00", "3.00"]]
    page = RuledPage(rows).level_rules().upright_rules()
    (table,) = tables_of(page.texts(shift=20.0))
    assert texts(table)[0] == ["201", "123,456,789,012.00", "2.00"]


def test_bold_by_printing_twice_gives_each_character_once() -> None:
    (table,) = tables_of(RuledPage(ROWS).level_rules().upright_rules().texts(twice=True))
    assert texts(table) == ROWS


def test_text_outside_tables_keeps_a_box_for_each_character() -> None:
    page = RuledPage(ROWS).level_rules().upright_rules().texts()
    page.pdf.text(LEFT, TOP - 30, "page 12 of 2,238.95")
    read = read_document(page.content()).pages[0]
    (line,) = read.lines
    assert line.text == "page 12 of 2,238.95"
    first = line.text.index("2,238.95")
    box = line.box_of(first, len(line.text))
    assert LEFT + 40 < box.x0 < box.x1
    assert abs(box.x1 - line.box.x1) < 0.1


def test_a_frame_around_a_paragraph_is_not_a_table() -> None:
    page = RuledPage([["only text in a frame"]]).level_rules().upright_rules().texts()
    read = read_document(page.content()).pages[0]
    assert read.tables == ()
    assert [line.text for line in read.lines] == ["only text in a frame"]


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_a_page_printed_sideways_is_read_upright_and_boxed_as_displayed(degrees: int) -> None:
    content = RuledPage(ROWS).level_rules().upright_rules().texts().content()
    (page,) = read_document(turned_copy(content, 1, degrees)).pages
    assert texts(page.tables[0]) == ROWS
    cell = page.tables[0].grid[0][1]
    assert cell is not None
    with pdfplumber.open(io.BytesIO(turned_copy(content, 1, degrees))) as pdf:
        x0, top, x1, bottom = page.displayed(cell.ink)
        shown = pdf.pages[0].within_bbox((x0 - 1, top - 1, x1 + 1, bottom + 1)).chars
    assert sorted(char["text"] for char in shown) == sorted("1,000.00")


def with_letters_on_a_rule(letters: str) -> tuple[Table, list[str]]:
    page = RuledPage(ROWS).level_rules().upright_rules().texts()
    for index, letter in enumerate(letters):
        width = page.pdf.get_string_width(letter)
        page.pdf.text(LEFT + 2 * WIDTH - width / 2, TOP + 12 + 11 * index, letter)
    read = read_document(page.content()).pages[0]
    return read.tables[0], [line.text for line in read.lines]


def test_letters_one_below_the_other_on_a_rule_stand_in_no_cell() -> None:
    table, beside = with_letters_on_a_rule("ABCDE")
    assert texts(table) == ROWS
    assert beside == ["A", "B", "C", "D", "E"]


@pytest.mark.parametrize("letters", ["ABC", "12345"], ids=["few", "digits"])
def test_a_few_letters_or_digits_on_a_rule_stay_in_the_cell_that_holds_them(letters: str) -> None:
    table, beside = with_letters_on_a_rule(letters)
    assert beside == []
    assert set(letters) <= set("".join("".join(row) for row in texts(table)))
