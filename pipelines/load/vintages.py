"""Refuses a build in which two documents claim to be one vintage of a disclosure.

What follows from dates and numbers is in warehouse/meta/vintage_order.sql; only the claims of
sidecars that cannot both be true are looked for here.
"""

import duckdb

_CLAIMED_TWICE = """
SELECT document.stated_vintage_at, document.file_name, other.stated_vintage_at, other.file_name,
  document.stated_vintage, built.organisation_id, built.fiscal_year, built.phase, built.scope
FROM meta.vintage_order AS pair
JOIN stage_document AS document ON document.document_id = pair.document_id
JOIN stage_document AS other ON other.document_id = pair.other_document_id
JOIN meta.document AS built ON built.document_id = pair.document_id
WHERE pair.basis = 'stated_twice' AND pair.document_id < pair.other_document_id
ORDER BY ALL LIMIT 1
"""


class StatedVintageError(ValueError):
    """Two documents with different figures claim one vintage; the message names both sidecars."""


def check_stated_vintages(con: duckdb.DuckDBPyConnection) -> None:
    """Raise StatedVintageError for two documents of one disclosure with the same `vintage`.

    Renditions of one vintage, whose figures are all the same, may share a number. `con` has the
    stage frames and the tables of the schema meta.
    """
    found = con.execute(_CLAIMED_TWICE).fetchone()
    if found is None:
        return
    where, name, other_where, other_name, number, *disclosure = found
    raise StatedVintageError(
        f"{where}: {name} claims to be vintage {number} of the disclosure"
        f" {' '.join(map(str, disclosure))}, and so does {other_name} ({other_where}),"
        " whose figures differ. Number them differently."
    )
