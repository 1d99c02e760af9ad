"""The files inside a ZIP archive, within limits of number, size, ratio and depth.

Nothing is ever written under a name that an archive gives. Putting the files into the store is
elsewhere, and so is what is in them.
"""

import io
import lzma
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from pipelines.raw.media_type import DIRECTORY_ENTRY, MOST_ENTRIES, ZIP, media_type_of
from pipelines.raw.names import is_left_behind, readable_name

MEBIBYTE = 1024**2
MOST_MEMBERS = 1000
LARGEST_MEMBER_BYTES = 200 * MEBIBYTE
LARGEST_TOTAL_BYTES = 1024 * MEBIBYTE
# Forms as XML shrink to a hundredth at best; below this size the ratio says nothing.
HIGHEST_RATIO, RATIO_FROM_BYTES = 200, 16 * MEBIBYTE
DEEPEST = 3
_IS_UTF8, _IS_ENCRYPTED = 0x800, 0x1
# What the packed bytes of a damaged member may make the ways of unpacking raise.
_WRONG = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    NotImplementedError,
    RuntimeError,
    EOFError,
    OSError,
    ValueError,
)


class ArchiveRefused(Exception):
    """An archive that is not unpacked: `reason_code` for machines, `reason` for people."""

    def __init__(self, reason_code: str, reason: str) -> None:
        super().__init__(reason)
        self.reason_code = reason_code
        self.reason = reason


@dataclass(frozen=True)
class Member:
    """One file of an archive; `path` leads to it, through archives inside the archive."""

    path: str
    content: bytes

    @property
    def name(self) -> str:
        return self.path.rpartition("/")[2]


@dataclass(frozen=True)
class RefusedMember:
    """A file of an archive that could not be taken out, and why."""

    path: str
    reason_code: str
    reason: str


def unpack(content: bytes) -> Iterator[Member | RefusedMember]:
    """Every file of the archive, one at a time; raises ArchiveRefused where none can be taken out.

    Archives inside it are unpacked too, and their members stand in their place.
    """
    return _Unpacking().members(content, "", 1)


class _Unpacking:
    """Counts what one archive gives out, over all archives inside it."""

    def __init__(self) -> None:
        self.members_left, self.bytes_left = MOST_MEMBERS, LARGEST_TOTAL_BYTES

    def members(self, content: bytes, within: str, depth: int) -> Iterator[Member | RefusedMember]:
        archive, infos = self._open(content)
        with archive:
            for info in infos:
                path = within + clean_path(info)
                if _is_left_behind(path):
                    continue
                yield from self._member(archive, info, path, depth)

    def _open(self, content: bytes) -> tuple[zipfile.ZipFile, list[zipfile.ZipInfo]]:
        if content.count(DIRECTORY_ENTRY) > MOST_ENTRIES:
            raise _too_many()
        try:
            archive = zipfile.ZipFile(io.BytesIO(content))
        except _WRONG as error:
            reason = f"the ZIP archive is damaged: {error}"
            raise ArchiveRefused("damaged_archive", reason) from error
        infos = [info for info in archive.infolist() if not _is_folder(info)]
        self._count(infos, len(content))
        return archive, infos

    def _count(self, infos: list[zipfile.ZipInfo], packed_bytes: int) -> None:
        """Refuse by what the archive says of itself, before anything is unpacked."""
        unpacked = sum(info.file_size for info in infos)
        self.members_left -= len(infos)
        self.bytes_left -= unpacked
        if self.members_left < 0:
            raise _too_many()
        if self.bytes_left < 0:
            reason = f"the ZIP archive unpacks to more than {LARGEST_TOTAL_BYTES // MEBIBYTE:,} MiB"
            raise ArchiveRefused("too_large", reason)
        if unpacked > max(packed_bytes * HIGHEST_RATIO, RATIO_FROM_BYTES):
            reason = f"the ZIP archive unpacks to {unpacked // packed_bytes:,} times its size"
            raise ArchiveRefused("too_compressed", reason)

    def _member(
        self, archive: zipfile.ZipFile, info: zipfile.ZipInfo, path: str, depth: int
    ) -> Iterator[Member | RefusedMember]:
        try:
            content = _content(archive, info)
            if media_type_of(content) != ZIP:
                yield Member(path, content)
            elif depth == DEEPEST:
                reason = f"archives are inside each other more than {DEEPEST} deep"
                raise ArchiveRefused("too_deep", reason)
            else:
                yield from self.members(content, f"{path}/", depth + 1)
        except ArchiveRefused as refused:
            yield RefusedMember(path, refused.reason_code, refused.reason)


def _too_many() -> ArchiveRefused:
    reason = f"the ZIP archive holds more than {MOST_MEMBERS:,} files"
    return ArchiveRefused("too_many_members", reason)


def _content(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    """The bytes of a member, never more of them than it says it has."""
    if info.flag_bits & _IS_ENCRYPTED:
        raise ArchiveRefused("encrypted", "the file is encrypted and asks for a password")
    if info.file_size > LARGEST_MEMBER_BYTES:
        reason = f"the file unpacks to more than {LARGEST_MEMBER_BYTES // MEBIBYTE} MiB"
        raise ArchiveRefused("too_large", reason)
    try:
        with archive.open(info) as member:
            return member.read(info.file_size)
    except _WRONG as error:
        reason = f"the file in the ZIP archive is damaged: {error}"
        raise ArchiveRefused("damaged_archive", reason) from error


def clean_path(info: zipfile.ZipInfo) -> str:
    """The member's path as it was meant, with neither a root nor a way out of the archive."""
    parts = decoded_name(info).replace("\\", "/").split("/")
    inside = (part for part in parts if part not in ("", ".", "..") and part[-1:] != ":")
    return "/".join(readable_name(part) for part in inside)


def decoded_name(info: zipfile.ZipInfo) -> str:
    """The name in UTF-8 where it says so or is it, else in the encoding of Chinese Windows.

    The ZIP format knows only code page 437 and UTF-8; archivers write whatever their system uses.
    """
    if info.flag_bits & _IS_UTF8:
        return info.orig_filename
    raw = info.orig_filename.encode("cp437")
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return info.orig_filename


def _is_folder(info: zipfile.ZipInfo) -> bool:
    return decoded_name(info).endswith(("/", "\\"))


def _is_left_behind(path: str) -> bool:
    """Files that nobody put into the archive on purpose, and hidden ones."""
    return any(is_left_behind(part) for part in path.split("/"))
