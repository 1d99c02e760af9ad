"""Stage frames as the tables see them, with what validate found out laid over them.

What belongs to a document that was set aside is left out, and a reading that a tie chose takes the
place of the first one. The frames on disk are never changed by this. Which documents are set aside
is known from the frame `document` (one that conform could not read, or that a person removed) and
from the frame `set_aside` (one whose rows broke a check); readings from the frame `tie_reading`.
"""

from collections.abc import Iterable
from pathlib import Path

import duckdb

from pipelines.frames.storage import SET_ASIDE, TIE_SCHEMAS, frame, write_frame
from pipelines.load.sql_table import literal

# Where a check on one of these broke, what the document says of itself cannot be relied on.
_ABOUT_IDENTITY = ("meta.", "core.dim_", "core.organisation_", "quality.organisation_")
_IDENTITY = ("organisation_name", "fiscal_year", "phase", "scope")
_PLAIN = tuple(TIE_SCHEMAS)

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
_STATEMENT = """
CREATE OR REPLACE TEMP VIEW stage_statement AS
SELECT stated.* REPLACE (
  coalesce(chosen.amount_yuan, stated.amount_yuan) AS amount_yuan,
  coalesce(chosen.printed_text, stated.printed_text) AS printed_text,
  coalesce(chosen.printed_decimals, stated.printed_decimals) AS printed_decimals)
FROM read_parquet({path}) AS stated LEFT JOIN tie_reading AS chosen USING (statement_id)
WHERE document_id NOT IN (FROM document_left_out)
"""
_READING_CHOICE = """
CREATE OR REPLACE TEMP VIEW stage_reading_choice AS
SELECT choice.* REPLACE (
  CASE WHEN chosen.statement_id IS NULL THEN is_chosen
       ELSE candidate_text = chosen.printed_text END AS is_chosen,
  CASE WHEN chosen.statement_id IS NULL THEN chosen_by
       WHEN candidate_text = chosen.printed_text THEN 'tie' END AS chosen_by,
  CASE WHEN candidate_text = chosen.printed_text THEN chosen.tie_id END AS tie_id)
FROM read_parquet({path}) AS choice LEFT JOIN tie_reading AS chosen USING (statement_id)
WHERE document_id NOT IN (FROM document_left_out)
"""
# A claim of a text may be about a figure of another part of its disclosure, which was set aside.
_CLAIM = """
CREATE OR REPLACE TEMP VIEW stage_claim AS
WITH unseen AS (
  SELECT statement_id AS unseen_id FROM read_parquet({statements})
  WHERE document_id IN (FROM document_left_out)
)
SELECT * REPLACE (
  CASE WHEN statement_id NOT IN (FROM unseen) THEN statement_id END AS statement_id,
  CASE WHEN denominator_statement_id NOT IN (FROM unseen)
       THEN denominator_statement_id END AS denominator_statement_id)
FROM read_parquet({path}) WHERE document_id NOT IN (FROM document_left_out)
"""
_FACTS = """
CREATE OR REPLACE TEMP VIEW stage_{name} AS
FROM read_parquet({path}) WHERE document_id NOT IN (FROM document_left_out)
"""

_OWN_VIEW = {
    "quarantine": _QUARANTINE,
    "statement": _STATEMENT,
    "reading_choice": _READING_CHOICE,
}


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
    _register_overlay(con, folder, "tie_reading")
    for name in asked:
        con.execute(_view(name, folder))


def forget_set_aside(folder: Path) -> None:
    """Begin a build with no document set aside by a check."""
    write_frame(folder, SET_ASIDE, frame(SET_ASIDE, []))


def forget_readings(folder: Path) -> None:
    """Begin with every figure as it was first read: what ties chose was of an earlier build."""
    write_frame(folder, "tie_reading", frame("tie_reading", []))


def _path(folder: Path, name: str) -> Path:
    return folder / f"{name}.parquet"


def _register_set_aside(con: duckdb.DuckDBPyConnection, folder: Path) -> None:
    """The temporary tables set_aside, document_set_aside and document_left_out."""
    _register_overlay(con, folder, SET_ASIDE)
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


def _register_overlay(con: duckdb.DuckDBPyConnection, folder: Path, name: str) -> None:
    """A small frame of validate as a temporary table; an empty one where it was never written."""
    if not _path(folder, name).exists():
        write_frame(folder, name, frame(name, []))
    path = literal(str(_path(folder, name)))
    con.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS FROM read_parquet({path})")


def _view(name: str, folder: Path) -> str:
    path, statements = literal(str(_path(folder, name))), _path(folder, "statement")
    if name == "document":
        masked = (
            f"CASE WHEN NOT coalesce(is_about_identity, false) THEN {column} END AS {column}"
            for column in _IDENTITY
        )
        return _DOCUMENT.format(path=path, identity=", ".join(masked))
    if name == "claim" and statements.exists():
        return _CLAIM.format(path=path, statements=literal(str(statements)))
    if name in _PLAIN:
        return f"CREATE OR REPLACE TEMP VIEW stage_{name} AS FROM read_parquet({path})"
    return _OWN_VIEW.get(name, _FACTS).format(name=name, path=path)
