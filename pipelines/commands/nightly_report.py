"""The report of one night on one page: what came in, what changed, what needs a person.

Made from what the release says of itself; how it is sent is up to Dagster's hooks.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import duckdb

from pipelines.commands.set_aside import SetAside
from pipelines.frames.whole_files import write_note, write_whole
from pipelines.locations import Locations
from pipelines.raw.portals.visits import PortalVisit

SHOWN = 20
OUTCOMES = {
    "released": "a new release is being served",
    "nothing_new": "nothing was new",
    "unchanged": "it was built again and nothing differs",
    "not_released": "a check found a defect: nothing was published",
    "failed": "the night ended early: nothing was published",
}
_NEW_DOCUMENTS = """
SELECT document_id, file_name, coalesce(organisation.name_zh, '') AS organisation, fiscal_year,
       phase, status
FROM meta.document LEFT JOIN core.dim_organisation AS organisation USING (organisation_id)
WHERE $is_first OR list_contains($ids, document_id) ORDER BY ALL
"""


@dataclass(frozen=True)
class Change:
    """One fact that differs from the release before: its kind, name and both values."""

    kind: str
    name: str
    outcome: str
    previous: str
    current: str


@dataclass(frozen=True)
class NewDocument:
    """A document that the release before did not have."""

    document_id: str
    file_name: str
    organisation: str
    fiscal_year: int | None
    phase: str | None
    status: str


@dataclass(frozen=True)
class NightlyReport:
    """One night: `outcome` is a key of OUTCOMES, times are UTC in ISO form.

    `changes` are those of mart.build_diff; `seconds` by step. `exit_status` is 1 while anything is
    set aside that nobody has acknowledged, and where `problem` or `blocked_by` say so.
    """

    run_id: str
    started_at: str
    finished_at: str
    outcome: str
    release: str | None
    problem: str | None = None
    portals: list[PortalVisit] = field(default_factory=list)
    blocked_by: list[str] = field(default_factory=list)
    new_documents: list[NewDocument] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    set_aside: list[SetAside] = field(default_factory=list)
    seconds: dict[str, float] = field(default_factory=dict)
    build_run_id: str | None = None

    @property
    def not_acknowledged(self) -> list[SetAside]:
        """What a person has still to look at."""
        return [entry for entry in self.set_aside if not entry.is_acknowledged]

    @property
    def exit_status(self) -> int:
        """0 where nobody needs to look, else 1."""
        return 1 if self.problem or self.blocked_by or self.not_acknowledged else 0

    def record(self) -> dict[str, Any]:
        """All of it as JSON-shaped data."""
        return {**asdict(self), "exit_status": self.exit_status}

    def markdown(self) -> str:
        """One page; what does not fit on it is in the JSON beside it."""
        return "\n".join(_lines(self)) + "\n"


def changes_of(release: Path) -> list[Change]:
    """What the release says of the one before it; nothing where it is the first."""
    content = json.loads((release / "comparison.json").read_text(encoding="utf-8"))
    return [Change(**difference) for difference in content["differences"]]


def new_documents(release: Path, changes: Sequence[Change], is_first: bool) -> list[NewDocument]:
    """The documents that came, as the release knows them: all of them where it is the first."""
    ids = [each.name for each in changes if (each.kind, each.outcome) == ("document", "added")]
    with duckdb.connect(str(release / "gongkai.duckdb"), read_only=True) as con:
        return [
            NewDocument(*row)
            for row in con.execute(_NEW_DOCUMENTS, {"ids": ids, "is_first": is_first}).fetchall()
        ]


def write_report(locations: Locations, report: NightlyReport, release: Path | None) -> Path:
    """Keep the report under its run; beside the release too, where this night made one."""
    folders = [locations.reports / report.run_id, *([release] if release else [])]
    for folder in folders:
        write_note(folder / "nightly.json", report.record())
        write_whole(folder / "nightly.md", report.markdown().encode())
    return folders[0] / "nightly.md"


def _lines(report: NightlyReport) -> Iterator[str]:
    yield f"# Night of {report.started_at}"
    yield ""
    yield f"{OUTCOMES[report.outcome]}. Exit status {report.exit_status}."
    yield f"Release being served: {report.release or 'none yet'}. Finished {report.finished_at}."
    if report.build_run_id:
        yield f"A line for each document: logs/{report.build_run_id}.jsonl."
    if report.problem:
        yield f"\n**Problem:** {report.problem}"
    if report.blocked_by:
        yield f"\n**Blocked by:** {', '.join(report.blocked_by)}"
    yield from _section("Portals", [_visit(each) for each in report.portals])
    documents = [
        f"{each.organisation} {each.fiscal_year or ''} {each.phase or ''} {each.file_name}"
        f" ({each.status})"
        for each in report.new_documents
    ]
    yield from _section("New documents", documents)
    yield from _section("Documents gone", _names(report, "document", "gone"))
    yield from _section("Rows", [_arrow(each) for each in _of(report, "row_count")])
    yield from _section("New findings", _names(report, "finding", "added"))
    yield from _section("Findings gone", _names(report, "finding", "gone"))
    yield from _section(
        "Amounts of leaves", [_arrow(each) for each in _of(report, "leaf_amount_yuan")]
    )
    unseen = [f"{e.file_name} [{e.reason_code}] {e.reason}" for e in report.not_acknowledged]
    yield from _section("Set aside and not acknowledged", unseen)
    yield from _section("Set aside and acknowledged", _acknowledged(report))
    times = sorted(report.seconds.items(), key=lambda item: -item[1])
    yield from _section("Seconds", [f"{name} {seconds:.1f}" for name, seconds in times])


def _visit(visit: PortalVisit) -> str:
    counted = f"found {visit.found}, new {len(visit.new)}, changed {len(visit.changed)}"
    ended = "" if visit.is_complete else "; not seen to its end"
    vanished = f"vanished {len(visit.vanished)}, failed {len(visit.failed)}"
    return f"{visit.portal_id}: {counted}, {vanished}{ended}"


def _section(title: str, entries: Sequence[str]) -> Iterator[str]:
    if not entries:
        return
    yield f"\n## {title}: {len(entries):,}"
    yield from (f"- {_plain(entry)}" for entry in entries[:SHOWN])
    if len(entries) > SHOWN:
        yield f"- and {len(entries) - SHOWN:,} more in nightly.json"


def _plain(entry: str) -> str:
    """A line that is text in Markdown, whatever a file or an office is called."""
    return " ".join(entry.split()).translate({ord(c): f"\\{c}" for c in "\\`*_[]<>|#"})


def _of(report: NightlyReport, kind: str) -> list[Change]:
    return [each for each in report.changes if each.kind == kind]


def _names(report: NightlyReport, kind: str, outcome: str) -> list[str]:
    return [each.name for each in _of(report, kind) if each.outcome == outcome]


def _arrow(change: Change) -> str:
    return f"{change.name} {change.previous} → {change.current}"


def _acknowledged(report: NightlyReport) -> list[str]:
    return [f"{e.file_name} [{e.reason_code}]" for e in report.set_aside if e.is_acknowledged]
