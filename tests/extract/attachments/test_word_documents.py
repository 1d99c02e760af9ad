"""What a Word document shows: text in its order, tables on their grid, pages where recorded."""

import pytest

from pipelines.extract.attachments.word_documents import read_docx
from pipelines.extract.document_tree import DocumentTree
from tests.extract.attachments.sheets import only_page, texts
from tests.extract.attachments.word_files import (
    CONTINUES,
    PAGE_BREAK,
    RENDERED_BREAK,
    RESTARTS,
    STRICT,
    TRANSITIONAL,
    cell,
    paragraph,
    spans,
    table,
    word,
)


def lines(read: DocumentTree) -> list[list[str]]:
    """The texts of the lines of each page."""
    return [[line.text for line in page.lines] for page in read.pages]


@pytest.mark.parametrize("namespace", [TRANSITIONAL, STRICT])
def test_paragraphs_and_tables_stand_in_their_order(namespace: str) -> None:
    body = paragraph("收支总表") + table(cell("合计") + cell("1.00")) + paragraph("注：无")
    page = only_page(read_docx(word(body, namespace)))
    assert [line.text for line in page.lines] == ["收支总表", "注：无"]
    (found,) = page.tables
    assert page.lines[0].box.bottom <= found.box.top < found.box.bottom <= page.lines[1].box.top


def test_merged_cells_span_rows_and_columns() -> None:
    body = table(
        cell("科目", RESTARTS) + cell("支出", spans(2)),
        cell("", CONTINUES) + cell("基本") + cell("项目"),
        cell("行政运行") + cell("1.00") + cell("2.00"),
    )
    (found,) = only_page(read_docx(word(body))).tables
    assert texts(found) == [
        ["科目", "支出", "支出"],
        ["科目", "基本", "项目"],
        ["行政运行", "1.00", "2.00"],
    ]
    assert found.x_edges == (56.0, 156.0, 206.0, 256.0)


def test_rows_that_begin_later_and_are_shorter_leave_holes() -> None:
    late = '<w:trPr><w:gridBefore w:val="1"/></w:trPr>' + cell("b") + cell("c")
    (found,) = only_page(read_docx(word(table(late, cell("a"))))).tables
    assert texts(found) == [["?", "b", "c"], ["a", "?", "?"]]


def test_a_cell_that_continues_nothing_is_a_cell() -> None:
    (found,) = only_page(read_docx(word(table(cell("x", CONTINUES) + cell("y"))))).tables
    assert texts(found) == [["", "y"]]


def test_pages_end_where_a_break_is_recorded() -> None:
    body = (
        paragraph("一", PAGE_BREAK)
        + paragraph(RENDERED_BREAK, "二")
        + "<w:p><w:pPr><w:pageBreakBefore/></w:pPr><w:r><w:t>三</w:t></w:r></w:p>"
        + "<w:p><w:pPr><w:sectPr/></w:pPr><w:r><w:t>四</w:t></w:r></w:p>"
        + paragraph("五")
    )
    read = read_docx(word(body))
    assert lines(read) == [["一"], ["二"], ["三", "四"], ["五"]]
    assert [page.number for page in read.pages] == [1, 2, 3, 4]


def test_controls_insertions_and_text_boxes_are_read_and_deletions_are_not() -> None:
    control = f"<w:sdt><w:sdtContent>{paragraph('控件')}</w:sdtContent></w:sdt>"
    inserted = "<w:ins><w:r><w:t>加</w:t></w:r></w:ins>"
    deleted = "<w:del><w:r><w:delText>减</w:delText><w:t>减</w:t></w:r></w:del>"
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>藏</w:t></w:r>"
    box = f"<w:txbxContent>{paragraph('框')}</w:txbxContent>"
    either = (
        f"<w:r><mc:AlternateContent><mc:Choice>{box}</mc:Choice>"
        f"<mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r>"
    )
    body = control + paragraph("甲", inserted, deleted, hidden) + paragraph(either)
    assert lines(read_docx(word(body))) == [["控件", "甲加", "框"]]


def test_a_table_inside_a_cell_is_text_of_the_cell() -> None:
    inner = table(cell("内") + cell("1"))
    outer = table(f"<w:tc>{paragraph('外')}{inner}</w:tc>" + cell("2"))
    (found,) = only_page(read_docx(word(outer))).tables
    assert texts(found) == [["外\n内 1", "2"]]


def test_what_is_longer_than_a_page_goes_on_or_is_scaled() -> None:
    many = "".join(paragraph(f"第{number}段") for number in range(2000))
    long = table(*[cell(str(number)) + cell("1") for number in range(2000)])
    read = read_docx(word(many + long))
    assert sum(len(page.lines) for page in read.pages) == 2000
    assert all(page.height <= 14_400 and page.width <= 14_400 for page in read.pages)
    (found,) = read.pages[-1].tables
    assert found.row_count == 2000
    assert len(set(found.y_edges)) == 2001


def test_a_paragraph_is_broken_into_lines_with_its_letters_kept() -> None:
    text = "部门预算安排情况" * 30
    page = only_page(read_docx(word(paragraph(text))))
    assert len(page.lines) > 4
    assert "".join(line.text for line in page.lines) == text
    assert page.lines[0].box.x0 > page.lines[1].box.x0


def test_struck_out_text_and_deleted_rows_are_not_read_and_raised_digits_stay_marks() -> None:
    struck = "<w:r><w:rPr><w:strike/></w:rPr><w:t>9.00</w:t></w:r>"
    raised = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>1</w:t></w:r>'
    deleted = f"<w:trPr><w:del/></w:trPr>{cell('甲')}{cell('3.00')}"
    mended = f"<w:tc>{paragraph(struck, '8.00', raised)}</w:tc>"
    read = read_docx(word(table(cell("乙") + mended, deleted, widths=(2000, 1000))))
    (found,) = read.pages[0].tables
    assert [[c.text if c else None for c in row] for row in found.grid] == [["乙", "8.00¹"]]
