"""Questions of examples/ on published documents: the answers are those of the pages."""

import csv
import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml

from pipelines.locations import REPOSITORY
from tests.command import asked, gongkai
from tests.read_once import warmed
from tests.shared_documents import CORPUS, NATIONAL, needs_corpus, needs_national_corpus

# A form with a column for each budget, and one with rows of the department and its units.
OF_OTHER_PLACES = ("7c3178d4", "321a5fee")
ANSWERS: list[dict[str, Any]] = yaml.load(
    Path(__file__).with_name("corpus_answers.yaml").read_text(encoding="utf-8"), yaml.CSafeLoader
)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("corpus")
    raw = folder / "raw"
    raw.mkdir()
    others = [path for path in NATIONAL.rglob("*.pdf") if path.stem in OF_OTHER_PLACES]
    for path in (*CORPUS.glob("*.pdf"), *others):
        shutil.copy(path, raw)
    warmed(folder / "warehouse", raw)
    done = gongkai("run", "--strict", "--raw", str(raw), "--warehouse", str(folder / "warehouse"))
    assert done.returncode == 0, done.stderr
    return folder / "warehouse"


@needs_corpus
@needs_national_corpus
@pytest.mark.parametrize("answer", ANSWERS, ids=lambda answer: answer["question"])
def test_an_answer_is_what_the_page_prints(answer: dict[str, Any], served: Path) -> None:
    sql = (REPOSITORY / "examples" / f"{answer['question']}.sql").read_text(encoding="utf-8")
    done = asked("query", sql, "--format", "csv", "--warehouse", str(served))
    assert done.returncode == 0, done.stderr
    rows = list(csv.DictReader(done.stdout.lstrip("\ufeff").splitlines()))
    assert [row for row in rows if answer["row"].items() <= row.items()], answer["page"]
