"""Organisation, year, phase and scope come from the document's own words."""

import pytest

from pipelines.conform.identity import UnknownIdentity, identify
from pipelines.locations import LAYOUTS
from tests.conform.trees import document, page, table


@pytest.mark.parametrize(
    ("cover", "expected"),
    [
        (
            ["上海市普陀区2025年区级部门预算", "预算主管部门：上海市普陀区商务委员会", "目   录"],
            ("上海市普陀区商务委员会", 2025, "budget", "department"),
        ),
        (
            ["上海市普陀区2025年区级单位预算", "预算单位：上海市普陀区人民政府办公室"],
            ("上海市普陀区人民政府办公室", 2025, "budget", "unit"),
        ),
        (
            ["江城市财政局", "2024年度部门决算", "目 录"],
            ("江城市财政局", 2024, "final", "department"),
        ),
        (
            ["贵阳市人民政府政务服务中心 2021 年", "部门预算及“三公”经费预算信息"],
            ("贵阳市人民政府政务服务中心", 2021, "budget", "department"),
        ),
        (
            ["2022年度江城市教育局部门决算"],
            ("江城市教育局", 2022, "final", "department"),
        ),
        (
            ["附件1：", "江城市第一中学2023年度单位决算"],
            ("江城市第一中学", 2023, "final", "unit"),
        ),
        (
            ["２０２３年度", "江城市水务局", "部门决算"],
            ("江城市水务局", 2023, "final", "department"),
        ),
        (
            ["中共江城市委宣传部2024年部门预算公开"],
            ("中共江城市委宣传部", 2024, "budget", "department"),
        ),
        (
            ["江城市审计局", "二〇二三年度部门决算"],
            ("江城市审计局", 2023, "final", "department"),
        ),
        (
            ["江城市统计局2024年部门（单位）预算公开"],
            ("江城市统计局", 2024, "budget", "department"),
        ),
        (
            ["江城市体育局2024年部门综合预算"],
            ("江城市体育局", 2024, "budget", "department"),
        ),
        (
            ["2023年度部门决算", "单位名称：江城市图书馆", "编制日期：2024年8月"],
            ("江城市图书馆", 2023, "final", "department"),
        ),
        (
            ["关于江城市档案馆2023年度单位决算的说明"],
            ("江城市档案馆", 2023, "final", "unit"),
        ),
        (
            ["江城市民政局2023年调整预算公开说明", "部门概况"],
            ("江城市民政局", 2023, "adjusted", "department"),
        ),
    ],
)
def test_covers(cover: list[str], expected: tuple[str, int, str, str]) -> None:
    found = identify(document(page(1, cover)), LAYOUTS)
    assert (found.organisation_name, found.fiscal_year, found.phase, found.scope) == expected


def test_tables_alone_name_their_organisation_above_the_form() -> None:
    rows = [["科目编码", "科目名称", "合计"], ["201", "一般公共服务支出", "1.00"]]
    lines = ["2024年部门支出总表", "编制部门：江城市林业局 单位：万元"]
    tree = document(page(1, [*lines, "2024年部门预算支出表"], table(rows)))
    found = identify(tree, LAYOUTS)
    assert found.organisation_name == "江城市林业局"
    assert (found.fiscal_year, found.phase, found.scope) == (2024, "budget", "department")


def test_a_name_left_to_be_filled_in_makes_a_template() -> None:
    found = identify(document(page(1, ["江城市 XX 局", "2024 年度部门决算"])), LAYOUTS)
    assert found.is_template


@pytest.mark.parametrize(
    ("lines", "missing"),
    [
        (["一份没有抬头的文件"], "organisation_unknown"),
        (["江城市财政局", "部门预算"], "fiscal_year_unknown"),
    ],
)
def test_what_the_document_does_not_say_is_not_guessed(lines: list[str], missing: str) -> None:
    with pytest.raises(UnknownIdentity) as refused:
        identify(document(page(1, lines)), LAYOUTS)
    assert refused.value.reason_code == missing
