"""Saved web pages: texts and tables as a browser shows them, in any encoding."""

import pytest

from pipelines.extract.document_tree import DocumentTree, Table
from pipelines.extract.reader import read_document
from pipelines.extract.triage import UnreadableDocument

PAGE = """<!DOCTYPE html><html><head><meta charset="{charset}"><title>某局</title>
<style>p {{ color: red }}</style></head><body>
<div id="top"><h1>某县某局2025年部门预算</h1><p>单位：<b>万元</b></p></div>
<table border="1">
<tr><th rowspan="2">科目</th><th colspan="2">支出</th></tr>
<tr><th>基本</th><th>项目</th></tr>
<tr><td>教育支出</td><td>1,024.50<sup>1</sup></td><td><del>9.00</del>8.00</td></tr>
<tr style="display:none"><td>隐</td><td>1</td><td>2</td></tr>
<tr><td>合计</td><td>1,024.50</td><td>8.00</td></tr>
</table><script>var x = "没有";</script><p>注：<br>无</p></body></html>"""
ROWS = [
    ["科目", "支出", "支出"],
    ["科目", "基本", "项目"],
    ["教育支出", "1,024.50¹", "8.00"],
    ["合计", "1,024.50", "8.00"],
]


def rows(table: Table) -> list[list[str | None]]:
    return [[cell.text if cell else None for cell in row] for row in table.grid]


def lines(tree: DocumentTree) -> list[str]:
    return [line.text for page in tree.pages for line in page.lines]


@pytest.mark.parametrize("charset", ["utf-8", "gb2312", "gbk"])
def test_a_saved_page_is_lines_and_tables_in_its_order(charset: str) -> None:
    read = read_document(PAGE.format(charset=charset).encode(charset))
    (page,) = read.pages
    assert lines(read) == ["某县某局2025年部门预算", "单位：万元", "注：", "无"]
    (table,) = page.tables
    assert rows(table) == ROWS
    assert page.lines[1].box.bottom <= table.box.top < page.lines[2].box.top


def test_a_page_without_a_named_encoding_is_read() -> None:
    markup = "<html><body><p>单位：万元</p></body></html>"
    assert lines(read_document(markup.encode("gb18030"))) == ["单位：万元"]
    assert lines(read_document(markup.encode("utf-8"))) == ["单位：万元"]


def test_a_table_that_only_arranges_the_page_gives_what_is_in_it() -> None:
    inner = "<table><tr><td>合计</td><td>8.00</td></tr></table>"
    markup = f"<html><body><table><tr><td>栏目</td><td><p>题</p>{inner}</td></tr></table></body>"
    read = read_document(markup.encode())
    assert lines(read) == ["栏目", "题"]
    assert rows(read.pages[0].tables[0]) == [["合计", "8.00"]]


def test_an_archived_page_is_read() -> None:
    body = PAGE.format(charset="utf-8")
    mhtml = (
        "From: <Saved by a browser>\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; type="text/html"; boundary="b"\r\n\r\n'
        "--b\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
        f"{body}\r\n--b--\r\n"
    )
    assert rows(read_document(mhtml.encode()).pages[0].tables[0]) == ROWS


def test_a_page_that_shows_nothing_says_so() -> None:
    with pytest.raises(UnreadableDocument) as refused:
        read_document(b"<html><body><script>x</script></body></html>")
    assert refused.value.reason_code == "no_text"
