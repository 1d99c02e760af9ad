"""What lies in a raw folder, as one short text: whether it changed, and whether it is at rest."""

import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from pipelines.raw.found_files import files_below
from pipelines.raw.refusals import RefusedFile


@dataclass(frozen=True)
class Landing:
    """The files of a folder: a digest over names, sizes and times, and the newest time."""

    digest: str
    newest_seconds: float

    def is_at_rest(self, now_seconds: float, rest_seconds: float) -> bool:
        """Whether no file was written in the last `rest_seconds`; a time to come counts as rest."""
        age = now_seconds - self.newest_seconds
        return age < 0 or age >= rest_seconds


def landing(folder: Path, leave_out: Collection[Path]) -> Landing:
    """Look at the files below a folder; one that goes away meanwhile is left out."""
    digest, newest = hashlib.sha256(), 0.0
    for found in files_below(folder, leave_out):
        if isinstance(found, RefusedFile):
            digest.update(f"{found.place}\0{found.reason_code}\n".encode())
            continue
        try:
            facts = found.lstat()
        except FileNotFoundError:
            continue
        line = f"{found}\0{facts.st_size}\0{facts.st_mtime_ns}\n"
        digest.update(line.encode(errors="surrogateescape"))
        newest = max(newest, facts.st_mtime)
    return Landing(digest.hexdigest(), newest)
