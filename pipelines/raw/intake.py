"""Takes files in: each on its own, stored as a document or refused with path and reason.

No file, sidecar or archive stops those beside it; only a store that cannot be written does.
Keeping the bytes is in store.py, which files there are in found_files.py.
"""

import errno
import hashlib
import os
import stat
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pipelines.raw.archives import ArchiveRefused, Member, RefusedMember, unpack
from pipelines.raw.found_files import files_below
from pipelines.raw.media_type import ZIP, is_signed, media_type_of
from pipelines.raw.names import readable_name, readable_path
from pipelines.raw.refusals import FileRefused, RefusedFile, refused
from pipelines.raw.sidecar import SidecarError, sidecar_facts
from pipelines.raw.store import StoredDocument, keep

LARGEST_BYTES = 500 * 1024 * 1024
# What stands beside documents without being one, unless its bytes say otherwise.
NO_DOCUMENTS = (".yaml", ".yml", ".json", ".md", ".txt", ".csv", ".py")
_SIGNATURE_BYTES = 8
# The machine's trouble, not the file's: the same file is read another time.
_OF_THE_MACHINE = (
    errno.EMFILE,
    errno.ENFILE,
    errno.ENOMEM,
    errno.ENOSPC,
    errno.EDQUOT,
    errno.EROFS,
)


@dataclass
class RegistrationReport:
    """Documents stored now, documents known before, and files that could not be stored."""

    stored: list[StoredDocument] = field(default_factory=list)
    known: list[StoredDocument] = field(default_factory=list)
    refused: list[RefusedFile] = field(default_factory=list)
    # One time for all: the order of files in a folder says nothing of their vintages.
    retrieved_at: datetime = field(default_factory=lambda: datetime.now(UTC))


def register(
    paths: Iterable[Path], store: Path, leave_out: Collection[Path] = ()
) -> RegistrationReport:
    """Put files, and all files below folders, into the store.

    `leave_out` are folders below them that hold no published files, such as the warehouse's own.
    Raises OSError where the store cannot be written or the machine is at its limits.
    """
    report = RegistrationReport()
    _check_writable(store)
    intake = Intake(store, report)
    for path in paths:
        root = path.resolve() if os.path.isdir(path) else None
        for found in files_below(path, (store, *leave_out)):
            if isinstance(found, RefusedFile):
                report.refused.append(found)
            else:
                intake.take_in(found, root)
    return report


def _check_writable(store: Path) -> None:
    store.mkdir(parents=True, exist_ok=True)
    if not os.access(store, os.W_OK | os.X_OK):
        raise PermissionError(errno.EACCES, "the store of documents cannot be written", str(store))


@dataclass(frozen=True)
class Intake:
    """The store that files go to, and the report on them."""

    store: Path
    report: RegistrationReport

    def take_in(self, path: Path, root: Path | None) -> None:
        """Store one file, or note why not."""
        self._on_its_own(path, lambda: self._take_in(path, root))

    def take_in_bytes(self, place: str, name: str, content: bytes, beside: dict[str, Any]) -> None:
        """Store what stands at an address on the net, or note why not."""
        self._on_its_own(place, lambda: self._take_in_content(place, name, content, beside))

    def _on_its_own(self, path: Path | str, take_in: Callable[[], None]) -> None:
        """What nobody foresaw is a refusal of this file too, and of no other."""
        try:
            take_in()
        except FileRefused as error:
            self.report.refused.append(error.refused)
        except SidecarError as error:
            place = readable_path(path) if isinstance(path, Path) else path
            self.report.refused.append(RefusedFile(place, "bad_sidecar", str(error)))
        except MemoryError:
            raise
        except Exception as error:
            if isinstance(error, OSError) and error.errno in _OF_THE_MACHINE:
                raise
            reason = f"taking it in failed: {type(error).__name__}: {readable_name(str(error))}"
            self.report.refused.append(refused(path, "taking_in_failed", reason))

    def _take_in(self, path: Path, root: Path | None) -> None:
        content = _content(path)
        if content is None:
            return
        beside = sidecar_facts(path, root) | {"folder_id": _folder_id(path, root)}
        self._take_in_content(path, readable_name(path.name), content, beside)

    def _take_in_content(
        self, path: Path | str, name: str, content: bytes, beside: dict[str, Any]
    ) -> None:
        if media_type_of(content) == ZIP:
            self._take_in_archive(path, name, content, beside)
        else:
            self._keep(name, content, beside)

    def _take_in_archive(
        self, path: Path | str, name: str, content: bytes, beside: dict[str, Any]
    ) -> None:
        """Store the files of an archive, then the archive with the list of them."""
        origin = {"document_id": hashlib.sha256(content).hexdigest(), "file_name": name}
        members: list[str] = []
        for member in _unpacked(content):
            if isinstance(member, RefusedMember):
                reason = f"{member.path}: {member.reason}"
                self.report.refused.append(refused(path, member.reason_code, reason))
            elif not _stands_beside(member.name, member.content):
                members.append(member.path)
                facts = {**beside, "archive": origin | {"member": member.path}}
                self._keep(member.name, member.content, facts)
        self._keep(name, content, {**beside, "members": members}, is_told=not members)

    def _keep(
        self, name: str, content: bytes, beside: dict[str, Any], is_told: bool = True
    ) -> None:
        at = self.report.retrieved_at
        kept = keep(self.store, name, content, beside, at)
        if is_told:
            (self.report.stored if kept.is_new else self.report.known).append(kept.document)


def _content(path: Path) -> bytes | None:
    """The bytes of a file; None where it stands beside documents; raises FileRefused."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            if _stands_beside(path.name, b""):
                return None
            raise FileRefused(path, "not_a_file", "neither a file nor a folder")
        # a pipe put in its place meanwhile would be waited for
        with open(os.open(path, os.O_RDONLY | os.O_NONBLOCK), "rb") as file:
            head = file.read(_SIGNATURE_BYTES)
            if _stands_beside(path.name, head):
                return None
            content = head + file.read(LARGEST_BYTES - len(head) + 1)
    except OSError as error:
        if error.errno in _OF_THE_MACHINE:
            raise
        code = "no_such_path" if isinstance(error, FileNotFoundError) else "unreadable_file"
        raise FileRefused(path, code, error.strerror or str(error)) from error
    if len(content) > LARGEST_BYTES:
        raise FileRefused(path, "too_large", f"larger than {LARGEST_BYTES // 1024**2} MiB")
    return content


def _stands_beside(name: str, content: bytes) -> bool:
    """Whether a file is a sidecar or a text about documents: by its name, unless bytes tell."""
    return name.lower().endswith(NO_DOCUMENTS) and not is_signed(content)


def _folder_id(path: Path, root: Path | None) -> str | None:
    """Stands for the folder of a file, unless it is the registered folder itself."""
    if root is None or path.parent == root:
        return None
    return hashlib.sha256(os.fsencode(path.parent)).hexdigest()[:12]


def _unpacked(content: bytes) -> Iterator[Member | RefusedMember]:
    """What the archive holds; nothing where it is refused as a whole: reading it tells why."""
    with suppress(ArchiveRefused):
        yield from unpack(content)
