"""What a disclosure consists of before it is printed, and reading it from its folder.

Belongs here: the parts of a disclosure as plain data that a test can alter, and the YAML and CSV
files they are read from. Does not belong here: fonts, measures and drawing.
"""

import csv
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

import yaml

Orientation = Literal["portrait", "landscape"]
Row = list[str]

MERGED_LEFT = "<"
MERGED_ABOVE = "^"


@dataclass
class Cover:
    """The first page: a large title, and smaller lines under it."""

    title: str
    lines: list[str] = field(default_factory=list)
    page: Orientation | None = None


@dataclass
class Contents:
    """The table of contents.

    An entry is followed by a dotted leader when `leaders`, and by the printed number of the page
    of the part whose `contents_entry` it is when `page_numbers`. Leading full-width spaces indent.
    """

    entries: list[str]
    title: str = "目  录"
    leaders: bool = False
    page_numbers: bool = False
    page: Orientation | None = None


@dataclass
class Narrative:
    """A heading and its paragraphs.

    A line of `text` is a paragraph; `# ` and `## ` begin sub-headings of the first and the second
    order.
    """

    text: str
    title: str | None = None
    contents_entry: str | None = None
    page: Orientation | None = None
    new_page: bool = True


@dataclass
class Form:
    """One ruled table with its furniture.

    `header` and `rows` are grids of printed text with equally many columns; a cell `<` continues
    the cell on its left, `^` the cell above. `widths` are relative; `align` has one letter (`l`,
    `c`, `r`) for each column. `row_height` and `font_size` are points. `signature` stands left of
    the unit line (编制部门：...).
    """

    header: list[Row]
    rows: list[Row]
    widths: list[float]
    align: str
    title: str | None = None
    title_place: Literal["above", "first_row"] = "above"
    label: str | None = None
    signature: str | None = None
    unit: str | None = None
    notes: list[str] = field(default_factory=list)
    contents_entry: str | None = None
    repeat_header: bool = False
    page: Orientation | None = None
    new_page: bool = True
    row_height: float = 20
    font_size: float = 9

    def __post_init__(self) -> None:
        columns = {len(row) for row in self.grid()} | {len(self.widths), len(self.align)}
        if len(columns) != 1:
            raise ValueError(f"{self.title}: unequal numbers of columns: {sorted(columns)}")

    def header_rows(self) -> list[Row]:
        """The header as printed: with the title as its first merged row where it stands there."""
        if self.title_place == "above":
            return self.header
        return [[self.title or "", *[MERGED_LEFT] * (len(self.widths) - 1)], *self.header]

    def grid(self) -> list[Row]:
        """All printed rows: header, then body."""
        return [*self.header_rows(), *self.rows]


@dataclass
class PageNumber:
    """How pages are numbered: the PDF page `first_page` carries number 1, pages before it none."""

    style: str = "- {number} -"
    first_page: int = 1


Part = Cover | Contents | Narrative | Form
KINDS: dict[str, type[Part]] = {
    "cover": Cover,
    "contents": Contents,
    "narrative": Narrative,
    "form": Form,
}


@dataclass
class Disclosure:
    """A document to be printed. `rules` says whether table rules are strokes or filled boxes."""

    title: str
    parts: list[Part]
    page: Orientation = "portrait"
    rules: Literal["lines", "rects"] = "lines"
    page_number: PageNumber | None = None

    def forms(self) -> list[Form]:
        """The ruled tables in printed order."""
        return [part for part in self.parts if isinstance(part, Form)]


def read_disclosure(folder: Path) -> Disclosure:
    """Read `disclosure.yaml` and the CSV files it names.

    Raises ValueError where a table's rows have unequal numbers of columns, TypeError for a key
    that a part does not have.
    """
    content = yaml.load((folder / "disclosure.yaml").read_text(encoding="utf-8"), yaml.CSafeLoader)
    content["parts"] = [_part(folder, item) for item in content["parts"]]
    if "page_number" in content:
        content["page_number"] = PageNumber(**content["page_number"])
    return Disclosure(**content)


def _part(folder: Path, item: Mapping[str, Any]) -> Part:
    fields = dict(item)
    kind = KINDS[fields.pop("kind")]
    if "table" in fields:
        fields["rows"] = read_rows(folder / fields.pop("table"))
    return kind(**fields)


def read_rows(path: Path) -> list[Row]:
    """The rows of a CSV file, each cell as it is to be printed."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))
