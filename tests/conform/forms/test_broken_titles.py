"""Titles that are broken over two lines: the second line alone is the title of no form."""

import pytest

from pipelines.conform.captions import Text, title_candidates
from pipelines.conform.wording import squeeze
from pipelines.extract.document_tree import Box
from tests.conform.conforming import conform_pages
from tests.conform.trees import page, table

UPPER, LOWER = "公开09表：一般公共预算“三公”经费、会议费、培训费", "支出预算表"


def text(words: str, top: float, x0: float = 90.0, height: float = 16.0) -> Text:
    return Text(squeeze(words), words, Box(x0, top, x0 + 16 * len(words), top + height))


def first(*lines: Text) -> str:
    return next(printed for _, printed in title_candidates(lines))


def test_a_title_goes_on_in_the_next_line() -> None:
    assert first(text(UPPER, 232), text(LOWER, 260)) == UPPER + LOWER


@pytest.mark.parametrize(
    ("upper", "lower"),
    [
        # too far above, of other letters, out of line
        (text(UPPER, 200), text(LOWER, 260)),
        (text(UPPER, 232, height=10), text(LOWER, 260)),
        (text(UPPER, 232), text(LOWER, 260, x0=300)),
        # a title of its own, and a label
        (text("一般公共预算收入表", 232), text(LOWER, 260)),
        (text("部门名称：江城市水务局", 232), text(LOWER, 260)),
    ],
)
def test_lines_that_are_no_one_title(upper: Text, lower: Text) -> None:
    assert first(upper, lower) == LOWER


def test_the_form_is_that_of_the_whole_title() -> None:
    rows = [
        ["合计", "“三公”经费", "<", "<", "会议费", "培训费"],
        ["^", "小计", "因公出国（境）费", "公务接待费", "^", "^"],
        ["12.00", "9.00", "4.00", "5.00", "2.00", "1.00"],
    ]
    found = conform_pages(page(2, [UPPER, LOWER, "单位：万元"], table(rows)))
    assert {s["form_code"] for s in found.statement} == {"three_public"}
    assert {s["fund_source"] for s in found.statement} == {"fiscal_appropriation"}


@pytest.mark.parametrize(
    "printed", ["表3一般公共预算支出表", "表五 一般公共预算支出表", "附表十一 一般公共预算支出表",
                "表2-1 一般公共预算支出表", "表十：一般公共预算支出表"],
)  # fmt: skip
def test_the_number_of_a_table_takes_no_letter_of_its_title(printed: str) -> None:
    squeezed = next(title for title, _ in title_candidates([text(printed, 232)]))
    assert squeezed == "一般公共预算支出表"
