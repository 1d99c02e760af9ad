"""Writes warehouse/DICTIONARY.md, the data dictionary, from the front matter of the SQL files.

`python -m pipelines.load.dictionary` brings it up to date.
"""

from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path

from pipelines.load.sql_table import (
    SCHEMAS,
    SqlColumn,
    SqlTable,
    load_macros,
    load_table_macros,
    load_tables,
)
from pipelines.locations import TABLES

DICTIONARY = TABLES / "DICTIONARY.md"
_HEAD = """# 数据字典 / Data dictionary

由 `warehouse/**/*.sql` 与 `warehouse/columns.yaml` 生成，请勿手改：
`python -m pipelines.load.dictionary`
/ Generated from `warehouse/**/*.sql` and `warehouse/columns.yaml`; do not edit by hand.

金额一律为元，年份为财政年度。 / Amounts are yuan; years are fiscal years.
"""


def render_dictionary(folder: Path = TABLES) -> str:
    """The dictionary of the SQL files below `folder`, as Markdown."""
    tables = list(load_tables(folder).values())
    ordered = sorted(tables, key=lambda table: (SCHEMAS.index(table.schema), table.name))
    macros = load_table_macros(folder)
    parts = (_HEAD, _contents(ordered), *map(_section, ordered), *map(_macro_section, macros))
    return "\n".join((*parts, _macros(load_macros(folder))))


def _contents(tables: Iterable[SqlTable]) -> str:
    rows = [
        f"| [`{table.qualified}`](#{table.schema}{table.name}) | {table.title_zh} |"
        f" {table.title_en} |"
        for table in tables
    ]
    return "\n".join(["| 表 / table | | |", "|---|---|---|", *rows, ""])


def _section(table: SqlTable) -> str:
    grain = ", ".join(f"`{name}`" for name in table.grain)
    lines = chain(
        [f"## {table.qualified}", "", f"**{table.title_zh} / {table.title_en}**", ""],
        [f"{table.description_zh}", "", f"{table.description_en}", ""],
        [f"一行由以下各列确定 / one row per: {grain}", ""],
        ["| 列 / column | 类型 / type | 说明 | meaning |", "|---|---|---|---|"],
        _rows(table.columns),
        [""],
    )
    return "\n".join(lines)


def _macro_section(macro: SqlTable) -> str:
    """A macro that gives rows; without columns of its own its description names them."""
    table = ["| 列 / column | 类型 / type | 说明 | meaning |", "|---|---|---|---|"]
    lines = chain(
        [f"## {macro.signature}", "", f"**{macro.title_zh} / {macro.title_en}**", ""],
        [f"{macro.description_zh}", "", f"{macro.description_en}", ""],
        [*table, *_rows(macro.columns), ""] if macro.columns else [],
    )
    return "\n".join(lines)


def _rows(columns: Iterable[SqlColumn]) -> Iterator[str]:
    for column in columns:
        unit = f" [{column.unit}]" if column.unit else ""
        points = f" → `{column.references}`" if column.references else ""
        meaning = f"{column.en}{points}"
        yield f"| `{column.name}` | {column.type}{unit} | {column.zh} | {meaning} |"


def _macros(macros: Iterable[SqlTable]) -> str:
    rows = [
        f"| `{macro.qualified}` | {macro.title_zh} | {macro.title_en} |"
        f" {macro.description_zh} / {macro.description_en} |"
        for macro in macros
    ]
    return "\n".join(["## 宏 / macros", "", "| 宏 / macro | | | |", "|---|---|---|---|", *rows, ""])


if __name__ == "__main__":
    DICTIONARY.write_text(render_dictionary(), encoding="utf-8")
