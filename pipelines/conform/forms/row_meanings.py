"""What each row of a block means on its axis: its coordinates, whose it is, and which line it is.

Names are resolved downwards within the parent just read; a row of unknown words has no meaning.
Which axis it is, is told by axes.py.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from pipelines.conform.forms.axes import (
    BOOK_AXES,
    SUMMARY_AXES,
    Reference,
    RowMeaning,
    book_of_code,
)
from pipelines.conform.forms.books import DEPARTMENT, FUNCTION, GOVERNMENT, SYSTEMS
from pipelines.conform.forms.lexicon import NOTHING, ancestors, balance_item
from pipelines.conform.forms.row_sections import (
    in_sections,
    item_totals,
    local_codes,
    whole_departments,
    year_totals,
)
from pipelines.conform.forms.rows import Row
from pipelines.conform.forms.word_keys import label_key
from pipelines.conform.wording import bare_label, squeeze

_ORDINAL = re.compile(r"^(?:[(]?[一二三四五六七八九十]+[)]?[、.]?|[(]?\d{1,2}[)]?[、.]|[①-⑳])")
_CLASS_ORDINAL = re.compile(r"^[一二三四五六七八九十]+、")
_OF_WHICH = re.compile(r"^其中")


def meanings(
    rows: Sequence[Row], axis: str, flow: str | None, reference: Reference, is_summary: bool
) -> list[RowMeaning | None]:
    """The meaning of each row on the axis; None where its label is unknown.

    In a summary the total rows are items of their own (本年收入合计, 收入总计).
    """
    reader = _RowReader(axis, flow, reference, _is_one_unit(rows), is_summary)
    found = local_codes(rows, in_sections([reader.read(row) for row in rows]))
    found = year_totals(rows, found, reference.lexicon) if is_summary else found
    found = whole_departments(rows, found)
    return item_totals(found) if axis == "item" else found


def _is_one_unit(rows: Sequence[Row]) -> bool:
    """Whether all rows name the same unit, so that it is the organisation itself."""
    named = {
        squeeze(row.unit_name) or row.unit_code
        for row in rows
        if row.unit_name.strip() or row.unit_code
    }
    return len(named) <= 1


@dataclass
class _RowReader:
    """Walks down the rows of a block, keeping what the rows above say."""

    axis: str
    flow: str | None
    reference: Reference
    one_unit: bool
    is_summary: bool
    current: str = ""
    class_style: str = ""
    section: Mapping[str, str] = field(default_factory=dict)
    section_style: str = ""
    before: RowMeaning | None = None
    unit: str = ""
    unit_code: str = ""
    has_total: bool = False

    def read(self, row: Row) -> RowMeaning | None:
        meaning = self._read(row)
        if meaning is not None and row.measures:
            self.before = meaning
        return meaning

    def _read(self, row: Row) -> RowMeaning | None:
        label = row.label
        if self.axis in BOOK_AXES and any(row.codes):
            return self._coded(row)
        if not label.strip() and not row.year_text:
            return self._unlabelled(row)
        kind = self.reference.lexicon.row_kind(label) or self.reference.lexicon.row_kind(
            row.unit_name
        )
        if kind:
            return self._total(kind)
        if (dated := self._dated(row)) is not None:
            return dated
        return self._worded(row)

    def _coded(self, row: Row) -> RowMeaning | None:
        sets: dict[str, str] = {}
        for code in row.codes:
            of_book = book_of_code(code)
            if code and of_book == FUNCTION:
                sets["function_code"] = code
            elif code and of_book == DEPARTMENT:
                sets |= {"economic_system": "department", "economic_code": code}
            elif code and of_book == GOVERNMENT:
                sets["government_economic_code"] = code
        if "government_economic_code" in sets and "economic_code" not in sets:
            code = sets.pop("government_economic_code")
            sets |= {"economic_system": "government", "economic_code": code}
        named = row.unit_name.strip() or row.unit_code
        unit = named if named and not self.one_unit else self.unit
        return RowMeaning(sets, unit_name=unit or None, unit_code=self.unit_code) if sets else None

    def _unlabelled(self, row: Row) -> RowMeaning | None:
        return RowMeaning(line="total") if self.axis == "columns" or row.index == 0 else None

    def _total(self, kind: str) -> RowMeaning | None:
        self.section, self.section_style = NOTHING, ""
        if kind in ("personnel_total", "public_total", "project_total", "basic_total"):
            return RowMeaning({"nature": kind.removesuffix("_total")}, "total")
        if kind in ("total", "subtotal"):
            self.has_total = True
            sets = self._grand_total() if self.is_summary else NOTHING
            return RowMeaning(sets, "total")
        return RowMeaning({"item_code": kind}, "total")

    def _grand_total(self) -> Mapping[str, str]:
        if self.flow not in ("revenue", "expenditure"):
            return NOTHING
        return {"item_code": f"{self.flow}_grand_total"}

    def _dated(self, row: Row) -> RowMeaning | None:
        text = row.year_text or row.label
        if self.reference.lexicon.column_kind(text) == "change" and self.axis != "item":
            return RowMeaning({"nature": "unlisted"}, "part", detail_name=text.strip())
        found = self.reference.lexicon.meaning(text, self.flow)
        if found and found.is_of_time:
            return RowMeaning(found.sets, "total", year=found.year, years_back=found.years_back)
        return None

    def _worded(self, row: Row) -> RowMeaning | None:
        if self.axis in SUMMARY_AXES:
            return self._summary(row)
        if self.axis == "item":
            return self._item(row)
        return self._detail(row)

    def _item(self, row: Row) -> RowMeaning | None:
        meaning = self.reference.lexicon.meaning(row.label, self.flow)
        if meaning is None or "item_code" not in meaning.sets:
            return None
        return RowMeaning(meaning.sets)

    def _detail(self, row: Row) -> RowMeaning | None:
        """A row of a unit or a project; the first row that is the organisation is the total."""
        name = row.unit_name.strip() or row.label.strip()
        if self.axis == "project" and not self._is_unit_row(row):
            project = row.project_name.strip() or row.label.strip()
            if row.unit_name.strip():
                self.unit, self.unit_code = row.unit_name.strip(), row.unit_code
            if not self._is_whole(row):
                return RowMeaning(
                    unit_name=self.unit or None, unit_code=self.unit_code, detail_name=project
                )
        if self.axis in ("columns", "unit", "project") and self._is_whole(row):
            self.has_total = True
            return RowMeaning(line="total")
        self.unit, self.unit_code = name, row.unit_code
        return RowMeaning(unit_name=name, unit_code=row.unit_code)

    def _is_unit_row(self, row: Row) -> bool:
        """In a list of projects by unit: a row with the unit's code, or that names only a unit."""
        named = bool(row.unit_name.strip()) and not row.project_name.strip() and not row.label
        return named or (bool(row.unit_code) and not row.unit_name.strip())

    def _is_whole(self, row: Row) -> bool:
        """The organisation's own row where no total is printed above it."""
        name = squeeze(row.unit_name or row.label)
        own = squeeze(self.reference.organisation)
        is_own = bool(own) and (name == own or name.startswith(f"{own}("))
        is_own = is_own and not row.unit_code
        return not self.has_total and (is_own or (self.one_unit and bool(row.unit_name.strip())))

    def _summary(self, row: Row) -> RowMeaning | None:
        key = label_key(row.label)
        lexicon = self.reference.lexicon
        if key in lexicon.balance:
            self.section = balance_item(lexicon.balance[key], self.flow)
            self.section_style = _style(row.label)
            fund = lexicon.meaning(key.split("结转")[0].removeprefix("年初"), None)
            return RowMeaning(
                dict(self.section) | _fund_of(fund.sets if fund else NOTHING), "balance"
            )
        if self.section and _style(row.label) == self.section_style and self.section_style:
            self.section, self.section_style = NOTHING, ""
        if self.axis in BOOK_AXES and (code := self._code_of_row(row)):
            return self._of_code(code)
        meaning = lexicon.meaning(row.label, self.flow)
        if meaning is not None and not _OF_WHICH.match(squeeze(row.label)):
            return self._of_words(row, meaning.sets)
        if meaning is not None and meaning.sets and not self._is_of_the_row_above(meaning.sets):
            return RowMeaning({**self.section, **meaning.sets}, "part")
        if self._is_whole(row) and self.axis in BOOK_AXES:
            self.has_total = True
            return RowMeaning(line="total")
        if self.axis in BOOK_AXES and self._names_unit(row):
            self.unit, self.unit_code = row.unit_name.strip() or row.label.strip(), row.unit_code
            self.current = ""
            return RowMeaning(line="unit", unit_name=self.unit, unit_code=row.unit_code)
        return self._part(row)

    def _is_of_the_row_above(self, sets: Mapping[str, str]) -> bool:
        """Whether a part (其中) bears the name of what the row above is itself a part of:
        财政拨款 of the general public budget is not all fiscal appropriation."""
        above = self.before.sets.get("fund_source", "") if self.before else ""
        wider = ancestors(above, self.reference.lexicon.book)
        return sets.get("fund_source") in {above, *wider} - {""}

    def _names_unit(self, row: Row) -> bool:
        named = row.unit_code or row.unit_name.strip()
        return bool(named) or self.reference.lexicon.is_organisation(row.label)

    def _code_of_row(self, row: Row) -> str | None:
        """The code of a row's name under the names of its class and section beside it."""
        for upper in row.upper_labels:
            code = self.reference.books[self.axis].resolve(bare_label(upper), self.current, True)
            self.current = code or self.current
        return self._code_of(row.label)

    def _code_of(self, label: str) -> str | None:
        printed = bare_label(label)
        style = _style(label)
        is_class = bool(_CLASS_ORDINAL.match(squeeze(label))) or (
            bool(style) and style == self.class_style
        )
        code = self.reference.books[self.axis].resolve(printed, self.current, is_class)
        if code and len(code) == 3 and not self.class_style:
            self.class_style = style
        return code

    def _of_code(self, code: str) -> RowMeaning:
        self.current = code
        if self.axis == FUNCTION:
            sets: Mapping[str, str] = {"function_code": code}
        else:
            sets = {"economic_system": SYSTEMS[self.axis], "economic_code": code}
        unit = self.unit or None
        return RowMeaning({**self.section, **sets}, unit_name=unit, unit_code=self.unit_code)

    def _of_words(self, row: Row, sets: Mapping[str, str]) -> RowMeaning | None:
        """A row of words of the lexicon: a fund, a nature (which opens a section), or a heading."""
        if sets.get("flow") == "balance":
            return RowMeaning({**self.section, **sets}, "balance")
        if "flow" in sets or "item_code" in sets:
            return None
        if "nature" in sets and self.axis in (DEPARTMENT, GOVERNMENT):
            self.section, self.section_style = {"nature": sets["nature"]}, _style(row.label)
            return RowMeaning(sets, "heading")
        if not sets or (self.axis in BOOK_AXES and set(sets) == {"fund_source"}):
            return RowMeaning(sets, "heading")
        return RowMeaning({**self.section, **sets})

    def _part(self, row: Row) -> RowMeaning | None:
        """其中 with unknown words: a part of the row above, stated under its printed words."""
        above = self.before.sets if self.before else NOTHING
        if row.parent_label.strip():
            meaning = self.reference.lexicon.meaning(row.parent_label, self.flow)
            if meaning is None or not meaning.sets:
                return None
            above = meaning.sets
        elif not _OF_WHICH.match(squeeze(row.label)) or self.before is None:
            return None
        sets = {**self.section, **above, "nature": "unlisted"}
        return RowMeaning(sets, "part", detail_name=row.label.strip())


def _fund_of(sets: Mapping[str, str]) -> dict[str, str]:
    return {"fund_source": sets["fund_source"]} if "fund_source" in sets else {}


def _style(label: str) -> str:
    """The kind of ordinal in front of a label: two of one kind stand on one level."""
    found = _ORDINAL.match(squeeze(label))
    if not found:
        return ""
    return re.sub(r"[一二三四五六七八九十]+", "一", re.sub(r"\d+", "1", found[0]))
