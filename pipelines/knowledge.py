"""Whether the knowledge is there that the code works with: tables, codes, suites, layouts.

An installation without it would build an empty warehouse and call it good, so it refuses to start.
"""

from pipelines.locations import CODES, LAYOUTS, LEXICON, RULES, SUITES, TABLES, TIES

_NEEDED = {
    "SQL files of tables": (TABLES / "core", "*.sql"),
    "code files": (CODES, "*.csv"),
    "suites": (SUITES, "*.yaml"),
    "ties": (TIES, "*.yaml"),
    "rules": (RULES, "*.yaml"),
    "layouts": (LAYOUTS, "*.yaml"),
    "words of forms": (LEXICON, "*.yaml"),
}


class KnowledgeMissing(RuntimeError):
    """A folder of knowledge is empty or not there; the message names it."""


def check_knowledge() -> None:
    """Raise KnowledgeMissing for the first folder without a file of its kind."""
    for what, (folder, pattern) in _NEEDED.items():
        if next(folder.glob(pattern), None) is None:
            raise KnowledgeMissing(f"no {what} in {folder}: the installation is incomplete")
