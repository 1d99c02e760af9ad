"""Workbooks for people: Chinese heads, a dictionary, and rows that may be added up."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from pipelines.frames.knowledge_file import KnowledgeError
from pipelines.load.sql_table import load_tables
from pipelines.locations import TABLES
from pipelines.publish import people_workbooks
from pipelines.publish.people_workbooks import knowledge


def rows(path: Path, sheet: str) -> Iterator[dict[str, Any]]:
    head, *found = openpyxl.load_workbook(path)[sheet].iter_rows(values_only=True)
    for row in found:
        yield dict(zip(map(str, head), row, strict=True))


@pytest.fixture(scope="module")
def pivot(exported: Path) -> Path:
    return exported / "workbooks" / "pivot.xlsx"


@pytest.fixture(scope="module")
def organisation(exported: Path) -> Path:
    (path,) = (exported / "workbooks" / "organisations").iterdir()
    return path


def test_the_pivot_never_adds_a_department_and_its_unit(pivot: Path) -> None:
    found = list(rows(pivot, "支出功能分类"))
    assert {row["口径"] for row in found} == {"部门"}
    assert sum(row["金额（元）"] for row in found) == 123400


def test_the_rows_of_a_pivot_are_headed_and_told_in_chinese(pivot: Path) -> None:
    (row,) = rows(pivot, "支出功能分类")
    assert row["单位名称"] == "某某区水务局"
    assert (row["年度"], row["阶段"]) == (2025, "年初预算")
    assert row["支出性质"] == "其他或未分"
    assert row["末级功能分类代码"] == "2080505"


def test_an_organisation_has_its_sheets_with_both_scopes(organisation: Path) -> None:
    book = openpyxl.load_workbook(organisation)
    assert book.sheetnames == [sheet.sheet for sheet in knowledge().organisation] + ["字典"]
    assert {row["口径"] for row in rows(organisation, "总览")} == {"部门", "单位"}
    assert {row["阶段"] for row in rows(organisation, "文件")} == {"年初预算"}
    assert [
        row["金额（元）"] for row in rows(organisation, "时间序列") if row["概念"] == "none"
    ] == []


def test_the_dictionary_explains_every_column_of_every_sheet(
    pivot: Path, organisation: Path
) -> None:
    for path, kinds in ((pivot, {"支出性质", "经费性质", "收入"}), (organisation, set[str]())):
        book = openpyxl.load_workbook(path)
        explained = {(row["工作表"], row["列"]) for row in rows(path, "字典")}
        for sheet in book.worksheets[:-1]:
            for head in next(sheet.iter_rows(values_only=True)):
                assert (sheet.title, head) in explained or head in kinds
        assert all(row["含义"] and row["English"] for row in rows(path, "字典"))


def test_the_knowledge_names_tables_and_columns_that_exist() -> None:
    tables = load_tables(TABLES)
    for sheet in (*knowledge().organisation, *knowledge().pivot):
        known = {column.name for column in tables[sheet.table].columns} | {"division_code"}
        assert set(sheet.columns) <= known, sheet.sheet


def test_two_columns_are_never_headed_alike(organisation: Path, pivot: Path) -> None:
    for path in (organisation, pivot):
        for sheet in openpyxl.load_workbook(path):
            head = next(sheet.iter_rows(values_only=True))
            assert len(set(head)) == len(head), sheet.title


def test_a_misspelt_key_is_an_error_with_its_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = people_workbooks.KNOWLEDGE.read_text(encoding="utf-8")
    wrong = tmp_path / "workbooks.yaml"
    wrong.write_text(text.replace("    kind: 收入", "    kinds: 收入"), encoding="utf-8")
    monkeypatch.setattr(people_workbooks, "KNOWLEDGE", wrong)
    with pytest.raises(KnowledgeError, match=r"workbooks\.yaml, line \d+: pivot\.2\.kind"):
        knowledge()
