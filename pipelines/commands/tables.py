"""`gongkai tables` and `gongkai describe`: what there is to ask, and how to begin."""

import json
from collections.abc import Sequence
from typing import Any

import click

from pipelines.commands.language import language, say
from pipelines.commands.release_dictionary import (
    ReleaseColumn,
    ReleaseTable,
    release_columns,
    release_tables,
)
from pipelines.commands.release_file import open_release
from pipelines.commands.suggestions import refuse_unknown
from pipelines.commands.table_text import wrap
from pipelines.commands.terminal import print_table, width
from pipelines.locations import Locations

# For those who ask, the marts first; the rest in the order of the stages.
_ORDER = ("mart", "core", "quality", "meta")
_SHOWN_COLUMNS = 4


def tables(locations: Locations, as_json: bool, internal: bool) -> None:
    """Print every table, view and macro; `internal` adds the schemas that only others read."""
    with open_release(locations) as con:
        found = release_tables(con)
    shown = [table for table in found if internal or table.schema in _ORDER]
    if as_json:
        click.echo(json.dumps([_record(table) for table in shown], ensure_ascii=False, indent=1))
        return
    shown.sort(key=lambda table: (_rank(table), table.qualified))
    rows = [
        [_short(table), "" if table.rows is None else f"{table.rows:,}", _title(table)]
        for table in shown
    ]
    print_table([say("table"), say("rows"), say("holds")], rows)
    click.echo(say("describe_next"), err=True)


def describe(locations: Locations, name: str, as_json: bool) -> None:
    """Print one table; UsageProblem for a name that is none, with what is close to it."""
    with open_release(locations) as con:
        table = _named(release_tables(con), name)
        columns = release_columns(con, table)
    if as_json:
        listed = [_column_record(column) for column in columns]
        content = {**_record(table), "columns": listed}
        click.echo(json.dumps(content, ensure_ascii=False, indent=1))
        return
    _print_table(table, columns)


def _named(found: Sequence[ReleaseTable], name: str) -> ReleaseTable:
    """By `schema.name`, or by the name alone; tables go before the macros of the same name."""
    wanted = name.lower().partition("(")[0]
    named = [table for table in found if wanted in (table.qualified, table.name)]
    if not named:
        known = {table.qualified: table.title.zh for table in found if table.schema in _ORDER}
        refuse_unknown("table", name, known)
    return min(
        named, key=lambda table: (("(" not in name) == (table.kind == "macro"), _rank(table))
    )


def _rank(table: ReleaseTable) -> int:
    return _ORDER.index(table.schema) if table.schema in _ORDER else len(_ORDER)


def _short(table: ReleaseTable) -> str:
    return f"{table.qualified}()" if table.kind == "macro" else table.qualified


def _title(table: ReleaseTable) -> str:
    return table.title.in_language(language())


def _print_table(table: ReleaseTable, columns: Sequence[ReleaseColumn]) -> None:
    click.secho(f"{table.call}  {_title(table)}", bold=True)
    for line in wrap(table.meaning.in_language(language()), width()):
        click.echo(line)
    if table.rows is not None:
        click.echo(say("row_count", count=f"{table.rows:,}"))
    click.echo()
    _print_columns(columns)
    click.echo(f"\n{say('begin_with')}")
    for line in example(table, columns):
        click.echo(f"  {line}")


def _print_columns(columns: Sequence[ReleaseColumn]) -> None:
    """Name and type, and the whole meaning beside or below them."""
    names = max(len(column.name) for column in columns)
    types = max(len(column.type) for column in columns)
    indent = names + types + 4
    beside = width() - indent >= width() // 3
    for column in columns:
        head = f"{column.name:<{names}}  {column.type:<{types}}  "
        meaning = column.meaning.in_language(language())
        if not beside:
            click.echo(head.rstrip())
            head, indent = "    ", 4
        first, *rest = wrap(meaning, width() - indent)
        click.echo(f"{head}{first}".rstrip())
        for line in rest:
            click.echo(" " * indent + line)


def example(table: ReleaseTable, columns: Sequence[ReleaseColumn]) -> list[str]:
    """A first question of lines that fit 80 columns."""
    if table.kind == "macro":
        return [f'gongkai query "FROM {table.call}"']
    names = [column.name for column in columns if not column.name.endswith("_id")]
    chosen = [name for name in names if len(name) <= 24][:_SHOWN_COLUMNS] or names[:1]
    select = wrap(f'gongkai query "SELECT {", ".join(chosen)}', min(width(), 80) - 4)
    return [*select, f'  FROM {table.qualified} LIMIT 10"']


def _record(table: ReleaseTable) -> dict[str, Any]:
    return {
        "name": table.qualified,
        "kind": table.kind,
        "parameters": list(table.parameters),
        "rows": table.rows,
        "title_zh": table.title.zh,
        "title_en": table.title.en,
        "description_zh": table.meaning.zh,
        "description_en": table.meaning.en,
    }


def _column_record(column: ReleaseColumn) -> dict[str, Any]:
    meaning = {"meaning_zh": column.meaning.zh, "meaning_en": column.meaning.en}
    return {"name": column.name, "type": column.type, **meaning}
