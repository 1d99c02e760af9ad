"""What each run came to, kept as one line of JSON, and the newest of them for Prometheus.

`gongkai status --history` shows it. The counts are those of the release that was served at the end.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path

import duckdb

from pipelines.commands.nightly_report import OUTCOMES, NightlyReport
from pipelines.commands.summary import summarise
from pipelines.frames.whole_files import write_whole
from pipelines.locations import Locations
from pipelines.publish.retention import current_release
from pipelines.publish.worklists import waiting
from pipelines.settings import settings

METRICS = "metrics.prom"
# Some five years of nights, and of files that arrived by day.
MOST_KEPT = 4000
_MORE = """
SELECT (SELECT count(*) FROM quality.finding),
       (SELECT count(*) FROM quality.number_census WHERE class = 'unclaimed'),
       (SELECT count(*) FROM quality.number_census)
"""
_HELP = {
    "gongkai_last_run_timestamp_seconds": "When the last run ended, in seconds since 1970.",
    "gongkai_last_run_exit_status": "0 where nobody needs to look, else 1.",
    "gongkai_last_run_seconds": "How long the last run took.",
    "gongkai_not_acknowledged": "Entries set aside that nobody has acknowledged.",
    "gongkai_last_run_outcome": "1 for the outcome of the last run, 0 for all others.",
    "gongkai_release_count": "What the release being served holds, counted.",
    "gongkai_worklist_entries": "Entries of a worklist.",
}


@dataclass(frozen=True)
class HistoryEntry:
    """One run: times in UTC, outcome, exit status, seconds, and what the release then held."""

    run_id: str
    started_at: str
    finished_at: str
    outcome: str
    exit_status: int
    release: str | None
    seconds: float = 0.0
    not_acknowledged: int = 0
    counts: dict[str, int] = field(default_factory=dict)
    worklists: dict[str, int] = field(default_factory=dict)

    @classmethod
    def of_night(cls, locations: Locations, report: NightlyReport) -> "HistoryEntry":
        """The night, with the counts of what is being served after it."""
        return cls(
            report.run_id,
            report.started_at,
            report.finished_at,
            report.outcome,
            report.exit_status,
            report.release,
            report.seconds.get("all", 0.0),
            len(report.not_acknowledged),
            _counts(locations),
            _worklists(locations),
        )


def note_run(locations: Locations, entry: HistoryEntry) -> None:
    """Add a line to the history, and write the text file for Prometheus anew.

    The oldest lines go once there are too many.
    """
    path = _path(locations)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8") as file:
        # where a killed run left half a line
        file.write("" if _ends_whole(path) else "\n")
        file.write(json.dumps(asdict(entry), ensure_ascii=False) + "\n")
    lines = path.read_text(encoding="utf-8").splitlines()
    if len(lines) > MOST_KEPT:
        write_whole(path, "".join(f"{line}\n" for line in lines[-MOST_KEPT:]))
    write_whole(metrics_path(locations), "".join(f"{line}\n" for line in _metrics(entry)))


def history(locations: Locations, most: int) -> list[HistoryEntry]:
    """The newest entries, oldest first; a line that a killed run left unfinished is left out."""
    path = _path(locations)
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    found = (_entry(line) for line in lines[-most:])
    return [entry for entry in found if entry is not None]


def _entry(line: str) -> HistoryEntry | None:
    try:
        return HistoryEntry(**json.loads(line))
    except ValueError:
        return None


def _ends_whole(path: Path) -> bool:
    content = path.read_bytes()
    return not content or content.endswith(b"\n")


def metrics_path(locations: Locations) -> Path:
    """Where Prometheus' text file collector looks, or in the warehouse."""
    stated = settings().metrics.prometheus_file
    return Path(stated) if stated else locations.warehouse / METRICS


def _path(locations: Locations) -> Path:
    return locations.warehouse / "history.jsonl"


def _counts(locations: Locations) -> dict[str, int]:
    release = current_release(locations)
    if release is None:
        return {}
    names = ("findings", "numbers_unclaimed", "numbers_printed")
    try:
        with duckdb.connect(str(release / "gongkai.duckdb"), read_only=True) as con:
            more = con.execute(_MORE).fetchone() or ()
            return summarise(con).counts | dict(zip(names, more, strict=True))
    except duckdb.CatalogException:
        # a release that older code made may lack tables
        return {}


def _worklists(locations: Locations) -> dict[str, int]:
    if current_release(locations) is None:
        return {}
    try:
        return {each.worklist.name: each.count for each in waiting(locations)}
    except duckdb.CatalogException:
        return {}


def _metrics(entry: HistoryEntry) -> Iterator[str]:
    ended = datetime.fromisoformat(entry.finished_at).timestamp()
    yield from _metric("gongkai_last_run_timestamp_seconds", [("", ended)])
    yield from _metric("gongkai_last_run_exit_status", [("", entry.exit_status)])
    yield from _metric("gongkai_last_run_seconds", [("", entry.seconds)])
    yield from _metric("gongkai_not_acknowledged", [("", entry.not_acknowledged)])
    outcomes = [(f'{{outcome="{name}"}}', int(name == entry.outcome)) for name in OUTCOMES]
    yield from _metric("gongkai_last_run_outcome", outcomes)
    counts = [(f'{{what="{name}"}}', count) for name, count in entry.counts.items()]
    yield from _metric("gongkai_release_count", counts)
    lists = [(f'{{worklist="{name}"}}', count) for name, count in entry.worklists.items()]
    yield from _metric("gongkai_worklist_entries", lists)


def _metric(name: str, samples: Sequence[tuple[str, float]]) -> Iterator[str]:
    yield f"# HELP {name} {_HELP[name]}"
    yield f"# TYPE {name} gauge"
    yield from (f"{name}{labels} {value}" for labels, value in samples)
