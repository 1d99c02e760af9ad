"""What a number of the text is when no row claims it: conform/lexicon/number_classes.yaml.

Walking over the lines of a document is in census.py.
"""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from pipelines.frames.knowledge_file import KnowledgeError, read_strictly


class ClassEntry(BaseModel):
    """One entry of number_classes.yaml."""

    model_config = ConfigDict(extra="forbid")
    name: str = Field(alias="class")
    before: str
    token: str
    after: str


class ClassesFile(BaseModel):
    """lexicon/number_classes.yaml."""

    model_config = ConfigDict(extra="forbid")
    classes: list[ClassEntry] = Field(min_length=1)


@dataclass(frozen=True)
class NumberClass:
    """A class by what stands before a number, the number, and what stands after it."""

    name: str
    before: re.Pattern[str]
    token: re.Pattern[str]
    after: re.Pattern[str]

    def fits(self, before: str, token: str, after: str) -> bool:
        """Whether a number between `before` and `after` on its line is of this class."""
        fits_inside = self.before.search(before) and self.token.fullmatch(token)
        return bool(fits_inside and self.after.search(after))


@cache
def load_number_classes(folder: Path) -> tuple[NumberClass, ...]:
    """The classes in order; raises KnowledgeError naming file and line or pattern."""
    entries = read_strictly(folder / "number_classes.yaml", ClassesFile).classes
    try:
        return tuple(_compiled(entry) for entry in entries)
    except re.error as error:
        raise KnowledgeError(f"number_classes.yaml: {error.pattern!r}: {error}") from error


def _compiled(entry: ClassEntry) -> NumberClass:
    before = entry.before + "$" if entry.before else ""
    return NumberClass(
        entry.name, re.compile(before), re.compile(entry.token), re.compile(entry.after)
    )
