"""What Dagster does by itself: a run when files land, word of a night, an end to dead runs."""

import os
import time
from pathlib import Path

import dagster as dg
import pytest

from pipelines.commands.job import BEGUN_HERE, forget_old_runs, give_up_dead_runs
from pipelines.commands.nightly_report import NightlyReport, write_report
from pipelines.definitions import defs
from pipelines.locations import Locations
from pipelines.resources import LocationsResource
from pipelines.schedules import nightly_job, nightly_report
from pipelines.sensors import landing_sensor, night_needs_a_person, night_went_well
from pipelines.settings import VARIABLE
from tests.commands.test_notices import hook

REST_SECONDS = 31


@pytest.fixture
def locations(tmp_path: Path) -> Locations:
    found = Locations(tmp_path / "raw", tmp_path / "warehouse")
    found.raw.mkdir()
    return found


def resource(locations: Locations) -> LocationsResource:
    return LocationsResource(
        raw=str(locations.raw), warehouse=str(locations.warehouse), is_locked=True
    )


def looked(locations: Locations, cursor: str | None) -> tuple[list[dg.RunRequest], str | None]:
    """What the sensor asks for, and what it remembers then."""
    with dg.build_sensor_context(
        cursor=cursor, resources={"unlocked_locations": resource(locations)}
    ) as context:
        told = landing_sensor(context)
        if isinstance(told, dg.SensorResult):
            return list(told.run_requests or []), told.cursor
        assert isinstance(told, dg.SkipReason)
        return [], context.cursor


def test_a_file_that_has_landed_begins_one_run_once_it_is_at_rest(locations: Locations) -> None:
    at_rest = time.time() - REST_SECONDS
    (locations.raw / "there before.pdf").write_bytes(b"%PDF-1.7 a")
    os.utime(locations.raw / "there before.pdf", (at_rest, at_rest))
    asked, first = looked(locations, None)
    assert asked == []
    path = locations.raw / "new.pdf"
    path.write_bytes(b"%PDF-1.7 b")
    assert looked(locations, first) == ([], first)
    os.utime(path, (at_rest, at_rest))
    (request,), second = looked(locations, first)
    assert request.run_config["ops"] == {"one_night": {"config": {"visits_portals": False}}}
    assert second != first
    assert looked(locations, second) == ([], second)


def test_what_dagster_does_by_itself_is_on_from_the_start() -> None:
    statuses = {sensor.name: sensor.default_status for sensor in defs.sensors or []}  # type: ignore[union-attr]
    assert statuses == dict.fromkeys(
        ("landing_sensor", "night_needs_a_person", "night_went_well"),
        dg.DefaultSensorStatus.RUNNING,
    )
    policy = nightly_report.freshness_policy
    assert policy is not None
    assert (policy.deadline_cron, policy.timezone) == ("0 7 * * *", "Asia/Shanghai")  # type: ignore[attr-defined]


def ended(
    instance: dg.DagsterInstance, locations: Locations, success: bool
) -> dg.RunStatusSensorContext:
    """What a sensor is told of a run of the night that has ended."""

    @dg.op
    def work() -> None:
        if not success:
            raise dg.Failure("the disk is full")

    @dg.job(name=nightly_job.name)
    def night() -> None:
        work()

    result = night.execute_in_process(instance=instance, raise_on_error=False)
    return dg.build_run_status_sensor_context(
        sensor_name="sensor",
        dagster_event=result.get_run_success_event() if success else result.get_run_failure_event(),
        dagster_instance=instance,
        dagster_run=result.dagster_run,
        resources={"unlocked_locations": resource(locations)},
    )


@pytest.mark.parametrize("always", [False, True])
def test_people_are_told_of_a_night_that_failed_and_of_others_where_they_wish(
    always: bool, locations: Locations, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with hook() as (notices, got), dg.instance_for_test() as instance:
        stated = tmp_path / "gongkai.yaml"
        told = f"notices: {{always: {str(always).lower()}, webhook: '{notices.webhook}'}}\n"
        stated.write_text(told, encoding="utf-8")
        monkeypatch.setenv(VARIABLE, str(stated))
        with ended(instance, locations, success=True) as context:
            night_went_well(context)
        assert len(got) == always
        with ended(instance, locations, success=False) as context:
            night_needs_a_person(context.for_run_failure())
        assert len(got) == always + 1
    assert "failed" in str(got[-1]["text"])


def test_word_of_a_night_has_its_report(
    locations: Locations, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    later = "2999-01-01T00:00:00+00:00"
    report = NightlyReport("1", later, later, "failed", None, problem="the disk is full")
    write_report(locations, report, None)
    with hook() as (notices, got), dg.instance_for_test() as instance:
        stated = tmp_path / "gongkai.yaml"
        stated.write_text(f"notices: {{webhook: '{notices.webhook}'}}\n", encoding="utf-8")
        monkeypatch.setenv(VARIABLE, str(stated))
        with ended(instance, locations, success=False) as context:
            night_needs_a_person(context.for_run_failure())
    assert got[0]["report"]["problem"] == "the disk is full"  # type: ignore[index]


def test_a_run_whose_process_is_gone_is_given_up_and_no_other() -> None:
    with dg.instance_for_test() as instance:
        dead, other = (
            instance.create_run_for_job(nightly_job, tags=tags, status=dg.DagsterRunStatus.STARTED)
            for tags in (BEGUN_HERE, {})
        )
        give_up_dead_runs(instance)
        statuses = [instance.get_run_by_id(run.run_id).status for run in (dead, other)]  # type: ignore[union-attr]
        assert statuses == [dg.DagsterRunStatus.FAILURE, dg.DagsterRunStatus.STARTED]


def test_runs_that_ended_long_ago_are_forgotten() -> None:
    with dg.instance_for_test() as instance:
        done, unfinished = (
            instance.create_run_for_job(nightly_job, status=status)
            for status in (dg.DagsterRunStatus.SUCCESS, dg.DagsterRunStatus.STARTED)
        )
        assert forget_old_runs(instance, days=1) == 0
        assert forget_old_runs(instance, days=-1) == 1
        assert not instance.has_run(done.run_id)
        assert instance.has_run(unfinished.run_id)
