"""Files that are not taken in, each with path and reason. Why is decided by those who read them."""

from dataclasses import dataclass
from pathlib import Path

from pipelines.raw.names import readable_path


@dataclass(frozen=True)
class RefusedFile:
    """A file that could not be stored at all: `reason_code` for machines, `reason` for people.

    `place` is its path or address, in words that can be shown; `reason` names it too.
    """

    place: str
    reason_code: str
    reason: str


class FileRefused(Exception):
    """One file is refused; those beside it are not."""

    def __init__(self, path: Path | str, reason_code: str, reason: str) -> None:
        super().__init__(reason)
        self.refused = refused(path, reason_code, reason)


def refused(path: Path | str, reason_code: str, reason: str) -> RefusedFile:
    """The refusal of a file, or of what stands at an address on the net.

    Its reason names the place, in words that can be shown.
    """
    place = readable_path(path) if isinstance(path, Path) else path
    return RefusedFile(place, reason_code, f"{place}: {reason}")
