"""One small release and its export in every format, for all tests of this folder to read."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from pipelines.load.candidate import build_candidate
from pipelines.locations import Locations
from pipelines.publish.export import FORMATS, export_release
from pipelines.publish.release import publish_release
from tests.conftest import document, hand_over
from tests.read_once import made_once


@pytest.fixture(scope="session")
def published(stage_rows: Mapping[str, list[dict[str, Any]]], shared_folder: Path) -> Locations:
    """The example of a hand-over, whose unit publishes the same again; nothing may change it."""

    def publish(folder: Path) -> None:
        made = Locations(folder / "raw", folder / "warehouse")
        hand_over(made, with_a_unit(stage_rows))
        build_candidate(made)
        publish_release(made, checks_passed=True)

    folder = made_once(shared_folder / "published_unit", publish)
    return Locations(folder / "raw", folder / "warehouse")


def with_a_unit(stage_rows: Mapping[str, list[dict[str, Any]]]) -> dict[str, list[dict[str, Any]]]:
    """The rows, and the same once more as the document of a unit."""
    unit = "d" * 64
    address = {"source_url": "https://example.org/budget.pdf"}
    own = [
        row | {"statement_id": f"unit_{row['statement_id']}", "document_id": unit, "scope": "unit"}
        for row in stage_rows["statement"]
    ]
    forms = [row | {"document_id": unit} for row in stage_rows["form_reading"]]
    return {
        **stage_rows,
        "document": [*stage_rows["document"], document(unit, scope="unit", **address)],
        "statement": [*stage_rows["statement"], *own],
        "form_reading": [*stage_rows["form_reading"], *forms],
    }


@pytest.fixture(scope="session")
def exported(published: Locations, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every format of the release, in one folder."""
    folder = tmp_path_factory.mktemp("export")
    export_release(published.current, folder, FORMATS)
    return folder
