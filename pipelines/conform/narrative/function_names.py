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
from pipelines.conform.narrative.wording_file import NarrativeWording
from pipelines.conform.wording import bare_label

# A path begins after no more than a marker (12、“).
START = 5
# A code of a 项 has so many digits.
ITEM_LENGTH = 7
# Names this much alike are one name with a misprint.
ALIKE = 0.85
Names = Mapping[str, frozenset[str]]


@dataclass(frozen=True)
class NamedFunction:
    """A class found in words; the code is None where the name is not known for sure.

    The first digit tells the book: 2 functions, 3 and 5 the economic classes of departments and of
    the government.
    """

    text: str
    end: int
    code: str | None
    code_source: str


@dataclass(frozen=True)
class FunctionNames:
    """The names of functional classes: of the document's tables, and of the books.

    `books` are asked one after the other: the names printed in the year of the document, the
    current book, the names of other years.
    """

    printed: Names
    books: tuple[Names, ...]
    classes: CodeBook
    wording: NarrativeWording

    def last_in(self, lead: str, class_name: str | None = None) -> NamedFunction | None:
        """The class named last in a lead: a whole path, a printed code, or a single 类.

        A path that begins with the 款 stands below `class_name`, the 类 of the heading above it.
        """
        for pattern in self.wording.whole_paths:
            found = list(pattern.finditer(lead))
            if found:
                return self._of_path(found[-1])
        for pattern in self.wording.paths_below if class_name else ():
            found = list(pattern.finditer(lead))
            if found:
                return self._of_path(found[-1], class_name)
        found = list(self.wording.words["class_named"].finditer(lead))
        return self._of_class(found[-1]["class"], found[-1].end()) if found else self._bare(lead)

    def first_path(self, text: str, class_name: str | None = None) -> NamedFunction | None:
        """The whole path that a text begins with, after a marker or quotation mark at most."""
        found = next((m for p in self.wording.whole_paths if (m := p.search(text))), None)
        if found:
            return self._of_path(found) if found.start() <= START else None
        below = next(
            (m for p in self.wording.paths_below if class_name and (m := p.search(text))), None
        )
        return self._of_path(below, class_name) if below and below.start() <= START else None

    def _of_path(self, found: re.Match[str], class_name: str | None = None) -> NamedFunction:
        parts = found.groupdict()
        if code := parts.get("code"):
            return NamedFunction(found[0], found.end(), code, "printed")
        if parts.get("c") and parts.get("s") and parts.get("i"):
            code = parts["c"] + parts["s"] + parts["i"]
            return NamedFunction(found[0], found.end(), code, "printed")
        levels = (parts.get("class") or class_name or "", parts.get("section"), parts.get("item"))
        code = self._resolve(*(key(name or "") for name in levels))
        return NamedFunction(found[0], found.end(), code, "name")

    def _resolve(self, class_name: str, section: str, item: str) -> str | None:
        """The code of an item, or where none is named of a 款; None where it is not one alone."""
        classed = self.classes.class_code(_after_marker(class_name))
        if not classed and item and not section:
            section = _after_marker(class_name)
        length = 7 if item else 5
        for names in (self.printed, *self.books):
            found = _spelt(names, item or section, self.wording.class_tail)
            codes = [code for code in found if len(code) == length]
            codes = [code for code in codes if not classed or code.startswith(classed)]
            is_within = bool(item and section)
            in_section = self._most_alike(codes, section) if is_within else []
            if section and not in_section and self._is_common(item, classed):
                continue
            chosen = in_section or codes
            if len(chosen) == 1:
                return chosen[0]
        return self._swapped(classed, section, item) if item and section else None

    def _swapped(self, classed: str | None, section: str, item: str) -> str | None:
        """The code of a name whose words stand in another order: 一般行政事务管理."""
        letters = sorted(item)
        found = {
            code
            for names in (self.printed, *self.books)
            for name, codes in names.items()
            if len(name) == len(item) and sorted(name) == letters
            for code in codes
            if len(code) == ITEM_LENGTH and code.startswith(classed or "")
        }
        alike = self._most_alike(sorted(found), section)
        return alike[0] if len(alike) == 1 else None

    def _is_common(self, item: str, classed: str | None) -> bool:
        """Whether several codes of the class bear the name, so that only its 款 tells."""
        bearing = {code for names in self.books for code in names.get(item, ())}
        return sum(code.startswith(classed or "") for code in bearing) > 1

    def _most_alike(self, codes: Sequence[str], section: str) -> list[str]:
        """The codes whose 款 bears this name, or the name most like it where it is misprinted."""
        scores = {code: self._likeness(code[:5], section) for code in codes}
        best = max(scores.values(), default=0.0)
        return [code for code in codes if scores[code] == best] if best >= ALIKE else []

    def _likeness(self, code: str, name: str) -> float:
        names = [
            known_name
            for known in (self.printed, *self.books)
            for known_name, codes in known.items()
            if code in codes
        ]
        return max((SequenceMatcher(None, each, name).ratio() for each in names), default=0.0)

    def _of_class(self, name: str, end: int) -> NamedFunction | None:
        """The class that the last words of a name stand for: 其中教育(类) is 教育."""
        words = _after_marker(name)
        named = (words[at:] for at in range(len(words) - 1))
        found = next((each for each in named if self.classes.class_code(each)), None)
        code = self.classes.class_code(found) if found else None
        return NamedFunction(found or name, end, code, "name") if code else None

    def _bare(self, lead: str) -> NamedFunction | None:
        """A 类 by its bare name at the end of the lead, as in `社会保障和就业支出30.16万元`."""
        found = self.wording.words["bare_class"].search(lead)
        if not found:
            return None
        return self._of_class(found["name"], found.end())


def _spelt(names: Names, name: str, tail: str) -> frozenset[str]:
    """The codes of a name, which is printed with and without `tail` (支出) at its end."""
    spellings = (name, name + tail, name.removesuffix(tail))
    return next((names[each] for each in spellings if each in names), frozenset())


def key(name: str) -> str:
    """A name as it is compared: squeezed, without ordinal and quotation marks."""
    return bare_label(name).strip("“”\"'")


def function_names(
    statements: Iterable[Mapping[str, object]],
    codes: Path,
    fiscal_year: int,
    wording: NarrativeWording,
) -> FunctionNames:
    """The names in the document's statements, beside those of the code books in `codes`."""
    printed = [
        (str(statement["row_label"]), str(statement["function_code"]))
        for statement in statements
        if statement.get("function_code") and statement.get("stated_in") == "table"
    ]
    books = _books(codes, fiscal_year)
    return FunctionNames(_names(printed), books, load_code_book(codes), wording)


@cache
def _books(codes: Path, fiscal_year: int) -> tuple[Names, ...]:
    seen = [row for row in rows_of(codes / "printed_names.csv") if row["code_system"] == "function"]
    of_year = [
        (row["name_zh"], row["code"])
        for row in seen
        if int(row["first_year"]) <= fiscal_year <= int(row["last_year"])
    ]
    current = [(r["name_zh"], r["function_code"]) for r in rows_of(codes / "function.csv")]
    renamed = [
        (row["name_old"], row["function_code"])
        for row in rows_of(codes / "function_renames.csv")
        if row["name_old"] and row["kind"] == "renamed"
    ]
    others = [(row["name_zh"], row["code"]) for row in seen]
    return _names(of_year), _names(current), _names([*others, *renamed])


def _names(pairs: Iterable[tuple[str, str]]) -> Names:
    found: dict[str, set[str]] = defaultdict(set)
    for name, code in pairs:
        found[key(name)].add(code)
    return {name: frozenset(named) for name, named in found.items()}


def _after_marker(name: str) -> str:
    """A class name without what the sentence says before it."""
    return re.split(r"[:，、“\"]", name)[-1]
