"""What any library says of a broken file, as the one refusal of this stage."""

from collections.abc import Iterator
from contextlib import contextmanager

from pipelines.extract.triage import UnreadableDocument


@contextmanager
def damage_named(kind: str) -> Iterator[None]:
    """Turn a reader's failure on a file into UnreadableDocument; memory limits pass through.

    Libraries raise almost anything on broken input, so every other exception counts as damage.
    """
    try:
        yield
    except (UnreadableDocument, MemoryError):
        raise
    except Exception as error:
        cause = f"{type(error).__name__}: {error}".rstrip(": ")
        reason = f"the {kind} is damaged: {cause}"
        raise UnreadableDocument("damaged_file", reason) from error
