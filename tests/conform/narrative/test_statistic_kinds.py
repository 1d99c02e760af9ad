"""What tells two counts of one statistic apart: words before the number, not those in brackets."""

from tests.conform.narrative.reading_of import read_lines


def test_a_kind_in_brackets_is_that_of_the_number_in_brackets() -> None:
    text = "2025年国内公务接待共30批次（其中外事接待26批次），579人次（其中外事接待500人次）。"
    told = [(int(one["value"]), one["kind"]) for one in read_lines(text).statistic]
    assert told == [(30, "domestic"), (26, "foreign"), (579, "domestic"), (500, "foreign")]
