"""One build at a time in one warehouse folder; a second one is told who is at work."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

NAME = ".lock"


class WarehouseBusy(RuntimeError):
    """Another process builds in this warehouse; the message names it."""


@contextmanager
def held(warehouse: Path) -> Iterator[None]:
    """Hold the warehouse until the end of the block; raises WarehouseBusy where another holds it.

    The lock goes with the process: one that was killed holds nothing.
    """
    warehouse.mkdir(parents=True, exist_ok=True)
    with (warehouse / NAME).open("a+", encoding="utf-8") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as taken:
            file.seek(0)
            holder = file.read().strip() or "another process"
            raise WarehouseBusy(f"{warehouse} is being built by {holder}. Wait for it.") from taken
        file.truncate(0)
        file.write(f"process {os.getpid()} since {datetime.now(UTC):%Y-%m-%d %H:%M:%S} UTC")
        file.flush()
        yield
        file.truncate(0)
