"""What is told of rows only when all rows of a block have been read.

Runs of codes that begin anew are of unnamed units, local codes stand for their national class, and
a total over items is the item that they add up to.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from pipelines.conform.forms.axes import RowMeaning
from pipelines.conform.forms.books import Book
from pipelines.conform.forms.lexicon import Lexicon
from pipelines.conform.forms.rows import Row


def with_function_codes(rows: Sequence[Row], functions: Book) -> list[Row]:
    """In a list of units and their functions one column may print the codes of both: a code with
    the name of its function is no unit."""
    return [
        replace(row, codes=(row.unit_code,), unit_name="", unit_code="")
        if not any(row.codes) and functions.bears(row.unit_code, row.label)
        else row
        for row in rows
    ]


def in_sections(found: list[RowMeaning | None]) -> list[RowMeaning | None]:
    """Where codes begin anew without a unit being named, each run of codes is an unnamed unit."""
    coded = [m for m in found if m and _code_key(m)]
    if any(m.unit_name for m in coded) or len({_code_key(m) for m in coded}) == len(coded):
        return found
    starts = _starts_of_sections(found)
    section, numbered = 1, list[RowMeaning | None]()
    for index, meaning in enumerate(found):
        section += index in starts
        is_coded = meaning is not None and _code_key(meaning) is not None
        numbered.append(
            replace(meaning, unit_name=f"unnamed unit {section}")
            if meaning and is_coded
            else meaning
        )
    return numbered


def _starts_of_sections(found: Sequence[RowMeaning | None]) -> set[int]:
    """Where a code comes again; where the codes of a run rise, it begins where they fall."""
    starts, seen, first = set[int](), set[object](), 0
    falls = {index for index in range(1, len(found)) if _falls(found[index - 1], found[index])}
    for index, meaning in enumerate(found):
        key = _code_key(meaning) if meaning else None
        if key is None:
            continue
        if key in seen:
            inside = [fall for fall in falls if first < fall <= index]
            first = inside[0] if len(inside) == 1 else index
            starts.add(first)
            seen = {_code_key(m) for m in found[first:index] if m}
        seen.add(key)
    return starts


def _falls(above: RowMeaning | None, below: RowMeaning | None) -> bool:
    codes = [_first_code(m) for m in (above, below) if m and _code_key(m)]
    return len(codes) == 2 and codes[1] < codes[0]


def _first_code(meaning: RowMeaning) -> str:
    names = ("function_code", "government_economic_code", "economic_code")
    return next((meaning.sets[name] for name in names if name in meaning.sets), "")


def _code_key(meaning: RowMeaning) -> object:
    sets = meaning.sets
    codes = (sets.get("function_code"), sets.get("economic_code"))
    if meaning.line is not None or not any(codes):
        return None
    return (*codes, sets.get("government_economic_code"), sets.get("nature"), sets.get("item_code"))


def local_codes(rows: Sequence[Row], found: Sequence[RowMeaning | None]) -> list[RowMeaning | None]:
    """Economic codes of seven digits are local: they stand for their national class, or are a part
    of it where it has a row of its own."""
    national = {
        (m.unit_name, m.sets.get("economic_code")) for m in found if m and "economic_code" in m.sets
    }
    classes = Counter(_class_key(m) for m in found if m)
    read: list[RowMeaning | None] = []
    for row, meaning in zip(rows, found, strict=True):
        code = meaning.sets.get("economic_code", "") if meaning else ""
        if meaning is None or len(code) < 7:
            read.append(meaning)
            continue
        sets = {**meaning.sets, "economic_code": code[:5]}
        is_part = (meaning.unit_name, code[:5]) in national
        name = f"{code} {row.label.strip()}" if is_part else None
        of_class = replace(meaning, sets=sets, is_local=classes[_class_key(meaning)] > 1)
        read.append(replace(of_class, detail_name=name, line="part" if is_part else None))
    return read


def _class_key(meaning: RowMeaning) -> tuple[object, ...]:
    """The national class of a row, of its unit and beside the other codes of the row."""
    sets = {**meaning.sets, "economic_code": meaning.sets.get("economic_code", "")[:5]}
    return (meaning.unit_name, *sorted(sets.items()))


def item_totals(found: list[RowMeaning | None]) -> list[RowMeaning | None]:
    """合计 over items is the three public costs, or these with meetings and training."""
    items = {meaning.sets.get("item_code") for meaning in found if meaning}
    whole = "three_public"
    if items & {"conference", "training"}:
        whole = "three_public_conference_training"
    return [
        replace(meaning, sets={"item_code": whole})
        if meaning and meaning.line == "total" and not meaning.sets and meaning.year is None
        else meaning
        for meaning in found
    ]


def year_totals(
    rows: Sequence[Row], found: Sequence[RowMeaning | None], lexicon: Lexicon
) -> list[RowMeaning | None]:
    """Of two totals of a summary the last is the grand total: a bare 小计 or 合计 above it is the
    total of the year, before what was carried over."""
    codes = [str(m.sets.get("item_code")) if m and m.line == "total" else "" for m in found]
    grand = [index for index, code in enumerate(codes) if code.endswith("_grand_total")]
    if any(code.endswith("_current_year") for code in codes):
        return list(found)
    bare = {i for i in grand[:-1] if lexicon.is_bare_total(rows[i].label)}
    return [
        replace(meaning, sets={"item_code": codes[index].replace("grand_total", "current_year")})
        if meaning and index in bare
        else meaning
        for index, meaning in enumerate(found)
    ]


def whole_departments(
    rows: Sequence[Row], found: Sequence[RowMeaning | None]
) -> list[RowMeaning | None]:
    """The row of a department that prints the total again and stands above its units is the total:
    it may bear the name of its first unit, and is no unit beside them."""
    units = [_is_unit_alone(meaning) for meaning in found]
    last = max((index for index, is_unit in enumerate(units) if is_unit), default=-1)
    totals = [_printed(row) for row, m in zip(rows, found, strict=True) if m and m.line == "total"]
    return [
        replace(meaning, line="total", unit_name=None, unit_code="")
        if meaning and units[index] and index < last and _printed(rows[index]) in totals
        else meaning
        for index, meaning in enumerate(found)
    ]


def _is_unit_alone(meaning: RowMeaning | None) -> bool:
    is_plain = meaning is not None and meaning.line is None and not meaning.sets
    return (
        is_plain and bool(meaning and meaning.unit_name) and not (meaning and meaning.detail_name)
    )


def _printed(row: Row) -> tuple[str, ...]:
    """What a row prints to the right of its label; numbers of rows and codes stand left of it."""
    label = row.label_cell.column if row.label_cell else -1
    return tuple(cell.text.strip() for _, cell in row.measures if cell.column > label)
