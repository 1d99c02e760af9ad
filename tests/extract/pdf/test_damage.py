"""A hundred damaged copies of small disclosures: none hangs, kills a worker or loses a page."""

from pathlib import Path

from benchmarks.damage import KINDS, SOUND, run
from pipelines.extract.worker_pool import Limits


def test_no_page_is_lost_in_silence(tmp_path: Path) -> None:
    outcomes = list(run(100, tmp_path, Limits(seconds=60, workers=2)))
    assert len(outcomes) == 100
    assert {kind for kind, _, _ in outcomes} == set(KINDS)
    assert [each.what for _, _, each in outcomes if each.kind not in SOUND] == []
