"""Files that are not taken in, each with path and reason. Why is decided by those who read them."""

from dataclasses import dataclass
from pathlib import Path

from pipelines.raw.names import readable_path


@dataclass(frozen=True)
class RefusedFile:
    """A file that could not be stored at all: `reason_code` for machines, `reason` for people."""

    path: Path
    reason_code: str
    reason: str


class FileRefused(Exception):
    """One file is refused; those beside it are not."""

    def __init__(self, path: Path, reason_code: str, reason: str) -> None:
        super().__init__(reason)
        self.refused = refused(path, reason_code, reason)


def refused(path: Path, reason_code: str, reason: str) -> RefusedFile:
    """The refusal; its reason names the path, in words that can be shown."""
    return RefusedFile(path, reason_code, f"{readable_path(path)}: {reason}")
