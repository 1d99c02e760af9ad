"""Which releases are kept: those served last, in the order in which they were served.

Names of releases begin with a time, but clocks are moved back: the order stands in a list of its
own. A release that never was served is what a killed publication left, and pushes out no other.
"""

import shutil
from pathlib import Path

from pipelines.frames.whole_files import read_note, write_note
from pipelines.locations import Locations

UNFINISHED = ".unfinished_"


def current_release(locations: Locations) -> Path | None:
    """The folder of the release being served; None before the first."""
    database = locations.current.resolve()
    return database.parent if database.is_file() else None


def served(locations: Locations) -> list[str]:
    """Names of the releases that were served and are still there, in the order of serving."""
    present = {path.name for path in locations.releases.glob("[!.]*")}
    noted, current = read_note(_list_path(locations)), current_release(locations)
    if noted is None:
        # a warehouse from before there was a list
        noted = sorted(present) if current else []
    known = [name for name in noted if name in present]
    others = [name for name in known if current is None or name != current.name]
    return [*others, *([current.name] if current else [])]


def note_served(locations: Locations) -> None:
    """Put the release being served at the end of the list."""
    write_note(_list_path(locations), served(locations))


def sweep(locations: Locations) -> None:
    """Remove what publications that were killed left behind, and note what is being served."""
    for path in locations.releases.glob(f"{UNFINISHED}*"):
        shutil.rmtree(path)
    note_served(locations)
    _remove_all_but(locations, served(locations))


def remove_old(locations: Locations, kept: int) -> None:
    """Keep so many of those served last; the one being served is the last."""
    _remove_all_but(locations, served(locations)[-kept:])


def _remove_all_but(locations: Locations, names: list[str]) -> None:
    for path in locations.releases.glob("[!.]*"):
        if path.name not in names:
            shutil.rmtree(path)


def _list_path(locations: Locations) -> Path:
    return locations.warehouse / "served.json"
