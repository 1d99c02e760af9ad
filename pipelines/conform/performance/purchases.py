"""Tables of government procurement and of services bought: categories, items, totals.

A row is a category, a unit, a project with its economic class, a function, or an item; which one is
told by the columns that it fills. Rows add up to the row above them that fills fewer.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise

from pipelines.conform.performance.list_header import Column, ListHeader
from pipelines.conform.performance.list_rows import Line, PlacedCell, total_word
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
from pipelines.conform.performance.outline import children_of
from pipelines.conform.performance.printed_codes import BOOKS, CODE_PARTS, book_of
from pipelines.conform.performance.records import Context

CATEGORY, UNIT, GROUP, ITEM = 10, 15, 20, 50
SHORTEST_UNIT_CODE = 3


@dataclass
class PurchaseRow:
    """One row: its level (0 for the total), what it names, its codes and its amounts."""

    line: Line
    level: int
    label: str
    facts: dict[str, str] = field(default_factory=dict)
    codes: dict[str, str] = field(default_factory=dict)
    named_code: bool = False
    unknown_class: str | None = None
    money: dict[Column, Money] = field(default_factory=dict)
    unread: list[NoMoney] = field(default_factory=list)
    is_department: bool = False

    @property
    def names_unit(self) -> bool:
        """Whether the row is that of a unit, above its purchases; one digit is a kind of units."""
        if self.is_department:
            return False
        has_code = len(self.facts.get("unit_code", "")) >= SHORTEST_UNIT_CODE
        return self.level == UNIT or (has_code and 0 < self.level < ITEM)


@dataclass(frozen=True)
class PurchaseTable:
    """A table as read, with its proof."""

    header: ListHeader
    rows: tuple[PurchaseRow, ...]
    columns: tuple[Column, ...]
    proof: Proof


def read_purchases(
    context: Context, header: ListHeader, lines: Sequence[Line], unit: str | None
) -> PurchaseTable:
    """All rows of a table of purchases with levels, amounts and proof."""
    columns = header.all("amount")
    rows: list[PurchaseRow] = []
    carried: dict[str, str] = {}
    for line, rest in _with_rests(header, lines):
        row = _row(context, header, line, carried, rest)
        for column in columns:
            _read(row, column, line.placed(column), column.meaning.unit or unit)
        if row.label or row.money:
            rows.append(row)
    _find_departments(rows)
    checks = [*_across(context, rows, columns), *_down(rows, columns)]
    return PurchaseTable(header, tuple(rows), columns, proof_of(checks))


def _find_departments(rows: Sequence[PurchaseRow]) -> None:
    """A department above its units is no unit beside them: it prints the total again."""
    total = next((row for row in rows if row.level == 0), None)
    units = [row for row in rows if row.names_unit and "unit_code" in row.facts]
    for row, following in pairwise(units):
        code, below = row.facts["unit_code"], following.facts["unit_code"]
        if code != below and below.startswith(code) and total and _yuan(row) == _yuan(total):
            row.is_department = True


def _yuan(row: PurchaseRow) -> dict[Column, Decimal]:
    return {column: money.yuan for column, money in row.money.items()}


def _with_rests(header: ListHeader, lines: Sequence[Line]) -> Iterator[tuple[Line, Line | None]]:
    """Each line, and the line at the top of the next page that holds the rest of its words."""
    index = 0
    while index < len(lines):
        following = lines[index + 1] if index + 1 < len(lines) else None
        is_rest = following is not None and following.tops and not _has_amount(header, following)
        yield lines[index], following if is_rest else None
        index += 2 if is_rest else 1


def _has_amount(header: ListHeader, line: Line) -> bool:
    return any(line.words(column) for column in header.all("amount"))


def _read(row: PurchaseRow, column: Column, placed: PlacedCell | None, unit: str | None) -> None:
    found = read_money(placed, unit) if placed and placed.words else None
    if isinstance(found, Money):
        row.money[column] = found
    elif found and found.why:
        row.unread.append(found)


def _row(
    context: Context,
    header: ListHeader,
    line: Line,
    carried: dict[str, str],
    rest: Line | None,
) -> PurchaseRow:
    """The row with its level; groups above it lend an item their category, project and class."""
    total = total_word(header, line, context.lexicon)
    if total:
        carried.clear()
        return PurchaseRow(line, 0, total)
    filled = _filled(header, line, rest)
    codes = _codes(header, line, carried)
    level, label = _level(context, filled, codes)
    row = PurchaseRow(line, level, label, filled, codes)
    _name_category(context, row)
    _carry(row, carried)
    _resolve_name(context, row)
    return row


def _filled(header: ListHeader, line: Line, rest: Line | None) -> dict[str, str]:
    """Kind of column → its words, of the columns that name something."""
    kinds = (
        "purchase_category",
        "purchase_project",
        "project_name",
        "purchase_item",
        "purchase_method",
        "economic_name",
        "function_name",
        "unit_code",
        "unit_name",
        "project_code",
        "quantity",
        "grade_1",
        "grade_2",
        "grade_3",
    )
    found = {}
    for kind in kinds:
        words = [
            line.words(column) + (rest.words(column) if rest and line.words(column) else "")
            for column in header.all(kind)
        ]
        text = next((one for one in words if one), "")
        if text:
            found[kind] = text
    if "project_name" in found:
        found.setdefault("purchase_project", found.pop("project_name"))
    if "grade_3" in found:
        found.setdefault("purchase_item", found["grade_3"])
    return found


def _codes(header: ListHeader, line: Line, carried: dict[str, str]) -> dict[str, str]:
    """The codes that a row prints in 类/款/项 columns, by the book that the header names."""
    printed: dict[str, list[str]] = {}
    for column in header.columns:
        kind, words = column.meaning.kind, line.words(column)
        if kind in (*CODE_PARTS, "function_code"):
            printed.setdefault(book_of(column), []).append(words)
    codes: dict[str, str] = {}
    for book, parts in printed.items():
        code = _joined(book, parts, carried)
        if BOOKS[book].match(code):
            codes[book] = code
    return codes


def _joined(book: str, parts: list[str], carried: dict[str, str]) -> str:
    """The parts of a code; parts to the left that stand in a row above are carried down."""
    if len(parts) == 1:
        return parts[0]
    deepest = max((index for index, part in enumerate(parts) if part), default=-1)
    for index in range(deepest + 1):
        key = f"{book}{index}"
        if parts[index]:
            carried[key] = parts[index]
            for lower in range(index + 1, len(parts)):
                carried.pop(f"{book}{lower}", None)
    return "".join(carried.get(f"{book}{index}", "") for index in range(deepest + 1))


def _level(
    context: Context, filled: Mapping[str, str], codes: Mapping[str, str]
) -> tuple[int, str]:
    """(level, label) of a row, by the deepest column that it fills."""
    if filled.get("purchase_item") or filled.get("purchase_method"):
        return ITEM, filled.get("purchase_item") or filled["purchase_method"]
    if filled.get("unit_code") and filled.get("purchase_project"):
        return UNIT - 10 + len(filled["unit_code"]), filled["purchase_project"]
    if codes.get("function") and filled.get("function_name"):
        return GROUP + len(codes["function"]), filled["function_name"]
    if filled.get("purchase_project") or filled.get("economic_name"):
        label = filled.get("purchase_project") or filled["economic_name"]
        is_category = context.lexicon.find("purchase_categories", label)
        return (CATEGORY if is_category else GROUP), label
    label = filled.get("purchase_category") or filled.get("unit_name") or ""
    is_category = context.lexicon.find("purchase_categories", label)
    return (CATEGORY if is_category else UNIT), label


def _name_category(context: Context, row: PurchaseRow) -> None:
    word = row.facts.get("purchase_category") or (row.label if row.level == CATEGORY else "")
    name = context.lexicon.find("purchase_categories", word)
    if name:
        row.facts["category"] = name


def _carry(row: PurchaseRow, carried: dict[str, str]) -> None:
    """Groups name their unit, category, project and class once, for the rows below them."""
    if row.names_unit:
        carried["unit_name"] = row.label
    elif row.level in (GROUP, ITEM) and "unit_name" in carried:
        row.facts.setdefault("unit_name", carried["unit_name"])
    if row.level == CATEGORY:
        carried["category_name"] = row.label
        for name in ("purchase_project", "economic_name"):
            carried.pop(name, None)
    elif row.names_unit and "category_name" in carried:
        row.facts["category_name"] = carried["category_name"]
    if row.level == GROUP and "purchase_project" in row.facts:
        carried.pop("economic_name", None)
    for name in ("category", "purchase_project", "economic_name"):
        if name in row.facts and row.level != UNIT:
            carried[name] = row.facts[name]
        elif row.level in (GROUP, ITEM) and name in carried:
            row.facts[name] = carried[name]


def _resolve_name(context: Context, row: PurchaseRow) -> None:
    """The departmental class that a printed name stands for."""
    name = row.facts.get("economic_name")
    code = context.economic_names.get(name_key(name)) if name else None
    if code and "department" not in row.codes:
        row.codes["department"] = code
        row.named_code = True
    row.unknown_class = name if name and "department" not in row.codes else None


def name_key(name: str) -> str:
    """The name of an economic class without brackets that are printed in two ways."""
    return name.replace("（", "(").replace("）", ")")


def _across(
    context: Context, rows: Sequence[PurchaseRow], columns: Sequence[Column]
) -> Iterator[Check]:
    listed = [column.meaning.fund for column in columns]
    for row in rows:
        funds = {column.meaning.fund: money for column, money in row.money.items()}
        yield from across(funds, context.fund_parents, listed)


def _down(rows: Sequence[PurchaseRow], columns: Sequence[Column]) -> Iterator[Check]:
    """Each row and those below it that are its parts, the total first."""
    ordered = sorted(rows, key=lambda row: row.level != 0)
    for parent, children in children_of([row.level for row in ordered]).items():
        parts = [ordered[row] for row in children]
        for column in columns:
            whole = ordered[parent].money.get(column)
            money = [row.money[column] for row in parts if column in row.money]
            if whole and money and not any(row.unread for row in parts):
                yield check_sum(whole, money)
