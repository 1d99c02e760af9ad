"""All ties and rules over the stage frames of a warehouse: findings, runs, ties of each statement.

The steps are in the modules beside this one; this one opens the tables and stores what came out.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from pipelines.frames.storage import SCHEMAS, frame, write_frame
from pipelines.load.sources import register_codes
from pipelines.load.visible_frames import forget_readings, register_frames
from pipelines.locations import CODES, RULES, TIES, Locations
from pipelines.validate.ties.evaluation import evaluate
from pipelines.validate.ties.figures import create_figures
from pipelines.validate.ties.findings import findings
from pipelines.validate.ties.one_cell import Instance, ToldCell, told_cells
from pipelines.validate.ties.readings import (
    choose_readings,
    has_doubts,
    record_choices,
)
from pipelines.validate.ties.roots import with_roots
from pipelines.validate.ties.rules import applicable, broken_rules
from pipelines.validate.ties.suspicions import take_back_suspected
from pipelines.validate.ties.tie_files import Rule, Tie, load_rules, load_ties

Record = dict[str, Any]
# A figure that was settled can settle the next one.
ROUNDS = 3
_PARTS = """
CREATE OR REPLACE TEMP VIEW parts AS
SELECT one.document_id, other.document_id AS part_id
FROM meta.document AS one JOIN meta.document AS other
  ON other.document_id = one.document_id OR other.disclosure_id = one.disclosure_id
WHERE one.is_current AND other.is_current
"""
_RUNS = """
SELECT document.document_id,
  count(tie_check.instance) AS checks,
  count(*) FILTER (is_broken) AS failing_checks,
  (SELECT min(reason) FROM not_applicable
   WHERE tie_id = $tie AND not_applicable.document_id = document.document_id) AS reason
FROM meta.document AS document
LEFT JOIN tie_check ON tie_check.document_id = document.document_id AND tie_id = $tie
WHERE document.is_current
GROUP BY document.document_id ORDER BY document.document_id
"""
# A tie that holds proves a figure by at least two others, printed elsewhere and not zero: one
# alone may be a copy. A broken one contradicts the cell that is known to be wrong, and clears the
# others; where none is known, it contradicts the figure on its left, unless another sum holds it.
_TIES_OF_STATEMENTS = """
WITH term AS (
  SELECT tie_check.*, figure_id, figure_kind,
    CASE WHEN told_cell.tie_id IS NULL THEN left_id ELSE told_cell.cell_id END AS blamed_id,
    told_cell.cell_id IS NOT NULL AS is_known,
    count(DISTINCT (page, top, x0)) FILTER (value <> 0) OVER sides AS places,
    relation = 'equal' AS is_sum
  FROM operand JOIN tie_check USING (tie_id, instance, alternative)
  JOIN tie_relation USING (tie_id) JOIN figure USING (figure_id)
  LEFT JOIN told_cell USING (tie_id, instance)
  WINDOW sides AS (PARTITION BY tie_id, instance)
)
SELECT figure_id AS statement_id,
  count(DISTINCT (tie_id, instance)) FILTER (NOT is_broken AND is_sum AND places > 2) AS ties_held,
  count(DISTINCT (tie_id, instance)) FILTER (is_broken AND figure_id = blamed_id) AS ties_broken,
  count(DISTINCT (tie_id, instance)) FILTER (
    is_broken AND is_known AND figure_id <> blamed_id) AS ties_cleared
FROM term WHERE figure_kind = 'statement'
GROUP BY figure_id ORDER BY figure_id
"""


@dataclass(frozen=True)
class TieReport:
    """How many relations were checked, and how many of them are broken."""

    checks: int
    broken: int
    findings: int


def check_ties(locations: Locations, ties: Path = TIES, rules: Path = RULES) -> TieReport:
    """Check everything; writes the stage frames tie_reading, finding, rule_run and statement_tie.

    Reads documents and dimensions from the candidate that was begun. Raises FileNotFoundError
    without stage frames or candidate, TieFileError for a bad tie or rule file.
    """
    if not locations.unfinished_candidate.exists():
        raise FileNotFoundError(f"no candidate was begun at {locations.unfinished_candidate}")
    forget_readings(locations.stage)
    with duckdb.connect(str(locations.unfinished_candidate), read_only=True) as con:
        register_frames(con, locations.stage, SCHEMAS)
        register_codes(con, CODES)
        stated = load_ties(ties)
        _settle_doubts(con, locations.stage, stated)
        return check_figures(con, locations.stage, stated, load_rules(rules))


def _settle_doubts(con: duckdb.DuckDBPyConnection, folder: Path, ties: Sequence[Tie]) -> None:
    """Let the ties choose among the readings of scanned figures, as long as they do."""
    for _ in range(ROUNDS):
        if not has_doubts(con):
            return
        create_figures(con)
        evaluate(con, ties)
        chosen = choose_readings(con)
        if not chosen:
            return
        record_choices(folder, chosen)
        register_frames(con, folder, ("statement", "reading_choice"))


def check_figures(
    con: duckdb.DuckDBPyConnection, folder: Path, ties: Sequence[Tie], rules: Sequence[Rule]
) -> TieReport:
    """Check what the open tables hold, and store the frames in `folder`."""
    con.execute(_PARTS)
    create_figures(con)
    evaluate(con, ties)
    take_back_suspected(con, ties)
    cells = told_cells(con)
    found = findings(con, {tie.tie_id: tie for tie in ties}, cells)
    by_rule = {rule.rule_id: broken_rules(con, rule) for rule in rules}
    found += [finding for broken in by_rule.values() for finding in broken]
    runs = [run for tie in ties for run in _runs_of_tie(con, tie)]
    runs += [run for rule in rules for run in _runs_of_rule(con, rule, by_rule[rule.rule_id])]
    owners = dict(con.execute("SELECT document_id, organisation_id FROM meta.document").fetchall())
    rooted = [each | {"organisation_id": owners[each["document_id"]]} for each in with_roots(found)]
    write_frame(folder, "finding", frame("finding", _in_order(rooted)))
    write_frame(folder, "rule_run", frame("rule_run", runs))
    blamed = _blamed(found, cells)
    write_frame(folder, "statement_tie", frame("statement_tie", _ties_of_statements(con, blamed)))
    checks = sum(run["checks"] for run in runs)
    return TieReport(checks, sum(run["failing_checks"] for run in runs), len(rooted))


def _blamed(
    found: Sequence[Record], cells: Mapping[Instance, ToldCell]
) -> dict[Instance, str | None]:
    """The figure that a break is laid on where that is not the one on its left; None for nobody."""
    of_causes: dict[Instance, str | None] = {
        each["instance"]: each["culprit"]
        for each in found
        if "instance" in each and each["cause"] and each["culprit"] != each["statement_ids"][0]
    }
    nobody = {name: None for name, cell in cells.items() if cell.is_confirmed}
    told = {name: cell.figure_id for name, cell in cells.items() if not cell.is_confirmed}
    return nobody | of_causes | told


def _ties_of_statements(
    con: duckdb.DuckDBPyConnection, blamed: Mapping[Instance, str | None]
) -> list[Record]:
    con.execute(
        "CREATE OR REPLACE TEMP TABLE told_cell (tie_id VARCHAR, instance VARCHAR, cell_id VARCHAR)"
    )
    if blamed:
        rows = [[*name, blamed[name]] for name in sorted(blamed)]
        con.executemany("INSERT INTO told_cell VALUES (?, ?, ?)", rows)
    names = ("statement_id", "ties_held", "ties_broken", "ties_cleared")
    rows = con.execute(_TIES_OF_STATEMENTS).fetchall()
    return [dict(zip(names, row, strict=True)) for row in rows]


def _runs_of_tie(con: duckdb.DuckDBPyConnection, tie: Tie) -> list[Record]:
    rows = con.execute(_RUNS, {"tie": tie.tie_id}).fetchall()
    return [_run(tie.tie_id, tie, *row) for row in rows]


def _run(
    rule_id: str, said: Tie | Rule, document_id: str, checks: int, failing: int, reason: str | None
) -> Record:
    outcome = "failed" if failing else "passed" if checks else "not_executed"
    if not checks and reason:
        outcome = "not_applicable"
    missing = "the document has no figures for it" if outcome == "not_executed" else None
    return {
        "rule_id": rule_id,
        "document_id": document_id,
        "severity": said.severity,
        "outcome": outcome,
        "checks": checks,
        "failing_checks": failing,
        "reason": reason if outcome == "not_applicable" else missing,
        "description_zh": said.zh,
        "description_en": said.en,
    }


def _runs_of_rule(
    con: duckdb.DuckDBPyConnection, rule: Rule, broken: Sequence[Record]
) -> list[Record]:
    applies = applicable(con, rule)
    rows = con.execute(
        "SELECT document_id FROM meta.document WHERE is_current ORDER BY document_id"
    ).fetchall()
    failing = [finding["document_id"] for finding in broken]
    runs = []
    for (document_id,) in rows:
        is_asked = document_id in applies
        count = failing.count(document_id)
        reason = None if is_asked else f"rule of documents where {rule.applies}"
        runs.append(_run(rule.rule_id, rule, document_id, int(is_asked), count, reason))
    return runs


def _in_order(found: Sequence[Record]) -> list[Record]:
    return sorted(found, key=lambda each: (each["document_id"], each["finding_id"]))
