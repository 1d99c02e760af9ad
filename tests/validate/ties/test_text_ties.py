"""Ties and rules of the text alone: each wrong sentence is told of, and its sound twin is not."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from pipelines.frames.storage import SCHEMAS
from tests.conform.narrative.reading_of import read_lines
from tests.validate.ties.checked_documents import Checked, check_records, sha256

THREE_PUBLIC = "一、“三公”经费决算情况说明"
CLASSES = "五、一般公共预算财政拨款支出决算情况说明"
TRAINING = "1.教育支出（类）进修及培训（款）培训支出（项）。"
# (rule, phase, heading, wrong, sound)
CASES = [
    (
        "completion_of_budget",
        "final",
        CLASSES,
        TRAINING + "年初预算为2.00万元，支出决算为1.50万元，完成年初预算的57.00%。",
        TRAINING + "年初预算为2.00万元，支出决算为1.50万元，完成年初预算的75.00%。",
    ),
    (
        "completion_of_budget",
        "final",
        THREE_PUBLIC,
        "公务接待费全年预算2.00万元，支出决算1.50万元，完成全年预算的57.00%。",
        "公务接待费全年预算2.00万元，支出决算1.50万元，完成全年预算的75.00%。",
    ),
    (
        "comparison_with_budget",
        "final",
        CLASSES,
        TRAINING + "年初预算为2.00万元，支出决算为1.50万元。决算数大于预算数的主要原因是培训增加。",
        TRAINING + "年初预算为2.00万元，支出决算为1.50万元。决算数小于预算数的主要原因是培训减少。",
    ),
    (
        "comparison_with_budget",
        "final",
        CLASSES,
        TRAINING + "年初预算为2.00万元，支出决算为2.00万元。决算数大于预算数的主要原因是培训增加。",
        TRAINING + "年初预算为2.00万元，支出决算为2.00万元。决算数等于预算数。",
    ),
    (
        "completion_of_nothing",
        "final",
        CLASSES,
        TRAINING + "年初预算为0万元，支出决算为1.50万元，完成年初预算的100.00%。",
        TRAINING + "年初预算为0万元，支出决算为1.50万元。",
    ),
    (
        "day_of_stock",
        "final",
        "十、国有资产占用情况说明",
        "截至2023年12月31日，本部门共有车辆3辆。",
        "截至2024年12月31日，本部门共有车辆3辆。",
    ),
    (
        "day_of_stock",
        "budget",
        "十、国有资产占用情况说明",
        "截至2025年12月31日，本部门共有车辆3辆。",
        "截至2024年8月31日，本部门共有车辆3辆。截至2025年1月31日，办公用房面积100平方米。",
    ),
    (
        "statistics_rollup",
        "budget",
        "十、国有资产占用情况说明",
        "本部门共有车辆3辆，其中：执法执勤用车1辆、其他用车1辆。",
        "本部门共有车辆3辆，其中：执法执勤用车2辆、其他用车1辆。",
    ),
    (
        "statistics_rollup",
        "budget",
        "一、部门概况",
        "人员编制16名，其中行政编制11名、事业编制4名。",
        # two organisations are told of in two sentences
        "甲局人员编制16名，其中行政编制12名、事业编制4名。乙中心人员编制5名，其中行政编制1名、"
        "事业编制4名。",
    ),
    (
        "over_establishment",
        "budget",
        "一、部门概况",
        "人员编制16名；实有人员17名。",
        "甲局人员编制16名；实有人员15名。乙中心人员编制20名；实有人员19名。",
    ),
    (
        "statistics_rollup",
        "budget",
        "二、政府采购情况",
        "政府采购预算100.00万元，其中：货物20.00万元、工程0万元、服务70.00万元。",
        "政府采购预算100.00万元，其中：货物20.00万元、工程0万元、服务80.00万元。",
    ),
    (
        "left_over_of_template",
        "budget",
        "二、收入预算情况说明",
        "2025年收入预算100.00万元，比上年下降（增长）3.00万元。",
        "2025年收入预算100.00万元，比上年下降3.00万元。",
    ),
    (
        "left_over_of_template",
        "budget",
        "二、收入预算情况说明",
        "2025年收入预算100.00万元，比上年下降3.00万元，主要原因是。",
        "2025年收入预算100.00万元，比上年下降3.00万元，主要原因是项目减少（见第三部分）。",
    ),
    (
        "left_over_of_template",
        "budget",
        "二、收入预算情况说明",
        "2025年收入预算100.00万元（不含上年结转。",
        "2025年收入预算100.00万元（不含上年结转）。",
    ),
    (
        "share_of_total",
        "budget",
        "二、收入预算情况说明",
        "本年收入合计100.00万元，其中：财政拨款收入60.00万元，占66.00%；事业收入40.00万元，占40.00%。",
        "财政拨款收入60.00万元，占60.00%；事业收入40.00万元，占40.00%。",
    ),
    (
        "drivers_add_up_to_change",
        "budget",
        "二、收入预算情况说明",
        "2025年收入预算100.00万元，比2024年预算增加5.00万元，原因是人员经费增加8.00万元，项目支出"
        "减少2.00万元。",
        "2025年收入预算100.00万元，比2024年预算增加5.00万元，原因是人员经费增加8.00万元，项目支出"
        "调剂2.00万元。",
    ),
]


def records(number: int, case: tuple[str, ...], is_sound: bool) -> dict[str, list[Any]]:
    """The stage records of one document with one sentence."""
    _, phase, heading, wrong, sound = case
    organisation = f"示例{'甲乙丙丁戊己庚辛壬癸'[number % 10]}{'东西'[number // 10]}局"
    document_id = sha256(f"{number}".encode())
    reading = read_lines(
        heading,
        sound if is_sound else wrong,
        phase=phase,
        document_id=document_id,
        organisation=organisation,
    )
    document = {
        "document_id": document_id,
        "file_name": f"{number}.pdf",
        "retrieved_at": datetime(2026, 1, 1, tzinfo=UTC),
        "media_type": "application/pdf",
        "page_count": 1,
        "text_source": "text",
        "title": organisation,
        "organisation_name": organisation,
        "fiscal_year": 2024 if phase == "final" else 2025,
        "phase": phase,
        "scope": "department",
        "layout_id": "national",
        "status": "loaded",
        "extraction_seconds": 0.0,
        "unread_pages": 0,
    }
    frames = ("statement", "claim", "statistic", "passage")
    return {"document": [document]} | {name: getattr(reading, name) for name in frames}


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[bool, Checked]:
    found = {}
    for is_sound in (True, False):
        rows: dict[str, list[Any]] = {name: [] for name in SCHEMAS}
        for number, case in enumerate(CASES):
            for name, added in records(number, case, is_sound).items():
                rows[name] += added
        folder: Path = tmp_path_factory.mktemp("text")
        found[is_sound] = check_records(folder, rows)
    return found


@pytest.mark.parametrize("number", range(len(CASES)))
def test_a_wrong_sentence_is_told_of(told: dict[bool, Checked], number: int) -> None:
    found = told[False].of(sha256(f"{number}".encode()))
    assert {finding["rule_id"] for finding in found} == {CASES[number][0]}, CASES[number][3]


@pytest.mark.parametrize("number", range(len(CASES)))
def test_a_sound_sentence_accuses_nobody(told: dict[bool, Checked], number: int) -> None:
    found = told[True].of(sha256(f"{number}".encode()))
    assert [finding["message_zh"] for finding in found] == []
