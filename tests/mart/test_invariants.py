"""Every critical rule of a mart finds a mart broken on purpose, and nothing on the samples."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest
import yaml

from pipelines.validate.suite_files import Expectation, load_suites

BREAKS: dict[str, str] = yaml.load(
    Path(__file__).with_name("broken_marts.yaml").read_text(encoding="utf-8"), yaml.CSafeLoader
)
RULES: dict[str, tuple[str, Expectation]] = {
    rule.rule_id: (suite.table, rule)
    for suite in load_suites()
    if suite.table.startswith("mart.")
    for rule in suite.expectations
    if rule.severity == "critical" and not rule.rule_id.startswith("mart_")
}


@pytest.fixture(scope="module")
def path(warehouse: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    copy = tmp_path_factory.mktemp("broken") / "gongkai.duckdb"
    shutil.copyfile(warehouse / "current", copy)
    return copy


@pytest.fixture
def con(path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """The marts of the samples; what a test does to them is taken back."""
    with duckdb.connect(str(path)) as shared:
        shared.begin()
        yield shared
        shared.rollback()


def test_every_rule_of_a_mart_is_broken_once() -> None:
    assert set(BREAKS) == set(RULES)


@pytest.mark.parametrize("rule_id", RULES)
def test_a_mart_broken_on_purpose_is_found(rule_id: str, con: duckdb.DuckDBPyConnection) -> None:
    assert _rows(con, rule_id) == 0
    con.execute(BREAKS[rule_id])
    assert _rows(con, rule_id) > 0


def _rows(con: duckdb.DuckDBPyConnection, rule_id: str) -> int:
    table, rule = RULES[rule_id]
    assert rule.rows_query is not None
    return len(con.execute(rule.rows_query.format(batch=table)).fetchall())
