"""A project told by the summary of its self-evaluation has its budget, execution and completion."""

from decimal import Decimal

from tests.conform.narrative.reading_of import read_lines

HEADING = "十三、预算绩效情况说明"


def test_a_summary_is_a_project() -> None:
    reading = read_lines(
        HEADING,
        "1.某设备购置项目绩效自评综述：项目自评得分为94.7分。全年预算数为536.20万元，执行数为413.57"
        "万元，完成预算的77.1%。项目绩效目标完成情况：购置设备3台。",
        phase="final",
    )
    (project,) = reading.project
    assert project["project_name"] == "某设备购置"
    assert project["adjusted_yuan"] == Decimal("5362000.00")
    assert project["final_yuan"] == project["amount_yuan"] == Decimal("4135700.00")
    assert project["execution_ratio"] == Decimal("0.771")
    assert project["printed_text"] == "413.57"
    owners = [owner for table, owner in reading.marks.values() if table == "core.fct_project"]
    assert len(owners) == len("536.20" + "413.57" + "77.1")
    assert reading.statement == []


def test_a_budget_of_the_whole_is_no_project() -> None:
    reading = read_lines(
        HEADING,
        "部门整体支出自评得分99.5分，全年预算数100.00万元，执行数90.00万元，完成预算的90%。",
        phase="final",
    )
    assert reading.project == []
