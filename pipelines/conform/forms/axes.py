"""The axis of a block: the classification that explains most of its rows.

An axis is a code book (functions, economic classes of departments or of the government), the
natures, fund sources, items of the three public costs, units, projects, or none where the columns
say it all. What each row means on it is told by row_meanings.py.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from pipelines.conform.amounts import read_absence
from pipelines.conform.forms.books import DEPARTMENT, FUNCTION, GOVERNMENT, Book
from pipelines.conform.forms.lexicon import Lexicon
from pipelines.conform.forms.rows import Row
from pipelines.conform.forms.word_keys import label_key
from pipelines.conform.wording import code_before_name

BOOK_AXES = (FUNCTION, DEPARTMENT, GOVERNMENT)
SUMMARY_AXES = (*BOOK_AXES, "nature", "fund_source")
# Of the labels of a block so many must be explained, else the block is set aside.
BAR = 0.5
# Tables of the three public costs also list batches and persons, which are no items.
ITEM_BAR = 0.2
# So many economic classes among natures make natures the heads of a list of classes.
FEWEST_UNDER_NATURES = 2


@dataclass(frozen=True)
class RowMeaning:
    """The coordinates of a row; `line` is total, balance or part (its coordinates say the rest).

    `is_local`: one of several local codes below a national class that has no row of its own.
    """

    sets: Mapping[str, str] = field(default_factory=dict)
    line: str | None = None
    unit_name: str | None = None
    unit_code: str = ""
    detail_name: str | None = None
    year: int | None = None
    years_back: int | None = None
    is_local: bool = False


@dataclass(frozen=True)
class Axis:
    """The axis of a block and how many of its labels it explains (0 to 1)."""

    name: str
    share: float


@dataclass(frozen=True)
class Reference:
    """What rows are looked up in."""

    lexicon: Lexicon
    books: Mapping[str, Book]
    organisation: str


def book_of_code(code: str | None) -> str | None:
    """The axis that a code belongs to, by its first digit."""
    if not code:
        return None
    return {"2": FUNCTION, "3": DEPARTMENT, "5": GOVERNMENT}.get(code[0])


def choose_axis(
    rows: Sequence[Row], allowed: Sequence[str], flow: str | None, reference: Reference
) -> Axis:
    """The allowed axis that explains most rows; codes outweigh names."""
    coded = [axis for row in rows for code in row.codes if (axis := book_of_code(code))]
    for axis in (DEPARTMENT, GOVERNMENT, FUNCTION):
        if axis in allowed and coded.count(axis) >= max(1, BAR * len(coded) / 2):
            return Axis(axis, 1.0)
    labels = [
        _best_known(row, allowed, flow, reference) for row in rows if _needs_axis(row, reference)
    ]
    if not labels:
        return Axis(_axis_without_labels(rows, allowed), 1.0)
    scores = {
        axis: _score(axis, labels, flow, reference)
        for axis in allowed
        if axis in (*SUMMARY_AXES, "item")
    }
    best = max(scores, key=lambda axis: scores[axis], default=None)
    has_units = any(row.unit_name.strip() for row in rows)
    bar = ITEM_BAR if best == "item" and not has_units else BAR
    if best is not None and scores[best] >= bar:
        return Axis(best, 1.0)
    if "project" in allowed:
        return Axis("project", 1.0)
    named = sum(reference.lexicon.is_organisation(label) for label in labels)
    if "unit" in allowed and (has_units or named > BAR * len(labels)):
        return Axis("unit", 1.0)
    return Axis(best or "none", scores[best] if best else 0.0)


def _score(axis: str, labels: Sequence[str], flow: str | None, reference: Reference) -> float:
    """The share of labels that an axis explains; natures head economic classes (一、基本支出,
    工资福利支出, ...) and are explained with them."""
    explained = _explained(axis, labels, flow, reference)
    if axis in (DEPARTMENT, GOVERNMENT) and explained >= FEWEST_UNDER_NATURES:
        explained += _explained("nature", labels, flow, reference)
    return min(explained / len(labels), 1.0)


def _best_known(row: Row, allowed: Sequence[str], flow: str | None, reference: Reference) -> str:
    """The label that speaks for a row: of two levels of names the upper where the lower is new."""
    if not row.parent_label.strip():
        return row.label
    known = (_explained(axis, [row.label], flow, reference) for axis in allowed if _is_named(axis))
    return row.label if any(known) else row.parent_label


def _is_named(axis: str) -> bool:
    return axis in (*SUMMARY_AXES, "item")


def _needs_axis(row: Row, reference: Reference) -> bool:
    is_unit = row.label.strip() == row.unit_name.strip()
    is_total = reference.lexicon.row_kind(row.label) is not None or read_absence(row.label)
    is_year = bool(row.year_text.strip()) and row.label.strip() == row.year_text.strip()
    dated = reference.lexicon.meaning(row.label, None)
    is_of_time = dated is not None and dated.is_of_time
    return bool(row.label.strip()) and not (is_unit or is_total or is_year or is_of_time)


def _axis_without_labels(rows: Sequence[Row], allowed: Sequence[str]) -> str:
    if "columns" in allowed:
        return "columns"
    return next(iter(allowed), "none")


def _explained(axis: str, labels: Sequence[str], flow: str | None, reference: Reference) -> int:
    if axis in BOOK_AXES:
        book = reference.books[axis]
        return sum(book.knows(label) or book.knows(_name_of(label)) for label in labels)
    key = "item_code" if axis == "item" else axis
    found = [reference.lexicon.meaning(label, flow) for label in labels]
    of_balance = [label_key(label) in reference.lexicon.balance for label in labels]
    return sum(
        bool(meaning and (key in meaning.sets)) or (balance and axis == "fund_source")
        for meaning, balance in zip(found, of_balance, strict=True)
    )


def _name_of(label: str) -> str:
    embedded = code_before_name(label)
    return embedded[1] if embedded else label
