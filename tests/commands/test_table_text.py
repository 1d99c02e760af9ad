"""Tables and records of a given width: nothing is drawn letter below letter, no number is cut."""

import pytest
from rich.cells import cell_len

from pipelines.commands.table_text import draw_records, draw_table, wrap

NAMES = ["organisation_id", "organisation_name_zh", "fiscal_year", "amount_yuan"]
ROWS = [
    ["cn310107_wanli_subdistrict", "上海市普陀区人民政府万里街道办事处", "2025", "351,684,000.00"],
    ["cn310107_finance_bureau", "上海市普陀区财政局", "2024", "-1.50"],
]


def test_what_fits_is_shown_whole() -> None:
    table = draw_table(NAMES, ROWS, 200)
    assert table.left_out == []
    assert "上海市普陀区人民政府万里街道办事处" in table.rows[0]
    assert len(table.head) == 1


@pytest.mark.parametrize("width", range(20, 121))
def test_no_line_is_wider_than_the_terminal_and_no_row_taller_than_a_line(width: int) -> None:
    table = draw_table(NAMES[1:], [row[1:] for row in ROWS], width)
    assert len(table.rows) == len(ROWS)
    assert max(map(cell_len, [*table.head, *table.rows])) <= width


def test_an_identifier_gives_way_to_the_name_it_stands_for() -> None:
    table = draw_table(NAMES, ROWS, 60)
    assert table.left_out == ["organisation_id"]
    assert table.rows[0].endswith("351,684,000.00")


def test_columns_that_do_not_fit_are_named() -> None:
    table = draw_table(NAMES, ROWS, 30)
    assert table.left_out == ["organisation_id", "amount_yuan"]
    assert draw_table(["a", "b"], [["1" * 50, "2"]], 20).left_out == ["b"]


def test_numbers_stand_to_the_right_and_are_never_cut() -> None:
    table = draw_table(["name", "amount_yuan"], [["长" * 30, "351,684,000.00"], ["短", ""]], 32)
    assert table.rows[0].endswith("  351,684,000.00")
    assert table.head[0].endswith("    amount_yuan")
    (row,) = draw_table(["statement_id"], [["f" * 32]], 20).rows
    assert row == "f" * 32


def test_names_are_cut_inside_and_other_text_at_its_end() -> None:
    names = draw_table(["name_zh"], [[ROWS[0][1]]], 20).rows
    assert names == ["上海市普…街道办事处"]
    assert draw_table(["note"], [[ROWS[0][1]]], 20).rows == ["上海市普陀区人民政…"]


def test_a_sha256_is_cut_like_text() -> None:
    table = draw_table(["document_id", "page"], [["0123456789abcdef" * 4, "3"]], 30)
    assert table.left_out == []
    assert "…" in table.rows[0]


def test_heads_break_after_an_underscore_only() -> None:
    table = draw_table(["revenue_contradicted_share", "x"], [["0.1", "y"]], 18)
    assert [line.split()[0] for line in table.head] == ["revenue_", "contradicted_", "share"]
    assert table.head[0].rstrip().endswith("x")


def test_spare_width_is_shared_evenly() -> None:
    table = draw_table(["a", "b"], [["词" * 20, "字" * 20]], 42)
    left, right = table.rows[0].split()
    assert abs(cell_len(left) - cell_len(right)) <= 1


def test_line_breaks_inside_a_cell_do_not_break_the_row() -> None:
    assert draw_table(["t"], [["一\n二"]], 80).rows == ["一 二"]


def test_a_record_is_a_block_with_wrapped_values() -> None:
    lines = draw_records(["id", "text"], [["1", "长" * 20], ["2", ""]], 30)
    assert lines == [
        "── 1 ─────────────────────────",
        "id    1",
        "text  长长长长长长长长长长长长",
        "      长长长长长长长长",
        "── 2 ─────────────────────────",
        "id    2",
        "text",
    ]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("one two three", ["one two", "three"]),
        ("处 hello", ["处 hello"]),
        ("一二三四五。六", ["一二三四", "五。六"]),
        ("一二三四。六", ["一二三", "四。六"]),
        ("abcdefghijkl", ["abcdefgh", "ijkl"]),
        ("a\n\nb", ["a", "", "b"]),
        ("", [""]),
    ],
)
def test_wrapping(text: str, lines: list[str]) -> None:
    assert wrap(text, 8) == lines


def test_chinese_heads_stand_for_names_and_never_letter_below_letter() -> None:
    heads = ["单位", "单位名称", "年度", "所依据的数据的合计金额（元）"]
    table = draw_table(NAMES, ROWS, 200, heads)
    assert table.head == [table.head[0]]
    assert table.head[0].split() == heads
    narrow = draw_table(["a", "b"], [["1", "2"]], 20, ["末级功能分类代码", "金额（元）"])
    assert [line.split() for line in narrow.head] == [["末级功能", "金额（元"], ["分类代码", "）"]]
    assert narrow.left_out == []


def test_what_is_left_out_is_named_as_sql_names_it() -> None:
    heads = ["单位", "单位名称", "年度", "金额（元）"]
    assert draw_table(NAMES, ROWS, 30, heads).left_out == ["organisation_id", "amount_yuan"]
