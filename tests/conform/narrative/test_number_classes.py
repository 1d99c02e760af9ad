"""What a number that no row claims is called, by the words around it."""

import shutil
from pathlib import Path

import pytest

from pipelines.conform.narrative.census import class_of
from pipelines.conform.narrative.number_classes import load_number_classes
from pipelines.frames.knowledge_file import KnowledgeError
from pipelines.locations import LEXICON


@pytest.mark.parametrize(
    ("text", "token", "name"),
    [
        ("基本养老保险缴费支出（2080505）128.26万元", "2080505", "code"),
        ("（六）2080505-机关事业单位养老", "2080505", "code"),
        ("项目编码11000023T0000029", "11000023", "code"),
        ("项目编码11000023T0000029", "0000029", "code"),
        ("公开01表", "01", "ordinal"),
        ("比2025预算减少290万元", "2025", "year"),
        ("联系电话：（029）86780000", "029", "phone"),
        ("联系电话：（029）86780000", "86780000", "phone"),
        ("全年门诊诊疗2484万人次", "2484", "quantity"),
        ("市属公立医院13所", "13", "quantity"),
        ("采血总量84.71吨", "84.71", "quantity"),
        ("行政运行（2010301）", "2010301", "code"),
        ("支出（39）万元", "39", "unclaimed"),
        ("项目投资4000亿元", "4000", "unclaimed"),
        ("安排300万元", "300", "unclaimed"),
        ("占13.48%", "13.48", "unclaimed"),
    ],
)
def test_the_words_around_a_number_tell_its_class(text: str, token: str, name: str) -> None:
    first = text.index(token)
    assert class_of(text, first, first + len(token)) == name


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [("token:", "tokens:", "line 5"), (r"\d{3,9}", r"\d{3,9", "number_classes.yaml")],
)
def test_a_wrong_entry_is_named(old: str, new: str, told: str, tmp_path: Path) -> None:
    shutil.copytree(LEXICON, tmp_path / "lexicon")
    path = tmp_path / "lexicon" / "number_classes.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    if new == r"\d{3,9":
        path.write_text(path.read_text(encoding="utf-8").replace(new, "(?P<"), encoding="utf-8")
    with pytest.raises(KnowledgeError, match=told):
        load_number_classes(tmp_path / "lexicon")
