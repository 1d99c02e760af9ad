"""Checks that follow from the front matter of the SQL files, for every table: nobody writes them.

The grain of a table identifies its rows, and a column that references another holds only what is
there. What grain and references do not say is in expectations/suites.
"""

from collections.abc import Iterator

from pipelines.load.sql_table import SqlColumn, SqlTable, load_tables
from pipelines.locations import TABLES
from pipelines.validate.suite_files import Expectation


def generated_rules() -> dict[str, tuple[Expectation, ...]]:
    """The rules of each table by its qualified name; views repeat what tables hold."""
    tables = load_tables(TABLES)
    return {
        name: (_unique(table), *_references(table))
        for name, table in tables.items()
        if table.kind == "table"
    }


def _stem(table: SqlTable) -> str:
    """What rules of a table begin with: `amount` for core.fct_amount, `mart_series`, `dim_item`."""
    own = table.name.removeprefix("fct_")
    return own if table.schema == "core" else f"{table.schema}_{own}"


def _unique(table: SqlTable) -> Expectation:
    grain = ", ".join(f'"{name}"' for name in table.grain)
    missing = f' OR "{table.grain[0]}" IS NULL' if len(table.grain) == 1 else ""
    by = table.grain[0] if len(table.grain) == 1 else "grain"
    return _rule(
        f"{_stem(table)}_{by}_unique",
        f"SELECT {grain}, count(*) AS row_count FROM {{batch}}"
        f" GROUP BY ALL HAVING row_count > 1{missing}",
        f"A row of {table.qualified} is identified by {', '.join(table.grain)}.",
        f"{table.qualified} 的一行由 {'、'.join(table.grain)} 唯一确定。",
    )


def _references(table: SqlTable) -> Iterator[Expectation]:
    for column in table.columns:
        if column.references is not None:
            yield _exists(table, column, column.references)


def _exists(table: SqlTable, column: SqlColumn, references: str) -> Expectation:
    target, _, target_column = references.rpartition(".")
    kept = ", ".join(f'"{name}"' for name in table.grain if name != column.name)
    value = f'unnest("{column.name}")' if column.type.endswith("[]") else f'"{column.name}"'
    return _rule(
        f"{_stem(table)}_{column.name}_exists",
        f"SELECT * FROM (SELECT {kept}{', ' if kept else ''}{value} AS named FROM {{batch}})"
        f' WHERE named IS NOT NULL AND named NOT IN (SELECT "{target_column}" FROM {target}'
        f' WHERE "{target_column}" IS NOT NULL)',
        f"Every {column.name} of {table.qualified} is in {target}.",
        f"{table.qualified} 的每个 {column.name} 都在 {target} 中。",
    )


def _rule(rule_id: str, query: str, en: str, zh: str) -> Expectation:
    return Expectation(
        rule_id=rule_id,
        type="unexpected_rows_expectation",
        severity="critical",
        description=en,
        description_zh=zh,
        kwargs={"unexpected_rows_query": query},
    )
