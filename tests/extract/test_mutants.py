"""Troubles that offices make, printed on a page by seed: no wrong amount, and no crash.

The whole of them is `python -m benchmarks.mutants`.
"""

import pytest

from benchmarks import mutants
from benchmarks.mutants import KINDS, Original, Press, Spot, original, outcome
from pipelines.extract.document_tree import Box
from pipelines.locations import RAW

PAGES, SEED = 12, 1
# Three amounts are spoilt; what else is lost with them must be little.
LEAST_RIGHT = 0.75


@pytest.fixture(scope="module")
def base() -> Original:
    return original(RAW / "samples" / "putuo-justice-2026-budget.pdf", PAGES)


@pytest.mark.parametrize("kind", KINDS)
def test_a_trouble_at_a_few_amounts_makes_none_wrong(base: Original, kind: str) -> None:
    found = outcome(base, kind, SEED)
    assert (found["wrong"], found["crashed"]) == (0, 0)
    assert found["right"] >= LEAST_RIGHT * sum(base.facts.values())


def test_an_amount_that_is_printed_otherwise_would_count_as_wrong(
    base: Original, monkeypatch: pytest.MonkeyPatch
) -> None:
    def replaced(press: Press, spot: Spot) -> None:
        press.area(Box(spot.ink.x0 - 1, spot.ink.top, spot.ink.x1 + 1, spot.ink.bottom), 255)
        press.text(spot.other, spot.ink.x0, spot.ink.bottom - 1, spot.size)

    monkeypatch.setitem(mutants.KINDS, "replaced", replaced)
    assert sum(outcome(base, "replaced", seed)["wrong"] for seed in range(3))
