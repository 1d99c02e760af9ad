"""Checks of what follows what: names and successions of organisations, changes of codes.

Checks that need no such meaning are in code_file_checks.py.
"""

from collections.abc import Iterable, Iterator

from pipelines.load.code_file_checks import circle_in
from pipelines.load.code_files import CodeFiles, CodeRow
from pipelines.load.organisation_matching import name_key

Succession = tuple[str, str, CodeRow]
# Kinds of change after which the old code has no counterpart.
WITHOUT_SUCCESSOR = ("abolished", "reused")
_CODE_COLUMNS = {
    "function": "function_code",
    "function_historic": "function_code",
    "economic": "economic_code",
}
_BOOKS = {
    "function": ("function", "function_historic"),
    "department": ("economic",),
    "government": ("economic",),
}


def check_successions(files: CodeFiles) -> None:
    """Raise CodeFileError for the first row that cannot be true beside the others."""
    if "organisations" in files:
        check_names_belong_to_one(files)
        check_organisation_successions(files)
    if "function_renames" in files:
        check_renames(files)
    if "code_successions" in files:
        check_code_successions(files)


def check_names_belong_to_one(files: CodeFiles) -> None:
    """A name or alias stands for one organisation, however it is spaced and bracketed."""
    owners: dict[str, CodeRow] = {}
    for row in files["organisations"].rows:
        for name in (row["name_zh"], *filter(None, row["aliases"].split("|"))):
            owner = owners.setdefault(name_key(name), row)
            if owner["organisation_id"] != row["organisation_id"]:
                already = f"{owner['organisation_id']}, line {owner.line}"
                raise row.error(f"{name} is already {already}")


def check_organisation_successions(files: CodeFiles) -> None:
    """A rename is one to one, no chain closes, and nobody begins before whom it replaced ends."""
    renames = list(_renames(files))
    stated = [*renames, *_others(files)]
    _check_pairs(stated)
    _check_one_to_one(renames)
    _check_order(files, renames)
    _check_circle(stated)


def _check_pairs(stated: Iterable[Succession]) -> None:
    seen: set[tuple[str, str]] = set()
    for old, new, row in stated:
        if old == new:
            raise row.error(f"{old} follows itself")
        if (old, new) in seen:
            raise row.error(f"that {new} follows {old} is stated twice")
        seen.add((old, new))


def _check_one_to_one(renames: Iterable[Succession]) -> None:
    olds: dict[str, CodeRow] = {}
    news: dict[str, CodeRow] = {}
    for old, new, row in renames:
        for organisation, seen in ((old, olds), (new, news)):
            first = seen.setdefault(organisation, row)
            if first is not row:
                already = f"{organisation} is in two renames, the other in line {first.line}"
                raise row.error(f"{already}: state them as merged or split")


def _renames(files: CodeFiles) -> Iterator[Succession]:
    """predecessor_id in the register, and the rows of kind renamed."""
    for row in files["organisations"].rows:
        if row["predecessor_id"]:
            yield row["predecessor_id"], row["organisation_id"], row
    yield from _file_successions(files, is_rename=True)


def _others(files: CodeFiles) -> Iterator[Succession]:
    yield from _file_successions(files, is_rename=False)


def _file_successions(files: CodeFiles, is_rename: bool) -> Iterator[Succession]:
    for row in (
        files["organisation_successions"].rows if "organisation_successions" in files else ()
    ):
        if (row["kind"] == "renamed") == is_rename:
            yield row["predecessor_id"], row["successor_id"], row


def _check_order(files: CodeFiles, renames: Iterable[Succession]) -> None:
    """Validity of the two names of one rename does not overlap."""
    register = {row["organisation_id"]: row for row in files["organisations"].rows}
    for old, new, row in renames:
        last, first = register[old]["valid_to"], register[new]["valid_from"]
        if last and first and first <= last:
            raise row.error(f"{new} is valid from {first}, {old} still to {last}: they overlap")


def _check_circle(stated: Iterable[Succession]) -> None:
    graph: dict[str, list[str]] = {}
    for old, new, _ in stated:
        graph.setdefault(new, []).append(old)
    if circle := circle_in(graph):
        row = next(row for _, new, row in stated if new in circle)
        raise row.error(f"a circle: {' -> '.join(circle)}")


def check_renames(files: CodeFiles) -> None:
    """A code has one former name at a time: two names cannot end in the same year."""
    seen: dict[tuple[str, str], CodeRow] = {}
    for row in files["function_renames"].rows:
        if row["year"] and row["name_old"]:
            first = seen.setdefault((row["function_code"], row["year"]), row)
            if first is not row:
                code, year = row["function_code"], row["year"]
                problem = f"two names of {code} are valid until {year}, the other in"
                raise row.error(f"{problem} line {first.line}")


def check_code_successions(files: CodeFiles) -> None:
    """Both codes are in a book of their system; only what ended has no successor."""
    known = {system: _codes(files, system, books) for system, books in _BOOKS.items()}
    current = {system: _codes(files, system, books[:1]) for system, books in _BOOKS.items()}
    for row in files["code_successions"].rows:
        system, old, new = row["code_system"], row["code_old"], row["code_new"]
        if system not in _BOOKS:
            raise row.error(f"code_system {system} is not one of {', '.join(_BOOKS)}")
        if old not in known[system]:
            raise row.error(f"code_old {old} is not in the book of {system}")
        if new and new not in current[system]:
            raise row.error(f"code_new {new} is not in the book of {system}")
        if bool(new) == (row["kind"] in WITHOUT_SUCCESSOR):
            wanted = "no code_new" if new else "a code_new"
            raise row.error(f"a code that is {row['kind']} has {wanted}")


def _codes(files: CodeFiles, system: str, books: tuple[str, ...]) -> set[str]:
    return {
        row[_CODE_COLUMNS[book]]
        for book in books
        if book in files
        for row in files[book].rows
        if row.values.get("economic_system", system) == system
    }
