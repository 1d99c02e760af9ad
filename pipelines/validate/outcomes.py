"""What came of each expectation, and the record that binds outcomes to one candidate file.

Running the expectations is in suites.py; deciding to release is in pipelines/publish.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Literal

from pipelines.frames.whole_files import read_note, write_note
from pipelines.locations import Locations

Severity = Literal["critical", "warning", "info"]
Outcome = Literal["passed", "failed", "not_executed"]


@dataclass(frozen=True)
class ExpectationOutcome:
    """One expectation on one table: how many rows broke it, and a few of them."""

    table: str
    rule_id: str
    severity: Severity
    outcome: Outcome
    failing_rows: int
    sample: list[dict[str, Any]]
    description: str
    description_zh: str = ""
    reason: str | None = None

    @property
    def blocks(self) -> bool:
        """Whether publication must stop: a critical failure, or any rule that could not be run."""
        if self.outcome == "not_executed":
            return True
        return self.outcome == "failed" and self.severity == "critical"


@dataclass(frozen=True)
class CheckRecord:
    """The outcomes of all suites on the candidate whose bytes have this sha256."""

    candidate_sha256: str
    outcomes: list[ExpectationOutcome] = field(default_factory=list)

    @property
    def passed(self) -> bool:
        """True when at least one expectation ran and none blocks publication."""
        return bool(self.outcomes) and not any(outcome.blocks for outcome in self.outcomes)


def record_path(locations: Locations) -> Path:
    """Where the outcomes on the present candidate are kept."""
    return locations.stage / "outcomes.json"


def record_outcomes(locations: Locations, outcomes: Iterable[ExpectationOutcome]) -> CheckRecord:
    """Store the outcomes bound to the bytes of the present candidate."""
    record = CheckRecord(_sha256(locations.candidate), list(outcomes))
    write_note(record_path(locations), asdict(record))
    return record


def forget_outcomes(locations: Locations) -> None:
    """Remove the stored outcomes, so that a build that ends early leaves none behind."""
    record_path(locations).unlink(missing_ok=True)


def stored_record(locations: Locations) -> CheckRecord | None:
    """The last outcomes stored, of whatever candidate; None when no suite has run here."""
    content = read_note(record_path(locations))
    if content is None:
        return None
    outcomes = [ExpectationOutcome(**outcome) for outcome in content["outcomes"]]
    return CheckRecord(content["candidate_sha256"], outcomes)


def candidate_passed(locations: Locations, rule_ids: Sequence[str]) -> bool:
    """Whether every one of these rules ran on this very candidate and none of them blocks."""
    record = stored_record(locations)
    if record is None or not locations.candidate.exists():
        return False
    if record.candidate_sha256 != _sha256(locations.candidate):
        return False
    return record.passed and set(rule_ids) <= {outcome.rule_id for outcome in record.outcomes}


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
