"""Functional classes named in words (类, 款, 项) and the code that they stand for.

A name is resolved among the codes that the document's own tables print, then in the code book; a
name that stays ambiguous has no code.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path

from pipelines.conform.code_book import CodeBook, load_code_book, rows_of
from pipelines.conform.wording import bare_label

# A path begins after no more than a marker (12、“).
START = 5
# Names this much alike are one name with a misprint.
ALIKE = 0.85
_NAME = r"[^“”\"。;，:]+?"
_PATH = re.compile(
    rf"(?P<class>{_NAME})\((?P<c>\d{{3}})?类\)(?P<section>{_NAME})\((?P<s>\d{{2}})?款\)"
    rf"(?P<item>{_NAME})\((?P<i>\d{{2}})?项\)"
)
_DASHED = re.compile(
    r"[“\"](?P<class>[^“”\"。;，:—-]+)[—-](?P<section>[^“”\"。;，:]+?)[—-]"
    r"(?P<item>[^“”\"。;，:—-]+)[”\"]"
)
_CLASS = re.compile(r"(?P<class>[一-鿿]{2,20})\((?P<c>\d{3})?类\)")


@dataclass(frozen=True)
class NamedFunction:
    """A class found in words; the code is None where the name is not known for sure."""

    text: str
    end: int
    code: str | None
    code_source: str


@dataclass(frozen=True)
class FunctionNames:
    """The names of functional classes: of the document's tables, and of the book."""

    printed: Mapping[str, frozenset[str]]
    book: Mapping[str, frozenset[str]]
    classes: CodeBook

    def last_in(self, lead: str) -> NamedFunction | None:
        """The class named last in a lead: a whole path, or a single 类."""
        for pattern in (_PATH, _DASHED):
            found = list(pattern.finditer(lead))
            if found:
                return self._of_path(found[-1])
        found = list(_CLASS.finditer(lead))
        return self._of_class(found[-1]["class"], found[-1].end()) if found else self._bare(lead)

    def first_path(self, text: str) -> NamedFunction | None:
        """The whole path that a text begins with, after a marker or quotation mark at most."""
        found = next((m for p in (_PATH, _DASHED) if (m := p.search(text))), None)
        return self._of_path(found) if found and found.start() <= START else None

    def _of_path(self, found: re.Match[str]) -> NamedFunction:
        parts = found.groupdict()
        if parts.get("c") and parts.get("s") and parts.get("i"):
            code = parts["c"] + parts["s"] + parts["i"]
            return NamedFunction(found[0], found.end(), code, "printed")
        code = self._resolve(*(key(parts[name]) for name in ("class", "section", "item")))
        return NamedFunction(found[0], found.end(), code, "name")

    def _resolve(self, class_name: str, section: str, item: str) -> str | None:
        classed = self.classes.class_code(_after_marker(class_name))
        for names in (self.printed, self.book):
            codes = [code for code in names.get(item, ()) if len(code) == 7]
            in_class = [code for code in codes if classed and code.startswith(classed)]
            in_section = self._most_alike(in_class or codes, section)
            chosen = in_section or in_class or codes
            if len(chosen) == 1:
                return chosen[0]
        return None

    def _most_alike(self, codes: Sequence[str], section: str) -> list[str]:
        """The codes whose 款 bears this name, or the name most like it where it is misprinted."""
        scores = {code: self._likeness(code[:5], section) for code in codes}
        best = max(scores.values(), default=0.0)
        return [code for code in codes if scores[code] == best] if best >= ALIKE else []

    def _likeness(self, code: str, name: str) -> float:
        names = [
            known_name
            for known in (self.printed, self.book)
            for known_name, codes in known.items()
            if code in codes
        ]
        return max((SequenceMatcher(None, each, name).ratio() for each in names), default=0.0)

    def _of_class(self, name: str, end: int) -> NamedFunction | None:
        code = self.classes.class_code(_after_marker(name))
        return NamedFunction(name, end, code, "name") if code else None

    def _bare(self, lead: str) -> NamedFunction | None:
        """A 类 by its bare name at the end of the lead, as in `社会保障和就业支出30.16万元`."""
        found = _BARE.search(lead)
        if not found:
            return None
        words = found["name"]
        starts = range(len(words) - 4, -1, -1)
        named = [words[start:] for start in starts if self.classes.class_code(words[start:])]
        return self._of_class(named[-1], found.end()) if named else None


_BARE = re.compile(r"(?P<name>[一-鿿]{2,24}支出)(?:收入)?$")


def key(name: str) -> str:
    """A name as it is compared: squeezed, without ordinal and quotation marks."""
    return bare_label(name).strip("“”\"'")


def function_names(statements: Iterable[Mapping[str, object]], codes: Path) -> FunctionNames:
    """The names in the document's statements, beside those of the code book in `codes`."""
    printed: dict[str, set[str]] = defaultdict(set)
    for statement in statements:
        code = statement.get("function_code")
        if code and statement.get("stated_in") == "table":
            printed[key(str(statement["row_label"]))].add(str(code))
    frozen = {name: frozenset(found) for name, found in printed.items()}
    return FunctionNames(frozen, _book(codes), load_code_book(codes))


@cache
def _book(codes: Path) -> Mapping[str, frozenset[str]]:
    names: dict[str, set[str]] = defaultdict(set)
    for row in rows_of(codes / "function.csv"):
        names[key(row["name_zh"])].add(row["function_code"])
    return {name: frozenset(found) for name, found in names.items()}


def _after_marker(name: str) -> str:
    """A class name without what the sentence says before it."""
    return re.split(r"[:，、“\"]", name)[-1]
