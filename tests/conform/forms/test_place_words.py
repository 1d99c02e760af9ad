"""A place's file only adds words, is chosen by division code, and is checked strictly."""

import shutil
from pathlib import Path

import pytest

from pipelines.conform.forms.lexicon import load_lexicon
from pipelines.conform.forms.place_words import load_places, places_of, words_version
from pipelines.frames.knowledge_file import KnowledgeError
from pipelines.locations import CODES, LEXICON

PROVINCE = "division_name: 广东省\nfund_source: {unit_funds: [自筹款项]}\n"
CITY = "division_name: 深圳市\nnature: {project: [发展类]}\n"


def lexicon_with(folder: Path, **files: str) -> Path:
    """A copy of the lexicon with these files of places only."""
    copy = folder / "lexicon"
    shutil.copytree(LEXICON, copy)
    shutil.rmtree(copy / "places")
    (copy / "places").mkdir()
    for code, text in files.items():
        (copy / "places" / f"{code.removeprefix('d')}.yaml").write_text(text, encoding="utf-8")
    return copy


@pytest.mark.parametrize(
    ("name", "places"),
    [
        ("深圳市统计局", ("440000", "440300")),
        ("广东省深圳市罗湖区统计局", ("440000", "440300")),
        ("中共深圳市委宣传部", ("440000", "440300")),
        ("广东省高级人民法院", ("440000",)),
        ("广州市统计局", ()),
        ("统计局", ()),
        (None, ()),
    ],
)
def test_places_are_those_an_organisation_lies_in(
    name: str | None, places: tuple[str, ...], tmp_path: Path
) -> None:
    assert places_of(name, lexicon_with(tmp_path, d440000=PROVINCE, d440300=CITY)) == places


def test_words_of_a_place_are_known_there_and_nowhere_else(tmp_path: Path) -> None:
    folder = lexicon_with(tmp_path, d440000=PROVINCE, d440300=CITY)
    there = load_lexicon(folder, CODES, ("440000", "440300"))
    assert dict(there.meaning("发展类支出", "expenditure").sets) == {"nature": "project"}  # pyright: ignore
    assert dict(there.meaning("自筹款项", "revenue").sets) == {"fund_source": "unit_funds"}  # pyright: ignore
    elsewhere = load_lexicon(folder, CODES)
    assert elsewhere.meaning("发展类支出", "expenditure") is None


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("division_name: 深圳市\nnatures: {}\n", "440300.yaml, line 2: natures"),
        ("division_name: 上海市\n", "GB/T 2260 has .*深圳市.* not 上海市"),
        ("division_name: 深圳市\nnature: {basic: [项目支出]}\n", "项目支出 is project already"),
        ("division_name: 深圳市\nnature: {projekt: [发展类]}\n", "no such value 'projekt'"),
    ],
)
def test_a_wrong_file_is_named_with_what_is_wrong(text: str, told: str, tmp_path: Path) -> None:
    folder = lexicon_with(tmp_path, d440300=text)
    with pytest.raises(KnowledgeError, match=told):
        load_lexicon(folder, CODES, tuple(load_places(folder)))


def test_a_file_named_after_no_division_is_refused(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match="no division under 449999"):
        load_places(lexicon_with(tmp_path, d449999="division_name: 深圳市\n"))


def test_the_files_that_ship_fit_the_national_words() -> None:
    for code in load_places(LEXICON):
        load_lexicon(LEXICON, CODES, (code,))


def test_words_of_a_place_concern_the_documents_of_that_place_only(tmp_path: Path) -> None:
    before = lexicon_with(tmp_path / "before", d440300=CITY)
    after = lexicon_with(tmp_path / "after", d440300=CITY + "# one word more\n")
    nowhere = lexicon_with(tmp_path / "nowhere")
    within, without = "深圳市统计局", "上海市审计局"
    assert words_version(within, before) != words_version(within, after)
    assert words_version(within, nowhere) not in {words_version(within, before), ""}
    for name in (without, None):
        versions = {words_version(name, each) for each in (before, after, nowhere)}
        assert len(versions) == 1
