"""Letters of text layers that are no ideographs although the page shows some."""

import unicodedata

import pytest
import yaml

from pipelines.conform.narrative.census import plain
from pipelines.conform.wording import squeeze
from pipelines.extract.attachments.grid_table import line_in
from pipelines.extract.document_tree import Box
from pipelines.extract.ideographs import RADICALS_FILE, RadicalsFile, plain_letters, with_ideographs
from pipelines.frames.knowledge_file import KnowledgeError, read_strictly
from tests.extract.pdf.test_letter_shapes import page_whose_font_says


@pytest.mark.parametrize(
    ("printed", "meant"),
    [
        ("部⻔预算", "部门预算"),  # CJK Radicals Supplement, which NFKC leaves as it is
        ("⽰例县⽀出总表", "示例县支出总表"),  # Kangxi radicals
        ("公务⽤⻋", "公务用车"),
        ("财政专⼾", "财政专户"),  # NFKC says 戶
        ("１２３（万元）", "123(万元)"),
    ],
)
def test_radicals_are_the_ideographs_that_the_page_shows(printed: str, meant: str) -> None:
    assert plain_letters(printed) == meant
    assert squeeze(printed) == meant


def test_other_letters_stay_as_they_are_printed() -> None:
    assert with_ideographs("①部⻔１２３ ²") == "①部门１２３ ²"


def test_places_in_a_line_stay_the_same() -> None:
    assert plain("⻔ ⻋1") == "门 车1"


def test_each_radical_is_one_that_nfkc_does_not_map_so() -> None:
    radicals = read_strictly(RADICALS_FILE, RadicalsFile).radicals
    assert len(radicals) > 80
    assert all(unicodedata.normalize("NFKC", one) != other for one, other in radicals.items())
    assert all("RADICAL" in unicodedata.name(radical) for radical in radicals)


@pytest.mark.parametrize("entry", [{"门": "门"}, {"⻔": "⻔"}, {"⻔": "门口"}])
def test_what_is_no_radical_or_no_ideograph_is_an_error(tmp_path, entry: dict[str, str]) -> None:
    path = tmp_path / "radicals.yaml"
    path.write_text(yaml.safe_dump({"radicals": entry}, allow_unicode=True), encoding="utf-8")
    with pytest.raises(KnowledgeError, match="line"):
        read_strictly(path, RadicalsFile)


def test_every_reader_of_files_shows_ideographs() -> None:
    box = Box(0, 0, 100, 10)
    assert line_in("部⻔：⽔务局", box).text == "部门：水务局"
    assert len(line_in("部⻔", box).starts) == 2


def test_the_text_layer_of_a_pdf_is_read_by_what_the_page_shows() -> None:
    page = page_whose_font_says({"u": "⻔", "o": "⽰"})
    assert page.lines[0].text == "B门dget 示f the 示ffice 2025"
