"""A warehouse with one release, made without reading a document, for the commands to read."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from pipelines.cli import main
from pipelines.load.candidate import build_candidate
from pipelines.locations import Locations
from pipelines.publish.release import publish_release
from tests.conftest import copied, hand_over


def published(folder: Path, rows: Mapping[str, list[dict[str, Any]]]) -> Locations:
    """A warehouse in `folder` that serves these rows."""
    locations = Locations(folder / "raw", folder / "warehouse")
    locations.raw.mkdir(parents=True)
    hand_over(locations, rows)
    build_candidate(locations)
    publish_release(locations, checks_passed=True)
    return locations


@pytest.fixture(scope="session")
def served(published_example: Locations) -> Locations:
    """The example of a hand-over, published. Nothing may change it."""
    return published_example


@pytest.fixture
def of_its_own(served: Locations, tmp_path: Path) -> Locations:
    """A copy, for one test to change."""
    return copied(served, tmp_path)


@pytest.fixture(autouse=True)
def no_language_of_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the tests read does not depend on whose machine they run on."""
    for name in ("GONGKAI_LANGUAGE", "LC_ALL", "LC_MESSAGES", "GONGKAI_WAREHOUSE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "C.UTF-8")


class Gongkai:
    """The command in this process: its exit status, standard output and standard error."""

    def __call__(self, *arguments: str | Path) -> Result:
        return CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.fixture(scope="session")
def gongkai() -> Gongkai:
    """Run `gongkai` with these arguments."""
    return Gongkai()
