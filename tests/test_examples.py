"""The questions of examples/ on the shipped samples: each has its stored answer."""

import importlib.util
from pathlib import Path

import pytest

from tests.command import asked, gongkai
from tests.examples_page import PAGE, answer_of, questions, render
from tests.readme_queries import queries

QUESTIONS = questions()


def test_questions_stand_in_both_languages() -> None:
    assert len(QUESTIONS) >= 42
    for path in QUESTIONS:
        chinese, english, *_ = path.read_text(encoding="utf-8").splitlines()
        assert any("一" <= letter <= "鿿" for letter in chinese)
        assert english.endswith("? */")


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda path: path.stem)
def test_a_question_has_its_answer(question: Path, warehouse: Path) -> None:
    place = ["--warehouse", str(warehouse)]
    run = gongkai if question == QUESTIONS[0] else asked
    done = run("query", "--file", str(question), "--format", "csv", *place)
    assert done.returncode == 0, done.stderr
    assert done.stdout == answer_of(question).read_text(encoding="utf-8")
    assert len(done.stdout.splitlines()) > 1


def test_the_page_shows_questions_and_answers_as_they_are() -> None:
    assert PAGE.read_text(encoding="utf-8") == render(), "make examples brings it up to date"


@pytest.mark.parametrize("sql", queries("README.md", of_corrections=False))
def test_a_question_of_the_readme_has_rows(sql: str, warehouse: Path) -> None:
    done = asked("query", sql, "--format", "csv", "--warehouse", str(warehouse))
    assert done.returncode == 0, done.stderr
    assert len(done.stdout.splitlines()) > 1


def test_both_readmes_ask_the_same() -> None:
    for of_corrections in (False, True):
        asked = queries("README.md", of_corrections)
        assert asked == queries("README.zh-CN.md", of_corrections)
        assert asked


def test_the_notebook_runs_on_the_samples(warehouse: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GONGKAI_WAREHOUSE", str(warehouse))
    spec = importlib.util.spec_from_file_location("notebook", PAGE.with_name("notebook.py"))
    assert spec is not None and spec.loader is not None
    notebook = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(notebook)
    outputs, defined = notebook.app.run()
    assert len(outputs) == 5
    assert len(defined["organisations"]) > 3
    assert defined["organisation"].value == defined["organisations"][0][0]
    assert defined["years"].height >= 1
    assert defined["years"]["expenditure_yuan"].sum() == defined["functions"]["total_yuan"].sum()
    assert "message_zh" in defined["findings"].columns
