"""Batches, persons and vehicles in forms of money: statistics of their own, never amounts."""

from decimal import Decimal

import pytest

from pipelines.conform.conformed import Conformed
from pipelines.conform.forms.counted_rows import Counted, counted_row
from tests.conform.conforming import conform_pages
from tests.conform.trees import page, table

FINAL = ("江城市水务局", "2024年度部门决算")
HEAD = ["财政拨款“三公”经费、行政参公单位机关运行经费情况表", "金额单位：元"]
ROWS = [
    ["项目", "行次", "预算数", "决算统计数"],
    ["一、“三公”经费支出", "1", "120,000.00", "110,000.00"],
    ["1.因公出国（境）费", "2", "20,000.00", "0.00"],
    ["2.公务用车购置及运行维护费", "3", "65,000.00", "60,000.00"],
    ["3.公务接待费", "4", "35,000.00", "50,000.00"],
    ["二、相关统计数", "5", "—", "—"],
    ["1.因公出国（境）团组数（个）", "6", "—", "1"],
    ["4.公务用车保有量（辆）", "7", "—", "2"],
    ["5.国内公务接待批次（个）", "8", "—", "45"],
    ["其中：外事接待批次（个）", "9", "—", "3"],
    ["8.国（境）外公务接待人次（人）", "10", "—", "1,512"],
    ["9.会客次数（个）", "11", "—", "7"],
]


def read(rows: list[list[str]]) -> Conformed:
    return conform_pages(page(2, HEAD, table(rows)), cover=FINAL)


def test_counts_are_statistics_of_the_year_and_phase_of_their_column() -> None:
    found = read(ROWS)
    names = ("statistic_code", "kind", "value", "unit", "printed_unit", "fiscal_year", "phase")
    assert [tuple(one[name] for name in names) for one in found.statistic] == [
        ("overseas_groups", None, Decimal(1), "count", "个", 2024, "final"),
        ("vehicles", "owned", Decimal(2), "vehicle", "辆", 2024, "final"),
        ("reception_events", "domestic", Decimal(45), "count", "个", 2024, "final"),
        ("reception_events", "foreign", Decimal(3), "count", "个", 2024, "final"),
        ("reception_guests", "abroad", Decimal(1512), "person", "人", 2024, "final"),
    ]
    assert {s["amount_yuan"] for s in found.statement} & {1, 2, 45, 3, 1512} == set()


def test_a_count_claims_its_number_and_an_unknown_one_is_set_aside() -> None:
    found = read(ROWS)
    owners = {n["token"]: (n["class"], n["claimed_in"]) for n in found.number_census}
    assert owners["45"] == ("claimed", "core.fct_statistic")
    assert owners["7"] == ("quarantined", None)
    assert [q["printed_text"] for q in found.quarantine if q["page"] == 2] == ["7"]


def test_a_count_with_decimals_is_no_count() -> None:
    rows = [row if row[1] != "8" else [*row[:3], "45.50"] for row in ROWS]
    assert "reception_events" not in {
        one["statistic_code"] for one in read(rows).statistic if one["kind"] == "domestic"
    }


@pytest.mark.parametrize(
    ("label", "code", "kind", "unit"),
    [
        ("（一）车辆数合计（辆）", "vehicles", None, "辆"),
        ("3.机要通信用车", "vehicles_kind", "confidential", None),
        ("公务用车购置数（辆）", "vehicles_purchased", None, "辆"),
    ],
)
def test_labels_without_ordinal_and_unit(
    label: str, code: str, kind: str | None, unit: str | None
) -> None:
    assert counted_row(label) == Counted(code, kind, None, unit)


def test_equipment_counts_from_the_price_that_its_label_prints() -> None:
    found = counted_row("（二）单价100万元（含）以上设备（不含车辆）")
    assert found == Counted("large_equipment", None, Decimal(1_000_000), None)
    assert counted_row("公务接待费") is None
