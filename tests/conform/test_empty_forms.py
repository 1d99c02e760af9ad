"""Forms without amounts: the note, the word 无, blanks and 0.00 are different statements."""

from decimal import Decimal

import pytest

from tests.conform.conforming import Conformed, conform_pages
from tests.conform.trees import page, table

HEADER = ["科目编码", "科目名称", "合计", "基本支出"]
LINES = ["政府性基金预算支出表", "单位：万元"]


def read(*rows: list[str], below: tuple[str, ...] = ()) -> Conformed:
    return conform_pages(page(2, LINES, table([HEADER, *rows]), below=below))


def test_a_note_under_the_form_declares_it_empty() -> None:
    note = "注:本部门2023年无政府性基金预算财政拨款安排的预算，故本表为空表。"
    found = read(["", "", "", ""], ["", "合计", "", ""], below=(note,))
    declared = [s for s in found.statement if s.get("absence") == "declared_empty"]
    assert [s["printed_text"] for s in declared] == [note]
    assert declared[0]["line_kind"] == "total"
    assert declared[0]["fund_source"] == "government_fund_budget"
    assert found.form_reading[0]["is_empty"]


def test_a_note_over_two_lines() -> None:
    below = ("注：江城市财政局无政府性基金预算财政拨款支出，", "故本表无数据。")
    found = read(["", "合计", "", ""], below=below)
    assert sum(s.get("absence") == "declared_empty" for s in found.statement) == 1


@pytest.mark.parametrize("note", ["（无政府性基金支出）", "注：本部门无相关收支项目"])
def test_short_notes(note: str) -> None:
    found = read(["", "合计", "", ""], below=(note,))
    assert [s["printed_text"] for s in found.statement if s["absence"] == "declared_empty"] == [
        note
    ]


def test_the_words_in_the_table_itself() -> None:
    found = read(["", "本表没有发生数。", "", ""], ["", "合计", "", ""])
    assert "no_occurrence" in {s.get("absence") for s in found.statement}
    found = read(["无", "", "", ""], ["", "合计", "", ""])
    assert "none_word" in {s.get("absence") for s in found.statement}


def test_zero_blank_dash_and_none_are_four_statements() -> None:
    found = read(["201", "甲", "0.00", ""], ["202", "乙", "-", "无"])
    values = [(s["amount_yuan"], s["absence"]) for s in found.statement]
    assert values == [
        (Decimal("0.00"), None),
        (None, "blank"),
        (None, "dash"),
        (None, "none_word"),
    ]
