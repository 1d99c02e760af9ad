"""Economic classes as the columns of a form whose rows are functions or units.

Many provinces print expenditure so: a row is a function, a column 工资福利支出 or 资本性支出. A
column is read as a class only where the columns beside it are classes of the same economic system.
Rows of economic classes are told by axes.py.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipelines.conform.forms.axes import Reference
from pipelines.conform.forms.books import DEPARTMENT, FUNCTION, GOVERNMENT, SYSTEMS, Book
from pipelines.conform.forms.columns import Column, stated
from pipelines.conform.forms.form import Form
from pipelines.conform.forms.word_keys import header_key

# One name that happens to be in a book is no class; so many side by side are.
FEWEST_CLASSES = 2
PROJECT_PREFIX = "按项目管理"
TITLE_WORDS = {GOVERNMENT: "政府预算经济", DEPARTMENT: "部门预算经济"}

Path = tuple[str, ...]


def with_economic_classes(
    columns: Sequence[Column], axis: str, flow: str | None, form: Form, reference: Reference
) -> tuple[Column, ...]:
    """The columns; those of economic classes with system, code and what the rest of their path
    says."""
    if axis not in (FUNCTION, "unit", "columns") or flow != "expenditure":
        return tuple(columns)
    read = {
        column.index: column
        for group in _siblings(columns)
        for column in _classes_of(group, form, reference)
    }
    return tuple(read.get(column.index, column) for column in columns)


def _siblings(columns: Sequence[Column]) -> Iterator[list[Column]]:
    """Amount columns under one head of the form."""
    groups: dict[tuple[int, Path], list[Column]] = defaultdict(list)
    for column in columns:
        if column.is_measure and column.path:
            groups[column.block, column.path[:-1]].append(column)
    yield from groups.values()


def _classes_of(group: Sequence[Column], form: Form, reference: Reference) -> Iterator[Column]:
    axis = _system_of(group, form, reference)
    for column in group if axis else ():
        codes, rest = _split(column.path, reference.books[str(axis)], reference, form)
        if not codes:
            continue
        defaults = {"flow": "expenditure", **form.proposal.sets}
        sets, _ = stated(rest, "expenditure", defaults, reference.lexicon)
        if sets is not None:
            economic = {"economic_system": SYSTEMS[str(axis)], "economic_code": codes[-1]}
            yield replace(column, coordinates={**sets, **economic}, role="measure")


def _system_of(group: Sequence[Column], form: Form, reference: Reference) -> str | None:
    """The one system of whose names most unknown columns of the group are; of two the title's."""
    unknown = [column for column in group if column.coordinates is None]
    counts = {
        axis: sum(
            bool(_split(column.path, reference.books[axis], reference, form)[0])
            for column in unknown
        )
        for axis in _systems_of(form)
    }
    most = max(counts.values())
    fitting = [axis for axis, count in counts.items() if count == most and count * 2 > len(unknown)]
    if most < FEWEST_CLASSES and not _has_class_above(group, fitting, reference):
        return None
    named = [axis for axis in fitting if TITLE_WORDS[axis] in header_key(form.title)]
    return next(iter(named or fitting), None) if len(named or fitting) == 1 else None


def _is_by_section(form: Form) -> bool:
    """Operating costs are split into sections (办公费) without their class."""
    return "item_code" in form.proposal.sets


def _systems_of(form: Form) -> Sequence[str]:
    """The systems whose names the columns may bear: the one of the title's class, else both."""
    named = form.proposal.sets.get("economic_system")
    return [axis for axis in (DEPARTMENT, GOVERNMENT) if named in (None, SYSTEMS[axis])]


def _has_class_above(group: Sequence[Column], fitting: Sequence[str], reference: Reference) -> bool:
    """Whether the head over the group is a class itself: 工资福利支出 / 合计."""
    head = group[0].path[:-1]
    return any(_split(head, reference.books[axis], reference)[0] for axis in fitting)


def _split(
    path: Path, book: Book, reference: Reference, form: Form | None = None
) -> tuple[list[str], Path]:
    """The codes that levels of a path name, each under the one above (the uppermost under the class
    that the title names), and the other levels."""
    codes: list[str] = []
    rest: list[str] = []
    of_title = form.proposal.sets.get("economic_code", "") if form else ""
    sections = form is not None and _is_by_section(form)
    for index, level in enumerate(path):
        above = codes[-1] if codes else of_title
        code = book.resolve(_bare(level), above, is_class=not above)
        is_lowest = index == len(path) - 1
        if code is None and sections and is_lowest and not codes:
            code = book.only_code(_bare(level))
        if code and (is_lowest or reference.lexicon.meaning(level, "expenditure") is None):
            codes.append(code)
        else:
            rest.append(level)
    return codes, tuple(rest)


def _bare(level: str) -> str:
    return header_key(level).removeprefix(PROJECT_PREFIX)
