"""The wheel carries the knowledge the code works with; without it nothing starts."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipelines import knowledge
from pipelines.cli import main
from pipelines.knowledge import KnowledgeMissing, check_knowledge
from pipelines.locations import REPOSITORY

SHOW = """
from pipelines.knowledge import check_knowledge
from pipelines.load.sql_table import load_tables
from pipelines.locations import TABLES, RAW
from pipelines.validate.suite_files import load_suites
check_knowledge()
print(len(load_tables(TABLES)) > 40, len(load_suites()) > 30, RAW.parent)
"""


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with what the wheel of this repository holds."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    done = subprocess.run(build, cwd=REPOSITORY, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "site")
    return folder / "site"


def run_in(installed: Path, elsewhere: Path, code: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=elsewhere,
        env={"PYTHONPATH": str(installed)},
        capture_output=True,
        text=True,
    )


def test_an_installed_wheel_has_its_knowledge_and_works_where_it_is_started(
    installed: Path, tmp_path: Path
) -> None:
    done = run_in(installed, tmp_path, SHOW)
    assert done.stdout == f"True True {tmp_path}\n", done.stderr


def test_every_file_of_knowledge_is_in_the_wheel(installed: Path) -> None:
    packed = {path.relative_to(installed / "pipelines" / "packed") for path in _files(installed)}
    kept = [REPOSITORY / "expectations", REPOSITORY / "warehouse"]
    wanted = {
        path.relative_to(REPOSITORY)
        for folder in kept
        for path in folder.rglob("*")
        if path.suffix in (".sql", ".csv", ".yaml") and "build" not in path.parts
    }
    assert wanted <= packed
    yaml = {path.name for path in (REPOSITORY / "pipelines").rglob("*.yaml")}
    assert yaml <= {path.name for path in (installed / "pipelines").rglob("*.yaml")}


def _files(installed: Path) -> list[Path]:
    return [path for path in (installed / "pipelines" / "packed").rglob("*") if path.is_file()]


def test_an_empty_folder_of_knowledge_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    check_knowledge()
    monkeypatch.setitem(knowledge._NEEDED, "suites", (tmp_path, "*.yaml"))
    with pytest.raises(KnowledgeMissing, match=f"no suites in {tmp_path}"):
        check_knowledge()
    done = CliRunner().invoke(main, ["status", "--warehouse", str(tmp_path)])
    assert done.exit_code == 1
    assert "the installation is incomplete" in done.stderr
