"""Which files stand below a folder. Opening them is done elsewhere.

Links that leave the folder, folders that cannot be listed and links that lead nowhere are told.
"""

import os
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from pipelines.raw.names import is_left_behind
from pipelines.raw.refusals import RefusedFile, refused


def files_below(path: Path, leave_out: Collection[Path]) -> Iterator[Path | RefusedFile]:
    """Every file below the folder, by name, its own files before those of its folders.

    A path that is no folder is itself the only file. `leave_out` are folders that are not entered.
    """
    if not os.path.isdir(path):
        yield path
        return
    root = path.resolve()
    walk = _Walk(root, frozenset(folder.resolve() for folder in leave_out))
    while walk.waiting:
        yield from walk.next_folder()


@dataclass
class _Walk:
    """Folders still to be listed; no recursion, for a path may be a thousand folders deep."""

    root: Path
    left_out: frozenset[Path]
    waiting: list[Path] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.waiting.append(self.root)

    def next_folder(self) -> Iterator[Path | RefusedFile]:
        folder = self.waiting.pop()
        try:
            with os.scandir(folder) as listed:
                named = [entry for entry in listed if not is_left_behind(entry.name)]
            entries = sorted(named, key=lambda entry: entry.name)
            is_folder = [entry.is_dir(follow_symlinks=False) for entry in entries]
        except OSError as error:
            yield refused(folder, "unreadable_folder", error.strerror or str(error))
            return
        for entry, below in zip(entries, is_folder, strict=True):
            if not below:
                yield from self._file(entry)
        folders = [
            Path(entry.path) for entry, below in zip(entries, is_folder, strict=True) if below
        ]
        self.waiting += [path for path in reversed(folders) if path not in self.left_out]

    def _file(self, entry: os.DirEntry[str]) -> Iterator[Path | RefusedFile]:
        path = Path(entry.path)
        if not entry.is_symlink():
            yield path
            return
        try:
            target = Path(os.path.realpath(path, strict=True))
        except OSError as error:
            yield refused(path, "broken_link", f"the link leads nowhere: {error.strerror}")
            return
        if not target.is_relative_to(self.root):
            yield refused(path, "link_leaves_folder", "the link leads out of the folder")
        elif not target.is_dir():
            yield path
