"""Workbooks for people: one per organisation, and one whose long tables are made to be pivoted.

What stands in them is said in workbooks.yaml. Heads are Chinese and come from the columns' own
descriptions; the last sheet is a dictionary. Where an organisation published a year for the whole
department and for its own unit, the pivot has the department only, since the two never add up.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb
from pydantic import BaseModel, ConfigDict
from xlsxwriter import Workbook

from pipelines.frames.knowledge_file import read_strictly
from pipelines.load.sql_table import literal
from pipelines.publish.sheets import Heading, Row, workbook, write_sheets

KNOWLEDGE = Path(__file__).with_name("workbooks.yaml")
DICTIONARY = "字典"
_DICTIONARY_HEADS = ("工作表", "列", "原表", "原列", "含义", "English")
_HEAD = re.compile(r"[^：，；。:]+")
_AMOUNT = "金额（元）"
_ROWS_AT_ONCE = 10_000


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class SheetOfTable(_Strict):
    """One sheet: the columns of a table, all unless some are named."""

    sheet: str
    table: str
    columns: tuple[str, ...] = ()
    where: str = "true"


class PivotSheet(SheetOfTable):
    """One sheet of rows that add up: `kind` heads the names of the amounts."""

    kind: str
    amounts: Mapping[str, str]


class Workbooks(_Strict):
    """The content of workbooks.yaml."""

    organisation: tuple[SheetOfTable, ...]
    pivot: tuple[PivotSheet, ...]
    values: Mapping[str, Mapping[str, str]]


@dataclass(frozen=True)
class _Column:
    """A column of the release, and how it is headed."""

    name: str
    type: str
    zh: str
    en: str

    @property
    def heading(self) -> Heading:
        head = _HEAD.match(self.zh)
        return Heading(head[0].strip() if head else self.name, self.name)


def knowledge() -> Workbooks:
    """What workbooks.yaml says; KnowledgeError with its place where it is wrong."""
    return read_strictly(KNOWLEDGE, Workbooks)


def write_organisation_workbooks(con: duckdb.DuckDBPyConnection, folder: Path) -> list[Path]:
    """One workbook for each organisation with a current document: `<organisation_id>.xlsx`."""
    folder.mkdir(parents=True, exist_ok=True)
    known = knowledge()
    found = con.execute(
        "SELECT DISTINCT organisation_id FROM meta.document"
        " WHERE organisation_id IS NOT NULL AND status = 'loaded' ORDER BY ALL"
    )
    paths = []
    for (organisation_id,) in found.fetchall():
        path = folder / f"{organisation_id}.xlsx"
        with workbook(path) as book:
            _write_organisation(con, book, known, organisation_id)
        paths.append(path)
    return paths


def _write_organisation(
    con: duckdb.DuckDBPyConnection, book: Workbook, known: Workbooks, organisation_id: str
) -> None:
    described: list[Row] = []
    for sheet in known.organisation:
        columns = _columns(con, sheet)
        chosen = ", ".join(_shown(column, known) for column in columns)
        sql = (
            f"SELECT {chosen} FROM {sheet.table} WHERE {sheet.where}"
            f" AND organisation_id = {literal(organisation_id)} ORDER BY ALL"
        )
        headings = _distinct([column.heading for column in columns])
        write_sheets(book, sheet.sheet, headings, _rows(con, sql))
        described.extend(_described(sheet, columns, headings))
    _write_dictionary(book, described)


def write_pivot_workbook(con: duckdb.DuckDBPyConnection, path: Path) -> Path:
    """The long tables of all organisations; every row of a sheet may be added to every other."""
    path.parent.mkdir(parents=True, exist_ok=True)
    known = knowledge()
    described: list[Row] = []
    with workbook(path) as book:
        for sheet in known.pivot:
            columns = _columns(con, sheet)
            headings = _distinct([column.heading for column in columns])
            amount = Heading(_AMOUNT, "amount_yuan")
            heads = [*headings, Heading(sheet.kind, "kind"), amount]
            write_sheets(book, sheet.sheet, heads, _rows(con, _pivot_sql(sheet, columns, known)))
            described.extend(_described(sheet, columns, headings))
            for name, expression in sheet.amounts.items():
                meaning = f"{sheet.kind}“{name}”的{_AMOUNT}"
                described.append([sheet.sheet, _AMOUNT, sheet.table, expression, meaning, name])
        _write_dictionary(book, described)
    return path


def _pivot_sql(sheet: PivotSheet, columns: Sequence[_Column], known: Workbooks) -> str:
    """One scope of each organisation and year, a row for each amount that is not null or zero."""
    chosen = ", ".join(_shown(column, known) for column in columns)
    one_scope = (
        f"SELECT * FROM {sheet.table} LEFT JOIN (SELECT organisation_id, division_code"
        " FROM core.dim_organisation) USING (organisation_id)"
        f" WHERE {sheet.where} QUALIFY scope = min(scope) OVER"
        " (PARTITION BY organisation_id, fiscal_year, phase)"
    )
    parts = (
        f"SELECT {chosen}, {literal(name)} AS kind, {expression} AS amount_yuan FROM one_scope"
        for name, expression in sheet.amounts.items()
    )
    united = " UNION ALL ".join(parts)
    return (
        f"WITH one_scope AS ({one_scope}) SELECT * FROM ({united})"
        " WHERE amount_yuan <> 0 ORDER BY ALL"
    )


def _shown(column: _Column, known: Workbooks) -> str:
    """A column as a reader sees it: codes of the release in words."""
    name = f'"{column.name}"'
    words = known.values.get(column.name)
    if words is None:
        return name
    cases = " ".join(f"WHEN {literal(code)} THEN {literal(word)}" for code, word in words.items())
    return f"CASE {name} {cases} ELSE {name} END AS {name}"


def _columns(con: duckdb.DuckDBPyConnection, sheet: SheetOfTable) -> list[_Column]:
    """The columns of a sheet with what their comments say; KeyError where one does not exist."""
    schema, _, table = sheet.table.partition(".")
    found = con.execute(
        "SELECT column_name, data_type, coalesce(comment, '') FROM duckdb_columns()"
        f" WHERE (schema_name, table_name) IN (({literal(schema)}, {literal(table)}),"
        " ('core', 'dim_organisation'))"
        f" ORDER BY table_name <> {literal(table)}, column_index"
    ).fetchall()
    known: dict[str, _Column] = {}
    own = con.execute(f"DESCRIBE {sheet.table}").fetchall()
    for name, kind, comment in found:
        zh, _, en = comment.partition(" / ")
        known.setdefault(name, _Column(name, kind, zh, en))
    return [known[name] for name in sheet.columns or [name for name, *_ in own]]


def _distinct(headings: Sequence[Heading]) -> list[Heading]:
    """Two columns that are headed alike keep their own name beside it."""
    texts = [heading.text for heading in headings]
    return [
        Heading(f"{each.text}（{each.name}）", each.name) if texts.count(each.text) > 1 else each
        for each in headings
    ]


def _rows(con: duckdb.DuckDBPyConnection, sql: str) -> Iterator[Row]:
    rows = con.execute(sql)
    while found := rows.fetchmany(_ROWS_AT_ONCE):
        yield from found


def _described(
    sheet: SheetOfTable, columns: Sequence[_Column], headings: Sequence[Heading]
) -> Iterator[Row]:
    for column, heading in zip(columns, headings, strict=True):
        yield [sheet.sheet, heading.text, sheet.table, column.name, column.zh, column.en]


def _write_dictionary(book: Workbook, described: Sequence[Row]) -> None:
    heads = [Heading(head, head) for head in _DICTIONARY_HEADS]
    write_sheets(book, DICTIONARY, heads, iter(described))
