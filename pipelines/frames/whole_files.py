"""Files that appear whole or not at all, and notes that may be lost without harm.

Every file of state is written here: a process that is killed leaves the old file or the new one,
never half of one, and a note that cannot be read counts as not there.
"""

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

_UNFINISHED = ".unfinished"


def write_whole(path: Path, content: bytes | str) -> Path:
    """Write bytes, or text as UTF-8; folders above are made."""
    data = content.encode() if isinstance(content, str) else content
    return replace_whole(path, lambda unfinished: unfinished.write_bytes(data))


def replace_whole(path: Path, write: Callable[[Path], object]) -> Path:
    """Let `write` make a file beside `path`, and put it in its place when it is complete."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f"{path.name}.{os.getpid()}{_UNFINISHED}")
    try:
        write(unfinished)
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
    return path


def write_note(path: Path, facts: object) -> Path:
    """Write facts as JSON."""
    return write_whole(path, json.dumps(facts, ensure_ascii=False, indent=1, default=str) + "\n")


def read_note(path: Path) -> Any | None:
    """What write_note wrote; None where there is no such file, or it cannot be read as JSON."""
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
