"""`gongkai query` as a desk: several statements, files in and out, and no silent empty answer."""

import json
import re
import subprocess
import sys
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import openpyxl
import polars as pl
import pytest
from click.testing import CliRunner, Result

from pipelines.cli import main
from pipelines.locations import REPOSITORY, Locations
from tests.cli.pseudo_terminal import on_a_terminal

Gongkai = Callable[..., Result]
MARK = b"\xef\xbb\xbf"
AMOUNTS = "SELECT statement_id, function_code, amount_yuan FROM core.fct_amount ORDER BY ALL"


@pytest.fixture
def query(gongkai: Gongkai, served: Locations) -> Gongkai:
    return lambda *options: gongkai("query", "--warehouse", served.warehouse, *options)


def test_several_statements_are_all_answered(query: Gongkai) -> None:
    done = query("CREATE TEMP TABLE t AS SELECT 7 AS n; FROM t; SELECT 2 AS b")
    assert done.exit_code == 0
    assert done.stdout == "n\n7\n\nb\n2\n"


@pytest.mark.parametrize("form", ["csv", "json", "parquet"])
def test_several_statements_are_no_single_file(query: Gongkai, form: str) -> None:
    done = query("SELECT 1 AS a; SELECT 2 AS b", "--format", form)
    assert done.exit_code == 2
    assert done.stdout == ""
    assert f"2 statements cannot be answered in one {form} file" in done.stderr
    assert query("CREATE TEMP TABLE t AS SELECT 7 AS n; FROM t", "--format", form).exit_code == 0


@pytest.mark.parametrize("empty", ["", " ; ", "/* nothing */"])
def test_an_empty_question_exits_2(query: Gongkai, empty: str) -> None:
    done = query(empty)
    assert done.exit_code == 2
    assert "the question is empty" in done.stderr


def test_the_question_is_read_from_a_file_or_standard_input(
    query: Gongkai, served: Locations, tmp_path: Path
) -> None:
    path = tmp_path / "question.sql"
    path.write_text("\ufeffSELECT '问' AS q", encoding="utf-8")
    assert query("--file", path).stdout == "q\n问\n"
    place = ["query", "--warehouse", str(served.warehouse), "--file", "-"]
    assert CliRunner().invoke(main, place, input="SELECT 5 AS five").stdout == "five\n5\n"
    for wrong in ([], ["SELECT 1", "--file", path]):
        done = query(*wrong)
        assert done.exit_code == 2
        assert "what is asked?" in done.stderr


def test_a_csv_file_is_marked_and_standard_output_is_not(query: Gongkai, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    done = query(AMOUNTS, "--output", path)
    assert (done.exit_code, done.stdout) == (0, "")
    assert f"written: {path}" in done.stderr
    assert path.read_bytes().startswith(MARK + b"statement_id,function_code,amount_yuan\n")
    assert query(AMOUNTS, "--output", path, "--no-bom").exit_code == 0
    assert not path.read_bytes().startswith(MARK)
    assert not query(AMOUNTS, "--format", "csv").stdout_bytes.startswith(MARK)
    assert query(AMOUNTS, "--format", "csv", "--bom").stdout_bytes.startswith(MARK)


def test_the_name_of_the_file_says_the_format(query: Gongkai, tmp_path: Path) -> None:
    for name in ("a.json", "a.PARQUET", "a.xlsx"):
        assert query(AMOUNTS, "--output", tmp_path / name).exit_code == 0
    assert len(json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))) == 7
    assert pl.read_parquet(tmp_path / "a.PARQUET").schema["amount_yuan"] == pl.Decimal(20, 2)
    assert query(AMOUNTS, "--output", tmp_path / "b.txt", "--format", "csv").exit_code == 0
    for name, form in (("c.txt", []), ("c.csv", ["--format", "table"])):
        done = query(AMOUNTS, "--output", tmp_path / name, *form)
        assert done.exit_code == 2
        assert "which format?" in done.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "a.PARQUET",
        "a.json",
        "a.xlsx",
        "b.txt",
    ]


def test_no_folder_is_made_unasked(query: Gongkai, tmp_path: Path) -> None:
    done = query(AMOUNTS, "--output", tmp_path / "new" / "a.csv")
    assert done.exit_code == 2
    assert "there is no folder" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_question_that_is_wrong_leaves_the_old_file(query: Gongkai, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("old", encoding="utf-8")
    for wrong in ("SELECT amount FROM core.fct_amount", "FROM mart.series('nobody', 'revenue')"):
        assert query(wrong, "--output", path).exit_code == 2
        assert path.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_an_excel_file_has_numbers_as_numbers_and_codes_as_text(
    query: Gongkai, tmp_path: Path
) -> None:
    path = tmp_path / "a.xlsx"
    assert query("SELECT 1", "--format", "xlsx").exit_code == 2
    assert query(AMOUNTS, "--output", path).exit_code == 0
    sheet = openpyxl.load_workbook(path).worksheets[0]
    assert [cell.value for cell in sheet[1]] == ["statement_id", "function_code", "amount_yuan"]
    assert (sheet["B2"].value, sheet["B2"].data_type) == ("2080505", "s")
    assert (sheet["C2"].value, sheet["C2"].number_format) == (123400, "#,##0.00")
    assert sheet.auto_filter.ref == "A1:C8"
    assert sheet.freeze_panes == "A2"
    assert sheet.column_dimensions["A"].width > 12


def test_records_stand_below_each_other_on_request(query: Gongkai) -> None:
    lines = query(f"{AMOUNTS} LIMIT 1", "--vertical").stdout.splitlines()
    assert lines[0].startswith("── 1 ──")
    assert lines[1:] == [
        "statement_id   statement_01",
        "function_code  2080505",
        "amount_yuan    123,400.00",
    ]


def test_a_terminal_gets_columns_that_fit_and_the_names_of_the_rest(served: Locations) -> None:
    place = ["--warehouse", str(served.warehouse)]
    seen = on_a_terminal(["query", "FROM core.fct_amount", *place], 80)
    head, *rows = seen.splitlines()
    assert head.startswith("\x1b[1mstatement_")
    assert len([row for row in rows if row.startswith("statement_0")]) == 7
    assert "more: " in seen and "(--vertical shows all)" in seen
    one = on_a_terminal(["query", "FROM core.fct_amount LIMIT 1", *place], 80)
    assert one.startswith("── 1 ──")
    assert re.search(r"^amount_yuan +123,400.00$", one, re.MULTILINE)


@pytest.mark.parametrize(
    ("form", "reader", "read"), [("csv", "head -1", "range\n"), ("parquet", "head -c 4", "PAR1")]
)
def test_a_reader_that_goes_away_is_no_error(
    served: Locations, form: str, reader: str, read: str
) -> None:
    query = f"query --format {form} --warehouse {served.warehouse} 'FROM range(200000)'"
    piped = f"set -o pipefail; {sys.executable} -m pipelines.cli {query} | {reader}"
    done = subprocess.run(
        ["bash", "-c", piped], capture_output=True, text=True, cwd=REPOSITORY, timeout=60
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, read, "")


def test_a_reader_that_goes_away_does_not_make_work_a_success(
    gongkai: Gongkai, served: Locations, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pipelines.commands import command_help, ingest, status

    def gone(*arguments: object) -> int:
        raise BrokenPipeError

    monkeypatch.setattr(command_help, "_let_go_of_output", lambda: None)
    monkeypatch.setattr(status, "status", gone)
    monkeypatch.setattr(ingest, "ingest", gone)
    place = ["--warehouse", served.warehouse]
    assert gongkai("status", *place).exit_code == 0
    assert gongkai("ingest", served.raw, "--raw", served.raw, *place).exit_code == 1


@pytest.mark.parametrize(
    ("sql", "unknown", "meant"),
    [
        ("FROM mart.series('某某区水物局', 'revenue')", "某某区水物局", "某某区水务局"),
        ("FROM mart.series('某某区水务局', concept := 'expendture')", "expendture", "expenditure"),
        ("FROM core.fct_amount WHERE function_code = '2080595'", "2080595", "2080505"),
        ("FROM core.fct_amount WHERE function_code IN ('2080595')", "2080595", "2080505"),
        ("FROM meta.document WHERE 2031 = fiscal_year", "2031", "2025"),
        ("SELECT sum(amount_yuan) FROM core.fct_amount WHERE phase = 'buget'", "buget", "budget"),
        ("SELECT count(*) FROM core.fct_amount WHERE scope = 'units'", "units", "unit"),
        (
            "FROM mart.organisation_year WHERE organisation_name_zh LIKE '%水物局%'",
            "水物局",
            "水务局",
        ),
    ],
)
@pytest.mark.parametrize("form", ["table", "json", "parquet"])
def test_an_empty_answer_about_something_unknown_is_refused(
    query: Gongkai, sql: str, unknown: str, meant: str, form: str
) -> None:
    done = query(sql, "--format", form)
    assert done.exit_code == 2
    assert done.stdout == ""
    assert f"{unknown!r} in this release" in done.stderr
    assert meant in done.stderr.partition("Did you mean")[2] or "There is" in done.stderr


@pytest.mark.parametrize(
    "sql",
    [
        "FROM core.fct_amount WHERE function_code = '2210201'",
        "FROM core.fct_amount WHERE amount_yuan = 17",
        "FROM core.fct_amount WHERE row_label = 'nothing like it'",
        "FROM core.fct_amount WHERE function_code LIKE '20805_5%x'",
        "SELECT 1 WHERE false",
    ],
)
def test_an_empty_answer_about_known_things_is_an_answer(query: Gongkai, sql: str) -> None:
    done = query(sql)
    assert done.exit_code == 0
    assert "no rows" in done.stderr


def test_an_answer_with_rows_is_never_refused(query: Gongkai) -> None:
    done = query("SELECT 'x' AS x, sum(amount_yuan) FROM core.fct_amount WHERE phase = 'buget'")
    assert done.exit_code == 0
    assert Decimal(query("SELECT 0.5 AS half, 0 AS none").stdout.split()[2]) == Decimal("0.5")
    assert query("FROM core.fct_amount WHERE phase = 'buget'", "--rows", "0").exit_code == 0
