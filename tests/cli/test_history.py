"""What runs came to is kept: shown by `status --history`, read by Prometheus, told in logs."""

import json
import os
import time
from dataclasses import replace
from pathlib import Path

import pytest

from pipelines.commands.history import HistoryEntry, history, metrics_path, note_run
from pipelines.commands.housekeeping import DAY_SECONDS, tidy
from pipelines.commands.nightly_report import NightlyReport
from pipelines.locations import Locations
from pipelines.publish.worklists import waiting
from pipelines.run_log import RunLog, read_log
from pipelines.settings import RetentionSettings
from tests.cli.conftest import Gongkai

REPORT = NightlyReport(
    "1", "2026-01-02T00:00:00+00:00", "2026-01-02T00:01:00+00:00", "released", "r1",
    seconds={"all": 12.5},
)  # fmt: skip


@pytest.fixture
def entry(served: Locations) -> HistoryEntry:
    return HistoryEntry.of_night(served, REPORT)


def test_the_counts_are_those_of_the_release(served: Locations, entry: HistoryEntry) -> None:
    assert entry.counts["documents_quarantined"] == 1
    assert entry.counts["statements"] == 7
    assert entry.worklists["documents_set_aside"] == 1
    assert entry.worklists == {each.worklist.name: each.count for each in waiting(served)}
    assert entry.seconds == 12.5


def test_a_worklist_shows_its_first_entries(served: Locations) -> None:
    lists = {each.worklist.name: each for each in waiting(served)}
    assert lists["documents_set_aside"].first[0][1:] == ("cccc.pdf", "encrypted")
    assert "| cccc.pdf | encrypted |" in lists["documents_set_aside"].markdown
    with pytest.raises(FileNotFoundError, match="no release is being served"):
        waiting(Locations(served.raw, served.warehouse / "nowhere"))


def test_history_is_shown(gongkai: Gongkai, of_its_own: Locations, entry: HistoryEntry) -> None:
    note_run(of_its_own, entry)
    note_run(of_its_own, replace(entry, run_id="2", outcome="nothing_new"))
    done = gongkai("status", "--history", "--json", "--warehouse", of_its_own.warehouse)
    assert [each["outcome"] for each in json.loads(done.stdout)] == ["released", "nothing_new"]
    plain = gongkai("status", "--history", "--warehouse", of_its_own.warehouse).stdout
    assert plain.splitlines()[1].split("\t")[:4] == [REPORT.started_at, "released", "0", "12.5"]


def test_half_a_line_of_a_killed_run_costs_no_other(
    of_its_own: Locations, entry: HistoryEntry
) -> None:
    note_run(of_its_own, entry)
    with (of_its_own.warehouse / "history.jsonl").open("a") as file:
        file.write('{"run_id": "hal')
    note_run(of_its_own, replace(entry, run_id="3"))
    assert [each.run_id for each in history(of_its_own, 10)] == ["1", "3"]


def test_the_oldest_lines_go_once_there_are_too_many(
    of_its_own: Locations, entry: HistoryEntry, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipelines.commands.history.MOST_KEPT", 3)
    for number in range(5):
        note_run(of_its_own, replace(entry, run_id=str(number)))
    lines = (of_its_own.warehouse / "history.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["run_id"] for line in lines] == ["2", "3", "4"]


def test_metrics_are_what_prometheus_reads(of_its_own: Locations, entry: HistoryEntry) -> None:
    note_run(of_its_own, entry)
    lines = metrics_path(of_its_own).read_text().splitlines()
    samples = [line for line in lines if not line.startswith("#")]
    assert "gongkai_last_run_timestamp_seconds 1767312060.0" in samples
    assert 'gongkai_last_run_outcome{outcome="released"} 1' in samples
    assert 'gongkai_last_run_outcome{outcome="failed"} 0' in samples
    assert 'gongkai_worklist_entries{worklist="documents_set_aside"} 1' in samples
    names = {sample.split("{")[0].split(" ")[0] for sample in samples}
    assert {line.split()[2] for line in lines if line.startswith("# TYPE")} == names


def test_a_log_tells_up_to_where_its_run_was_killed(tmp_path: Path) -> None:
    log = RunLog(tmp_path, "run1")
    log.write("document_read", document_id="a", file_name="局.pdf", reason=None)
    with log.path.open("a") as file:
        file.write('{"at": "2026')
    (line,) = read_log(log.path)
    assert line.keys() == {"at", "run_id", "event", "document_id", "file_name"}
    assert (line["run_id"], line["file_name"]) == ("run1", "局.pdf")


def test_what_is_old_goes_but_never_the_newest(tmp_path: Path) -> None:
    locations = Locations(tmp_path / "raw", tmp_path / "warehouse")
    for age, name in enumerate(("new", "older", "oldest")):
        (locations.reports / name).mkdir(parents=True)
        RunLog(locations.logs, name).write("x")
        then = time.time() - age * 10 * DAY_SECONDS
        for path in (locations.reports / name, locations.logs / f"{name}.jsonl"):
            os.utime(path, (then, then))
    tidy(locations, RetentionSettings(report_days=15, log_days=5))
    assert {path.name for path in locations.reports.iterdir()} == {"new", "older"}
    assert {path.name for path in locations.logs.iterdir()} == {"new.jsonl"}
    tidy(locations, RetentionSettings(report_days=1, log_days=1))
    assert {path.name for path in locations.reports.iterdir()} == {"new"}
