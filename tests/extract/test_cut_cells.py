"""Merged cells that go on over several pages, printed without a rule where the page cuts them."""

from collections.abc import Sequence

import pytest

from pipelines.extract.cut_cells import with_cut_cells, with_open_sides
from pipelines.extract.document_tree import Box, DocumentTree, Table
from pipelines.extract.reader import read_document
from pipelines.extract.tree_frame import read_tree, write_tree
from tests.extract.ruled_page import HEIGHT, LEFT, TOP, WIDTH, RuledPage

ROWS = [["", "2.00", "a"], ["", "3.00", "b"], ["Next", "4.00", "c"], ["", "5.00", "d"]]


def cut_page(rules: Sequence[tuple[int, int]]) -> RuledPage:
    """The table; `rules` are (index of a level rule, first column that it is drawn over)."""
    page = RuledPage(ROWS).upright_rules().texts()
    right = LEFT + WIDTH * len(ROWS[0])
    for index, first in rules:
        y = TOP + HEIGHT * index
        page.pdf.line(LEFT + WIDTH * first, y, right, y)
    return page


ONE_BOUNDARY = [(0, 1), (1, 1), (2, 0), (3, 1), (4, 1)]
NO_BOUNDARY = [(0, 1), (1, 1), (2, 1), (3, 1), (4, 1)]


def tree_of(page: RuledPage) -> DocumentTree:
    return read_document(page.content())


def first_column(table: Table) -> list[tuple[int, int, str, bool, bool]]:
    return [
        (cell.row, cell.row_span, cell.text, cell.cut_above, cell.cut_below)
        for cell in table.cells
        if cell.column == 0
    ]


def test_cells_that_the_page_cuts_are_cells_and_say_where_they_go_on() -> None:
    (table,) = tree_of(cut_page(ONE_BOUNDARY)).pages[0].tables
    assert (table.row_count, table.column_count) == (4, 3)
    assert first_column(table) == [(0, 2, "", True, False), (2, 2, "Next", False, True)]
    assert not any(c.cut_above or c.cut_below for c in table.cells if c.column)


def test_a_cell_that_goes_on_above_and_below() -> None:
    (table,) = tree_of(cut_page(NO_BOUNDARY)).pages[0].tables
    assert first_column(table) == [(0, 4, "Next", True, True)]


def test_cells_that_the_page_cuts_to_the_right_of_the_table() -> None:
    page = RuledPage(ROWS).upright_rules().texts()
    for index in range(5):
        y = TOP + HEIGHT * index
        page.pdf.line(LEFT, y, LEFT + WIDTH * 2, y)
    (table,) = tree_of(page).pages[0].tables
    assert [(c.row_span, c.cut_above, c.cut_below) for c in table.cells if c.column == 2] == [
        (4, True, True)
    ]


def test_a_table_without_its_last_rule_is_whole() -> None:
    page = RuledPage(ROWS).upright_rules().level_rules(skip=[4]).texts()
    (table,) = tree_of(page).pages[0].tables
    assert table.row_count == 4
    assert not any(cell.cut_above or cell.cut_below for cell in table.cells)


def test_what_is_cut_is_kept_in_the_store(tmp_path: pytest.TempPathFactory) -> None:
    tree = tree_of(cut_page(ONE_BOUNDARY))
    path = tmp_path / "tree.parquet"  # type: ignore[operator]
    write_tree(tree, path)
    assert read_tree(path).pages[0].tables == tree.pages[0].tables


def upright(x: float, top: float = 80.0, bottom: float = 180.0) -> dict[str, object]:
    return {"orientation": "v", "x0": x, "x1": x, "top": top, "bottom": bottom}


TABLE, BESIDE = Box(200, 80, 400, 180), Box(60, 70, 150, 300)


@pytest.mark.parametrize(
    ("edges", "tables", "found"),
    [
        ([upright(100), upright(150)], [TABLE], [Box(100, 80, 400, 180)]),
        ([upright(100, 80, 300)], [TABLE], []),
        ([upright(100, 40, 180)], [TABLE], []),
        ([upright(195)], [TABLE], []),
        ([upright(100)], [TABLE, BESIDE], []),
        ([upright(450)], [TABLE], [Box(200, 80, 450, 180)]),
    ],
)
def test_only_rules_as_tall_as_the_table_open_a_side(
    edges: list[dict[str, object]], tables: list[Box], found: list[Box]
) -> None:
    assert list(with_open_sides(edges, tables)) == found


def test_a_rule_drawn_over_half_of_a_cell_closes_it() -> None:
    (table,) = tree_of(cut_page(ONE_BOUNDARY)).pages[0].tables
    top, drawn = table.y_edges[0], {"orientation": "h", "top": table.y_edges[-1]}
    level = [{"orientation": "h", "x0": LEFT, "x1": LEFT + 300, "top": top}]
    for share, is_cut in ((0.4, True), (0.6, False)):
        below = [
            {**drawn, "x0": LEFT, "x1": LEFT + WIDTH * share},
            {**drawn, "x0": LEFT + WIDTH, "x1": LEFT + 300},
        ]
        marked = with_cut_cells(table, [*level, *below])
        assert first_column(marked)[1] == (2, 2, "Next", False, is_cut)
