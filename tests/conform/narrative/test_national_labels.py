"""Numbers of twelve places' texts, labelled by eye: found, of what, about what, told apart."""

from collections import Counter
from pathlib import Path

import pytest

from benchmarks.narrative import CORPUS, DRAWN, NATIONAL, judged

needs_national = pytest.mark.skipif(
    not CORPUS.is_dir(), reason="../shared/corpus/national with the published PDFs is not at hand"
)
RECALL = COORDINATES = TOLD_APART = 0.95
TIED = 0.90
# Of the numbers drawn by lot, those of documents with so many of them are read in the tests.
MOST_DRAWN = 8


@needs_national
@pytest.mark.parametrize(("file", "least", "count"), [(NATIONAL, 1, 190), (DRAWN, MOST_DRAWN, 180)])
def test_the_texts_of_twelve_places(file: Path, least: int, count: int) -> None:
    """The shares that are asked for, over all labelled numbers of the documents at hand."""
    scores = Counter(
        (label["role"], verdict)
        for label, verdict in judged(CORPUS, (file,), least)
        if label["role"] != "project"
    )
    right, wrong, missed = (
        {role: scores[role, verdict] for role in ("amount", "claim", "statistic")}
        for verdict in ("right", "wrong", "missed")
    )
    found = sum(right.values()) + sum(wrong.values())
    assert found + sum(missed.values()) >= count
    assert found >= RECALL * (found + sum(missed.values()))
    assert right["amount"] >= COORDINATES * (right["amount"] + wrong["amount"])
    assert right["claim"] >= TIED * (right["claim"] + wrong["claim"] + missed["claim"])
    assert right["statistic"] >= TOLD_APART * (right["statistic"] + wrong["statistic"])
    assert scores["none", "made up"] == 0
