"""What is told of an identity from outside its pages: by a sidecar, by other files of a disclosure.

The pages come first. What they are silent about is filled and marked with who told it; what they
contradict is set aside, but for what was stated for a whole folder.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pipelines.conform.identity.names import is_same, name_key
from pipelines.conform.identity.records import NEEDED, PrintedIdentity
from pipelines.conform.identity.words import Words, load_words
from pipelines.raw.sidecar import Stated


@dataclass(frozen=True)
class Lent:
    """The identity of the other files of a disclosure, for what this one does not print.

    `source` says what joins them: `part_of`, `archive` or `folder`.
    """

    source: str
    organisation: str
    fiscal_year: int
    phase: str
    scope: str

    @property
    def is_stated(self) -> bool:
        """Whether a person joined the files: their names are one organisation's."""
        return self.source == "part_of"


def completed(
    printed: PrintedIdentity, stated: Stated, lent: Lent | None, layouts: Path
) -> PrintedIdentity:
    """The identity with what the sidecar states, then with what other files lend."""
    words = load_words(layouts)
    for key in NEEDED:
        if (value := getattr(stated, key)) is not None:
            printed = _with_stated(printed, key, value, key in stated.defaults, words)
    return _with_lent(printed, lent, words) if lent else printed


def _with_stated(
    printed: PrintedIdentity, key: str, value: Any, is_default: bool, words: Words
) -> PrintedIdentity:
    own, source = getattr(printed, key), "folder sidecar" if is_default else "sidecar"
    is_doubtful = printed.contradiction is not None and printed.contradiction[0] == NEEDED[key]
    if is_doubtful and not is_default:
        return _filled(replace(printed, contradiction=None), key, value, source)
    if own is None or (key in printed.weak and not is_default):
        return _filled(printed, key, value, source)
    if is_default or _agree(key, own, value, words):
        return printed
    why = f"the document prints {own} as its {NEEDED[key]}, its sidecar states {value}"
    return replace(printed, contradiction=(NEEDED[key], why))


def _with_lent(printed: PrintedIdentity, lent: Lent, words: Words) -> PrintedIdentity:
    for key, value in _lent_values(lent):
        own = getattr(printed, key)
        if own is None or (lent.is_stated and key in ("organisation", *printed.weak)):
            printed = _filled(printed, key, value, lent.source) if own != value else printed
        elif lent.is_stated and not _agree(key, own, value, words):
            why = f"the {NEEDED[key]} is {own}, that of the document it is part of {value}"
            return replace(printed, contradiction=(NEEDED[key], why))
    return printed


def _lent_values(lent: Lent) -> Iterator[tuple[str, Any]]:
    for key in NEEDED:
        yield key, getattr(lent, key)


def _filled(printed: PrintedIdentity, key: str, value: Any, source: str) -> PrintedIdentity:
    if getattr(printed, key) == value:
        return printed
    return replace(printed, **{key: value}, told=(*printed.told, f"{key}: {source}"))


def _agree(key: str, own: Any, value: Any, words: Words) -> bool:
    return is_same(own, value, words.names) if key == "organisation" else own == value


def organisation_key(name: str, layouts: Path) -> str:
    """Equal for the spellings of one name."""
    return name_key(name, load_words(layouts).names)


def same_organisation(one: str, other: str, layouts: Path) -> bool:
    """Whether both may be names of one organisation: equal, one the tail of the other, or short."""
    return is_same(one, other, load_words(layouts).names)
