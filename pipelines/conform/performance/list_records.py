"""A list of projects as records: projects, their amounts, targets, claims and what is unread.

How the list is read is in project_lists.py.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from pipelines.conform.performance.form_grid import words_of
from pipelines.conform.performance.indicators import (
    KINDS,
    Levels,
    is_indicator,
    listed_targets,
    points,
    ratio_of,
    target_of,
)
from pipelines.conform.performance.lexicon import ALL_FUNDS, OTHER_FUNDS
from pipelines.conform.performance.list_header import SUBJECTS
from pipelines.conform.performance.list_rows import Line, PlacedCell
from pipelines.conform.performance.listed_amounts import ListForm, amount_of, fund_of
from pipelines.conform.performance.money import Money
from pipelines.conform.performance.project_lists import ListedRow, ProjectList
from pipelines.conform.performance.records import (
    Claim,
    Context,
    PerformanceReading,
    Project,
    Unread,
    row_id,
    spot_of,
)
from pipelines.conform.wording import squeeze
from pipelines.extract.document_tree import Cell

UNREAD_AMOUNT = "performance_amount_unread"
_CODE = re.compile(r"^(?P<code>\d{8}[A-Z]\d{9,12}|[A-Z0-9]{15,30})(?:-|(?=\D))(?P<name>.+)$")
_ALONE = re.compile(r"\d")


def list_reading(context: Context, listed: ProjectList, form: ListForm) -> PerformanceReading:
    """All records of one list; where its sums refute the reading, its amounts are set aside."""
    reading = PerformanceReading()
    ids: dict[int, str] = {}
    for row in listed.rows:
        if not row.subject.name and not row.amounts:
            continue
        project = None
        if row.kind == "project" and row.subject.name:
            project = _project(context, listed, row, form, ids)
            ids[id(row)] = project.project_id
            reading.projects.append(project)
            _add_targets(context, reading, listed, row, project)
        _add_amounts(context, reading, listed, row, form, project)
        _claim_words(reading, listed, row, project)
    _set_aside_columns(reading, listed)
    return reading


def _project(
    context: Context,
    listed: ProjectList,
    row: ListedRow,
    form: ListForm,
    ids: Mapping[int, str],
) -> Project:
    header, subject = listed.header, row.subject
    placed = subject.cells(header.find(*SUBJECTS))[0]
    spot = spot_of(placed.page, placed.cell.ink)
    code, name = _code_and_name(subject.name, subject.text(header.find("project_code")))
    project = Project(
        project_id=row_id(context.document_id, spot, "project"),
        project_name=name,
        form_code=form.form_code,
        spot=spot,
        kind=form.kind,
        parent_project_id=ids.get(id(row.parent)) if row.parent else None,
        project_code=code,
        unit_name=row.unit_name,
        category=subject.text(header.find("category")),
        goal_text=subject.text(header.find("goal")),
        basis_text=subject.text(header.find("summary")),
        grade=listed.proof.grade,
    )
    if listed.proof.grade == "refuted":
        return project
    project = _with_execution(project, listed, row)
    return _with_amounts(context, project, listed, row, form)


def _code_and_name(name: str, code: str | None) -> tuple[str | None, str]:
    """`11000021Y000000390843-信息系统运维` as its code and its name."""
    found = _CODE.match(name)
    if found and code is None and _ALONE.search(found["code"]):
        return found["code"], found["name"]
    return code, name


def _with_amounts(
    context: Context, project: Project, listed: ProjectList, row: ListedRow, form: ListForm
) -> Project:
    for column in listed.columns:
        yuan = row.yuan(column)
        year = column.meaning.year or context.identity.fiscal_year
        if yuan is None or year != context.identity.fiscal_year:
            continue
        phase = column.meaning.phase or context.identity.phase
        fund = fund_of(column, form)
        name = "period_amount_yuan" if column.meaning.of_period else _amount_name(fund)
        if not column.meaning.of_period and fund == ALL_FUNDS:
            project = replace(project, **{f"{phase}_yuan": yuan})
        if name and phase == context.identity.phase:
            project = replace(project, **{name: yuan})
            if name == "amount_yuan":
                project = _with_print(project, row.amounts[column][0])
    return project


def _with_execution(project: Project, listed: ProjectList, row: ListedRow) -> Project:
    """The rate of execution and the score, where the list has them and no indicators."""
    header = listed.header
    ratio = ratio_of(row.subject.text(header.find("execution_ratio")) or "")
    if header.find("target", "level_3"):
        return replace(project, execution_ratio=ratio[0] if ratio else None)
    scores = row.subject.cells(header.find("score"))
    score = points(scores[0].cell) if len(scores) == 1 else None
    return replace(project, execution_ratio=ratio[0] if ratio else None, score_points=score)


def _amount_name(fund: str) -> str | None:
    return {
        ALL_FUNDS: "amount_yuan",
        "fiscal_appropriation": "fiscal_appropriation_yuan",
        "carryover": "carryover_yuan",
        OTHER_FUNDS: "other_funds_yuan",
    }.get(fund)


def _with_print(project: Project, money: Money) -> Project:
    return replace(
        project,
        printed_text=money.placed.cell.text,
        printed_decimals=money.printed.decimals,
        unit=money.unit,
    )


def _add_amounts(
    context: Context,
    reading: PerformanceReading,
    listed: ProjectList,
    row: ListedRow,
    form: ListForm,
    project: Project | None,
) -> None:
    for one in row.unread:
        _refuse(reading, one.placed, one.why or "")
    for column, money in row.amounts.items():
        for one in money:
            if listed.proof.grade == "refuted":
                why = f"{words_of(one.placed.cell)!r}: the sums of the form contradict it"
                _refuse(reading, one.placed, why)
                continue
            if column.meaning.of_period:
                # of several years: a fact of the project, no amount of this year
                _claim_of_period(reading, one, project)
                continue
            amount = amount_of(context, listed, row, column, one, form, project)
            reading.amounts.append(amount)
            owner = row_id(context.document_id, amount.spot)
            reading.claims.append(Claim(one.placed.page, one.placed.cell, "amount", owner))


def _claim_of_period(reading: PerformanceReading, money: Money, project: Project | None) -> None:
    kind, owner = ("project", project.project_id) if project else ("other", None)
    reading.claims.append(Claim(money.placed.page, money.placed.cell, kind, owner))


def _refuse(reading: PerformanceReading, placed: PlacedCell, why: str) -> None:
    spot = spot_of(placed.page, placed.cell.ink)
    reading.unread.append(Unread(spot, UNREAD_AMOUNT, why))
    reading.claims.append(Claim(placed.page, placed.cell, "quarantined", None))


def _add_targets(
    context: Context,
    reading: PerformanceReading,
    listed: ProjectList,
    row: ListedRow,
    project: Project,
) -> None:
    header = listed.header
    listing = header.find("indicator")
    if listing and not header.find("target", "level_3"):
        for placed in row.subject.cells(listing):
            found = listed_targets(context, placed, project.form_code, project.project_id)
            reading.targets += found
        return
    levels = Levels()
    for line in row.subject.lines:
        cells = dict(_by_kind(line))
        if is_indicator(cells, line.row):
            top = line.row if line.tops else 0
            levels.read(cells, line.grid, context.lexicon, top)
            target = target_of(
                context, line.page, cells, levels.names, project.form_code, project.project_id
            )
            reading.targets.append(target)
            reading.claims += _target_claims(line, cells, target.target_id)


def _by_kind(line: Line) -> Iterator[tuple[str, Cell]]:
    for column, cell in line.cells.items():
        if column.meaning.kind in KINDS:
            yield column.meaning.kind, cell


def _target_claims(line: Line, cells: Mapping[str, Cell], owner: str) -> Iterator[Claim]:
    for cell in cells.values():
        yield Claim(line.page, cell, "target", owner)


def _claim_words(
    reading: PerformanceReading, listed: ProjectList, row: ListedRow, project: Project | None
) -> None:
    """Numbers in names, codes and goals belong to the project."""
    has_targets = listed.header.find("target", "level_3") is not None
    for column in listed.header.columns:
        kind = column.meaning.kind
        if kind in ("amount", "unknown") or (kind in KINDS and has_targets):
            continue
        for placed in row.subject.cells(column):
            claimed = "code" if kind.endswith("code") else "project" if project else "other"
            owner = project.project_id if project and claimed == "project" else None
            reading.claims.append(Claim(placed.page, placed.cell, claimed, owner))


def _set_aside_columns(reading: PerformanceReading, listed: ProjectList) -> None:
    for column in listed.unknown:
        for row in listed.rows:
            for placed in row.subject.cells(column):
                if any(letter.isdigit() for letter in squeeze(placed.cell.text)):
                    why = f"{placed.words!r}: its column {column.label!r} is not known"
                    _refuse(reading, placed, why)
