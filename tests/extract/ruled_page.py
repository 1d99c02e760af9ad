"""Small PDFs drawn rule by rule, for what offices print badly. Figures only, no Chinese text."""

from collections.abc import Iterable, Sequence

from fpdf import FPDF

LEFT, TOP, WIDTH, HEIGHT = 60.0, 80.0, 100.0, 24.0


class RuledPage:
    """One A4 page in points with a table of equal cells whose rules can be left out."""

    def __init__(self, rows: Sequence[Sequence[str]]) -> None:
        self.rows = rows
        self.pdf = FPDF(unit="pt", format="A4")
        self.pdf.set_auto_page_break(False)
        self.pdf.add_page()
        self.pdf.set_font("Helvetica", size=10)

    def level_rules(self, skip: Iterable[int] = (), reach: float = 0.0) -> "RuledPage":
        """Horizontal rules; `reach` lengthens them to the right beyond the last column."""
        right = LEFT + WIDTH * len(self.rows[0]) + reach
        for index in set(range(len(self.rows) + 1)) - set(skip):
            y = TOP + HEIGHT * index
            self.pdf.line(LEFT, y, right, y)
        return self

    def upright_rules(self, skip: Iterable[int] = ()) -> "RuledPage":
        """Vertical rules over the whole height."""
        for index in set(range(len(self.rows[0]) + 1)) - set(skip):
            x = LEFT + WIDTH * index
            self.pdf.line(x, TOP, x, TOP + HEIGHT * len(self.rows))
        return self

    def white_rule(self, row: int) -> "RuledPage":
        """A rule in the colour of paper through the middle of a row."""
        self.pdf.set_draw_color(255)
        y = TOP + HEIGHT * (row + 0.5)
        self.pdf.line(LEFT, y, LEFT + WIDTH * len(self.rows[0]), y)
        self.pdf.set_draw_color(0)
        return self

    def texts(self, shift: float = 4.0, twice: bool = False) -> "RuledPage":
        """Each text, `shift` points right of its cell's left rule; printed twice for bold."""
        for row, texts in enumerate(self.rows):
            for column, text in enumerate(texts):
                x, y = LEFT + WIDTH * column + shift, TOP + HEIGHT * row + 16
                self.pdf.text(x, y, text)
                if twice:
                    self.pdf.text(x + 0.3, y, text)
        return self

    def content(self) -> bytes:
        """The PDF's bytes."""
        return bytes(self.pdf.output())
