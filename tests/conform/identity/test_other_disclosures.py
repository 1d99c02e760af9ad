"""A second disclosure inside one file is told from the first, whose figures stay alone."""

from collections.abc import Sequence

import pytest

from pipelines.conform.identity import OtherPages, identify, pages_of_others
from pipelines.extract.document_tree import Page
from pipelines.locations import LAYOUTS
from tests.conform.conforming import conform_tree
from tests.conform.trees import document, page, table

COVER = ["江城市江山区财政局", "2024年单位预算"]


def form(number: int, amount: str, *above: str) -> Page:
    rows = [["科目编码", "科目名称", "预算数"], ["201", "一般公共服务支出", amount]]
    rows += [["合计", "<", amount]]
    return page(number, [*above, "2024年收入预算总表", "单位：万元"], table(rows))


def others(*pages: Page) -> list[OtherPages]:
    tree = document(page(1, COVER), *pages)
    return pages_of_others(tree, identify(tree, LAYOUTS), LAYOUTS)


@pytest.mark.parametrize(
    "second",
    [
        ["江城市江山区审计局", "2024年单位预算"],
        ["附件2", "江城市江山区第一小学2024年单位预算公开"],
        ["2024年预算（更正稿）"],
        ["江城市江山区财政局", "2023年单位预算"],
        ["江城市江山区财政局2024年度单位决算"],
    ],
)
def test_a_second_cover_ends_the_first_disclosure(second: Sequence[str]) -> None:
    (run,) = others(form(2, "1.00"), page(3, second), form(4, "2.00"))
    assert (run.first, run.last) == (3, 4)


@pytest.mark.parametrize(
    "divider",
    [
        ["第二部分 2024年单位预算表"],
        ["江城市江山区财政局2024年单位预算表"],
        ["二、2023年单位预算情况"],
        ["江山区财政局2024年单位预算公开", "- 3 -"],
        ["2023年预算执行情况表"],
    ],
)
def test_a_page_between_the_parts_ends_nothing(divider: Sequence[str]) -> None:
    assert others(form(2, "1.00"), page(3, divider), form(4, "2.00")) == []


def test_forms_made_by_another_whole_name_beside_those_of_the_own() -> None:
    pages = [
        form(2, "1.00", "编制单位：江城市江山区财政局"),
        form(3, "2.00", "编制单位：江城市江山区第一小学"),
    ]
    assert [(run.first, run.last) for run in others(*pages)] == [(3, 3)]


def test_the_title_of_a_form_on_the_page_of_the_title_is_no_second_title() -> None:
    rows = [["科目编码", "科目名称", "预算数"], ["201", "一般公共服务支出", "1.00"]]
    whole = page(
        1, [*COVER, "2023年支出决算表", "单位：万元"], table(rows), below=["2022年支出决算表"]
    )
    found = conform_tree(document(whole)).document
    assert (found["fiscal_year"], found["organisation_name"]) == (2024, "江城市江山区财政局")


def test_forms_labelled_with_another_name() -> None:
    pages = [
        form(2, "1.00", "部门：江城市江山区财政局"),
        form(3, "2.00", "部门：江城市江山区第一小学"),
        form(4, "2.00"),
        form(5, "1.00", "部门：江山区财政局"),
    ]
    (run,) = others(*pages)
    assert (run.first, run.last) == (3, 4)
    assert "江城市江山区第一小学" in run.why


def test_a_goal_of_a_sub_unit_belongs_to_the_department() -> None:
    goals = page(3, ["项目支出绩效目标表", "部门：江城市江山区第一小学"], table([["项目", "目标"]]))
    assert others(form(2, "1.00", "部门：江城市江山区财政局"), goals) == []


def test_what_is_another_s_is_set_aside_with_every_number() -> None:
    second = page(3, ["江城市江山区审计局", "2024年单位预算"])
    text = page(5, ["2024年收入预算99.50万元。"])
    tree = document(page(1, COVER), form(2, "1.00"), second, form(4, "2.00"), text)
    conformed = conform_tree(tree)
    pages = {statement["page"] for statement in conformed.statement}
    assert pages == {2}
    held = {q["page"]: q["reason_code"] for q in conformed.quarantine}
    assert {number: held[number] for number in (3, 4, 5)} == dict.fromkeys(
        (3, 4, 5), "another_disclosure"
    )
    tokens = {(t["page"], t["token"]): t["class"] for t in conformed.number_census}
    assert tokens[4, "2.00"] == tokens[5, "99.50"] == "quarantined"
    assert tokens[2, "1.00"] == "claimed"
