"""The one printed figure that explains all broken sums is told; the sound ones are cleared."""

from decimal import Decimal
from pathlib import Path
from typing import Any

from tests.conftest import LOADED, document, form_reading, statement
from tests.validate.ties.checked_documents import Checked, check_records

Row = dict[str, Any]
CLASSES = (("201", "20103", "2010301"), ("208", "20805", "2080505"))


def row(code: str | None, amounts: tuple[str, str, str]) -> list[Row]:
    natures = zip(("total", "basic", "project"), amounts, strict=True)
    kind = {
        "function_code": code,
        "line_kind": "leaf" if code else "total",
        "row_label": code or "",
    }
    return [_cell(kind, nature, yuan) for nature, yuan in natures]


def _cell(kind: Row, nature: str, yuan: str) -> Row:
    printed = {"printed_text": yuan, "unit": "元", "amount_yuan": Decimal(yuan), "grade": "proved"}
    return kind | printed | {"nature": nature, "column_label": nature}


def checked(folder: Path, rows: list[Row]) -> Checked:
    statements = []
    for number, changes in enumerate(rows):
        place = {"x0": 100.0 * (number % 3), "x1": 100.0 * (number % 3) + 60}
        statements.append(
            statement(number // 3, **place) | changes | {"statement_id": f"s{number:02}"}
        )
    return check_records(
        folder,
        {
            "document": [document(LOADED)],
            "statement": statements,
            "form_reading": [form_reading("expenditure_summary", 1) | {"grade": "proved"}],
        },
    )


def form(wrong: str) -> list[Row]:
    """A form of two classes; the project cell of the first leaf is printed `wrong`."""
    (first, *below), second = CLASSES
    rows = row(None, ("150.00", "110.00", "40.00")) + row(first, ("100.00", "70.00", "30.00"))
    rows += row(below[0], ("100.00", "70.00", "30.00"))
    rows += row(below[1], ("100.00", "70.00", wrong))
    for code in second:
        rows += row(code, ("50.00", "40.00", "10.00"))
    return rows


def test_the_cell_that_breaks_its_row_and_its_column_is_told_and_nothing_else(
    tmp_path: Path,
) -> None:
    found = checked(tmp_path, form("95.00"))
    broken = found.findings.filter(found.findings["rule_id"] != "form_missing").to_dicts()
    assert {each["rule_id"] for each in broken} == {"function_rollup", "nature_rollup"}
    assert {each["printed_text"] for each in broken} == {"95.00"}
    assert all("应为30.00元" in each["message_zh"] for each in broken)
    assert len({each["root_finding_id"] for each in broken}) == 1
    ties = {each["statement_id"]: each for each in found.ties.to_dicts()}
    assert [name for name, each in ties.items() if each["ties_broken"]] == ["s11"]
    # the total of its row and the class above it are cleared
    assert ties["s09"]["ties_cleared"] == ties["s08"]["ties_cleared"] == 1


def test_a_tie_with_one_copy_reconciles_nothing(tmp_path: Path) -> None:
    ties = checked(tmp_path, form("30.00")).ties
    held = {each["statement_id"]: each["ties_held"] for each in ties.to_dicts()}
    # a class of one section: the sum across proves the row, the copy above it adds nothing
    assert held["s09"] == 1
    # the grand total: across, and down over two classes
    assert held["s00"] == 2


def test_a_sound_text_is_not_blamed_for_a_total_that_its_own_rows_contradict(
    tmp_path: Path,
) -> None:
    # SUM/3 in all columns: no single change mends the totals, and any would mend the text
    rows = row(None, ("50.00", "36.00", "14.00")) + form("30.00")[3:]
    text = {"stated_in": "narrative", "form_code": None, "grade": None, "page": 1}
    total = {"function_code": None, "line_kind": "total", "row_label": "支出"}
    rows.append(_cell(total, "total", "150.00") | text)
    found = checked(tmp_path, rows)
    told = found.findings.filter(found.findings["rule_id"] == "text_agrees_with_forms").to_dicts()
    assert [each["printed_text"] for each in told] == ["50.00"]
    assert "与第1页所印150.00元不同" in told[0]["message_zh"]
    ties = {each["statement_id"]: each["ties_broken"] for each in found.ties.to_dicts()}
    assert ties[f"s{len(rows) - 1:02}"] == 0


def test_a_cell_that_another_form_repeats_is_not_the_one_that_is_wrong(tmp_path: Path) -> None:
    text = {"stated_in": "narrative", "form_code": None, "grade": None, "page": 1}
    total = {"function_code": None, "line_kind": "total", "row_label": "支出"}
    rows = form("30.00")
    rows.append(_cell(total, "total", "150.00") | {"form_code": "revenue_expenditure_summary"})
    rows.append(_cell(total, "total", "152.00") | text)
    found = checked(tmp_path, rows).findings
    told = found.filter(found["rule_id"] == "text_agrees_with_forms").to_dicts()
    assert [each["printed_text"] for each in told] == ["152.00"]


def test_a_subtotal_that_the_level_above_confirms_lacks_a_row(tmp_path: Path) -> None:
    rows = [each for each in form("30.00") if each["function_code"] != "2010301"]
    rows += row("2010301", ("62.00", "43.00", "19.00"))
    found = checked(tmp_path, rows).findings
    told = found.filter(found["rule_id"] == "function_rollup").to_dicts()
    assert {each["cause"] for each in told} == {"row_absent"}
    assert any("所列各部分之和为62.00元" in each["message_zh"] for each in told)


def column(*amounts: tuple[str | None, str]) -> list[Row]:
    """A form of one column of amounts: what a row along could tell is not there."""
    return [each for code, yuan in amounts for each in row(code, (yuan, "0", "0"))[:1]]


def test_a_class_that_the_total_confirms_is_not_contradicted(tmp_path: Path) -> None:
    rows = column((None, "150.00"), ("201", "100.00"), ("20103", "60.00"), ("20104", "30.00"))
    rows += column(("208", "50.00"))
    found = checked(tmp_path, rows)
    (told,) = [f for f in found.findings.to_dicts() if f["rule_id"] == "function_rollup"]
    assert told["printed_text"] == "100.00" and told["cause"] is None
    assert "所列各部分之和为90.00元" in told["message_zh"]
    assert "add up to 90.00元" in told["message_en"]
    assert not [each for each in found.ties.to_dicts() if each["ties_broken"]]


def test_a_class_that_no_total_confirms_is(tmp_path: Path) -> None:
    rows = column((None, "157.00"), ("201", "100.00"), ("20103", "60.00"), ("20104", "30.00"))
    rows += column(("208", "50.00"))
    found = checked(tmp_path, rows)
    told = [f for f in found.findings.to_dicts() if f["rule_id"] == "function_rollup"]
    assert {each["printed_text"] for each in told} == {"157.00", "100.00"}
    assert [t["statement_id"] for t in found.ties.to_dicts() if t["ties_broken"]] == ["s00", "s01"]


def test_a_bound_that_breaks_with_a_sum_points_at_the_cell_of_both(tmp_path: Path) -> None:
    basic = {"form_code": "basic_expenditure_department_economic", "function_code": None}
    basic |= {"nature": "basic", "economic_system": "department", "line_kind": "leaf"}
    basic |= {"fund_source": "general_public_budget", "column_label": "金额"}
    codes = [("302", "100.00"), ("30201", "30.00"), ("30217", "78.00"), ("30228", "42.00")]
    rows = [each | basic | {"economic_code": code} for code, yuan in codes
            for each in column((code, yuan))]  # fmt: skip
    public = {"form_code": "three_public", "function_code": None, "item_code": "official_reception"}
    (reception,) = column(("x", "28.00"))
    found = checked(tmp_path, [*rows, reception | public])
    told = [f for f in found.findings.to_dicts() if f["statement_ids"]]
    assert {each["rule_id"] for each in told} == {
        "economic_rollup",
        "reception_in_basic_expenditure",
    }
    assert {each["printed_text"] for each in told} == {"78.00"}
    assert len({each["root_finding_id"] for each in told}) == 1


def test_of_a_cell_one_value_is_expected(tmp_path: Path) -> None:
    # the total is told by its own classes; its row gives another value, and says only that
    rows = row(None, ("157.00", "110.00", "42.00")) + form("30.00")[3:]
    found = checked(tmp_path, rows).findings.to_dicts()
    of_total = [each["message_zh"] for each in found if each["printed_text"] == "157.00"]
    assert len(of_total) == 2
    assert sum("应为150.00元" in words for words in of_total) == 1
    assert sum("按此计算为152.00元" in words for words in of_total) == 1
