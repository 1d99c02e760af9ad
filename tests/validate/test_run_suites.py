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


def kept(values: str) -> str:
    """Values of the column `said`."""
    return f'{{column: said, value_set: ["{values.replace(", ", DELIMITER)}"]}}'


DELIMITER = '", "'
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
        ("in_set", "info", "expect_column_distinct_values_to_be_in_set", kept("it's, {b}")),
        ("not_in_set", "info", "expect_column_distinct_values_to_be_in_set", kept("it's")),
        ("blanks", "info", "expect_column_values_to_not_be_null", "{column: said}"),
        ("enough", "info", "expect_table_row_count_to_be_between", "{min_value: 100}"),
        ("few", "info", "expect_table_row_count_to_be_between", "{min_value: 101}"),
        ("many", "info", "expect_table_row_count_to_be_between", "{min_value: 1, max_value: 99}"),
        ("no_column", "critical", "expect_column_values_to_be_unique", "{column: missing}"),
        ("no_view", "info", rows, query("SELECT * FROM {batch} JOIN stage_thing USING (id)")),
    )
    suite_file(folder, "core.absent", ("no_table", "info", rows, query("SELECT 1 FROM {batch}")))
    with duckdb.connect(str(folder / "thing.duckdb")) as con:
        con.execute("CREATE SCHEMA core")
        con.execute(
            "CREATE TABLE core.thing AS SELECT range::INTEGER AS id,"
            " CASE WHEN id = 7 THEN '{b}' WHEN id > 7 THEN 'it''s' END AS said FROM range(100)"
        )
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
    ours = {rule.rule_id: outcomes[rule.rule_id] for rule in suite.expectations}
    assert {rule: each.outcome for rule, each in found.items()} == {
        rule: each.outcome for rule, each in ours.items()
    }
    # of values and of rows in all Great Expectations counts no rows
    counting = {"breaks", "warns", "blanks"}
    assert {rule: found[rule].failing_rows for rule in counting} == {
        rule: ours[rule].failing_rows for rule in counting
    }


@pytest.mark.parametrize(
    ("rule_id", "outcome", "failing_rows"),
    [
        ("in_set", "passed", 0),
        ("not_in_set", "failed", 1),
        ("blanks", "failed", 7),
        ("enough", "passed", 0),
        ("few", "failed", 1),
    ],
)
def test_an_expectation_that_says_no_more_than_a_query_names_the_rows(
    outcomes: Outcomes, rule_id: str, outcome: str, failing_rows: int
) -> None:
    found = outcomes[rule_id]
    assert (found.outcome, found.failing_rows, len(found.sample)) == (
        outcome,
        failing_rows,
        min(failing_rows, 5),
    )


def test_a_build_does_not_wait_for_great_expectations() -> None:
    """Its import is a third of a build: a suite that needs it is worth a thought."""
    rules = [rule for suite in load_suites() for rule in suite.expectations]
    assert [rule.rule_id for rule in rules if rule.rows_query is None] == []


def test_an_argument_beyond_a_query_is_left_to_great_expectations(outcomes: Outcomes) -> None:
    assert outcomes["many"].outcome == "failed"


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
