"""Under a head of unknown words, the columns' own words and the sums say what they are."""

import pytest

from pipelines.conform.conformed import Conformed
from tests.conform.conforming import conform_pages
from tests.conform.trees import page, table

TITLE = ("2023年一般公共预算支出表", "单位：万元")


def read(head: str, part: str, *rows: list[str]) -> Conformed:
    heads = [
        ["科目编码", "科目名称", "合计", "基本支出", head, "<", "<"],
        ["^", "^", "^", "^", "小计", part, "上级资金项目支出"],
    ]
    form = table([*heads, *rows], width=100.0)
    return conform_pages(page(2, TITLE, form), cover=("江城市财政局", "2023年度部门预算"))


def natures(conformed: Conformed) -> set[object]:
    return {s["nature"] for s in conformed.statement if s.get("amount_yuan") is not None}


ROWS = [
    ["205", "教育支出", "301.50", "12.50", "289.00", "280.00", "9.00"],
    ["210", "卫生健康支出", "62.00", "50.00", "12.00", "12.00", ""],
    ["", "合计", "363.50", "62.50", "301.00", "292.00", "9.00"],
]


@pytest.mark.parametrize("head", ["发展类支出", "特定目标类支出", "其中："])
def test_a_subtotal_is_of_what_stands_beside_it(head: str) -> None:
    found = read(head, "本级资金项目支出", *ROWS)
    assert list(found.quarantine) == []
    assert {"total", "basic", "project", "project_own_level"} <= natures(found)
    assert "unlisted" not in natures(found)
    (whole,) = [s for s in found.statement if s["amount_yuan"] == 2_890_000]
    assert (whole["function_code"], whole["nature"]) == ("205", "project")


def test_a_part_of_unknown_words_leaves_its_subtotal_unknown() -> None:
    assert "project" not in natures(read("发展类支出", "其他资金甲类", *ROWS))


def test_what_the_sums_do_not_prove_is_not_taken() -> None:
    broken = [[*row[:4], amount, *row[5:]] for row, amount in zip(ROWS, "579", strict=True)]
    assert "project" not in natures(read("发展类支出", "本级资金项目支出", *broken))
