"""Several columns of unknown words that only together make the totals of a form right."""

from decimal import Decimal
from typing import Any

import pytest

from tests.conform.conforming import conform_pages
from tests.conform.trees import page, table

Rows = list[list[str]]
YUAN = Decimal(10000)

SPLIT = [
    ["科目编码", "科目名称", "合计", "基本支出", "项目支出", "<", "<"],
    ["^", "^", "^", "^", "合计", "一般性项目", "专项资金"],
    ["", "合计", "90.00", "30.00", "60.00", "45.00", "15.00"],
    ["2010601", "行政运行", "30.00", "30.00", "", "", ""],
    ["2010602", "一般行政管理事务", "50.00", "", "50.00", "35.00", "15.00"],
    ["2010699", "其他财政事务支出", "10.00", "", "10.00", "10.00", ""],
]
FUNDS = [
    ["科目编码", "科目名称", "合计", "一般公共预算", "政府性基金", "往来资金", "债务资金"],
    ["", "合计", "97.00", "70.00", "10.00", "12.00", "5.00"],
    ["2010601", "行政运行", "42.00", "40.00", "", "2.00", ""],
    ["2010602", "一般行政管理事务", "55.00", "30.00", "10.00", "10.00", "5.00"],
]


def read(rows: Rows, title: str = "支出总表") -> list[dict[str, Any]]:
    conformed = conform_pages(page(2, (title, "单位：万元"), table(rows)))
    return [s for s in conformed.statement if s.get("amount_yuan") is not None]


def said(found: list[dict[str, Any]], label: str) -> list[tuple[Any, ...]]:
    return [
        (s["row_label"], s["amount_yuan"] / YUAN, s["nature"], s["fund_source"], s["detail_name"])
        for s in found
        if label in s["column_label"]
    ]


def changed(rows: Rows, row: int, column: int, text: str) -> Rows:
    return [
        [text if (r, c) == (row, column) else old for c, old in enumerate(line)]
        for r, line in enumerate(rows)
    ]


def test_what_a_known_subtotal_is_split_into_is_stated_under_its_own_words() -> None:
    found = read(SPLIT)
    words = "项目支出 / 专项资金"
    assert said(found, "专项资金") == [
        ("合计", 15, "unlisted", "all", words),
        ("一般行政管理事务", 15, "unlisted", "all", words),
    ]
    assert len(said(found, "一般性项目")) == 3
    assert {s["grade"] for s in found} == {"proved"}


@pytest.mark.parametrize(
    ("row", "column", "text"),
    [
        (4, 5, "34.00"),  # a row whose parts do not come to the subtotal
        (3, 5, "1.00"),  # parts where no subtotal is printed
    ],
)
def test_parts_that_do_not_come_to_the_subtotal_stay_unknown(
    row: int, column: int, text: str
) -> None:
    assert said(read(changed(SPLIT, row, column, text)), "专项资金") == []


def test_a_copy_beside_zeros_proves_no_split() -> None:
    rows = [
        *SPLIT[:2],
        ["", "合计", "90.00", "30.00", "60.00", "60.00", ""],
        SPLIT[3],
        ["2010602", "一般行政管理事务", "50.00", "", "50.00", "50.00", ""],
        SPLIT[5],
    ]
    assert said(read(rows), "一般性项目") == []


def test_funds_of_unknown_words_that_fill_the_gap_together() -> None:
    found = read(FUNDS)
    assert said(found, "往来资金") == [
        ("合计", 12, "unlisted", "all", "往来资金"),
        ("行政运行", 2, "unlisted", "all", "往来资金"),
        ("一般行政管理事务", 10, "unlisted", "all", "往来资金"),
    ]
    assert len(said(found, "债务资金")) == 2
    assert {s["grade"] for s in found} == {"proved"}


def test_funds_that_leave_a_gap_stay_unknown() -> None:
    found = read(changed(FUNDS, 2, 5, "3.00"))
    assert said(found, "往来资金") == said(found, "债务资金") == []


def test_one_fund_of_unknown_words_breaks_no_sum() -> None:
    rows = [[*line[:5], line[5]] for line in FUNDS]
    rows = [
        [*line[:2], str(Decimal(line[2]) - Decimal(FUNDS[r][6] or 0)), *line[3:]] if r else line
        for r, line in enumerate(rows)
    ]
    conformed = conform_pages(page(2, ("支出总表", "单位：万元"), table(rows)))
    assert [f["sums_broken"] for f in conformed.form_reading] == [0]
    assert len([s for s in conformed.statement if s["nature"] == "unlisted"]) == 3
