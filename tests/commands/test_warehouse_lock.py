"""One build at a time in a warehouse: the second is told who is at work."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipelines.cli import main
from pipelines.commands.problems import UsageProblem
from pipelines.commands.warehouse_lock import warehouse_lock
from pipelines.locations import REPOSITORY

HOLD = """
import sys, time
from pathlib import Path
from pipelines.commands.warehouse_lock import warehouse_lock
with warehouse_lock(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def holder(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that holds the warehouse of this test."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path / "warehouse")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=REPOSITORY,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    yield process
    process.kill()
    process.wait()


def test_a_second_run_says_who_holds_the_warehouse_and_exits_2(
    holder: subprocess.Popen[str], tmp_path: Path
) -> None:
    (tmp_path / "raw").mkdir()
    places = ["--raw", str(tmp_path / "raw"), "--warehouse", str(tmp_path / "warehouse")]
    done = CliRunner().invoke(main, ["run", *places])
    assert done.exit_code == 2
    assert f"is being built by process {holder.pid} since 20" in done.stderr


def test_a_process_that_was_killed_holds_nothing(
    holder: subprocess.Popen[str], tmp_path: Path
) -> None:
    holder.kill()
    holder.wait()
    with warehouse_lock(tmp_path / "warehouse"):
        pass


def test_the_lock_is_given_back(tmp_path: Path) -> None:
    with warehouse_lock(tmp_path):
        pass
    with warehouse_lock(tmp_path), pytest.raises(UsageProblem), warehouse_lock(tmp_path):
        pass
