"""Whether a figure is a leaf, a subtotal or a total of its form.

A subtotal is known by the deeper rows printed beneath it, so that sums never count a part twice.
"""

from collections.abc import Iterator, Sequence

from pipelines.conform.code_book import CodeBook
from pipelines.conform.forms.axes import BOOK_AXES, RowMeaning
from pipelines.conform.forms.figures import Figure
from pipelines.conform.forms.lexicon import ancestors

_CODES = ("function_code", "economic_code")
_ITEM_KINDS = {
    "three_public": "total",
    "three_public_conference_training": "total",
    "official_vehicle": "subtotal",
}


def line_kinds(found: Sequence[RowMeaning | None], book: CodeBook) -> list[str]:
    """leaf, subtotal or total for each row of a block."""
    positions = [_position(meaning) for meaning in found]
    parents = {parent for position in positions for parent in _above(position, book)}
    return [
        _kind(meaning, position in parents)
        for meaning, position in zip(found, positions, strict=True)
    ]


def kind_of_figure(figure: Figure, of_row: str) -> str:
    """The kind of one figure: where items stand, the item says which adds up the others."""
    item = (figure.coordinates or {}).get("item_code")
    if figure.meaning is not None and figure.meaning.line == "part":
        return "leaf"
    if figure.axis in BOOK_AXES and of_row != "leaf":
        # a class is above its sections whatever item the column or the title names
        return of_row
    if item in _ITEM_KINDS or item in ("overseas_travel", "official_reception"):
        return _ITEM_KINDS.get(str(item), "leaf")
    if item in (
        "vehicle_purchase",
        "vehicle_operation",
        "conference",
        "training",
        "agency_operation",
    ):
        return "leaf"
    return of_row


def _kind(meaning: RowMeaning | None, has_children: bool) -> str:
    if meaning is not None and meaning.line == "total":
        return "total"
    if meaning is not None and meaning.line == "heading" and "nature" not in meaning.sets:
        return "subtotal"
    return "subtotal" if has_children else "leaf"


def _position(meaning: RowMeaning | None) -> tuple[str, ...] | None:
    """Section and value of a row on its axis."""
    if meaning is None or meaning.detail_name:
        return None
    sets = meaning.sets
    code = next((sets[name] for name in _CODES if name in sets), "")
    section = sets.get("item_code", "")
    value = code or sets.get("fund_source") or sets.get("nature") or ""
    nature = sets.get("nature", "") if code else ""
    return (meaning.unit_name or "", section, nature, value)


def _above(position: tuple[str, ...] | None, book: CodeBook) -> Iterator[tuple[str, ...]]:
    if position is None:
        return
    unit, section, nature, value = position
    if unit and value:
        # the row of a unit above its functions
        yield (unit, "", "", "")
    if value[:1].isdigit():
        yield from ((unit, section, nature, value[:n]) for n in (3, 5) if len(value) > n)
        if nature:
            yield (unit, section, "", nature)
        return
    for parent in ancestors(value, book) if value else ():
        yield (unit, section, "", parent)
    if section and value:
        yield (unit, section, "", "")
