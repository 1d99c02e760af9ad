"""A mart that states departments and units is two tables, so that nobody adds the two by accident.

Which scope is served is told by `internal.default_scope`; reading SQL files is in sql_table.py.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipelines.load.sql_table import SqlTable


def one_scope(file: SqlTable) -> tuple[SqlTable, ...]:
    """The file itself; with `default_scope` all scopes in `by_scope` and one of them in `mart`."""
    if not file.default_scope:
        return (file,)
    # execution has no phase of its own: it is that of the final accounts
    by_phase = any(column.name == "phase" for column in file.columns)
    condition, last = ("", "phase, scope") if by_phase else (" WHERE phase = 'final'", "scope")
    served = f"(FROM internal.default_scope{condition}) AS served"
    keys = f"organisation_id, fiscal_year, {last}"
    query = f"FROM by_scope.{file.name} SEMI JOIN {served} USING ({keys})"
    return (replace(file, schema="by_scope"), replace(file, sql=query))
