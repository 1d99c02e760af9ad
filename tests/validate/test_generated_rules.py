"""Checks that follow from grain and references: they are there for every table, and they find."""

import duckdb
import pytest

from pipelines.load.sql_table import load_tables
from pipelines.locations import TABLES, Locations
from pipelines.validate.generated_rules import generated_rules
from pipelines.validate.suite_files import load_suites


def broken(con: duckdb.DuckDBPyConnection, table: str) -> set[str]:
    """The generated rules of a table that rows break."""
    found = set()
    for rule in generated_rules()[table]:
        query = rule.kwargs["unexpected_rows_query"].format(batch=table)
        if con.execute(query).fetchall():
            found.add(rule.rule_id)
    return found


def test_every_table_has_a_rule_for_its_grain_and_one_for_each_reference() -> None:
    tables = [table for table in load_tables(TABLES).values() if table.kind == "table"]
    rules = generated_rules()
    assert set(rules) == {table.qualified for table in tables}
    for table in tables:
        references = sum(column.references is not None for column in table.columns)
        assert len(rules[table.qualified]) == 1 + references


def test_the_rules_are_blocking_and_part_of_the_suites() -> None:
    loaded = {rule.rule_id: rule for suite in load_suites() for rule in suite.expectations}
    tables = [suite.table for suite in load_suites()]
    assert len(tables) == len(set(tables))
    for rule in (rule for rules in generated_rules().values() for rule in rules):
        assert loaded[rule.rule_id] == rule
        assert rule.severity == "critical"
        assert rule.description
        assert rule.description_zh


def test_a_sound_candidate_keeps_them(sound: Locations) -> None:
    with duckdb.connect(str(sound.candidate), read_only=True) as con:
        assert {rule for table in generated_rules() for rule in broken(con, table)} == set()


@pytest.mark.parametrize(
    ("table", "sql", "rule"),
    [
        (
            "core.dim_item",
            "INSERT INTO core.dim_item FROM core.dim_item LIMIT 1",
            "dim_item_item_code_unique",
        ),
        (
            "core.dim_item",
            "UPDATE core.dim_item SET item_code = NULL WHERE item_code = 'reserve'",
            "dim_item_item_code_unique",
        ),
        (
            "core.fct_amount",
            "UPDATE core.fct_amount SET nature = 'odd' WHERE statement_id = 'statement_01'",
            "amount_nature_exists",
        ),
        (
            "core.fct_target",
            "UPDATE core.fct_target SET project_id = 'gone'",
            "target_project_id_exists",
        ),
    ],
)
def test_a_defect_breaks_its_rule(sound: Locations, table: str, sql: str, rule: str) -> None:
    with duckdb.connect() as con:
        con.execute(f"ATTACH '{sound.candidate}' AS built (READ_ONLY)")
        con.execute("COPY FROM DATABASE built TO memory")
        con.execute(sql)
        assert rule in broken(con, table)
