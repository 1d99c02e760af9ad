"""A tie chooses among the readings of a doubtful figure, and the choice is recorded."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import polars as pl

from pipelines.frames.storage import read_frame
from pipelines.load.visible_frames import register_frames
from pipelines.locations import Locations
from tests.validate.ties.checked_documents import Checked, check_records
from tests.validate.ties.test_between_documents import DEPARTMENT, family, outcome, total

Records = dict[str, list[dict[str, Any]]]


def doubtful(statement: str, read: str, *others: str) -> list[dict[str, Any]]:
    """The readings of one figure, the first taken."""
    common = {"statement_id": statement, "document_id": DEPARTMENT, "read_text": read}
    taken = {"candidate_text": read, "candidate_confidence": 0.6, "is_chosen": True}
    rest = [
        {"candidate_text": text, "candidate_confidence": 0.2, "is_chosen": False} for text in others
    ]
    return [common | taken | {"chosen_by": "recognition"}, *(common | each for each in rest)]


def scanned_total(second: str = "70.00") -> Records:
    """A total read as 180.00 over the rows 60.00 and `second`."""
    records = family("180.00", "70.00", "30.00")
    records["statement"] += [
        total(20, DEPARTMENT, "60.00", function_code="201", line_kind="leaf", row_label="甲"),
        total(21, DEPARTMENT, second, function_code="208", line_kind="leaf", row_label="乙"),
    ]
    return records


def frame_of(folder: Path, name: str) -> pl.DataFrame:
    """The frame as load sees it, with the readings that ties chose."""
    with duckdb.connect() as con:
        register_frames(con, stage(folder), ["document", name])
        return con.execute(f"FROM stage_{name}").pl()


def stage(folder: Path) -> Path:
    return Locations(folder / "raw", folder / "warehouse").stage


def amount(folder: Path, statement: str) -> Decimal:
    found = frame_of(folder, "statement").filter(pl.col("statement_id") == statement)
    return found["amount_yuan"].item()


def first_read(folder: Path, statement: str) -> Decimal:
    """The amount as conform wrote it."""
    found = read_frame(stage(folder), "statement").filter(pl.col("statement_id") == statement)
    return found["amount_yuan"].item()


def rollup_causes(checked: Checked) -> set[object]:
    found = checked.of(DEPARTMENT)
    return {each["cause"] for each in found if each["rule_id"] == "function_rollup"}


def test_the_reading_that_a_tie_asks_for_is_taken_and_recorded(tmp_path: Path) -> None:
    records = scanned_total()
    records["reading_choice"] = doubtful("statement_01", "180.00", "130.00", "160.00")
    checked = check_records(tmp_path, records)
    assert outcome(checked, "function_rollup") == "passed"
    assert str(amount(tmp_path, "statement_01")) == "1300000.00"
    assert first_read(tmp_path, "statement_01") == Decimal("1800000.00")
    choices = frame_of(tmp_path, "reading_choice").to_dicts()
    chosen = [choice for choice in choices if choice["is_chosen"]]
    assert [(c["read_text"], c["candidate_text"], c["chosen_by"], c["tie_id"]) for c in chosen] == [
        ("180.00", "130.00", "tie", "function_rollup")
    ]


def test_two_readings_that_mend_the_same_tie_leave_it_broken(tmp_path: Path) -> None:
    """The total may be 130.00, or the second row 120.00: the ties cannot say which."""
    records = scanned_total()
    records["reading_choice"] = [
        *doubtful("statement_01", "180.00", "130.00"),
        *doubtful("statement_21", "70.00", "120.00"),
    ]
    checked = check_records(tmp_path, records)
    assert rollup_causes(checked) == {"ocr_candidate"}
    assert str(amount(tmp_path, "statement_01")) == "1800000.00"


def test_no_reading_is_taken_that_breaks_another_tie(tmp_path: Path) -> None:
    """130.00 fits the rows, but the same total is stated as 180.00 in another form as well."""
    records = scanned_total()
    records["statement"].append(
        total(30, DEPARTMENT, "180.00", form_code="revenue_expenditure_summary")
    )
    records["reading_choice"] = doubtful("statement_01", "180.00", "130.00")
    check_records(tmp_path, records)
    assert str(amount(tmp_path, "statement_01")) == "1800000.00"


def test_a_figure_without_a_broken_tie_keeps_its_reading(tmp_path: Path) -> None:
    records = scanned_total(second="120.00")
    records["reading_choice"] = doubtful("statement_01", "180.00", "130.00")
    check_records(tmp_path, records)
    assert str(amount(tmp_path, "statement_01")) == "1800000.00"
    assert frame_of(tmp_path, "reading_choice")["tie_id"].null_count() == 2
