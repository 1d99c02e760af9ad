"""Printed names against a small register: accepted, proposed, or never a match."""

from decimal import Decimal
from itertools import permutations

import pytest

from pipelines.load.organisation_matching import (
    OrganisationMatch,
    RegisteredName,
    match_names,
    name_key,
)


def registered(key: str, name: str, code: str | None, *aliases: str) -> list[RegisteredName]:
    names = [(name, False), *((alias, True) for alias in aliases)]
    return [RegisteredName(key, name, text, is_alias, code) for text, is_alias in names]


REGISTER = [
    *registered("putuo_finance", "上海市普陀区财政局", "310107", "普陀区财政局"),
    *registered("putuo_education", "上海市普陀区教育局", "310107"),
    *registered("putuo_wanli", "上海市普陀区万里街道办事处", "310107"),
    *registered("qingpu_education", "上海市青浦区教育局", "310118"),
    *registered("guizhou_finance", "贵州省财政厅", "520000"),
    *registered("guiyang_service", "贵阳市人民政府政务服务中心", "520100", "贵阳市政务服务中心"),
]


def match(name: str) -> OrganisationMatch:
    return match_names([name], REGISTER)[0]


@pytest.mark.parametrize(
    ("name", "organisation", "method"),
    [
        ("上海市普陀区财政局", "putuo_finance", "register"),
        ("上海市 普陀区财政局", "putuo_finance", "register"),
        ("普陀区财政局", "putuo_finance", "alias"),
        ("上海普陀区财政局", "putuo_finance", "normalised"),
        ("青浦区教育局", "qingpu_education", "normalised"),
        ("上海市青浦区教育局（本级）", "qingpu_education", "normalised"),
        ("上海市青浦区教育局(本部)", "qingpu_education", "normalised"),
        ("上海市青浦区教育局本级", "qingpu_education", "normalised"),
        ("上海市青浦区教育局（机关本级）", "qingpu_education", "normalised"),
        ("贵州省贵阳市政务服务中心", "guiyang_service", "normalised"),
        # small brackets, made plain by NFKC
        ("上海市青浦区教育局﹙本级﹚", "qingpu_education", "normalised"),
    ],
)
def test_equal_names_of_one_division_are_accepted(
    name: str, organisation: str, method: str
) -> None:
    found = match(name)
    assert (found.organisation_id, found.method) == (organisation, method)
    assert (found.outcome, found.score) == ("matched", Decimal("100.00"))


def test_a_department_and_its_own_level_are_one_organisation() -> None:
    names = ["上海市普陀区教育局", "上海市普陀区教育局（本级）", "上海市普陀区教育局本部"]
    assert {found.organisation_id for found in match_names(names, REGISTER)} == {"putuo_education"}


@pytest.mark.parametrize(
    "name",
    [
        "上海市静安区教育局",
        "贵阳市财政局",
        "上海市教育局",
        "舟山市普陀区教育局",
        "上海市闸北区教育局",
    ],
)
def test_a_name_of_another_division_never_matches_and_is_not_proposed(name: str) -> None:
    found = match(name)
    assert (found.outcome, found.method) == ("new", "none")
    assert found.organisation_id is None and found.score is None
    assert found.division_code is not None


def test_other_bureaus_of_the_same_division_are_not_proposed() -> None:
    for name in ("上海市普陀区民政局", "上海市普陀区体育局", "上海市普陀区公安分局"):
        assert match(name).outcome == "new"


def test_a_bare_name_that_two_divisions_share_is_a_proposal_even_where_the_rest_is_equal() -> None:
    found = match("普陀区教育局")
    assert (found.organisation_id, found.method) == ("putuo_education", "proposed")
    assert (found.outcome, found.division_code) == ("to_review", None)
    assert found.score == Decimal("100.00")


def test_a_name_without_a_division_is_at_most_a_proposal() -> None:
    found = match("万里街道办事处")
    assert (found.organisation_id, found.outcome) == ("putuo_wanli", "to_review")
    found = match("贵阳政务服务中心")
    assert (found.organisation_id, found.outcome) == ("guiyang_service", "to_review")
    assert found.score == Decimal("94.12")


def test_a_close_name_of_the_same_division_is_proposed_with_its_score() -> None:
    found = match("上海市普陀区万里街道办")
    assert (found.organisation_id, found.method) == ("putuo_wanli", "proposed")
    assert found.score == Decimal("83.33")
    assert found.organisation_name == "上海市普陀区万里街道办事处"


def test_a_name_equal_to_two_registered_ones_is_left_to_a_person() -> None:
    register = [
        *registered("new", "上海市青浦区教育局", "310118"),
        *registered("old", "青浦区教育局", "310118"),
    ]
    found = match_names(["上海青浦区教育局"], register)[0]
    assert (found.organisation_id, found.outcome) == ("new", "to_review")


def test_the_order_of_the_register_does_not_matter() -> None:
    names = ["贵阳政务服务中心", "普陀区教育局", "上海市静安区教育局", "上海普陀区财政局"]
    results = [match_names(names, list(order)) for order in list(permutations(REGISTER))[::700]]
    assert all(result == results[0] for result in results)
    assert [found.name_printed for found in results[0]] == sorted(names)


def test_an_empty_register_makes_every_name_new() -> None:
    assert match_names(["上海市普陀区财政局"], [])[0].outcome == "new"


def test_the_key_is_that_of_the_tables() -> None:
    assert name_key("上海市 财政局(本级)") == "上海市财政局（本级）"


PARTY_OFFICE = (
    "中国共产党江苏省委员会办公厅",
    "中共江苏省委办公厅",
    "江苏省委办公厅",
    "中共江苏省委员会办公厅",
)


def test_the_spellings_of_a_party_office_are_one_organisation() -> None:
    others = ("江苏省人民政府办公厅", "中共南京市委办公厅", "江苏省委员会办公厅")
    found = {one.name_printed: one.spelling_of for one in match_names([*PARTY_OFFICE, *others], [])}
    assert {found[name] for name in PARTY_OFFICE} == {PARTY_OFFICE[0]}
    assert all(found[name] == name for name in others)


@pytest.mark.parametrize("name", PARTY_OFFICE)
def test_a_party_office_is_registered_under_any_of_its_spellings(name: str) -> None:
    register = registered("office", "中共江苏省委办公厅", "320000")
    assert match_names([name], register)[0].organisation_id == "office"


def test_a_name_that_says_no_single_division_is_a_spelling_of_itself() -> None:
    names = ["普陀区委办公室", "中共普陀区委办公室", "中共中央办公厅", "中央办公厅"]
    assert [one.spelling_of for one in match_names(names, [])] == sorted(names)


def test_a_name_equal_to_two_registered_ones_is_no_spelling_of_either() -> None:
    register = [
        *registered("first", "上海市青浦区教育局", "310118"),
        *registered("second", "青浦区教育局（本级）", "310118"),
    ]
    found = match_names(["上海市青浦区教育局", "青浦区教育局本级"], register)
    assert [one.spelling_of for one in found] == ["上海市青浦区教育局", "青浦区教育局本级"]
