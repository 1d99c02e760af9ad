"""ZIP archives as archivers write them, sound and hostile, made in memory."""

import io
import zipfile
from collections.abc import Mapping

from tests.raw import bad_files

UTF8_FLAG = 0x800


class _ForeignName(zipfile.ZipInfo):
    """A member whose name is written as the bytes given, without saying in which encoding."""

    raw = b""

    def _encodeFilenameFlags(self) -> tuple[bytes, int]:
        return self.raw, self.flag_bits & ~UTF8_FLAG


def archive(files: Mapping[str, bytes], encoding: str | None = None) -> bytes:
    """An archive of files; names in `encoding` without a flag, or else in UTF-8 with one."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in files.items():
            info = _ForeignName(name) if encoding else zipfile.ZipInfo(name)
            if isinstance(info, _ForeignName):
                info.raw = name.encode(encoding or "")
            info.compress_type = zipfile.ZIP_DEFLATED
            file.writestr(info, content)
    return out.getvalue()


def pdf(number: int = 0) -> bytes:
    """A sound PDF of its own bytes."""
    return bad_files.no_pages() + b"% " + str(number).encode()


def nested(depth: int) -> bytes:
    """A PDF inside this many archives."""
    content = archive({"表.pdf": pdf()})
    for _ in range(depth - 1):
        content = archive({"内.zip": content})
    return content


def bomb(size: int = 400 * 1024**2) -> bytes:
    """A small archive of one member of zeros."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file, file.open("a.pdf", "w") as member:
        for _ in range(size // 1024**2):
            member.write(bytes(1024**2))
    return out.getvalue()


def encrypted(content: bytes) -> bytes:
    """An archive whose members all say that they are encrypted."""
    changed = bytearray(content)
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = content.find(signature)
        while at >= 0:
            changed[at + offset] |= 1
            at = content.find(signature, at + 1)
    return bytes(changed)


def broken_member(content: bytes) -> bytes:
    """An archive whose first member's packed bytes are not what was packed."""
    changed = bytearray(content)
    name_length = int.from_bytes(content[26:28], "little")
    start = 30 + name_length + int.from_bytes(content[28:30], "little")
    changed[start : start + 8] = b"\xff" * 8
    return bytes(changed)
