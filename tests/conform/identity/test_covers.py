"""Organisation, year, phase and scope come from the document's own words."""

import pytest

from pipelines.conform.identity import UnknownIdentity, identify
from pipelines.extract.reader import read_document
from pipelines.locations import LAYOUTS
from tests.conform.trees import document, page, table
from tests.typesetter.covers import WRAPPINGS, CoverCase, cover_cases, further_cases
from tests.typesetter.document_trees import document_tree
from tests.typesetter.typesetting import typeset_bytes

CASES = list(cover_cases())
# One wrapping of each kind of organisation, every wrapping three times.
PRINTED = [case for place, case in enumerate(CASES) if place % len(WRAPPINGS) == place // 7 % 7]


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
            ["关于公布江城市江山区", "统计局2024年度部门决算的公告"],
            ("江城市江山区统计局", 2024, "final", "department"),
        ),
        (
            ["118_江城市统计局", "2024年部门预算"],
            ("江城市统计局", 2024, "budget", "department"),
        ),
        (
            ["江城市住房和城乡建设局（本级）", "2026年度", "部门预算公开"],
            ("江城市住房和城乡建设局", 2026, "budget", "unit"),
        ),
        (
            ["江城市卫生健康委员会（汇总）", "2022年度单位决算"],
            ("江城市卫生健康委员会", 2022, "final", "department"),
        ),
        (
            ["二○二四年度江城市高级人民法院", "决算公开", "部门概况"],
            ("江城市高级人民法院", 2024, "final", "department"),
        ),
        (
            ["江城市信访办公室部门2026年度部门预算信息公开", "2026年2月", "- 1 -"],
            ("江城市信访办公室", 2026, "budget", "department"),
        ),
        (
            ["江城市人民政府国有资产监督管理委员会", "2026部门预算情况的说明"],
            ("江城市人民政府国有资产监督管理委员会", 2026, "budget", "department"),
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


@pytest.mark.parametrize(
    "case", (*CASES, *further_cases()), ids=lambda case: f"{case.kind}, {case.wrapping}"
)
def test_names_wrapped_over_the_lines_of_a_cover(case: CoverCase) -> None:
    found = identify(document_tree(case.disclosure), LAYOUTS)
    read = (found.organisation_name, found.fiscal_year, found.phase, found.scope)
    assert read == case.expected


@pytest.mark.parametrize("case", PRINTED, ids=lambda case: f"{case.kind}, {case.wrapping}")
def test_covers_as_they_are_printed(case: CoverCase) -> None:
    found = identify(read_document(typeset_bytes(case.disclosure)), LAYOUTS)
    read = (found.organisation_name, found.fiscal_year, found.phase, found.scope)
    assert read == case.expected


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


def test_performance_forms_alone_name_department_and_year() -> None:
    rows = [["部门名称", "江城市审计局", "<"], ["年度目标", "完成审计项目", "20个"]]
    lines = ["预算13表 部门整体支出绩效目标表", "（2026年度）"]
    found = identify(document(page(1, lines, table(rows))), LAYOUTS)
    assert (found.organisation_name, found.fiscal_year) == ("江城市审计局", 2026)
    assert (found.phase, found.scope) == ("budget", "department")


def test_one_form_alone_takes_its_phase_from_its_columns() -> None:
    rows = [["项目", "本年预算数"], ["合计", "34.35"], ["公务接待费", "1.70"]]
    lines = ["2015年江城市司法局部门“三公”经费情况统计表", "单位：万元"]
    found = identify(document(page(1, lines, table(rows))), LAYOUTS)
    assert (found.organisation_name, found.fiscal_year) == ("江城市司法局", 2015)
    assert (found.phase, found.scope) == ("budget", "department")


@pytest.mark.parametrize(
    "title",
    [
        "2023年度江城市司法局部门“三公”经费支出决算情况",
        "2023年度江城市司法局部门一般公共预算财政拨款“三公”经费支出决算",
        "2023年度江城市司法局部门行政经费及“三公”经费决算公开",
    ],
)
def test_the_three_public_costs_alone_are_a_disclosure(title: str) -> None:
    found = identify(document(page(1, [title, "单位：万元"])), LAYOUTS)
    assert (found.organisation_name, found.fiscal_year) == ("江城市司法局", 2023)
    assert (found.phase, found.scope) == ("final", "department")


def test_a_kind_of_organisation_takes_its_name_from_the_body() -> None:
    cover = page(1, ["人民法院", "2024年度部门决算"])
    body = page(2, ["收入决算表", "部门：江城市江山区人民法院 单位：万元"])
    assert identify(document(cover, body), LAYOUTS).organisation_name == "江城市江山区人民法院"


def test_the_tail_of_a_longer_printed_name_is_none() -> None:
    cover = page(1, ["江山区农业", "农村局2024年度部门决算"])
    body = page(2, ["第一部分 江城市江山区农业农村局概况"])
    assert identify(document(cover, body), LAYOUTS).organisation_name == "江城市江山区农业农村局"


def test_a_line_above_that_the_body_never_joins_is_no_part_of_the_name() -> None:
    cover = page(1, ["江城市教育局", "江城市第一中学2024年单位预算"])
    body = page(2, ["第一部分 江城市第一中学概况"])
    assert identify(document(cover, body), LAYOUTS).organisation_name == "江城市第一中学"


def test_a_label_that_contradicts_a_cover_which_nothing_confirms() -> None:
    cover = page(1, ["江城市教育局2024年部门预算"])
    body = page(2, ["2024年收支预算总表", "部门：江城市水利局 单位：万元"])
    with pytest.raises(UnknownIdentity, match="江城市水利局") as refused:
        identify(document(cover, body), LAYOUTS)
    assert refused.value.reason_code == "organisation_contradicted"


def test_two_years_on_one_cover_are_not_chosen_between() -> None:
    lines = ["江城市教育局2024年部门预算", "江城市教育局2025年部门预算"]
    with pytest.raises(UnknownIdentity) as refused:
        identify(document(page(1, lines)), LAYOUTS)
    assert refused.value.reason_code == "fiscal_year_contradicted"


@pytest.mark.parametrize(
    ("lines", "missing"),
    [
        (["2026年1-2月江城市国民经济主要指标", "单位：亿元"], "organisation_unknown"),
        (["人民法院2024年部门预算"], "organisation_unknown"),
        (["财政局", "2024年度部门决算"], "organisation_unknown"),
        (["江城市2024年预算执行情况和2025年预算草案的报告"], "organisation_unknown"),
        (["江城市教育局", "江城市第一中学2024年单位预算"], "organisation_unknown"),
        (["一份没有抬头的文件"], "organisation_unknown"),
        (["江城市财政局", "部门预算"], "fiscal_year_unknown"),
    ],
)
def test_what_the_document_does_not_say_is_not_guessed(lines: list[str], missing: str) -> None:
    with pytest.raises(UnknownIdentity) as refused:
        identify(document(page(1, lines)), LAYOUTS)
    assert refused.value.reason_code == missing
