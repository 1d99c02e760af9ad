"""What somebody may have meant."""

import pytest

from pipelines.commands.problems import UsageProblem
from pipelines.commands.suggestions import closest, refuse_unknown

CODES = {
    "208": "社会保障和就业支出",
    "2080505": "机关事业单位基本养老保险缴费支出",
    "2080506": "机关事业单位职业年金缴费支出",
    "2080109": "社会保险经办机构",
    "2210201": "住房公积金",
}


@pytest.mark.parametrize(
    ("asked", "first"),
    [
        ("2080504", "2080505"),
        ("2080509", "2080505"),
        ("住房公积金", "2210201"),
        ("职业年金", "2080506"),
    ],
)
def test_codes_are_near_by_digits_and_by_name(asked: str, first: str) -> None:
    assert closest(asked, CODES)[0] == first


def test_years_are_near_by_their_distance() -> None:
    years = dict.fromkeys(["2021", "2024", "2025", "2026"], "")
    assert closest("2019", years) == ["2021", "2024", "2025"]
    assert closest("2031", years) == ["2026", "2025", "2024"]


def test_names_are_near_with_a_wrong_character() -> None:
    names = {"cn_a": "上海市普陀区财政局", "cn_b": "上海市普陀区司法局", "cn_c": "贵阳市水务局"}
    assert closest("普陀区财正局", names)[0] == "cn_a"
    assert closest("zzz", names) == []


def test_the_refusal_names_value_and_meaning() -> None:
    with pytest.raises(UsageProblem) as raised:
        refuse_unknown("function_code", "2080504", CODES)
    assert raised.value.exit_code == 2
    assert "no function_code '2080504'" in raised.value.message
    assert "Did you mean: 2080505 机关事业单位基本养老保险缴费支出" in raised.value.message


def test_without_anything_close_some_that_exist_are_named() -> None:
    with pytest.raises(UsageProblem, match=r"There is: 208, 2080109, 2080505 \.\.\."):
        refuse_unknown("function_code", "zzz", CODES)
    with pytest.raises(UsageProblem, match=r"in this release\.$"):
        refuse_unknown("function_code", "zzz", {})
