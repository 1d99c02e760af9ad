"""Whether the letters of a page are all there: fonts that are missing, broken or cut short.

A reader of PDF takes another font where one is broken, and then shows other letters, or the same in
other places, and says nothing. Which letters the page uses is not known here.
"""

from collections.abc import Iterator, Mapping, Sequence

from pdfminer.pdftypes import PDFObjRef, PDFStream, resolve1
from pdfminer.psparser import PSLiteral

MISSING = "letters of the page are missing from the file"
BROKEN = "letters of the page are damaged in the file"
# Where the shapes and the meanings of letters stand.
PARTS = (
    "DescendantFonts",
    "FontDescriptor",
    "FontFile",
    "FontFile2",
    "FontFile3",
    "ToUnicode",
    "CIDToGIDMap",
    "Encoding",
)
DEEPEST = 8


def entries(value: object) -> Mapping[str, object]:
    """A dictionary of the file; empty for anything else."""
    resolved = resolve1(value)
    return resolved if isinstance(resolved, dict) else {}


def font_damage(font: object) -> str | None:
    """Why letters of a font may be shown otherwise; its streams are looked at elsewhere."""
    resolved = resolve1(font)
    if not isinstance(resolved, dict):
        return BROKEN if resolved is not None else MISSING
    if None in font_streams(font):
        return MISSING
    descendants = resolve1(resolved.get("DescendantFonts"))
    if descendants is not None and not _are_dictionaries(descendants):
        return BROKEN
    below = [entries(each) for each in descendants or []]
    is_whole = (
        _has_its_widths(resolved)
        and _has_its_meanings(resolved)
        and all(_has_widths_of_runs(each) for each in below)
    )
    return None if is_whole else BROKEN


def font_streams(font: object) -> Iterator[PDFStream | None]:
    """The streams that a font consists of; None for a part that is named and not there."""
    waiting = [(font, 0)]
    while waiting:
        part, depth = waiting.pop()
        resolved = resolve1(part)
        if resolved is None and isinstance(part, PDFObjRef):
            yield None
        elif isinstance(resolved, PDFStream):
            yield resolved
        elif depth < DEEPEST:
            named = resolved if isinstance(resolved, list) else _parts(resolved)
            waiting += [(each, depth + 1) for each in named]


def _parts(font: object) -> list[object]:
    known = entries(font)
    return [known[name] for name in PARTS if name in known]


def _are_dictionaries(descendants: object) -> bool:
    return isinstance(descendants, list) and all(
        isinstance(resolve1(each), dict) for each in descendants
    )


def _has_its_widths(font: Mapping[str, object]) -> bool:
    """A width for each code from the first to the last; the standard fonts need none."""
    widths, first, last = (resolve1(font.get(name)) for name in ("Widths", "FirstChar", "LastChar"))
    if widths is None or not isinstance(first, int) or not isinstance(last, int):
        return widths is None or isinstance(widths, list)
    return isinstance(widths, list) and len(widths) > last - first and _are_numbers(widths)


def _has_widths_of_runs(font: Mapping[str, object]) -> bool:
    stated = resolve1(font.get("W"))
    if not isinstance(stated, list):
        return stated is None
    return _are_runs([resolve1(each) for each in stated])


def _are_runs(values: Sequence[object]) -> bool:
    """Runs as `first [width ...]` and `first last width`, one after the other."""
    start = 0
    while start < len(values):
        first, *others = values[start : start + 3]
        listed = others[0] if others and isinstance(others[0], list) else None
        if not _are_numbers([first, *(others if listed is None else listed)]):
            return False
        if listed is None and len(others) < 2:
            return False
        start += 3 if listed is None else 2
    return True


def _are_numbers(values: Sequence[object]) -> bool:
    return all(isinstance(resolve1(value), int | float) for value in values)


def _has_its_meanings(font: Mapping[str, object]) -> bool:
    """What each code means, where it is stated, is a map that comes to its end."""
    stated = resolve1(font.get("ToUnicode"))
    if isinstance(stated, PDFStream):
        return b"endcmap" in stated.get_data()
    return stated is None or isinstance(stated, PSLiteral)
