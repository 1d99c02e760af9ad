"""The shipped samples: the breaks that are there, their causes, and nothing else."""

import csv
from pathlib import Path

import polars as pl
import pytest

from pipelines.locations import RAW
from tests.shared_documents import corpus, needs_corpus
from tests.validate.ties.checked_documents import Checked, check_documents, sha256

SAMPLES = sorted((RAW / "samples").glob("*.pdf"))
PRECISION = RECALL = 0.95
GUIYANG = next(path for path in SAMPLES if path.name.startswith("guiyang"))


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Checked:
    return check_documents(tmp_path_factory.mktemp("samples"), [p.read_bytes() for p in SAMPLES])


@pytest.fixture(scope="module")
def guiyang(samples: Checked) -> list[dict[str, object]]:
    return samples.of(sha256(GUIYANG.read_bytes()))


@pytest.mark.parametrize(
    ("form_code", "row", "column", "printed", "cause"),
    [
        ("revenue_summary", "合计", "收入总计", "1,466.32", "sum_of_levels"),
        ("revenue_summary", "合计", "一般公共预算拨款收入", "1,466.27", "sum_of_levels"),
        ("expenditure_summary", "合计", "支出总计", "1,466.32", "sum_of_levels"),
        ("general_public_expenditure", "合计", "总计", "1,492.52", "sum_of_levels"),
        ("general_public_expenditure", "合计", "基本支出 / 小计", "246.28", "sum_of_levels"),
        (
            "basic_expenditure_department_economic",
            "合计",
            "基本支出 / 公用经费",
            "51.86",
            "truncated_sum",
        ),
        ("three_public", "合计", "2021年初预算数(万元)", "0.80", "truncated_sum"),
    ],
)
def test_known_breaks_have_their_cause(
    guiyang: list[dict[str, object]],
    form_code: str,
    row: str,
    column: str,
    printed: str,
    cause: str,
) -> None:
    place = {"form_code": form_code, "row_label": row, "column_label": column}
    found = [each for each in guiyang if place.items() <= each.items()]
    assert found
    assert {each["printed_text"] for each in found} == {printed}
    assert {each["cause"] for each in found} == {cause}


def test_the_truncated_sum_names_where_it_ends(guiyang: list[dict[str, object]]) -> None:
    words = [str(each["cause_zh"]) for each in guiyang if each["printed_text"] == "51.86"]
    assert words and all("SUM/2" in text for text in words)


def test_no_finding_on_the_sound_forms(guiyang: list[dict[str, object]]) -> None:
    """表1, 表4 and 表7 add up; 2,238.96 against 2,238.95 is rounding."""
    sound = {
        "revenue_expenditure_summary",
        "fiscal_appropriation_summary",
        "basic_expenditure_government_economic",
    }
    assert not [each for each in guiyang if each["form_code"] in sound]


def test_findings_of_one_error_share_a_root(guiyang: list[dict[str, object]]) -> None:
    tables = [each for each in guiyang if each["form_code"] == "general_public_expenditure"]
    totals = [each for each in tables if each["row_label"] == "合计"]
    assert len({each["root_finding_id"] for each in totals}) == 1
    known = {each["finding_id"] for each in guiyang}
    assert {each["root_finding_id"] for each in guiyang} <= known


def test_every_tie_runs_on_every_document(samples: Checked) -> None:
    runs = samples.runs
    assert runs.height == runs["rule_id"].n_unique() * len(SAMPLES)
    silent = runs.filter(pl.col("outcome").is_in(["not_applicable", "not_executed"]))
    assert silent["reason"].null_count() == 0
    assert runs.filter(pl.col("outcome") == "passed").height > 100


def test_findings_keep_their_ids(tmp_path: Path, samples: Checked) -> None:
    again = check_documents(tmp_path, [GUIYANG.read_bytes()])
    mine = again.findings["finding_id"].to_list()
    theirs = samples.of(sha256(GUIYANG.read_bytes()))
    assert sorted(mine) == sorted(each["finding_id"] for each in theirs)


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Checked:
    folder = tmp_path_factory.mktemp("corpus")
    return check_documents(folder, [path.read_bytes() for path in corpus().values()])


@needs_corpus
def test_the_forms_of_the_corpus_are_sound(real: Checked) -> None:
    """Each document was checked on its pages: their tables contradict nothing."""
    assert real.report.checks > 2500
    sums = real.findings.filter(pl.col("form_code").is_not_null() & pl.col("cause").is_not_null())
    assert sums.to_dicts() == []


@needs_corpus
def test_every_finding_of_the_corpus_was_looked_at_and_is_true(real: Checked) -> None:
    """finding_labels.csv: what each finding is, judged on the picture of its page."""
    with (Path(__file__).parent / "finding_labels.csv").open(encoding="utf-8", newline="") as file:
        labels = {row["finding"]: row["is_true"] == "true" for row in csv.DictReader(file)}
    found = set(real.findings["finding_id"].to_list())
    assert found - set(labels) == set(), "findings that nobody has looked at"
    assert sum(labels[finding] for finding in found) >= PRECISION * len(found)
    assert len(found) >= RECALL * sum(labels.values())
