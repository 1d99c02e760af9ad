"""Where something stands: the page, its box, the cell of a sheet, and how it was read.

Only the shape is here; a place is made from a page and a box in extract/places.py, once.
"""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Place:
    """A place on a page as displayed; the box is in points from the top left, to a tenth.

    `page` counts from 1; `sheet` and `cell` are known in spreadsheets only; `read_by` is text or
    ocr, and `confidence` (0 to 1) that of the least sure letter.
    """

    page: int
    x0: float | None = None
    top: float | None = None
    x1: float | None = None
    bottom: float | None = None
    sheet: str | None = None
    cell: str | None = None
    read_by: str | None = None
    confidence: float | None = None

    @property
    def box(self) -> tuple[float, float, float, float] | None:
        """x0, top, x1, bottom; None where only the page is known."""
        if self.x0 is None or self.top is None or self.x1 is None or self.bottom is None:
            return None
        return self.x0, self.top, self.x1, self.bottom
