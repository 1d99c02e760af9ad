"""A caption that is laid out as a table of its own belongs to the table below it."""

from dataclasses import replace

import pytest

from pipelines.conform.caption_tables import with_captions_as_lines
from pipelines.conform.conformed import Conformed
from pipelines.extract.document_tree import Page
from tests.conform.conforming import conform_pages
from tests.conform.trees import document, page, table

CAPTION = [["部门名称：江城市水务局", "单位：万元"]]
ROWS = [
    ["功能科目编码", "功能科目名称", "金额"],
    ["合计", "<", "90.00"],
    ["201", "一般公共服务支出", "90.00"],
    ["20106", "财政事务", "90.00"],
    ["2010601", "行政运行", "50.00"],
    ["2010602", "一般行政管理事务", "40.00"],
]
TITLE = ["公开05表", "财政拨款支出预算表（功能科目）"]


def laid_out(caption: list[list[str]], top: float = 130.0) -> Page:
    """The title, the caption at 100 points, and the table of amounts."""
    return page(2, TITLE, table(caption), table(ROWS, top=top, number=1))


def read(laid: Page) -> Conformed:
    return conform_pages(laid, cover=("江城市水务局", "2019年部门预算"))


def test_a_table_below_its_caption_has_title_and_unit() -> None:
    found = read(laid_out(CAPTION))
    assert {s["amount_yuan"] for s in found.statement} == {900_000, 500_000, 400_000}
    assert {s["form_code"] for s in found.statement} == {"fiscal_appropriation_expenditure"}
    assert [r["grade"] for r in found.form_reading] == ["proved"] and not found.quarantine


def test_a_form_whose_caption_is_set_so_goes_on_on_the_next_page() -> None:
    first = page(2, TITLE, table(CAPTION), table(ROWS[:4], top=130.0, number=1))
    more = page(3, [], table([ROWS[4], ["208", "社会保障和就业支出", "0.00"]]))
    found = conform_pages(first, more, cover=("江城市水务局", "2019年部门预算"))
    assert [(r["page_first"], r["page_last"]) for r in found.form_reading] == [(2, 3)]


@pytest.mark.parametrize(
    ("caption", "top"),
    [
        # the only row of a form that states an amount
        ([["单位：万元", "90.00"]], 130.0),
        # words that label nothing
        ([["江城市水务局", "2019年"]], 130.0),
        # too far above
        (CAPTION, 190.0),
        # a table of more rows than a caption has
        ([*CAPTION, *CAPTION, *CAPTION, *CAPTION], 200.0),
    ],
)
def test_what_is_no_caption_stays_a_table(caption: list[list[str]], top: float) -> None:
    kept = with_captions_as_lines(document(laid_out(caption, top))).pages[0]
    assert len(kept.tables) == 2


def test_the_tables_that_stay_are_numbered_anew_and_the_lines_are_in_order() -> None:
    kept = with_captions_as_lines(document(laid_out(CAPTION))).pages[0]
    assert [one.number for one in kept.tables] == [0]
    assert [one.text for one in kept.lines] == [*TITLE, "部门名称：江城市水务局", "单位：万元"]


def test_a_caption_with_nothing_below_it_stays_a_table() -> None:
    alone = replace(laid_out(CAPTION), tables=(table(CAPTION),))
    assert len(with_captions_as_lines(document(alone)).pages[0].tables) == 1
