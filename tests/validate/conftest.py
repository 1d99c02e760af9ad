"""A candidate that is in order, built from the example of a hand-over, for suites to look at."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from pipelines.frames.storage import SCHEMAS, TIE_SCHEMAS, frame, write_frame
from pipelines.load.candidate import build_candidate
from pipelines.locations import Locations

StageRows = Mapping[str, list[dict[str, Any]]]


@pytest.fixture(scope="session")
def sound(stage_rows: StageRows, tmp_path_factory: pytest.TempPathFactory) -> Locations:
    """Locations of a candidate that keeps every rule."""
    folder: Path = tmp_path_factory.mktemp("sound")
    locations = Locations(folder / "raw", folder / "warehouse")
    for name in (*SCHEMAS, *TIE_SCHEMAS):
        write_frame(locations.stage, name, frame(name, stage_rows.get(name, [])))
    build_candidate(locations)
    return locations
