"""One digest over everything a release is made from, to tell whether a build could differ.

That is: the documents with what their sidecars say, the knowledge files and the code.
"""

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from pipelines.locations import CODES, LAYOUTS, REPOSITORY, RULES, SUITES, TABLES, TIES

_CODE = REPOSITORY / "pipelines"
_KNOWLEDGE = [
    (CODES, "*"),
    (LAYOUTS, "*.yaml"),
    (SUITES, "*.yaml"),
    (TIES, "*.yaml"),
    (RULES, "*.yaml"),
    (TABLES / "core", "*.sql"),
    (TABLES / "meta", "*.sql"),
    (TABLES / "quality", "*.sql"),
    (TABLES / "mart", "*.sql"),
    (TABLES / "macros", "*.sql"),
    (_CODE, "*.py"),
    (_CODE, "*.sql"),
]


def knowledge_files() -> Iterator[Path]:
    """Every file of code and knowledge, in a fixed order."""
    for folder, pattern in _KNOWLEDGE:
        yield from sorted(path for path in folder.rglob(pattern) if path.is_file())


def input_fingerprint(release_keys: Iterable[str]) -> str:
    """sha256 hex over the documents (StoredDocument.release_key), knowledge files and code."""
    digest = hashlib.sha256()
    for release_key in sorted(release_keys):
        digest.update(f"{release_key}\n".encode())
    for path in knowledge_files():
        digest.update(str(path.relative_to(REPOSITORY)).encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()
