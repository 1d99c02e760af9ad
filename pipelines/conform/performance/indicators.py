"""Rows of performance indicators, in forms of one project and in lists: levels, target, score.

What a target says (operator, value, unit) is read in target_values.py.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from pipelines.conform.amounts import read_amount
from pipelines.conform.performance.form_grid import FormGrid, Rows, words_of
from pipelines.conform.performance.lexicon import Lexicon
from pipelines.conform.performance.list_rows import PlacedCell
from pipelines.conform.performance.records import Context, Target, row_id, spot_of
from pipelines.conform.performance.target_values import TargetValue, read_target
from pipelines.conform.wording import squeeze
from pipelines.extract.document_tree import Cell, Page

LEVELS = ("level_1", "level_2")
NAMES = (*LEVELS, "level_3", "indicator")
KINDS = frozenset(
    {
        *NAMES,
        "target",
        "period_target",
        "actual",
        "operator",
        "unit",
        "weight",
        "score",
        "deviation",
        "explanation",
        "property",
    }
)
_POINTS = re.compile(r"[（(]?\d+(?:\.\d+)?分[)）]?$")
_LISTED = re.compile(
    r"\d+[、.](?P<level_1>\d-[^;；]+)[;；](?P<level_2>\d+-[^;；]+)[;；](?P<level_3>.+?)[;；]"
    r"(?:实施周期指标值[:：].*?[;；])?年度指标值[:：](?P<target>.*?)[。;；]*(?=\d+[、.]\d-|$)"
)


@dataclass(frozen=True)
class IndicatorColumns:
    """Where the columns of indicators stand: kind → the middle of its header in points."""

    page: Page
    row: int
    places: Mapping[str, float]

    def cells(self, grid: FormGrid, row: int) -> dict[str, Cell]:
        """The cells of a row by kind of column."""
        found = {kind: grid.at(row, x) for kind, x in self.places.items()}
        return {kind: cell for kind, cell in found.items() if cell is not None}


def indicator_columns(rows: Rows, lexicon: Lexicon) -> IndicatorColumns | None:
    """The header of indicators in some rows: known by their names and their values."""
    for row in range(rows.first, rows.last):
        places: dict[str, float] = {}
        for cell in rows.grid.starting(row):
            kind = lexicon.find("columns", cell.text)
            if kind in KINDS:
                places.setdefault(kind, cell.box.middle[0])
        if "level_3" in places:
            places.pop("indicator", None)
        if {"level_3", "indicator"} & set(places) and {"target", "operator"} & set(places):
            return IndicatorColumns(rows.grid.page, row, places)
    return None


@dataclass
class Levels:
    """The levels of the indicator before, for cells that the page cuts."""

    names: dict[str, str | None] = field(default_factory=dict)

    def read(
        self, cells: Mapping[str, Cell], grid: FormGrid, lexicon: Lexicon, top: int = 0
    ) -> None:
        """Take in the levels of a row; a blank one in the top row of a page repeats that before."""
        for kind in LEVELS:
            cell = cells.get(kind)
            words = _POINTS.sub("", words_of(cell))
            if cell is None or (cell.row == top and not words):
                continue
            is_cut = grid.is_open(cell) and not lexicon.find("indicator_levels", words)
            self.names[kind] = None if is_cut else words or None


def is_indicator(cells: Mapping[str, Cell], row: int) -> bool:
    """Whether a row names an indicator of its own; a cell over name and value does not."""
    name = cells.get("level_3") or cells.get("indicator")
    value = cells.get("target") or cells.get("operator")
    return bool(name and name.row == row and words_of(name) and name is not value)


def _actual_value(printed: str) -> Decimal | None:
    """What was achieved; less or more than a number (<90%) is not that number."""
    found = read_target(printed)
    return None if found.operator in ("<", ">") else found.value


def target_of(
    context: Context,
    page: Page,
    cells: Mapping[str, Cell],
    levels: Mapping[str, str | None],
    form_code: str,
    project_id: str | None,
) -> Target:
    """The target that one row of indicators states."""
    name = cells.get("level_3") or cells["indicator"]
    level_1, level_2, level_3 = levels.get("level_1"), levels.get("level_2"), words_of(name)
    if "level_3" not in cells:
        level_1, level_2, level_3 = split_levels(level_3, context.lexicon)
    value = _value(cells)
    printed = cells.get("target")
    spot = spot_of(page, (printed if printed and words_of(printed) else name).ink)
    own = spot_of(page, name.ink)
    actual = words_of(cells.get("actual")) or None
    return Target(
        target_id=row_id(context.document_id, own, f"target:{level_3}"),
        form_code=form_code,
        spot=spot,
        project_id=project_id,
        level_1=level_1,
        level_2=level_2,
        level_3=level_3,
        operator=value.operator,
        value=value.value,
        unit=value.unit,
        period_text=value.period,
        target_text=_printed(cells),
        actual_text=actual,
        actual_value=_actual_value(actual) if actual else None,
        weight_points=points(cells.get("weight")),
        score_points=points(cells.get("score")),
        explanation=_explanation(cells),
    )


def _value(cells: Mapping[str, Cell]) -> TargetValue:
    """Operator, value and unit, each in a column of its own or all in one cell."""
    text, unit = words_of(cells.get("target")), words_of(cells.get("unit")) or None
    operator = words_of(cells.get("operator"))
    if not operator:
        return read_target(text, unit)
    joined = read_target(f"{operator}{text}", unit)
    if joined.value is not None and text[:1].isdigit():
        return joined
    return TargetValue(period=read_target(text).period)


def _printed(cells: Mapping[str, Cell]) -> str | None:
    """The target as printed, an operator and a unit of their own beside it."""
    text, operator = words_of(cells.get("target")), words_of(cells.get("operator"))
    if not text[:1].isdigit():
        return text or None
    # 定性 in the column of operators is none
    is_number = read_target(f"{operator}{text}").value is not None
    return f"{operator if is_number else ''}{text}{words_of(cells.get('unit'))}"


def _explanation(cells: Mapping[str, Cell]) -> str | None:
    return words_of(cells.get("explanation") or cells.get("deviation")) or None


def points(cell: Cell | None) -> Decimal | None:
    """Points of a weight or score; None for a dash, for words and for a blank cell."""
    amount = read_amount(_POINTS_UNIT.sub("", squeeze(cell.text))) if cell else None
    return amount.number if amount and amount.unit is None else None


_RATIO = re.compile(r"^(?P<number>\d+(?:\.\d+)?)[%％]$")
_POINTS_UNIT = re.compile(r"[分%]$")


def ratio_of(text: str) -> tuple[Decimal, Decimal] | None:
    """A printed rate (77.13%) as a ratio, and half a unit of its last decimal; None for others."""
    found = _RATIO.match(text)
    if not found:
        return None
    number, decimals = Decimal(found["number"]), len(found["number"].partition(".")[2])
    return number / 100, Decimal("0.005").scaleb(-decimals)


def split_levels(text: str, lexicon: Lexicon) -> tuple[str | None, str | None, str]:
    """`产出指标数量指标发放份数` as its three levels; without known words all is the third."""
    patterns = lexicon.words["indicator_levels"]
    found: list[str | None] = []
    for kind in LEVELS:
        match = patterns[kind].match(text)
        found.append(match[0] if match else None)
        text = text[match.end() :] if match else text
    return found[0], found[1], text


def listed_targets(
    context: Context, placed: PlacedCell, form_code: str, project_id: str
) -> Iterator[Target]:
    """The targets that one cell lists: `1、1-产出指标;11-数量指标;名称;年度指标值:≥20场。2、…`."""
    spot = spot_of(placed.page, placed.cell.ink)
    for number, found in enumerate(_LISTED.finditer(placed.words)):
        value = read_target(found["target"])
        yield Target(
            target_id=row_id(context.document_id, spot, f"target:{number}:{found['level_3']}"),
            form_code=form_code,
            spot=spot,
            project_id=project_id,
            level_1=found["level_1"].partition("-")[2],
            level_2=found["level_2"].partition("-")[2],
            level_3=found["level_3"],
            operator=value.operator,
            value=value.value,
            unit=value.unit,
            period_text=value.period,
            target_text=found["target"] or None,
        )
