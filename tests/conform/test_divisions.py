"""Which division of GB/T 2260 the beginning of a name stands for."""

import pytest

from pipelines.conform.divisions import divisions, split_division, unique_prefixes


@pytest.mark.parametrize(
    ("name", "codes", "rest"),
    [
        ("上海市青浦区教育局", {"310118"}, "教育局"),
        ("青浦区教育局", {"310118"}, "教育局"),
        ("上海青浦区教育局", {"310118"}, "教育局"),
        ("贵州省贵阳市南明区财政局", {"520102"}, "财政局"),
        ("贵州贵阳市财政局", {"520100"}, "财政局"),
        ("贵州省财政厅", {"520000"}, "财政厅"),
        ("吉林市财政局", {"220200"}, "财政局"),
        # two districts of this name: in Shanghai and in Zhoushan
        ("普陀区教育局", {"310107", "330903"}, "教育局"),
        ("舟山市普陀区教育局", {"330903"}, "教育局"),
        # abolished in 2015, 2016 and 2011
        ("上海市闸北区财政局", {"310108"}, "财政局"),
        ("崇明县财政局", {"310230"}, "财政局"),
        ("毕节地区财政局", {"522400"}, "财政局"),
    ],
)
def test_the_longest_beginning_counts(name: str, codes: set[str], rest: str) -> None:
    assert split_division(name) == (codes, rest)


@pytest.mark.parametrize(
    "name", ["南京东路街道办事处", "贵阳政务服务中心", "中山大学", "城区教育局", "人民政府办公室"]
)
def test_a_short_name_or_a_word_of_any_town_is_no_division(name: str) -> None:
    assert split_division(name) == (frozenset(), name)


def test_a_name_that_moved_to_another_code_means_the_code_of_today() -> None:
    """大方县 was 522422 in the prefecture 毕节地区 and is 520521 in the city 毕节市."""
    assert not divisions()["522422"].is_current
    assert split_division("大方县财政局")[0] == {"520521"}


def test_a_renamed_county_that_kept_its_code_is_found_under_both_names() -> None:
    assert divisions()["130602"].names == ("竞秀区", "新市区")
    assert split_division("保定市新市区财政局")[0] == {"130602"}
    assert split_division("保定市竞秀区财政局")[0] == {"130602"}


def test_rows_that_only_gather_counties_are_no_divisions() -> None:
    names = {name for division in divisions().values() for name in division.names}
    assert names.isdisjoint({"市辖区", "县", "省直辖县级行政区划"})
    assert {division.name_zh for division in divisions().values() if division.is_current} <= names


def test_an_ambiguous_beginning_assigns_no_division() -> None:
    assert unique_prefixes()["青浦区"] == "310118"
    assert "普陀区" not in unique_prefixes()
