"""What is waiting for a person in the release being served, counted, with the first rows of each.

What an entry means is said by the table it stands in; what to do with it in docs/operations.md.
"""

from dataclasses import dataclass

import duckdb

from pipelines.locations import Locations
from pipelines.publish.retention import current_release

SHOWN = 20
DATABASE = "gongkai.duckdb"


@dataclass(frozen=True)
class Worklist:
    """A list by its name, what it holds, and the query whose rows are its entries."""

    name: str
    description: str
    sql: str


@dataclass(frozen=True)
class Waiting:
    """How many entries a worklist has now, with the first of them as printed text."""

    worklist: Worklist
    count: int
    columns: tuple[str, ...]
    first: tuple[tuple[str, ...], ...]

    @property
    def markdown(self) -> str:
        """The first entries as a table."""
        lines = [self.columns, tuple("---" for _ in self.columns), *self.first]
        return "\n".join("| " + " | ".join(line) + " |" for line in lines)


WORKLISTS = (
    Worklist(
        "unmatched_organisations",
        "Printed names that are in no register; a person adds a line. 待登记的单位名称。",
        "SELECT name_printed, outcome, documents, candidate_name"
        " FROM quality.organisation_worklist ORDER BY documents DESC, name_printed",
    ),
    Worklist(
        "unknown_codes",
        "Codes that the book of their year lacks. 代码簿没有的科目代码。",
        "SELECT code_system, code, fiscal_year, any_value(printed_name) AS printed_name,"
        " count(DISTINCT document_id) AS documents FROM quality.code_name_check"
        " WHERE outcome = 'unknown_code' GROUP BY ALL"
        " ORDER BY documents DESC, code_system, code, fiscal_year",
    ),
    Worklist(
        "readings",
        "Forms and tables whose reading is not proved; gongkai trace WORKLIST_ID --png FILE draws"
        " the place. 待看的表格读法。",
        "SELECT worklist_id, file_name, title, page, amounts, reason FROM quality.reading_worklist"
        " ORDER BY amounts DESC, worklist_id",
    ),
    Worklist(
        "unclaimed_numbers",
        "Printed numbers that are in no row and in no class, by document. 未入账的数字。",
        "SELECT file_name, count(*) AS numbers FROM quality.number_census"
        " JOIN meta.document USING (document_id) WHERE class = 'unclaimed'"
        " GROUP BY ALL ORDER BY numbers DESC, file_name",
    ),
    Worklist(
        "documents_set_aside",
        "Documents that are in no table, each with its reason. 被隔离的文件。",
        "SELECT document_id, file_name, set_aside_reason FROM meta.document"
        " WHERE status = 'quarantined' ORDER BY file_name, document_id",
    ),
)


def waiting(locations: Locations) -> list[Waiting]:
    """All worklists of the release being served; FileNotFoundError before the first release."""
    release = current_release(locations)
    if release is None:
        raise FileNotFoundError(f"no release is being served in {locations.warehouse}")
    with duckdb.connect(str(release / DATABASE), read_only=True) as con:
        return [_waiting(con, each) for each in WORKLISTS]


def _waiting(con: duckdb.DuckDBPyConnection, worklist: Worklist) -> Waiting:
    (count,) = con.execute(f"SELECT count(*) FROM ({worklist.sql})").fetchone() or (0,)
    found = con.execute(f"{worklist.sql} LIMIT {SHOWN}")
    columns = tuple(column[0] for column in found.description or [])
    first = tuple(tuple(_cell(value) for value in row) for row in found.fetchall())
    return Waiting(worklist, count, columns, first)


def _cell(value: object) -> str:
    return "" if value is None else " ".join(str(value).split()).replace("|", "\\|")
