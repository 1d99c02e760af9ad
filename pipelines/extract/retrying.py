"""Which failures of reading are the machine's, and when a document is tried again.

A failure of the machine is never kept as a property of the document. One that may be either is
tried a second time; after that the document waits until the code that reads it changes.
"""

import errno
from collections.abc import Mapping
from typing import Any

# The disk is full, files are gone, memory or handles are short: nothing that a document does.
MACHINE = "machine_failure"
DAMAGED_STORE = "damaged_store"
# The night was over before its turn came.
OVER_BUDGET = "night_budget"
# a program that may be installed some day: asked for whenever there is a run, but for no run itself
_WHENEVER = ("converter_missing",)
_ALWAYS = (MACHINE, DAMAGED_STORE, OVER_BUDGET, *_WHENEVER)
_TWICE = ("time_limit", "memory_limit", "worker_died")
MOST_TRIES = 2
_ERRORS = (
    errno.ENOSPC,
    errno.EDQUOT,
    errno.EROFS,
    errno.EMFILE,
    errno.ENFILE,
    errno.ENOMEM,
    errno.EIO,
    errno.ENOENT,
    errno.EACCES,
)


def is_of_the_machine(error: BaseException) -> bool:
    """Whether an exception tells of the machine and not of the document."""
    return isinstance(error, OSError) and error.errno in _ERRORS


def failure_note(
    previous: Mapping[str, Any] | None, reason_code: str, reason: str
) -> dict[str, Any]:
    """What is kept of a failure, with how often in a row it was the same."""
    before = previous if previous and previous.get("reason_code") == reason_code else {}
    return {"reason_code": reason_code, "reason": reason, "times": before.get("times", 0) + 1}


def is_tried_again(note: Mapping[str, Any]) -> bool:
    """Whether the next run reads the document again."""
    code = note.get("reason_code")
    return code in _ALWAYS or (code in _TWICE and note.get("times", 1) < MOST_TRIES)


def asks_for_a_run(note: Mapping[str, Any]) -> bool:
    """Whether the next run must not find that nothing is new."""
    return is_tried_again(note) and note.get("reason_code") not in _WHENEVER
