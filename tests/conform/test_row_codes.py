"""Codes printed in one column or in three, with lost zeros and with upper levels left blank."""

import pytest

from pipelines.conform.forms.rows import _plain_code, code_of


@pytest.mark.parametrize(
    ("cells", "context", "code"),
    [
        (["201", "", ""], "", "201"),
        (["201", "06", ""], "", "20106"),
        (["201", "06", "01"], "", "2010601"),
        (["201", "6", "1"], "", "2010601"),
        (["", "06", "02"], "2010601", "2010602"),
        (["", "", "02"], "2010601", "2010602"),
        (["201", "20106", "2010601"], "", "2010601"),
        (["2010601"], "", "2010601"),
        (["2010601", "2010601", "2010601"], "", "2010601"),
        (["301", "01"], "", "30101"),
        (["合计", "合计", "合计"], "201", None),
        (["", "", ""], "201", None),
        (["无", "", ""], "201", None),
        (["2"], "", None),
        (["20106", "1"], "", "2010601"),
    ],
)
def test_codes(cells: list[str], context: str, code: str | None) -> None:
    assert code_of(cells, context) == code


@pytest.mark.parametrize(
    ("shown", "code"),
    [
        ("208.00", "208"),
        ("2080505.0", "2080505"),
        ("2,080,505.00", "2080505"),
        ("208.05", "20805"),
        ("208.05.05", "2080505"),
    ],
)
def test_a_code_that_a_workbook_shows_as_a_number(shown: str, code: str) -> None:
    assert _plain_code(shown) == code
