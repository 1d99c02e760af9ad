"""`gongkai backup` and `restore`: what cannot be made again, in one tar file, and back.

That is the store: documents with their notes, what people acknowledged, the state of portals.
Releases are made again from it.
"""

import hashlib
import io
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import click

from pipelines.commands.problems import BuildProblem, UsageProblem
from pipelines.commands.warehouse_lock import warehouse_lock
from pipelines.frames.whole_files import replace_whole, write_whole
from pipelines.locations import Locations
from pipelines.raw.verification import DAMAGED_ENDING

MANIFEST = "SHA256SUMS"
_UNFINISHED = ".unfinished"


@dataclass(frozen=True)
class StoredFile:
    """One file of the store: its path in the store, and the sha256 of its bytes."""

    name: str
    sha256: str


def backup(locations: Locations, file: Path) -> None:
    """Write the store to a tar file, whole or not at all; raises UsageProblem without a store."""
    store = locations.documents
    if not store.is_dir():
        raise UsageProblem(f"there is no store of documents at {store}")
    if file.resolve().is_relative_to(store.resolve()):
        raise UsageProblem(f"{file} lies in the store itself: give a file elsewhere")
    with warehouse_lock(locations.warehouse):
        names = sorted(_names(store))
        replace_whole(file, lambda unfinished: _write(unfinished, store, names))
    click.echo(f"{len(names):,} files, {file.stat().st_size:,} bytes: {file}")


def restore(locations: Locations, file: Path) -> None:
    """Put a backup into the store; files that are there already stay.

    Everything is checked before anything is written. Raises BuildProblem for a tar file that is
    damaged or is no backup, UsageProblem where the store has another file of the same name.
    """
    with warehouse_lock(locations.warehouse):
        try:
            with tarfile.open(file) as tar:
                wanted = _checked(tar)
                clash = [each for each in wanted if _differs(locations.documents, each)]
                if clash:
                    raise UsageProblem(
                        f"the store has another {clash[0].name}; restore into an empty store"
                    )
                for each in wanted:
                    write_whole(locations.documents / each.name, _content(tar, each.name))
        except (tarfile.TarError, EOFError, OSError) as error:
            raise BuildProblem(f"{file} cannot be restored: {error}") from error
    click.echo(f"{len(wanted):,} files: {locations.documents}; gongkai run makes the warehouse")


def _names(store: Path) -> Iterator[str]:
    for path in store.rglob("*"):
        is_kept = path.suffix not in (_UNFINISHED, DAMAGED_ENDING)
        if path.is_file() and not path.is_symlink() and is_kept:
            yield path.relative_to(store).as_posix()


def _write(file: Path, store: Path, names: list[str]) -> None:
    """The files, then their sums: a backup that broke off has none."""
    sums: list[str] = []
    with tarfile.open(file, "w", format=tarfile.PAX_FORMAT) as tar:
        for name in names:
            content = (store / name).read_bytes()
            sums.append(f"{hashlib.sha256(content).hexdigest()}  {name}\n")
            _add(tar, name, content)
        _add(tar, MANIFEST, "".join(sums).encode())


def _add(tar: tarfile.TarFile, name: str, content: bytes) -> None:
    entry = tarfile.TarInfo(name)
    entry.size, entry.mode = len(content), 0o644
    tar.addfile(entry, io.BytesIO(content))


def _checked(tar: tarfile.TarFile) -> list[StoredFile]:
    """The files that the sums name, each present and right; raises BuildProblem."""
    present = {entry.name for entry in tar.getmembers() if entry.isreg()}
    if MANIFEST not in present:
        raise BuildProblem(f"no {MANIFEST} in the file: it is no backup, or it broke off")
    lines = _content(tar, MANIFEST).decode().splitlines()
    wanted = [StoredFile(name, sha256) for sha256, name in (line.split("  ", 1) for line in lines)]
    for each in wanted:
        if each.name.startswith("/") or ".." in Path(each.name).parts:
            raise BuildProblem(f"{each.name!r} would lie outside the store")
        if each.name not in present or _sha256(_content(tar, each.name)) != each.sha256:
            raise BuildProblem(f"{each.name} is missing or damaged in the backup")
    return wanted


def _differs(store: Path, wanted: StoredFile) -> bool:
    path = store / wanted.name
    return path.exists() and _sha256(path.read_bytes()) != wanted.sha256


def _content(tar: tarfile.TarFile, name: str) -> bytes:
    file = tar.extractfile(name)
    return file.read() if file else b""


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
