"""What a person sees: a command on a pseudo-terminal of a given width."""

import os
import pty
import subprocess
import sys
from collections.abc import Mapping, Sequence

from pipelines.locations import REPOSITORY


def on_a_terminal(
    arguments: Sequence[str],
    columns: int,
    language: str = "en",
    statuses: Sequence[int] = (0,),
    variables: Mapping[str, str] | None = None,
) -> str:
    """What `gongkai` prints there, in a process of its own that ends with one of `statuses`."""
    ours, theirs = pty.openpty()
    environment = {**os.environ, "COLUMNS": str(columns), "GONGKAI_LANGUAGE": language}
    environment |= variables or {}
    done = subprocess.Popen(
        [sys.executable, "-m", "pipelines.cli", *arguments],
        stdout=theirs,
        stderr=theirs,
        env=environment,
        cwd=REPOSITORY,
    )
    os.close(theirs)
    seen = b""
    while True:
        try:
            part = os.read(ours, 65536)
        except OSError:
            break
        if not part:
            break
        seen += part
    os.close(ours)
    assert done.wait() in statuses, seen
    return seen.decode().replace("\r\n", "\n")
