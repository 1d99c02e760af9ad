"""The whole reason of a change is kept with it, numbers and all, and no word of the next one."""

import pytest

from tests.conform.narrative.reading_of import read_lines


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "2025年收入预算100.00万元，比2024年预算增加5.00万元，增长5.26%，主要原因是新增人员3名，"
            "增加经费5.00万元。",
            ["新增人员3名，增加经费5.00万元"] * 2,
        ),
        (
            "2025年收入预算100.00万元，比2024年预算增加5.00万元。主要原因：一是人员增加；"
            "二是项目支出增加2.00万元。三是政策调整。",
            ["一是人员增加;二是项目支出增加2.00万元。三是政策调整"],
        ),
        (
            "2025年收入预算100.00万元，比2024年预算增加5.00万元，主要原因是人员增加；"
            "支出预算90.00万元，比2024年预算减少1.00万元，变动原因主要是项目减少。",
            ["人员增加", "项目减少"],
        ),
        (
            "2025年收入预算100.00万元，比2024年预算增加5.00万元，主要是人员增加。其中：财政拨款收入"
            "80.00万元。",
            ["人员增加"],
        ),
        # 主要是 after an amount says what it is for
        ("2025年收入预算100.00万元，主要是财政拨款。", []),
        # an empty place of a template is no reason
        ("2025年收入预算100.00万元，比2024年预算增加5.00万元，主要原因是。", [None]),
    ],
)
def test_the_reason_of_a_change(text: str, expected: list[str | None]) -> None:
    reading = read_lines(text)
    told = [c for c in reading.claim if c["kind"] in ("change", "change_rate")]
    assert [c["reason_text"] for c in told] == expected


def test_a_reason_in_a_paragraph_of_its_own_explains_the_change_before_it() -> None:
    reading = read_lines(
        "2025年收入预算100.00万元，比2024年预算增加5.00万元。", "主要原因是人员经费增加5.00万元。"
    )
    (driver,) = [c for c in reading.claim if c["kind"] == "driver"]
    (change,) = [c for c in reading.claim if c["kind"] == "change"]
    assert driver["parent_claim_id"] == change["claim_id"]
    assert change["reason_text"] == "人员经费增加5.00万元"


def test_numbers_in_a_reason_are_accounted_for() -> None:
    reading = read_lines(
        "2025年收入预算100.00万元，比2024年预算增加5.00万元，主要原因是人员增加3名、定额提高2%。"
    )
    (change,) = reading.claim
    owners = {owner for table, owner in reading.marks.values() if table == "core.fct_claim"}
    assert owners == {change["claim_id"]}
