"""Names of files as strangers wrote them, made fit to be shown and kept.

Whether a file is taken in is decided elsewhere.
"""

import os
import unicodedata
from pathlib import Path

# Longer than any file system allows; archives and servers may name anything.
LONGEST_NAME = 255
_ENCODINGS = ("utf-8", "gb18030")
# What programs leave beside the files that people put somewhere.
_LEFT_BEHIND = ("__macosx", "thumbs.db", "desktop.ini")


def readable_name(name: str) -> str:
    """The name in words: bytes that are not UTF-8 by the encoding of Chinese Windows.

    Control characters, and those that turn the direction of writing, are shown as a mark and never
    obeyed.
    """
    text = "".join(_shown(character) for character in _decoded(name))
    return text if len(text) <= LONGEST_NAME else f"{text[: LONGEST_NAME - 1]}…"


def readable_path(path: Path) -> str:
    """The same for a whole path."""
    return str(Path(*(_shown_part(part) for part in path.parts)))


def is_left_behind(name: str) -> bool:
    """Hidden files, and what office programs and systems leave behind: nobody put them there."""
    return name.lower() in _LEFT_BEHIND or name.startswith((".", "~$"))


def _shown_part(part: str) -> str:
    return part if part == os.sep else readable_name(part)


def _decoded(name: str) -> str:
    try:
        name.encode()
        return name
    except UnicodeEncodeError:
        raw = os.fsencode(name) if _is_of_file_system(name) else name.encode("utf-8", "replace")
    for encoding in _ENCODINGS:
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return raw.decode("utf-8", "replace")


def _is_of_file_system(name: str) -> bool:
    """Whether each lone surrogate stands for a byte, as Python writes names it cannot decode."""
    return all(not "\ud800" <= each <= "\udfff" or "\udc80" <= each <= "\udcff" for each in name)


def _shown(character: str) -> str:
    if unicodedata.category(character) in ("Cc", "Cf", "Zl", "Zp", "Cs"):
        code = ord(character)
        return chr(0x2400 + code) if code < 0x20 else "\N{REPLACEMENT CHARACTER}"
    return character
