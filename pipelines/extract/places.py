"""A place of a document tree as it is handed on: made here and nowhere else."""

from collections.abc import Iterator

from pipelines.extract.document_tree import Box, Line, Page
from pipelines.frames.place import Place

# Boxes are handed on to a tenth of a point.
DECIMALS = 1


def place_of(page: Page, box: Box | None = None) -> Place:
    """The place of `box`, given as it lies in the tree; without a box the place is the page."""
    if box is None:
        return Place(page=page.number)
    shown = shown_box(page, box)
    is_recognised = page.text_source == "ocr"
    return Place(
        page=page.number,
        x0=shown.x0,
        top=shown.top,
        x1=shown.x1,
        bottom=shown.bottom,
        sheet=page.sheet.name if page.sheet else None,
        cell=page.sheet.cell_at(box) if page.sheet else None,
        read_by="ocr" if is_recognised else "text",
        confidence=confidence_of(page, shown) if is_recognised else 1.0,
    )


def shown_box(page: Page, box: Box) -> Box:
    """The box on the page as displayed, rounded."""
    return Box(*(round(value, DECIMALS) for value in page.displayed(box)))


def confidence_of(page: Page, shown: Box) -> float:
    """Of the least sure letter inside a box of the page as displayed; 1 where it is blank."""
    sure = [1.0]
    for line in _lines(page):
        around = page.displayed(line.box)
        if not _meet(around, shown):
            continue
        if _is_inside(around, shown):
            sure += line.confidences
            continue
        for index, confidence in enumerate(line.confidences):
            if _is_inside(page.displayed(line.box_of(index, index + 1)), shown):
                sure.append(confidence)
    return round(min(sure), 4)


def _lines(page: Page) -> Iterator[Line]:
    yield from page.lines
    for table in page.tables:
        for cell in table.cells:
            yield from cell.lines


def _meet(one: Box, other: Box) -> bool:
    is_beside = one.x0 > other.x1 or one.x1 < other.x0
    return not (is_beside or one.top > other.bottom or one.bottom < other.top)


def _is_inside(inner: Box, outer: Box) -> bool:
    x, y = inner.middle
    is_small = inner.width <= outer.width + 0.2
    return is_small and outer.x0 <= x <= outer.x1 and outer.top <= y <= outer.bottom
