"""Ids of rows: the same place of the same bytes keeps its id, however often it is read again."""

import hashlib

ID_LENGTH = 20


def row_id(key: str) -> str:
    """The id of the row that `key` identifies: the first ID_LENGTH hex digits of its sha256."""
    return hashlib.sha256(key.encode()).hexdigest()[:ID_LENGTH]
