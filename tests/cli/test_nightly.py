"""`gongkai nightly` and the schedule: the same work, a report, and an exit status that stays."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import dagster as dg
import pytest
from click.testing import Result

from pipelines.commands import build
from pipelines.commands.build import How, remember_inputs
from pipelines.commands.fingerprint import input_fingerprint
from pipelines.commands.nightly import one_night
from pipelines.commands.nightly_report import Change, NightlyReport
from pipelines.commands.problems import BuildProblem
from pipelines.commands.set_aside import SetAside, all_set_aside
from pipelines.commands.warehouse_lock import warehouse_lock
from pipelines.definitions import code_location
from pipelines.locations import Locations
from pipelines.progress import Progress
from pipelines.raw.intake import register
from pipelines.raw.store import stored_documents
from pipelines.resources import LocationsResource
from tests.conftest import BROKEN

Gongkai = Callable[..., Result]


@pytest.fixture
def quiet(of_its_own: Locations) -> Locations:
    """A warehouse with nothing new, in whose release one document is set aside."""
    (of_its_own.raw / "page.pdf").write_bytes(b"%PDF-1.7 a file")
    register([of_its_own.raw], of_its_own.documents)
    keys = [document.release_key for document in stored_documents(of_its_own.documents)]
    remember_inputs(of_its_own, input_fingerprint(keys))
    return of_its_own


def places(locations: Locations) -> list[str]:
    return ["--raw", str(locations.raw), "--warehouse", str(locations.warehouse)]


def reports(locations: Locations) -> Iterator[dict[str, object]]:
    for path in sorted(locations.reports.glob("*/nightly.json")):
        yield json.loads(path.read_text(encoding="utf-8"))


def by_schedule(locations: Locations) -> dg.ExecuteInProcessResult:
    resource = LocationsResource(raw=str(locations.raw), warehouse=str(locations.warehouse))
    night = code_location(resource, Progress()).resolve_job_def("nightly_job")
    with dg.DagsterInstance.ephemeral(settings={"telemetry": {"enabled": False}}) as instance:
        return night.execute_in_process(
            instance=instance,
            raise_on_error=False,
            run_config={"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}},
        )


def test_the_exit_status_stays_1_until_somebody_acknowledges(
    gongkai: Gongkai, quiet: Locations
) -> None:
    for _ in range(2):
        assert gongkai("nightly", *places(quiet)).exit_code == 1
    done = gongkai("acknowledge", BROKEN[:8], *places(quiet), "--note", "asked the office")
    assert done.exit_code == 0
    assert done.stdout.split("\t")[0] == BROKEN
    assert gongkai("nightly", *places(quiet)).exit_code == 0
    assert gongkai("run", *places(quiet)).exit_code == 0
    assert gongkai("acknowledge", BROKEN, "--undo", *places(quiet)).exit_code == 0
    assert gongkai("nightly", *places(quiet)).exit_code == 1


def test_command_and_schedule_do_the_same(gongkai: Gongkai, quiet: Locations) -> None:
    assert gongkai("nightly", *places(quiet)).exit_code == 1
    assert not by_schedule(quiet).success
    gongkai("acknowledge", BROKEN, *places(quiet))
    assert gongkai("nightly", *places(quiet)).exit_code == 0
    result = by_schedule(quiet)
    assert result.success
    (event,) = result.asset_materializations_for_node("one_night")
    assert event.metadata["outcome"].value == "nothing_new"
    changing = {"run_id", "started_at", "finished_at", "seconds"}
    told = [{k: v for k, v in each.items() if k not in changing} for each in reports(quiet)]
    assert told[0] == told[1]
    assert told[2] == told[3]
    assert [each["exit_status"] for each in told] == [1, 1, 0, 0]


def test_another_reason_for_the_same_document_counts_anew(
    gongkai: Gongkai, quiet: Locations
) -> None:
    gongkai("acknowledge", BROKEN, *places(quiet))
    path = quiet.documents / "acknowledgements.json"
    noted = path.read_text(encoding="utf-8")
    path.write_text(noted.replace("encrypted", "damaged"), encoding="utf-8")
    assert gongkai("nightly", *places(quiet)).exit_code == 1


def test_a_file_that_is_not_taken_in_needs_a_person_too(gongkai: Gongkai, quiet: Locations) -> None:
    gongkai("acknowledge", BROKEN, *places(quiet))
    (quiet.raw / "gone.pdf").symlink_to("/nowhere")
    done = gongkai("nightly", *places(quiet))
    assert done.exit_code == 1
    assert "gone.pdf: the link leads nowhere" in done.stdout
    assert gongkai("acknowledge", "gone.pdf", *places(quiet)).exit_code == 0
    assert gongkai("nightly", *places(quiet)).exit_code == 0
    (quiet.raw / "gone.pdf").unlink()
    gongkai("nightly", *places(quiet))
    assert gongkai("acknowledge", "gone.pdf", *places(quiet)).exit_code == 2


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["nothing.pdf"], "nothing of this name is set aside"),
        (["ccc.pdf"], "Did you mean cccc.pdf?"),
        (["cccc.pdf", "--undo"], "was not acknowledged"),
    ],
)
def test_what_is_not_set_aside_cannot_be_acknowledged(
    gongkai: Gongkai, quiet: Locations, arguments: list[str], told: str
) -> None:
    done = gongkai("acknowledge", *arguments, *places(quiet))
    assert done.exit_code == 2
    assert told in done.stderr


def test_a_night_that_breaks_ends_with_a_report(
    quiet: Locations, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device", "stage")

    monkeypatch.setattr(build, "register", full)
    said: list[str] = []
    report = one_night(quiet, How(), said.append)
    assert (report.outcome, report.exit_status) == ("failed", 1)
    assert report.problem is not None and "No space left on device" in report.problem
    assert report.release == quiet.current.resolve().parent.name
    assert said[0] == f"Error: {report.problem}"
    (kept,) = reports(quiet)
    assert kept["problem"] == report.problem


def test_a_build_that_breaks_is_told_in_its_own_words(
    quiet: Locations, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise BuildProblem("step statements failed: it rained")

    monkeypatch.setattr(build, "_build", broken)
    monkeypatch.setattr(build, "is_up_to_date", lambda *_: False)
    report = one_night(quiet, How(), lambda _: None)
    assert report.problem == "step statements failed: it rained"
    assert not by_schedule(quiet).success


def test_a_folder_without_documents_is_wrong_usage(gongkai: Gongkai, tmp_path: Path) -> None:
    (tmp_path / "raw").mkdir()
    place = ["--raw", tmp_path / "raw", "--warehouse", tmp_path / "warehouse"]
    assert gongkai("nightly", *place).exit_code == 2
    assert gongkai("run", "--raw", tmp_path / "raw", "--warehouse", tmp_path / "raw").exit_code == 2


def test_two_nights_at_once_are_one_too_many(gongkai: Gongkai, quiet: Locations) -> None:
    with warehouse_lock(quiet.warehouse):
        done = gongkai("nightly", *places(quiet))
        assert not by_schedule(quiet).success
    assert done.exit_code == 2
    assert "is being built by process" in done.stderr
    assert list(reports(quiet)) == []


def test_set_aside_is_told_by_the_release(quiet: Locations) -> None:
    import duckdb

    with duckdb.connect(str(quiet.current.resolve()), read_only=True) as con:
        (entry,) = all_set_aside(quiet, con)
    assert (entry.key, entry.reason_code, entry.is_acknowledged) == (BROKEN, "encrypted", False)
    assert "is encrypted and cannot be opened" in entry.reason


def a_report(**changes: object) -> NightlyReport:
    facts = {"run_id": "1", "started_at": "2026-01-01", "finished_at": "2026-01-01"}
    facts |= {"outcome": "released", "release": "r1"}
    return NightlyReport(**{**facts, **changes})  # type: ignore[arg-type]


def test_the_page_tells_what_came_changed_and_went() -> None:
    changes = [
        Change("row_count", "core.fct_amount", "changed", "7", "9"),
        Change("finding", "levels 某某局 2025", "added", "0", "1"),
        Change("finding", "balance 某某局 2025", "gone", "1", "0"),
        Change("document", "d" * 64, "gone", "1", "0"),
    ]
    page = a_report(changes=changes, seconds={"extract": 1.0, "load": 2.0}).markdown()
    assert "- core.fct\\_amount 7 → 9" in page
    assert "## New findings: 1\n- levels 某某局 2025" in page
    assert "## Findings gone: 1\n- balance 某某局 2025" in page
    assert f"## Documents gone: 1\n- {'d' * 64}" in page
    assert page.index("load 2.0") < page.index("extract 1.0")
    assert "Exit status 0" in page


def test_the_page_stays_a_page_and_text_stays_text() -> None:
    entries = [SetAside(str(n), f"{n}.pdf", "damaged", "a | <b>\n# c") for n in range(50)]
    page = a_report(set_aside=entries).markdown()
    assert "## Set aside and not acknowledged: 50" in page
    assert "and 30 more in nightly.json" in page
    assert "\\<b\\> \\# c" in page
    assert len(page.splitlines()) < 40
    assert len(a_report(set_aside=entries).record()["set_aside"]) == 50
