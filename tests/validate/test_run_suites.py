"""Running suites: outcomes of their own for passed, failed and not executed."""

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from pipelines.validate.outcomes import ExpectationOutcome
from pipelines.validate.suite_files import SuiteFileError, load_suites
from pipelines.validate.suites import run_suites

RULE = """
  - type: {type}
    severity: {severity}
    meta: {{rule_id: {rule_id}, description_en: English, description_zh: 中文}}
    kwargs: {kwargs}
"""


def suite_file(folder: Path, table: str, *rules: tuple[str, str, str, str]) -> None:
    text = f"name: {table}\nexpectations:\n"
    for rule_id, severity, kind, kwargs in rules:
        text += RULE.format(rule_id=rule_id, severity=severity, type=kind, kwargs=kwargs)
    (folder / f"{table}.yaml").write_text(text, encoding="utf-8")


def query(sql: str) -> str:
    return f'{{unexpected_rows_query: "{sql}"}}'


Outcomes = dict[str, ExpectationOutcome]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Suites of every kind, and the table they look at."""
    folder = tmp_path_factory.mktemp("suites")
    rows = "unexpected_rows_expectation"
    suite_file(
        folder,
        "core.thing",
        ("holds", "critical", "expect_column_values_to_not_be_null", "{column: id}"),
        ("breaks", "critical", rows, query("SELECT id FROM {batch} WHERE id > 90")),
        ("warns", "warning", "expect_column_values_to_be_in_set", "{column: id, value_set: [1]}"),
        ("no_column", "critical", "expect_column_values_to_be_unique", "{column: missing}"),
        ("no_view", "info", rows, query("SELECT * FROM {batch} JOIN stage_thing USING (id)")),
    )
    suite_file(folder, "core.absent", ("no_table", "info", rows, query("SELECT 1 FROM {batch}")))
    with duckdb.connect(str(folder / "thing.duckdb")) as con:
        con.execute("CREATE SCHEMA core")
        con.execute("CREATE TABLE core.thing AS SELECT range::INTEGER AS id FROM range(100)")
    return folder


@pytest.fixture(scope="module")
def outcomes(folder: Path) -> Iterator[Outcomes]:
    with duckdb.connect(str(folder / "thing.duckdb"), read_only=True) as con:
        found = {outcome.rule_id: outcome for outcome in run_suites(con, folder=folder)}
        assert con.execute("SELECT count(*) FROM core.thing").fetchone() == (100,)
        yield found


def test_a_rule_that_holds_passes(outcomes: Outcomes) -> None:
    assert outcomes["holds"].outcome == "passed"
    assert not outcomes["holds"].blocks


def test_a_broken_rule_counts_its_rows_and_shows_some(
    outcomes: Outcomes,
) -> None:
    broken = outcomes["breaks"]
    assert (broken.outcome, broken.failing_rows, broken.blocks) == ("failed", 9, True)
    assert broken.sample == [{"id": number} for number in (91, 92, 93, 94, 95)]
    assert (broken.description, broken.description_zh) == ("English", "中文")


def test_a_broken_warning_does_not_block(outcomes: Outcomes) -> None:
    assert (outcomes["warns"].outcome, outcomes["warns"].failing_rows) == ("failed", 99)
    assert not outcomes["warns"].blocks


@pytest.mark.parametrize("rule_id", ["no_column", "no_view", "no_table"])
def test_a_rule_that_cannot_run_is_not_a_pass(outcomes: Outcomes, rule_id: str) -> None:
    assert outcomes[rule_id].outcome == "not_executed"
    assert outcomes[rule_id].reason
    assert outcomes[rule_id].blocks


def test_great_expectations_finds_the_same_rows(folder: Path, outcomes: Outcomes) -> None:
    (suite,) = (suite for suite in load_suites(folder) if suite.table == "core.thing")
    with duckdb.connect(str(folder / "thing.duckdb"), read_only=True) as con:
        from pipelines.validate.gx_suites import judge

        found = judge(con, [suite])
    assert {rule: (each.outcome, each.failing_rows) for rule, each in found.items()} == {
        rule.rule_id: (outcomes[rule.rule_id].outcome, outcomes[rule.rule_id].failing_rows)
        for rule in suite.expectations
    }


def test_a_repeated_rule_id_is_refused(tmp_path: Path) -> None:
    rule = ("same", "info", "expect_column_to_exist", "{column: id}")
    suite_file(tmp_path, "core.one", rule)
    suite_file(tmp_path, "core.two", rule)
    with pytest.raises(SuiteFileError, match="same"):
        load_suites(tmp_path)


def test_an_unknown_severity_is_refused(tmp_path: Path) -> None:
    suite_file(tmp_path, "core.one", ("odd", "fatal", "expect_column_to_exist", "{column: id}"))
    with pytest.raises(SuiteFileError, match="severity"):
        load_suites(tmp_path)
