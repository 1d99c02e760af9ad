"""Releases are kept in the order of serving; one that never was served pushes out no other."""

import os
from pathlib import Path

import pytest

from pipelines.locations import Locations
from pipelines.publish.retention import note_served, remove_old, served, sweep


@pytest.fixture
def locations(tmp_path: Path) -> Locations:
    return Locations(tmp_path / "raw", tmp_path / "warehouse")


def lay(locations: Locations, name: str, is_served: bool = True) -> None:
    """A release as a publication leaves it, or one that was killed before the switch."""
    database = locations.releases / name / "gongkai.duckdb"
    database.parent.mkdir(parents=True)
    database.touch()
    if is_served:
        locations.current.unlink(missing_ok=True)
        locations.current.symlink_to(os.path.relpath(database, locations.warehouse))
        note_served(locations)


def kept(locations: Locations) -> list[str]:
    return sorted(path.name for path in locations.releases.iterdir())


def test_the_order_is_that_of_serving_also_when_the_clock_was_moved_back(
    locations: Locations,
) -> None:
    for name in ("2026-03", "2026-01", "2026-02"):
        lay(locations, name)
    assert served(locations) == ["2026-03", "2026-01", "2026-02"]
    remove_old(locations, kept=2)
    assert kept(locations) == ["2026-01", "2026-02"]


def test_one_that_never_was_served_goes_before_any_that_was(locations: Locations) -> None:
    lay(locations, "2026-01")
    lay(locations, "2026-02")
    lay(locations, "2026-09", is_served=False)
    (locations.releases / ".unfinished_x").mkdir()
    sweep(locations)
    assert kept(locations) == ["2026-01", "2026-02"]
    remove_old(locations, kept=1)
    assert kept(locations) == ["2026-02"]


def test_what_a_first_publication_left_was_never_served(locations: Locations) -> None:
    lay(locations, "2026-01", is_served=False)
    sweep(locations)
    assert kept(locations) == []


def test_a_switch_that_was_not_noted_counts_as_served(locations: Locations) -> None:
    lay(locations, "2026-01")
    lay(locations, "2026-02")
    os.replace(locations.warehouse / "served.json", locations.warehouse / "lost")
    assert served(locations) == ["2026-01", "2026-02"]
    sweep(locations)
    assert kept(locations) == ["2026-01", "2026-02"]
