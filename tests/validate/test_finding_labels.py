"""Findings that were judged on the page: what is kept of them, and what a benchmark makes of it."""

from collections import Counter
from pathlib import Path

import pytest

from benchmarks.finding_labels import cause_of, judged, label_of, labels
from tests.shared_documents import national_corpus, needs_national_corpus
from tests.validate.ties.checked_documents import check_documents

LABEL = {
    "document": "d", "rule": "r", "page": "3", "x0": "10", "top": "20", "verdict": "true",
    "cause": "truncated", "cause_verdict": "right", "cause_should_be": "",
}  # fmt: skip
FINDING = {"document_id": "d", "rule_id": "r", "page": 3, "x0": 11.0, "top": 19.0, "cause": None}
# its stock is dated to the end of the year that the budget is for
DOCUMENTS = ("70050347.pdf",)


@needs_national_corpus
def test_what_was_judged_true_is_found_and_nothing_false(tmp_path: Path) -> None:
    paths = {path.name: (sha, path) for sha, path in national_corpus().items()}
    ids = {paths[name][0] for name in DOCUMENTS}
    checked = check_documents(tmp_path, [paths[name][1].read_bytes() for name in DOCUMENTS])
    kept = [label for label in labels() if label["document"] in ids]
    raised = [finding for document in ids for finding in checked.of(document)]
    counts = judged(kept, raised)
    assert (counts["true"], counts["lost"], counts["false alarm"]) == (len(kept), 0, 0)


def test_every_label_says_why() -> None:
    verdicts = Counter(label["verdict"] for label in labels())
    assert verdicts == {"true": 74, "false": 11, "doubtful": 1}
    for label in labels():
        assert label["why"], label
        assert bool(label["cause_verdict"]) == (label["verdict"] == "true"), label
        assert bool(label["cause"]) or label["cause_verdict"] not in ("right", "wrong"), label


@pytest.mark.parametrize(
    ("verdict", "outcome"), [("true", "true"), ("false", "false alarm"), ("doubtful", "doubtful")]
)
def test_a_finding_counts_as_it_was_judged(verdict: str, outcome: str) -> None:
    assert judged([LABEL | {"verdict": verdict}], [FINDING]) == {outcome: 1}


def test_a_true_finding_that_is_not_raised_is_lost_and_a_new_one_is_not_judged() -> None:
    assert judged([LABEL], [FINDING | {"page": 4}]) == {"lost": 1, "not judged": 1}
    assert judged([LABEL | {"verdict": "false"}], []) == {}


@pytest.mark.parametrize(
    "other",
    [{"document_id": "e"}, {"rule_id": "s"}, {"page": None}, {"x0": 13.1}, {"top": None}],
)
def test_a_label_is_of_one_place(other: dict[str, object]) -> None:
    assert label_of([LABEL], FINDING) == 0
    assert label_of([LABEL], FINDING | other) is None


def test_a_finding_without_a_page_has_its_label() -> None:
    nowhere = {"page": "", "x0": "", "top": ""}
    assert label_of([LABEL | nowhere], FINDING | {"page": None, "x0": None, "top": None}) == 0


def test_a_cause_is_right_wrong_or_was_not_judged() -> None:
    assert cause_of(LABEL, "truncated") == "cause right"
    assert cause_of(LABEL | {"cause_verdict": "wrong"}, "truncated") == "cause wrong"
    assert cause_of(LABEL, "row_absent") == "cause not judged"
    mended = LABEL | {"cause_verdict": "wrong", "cause_should_be": "row_lost row_absent"}
    assert cause_of(mended, "row_absent") == "cause right"
    assert cause_of(LABEL, None) == ""
    assert cause_of(LABEL | {"verdict": "false"}, "truncated") == ""
