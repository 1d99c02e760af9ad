"""Disclosure → PDF: pages, headings, paragraphs, and the furniture around a form's table.

Belongs here: the order and look of pages. Does not belong here: figures and wording, which are
data, and the inside of a ruled table.
"""

from collections.abc import Callable, Iterator
from functools import partial
from io import BytesIO
from pathlib import Path
from xml.sax.saxutils import escape

from reportlab.lib.enums import TA_CENTER
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    NextPageTemplate,
    PageBreak,
    PageTemplate,
    Paragraph,
    Spacer,
)

from tests.typesetter.disclosure import (
    Contents,
    Cover,
    Disclosure,
    Form,
    Narrative,
    Orientation,
    Part,
    read_disclosure,
)
from tests.typesetter.ruled_table import RULE_WIDTH, ruled_table
from tests.typesetter.typeface import HEI, SONG, break_lines, register_typefaces, text_width

PAGE_SIZES = {"portrait": A4, "landscape": landscape(A4)}
MARGIN = 56.0
TEXT_SIZE = 12
LINE_SPACING = 1.7
HEADING_SIZES = {"# ": 15, "## ": 12}
FURNITURE_SIZE = 10
SUBJECT = "Typeset from data for trying out software; not a published file"
PageNumbers = dict[str, str]


def typeset(folder: Path, out: Path) -> None:
    """Print the disclosure of a folder as a PDF file; the same input gives the same bytes."""
    typeset_disclosure(read_disclosure(folder), out)


def typeset_disclosure(disclosure: Disclosure, out: Path) -> None:
    """Print a disclosure as a PDF file; the same input gives the same bytes.

    Raises ValueError where a figure does not fit its column or a character has no glyph.
    """
    out.write_bytes(typeset_bytes(disclosure))


def typeset_bytes(disclosure: Disclosure) -> bytes:
    """The PDF file of a disclosure; raises as `typeset_disclosure`."""
    register_typefaces()
    numbers: PageNumbers = {}
    if any(isinstance(part, Contents) and part.page_numbers for part in disclosure.parts):
        numbers = _build(disclosure, BytesIO(), {})
    out = BytesIO()
    _build(disclosure, out, numbers)
    return out.getvalue()


def _build(disclosure: Disclosure, out: BytesIO, numbers: PageNumbers) -> PageNumbers:
    document = _DisclosureTemplate(disclosure, out)
    document.build(list(_story(disclosure, numbers)), canvasmaker=_canvas_maker(disclosure.rules))
    return document.entry_numbers


class _DisclosureTemplate(BaseDocTemplate):
    """Page frames of both orientations, page numbers, and on which page each entry begins."""

    def __init__(self, disclosure: Disclosure, out: BytesIO) -> None:
        super().__init__(
            out,
            title=disclosure.title,
            subject=SUBJECT,
            author="",
            invariant=1,  # no dates, no random identifiers
            initialFontName=SONG,
        )
        self.page_number = disclosure.page_number
        self.entry_numbers: PageNumbers = {}
        # The first template is the one of the first page.
        first = disclosure.parts[0].page or disclosure.page
        self.addPageTemplates(
            [
                _page_template(name, PAGE_SIZES[name], self._print_number)
                for name in sorted(PAGE_SIZES, key=lambda name: name != first)
            ]
        )

    def printed_number(self) -> str | None:
        """The number printed on the present page."""
        if self.page_number is None or self.page < self.page_number.first_page:
            return None
        return str(self.page - self.page_number.first_page + 1)

    def _print_number(self, canvas: Canvas, _: BaseDocTemplate) -> None:
        number = self.printed_number()
        if number and self.page_number:
            canvas.setFont(SONG, FURNITURE_SIZE)
            middle = PAGE_SIZES[str(self.pageTemplate.id)][0] / 2
            canvas.drawCentredString(middle, 30, self.page_number.style.format(number=number))

    def afterFlowable(self, flowable: Flowable) -> None:
        """Note the page on which a part begins; called by the PDF library."""
        if isinstance(flowable, _EntryMark):
            self.entry_numbers[flowable.entry] = self.printed_number() or ""


def _page_template(
    name: str, size: tuple[float, float], decorate: Callable[[Canvas, BaseDocTemplate], None]
) -> PageTemplate:
    width, height = size
    frame = Frame(
        MARGIN, MARGIN, width - 2 * MARGIN, height - 2 * MARGIN,
        leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0,
    )  # fmt: skip
    return PageTemplate(name, [frame], onPageEnd=decorate, pagesize=size)


def _canvas_maker(rules: str) -> Callable[..., Canvas]:
    return _BoxRuledCanvas if rules == "rects" else Canvas


class _BoxRuledCanvas(Canvas):
    """Draws a rule as a thin filled box, as spreadsheet programs do."""

    def line(self, x1: float, y1: float, x2: float, y2: float) -> None:
        half = RULE_WIDTH / 2
        self.rect(x1 - half, y1 - half, x2 - x1 + 2 * half, y2 - y1 + 2 * half, stroke=0, fill=1)


def _story(disclosure: Disclosure, numbers: PageNumbers) -> Iterator[Flowable]:
    for order, part in enumerate(disclosure.parts):
        orientation = part.page or disclosure.page
        if order and getattr(part, "new_page", True):
            yield from (NextPageTemplate(orientation), PageBreak())
        if entry := getattr(part, "contents_entry", None):
            yield _EntryMark(entry)
        yield from _printed(part, orientation, numbers)


def _printed(part: Part, orientation: Orientation, numbers: PageNumbers) -> Iterator[Flowable]:
    width = PAGE_SIZES[orientation][0] - 2 * MARGIN
    match part:
        case Cover():
            return _cover(part, orientation)
        case Contents():
            return _contents(part, numbers)
        case Narrative():
            return _narrative(part, width)
        case Form():
            return _form(part, width)


def _cover(cover: Cover, orientation: Orientation) -> Iterator[Flowable]:
    yield Spacer(1, PAGE_SIZES[orientation][1] * 0.2)
    for line in cover.title.split("\n"):
        yield _heading(line, 26)
    yield Spacer(1, 60)
    yield from (_heading(line, 16, SONG) for line in cover.lines)


def _contents(contents: Contents, numbers: PageNumbers) -> Iterator[Flowable]:
    yield _heading(contents.title, 18)
    for entry in contents.entries:
        yield _ContentsLine(entry, contents.leaders, numbers.get(entry, ""))


def _narrative(narrative: Narrative, width: float) -> Iterator[Paragraph]:
    if narrative.title:
        yield _heading(narrative.title, 16)
    yield from (_paragraph(line, width) for line in narrative.text.splitlines())


def _form(form: Form, width: float) -> Iterator[Flowable]:
    if not form.new_page:
        yield Spacer(1, 10)
    if form.label:
        yield _EdgeLine(form.label, "")
    if form.title and form.title_place == "above":
        yield _heading(form.title, 15)
    if form.signature or form.unit:
        yield _EdgeLine(form.signature or "", form.unit or "")
    yield ruled_table(form, width)
    yield Spacer(1, 4)
    yield from (_paragraph(note, width, FURNITURE_SIZE, indent=0) for note in form.notes)


def _heading(text: str, size: float, typeface: str = HEI) -> Paragraph:
    style = ParagraphStyle(
        "heading", fontName=typeface, fontSize=size, leading=size * LINE_SPACING,
        alignment=TA_CENTER, spaceAfter=size * 0.6, keepWithNext=1,
    )  # fmt: skip
    return Paragraph(escape(text).replace("  ", "&nbsp;&nbsp;"), style)


def _paragraph(line: str, width: float, size: float = TEXT_SIZE, indent: float = 2.0) -> Paragraph:
    mark = next((mark for mark in HEADING_SIZES if line.startswith(mark)), "")
    typeface, size = (HEI, HEADING_SIZES[mark]) if mark else (SONG, size)
    first_indent = indent * size
    lines = break_lines(line.removeprefix(mark), typeface, size, width - 1, first_indent)
    style = ParagraphStyle(
        "paragraph", fontName=typeface, fontSize=size, leading=size * LINE_SPACING,
        firstLineIndent=first_indent, keepWithNext=int(bool(mark)),
    )  # fmt: skip
    return Paragraph("<br/>".join(escape(text) for text in lines), style)


class _EntryMark(Flowable):
    """Takes no room; marks the page on which a part with an entry in the contents begins."""

    def __init__(self, entry: str) -> None:
        super().__init__()
        self.entry = entry
        self.keepWithNext = 1

    def draw(self) -> None:
        """Nothing to be seen."""


class _EdgeLine(Flowable):
    """One line with a text at its left edge and one at its right edge."""

    def __init__(self, left: str, right: str, size: float = FURNITURE_SIZE) -> None:
        super().__init__()
        self.left, self.right, self.size = left, right, size
        self.keepWithNext = 1

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:
        self.width, self.height = aW, self.size * LINE_SPACING
        return self.width, self.height

    def draw(self) -> None:
        self.canv.setFont(SONG, self.size)
        self.canv.drawString(0, self.size * 0.5, self.left)
        self.canv.drawRightString(self.width, self.size * 0.5, self.right)


class _ContentsLine(_EdgeLine):
    """An entry of the table of contents, its leader and page number."""

    def __init__(self, entry: str, leader: bool, number: str) -> None:
        super().__init__(entry, number, TEXT_SIZE)
        self.leader = leader
        self.keepWithNext = 0

    def draw(self) -> None:
        measure = partial(text_width, typeface=SONG, size=self.size)
        room = self.width - measure(self.left) - measure(self.right) - self.size
        dots = "…" * int(room / measure("…")) if self.leader else ""
        self.right = dots + self.right
        super().draw()
