"""What several folders of tests need: a small, complete hand-over from conform to publish."""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from pipelines.frames.storage import SCHEMAS, TIE_SCHEMAS, frame, write_frame
from pipelines.load.candidate import build_candidate
from pipelines.locations import RAW, REPOSITORY, Locations
from pipelines.publish.release import publish_release
from tests.long_files import longest_first
from tests.read_once import made_once

LOADED, TEMPLATE, BROKEN = "a" * 64, "b" * 64, "c" * 64
BOX = {"x0": 100.0, "top": 200.0, "x1": 160.0, "bottom": 212.0}

Rows = list[dict[str, Any]]


def document(document_id: str, **changes: Any) -> dict[str, Any]:
    """One row of the frame `document`: a department's budget that was loaded."""
    row = {
        "document_id": document_id,
        "file_name": f"{document_id[:4]}.pdf",
        "retrieved_at": datetime(2025, 3, 1, tzinfo=UTC),
        "media_type": "application/pdf",
        "page_count": 12,
        "text_source": "text",
        "title": "某某区水务局2025年部门预算",
        "organisation_name": "某某区水务局",
        "fiscal_year": 2025,
        "phase": "budget",
        "scope": "department",
        "layout_id": "national",
        "status": "loaded",
        "extraction_seconds": 0.5,
        "unread_pages": 0,
    }
    return row | changes


def statement(number: int, **changes: Any) -> dict[str, Any]:
    """One row of the frame `statement`: an amount of 万元 in the table of expenditure."""
    row = {
        "statement_id": f"statement_{number:02}",
        "document_id": LOADED,
        "organisation_name": "某某区水务局",
        "fiscal_year": 2025,
        "phase": "budget",
        "scope": "department",
        "flow": "expenditure",
        "fund_source": "all",
        "function_code": "2080505",
        "nature": "total",
        "line_kind": "leaf",
        "amount_yuan": Decimal("123400.00"),
        "printed_text": "12.34",
        "printed_decimals": 2,
        "unit": "万元",
        "unit_source": "unit_line",
        "stated_in": "table",
        "form_code": "expenditure_summary",
        "row_label": "机关事业单位基本养老保险缴费支出",
        "column_label": "合计",
        "code_source": "printed",
        "page": 3,
        "x0": 100.0,
        "top": 200.0 + 20 * number,
        "x1": 160.0,
        "bottom": 212.0 + 20 * number,
        "read_by": "text",
        "confidence": 1.0,
    }
    return row | changes


def table_number(number: int, **changes: Any) -> dict[str, Any]:
    """One row of the frame `table_number`: the amount that the statement of this number claims."""
    row = {
        "document_id": LOADED,
        "page": 3,
        "token": "12.34",
        **BOX,
        "top": 200.0 + 20 * number,
        "bottom": 212.0 + 20 * number,
        "claimed_by": f"statement_{number:02}",
        "class": "amount",
    }
    return row | changes


def form_reading(form_code: str, statement_count: int) -> dict[str, Any]:
    """One row of the frame `form_reading`: a form on page 3 of the loaded document."""
    return {
        "document_id": LOADED,
        "form_code": form_code,
        "title": form_code,
        "page_first": 3,
        "page_last": 3,
        "unit": "万元",
        "row_count": statement_count,
        "statement_count": statement_count,
        "is_empty": False,
        "layout_id": "national",
    }


WHOSE = {
    "document_id": LOADED,
    "organisation_name": "某某区水务局",
    "fiscal_year": 2025,
    "phase": "budget",
    "scope": "department",
}
READ = {"page": 4, **BOX, "read_by": "text", "confidence": 1.0}


def narrative_rows() -> dict[str, Rows]:
    """One row of each frame that the text and the performance tables fill."""
    claim = {"claim_id": "claim_01", "kind": "change", "statement_id": "statement_01"}
    claim |= {"direction": "increase", "base_year": 2024, "value": Decimal("10000.0000")}
    claim |= {"unit": "yuan", "printed_unit": "万元", "printed_decimals": 2, "printed_text": "1.00"}
    statistic = {"statistic_id": "statistic_01", "statistic_code": "staff_establishment"}
    statistic |= {"value": Decimal(16), "unit": "person", "printed_unit": "名"}
    statistic |= {"printed_decimals": 0, "printed_text": "16", "subject_text": "编制人数"}
    passage = {"passage_id": "passage_01", "document_id": LOADED, "sequence": 1, "kind": "text"}
    passage |= {"section": "部门概况", "passage_text": "编制人数16名。"}
    project = {"project_id": "project_01", "project_name": "河道整治", "stated_in": "table"}
    project |= {"amount_yuan": Decimal("50000.00"), "printed_text": "5.00", "unit": "万元"}
    target = {"target_id": "target_01", "project_id": "project_01", "level_3": "整治河道数"}
    target |= {"operator": "≥", "value": Decimal(3), "unit": "条", "target_text": "≥3条"}
    census = {"document_id": LOADED, "page": 3, "token": "12.34", **BOX, "class": "claimed"}
    census |= {"claimed_by": "statement_01", "claimed_in": "core.fct_amount"}
    return {
        "claim": [{**WHOSE, **READ, **claim}],
        "statistic": [{**WHOSE, **READ, **statistic}],
        "passage": [{**READ, **passage}],
        "project": [{**WHOSE, **READ, **project}],
        "target": [{**WHOSE, **READ, **target}],
        "number_census": [census],
        "reading_choice": [],
    }


def tie_rows() -> dict[str, Rows]:
    """What the ties came to: one that holds, one that is broken."""
    run = {"document_id": LOADED, "severity": "warning", "checks": 2, "reason": None}
    run |= {"description_zh": "逐级汇总", "description_en": "levels add up"}
    finding = {"finding_id": "finding_01", "root_finding_id": "finding_01", "rule_id": "levels"}
    finding |= {"severity": "warning", "document_id": LOADED, "organisation_id": None}
    finding |= {"form_code": "expenditure_summary", "page": 3, "printed_text": "12.34"}
    finding |= {"printed_value": Decimal(123400), "expected_low": Decimal(99), "unit": "yuan"}
    finding |= {"message_zh": "合计不符。", "message_en": "The total does not fit."}
    return {
        "finding": [finding | {"statement_ids": ["statement_03"]}],
        "rule_run": [
            run | {"rule_id": "levels", "outcome": "failed", "failing_checks": 1},
            run | {"rule_id": "balance", "outcome": "passed", "failing_checks": 0},
        ],
        "statement_tie": [{"statement_id": "statement_01", "ties_held": 2, "ties_broken": 0}],
    }


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The files that take longest are begun first."""
    longest_first(items)


@pytest.fixture(scope="session")
def stage_rows() -> Mapping[str, Rows]:
    """Rows of every stage frame: one budget, one blank template and one broken file."""
    unidentified = dict.fromkeys(
        ["title", "organisation_name", "fiscal_year", "phase", "scope", "layout_id"]
    )
    broken = {"status": "quarantined", "page_count": None, "text_source": "none"}
    absent = {"amount_yuan": None, "printed_decimals": None}
    return {
        **{name: [] for name in SCHEMAS},
        **narrative_rows(),
        **tie_rows(),
        "document": [
            document(LOADED),
            document(TEMPLATE, status="template"),
            document(BROKEN, **unidentified, **broken),
        ],
        "statement": [
            statement(1),
            statement(
                2, function_code="20805", line_kind="subtotal", row_label="行政事业单位养老支出"
            ),
            statement(3, function_code=None, line_kind="total", row_label="合计"),
            statement(4, nature="basic", column_label="基本支出", **absent)
            | {"absence": "dash", "printed_text": "-"},
            statement(5, nature="project", column_label="项目支出", amount_yuan=Decimal(0))
            | {"printed_text": "0.00"},
            statement(6, function_code=None, economic_system="department", economic_code="30101")
            | {"form_code": "basic_expenditure_department_economic", "nature": "basic"}
            | {"row_label": "基本工资"},
            statement(7, fiscal_year=2024, phase="final", function_code=None)
            | {"form_code": "three_public", "item_code": "three_public", "row_label": "合计"},
        ],
        "form_reading": [
            form_reading("expenditure_summary", 5),
            form_reading("basic_expenditure_department_economic", 1),
            form_reading("three_public", 1),
        ],
        "table_number": [
            *(table_number(number) for number in (1, 2, 3, 5, 6, 7)),
            table_number(1, token="2080505", x0=40.0, x1=90.0)
            | {"class": "code", "claimed_by": None},
        ],
        "quarantine": [
            {
                "quarantine_id": "quarantine_01",
                "document_id": BROKEN,
                "file_name": "cccc.pdf",
                "stage": "extract",
                "reason_code": "encrypted",
                "reason": "cccc.pdf is encrypted and cannot be opened without its password.",
            }
        ],
    }


@pytest.fixture(scope="session")
def shared_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that all workers of a run have in common."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


@pytest.fixture(scope="session")
def warehouse(shared_folder: Path) -> Path:
    """The samples, from files to a release, built once for all tests that look at it."""
    return made_once(shared_folder / "samples_warehouse", _run_samples)


@pytest.fixture(scope="session")
def example(shared_folder: Path, stage_rows: Mapping[str, Rows]) -> Locations:
    """The example of a hand-over and its candidate, built once; whoever changes it takes a copy."""

    def build(folder: Path) -> None:
        locations = Locations(folder / "raw", folder / "warehouse")
        locations.raw.mkdir(parents=True)
        hand_over(locations, stage_rows)
        build_candidate(locations)

    folder = made_once(shared_folder / "example", build)
    return Locations(folder / "raw", folder / "warehouse")


@pytest.fixture(scope="session")
def published_example(shared_folder: Path, example: Locations) -> Locations:
    """The example, published once; whoever changes it takes a copy."""

    def publish(folder: Path) -> None:
        shutil.copytree(example.warehouse.parent, folder)
        publish_release(Locations(folder / "raw", folder / "warehouse"), checks_passed=True)

    folder = made_once(shared_folder / "published_example", publish)
    return Locations(folder / "raw", folder / "warehouse")


def copied(locations: Locations, folder: Path) -> Locations:
    """A copy of a warehouse, for one test to change."""
    copy = Locations(folder / "raw", folder / "warehouse")
    shutil.copytree(locations.raw, copy.raw, dirs_exist_ok=True)
    shutil.copytree(locations.warehouse, copy.warehouse, symlinks=True)
    return copy


def hand_over(locations: Locations, rows: Mapping[str, Rows]) -> None:
    """Write the rows as the frames of the stages; frames not given are empty."""
    for name in (*SCHEMAS, *TIE_SCHEMAS):
        write_frame(locations.stage, name, frame(name, rows.get(name, [])))


def _run_samples(folder: Path) -> None:
    command = [sys.executable, "-m", "pipelines.cli", "run", "--raw", str(RAW / "samples")]
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(REPOSITORY)}
    done = subprocess.run(
        [*command, "--warehouse", str(folder)], capture_output=True, text=True, env=environment
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "type next" in done.stdout
