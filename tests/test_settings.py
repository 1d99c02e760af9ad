"""gongkai.yaml: what it says is in force, and what is wrong in it is told with its line."""

from pathlib import Path

import pytest

from pipelines.extract.worker_pool import Limits
from pipelines.frames.knowledge_file import KnowledgeError
from pipelines.locations import REPOSITORY
from pipelines.settings import FILE_NAME, VARIABLE, Settings, read_settings, settings


def test_the_file_of_the_repository_states_the_defaults() -> None:
    assert read_settings(REPOSITORY / FILE_NAME) == Settings()


def test_a_file_that_is_named_is_in_force(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text("limits: {document_seconds: 7, memory_mib: 2048, workers: 3}\n")
    monkeypatch.setenv(VARIABLE, str(path))
    limits = Limits.of(settings().limits, budget_seconds=9)
    assert (limits.seconds, limits.memory_bytes, limits.workers) == (7, 2048 * 1024**2, 3)
    assert (limits.seconds_per_scan, limits.budget_seconds) == (30, 9)
    assert settings().retention.releases == 5


def test_a_file_of_comments_states_nothing(tmp_path: Path) -> None:
    path = tmp_path / "empty.yaml"
    path.write_text("# nothing\n")
    assert read_settings(path) == Settings()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("limits:\n  workers: 1\n  night_second: 5\n", "line 3: limits.night_second: Extra"),
        ("retention:\n  releases: 0\n", "line 2: retention.releases"),
        ("retention:\n  releases: '5'\n", "line 2: retention.releases"),
        ("night: {timezone: Asia/Shanghay}\n", "no such time zone: Asia/Shanghay"),
        ("notices: {webhook: 'ftp://x'}\n", "notices.webhook"),
        ("notices:\n  email: {to: [], sender: a, host: b}\n", "line 2: notices.email.to"),
        ("limits: [\n", "mine.yaml"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(tmp_path: Path, text: str, told: str) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(text)
    with pytest.raises(KnowledgeError, match=r"mine\.yaml") as error:
        read_settings(path)
    assert told in str(error.value)
