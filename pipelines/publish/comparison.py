"""What changed between the previous release and the tables of an open connection.

The previous release is read from its Parquet files, so nobody's database file is opened or locked.
"""

from collections.abc import Callable, Iterable
from decimal import Decimal
from pathlib import Path

import duckdb

from pipelines.publish.table_build import literal

Facts = dict[tuple[str, str], Decimal]
# Sums over leaves of one form are a check sum of what was read, not a figure about anybody.
_LEAF_AMOUNTS = """
SELECT concat_ws(' ', fiscal_year, phase, flow, form_code), sum(amount_yuan)
FROM {relation} WHERE is_current AND line_kind = 'leaf' AND amount_yuan IS NOT NULL
GROUP BY ALL
"""


def compare(
    con: duckdb.DuckDBPyConnection, tables: Iterable[str], previous: Path | None
) -> list[dict[str, object]]:
    """Facts that differ: kind, name, previous, current; empty without a previous release.

    `previous` is the folder of the release before; a table it lacks counts as empty.
    """
    if previous is None:
        return []
    names = list(tables)
    parquet = previous / "parquet"
    before = _facts(con, names, lambda name: _stored(parquet / f"{name}.parquet"))
    now = _facts(con, names, lambda name: name)
    zero = Decimal(0)
    return [
        {
            "kind": kind,
            "name": name,
            "previous": before.get((kind, name), zero),
            "current": now.get((kind, name), zero),
        }
        for kind, name in sorted(before.keys() | now.keys())
        if before.get((kind, name), zero) != now.get((kind, name), zero)
    ]


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
    if relation := relation_of("meta.document"):
        for (document_id,) in con.execute(f"SELECT document_id FROM {relation}").fetchall():
            facts["document", document_id] = Decimal(1)
    return facts
