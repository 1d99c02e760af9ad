"""What a warehouse file holds, counted: the same for a release and for a candidate."""

from dataclasses import dataclass
from typing import Any

import duckdb

from pipelines.commands.language import say
from pipelines.commands.terminal import labelled

_COUNTS = """
SELECT (SELECT count(*) FROM meta.document WHERE status = 'loaded') AS documents_loaded,
       (SELECT count(*) FROM meta.document WHERE status = 'template') AS templates,
       (SELECT count(*) FROM meta.document WHERE status = 'quarantined') AS documents_quarantined,
       (SELECT count(*) FROM meta.document WHERE status = 'removed') AS documents_removed,
       (SELECT count(*) FROM core.fct_amount) AS statements,
       (SELECT count(DISTINCT (document_id, form_code)) FROM core.fct_amount) AS forms,
       (SELECT count(*) FROM quality.table_number) AS numbers_in_tables,
       (SELECT count(*) FROM quality.table_number
        WHERE class IN ('unclaimed', 'quarantined', 'other_table')) AS numbers_unread
"""

_DOCUMENTS = """
SELECT coalesce(organisation.name_zh, '') AS organisation, document.fiscal_year, document.phase,
       document.scope, document.status, document.set_aside_reason, document.file_name,
       document.retrieved_at::VARCHAR AS retrieved_at
FROM meta.document AS document LEFT JOIN core.dim_organisation AS organisation
  USING (organisation_id)
ORDER BY ALL
"""

_QUARANTINE = """
SELECT file_name, stage, page, reason_code, reason FROM quality.quarantine
ORDER BY file_name, page NULLS FIRST, reason_code
"""


@dataclass(frozen=True)
class Summary:
    """Counts and the list of what was quarantined; the names of `counts` say what is counted."""

    counts: dict[str, int]
    quarantined: list[dict[str, Any]]

    @property
    def lines(self) -> list[str]:
        """The counts in words, one line for each thing."""
        counts = self.counts
        documents, entries = counts["documents_quarantined"], len(self.quarantined)
        statements, forms = counts["statements"], counts["forms"]
        unread, printed = counts["numbers_unread"], counts["numbers_in_tables"]
        return [
            labelled("documents_loaded", f"{counts['documents_loaded']:,}"),
            labelled("templates", f"{counts['templates']:,}"),
            labelled("quarantined", say("of_quarantined", documents=documents, entries=entries)),
            labelled("removed", f"{counts['documents_removed']:,}"),
            labelled("statements", say("in_forms", statements=statements, forms=forms)),
            labelled("numbers_unread", say("of_printed", unread=unread, printed=printed)),
        ]


def summarise(con: duckdb.DuckDBPyConnection) -> Summary:
    """Count what the file behind `con` holds."""
    return Summary(records(con, _COUNTS)[0], records(con, _QUARANTINE))


def documents(con: duckdb.DuckDBPyConnection) -> list[dict[str, Any]]:
    """One record per document: whose it is, of what year and phase, and since when it is here."""
    return records(con, _DOCUMENTS)


def records(con: duckdb.DuckDBPyConnection, sql: str) -> list[dict[str, Any]]:
    """The rows of a query as dictionaries."""
    rows = con.execute(sql)
    names = [column[0] for column in rows.description or []]
    return [dict(zip(names, row, strict=True)) for row in rows.fetchall()]
