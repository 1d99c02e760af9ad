"""The asset graph: what it declares, and that a defect stops the release."""

import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import dagster as dg
import duckdb
import pytest

from pipelines.definitions import code_location, defs
from pipelines.load.sql_table import load_tables
from pipelines.locations import REPOSITORY, TABLES, Locations
from pipelines.progress import Progress
from pipelines.publish.assets import broken_files
from pipelines.publish.release import Release
from pipelines.resources import LocationsResource
from pipelines.schedules import nightly_job, nightly_report, nightly_schedule
from pipelines.validate.outcomes import stored_record
from pipelines.validate.suite_files import load_suites
from tests.conftest import copied, hand_over

STAGE_CHECKS = [
    "every_file_is_taken_in",
    "stored_bytes_are_whole",
    "every_document_is_read",
    "every_document_is_conformed",
    "release_is_whole",
]
StageRows = Mapping[str, list[dict[str, Any]]]
STAGES = ["raw", "extract", "conform", "load", "validate", "publish"]
SCHEMAS_OF_TABLES = ["meta", "core", "quality", "internal", "mart", "by_scope"]
GROUPS = [*STAGES, *(f"load_{schema}" for schema in SCHEMAS_OF_TABLES), "worklists"]
FROM_CANDIDATE = dg.AssetSelection.groups(*GROUPS[3:])


def table_key(name: str) -> dg.AssetKey:
    return dg.AssetKey(name.split("."))


def test_every_asset_has_a_stage_an_owner_kinds_and_a_description() -> None:
    specs = defs.resolve_all_asset_specs()
    assert {spec.group_name for spec in specs} == set(GROUPS)
    for spec in specs:
        assert spec.owners == ["team:gongkai"]
        assert spec.kinds
        assert spec.description


def test_every_table_is_an_asset_with_its_columns() -> None:
    specs = {spec.key: spec for spec in defs.resolve_all_asset_specs()}
    for name, table in load_tables(TABLES).items():
        schema = specs[table_key(name)].metadata["dagster/column_schema"]
        assert [column.name for column in schema.columns] == [c.name for c in table.columns]


def test_the_stages_follow_each_other() -> None:
    graph = defs.resolve_asset_graph()
    upstream = graph.get(dg.AssetKey("release")).parent_keys
    assert {table_key(name) for name in load_tables(TABLES)} == upstream
    assert dg.AssetKey("statements") in graph.get(table_key("core.fct_amount")).parent_keys
    assert graph.get(dg.AssetKey("statements")).parent_keys == {dg.AssetKey("document_trees")}
    assert graph.get(dg.AssetKey("document_trees")).parent_keys == {dg.AssetKey("raw_documents")}


def test_every_rule_is_in_a_check_of_its_table_and_critical_ones_block() -> None:
    graph = defs.resolve_asset_graph()
    keys = graph.asset_check_keys
    assert {key.name for key in keys if not key.asset_key.path[1:]} == set(STAGE_CHECKS)
    specs = [graph.get_check_spec(key) for key in keys if key.asset_key.path[1:]]
    told = {(spec.asset_key, rule): spec.blocking for spec in specs for rule in spec.metadata}
    assert told == {
        (table_key(suite.table), rule.rule_id): rule.severity == "critical"
        for suite in load_suites()
        for rule in suite.expectations
    }


def test_the_schedule_runs_the_whole_graph_at_night_in_shanghai() -> None:
    assert nightly_schedule.cron_schedule == "30 2 * * *"
    assert nightly_schedule.execution_timezone == "Asia/Shanghai"
    assert nightly_schedule.job_name == nightly_job.name
    assert nightly_schedule.default_status == dg.DefaultScheduleStatus.RUNNING
    job = defs.resolve_job_def("warehouse_job")
    every_asset = {spec.key for spec in defs.resolve_all_asset_specs()} - {nightly_report.key}
    assert job.asset_layer.executable_asset_keys == every_asset


def test_loading_the_graph_warns_of_nothing_and_leaves_great_expectations_alone() -> None:
    code = (
        "import sys, pipelines.definitions as location;"
        "location.defs.resolve_asset_graph();"
        "assert 'great_expectations' not in sys.modules"
    )
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code],
        capture_output=True,
        text=True,
        cwd=REPOSITORY,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr


def test_dagster_validates_the_code_location(tmp_path: Path) -> None:
    command = [Path(sys.executable).with_name("dagster"), "definitions", "validate"]
    done = subprocess.run(
        [*command, "-m", "pipelines.definitions"],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(REPOSITORY)},
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    assert "deprecat" not in (done.stdout + done.stderr).lower()


@pytest.fixture
def locations(tmp_path: Path) -> Locations:
    return Locations(tmp_path / "raw", tmp_path / "warehouse")


def materialise(locations: Locations, selection: dg.AssetSelection) -> dg.ExecuteInProcessResult:
    resource = LocationsResource(raw=str(locations.raw), warehouse=str(locations.warehouse))
    graph = code_location(resource, Progress())
    job = dg.define_asset_job("part", selection=selection)
    part = dg.Definitions.merge(graph, dg.Definitions(jobs=[job])).resolve_job_def("part")
    with dg.DagsterInstance.ephemeral(settings={"telemetry": {"enabled": False}}) as instance:
        return part.execute_in_process(
            instance=instance,
            raise_on_error=False,
            run_config={"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}},
        )


def broken_rules(result: dg.ExecuteInProcessResult) -> set[str]:
    """The rules that checks tell of, beside their number."""
    failed = [each for each in result.get_asset_check_evaluations() if not each.passed]
    return {rule for each in failed for rule in each.metadata if rule != "rules"}


@dataclass(frozen=True)
class Released:
    """A hand-over that went through to a release; whoever changes it takes a copy."""

    locations: Locations
    result: dg.ExecuteInProcessResult


@pytest.fixture(scope="module")
def released(stage_rows: StageRows, tmp_path_factory: pytest.TempPathFactory) -> Released:
    folder = tmp_path_factory.mktemp("released")
    locations = Locations(folder / "raw", folder / "warehouse")
    locations.raw.mkdir()
    hand_over(locations, stage_rows)
    return Released(locations, materialise(locations, FROM_CANDIDATE))


def test_a_sound_candidate_is_released(released: Released, stage_rows: StageRows) -> None:
    locations, result = released.locations, released.result
    assert result.success
    # what the hand-over contradicts, and an office that is in no register, are warnings and stop
    # nothing; a file of so few forms is not asked for the others
    assert broken_rules(result) == {"nature_rollup", "organisation_to_register"}
    (event,) = result.asset_materializations_for_node("release")
    assert event.metadata["is_new"].value is True
    assert locations.current.resolve().is_file()
    tables = {
        event.asset_key: event for event in result.asset_materializations_for_node("candidate")
    }
    rows = tables[table_key("core.fct_amount")].metadata["dagster/row_count"].value
    assert rows == len(stage_rows["statement"])


def rows_of(database: Path, table: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(str(database), read_only=True) as con:
        return con.execute(f"FROM {table} ORDER BY ALL").fetchall()


def test_a_single_table_is_made_anew_and_released_after_its_checks(
    released: Released, tmp_path: Path
) -> None:
    locations, table = copied(released.locations, tmp_path), "mart.spending_by_function"
    served = rows_of(locations.current, table)
    with duckdb.connect(str(locations.candidate)) as con:
        con.execute(f"DELETE FROM {table}")
    assert served and not rows_of(locations.candidate, table)
    only_release = dg.AssetSelection.assets("release")
    assert not materialise(locations, only_release).success
    result = materialise(locations, dg.AssetSelection.assets(table_key(table)))
    assert result.success
    (event,) = result.asset_materializations_for_node("candidate")
    assert (event.asset_key, event.metadata["dagster/row_count"].value) == (
        table_key(table),
        len(served),
    )
    assert rows_of(locations.candidate, table) == served
    assert materialise(locations, only_release).success
    assert rows_of(locations.current, table) == served


def test_a_release_whose_file_was_changed_is_told(released: Released, tmp_path: Path) -> None:
    folder = copied(released.locations, tmp_path).current.resolve().parent
    release = Release(folder.name, folder, is_new=False)
    assert broken_files(release) == []
    parquet = folder / "parquet" / "core.fct_amount.parquet"
    parquet.chmod(0o644)
    parquet.write_bytes(parquet.read_bytes()[:-1])
    (folder / "parquet" / "core.dim_form.parquet").unlink()
    names = ("core.dim_form", "core.fct_amount")
    assert sorted(broken_files(release)) == [f"parquet/{name}.parquet" for name in names]


def test_a_defect_stops_the_release_also_in_a_later_run(
    locations: Locations, stage_rows: StageRows
) -> None:
    # what every document breaks is no trouble of one of them
    documents = [row | {"fiscal_year": 2999} for row in stage_rows["document"]]
    hand_over(locations, {**stage_rows, "document": documents})
    result = materialise(locations, FROM_CANDIDATE)
    assert not result.success
    assert not result.asset_materializations_for_node("release")
    record = stored_record(locations)
    assert record is not None
    assert [outcome.rule_id for outcome in record.outcomes if outcome.blocks] == [
        "document_fiscal_year_plausible"
    ]
    again = materialise(locations, dg.AssetSelection.assets("release"))
    assert not again.success
    assert not locations.current.exists()


def test_a_warning_does_not_stop_the_release(locations: Locations, stage_rows: StageRows) -> None:
    document, *others = stage_rows["document"]
    hand_over(locations, {**stage_rows, "document": [document | {"unread_pages": 1}, *others]})
    result = materialise(locations, FROM_CANDIDATE)
    assert result.success
    assert broken_rules(result) == {
        "document_pages_read",
        "nature_rollup",
        "organisation_to_register",
    }
    assert locations.current.exists()
