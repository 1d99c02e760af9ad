"""The record of outcomes holds for one candidate only."""

from dataclasses import replace
from pathlib import Path

import pytest

from pipelines.locations import Locations
from pipelines.validate.outcomes import (
    ExpectationOutcome,
    candidate_passed,
    record_outcomes,
    stored_record,
)

PASSED = ExpectationOutcome("core.thing", "rule", "critical", "passed", 0, [], "A rule.")


@pytest.fixture
def locations(tmp_path: Path) -> Locations:
    place = Locations(tmp_path / "raw", tmp_path / "warehouse")
    place.warehouse.mkdir()
    place.candidate.write_bytes(b"candidate")
    return place


def test_a_passed_candidate_may_be_released(locations: Locations) -> None:
    record = record_outcomes(locations, [PASSED])
    assert stored_record(locations) == record
    assert candidate_passed(locations, ["rule"])


def test_another_candidate_has_not_been_checked(locations: Locations) -> None:
    record_outcomes(locations, [PASSED])
    locations.candidate.write_bytes(b"another candidate")
    assert not candidate_passed(locations, ["rule"])


def test_without_a_record_nothing_may_be_released(locations: Locations) -> None:
    assert not candidate_passed(locations, [])


def test_a_rule_that_has_not_run_stops_the_release(locations: Locations) -> None:
    record_outcomes(locations, [PASSED])
    assert not candidate_passed(locations, ["rule", "another_rule"])


@pytest.mark.parametrize(
    ("outcome", "severity", "passes"),
    [
        ("failed", "critical", False),
        ("failed", "warning", True),
        ("not_executed", "info", False),
    ],
)
def test_what_stops_the_release(
    locations: Locations, outcome: str, severity: str, passes: bool
) -> None:
    changed = replace(PASSED, rule_id="other", outcome=outcome, severity=severity, failing_rows=1)
    record_outcomes(locations, [PASSED, changed])
    assert candidate_passed(locations, ["rule", "other"]) is passes
