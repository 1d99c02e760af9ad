"""The command `gongkai` for tests of folders: in a process of its own, or in this one.

A process of its own is what a newcomer starts, and seconds of imports: it is for runs. Questions
about what is built already are asked in this process.
"""

import os
import subprocess
import sys

from click.testing import CliRunner

from pipelines.cli import main
from pipelines.locations import REPOSITORY

COMMAND = [sys.executable, "-m", "pipelines.cli"]


def gongkai(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command in a process of its own, offline and without a terminal."""
    environment = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(REPOSITORY),
        "HOME": "/nonexistent",
    }
    return subprocess.run(
        [*COMMAND, *arguments], capture_output=True, text=True, env=environment, timeout=300
    )


def asked(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command in this process; what it printed and its exit status, as of its own."""
    done = CliRunner().invoke(main, list(arguments), catch_exceptions=False)
    return subprocess.CompletedProcess([*arguments], done.exit_code, done.stdout, done.stderr)
