"""Numbers of the texts of ten places, labelled by eye: found, of what, about what, told apart."""

from collections import Counter

import pytest

from benchmarks.narrative import CORPUS, judged

needs_national = pytest.mark.skipif(
    not CORPUS.is_dir(), reason="../shared/corpus/national with the published PDFs is not at hand"
)
RECALL = COORDINATES = TOLD_APART = 0.95
TIED = 0.90


@needs_national
def test_the_texts_of_ten_places() -> None:
    """The shares that are asked for, over all labelled numbers of the documents at hand."""
    scores = Counter(
        (label["role"], verdict) for label, verdict in judged(CORPUS) if label["role"] != "project"
    )
    right, wrong, missed = (
        {role: scores[role, verdict] for role in ("amount", "claim", "statistic")}
        for verdict in ("right", "wrong", "missed")
    )
    found = sum(right.values()) + sum(wrong.values())
    assert found + sum(missed.values()) >= 190
    assert found >= RECALL * (found + sum(missed.values()))
    assert right["amount"] >= COORDINATES * (right["amount"] + wrong["amount"])
    assert right["claim"] >= TIED * (right["claim"] + wrong["claim"] + missed["claim"])
    assert right["statistic"] >= TOLD_APART * (right["statistic"] + wrong["statistic"])
    assert scores["none", "made up"] == 0
