"""Opens the release being served, for reading only. What is asked of it is up to the commands."""

from pathlib import Path

import duckdb

from pipelines.commands.problems import NoRelease
from pipelines.locations import Locations

SPILLED_TIMES = 4
_READ_ONLY: dict[str, str | bool | int | float | list[str]] = {
    "enable_external_access": False,
    "lock_configuration": True,
}


def release_path(locations: Locations) -> Path:
    """The DuckDB file that `current` leads to; NoRelease when there is none."""
    path = locations.current.resolve()
    if not path.is_file():
        raise NoRelease(locations.warehouse)
    return path


def open_release(
    locations: Locations, memory_mib: int | None = None, spill: Path | None = None
) -> duckdb.DuckDBPyConnection:
    """A connection that can read the release and nothing else: no files, no settings, no writing.

    The real path is opened, so a later release does not change what this connection reads. Beyond
    `memory_mib` it writes what it is working on into the folder `spill`, so many times as much.
    """
    config = dict(_READ_ONLY)
    if memory_mib is not None:
        config["memory_limit"] = f"{memory_mib}MiB"
    if spill is not None:
        config["temp_directory"] = str(spill)
        config["max_temp_directory_size"] = f"{SPILLED_TIMES * (memory_mib or 1024)}MiB"
    return duckdb.connect(str(release_path(locations)), read_only=True, config=config)
