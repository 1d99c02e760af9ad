"""`gongkai layout try` on saved pages: columns, grades, what was set aside and where."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from pipelines.commands.layout import lines_of
from pipelines.trace.reading_trial import FormTrial, SetAside, Trial

Gongkai = Callable[..., Result]
HEAD = ["科目编码", "科目名称", "合计", "基本支出", "{third}"]
ROWS = [
    ["", "合计", "30.00", "10.00", "20.00"],
    ["201", "一般公共服务支出", "30.00", "10.00", "20.00"],
    ["20103", "政府办公厅（室）及相关机构事务", "30.00", "10.00", "20.00"],
    ["2010301", "行政运行", "12.00", "10.00", "2.00"],
    ["2010302", "一般行政管理事务", "18.00", "0.00", "18.00"],
]


def page(third: str, rows: list[list[str]]) -> str:
    """A saved page with the cover of a budget and its table of expenditure."""
    lines = [[cell.format(third=third) for cell in HEAD], *rows]
    table = "".join(
        "<tr>" + "".join(f"<td>{cell}</td>" for cell in line) + "</tr>" for line in lines
    )
    return (
        "<html><head><meta charset='utf-8'></head><body>"
        "<h1>云山县水务局2025年部门预算</h1><p>云山县水务局主要负责水务。</p>"
        f"<h2>部门支出总表</h2><p>单位：万元</p><table>{table}</table></body></html>"
    )


def saved(folder: Path, content: str) -> Path:
    path = folder / "page.html"
    path.write_text(content, encoding="utf-8")
    return path


def test_a_proved_form_is_shown_column_by_column(gongkai: Gongkai, tmp_path: Path) -> None:
    done = gongkai("layout", "try", saved(tmp_path, page("项目支出", ROWS)))
    assert done.exit_code == 0, done.output
    lines = done.stdout.splitlines()
    assert lines[:2] == ["page.html", "  云山县水务局 · 2025 · budget · department · loaded"]
    assert "  expenditure_summary · proved · 14 / 0 sums held / broken · 万元" in lines
    assert "  + 项目支出 → flow=expenditure fund_source=all nature=project" in lines
    assert "  15 statements, 0 numbers set aside" in lines


def test_a_refuted_form_exits_1_and_says_what_breaks(gongkai: Gongkai, tmp_path: Path) -> None:
    rows = [[*row[:2], str(n * 7), str(n * n), "3.00"] for n, row in enumerate(ROWS, 1)]
    done = gongkai("layout", "try", saved(tmp_path, page("项目支出", rows)), "--json")
    assert done.exit_code == 1
    (record,) = json.loads(done.stdout)
    (form,) = record["forms"]
    assert (form["grade"], form["statement_count"]) == ("refuted", 0)
    assert {cell["reason_code"] for cell in form["set_aside"]} == {"form_refuted"}
    assert {cell["page"] for cell in form["set_aside"]} == {1}


def test_what_is_no_disclosure_exits_1_with_the_reason(gongkai: Gongkai, tmp_path: Path) -> None:
    done = gongkai("layout", "try", saved(tmp_path, "<html><body><p>通知</p></body></html>"))
    assert done.exit_code == 1
    assert "set aside outside of forms" in done.stdout


def test_a_file_that_cannot_be_read_exits_1_with_the_reason(
    gongkai: Gongkai, tmp_path: Path
) -> None:
    path = tmp_path / "notes.xyz"
    path.write_bytes(b"\0\1\2")
    done = gongkai("layout", "try", path)
    assert done.exit_code == 1
    assert "notes.xyz" in done.stdout
    assert "not_a_pdf: 1" in done.stdout


def test_only_pages_are_drawn(gongkai: Gongkai, tmp_path: Path) -> None:
    path = saved(tmp_path, page("项目支出", ROWS))
    done = gongkai("layout", "try", path, "--png", tmp_path / "png")
    assert done.exit_code == 2
    assert "no pages to draw" in done.stderr


@pytest.fixture
def trial() -> Trial:
    """A document with one cell stated and two set aside on two pages."""
    cell = SetAside(3, (1, 2, 3, 4), "9", "sums_break", "page 3, 表: the sums break")
    far = SetAside(2, (5, 6, 7, 8), None, "form_unknown", "page 2: the table is in no layout")
    whole = SetAside(None, None, None, "no_form", "nothing is read")
    form = FormTrial("表", "revenue_summary", "proved", None, None, 3, 3, 1, (), (cell,))
    told = ("某局", 2025, "budget", "department", "loaded")
    return Trial("a.pdf", *told, (form,), (far, whole), ((3, (9, 9, 9, 9)),))


def test_boxes_are_by_page_with_what_stands_there(trial: Trial) -> None:
    assert trial.boxes_by_page() == {
        2: [((5, 6, 7, 8), False)],
        3: [((9, 9, 9, 9), True), ((1, 2, 3, 4), False)],
    }


def test_reasons_stand_under_their_form_or_outside_of_forms(trial: Trial) -> None:
    assert [line.strip() for line in lines_of(trial)][2:] == [
        "",
        "p.3-3 表",
        "revenue_summary · proved · no sums · no unit",
        "1 statements, 1 numbers set aside",
        "- sums_break: 1",
        "page 3, 表: the sums break",
        "",
        "set aside outside of forms",
        "- form_unknown: 1",
        "page 2: the table is in no layout",
        "- no_form: 1",
        "nothing is read",
    ]
