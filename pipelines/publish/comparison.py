"""What changed between the previous release and the tables of an open connection.

The previous release is read from its Parquet files, so nobody's database file is opened or locked.
"""

from collections.abc import Callable, Iterable
from decimal import Decimal
from pathlib import Path

import duckdb

from pipelines.load.sql_table import literal

Facts = dict[tuple[str, str], Decimal]
# A finding is known by its rule and place: its id and its document are others in another vintage.
_FINDINGS = """
SELECT concat_ws(' ', rule_id, finding.organisation_id, finding.fiscal_year, finding.phase, scope,
                 form_code, row_label, column_label),
  count(*), sum(coalesce(difference, 0))
FROM {finding} AS finding LEFT JOIN {document} AS document USING (document_id)
GROUP BY ALL
"""
# Sums over leaves of one form are a check sum of what was read, not a figure about anybody.
_LEAF_AMOUNTS = """
SELECT concat_ws(' ', fiscal_year, phase, flow, form_code), sum(amount_yuan)
FROM {relation} WHERE is_current AND line_kind = 'leaf' AND amount_yuan IS NOT NULL
GROUP BY ALL
"""


def compare(
    con: duckdb.DuckDBPyConnection, tables: Iterable[str], previous: Path | None
) -> list[dict[str, object]]:
    """Facts that differ: kind, name, outcome, previous, current; empty without one before.

    The outcome is added, gone or changed. `previous` is the folder of the release before; a table
    it lacks counts as empty.
    """
    if previous is None:
        return []
    names = list(tables)
    parquet = previous / "parquet"
    before = _facts(con, names, lambda name: _stored(parquet / f"{name}.parquet"))
    now = _facts(con, names, lambda name: name)
    changes = (_change(*key, before.get(key), now.get(key)) for key in sorted(before | now))
    return [change for change in changes if change is not None]


def _change(
    kind: str, name: str, before: Decimal | None, now: Decimal | None
) -> dict[str, object] | None:
    outcome = "added" if before is None else "gone" if now is None else "changed"
    previous, current = before or Decimal(0), now or Decimal(0)
    if kind == "finding_difference":
        # that a finding came or went is told by its count
        is_told = outcome == "changed" and previous != current
    else:
        is_told = previous != current
    facts: dict[str, object] = {"kind": kind, "name": name, "outcome": outcome}
    return facts | {"previous": previous, "current": current} if is_told else None


def _stored(path: Path) -> str | None:
    return f"read_parquet({literal(str(path))})" if path.exists() else None


def _facts(
    con: duckdb.DuckDBPyConnection, names: list[str], relation_of: Callable[[str], str | None]
) -> Facts:
    facts: Facts = {}
    for name in names:
        if relation := relation_of(name):
            counted = con.execute(f"SELECT count(*) FROM {relation}").fetchone()
            facts["row_count", name] = Decimal(counted[0] if counted else 0)
    if relation := relation_of("core.fct_amount"):
        for name, amount in con.execute(_LEAF_AMOUNTS.format(relation=relation)).fetchall():
            facts["leaf_amount_yuan", name] = amount
    document, finding = relation_of("meta.document"), relation_of("quality.finding")
    if document:
        for (document_id,) in con.execute(f"SELECT document_id FROM {document}").fetchall():
            facts["document", document_id] = Decimal(1)
    if document and finding:
        found = con.execute(_FINDINGS.format(finding=finding, document=document)).fetchall()
        for name, count, difference in found:
            facts["finding", name] = Decimal(count)
            facts["finding_difference", name] = difference
    return facts
