"""Pages of a list on which the cells of the names run over the whole page and have no rules."""

from dataclasses import replace
from decimal import Decimal

import pytest

from pipelines.conform.conformed import Conformed
from pipelines.conform.performance.list_records import _code_and_name
from pipelines.extract.document_tree import Box, Table
from tests.conform.performance.test_project_lists import GOALS, INDICATORS, projects, read
from tests.conform.trees import page, table

FIRST = [INDICATORS, ["河道整治", "61.00", "整治", "产出指标", "长度", "≥", "30", "公里"]]
MIDDLE = [["", "", "", "产出指标", "面积", "≥", "5", "亩"]]
LAST = [["水闸大修", "9.00", "大修", "效益指标", "水位", "≤", "3", "米"]]


def right_of(whole: Table, first: int) -> Table:
    """The table without the columns before one, as if they had no rules."""
    cells = tuple(
        replace(cell, column=cell.column - first) for cell in whole.cells if cell.column >= first
    )
    edges = whole.x_edges[first:]
    box = Box(edges[0], whole.box.top, edges[-1], whole.box.bottom)
    return replace(whole, x_edges=edges, box=box, cells=cells)


def test_what_no_name_stands_beside_is_of_no_project_and_the_list_goes_on() -> None:
    middle = page(3, [], right_of(table(MIDDLE), 3))
    found = read(page(2, GOALS, table(FIRST)), middle, page(4, [], table(LAST)))
    assert projects(found, "amount_yuan") == [
        ("河道整治", Decimal(610_000)),
        ("水闸大修", Decimal(90_000)),
    ]
    names = {p["project_id"]: p["project_name"] for p in found.project}
    told = [(t["level_3"], names[t["project_id"]]) for t in found.target]
    assert told == [("长度", "河道整治"), ("水位", "水闸大修")]
    assert [n["class"] for n in found.number_census if n["page"] == 3] == ["quarantined"]


def cut(whole: Table, row: int, *, above: bool = False, below: bool = False) -> Table:
    """The table, the first three cells of a row marked as cut by the page."""
    cells = tuple(
        replace(cell, cut_above=above, cut_below=below)
        if cell.row == row and cell.column < 3
        else cell
        for cell in whole.cells
    )
    return replace(whole, cells=cells)


def told(found: Conformed) -> list[tuple[object, object]]:
    names = {p["project_id"]: p["project_name"] for p in found.project}
    return [(t["level_3"], names[t["project_id"]]) for t in found.target]


def test_cells_that_go_on_over_pages_belong_to_one_project() -> None:
    # the name of the second project stands on the second page, in the middle of its merged cell
    begins = ["", "", "", "产出指标", "面积", "≥", "5", "亩"]
    named = ["水闸大修", "9.00", "大修", "效益指标", "水位", "≤", "3", "米"]
    ends = ["", "", "", "效益指标", "雨量", "≤", "4", "米"]
    first = cut(table([*FIRST, begins]), 2, below=True)
    second = cut(table([named]), 0, above=True, below=True)
    third = cut(table([ends, *LAST]), 0, above=True)
    found = read(page(2, GOALS, first), page(3, [], second), page(4, [], third))
    assert told(found) == [
        ("长度", "河道整治"),
        ("面积", "水闸大修"),
        ("水位", "水闸大修"),
        ("雨量", "水闸大修"),
        ("水位", "水闸大修"),
    ]


def test_a_name_below_a_cell_that_ends_with_its_page_is_another_project() -> None:
    first = cut(table(FIRST), 1, above=True)
    found = read(page(2, GOALS, first), page(3, [], table(LAST)))
    assert projects(found) == [("河道整治",), ("水闸大修",)]


def test_a_table_with_other_columns_is_no_page_of_the_list() -> None:
    other = table(MIDDLE, width=37.0)
    found = read(page(2, GOALS, table(FIRST)), page(3, [], other), page(4, [], table(LAST)))
    assert projects(found) == [("河道整治",)]


@pytest.mark.parametrize(
    ("printed", "code", "name"),
    [
        ("11000022T000000457136-会计考试", "11000022T000000457136", "会计考试"),
        ("11000022T000000457136-2026年会计考试", "11000022T000000457136", "2026年会计考试"),
        ("11000022T000000457会计考试", "11000022T000000457", "会计考试"),
        ("2026年会计考试", None, "2026年会计考试"),
    ],
)
def test_the_whole_code_before_a_name(printed: str, code: str | None, name: str) -> None:
    assert _code_and_name(printed, None) == (code, name)
