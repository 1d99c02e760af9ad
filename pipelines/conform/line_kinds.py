"""Whether a row is a leaf, a subtotal or a total of its form.

A subtotal is known by the deeper rows printed beneath it, so that sums never count a part twice.
"""

from collections.abc import Iterator, Sequence

from pipelines.conform.code_book import CodeBook
from pipelines.conform.row_axes import CODED_AXES, RowMeaning


def line_kinds(found: Sequence[RowMeaning | None], axis: str, book: CodeBook) -> list[str]:
    """leaf, subtotal or total per row: a row with deeper rows in the same form is a subtotal."""
    if axis in CODED_AXES:
        key = "function_code" if axis == "function_code" else "economic_code"
        codes = {meaning.sets[key] for meaning in found if meaning and key in meaning.sets}
        parents = {code[:length] for code in codes for length in (3, 5) if len(code) > length}
        return [_kind(meaning, meaning and meaning.sets.get(key) in parents) for meaning in found]
    values = [_position(meaning) for meaning in found]
    parents = {parent for value in values for parent in _ancestors(value, book)}
    return [_kind(meaning, value in parents) for meaning, value in zip(found, values, strict=True)]


def _kind(meaning: RowMeaning | None, has_children: object) -> str:
    if meaning and meaning.line:
        return meaning.line
    return "subtotal" if has_children else "leaf"


def _position(meaning: RowMeaning | None) -> tuple[str, str] | None:
    """The section (item) of a row and its value on the fund, nature or item axis."""
    if meaning is None:
        return None
    sets = meaning.sets
    value = sets.get("fund_source") or sets.get("nature") or sets.get("function_code")
    return sets.get("item_code", ""), value or ""


def _ancestors(value: tuple[str, str] | None, book: CodeBook) -> Iterator[tuple[str, str]]:
    if value is None:
        return
    section, name = value
    if section and name:
        yield section, ""
    parent = book.parent.get(name)
    while parent:
        yield section, parent
        parent = book.parent.get(parent)
    if not name and (upper := book.parent.get(section)):
        yield upper, ""
