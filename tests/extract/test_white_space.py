"""Tables without upright rules: three lines, or none at all."""

from fpdf import FPDF

from pipelines.extract.document_tree import Table
from pipelines.extract.reader import read_document

ROWS = [
    ("205", "Education", "1,289.00", "1,000.00", "289.00"),
    ("20501", "Schools", "1,289.00", "1,000.00", "289.00"),
    ("206", "Science", "523.83", "", "523.83"),
    ("208", "Pensions", "278.88", "278.88", ""),
    ("", "Total", "2,091.71", "1,278.88", "812.83"),
]
RIGHT = (100, 230, 320, 410, 500)
CENTRES = (75, 165, 275, 365, 455)
LEFT, TOP, STEP = 50, 160, 20


def page(rules: tuple[float, ...] = (), rows: list[tuple[str, ...]] = ROWS) -> FPDF:
    """A4 with a title, a header of two levels and right-aligned columns."""
    pdf = FPDF(unit="pt", format="A4")
    pdf.set_auto_page_break(False)
    pdf.add_page()
    pdf.set_font("Helvetica", size=14)
    _centred(pdf, "Expenditure of the office", 275, 90)
    pdf.set_font("Helvetica", size=9)
    _centred(pdf, "Expenditure by kind", 410, TOP - 32)
    for centre, text in zip(CENTRES, ("Code", "Name", "Sum", "Basic", "Project"), strict=True):
        _centred(pdf, text, centre, TOP - 14)
    for number, row in enumerate(rows):
        for column, text in enumerate(row):
            x = LEFT + 3 if column == 0 else 108
            if column > 1:
                x = RIGHT[column] - 3 - pdf.get_string_width(text)
            pdf.text(x, TOP + 6 + STEP * number, text)
    for y in rules:
        pdf.line(LEFT, y, RIGHT[-1], y)
    return pdf


def _centred(pdf: FPDF, text: str, x: float, y: float) -> None:
    pdf.text(x - pdf.get_string_width(text) / 2, y, text)


def tables(pdf: FPDF) -> tuple[Table, ...]:
    return read_document(bytes(pdf.output())).pages[0].tables


def texts(table: Table) -> list[list[str]]:
    return [[cell.text if cell else "?" for cell in row] for row in table.grid]


def test_a_three_line_table_has_the_columns_of_its_white_space() -> None:
    bottom = TOP + 10 + STEP * (len(ROWS) - 1)
    (table,) = tables(page(rules=(TOP - 44, TOP - 6, bottom)))
    assert table.found_by == "white_space"
    assert texts(table)[-5:] == [list(row) for row in ROWS]
    assert texts(table)[1] == ["Code", "Name", "Sum", "Basic", "Project"]
    assert texts(table)[0][3:] == ["Expenditure by kind", "Expenditure by kind"]


def test_a_table_without_any_rule_ends_below_its_title() -> None:
    pdf = page()
    (table,) = tables(pdf)
    assert texts(table)[-5:] == [list(row) for row in ROWS]
    (read,) = read_document(bytes(pdf.output())).pages
    assert [line.text for line in read.lines] == ["Expenditure of the office"]


def test_every_figure_keeps_its_place_on_the_page() -> None:
    (table,) = tables(page())
    cell = table.grid[-1][2]
    assert cell is not None
    assert abs(cell.ink.x1 - (RIGHT[2] - 3)) < 1


def test_lines_of_prose_with_figures_are_no_table() -> None:
    pdf = FPDF(unit="pt", format="A4")
    pdf.add_page()
    pdf.set_font("Helvetica", size=9)
    for number in range(6):
        pdf.text(
            50, 100 + 20 * number, f"In 2023 the office spent 1,28{number}.00, of it 289.00 in May"
        )
    assert tables(pdf) == ()


def test_two_rows_are_not_yet_a_table() -> None:
    assert tables(page(rows=ROWS[:2])) == ()


BLOCKS = [
    ("", "1", "440.55", "(1) Services", "30", "423.20"),
    ("2. Funds", "2", "0.00", "(2) Foreign affairs", "31", "0.00"),
    ("", "3", "", "(3) Defence", "32", "0.00"),
    ("Total", "4", "440.55", "(4) Total", "33", "423.20"),
]


NEAR = ((50, 0), (160, 0), (0, 240), (243, 0), (380, 0), (0, 500))
EVEN = tuple((0, 100 + 80 * column) for column in range(6))


def blocks(rows: list[tuple[str, ...]], places: tuple[tuple[int, int], ...] = NEAR) -> FPDF:
    """Two blocks side by side; the amounts of the first end where labels of the second begin."""
    pdf = FPDF(unit="pt", format="A4")
    pdf.set_auto_page_break(False)
    pdf.add_page()
    pdf.set_font("Helvetica", size=9)
    for number, row in enumerate(rows):
        for column, text in enumerate(row):
            left, right = places[column]
            x = left or right - pdf.get_string_width(text)
            pdf.text(x, TOP + STEP * number, text)
    return pdf


def test_an_amount_ends_its_column_however_near_the_next_label_is() -> None:
    (table,) = tables(blocks(BLOCKS))
    assert [row[2] for row in texts(table)][-4:] == ["440.55", "0.00", "", "440.55"]


def test_rows_with_one_figure_between_others_are_rows_of_the_same_table() -> None:
    (table,) = tables(blocks(BLOCKS))
    assert table.row_count == len(BLOCKS)


def test_one_row_of_figures_is_a_table_where_its_columns_are_counted() -> None:
    counted = [("1", "2", "3", "4", "5", "6"), ("8.00", "0.00", "3.00", "0.00", "3.00", "5.00")]
    (table,) = tables(blocks(counted, EVEN))
    assert texts(table)[-1] == list(counted[1])
    assert tables(blocks([counted[1]], EVEN)) == ()


def test_a_head_over_all_levels_is_not_one_of_the_level_below() -> None:
    pdf = page(rules=(TOP - 44, TOP - 6, TOP + 10 + STEP * 4))
    pdf.set_font("Helvetica", size=9)
    for rule in ((LEFT, RIGHT[1]), (RIGHT[2], RIGHT[-1])):
        pdf.line(rule[0], TOP - 26, rule[1], TOP - 26)
    (table,) = tables(pdf)
    assert texts(table)[0][2:] == ["", "Expenditure by kind", "Expenditure by kind"]


def test_rows_of_one_figure_belong_to_the_table_around_them() -> None:
    sparse = [("", "Charges", "12.50", "", ""), ("", "Fees", "7.25", "", "")]
    rows = [*ROWS[:3], *sparse, *ROWS[2:]]
    (table,) = tables(page(rows=rows))
    assert texts(table)[-len(rows) :] == [list(row) for row in rows]


def test_the_rows_of_a_table_are_not_the_head_of_the_next() -> None:
    notes = [("", "", "Charges are told apart", "", "")] * 4
    found = tables(page(rows=[*ROWS, *notes, *ROWS[:4]]))
    figures = [text for table in found for row in texts(table) for text in row if "." in text]
    assert figures.count("1,000.00") == 4
