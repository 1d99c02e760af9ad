"""Relations that SQL files read by a bare name, given to one DuckDB connection as temporary ones.

`stage_<frame>` are the frames of the conform stage (visible_frames.py), `code_<name>` the files
warehouse/codes/<name>.csv (all columns text), `source_division` and `source_division_name` are
GB/T 2260, `source_organisation_match` what printed names come to, `build_fact` one row about the
build itself, `check_outcome` and `build_comparison` are what is known only after the candidate was
built.
"""

import hashlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb
import polars as pl

from pipelines.conform.divisions import divisions, unique_prefixes
from pipelines.frames.storage import SCHEMAS, TIE_SCHEMAS
from pipelines.load.code_file_checks import check_files
from pipelines.load.code_files import CodeFile, parse_code_file, texts_of
from pipelines.load.organisation_matching import RegisteredName, match_names
from pipelines.load.sql_table import literal
from pipelines.load.succession_checks import check_successions
from pipelines.load.visible_frames import register_frames
from pipelines.locations import CODES, TABLES, Locations

_CHECK_OUTCOME = {
    "table_name": "VARCHAR",
    "rule_id": "VARCHAR",
    "severity": "VARCHAR",
    "outcome": "VARCHAR",
    "failing_rows": "BIGINT",
    "description_zh": "VARCHAR",
    "description_en": "VARCHAR",
    "reason": "VARCHAR",
    "statement_ids": "VARCHAR[]",
}
_COMPARISON = {
    "kind": "VARCHAR",
    "name": "VARCHAR",
    "outcome": "VARCHAR",
    "previous": "DECIMAL(38, 2)",
    "current": "DECIMAL(38, 2)",
}
_DIVISION = {
    "division_code": "VARCHAR",
    "name_zh": "VARCHAR",
    "revision": "VARCHAR",
    "is_current": "BOOLEAN",
}
_DIVISION_NAME = {"name_prefix": "VARCHAR", "division_code": "VARCHAR"}
_MATCH = {
    "name_printed": "VARCHAR",
    "division_code": "VARCHAR",
    "organisation_id": "VARCHAR",
    "organisation_name": "VARCHAR",
    "score": "DECIMAL(5, 2)",
    "method": "VARCHAR",
    "outcome": "VARCHAR",
    "spelling_of": "VARCHAR",
}


def register_sources(
    con: duckdb.DuckDBPyConnection, locations: Locations, names: Collection[str]
) -> None:
    """Make the named source relations visible on `con`; outcomes and comparison are empty.

    Raises FileNotFoundError for a missing stage frame, CodeFileError for a bad code file.
    """
    frames = [name for name in (*SCHEMAS, *TIE_SCHEMAS) if f"stage_{name}" in names]
    if "source_organisation_match" in names and "document" not in frames:
        frames.append("document")
    register_frames(con, locations.stage, frames)
    register_codes(con, CODES)
    if "source_division" in names or "source_division_name" in names:
        register_divisions(con)
    if "source_organisation_match" in names:
        register_matches(con)
    if "build_fact" in names:
        _register_build_fact(con, locations)
    register_outcomes(con, [])
    register_comparison(con, [])


def register_codes(con: duckdb.DuckDBPyConnection, folder: Path) -> None:
    """One text table `code_<name>` for each CSV file; an empty field is null.

    Raises CodeFileError where a file contradicts itself or another.
    """
    for file in _sound_files(tuple(texts_of(path) for path in sorted(folder.glob("*.csv")))):
        # the columns are known: DuckDB need not look for them, which costs more than reading
        columns = ", ".join(f"'{column}': 'VARCHAR'" for column in file.columns)
        how = f"columns={{{columns}}}, auto_detect=false, header=true, delim=',', quote='\"'"
        source = f"read_csv({literal(str(file.path))}, {how}, escape='\"', nullstr='')"
        con.execute(f"CREATE OR REPLACE TEMP TABLE code_{file.name} AS FROM {source}")


@lru_cache(maxsize=2)
def _sound_files(texts: tuple[tuple[Path, str, str], ...]) -> tuple[CodeFile, ...]:
    """The code files of these texts; a build asks for the same ones again and again."""
    files = {path.stem: parse_code_file(path, text, said) for path, text, said in texts}
    check_files(files)
    check_successions(files)
    return tuple(files.values())


def register_outcomes(
    con: duckdb.DuckDBPyConnection, outcomes: Iterable[Mapping[str, Any]]
) -> None:
    """`check_outcome`: one row per rule and table, with the keys of _CHECK_OUTCOME."""
    _register_rows(con, "check_outcome", _CHECK_OUTCOME, list(outcomes))


def register_comparison(
    con: duckdb.DuckDBPyConnection, differences: Iterable[Mapping[str, Any]]
) -> None:
    """`build_comparison`: kind, name, outcome, value in the previous release, value now."""
    _register_rows(con, "build_comparison", _COMPARISON, list(differences))


def _register_rows(
    con: duckdb.DuckDBPyConnection,
    name: str,
    types: Mapping[str, str],
    rows: Sequence[Mapping[str, Any]],
) -> None:
    """Through a Parquet file: bound values and frames make DuckDB import pandas, literals cost
    thirty times as much."""
    columns = ", ".join(f"{column} {kind}" for column, kind in types.items())
    con.execute(f"CREATE OR REPLACE TEMP TABLE {name} ({columns})")
    if not rows:
        return
    frame = pl.DataFrame({column: [row[column] for row in rows] for column in types})
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"{name}.parquet"
        frame.write_parquet(path, compression="uncompressed")
        con.execute(f"INSERT INTO {name} FROM read_parquet({literal(str(path))})")


def register_divisions(con: duckdb.DuckDBPyConnection) -> None:
    """`source_division` and `source_division_name`: GB/T 2260, and names that begin others."""
    rows = [
        {
            "division_code": division.division_code,
            "name_zh": division.name_zh,
            "revision": division.revision,
            "is_current": division.is_current,
        }
        for division in divisions().values()
    ]
    _register_rows(con, "source_division", _DIVISION, rows)
    names = [
        {"name_prefix": name, "division_code": code} for name, code in unique_prefixes().items()
    ]
    _register_rows(con, "source_division_name", _DIVISION_NAME, names)


def register_matches(con: duckdb.DuckDBPyConnection) -> None:
    """`source_organisation_match`: one row per name in stage_document, compared with the register.

    Reads stage_document and code_organisations; columns as OrganisationMatch.
    """
    named = con.execute(
        "SELECT DISTINCT organisation_name FROM stage_document WHERE organisation_name IS NOT NULL"
    ).fetchall()
    registered = con.execute(
        "SELECT organisation_id, name_zh, name_zh, false, division_code FROM code_organisations"
        " UNION ALL SELECT organisation_id, name_zh, unnest(string_split(aliases, '|')), true,"
        " division_code FROM code_organisations"
    ).fetchall()
    matches = match_names([name for (name,) in named], [RegisteredName(*row) for row in registered])
    _register_rows(con, "source_organisation_match", _MATCH, [asdict(match) for match in matches])


def _register_build_fact(con: duckdb.DuckDBPyConnection, locations: Locations) -> None:
    facts = {"input_sha256": _input_sha256(locations), "duckdb_version": duckdb.__version__}
    _register_rows(con, "build_fact", dict.fromkeys(facts, "VARCHAR"), [facts])


def _input_sha256(locations: Locations) -> str:
    """Over conform's frames, the code files and the SQL files, whatever folder they are in."""
    frames = [locations.stage / f"{name}.parquet" for name in SCHEMAS]
    digest = hashlib.sha256()
    for path in (*frames, *sorted(CODES.glob("*.csv")), *sorted(TABLES.rglob("*.sql"))):
        digest.update(path.name.encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()
