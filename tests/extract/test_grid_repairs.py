"""Cells cut where rules were left out, and two tables that touch."""

import pytest

from pipelines.extract.attachments.grid_table import lines_in
from pipelines.extract.document_tree import Box, Cell, Table
from pipelines.extract.grid_repairs import mended_tables
from pipelines.extract.reader import read_document
from tests.extract.ruled_page import HEIGHT, LEFT, TOP, WIDTH, RuledPage

ROWS = [["201", "1,000.00", "2.00"], ["202", "3,000.00", "4.00"], ["203", "5,000.00", "6.00"]]


def tables_of(page: RuledPage) -> tuple[Table, ...]:
    return read_document(page.content()).pages[0].tables


def texts(table: Table) -> list[list[str]]:
    return [[cell.text if cell else "?" for cell in row] for row in table.grid]


def without_uprights(rows: list[list[str]], column: int) -> RuledPage:
    """The table with the rule left of a column missing over its whole height."""
    return RuledPage(rows).level_rules().upright_rules(skip=[column])


def test_a_column_rule_that_is_missing_is_put_back_between_the_figures() -> None:
    (table,) = tables_of(without_uprights(ROWS, 2).texts())
    assert texts(table) == ROWS


def test_the_number_of_a_row_is_no_part_of_its_amount_and_not_lost() -> None:
    rows = [["Name", "", "Amount"], ["a", "1", "1,000.00"], ["b", "2", "90.85"], ["c", "", "4.00"]]
    (page,) = read_document(without_uprights(rows, 2).texts().content()).pages
    assert texts(page.tables[0])[1:] == [["a", "1,000.00"], ["b", "90.85"], ["c", "4.00"]]
    assert [line.text for line in page.lines] == ["1", "2"]


def test_a_row_rule_that_is_missing_in_the_figures_is_put_back() -> None:
    page = RuledPage(ROWS).level_rules(skip=[1]).upright_rules().texts()
    page.pdf.line(LEFT, TOP + HEIGHT, LEFT + WIDTH, TOP + HEIGHT)
    (table,) = tables_of(page)
    assert texts(table) == ROWS


def test_rules_drawn_cell_by_cell_show_that_the_outer_one_is_missing() -> None:
    page = RuledPage(ROWS).level_rules(skip=[0])
    for row in range(len(ROWS)):
        for column in range(len(ROWS[0]) + 1):
            x, y = LEFT + WIDTH * column, TOP + HEIGHT * row
            page.pdf.line(x, y, x, y + HEIGHT)
    (table,) = tables_of(page.texts())
    assert texts(table) == ROWS


@pytest.mark.parametrize("figures", [("29,298,500", "16,484,700"), ("29298500", "16484700")])
def test_figures_of_neighbours_that_touch_are_cut_at_the_rule(figures: tuple[str, str]) -> None:
    page = RuledPage([["a", "", ""], ["b", "1.00", "2.00"]]).level_rules().upright_rules().texts()
    middle = LEFT + 2 * WIDTH
    page.pdf.text(middle - 0.2 - page.pdf.get_string_width(figures[0]), TOP + 16, figures[0])
    page.pdf.text(middle + 0.2, TOP + 16, figures[1])
    (table,) = tables_of(page)
    assert texts(table)[0] == ["a", *figures]


def test_a_title_within_the_grid_begins_another_table() -> None:
    x_edges, y_edges = (0.0, 50.0, 80.0, 100.0), tuple(10.0 * n for n in range(8))
    upper = [(row, column, 1) for row in range(2) for column in (0, 1)]
    lower = [(row, column, 1) for row in range(3, 7) for column in (0, 2)]
    spans = {(0, 0): 1, (1, 0): 1, (0, 1): 2, (1, 1): 2}
    cells = []
    for row, column, _ in [*upper, (2, 0, 3), *lower]:
        span = 3 if row == 2 else spans.get((row, column), 2 if column == 0 else 1)
        box = Box(x_edges[column], y_edges[row], x_edges[column + span], y_edges[row + 1])
        text = "2023年财政拨款支出表" if row == 2 else f"{row}{column}"
        cells.append(Cell(row, 1, column, span, box, lines_in(text, box)))
    table = Table(0, Box(0, 0, 100, 70), x_edges, y_edges, tuple(cells))
    (first, second), strays = mended_tables(table)
    assert strays == []
    assert texts(first) == [["00", "01"], ["10", "11"]]
    assert first.x_edges == (0.0, 50.0, 100.0)
    assert second.x_edges == (0.0, 80.0, 100.0)
    assert texts(second)[1:] == [["30", "32"], ["40", "42"], ["50", "52"], ["60", "62"]]
    assert second.box == Box(0, 20, 100, 70)


def test_figures_without_any_rule_between_them_are_cut_where_the_labels_are() -> None:
    rows = [["a", "1,000.00"], ["b", "2.00"], ["c", ""], ["d", "1,002.00"], ["e", "5.00"]]
    page = RuledPage(rows).level_rules(skip=[1, 2, 3, 4]).upright_rules().texts()
    for row in range(1, len(rows)):
        page.pdf.line(LEFT, TOP + HEIGHT * row, LEFT + WIDTH, TOP + HEIGHT * row)
    (table,) = tables_of(page)
    assert texts(table) == rows
