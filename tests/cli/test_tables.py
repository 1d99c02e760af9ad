"""`gongkai tables` and `describe`: the release described by itself, in both languages."""

import json
import re
from collections.abc import Callable

import pytest
from click.testing import Result
from rich.cells import cell_len

from pipelines.commands.release_dictionary import ReleaseTable, release_columns, release_tables
from pipelines.commands.release_file import open_release
from pipelines.commands.tables import example
from pipelines.load.sql_table import load_table_macros, load_tables
from pipelines.locations import TABLES, Locations
from tests.cli.pseudo_terminal import on_a_terminal

Gongkai = Callable[..., Result]


@pytest.fixture
def desk(gongkai: Gongkai, served: Locations) -> Gongkai:
    return lambda *options: gongkai(*options, "--warehouse", served.warehouse)


def test_every_table_and_macro_is_listed_with_its_rows_and_title(desk: Gongkai) -> None:
    lines = desk("tables", "--all").stdout.splitlines()
    assert lines[0] == "table\trows\tholds"
    assert "core.fct_amount\t7\tStatements of amounts" in lines
    assert "mart.series()\t\tThe series of one organisation and concept" in lines
    named = {line.split("\t")[0].removesuffix("()") for line in lines[1:]}
    files = {*load_tables(TABLES), *(macro.qualified for macro in load_table_macros(TABLES))}
    assert named == files
    assert lines[1].startswith("mart.")


def test_tables_are_told_in_chinese(desk: Gongkai) -> None:
    done = desk("tables", "--language", "zh")
    assert done.stdout.startswith("表\t行数\t内容\n")
    assert "mart.organisation_year\t1\t单位年度总览\n" in done.stdout
    assert "gongkai describe 表名" in done.stderr


def test_tables_for_scripts(desk: Gongkai) -> None:
    listed = {each["name"]: each for each in json.loads(desk("tables", "--json").stdout)}
    assert listed["core.fct_amount"]["rows"] == 7
    assert listed["core.fct_amount"]["title_zh"] == load_tables(TABLES)["core.fct_amount"].title_zh


@pytest.mark.parametrize("name", ["core.fct_amount", "fct_amount", "CORE.fct_amount"])
def test_a_table_is_described_by_either_name(desk: Gongkai, name: str) -> None:
    lines = desk("describe", name).stdout.splitlines()
    assert lines[0] == "core.fct_amount  Statements of amounts"
    assert "7 rows" in lines
    assert any(re.match(r"amount_yuan +DECIMAL\(20,2\) +Amount in yuan", line) for line in lines)


def test_every_column_is_described_in_the_language_asked_for(desk: Gongkai) -> None:
    table = load_tables(TABLES)["mart.organisation_year"]
    told = desk("describe", "organisation_year", "--language", "zh").stdout
    content = json.loads(desk("describe", "organisation_year", "--json").stdout)
    assert [each["name"] for each in content["columns"]] == [each.name for each in table.columns]
    for column, each in zip(table.columns, content["columns"], strict=True):
        assert column.name in told
        assert (each["meaning_zh"], each["meaning_en"]) == (column.zh, column.en)
    assert content["description_en"] == table.description_en


def test_a_macro_is_described_with_its_parameters_and_columns(desk: Gongkai) -> None:
    told = desk("describe", "mart.year_on_year").stdout
    assert told.startswith("mart.year_on_year(organisation, concept, only_scope)  Year on year")
    assert re.search(r"change_yuan +DECIMAL\(\d+,2\) +\w+", told)
    assert 'gongkai query "FROM mart.year_on_year(organisation, concept, only_scope)"' in told


def test_a_table_and_a_macro_of_one_name_are_told_apart(desk: Gongkai) -> None:
    assert desk("describe", "mart.series").stdout.startswith("mart.series  ")
    assert desk("describe", "mart.series()").stdout.startswith("mart.series(organisation")


def test_an_unknown_table_exits_2_with_what_is_close(desk: Gongkai) -> None:
    done = desk("describe", "orgnisation_year")
    assert done.exit_code == 2
    assert done.stdout == ""
    assert "Did you mean: mart.organisation_year" in done.stderr


def test_titles_and_descriptions_of_every_file_are_told_apart() -> None:
    for table in [*load_tables(TABLES).values(), *load_table_macros(TABLES)]:
        found = ReleaseTable(table.schema, table.name, table.kind, table.comment, None, ())
        assert (found.title.zh, found.title.en) == (table.title_zh, table.title_en)
        assert found.meaning.zh == table.description_zh
        assert found.meaning.en == table.description_en


def test_a_table_without_a_comment_is_still_described() -> None:
    bare = ReleaseTable("core", "x", "table", "only this", 1, ())
    assert (bare.title.en, bare.meaning.zh) == ("", "only this")


@pytest.mark.parametrize("columns", ["60", "80", "200"])
def test_what_is_suggested_fits_the_terminal_and_can_be_asked(
    served: Locations, monkeypatch: pytest.MonkeyPatch, columns: str
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    with open_release(served) as con:
        for table in release_tables(con):
            lines = example(table, release_columns(con, table))
            (sql,) = re.findall(r'gongkai query "(.*)"', " ".join(lines))
            if table.kind != "macro":
                assert max(map(len, lines)) <= min(int(columns), 80)
                assert con.execute(sql).description


@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_line_is_wider_than_the_terminal(served: Locations, language: str) -> None:
    place = ["--warehouse", str(served.warehouse)]
    for arguments in (["tables"], ["describe", "core.fct_amount"]):
        seen = on_a_terminal([*arguments, *place], 60, language)
        plain = re.sub(r"\x1b\[\d*m", "", seen)
        assert max(map(cell_len, plain.splitlines())) <= 60
