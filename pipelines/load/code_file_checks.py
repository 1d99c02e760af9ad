"""Checks that hold for every code file: keys, references, chains of parents, years, kinds.

What a file's key and references are is said in the .yaml beside it. Checks that know what an
organisation or a change of a code is are in succession_checks.py.
"""

import re
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from graphlib import CycleError, TopologicalSorter
from typing import TypeVar

from pipelines.load.code_files import CodeFile, CodeFiles, CodeRow

Key = tuple[str, ...]
Node = TypeVar("Node", bound=Hashable)
_YEAR = re.compile(r"(?:19|20)\d\d")
_YEAR_COLUMNS = ("valid_from", "valid_to", "year", "edition_year")


def check_files(files: CodeFiles) -> None:
    """Raise CodeFileError, with file and line, for the first row that contradicts another."""
    for file in files.values():
        check_keys(file)
        check_years(file.rows)
        check_kinds(file)
        for column, target in file.references.items():
            check_reference(files, file, column, target)


def check_keys(file: CodeFile) -> None:
    """A key, such as a code in one edition, stands in one row only."""
    seen: dict[Key, CodeRow] = {}
    for row in file.rows if file.key else ():
        key = tuple(row[column] for column in file.key)
        first = seen.setdefault(key, row)
        if first is not row:
            raise row.error(f"{', '.join(key)} stands already in line {first.line}")


def check_years(rows: Iterable[CodeRow]) -> None:
    """Years have four digits, and validity does not end before it begins."""
    for row in rows:
        for column in _YEAR_COLUMNS:
            text = row.values.get(column)
            if text and not _YEAR.fullmatch(text):
                raise row.error(f"{column} {text} is not a year")
        first, last = row.values.get("valid_from"), row.values.get("valid_to")
        if first and last and last < first:
            raise row.error(f"valid_to {last} is before valid_from {first}")


def check_kinds(file: CodeFile) -> None:
    """A kind is one of those that the description explains."""
    for row in file.rows if file.kinds and "kind" in file.columns else ():
        if row["kind"] not in file.kinds:
            raise row.error(f"kind {row['kind']} is not one of {', '.join(sorted(file.kinds))}")


def check_reference(files: CodeFiles, file: CodeFile, column: str, target: str) -> None:
    """Every value of `column` stands in `target` (`file.column`); within a file no chain closes.

    A row of an edition or system refers to rows of the same edition or system.
    """
    name, _, target_column = target.partition(".")
    is_within = name == file.name
    shared = [part for part in files[name].key if part != target_column and is_within]

    def key(row: CodeRow, named: str) -> Key:
        return (*(row[part] for part in shared), row[named])

    known = {key(row, target_column) for row in files[name].rows}
    for row in file.rows:
        if row[column] and key(row, column) not in known:
            raise row.error(f"{column} {row[column]} is not in {files[name].path.name}")
    if is_within:
        check_no_cycle(file.rows, lambda row: key(row, target_column), lambda row: key(row, column))


def check_no_cycle(
    rows: Sequence[CodeRow], key: Callable[[CodeRow], Key], above: Callable[[CodeRow], Key]
) -> None:
    """No row is above itself, directly or through others; `above` ends in "" at the top."""
    graph = {key(row): [above(row)] for row in rows if above(row)[-1]}
    if circle := circle_in(graph):
        row = next(row for row in rows if key(row) in circle)
        raise row.error(f"a circle: {' -> '.join(part[-1] for part in circle)}")


def circle_in(graph: Mapping[Node, Sequence[Node]]) -> list[Node]:
    """The members of one circle, the first repeated at the end; empty where there is none."""
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        # graphlib tells what is above first; a reader follows from a row to what is above it
        return list(reversed(error.args[1]))
    return []
