"""Units stated around tables: every way they are worded, and contradictions."""

import pytest

from pipelines.conform.units import StatedUnit, stated_unit, units_in


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("单位：万元", "万元"),
        ("单 位 ： 万 元", "万元"),
        ("金额单位:元", "元"),
        ("（万元）", "万元"),
        ("人民币（万元）", "万元"),
        ("货币单位：人民币（万元）", "万元"),
        ("单位：人民币元", "元"),
        ("金额单位：人民币，万元", "万元"),
        ("计量单位：人民币／万元", "万元"),
        ("单位：万元（保留两位小数）", "万元"),
        ("单位：万元　　金额", "万元"),
        ("单位：万元 币种：人民币", "万元"),
        ("单位：辆、万元", "万元"),
        ("编制单位：某某局 单位：千元", "千元"),
        ("单位名称某某局单位万元", "万元"),
        ("2023年一般公共预算支出表（万元）", "万元"),
        ("金额（单位：元）", "元"),
    ],
)
def test_a_unit_is_read_however_it_is_worded(text: str, unit: str) -> None:
    assert units_in(text) == {unit}


@pytest.mark.parametrize(
    "text",
    ["2026年预算单位财务收支预算总表", "支出100万元", "单位：美元", "单位：%", "预算单位元旦活动"],
)
def test_other_words_state_no_unit(text: str) -> None:
    assert units_in(text) == frozenset()


def test_units_that_differ_contradict_each_other() -> None:
    assert stated_unit(["支出表（万元）", "单位：元"]) == StatedUnit(None, ("万元", "元"))
    assert stated_unit(["单位：元 （万元）"]).unit is None
    assert stated_unit(["单位：万元/元"]).contradicting == ("万元", "元")
    assert stated_unit(["单位：元、万元"]).contradicting == ("万元", "元")
    assert stated_unit(["支出表", "单位：元", "金额（元）"]) == StatedUnit("元")
    assert stated_unit(["支出表"]) == StatedUnit(None)
