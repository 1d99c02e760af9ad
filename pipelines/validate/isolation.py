"""One document never costs another: documents that break a blocking check are set aside.

What is set aside is a frame of validate's own; load leaves these documents out of every table
(visible_frames.py), and everything is checked again. A failure that belongs to no document, and one
that would leave no document at all, stops publication.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import duckdb

from pipelines.frames.storage import SET_ASIDE, frame, read_frame, write_frame
from pipelines.load.candidate import begin_candidate, finish_candidate
from pipelines.locations import Locations
from pipelines.validate.outcomes import ExpectationOutcome
from pipelines.validate.ownership import Owner, owners
from pipelines.validate.suite_files import load_suites
from pipelines.validate.suites import check_candidate, show_stage
from pipelines.validate.ties.checking import check_ties

_LOADED = "SELECT count(*) FROM stage_document WHERE status IN ('loaded', 'template')"


@dataclass
class Verdict:
    """The outcomes on the candidate as it was left, and what was set aside to get there."""

    outcomes: list[ExpectationOutcome]
    set_aside: list[dict[str, Any]] = field(default_factory=list)

    def documents_of(self, rule_id: str) -> list[str]:
        """File names of the documents that were set aside for this rule."""
        return [row["file_name"] for row in self.set_aside if row["rule_id"] == rule_id]


def check_and_isolate(locations: Locations, strict: bool = False) -> Verdict:
    """Check the candidate; set aside the documents that break it, build and check again.

    Ends when nothing blocks, or when what blocks belongs to no document.
    Raises FileNotFoundError when there is no candidate.
    """
    known = _left_out_already(locations)
    verdict = Verdict(check_candidate(locations, strict=strict), known)
    while found := _documents_to_set_aside(locations, verdict.outcomes):
        verdict.set_aside += found
        write_frame(locations.stage, SET_ASIDE, frame(SET_ASIDE, verdict.set_aside))
        begin_candidate(locations)
        check_ties(locations)
        finish_candidate(locations)
        verdict.outcomes = check_candidate(locations, strict=strict)
    return verdict


def _left_out_already(locations: Locations) -> list[dict[str, Any]]:
    """The documents without which the candidate was built: load begins with none."""
    path = locations.stage / f"{SET_ASIDE}.parquet"
    return read_frame(locations.stage, SET_ASIDE).to_dicts() if path.exists() else []


def _documents_to_set_aside(
    locations: Locations, outcomes: Sequence[ExpectationOutcome]
) -> list[dict[str, Any]]:
    """One record a document and rule; none where no failure has an owner, or nothing would remain.

    A failure without an owner may be the consequence of one that has: it is looked at again.
    """
    blocking = [outcome for outcome in outcomes if outcome.outcome == "failed" and outcome.blocks]
    if not blocking:
        return []
    with duckdb.connect(str(locations.candidate), read_only=True) as con:
        show_stage(con, locations)
        (loaded,) = con.execute(_LOADED).fetchone() or (0,)
        found: list[dict[str, Any]] = []
        for outcome in blocking:
            owned = _owners_of(con, outcome)
            if not _is_of_the_table(outcome, len(owned), loaded):
                found += _records(outcome, owned)
    broken = {row["document_id"] for row in found}
    return found if loaded == 1 or len(broken) < loaded else []


def _is_of_the_table(outcome: ExpectationOutcome, owners_found: int, loaded: int) -> bool:
    """A mart that is wrong for most documents is wrong itself: no document is to blame."""
    return outcome.table.startswith("mart.") and owners_found > max(1, loaded / 2)


def _owners_of(con: duckdb.DuckDBPyConnection, outcome: ExpectationOutcome) -> list[Owner]:
    suites = {suite.table: suite for suite in load_suites()}
    suite = suites[outcome.table]
    rules = {rule.rule_id: rule for rule in suite.expectations}
    return owners(con, suite, rules[outcome.rule_id])


def _records(outcome: ExpectationOutcome, owned: Sequence[Owner]) -> Iterator[dict[str, Any]]:
    for owner in owned:
        yield {
            "document_id": owner.document_id,
            "file_name": owner.file_name,
            "rule_id": outcome.rule_id,
            "table_name": outcome.table,
            "reason": f"{owner.file_name}: the check {outcome.rule_id} on {outcome.table} failed:"
            f" {outcome.description} Found: {owner.row}",
        }
