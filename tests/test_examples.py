"""The twenty questions of examples/ on the shipped samples: each has its stored answer."""

from pathlib import Path

import pytest

from pipelines.locations import REPOSITORY
from tests.test_main_job import gongkai

EXAMPLES = REPOSITORY / "examples"
QUESTIONS = sorted(EXAMPLES.glob("*.sql"))


def test_there_are_twenty_questions_in_both_languages() -> None:
    assert len(QUESTIONS) == 20
    for path in QUESTIONS:
        chinese, english, *_ = path.read_text(encoding="utf-8").splitlines()
        assert any("一" <= letter <= "鿿" for letter in chinese)
        assert english.endswith("? */")


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda path: path.stem)
def test_a_question_has_its_answer(question: Path, warehouse: Path) -> None:
    sql = question.read_text(encoding="utf-8")
    done = gongkai("query", sql, "--format", "csv", "--warehouse", str(warehouse))
    assert done.returncode == 0, done.stderr
    answer = EXAMPLES / "answers" / f"{question.stem}.csv"
    assert done.stdout == answer.read_text(encoding="utf-8")
    assert len(done.stdout.splitlines()) > 1
