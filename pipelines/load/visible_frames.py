"""Stage frames as the tables see them: what belongs to a document that was set aside is left out.

The frames on disk are never changed by this. Which documents are set aside is known from the frame
`document` (a document that conform could not read, or that a person removed) and from the frame
`set_aside` (a document whose rows broke a check, written by validate).
"""

from collections.abc import Iterable
from pathlib import Path

import duckdb

from pipelines.frames.schemas import SET_ASIDE_SCHEMA
from pipelines.frames.storage import SET_ASIDE, frame, write_frame
from pipelines.load.sql_table import literal

# Where a check on one of these broke, what the document says of itself cannot be relied on.
_ABOUT_IDENTITY = ("meta.", "core.dim_", "core.organisation_", "quality.organisation_")
_IDENTITY = ("organisation_name", "fiscal_year", "phase", "scope")
_PLAIN = ("document", "quarantine", "finding", "rule_run", "statement_tie")

_DOCUMENT = """
CREATE OR REPLACE TEMP VIEW stage_document AS
SELECT document.* REPLACE ({identity},
  CASE WHEN broken.document_id IS NULL THEN status ELSE 'quarantined' END AS status)
FROM read_parquet({path}) AS document LEFT JOIN document_set_aside AS broken USING (document_id)
"""
_QUARANTINE = """
CREATE OR REPLACE TEMP VIEW stage_quarantine AS
FROM read_parquet({path})
WHERE NOT coalesce(document_id IN (
  SELECT document_id FROM set_aside WHERE table_name = 'quality.quarantine'), false)
UNION ALL BY NAME
SELECT sha256(document_id || rule_id)[:20] AS quarantine_id, document_id, file_name,
  'validate' AS stage, rule_id AS reason_code, reason
FROM set_aside
"""
_FACTS = """
CREATE OR REPLACE TEMP VIEW stage_{name} AS
FROM read_parquet({path}) WHERE document_id NOT IN (FROM document_left_out)
"""


def register_frames(
    con: duckdb.DuckDBPyConnection, folder: Path, names: Iterable[str], may_miss: bool = False
) -> None:
    """`stage_<name>` for each named frame of `folder`.

    Raises FileNotFoundError for one that is missing, unless it `may_miss`.
    """
    asked = [name for name in names if not (may_miss and not _path(folder, name).exists())]
    for name in asked:
        if not _path(folder, name).exists():
            path = _path(folder, name)
            raise FileNotFoundError(f"no stage frame {path}: run the stages before this one first")
    _register_set_aside(con, folder)
    for name in asked:
        con.execute(_view(name, literal(str(_path(folder, name)))))


def forget_set_aside(folder: Path) -> None:
    """Begin a build with no document set aside by a check."""
    write_frame(folder, SET_ASIDE, frame(SET_ASIDE, []))


def _path(folder: Path, name: str) -> Path:
    return folder / f"{name}.parquet"


def _register_set_aside(con: duckdb.DuckDBPyConnection, folder: Path) -> None:
    """The temporary tables set_aside, document_set_aside and document_left_out."""
    path = _path(folder, SET_ASIDE)
    columns = ", ".join(f"{column} VARCHAR" for column in SET_ASIDE_SCHEMA)
    con.execute(f"CREATE OR REPLACE TEMP TABLE set_aside ({columns})")
    if path.exists():
        con.execute(f"INSERT INTO set_aside FROM read_parquet({literal(str(path))})")
    about = " OR ".join(f"starts_with(table_name, '{prefix}')" for prefix in _ABOUT_IDENTITY)
    con.execute(
        "CREATE OR REPLACE TEMP TABLE document_set_aside AS"
        f" SELECT document_id, bool_or({about}) AS is_about_identity FROM set_aside GROUP BY ALL"
    )
    con.execute(
        "CREATE OR REPLACE TEMP TABLE document_left_out AS SELECT document_id FROM set_aside"
    )
    documents = _path(folder, "document")
    if documents.exists():
        con.execute(
            "INSERT INTO document_left_out SELECT document_id"
            f" FROM read_parquet({literal(str(documents))})"
            " WHERE status IN ('quarantined', 'removed')"
        )


def _view(name: str, path: str) -> str:
    if name == "document":
        masked = (
            f"CASE WHEN NOT coalesce(is_about_identity, false) THEN {column} END AS {column}"
            for column in _IDENTITY
        )
        return _DOCUMENT.format(path=path, identity=", ".join(masked))
    if name == "quarantine":
        return _QUARANTINE.format(path=path)
    if name in _PLAIN:
        return f"CREATE OR REPLACE TEMP VIEW stage_{name} AS FROM read_parquet({path})"
    return _FACTS.format(name=name, path=path)
