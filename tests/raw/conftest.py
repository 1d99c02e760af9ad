"""A folder that the tests of taking in put their files into."""

from pathlib import Path

import pytest

from tests.raw.archive_files import pdf


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one sound PDF, which must always be taken in."""
    made = tmp_path / "in"
    made.mkdir()
    (made / "sound.pdf").write_bytes(pdf())
    return made
