"""Lists with one project (or task) a row: 项目支出表, and lists of targets by project.

Columns are told in list_header.py, rows in list_rows.py; the indicators of a row are read in
indicators.py. Forms of one project are read in project_forms.py.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise

from pipelines.conform.amounts import read_amount
from pipelines.conform.performance.lexicon import ALL_FUNDS
from pipelines.conform.performance.list_header import SUBJECTS, Column, ListHeader
from pipelines.conform.performance.list_rows import Line, PlacedCell, Subject, subjects_of
from pipelines.conform.performance.money import (
    Check,
    Money,
    NoMoney,
    Proof,
    across,
    check_sum,
    proof_of,
    read_money,
)
from pipelines.conform.performance.outline import children_of, nested
from pipelines.conform.performance.printed_codes import FUNCTION, codes_beside
from pipelines.conform.performance.records import Context
from pipelines.conform.wording import squeeze

Coordinates = tuple[str, str | None, str | None, int | None, bool]
# Levels of rows: totals 0, units by the length of their code, functions from 10, then projects.
PROJECT = 50
SHORTEST_UNIT_CODE = 3
_UNIT_CODE = re.compile(r"^[\[【]\d{3,9}[\]】]")


@dataclass
class ListedRow:
    """A subject with its amounts, kind and level.

    Kinds: `total`, `department` (the total again), `units` (a kind of units: 全额), `unit`,
    `function`, `project`.
    """

    subject: Subject
    kind: str
    level: int
    unit_name: str | None = None
    parent: "ListedRow | None" = None
    amounts: dict[Column, list[Money]] = field(default_factory=dict)
    unread: list[NoMoney] = field(default_factory=list)

    @property
    def own_unit(self) -> str:
        """The name of a unit's own row, without a code in front of it ([242001]…)."""
        return _UNIT_CODE.sub("", self.subject.name)

    def yuan(self, column: Column) -> Decimal | None:
        """The amount of a column: of one cell, or the sum of those of all lines of the subject."""
        money = self.amounts.get(column)
        return sum((one.yuan for one in money), Decimal(0)) if money else None

    def all_yuan(self) -> dict[Column, Decimal | None]:
        """The amounts of all columns that print one."""
        return {column: self.yuan(column) for column in self.amounts}

    def money(self, column: Column) -> Money | None:
        """The amount of a column where one cell holds it."""
        money = self.amounts.get(column, [])
        return money[0] if len(money) == 1 else None


@dataclass(frozen=True)
class ProjectList:
    """A list as read: its rows, its amount columns, the funds that its title says, its proof."""

    header: ListHeader
    rows: tuple[ListedRow, ...]
    columns: tuple[Column, ...]
    unknown: tuple[Column, ...]
    proof: Proof


def read_list(
    context: Context, header: ListHeader, lines: Sequence[Line], unit: str | None
) -> ProjectList:
    """All rows of a list with their kinds, amounts and proof; `unit` is that of the form."""
    columns = _amount_columns(header)
    rows = [
        _row(context, header, subject, columns, unit)
        for subject in subjects_of(header, lines, context.lexicon)
    ]
    _name_units(context, header, rows)
    unknown = tuple(c for c in header.columns if c.meaning.kind == "unknown" or _twice(header, c))
    sums = not any(_is_number(one) for row in rows for c in unknown for one in row.subject.cells(c))
    checks = list(_checks_across(context, rows, columns)) if sums else []
    main = _main_column(columns)
    if main:
        _find_levels(rows, main)
        checks += _checks_down(rows, columns, main)
    return ProjectList(header, tuple(rows), columns, unknown, proof_of(checks))


def _is_number(placed: PlacedCell) -> bool:
    return read_amount(placed.cell.text) is not None


def _coordinates(column: Column) -> Coordinates:
    meaning = column.meaning
    return meaning.fund, meaning.nature, meaning.phase, meaning.year, meaning.of_period


def _amount_columns(header: ListHeader) -> tuple[Column, ...]:
    """The columns of amounts; two of equal meaning say nothing certain."""
    return tuple(c for c in header.all("amount") if not _twice(header, c))


def _twice(header: ListHeader, column: Column) -> bool:
    same = [c for c in header.all("amount") if _coordinates(c) == _coordinates(column)]
    return column.meaning.kind == "amount" and len(same) > 1


def _main_column(columns: Sequence[Column]) -> Column | None:
    """The column whose sums tell which rows are parts: all funds, else the only one."""
    whole = [c for c in columns if c.meaning.fund == ALL_FUNDS]
    return whole[0] if whole else columns[0] if columns else None


def _row(
    context: Context,
    header: ListHeader,
    subject: Subject,
    columns: Sequence[Column],
    unit: str | None,
) -> ListedRow:
    row = ListedRow(subject, "total" if subject.is_total else "project", 0)
    row.level = 0 if subject.is_total else PROJECT
    name = header.find(*SUBJECTS)
    for column in columns:
        for line in subject.lines:
            placed = line.placed(column)
            found = read_money(placed, column.meaning.unit or unit) if placed else None
            if isinstance(found, Money) and subject.is_beside(line, name):
                row.amounts.setdefault(column, []).append(found)
            elif isinstance(found, Money):
                row.unread.append(NoMoney(found.placed, NAMELESS))
            elif found and found.why:
                row.unread.append(found)
    row.unit_name = subject.text(header.find("unit_name"))
    if subject.is_total and row.unit_name:
        _name_total(context, row)
    return row


def _name_total(context: Context, row: ListedRow) -> None:
    """A total beside the name of a unit is that of the unit."""
    if context.lexicon.find("total_rows", row.unit_name or ""):
        row.unit_name = None
    else:
        row.kind, row.level = "unit", 1


NAMELESS = "an amount in a row that names no project"


def _name_units(context: Context, header: ListHeader, rows: Sequence[ListedRow]) -> None:
    """Tell rows of units and functions from those of projects where one column names them all."""
    subject = header.find(*SUBJECTS)
    mixed = subject.meaning.kind if subject else ""
    codes = header.find("unit_code")
    described = [row for row in rows if _is_described(header, row)]
    for row in rows:
        if row.kind != "project":
            continue
        line = row.subject.lines[0]
        function = codes_beside(header, line).get(FUNCTION)
        if mixed == "function_or_project" and function:
            row.kind, row.level = "function", 10 + len(function)
        elif mixed == "project_below_function" and not function:
            own = _is_own_name(context, row)
            row.kind, row.level = ("unit", 1) if own else ("function", 10)
        elif mixed == "project_or_unit" and codes and line.words(codes).isdigit():
            code = line.words(codes)
            row.kind = "unit" if len(code) >= SHORTEST_UNIT_CODE else "units"
            row.level = len(code)
        elif mixed == "project_or_unit" and not codes:
            own = row is rows[0] and _is_own_name(context, row)
            if own or (described and row not in described):
                row.kind, row.level = "unit", 1
    if codes:
        _find_departments(rows, codes)


def _find_departments(rows: Sequence[ListedRow], codes: Column) -> None:
    """A department above its units is no unit beside them: it prints the total again."""
    total = next((row for row in rows if row.kind == "total"), None)
    units = [row for row in rows if row.kind == "unit"]
    for row, following in pairwise(units):
        code, below = (one.subject.lines[0].words(codes) for one in (row, following))
        is_above = code != below and below.startswith(code)
        if is_above and (total is None or row.all_yuan() == total.all_yuan()):
            row.kind = "department"


def _is_described(header: ListHeader, row: ListedRow) -> bool:
    """Whether a goal or indicators stand beside the name; beside a unit's there are none."""
    columns = [one for kind in ("goal", "indicator", "level_3") for one in header.all(kind)]
    return any(row.subject.cells(column) for column in columns)


def _is_own_name(context: Context, row: ListedRow) -> bool:
    """Whether the row is named after the organisation of the document (its total, then)."""
    organisation = bare_name(context.identity.organisation_name or "")
    return bool(organisation) and bare_name(row.subject.name) == organisation


def bare_name(name: str) -> str:
    """The name of an organisation without (本级) and the like."""
    return squeeze(name).partition("(")[0]


def _find_levels(rows: Sequence[ListedRow], main: Column) -> None:
    """Give projects that are parts of the project above them a level of their own, by the sums."""
    total = next((row for row in rows if row.kind == "total"), None)
    for head, block in _blocks(rows):
        above = head or total
        whole = above.money(main) if above else None
        amounts = [yuan for row in block if (yuan := row.yuan(main)) is not None]
        if whole is None or len(amounts) < len(block):
            continue
        parents = nested(amounts, whole.yuan, whole.slack) or []
        for row, parent in zip(block, parents, strict=False):
            if parent is not None:
                row.parent, row.level = block[parent], block[parent].level + 1


def _blocks(rows: Sequence[ListedRow]) -> Iterator[tuple[ListedRow | None, list[ListedRow]]]:
    """(row of the unit or function, the projects below it); projects without one come with None."""
    head: ListedRow | None = None
    block: list[ListedRow] = []
    for row in rows:
        if row.kind == "project":
            block.append(row)
            if head and head.kind == "unit":
                row.unit_name = row.unit_name or head.own_unit
        elif row.kind != "total":
            if block:
                yield head, block
            head, block = row, []
    if block:
        yield head, block


def _checks_across(
    context: Context, rows: Sequence[ListedRow], columns: Sequence[Column]
) -> Iterator[Check]:
    """The sums over the fund sources of each row, for each phase by itself."""
    for kind in {_coordinates(column)[1:] for column in columns}:
        same = [column for column in columns if _coordinates(column)[1:] == kind]
        listed = [column.meaning.fund for column in same]
        for row in rows:
            funds = {c.meaning.fund: money for c in same if (money := row.money(c))}
            yield from across(funds, context.fund_parents, listed)


def _checks_down(
    rows: Sequence[ListedRow], columns: Sequence[Column], main: Column
) -> Iterator[Check]:
    """The sums of the rows: each row and those that are its parts, the total first."""
    ordered = sorted(rows, key=lambda row: row.kind != "total")
    for parent, children in children_of([row.level for row in ordered]).items():
        parts = [ordered[row] for row in children]
        may_be_short = _is_short(ordered[parent], parts, main)
        for column in columns:
            whole = ordered[parent].money(column)
            money = [one for row in parts if (one := row.money(column))]
            if whole and money and _is_whole(parts, column):
                check = check_sum(whole, money)
                if not (may_be_short and _is_short(ordered[parent], parts, column)):
                    yield check


def _is_whole(rows: Sequence[ListedRow], column: Column) -> bool:
    return not any(len(row.amounts.get(column, [])) > 1 or row.unread for row in rows)


def _is_short(whole: ListedRow, parts: Sequence[ListedRow], column: Column) -> bool:
    """A list may leave projects out (secret ones are): its rows come to less than their total."""
    printed = whole.money(column)
    money = [one for row in parts if (one := row.money(column))]
    return printed is not None and (
        sum((one.yuan for one in money), Decimal(0)) < printed.yuan
        and not (money and check_sum(printed, money).holds)
    )
