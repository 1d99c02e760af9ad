"""The code books as rows use them: which code a printed name stands for under the row above it.

Books are the functional classes and the two economic systems. Validity by year and the dimensions
themselves are built in the warehouse.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pipelines.conform.code_book import rows_of
from pipelines.conform.forms.word_keys import name_key

FUNCTION = "function"
DEPARTMENT = "department_economic"
GOVERNMENT = "government_economic"
SYSTEMS = {DEPARTMENT: "department", GOVERNMENT: "government"}
_LEVELS = (3, 5, 7)


@dataclass(frozen=True)
class Book:
    """One classification: printed name → codes, and all its codes."""

    axis: str
    names: Mapping[str, tuple[str, ...]]
    codes: frozenset[str]

    def knows(self, name: str) -> bool:
        return name_key(name) in self.names

    def bears(self, code: str, name: str) -> bool:
        """Whether a code is printed with this name."""
        return code in self.names.get(name_key(name), ())

    def resolve(self, name: str, current: str, is_class: bool = False) -> str | None:
        """The code of a name printed under `current` (the code of the row above, or "").

        Names repeat (行政运行 in each section): a child of the row above comes first, then the
        children of its parents, then a class; last a name that one code of the class alone bears.
        """
        found = self.names.get(name_key(name), ())
        if is_class:
            found = tuple(code for code in found if len(code) == 3) or found
        for parent in _upwards(current):
            children = [code for code in found if code != parent and _parent(code) == parent]
            if len(children) == 1:
                return children[0]
        classes = [code for code in found if len(code) == 3]
        if len(classes) == 1:
            return classes[0]
        inside = [code for code in found if current and code[:3] == current[:3]]
        return inside[0] if len(inside) == 1 else None

    def only_code(self, name: str) -> str | None:
        """The code of a name that no other code of the book bears."""
        found = self.names.get(name_key(name), ())
        return found[0] if len(found) == 1 else None


def _upwards(code: str) -> Iterator[str]:
    while code:
        yield code
        code = _parent(code)


def _parent(code: str) -> str:
    """The code one level up; "" for a class."""
    return next((code[:length] for length in reversed(_LEVELS) if length < len(code)), "")


@cache
def load_books(folder: Path) -> Mapping[str, Book]:
    """axis → book, from function.csv, economic.csv, their historic editions and aliases."""
    names: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for axis, code, name in _printed_names(folder):
        names[axis][name_key(name)].add(code)
    return {
        axis: Book(
            axis,
            {name: tuple(sorted(codes)) for name, codes in of_axis.items()},
            frozenset(code for codes in of_axis.values() for code in codes),
        )
        for axis, of_axis in names.items()
    }


def _printed_names(folder: Path) -> Iterator[tuple[str, str, str]]:
    """(axis, code, name) of every name under which a code was ever printed."""
    for file in ("function.csv", "function_historic.csv"):
        for row in rows_of(folder / file):
            yield FUNCTION, row["function_code"], row["name_zh"]
    for row in rows_of(folder / "function_renames.csv"):
        yield FUNCTION, row["function_code"], row["name_old"]
        yield FUNCTION, row["function_code"], row["name_new"]
    axes = {system: axis for axis, system in SYSTEMS.items()}
    for row in rows_of(folder / "economic.csv"):
        yield axes[row["economic_system"]], row["economic_code"], row["name_zh"]
    for row in rows_of(folder / "name_aliases.csv"):
        axis = _axis_of_alias(row["kind"], row["code"])
        if axis:
            yield axis, row["code"], row["alias"]


def _axis_of_alias(kind: str, code: str) -> str | None:
    if kind == "function":
        return FUNCTION
    if kind.startswith("economic") or code[:1] in "35":
        return DEPARTMENT if code[0] == "3" else GOVERNMENT
    return None
