"""The note under a form says which budget its 预算数 are."""

import pytest

from pipelines.conform.conformed import Conformed
from tests.conform.conforming import conform_pages
from tests.conform.trees import page, table

FINAL = ("江城市水务局", "2024年度部门决算")
NOTE = "注：预算数为“三公”经费全年预算数，反映按规定程序调整后的预算数；决算数包括结转的支出。"


def read(head: str, note: str) -> Conformed:
    rows = [
        ["项目", head, "决算数"],
        ["“三公”经费合计", "12.00", "11.00"],
        ["1.因公出国（境）费", "7.00", "6.00"],
        ["2.公务接待费", "5.00", "5.00"],
    ]
    lines = ["一般公共预算财政拨款“三公”经费支出决算表", "单位：万元"]
    return conform_pages(page(2, lines, table(rows), below=[note]), cover=FINAL)


@pytest.mark.parametrize(
    ("head", "note", "phase"),
    [
        ("预算数", NOTE, "adjusted"),
        ("预算数", "注：本表反映部门本年度“三公”经费支出预决算情况。", "budget"),
        ("年初预算数", NOTE, "budget"),
    ],
)
def test_the_phase_of_budgets_as_the_note_says(head: str, note: str, phase: str) -> None:
    found = read(head, note)
    assert {s["phase"] for s in found.statement if s["column_label"] == head} == {phase}
    assert {s["phase"] for s in found.statement if s["column_label"] == "决算数"} == {"final"}
