"""Turns the checked candidate into a release, and switches `current` to it.

A release is a folder with the DuckDB file, one Parquet file per table, datapackage.json and
comparison.json. It appears whole or not at all, and is never changed afterwards.
"""

import hashlib
import json
import os
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb

from pipelines.frames.storage import TIE_SCHEMAS
from pipelines.load.sources import (
    register_codes,
    register_comparison,
    register_outcomes,
)
from pipelines.load.sql_table import SqlTable, load_tables, readers_of
from pipelines.load.table_build import create_table
from pipelines.load.visible_frames import register_frames
from pipelines.locations import CODES, TABLES, Locations
from pipelines.publish.comparison import compare
from pipelines.publish.data_package import (
    data_package,
    file_facts,
    sha256_of,
    sources,
    table_resource,
    write_parquet,
)
from pipelines.publish.retention import (
    UNFINISHED,
    current_release,
    note_served,
    remove_old,
    sweep,
)
from pipelines.validate.outcomes import ExpectationOutcome, stored_record

DATABASE = "gongkai.duckdb"
KEPT_RELEASES = 5
READ_ONLY = 0o444
_SERVED_BUT_UNREAD = """
SELECT count(*) FROM meta.document JOIN served.meta.document AS before USING (document_id)
WHERE document.set_aside_reason = 'night_budget' AND before.status = 'loaded'
"""


class PublicationRefused(Exception):
    """The candidate has not passed its checks; the last release stays."""


@dataclass(frozen=True)
class Release:
    """One release; `path` is its folder, `is_new` is false when nothing had changed."""

    release_id: str
    path: Path
    is_new: bool

    @property
    def database(self) -> Path:
        """The DuckDB file."""
        return self.path / DATABASE


def publish_release(
    locations: Locations, checks_passed: bool, kept: int = KEPT_RELEASES
) -> Release:
    """Publish locations.candidate, unless its content is that of the release being served.

    Raises PublicationRefused when the checks did not pass, or a document that is being served was
    not read for want of time; FileNotFoundError without a candidate. `kept` releases are kept.
    Readers of an older release are not disturbed. One publisher at a time is assumed.
    """
    if not checks_passed:
        raise PublicationRefused("the candidate did not pass its checks: nothing was published")
    if not locations.candidate.exists():
        raise FileNotFoundError(f"no candidate to publish at {locations.candidate}")
    locations.releases.mkdir(parents=True, exist_ok=True)
    sweep(locations)
    _refuse_unread(locations)
    with TemporaryDirectory(prefix=UNFINISHED, dir=locations.releases) as folder:
        release = _prepare(locations, Path(folder) / "release")
    if release.is_new:
        _switch(locations.current, release.database)
        note_served(locations)
        remove_old(locations, kept)
    return release


def _refuse_unread(locations: Locations) -> None:
    """A night that was too short must not take documents out of what is being served."""
    previous = current_release(locations)
    if previous is None:
        return
    with duckdb.connect(str(locations.candidate), read_only=True) as con:
        con.execute(f"ATTACH '{previous / DATABASE}' AS served (READ_ONLY)")
        (unread,) = con.execute(_SERVED_BUT_UNREAD).fetchone() or (0,)
    if unread:
        raise PublicationRefused(
            f"{unread:,} documents of the release being served are not read again yet: the time for"
            " reading was used up. That release stays; the next run goes on"
        )


def _prepare(locations: Locations, folder: Path) -> Release:
    """Write the release and move it to its place, or find that it is already being served."""
    tables = {name: table for name, table in load_tables(TABLES).items() if table.kind == "table"}
    previous = current_release(locations)
    folder.mkdir()
    database = folder / DATABASE
    shutil.copyfile(locations.candidate, database)
    with duckdb.connect(str(database)) as con:
        _record_outcomes(con, locations)
        compared = readers_of(load_tables(TABLES), "build_comparison")
        steady = [table for name, table in tables.items() if name not in compared]
        fingerprint = _fingerprint(
            write_parquet(con, table, folder / "parquet") for table in steady
        )
        if previous and _package_of(previous)["fingerprint"] == fingerprint:
            return Release(previous.name, previous, is_new=False)
        _record_comparison(con, folder, previous, [table.qualified for table in steady])
        for name in compared:
            write_parquet(con, tables[name], folder / "parquet")
    created = datetime.now(UTC)
    release_id = f"{created:%Y%m%dT%H%M%SZ}_{fingerprint[:8]}"
    _describe(folder, tables.values(), release_id, created, fingerprint)
    _make_read_only(folder)
    return Release(release_id, folder.rename(locations.releases / release_id), is_new=True)


def _record_outcomes(con: duckdb.DuckDBPyConnection, locations: Locations) -> None:
    """Fill the tables that tell what came of the checks on this very candidate."""
    record = stored_record(locations)
    is_of_candidate = record and record.candidate_sha256 == sha256_of(locations.candidate)
    outcomes = record.outcomes if record and is_of_candidate else []
    register_outcomes(con, [_outcome_row(outcome) for outcome in outcomes])
    register_frames(con, locations.stage, TIE_SCHEMAS)
    register_codes(con, CODES)
    _rebuild(con, "check_outcome")


def _outcome_row(outcome: ExpectationOutcome) -> dict[str, object]:
    ids = {str(row["statement_id"]) for row in outcome.sample if row.get("statement_id")}
    return {
        "table_name": outcome.table,
        "rule_id": outcome.rule_id,
        "severity": outcome.severity,
        "outcome": outcome.outcome,
        "failing_rows": outcome.failing_rows,
        "description_zh": outcome.description_zh,
        "description_en": outcome.description,
        "reason": outcome.reason,
        "statement_ids": sorted(ids),
    }


def _record_comparison(
    con: duckdb.DuckDBPyConnection, folder: Path, previous: Path | None, tables: list[str]
) -> None:
    differences = compare(con, tables, previous)
    register_comparison(con, differences)
    _rebuild(con, "build_comparison")
    content = {"previous_release": previous.name if previous else None, "differences": differences}
    _write_json(folder / "comparison.json", content)


def _rebuild(con: duckdb.DuckDBPyConnection, source: str) -> None:
    tables = load_tables(TABLES)
    # in one piece, as in the candidate: each comment written to disk by itself costs seconds
    con.begin()
    for name in readers_of(tables, source):
        create_table(con, tables[name])
    con.commit()


def _fingerprint(paths: Iterable[Path]) -> str:
    """sha256 over the Parquet files, by name: equal content gives an equal fingerprint."""
    digest = hashlib.sha256()
    for path in sorted(paths, key=lambda path: path.name):
        digest.update(f"{path.name}:{sha256_of(path)};".encode())
    return digest.hexdigest()


def _describe(
    folder: Path, tables: Iterable[SqlTable], release_id: str, created: datetime, fingerprint: str
) -> None:
    with duckdb.connect(str(folder / DATABASE), read_only=True) as con:
        resources = [
            table_resource(con, table, folder / "parquet" / f"{table.qualified}.parquet", folder)
            for table in tables
        ]
        documents = sources(con)
    database = {"name": "gongkai.duckdb", **file_facts(folder / DATABASE, folder)}
    database |= {"format": "duckdb", "mediatype": "application/vnd.duckdb"}
    package = data_package(
        "gongkai",
        [*resources, database],
        sources=documents,
        version=release_id,
        created=f"{created:%Y-%m-%dT%H:%M:%SZ}",
        fingerprint=fingerprint,
    )
    _write_json(folder / "datapackage.json", package)


def _make_read_only(folder: Path) -> None:
    """A client that opens the file in its default mode may not lock everybody else out."""
    for path in folder.rglob("*"):
        if path.is_file():
            path.chmod(READ_ONLY)


def _package_of(release: Path) -> dict[str, Any]:
    return json.loads((release / "datapackage.json").read_text(encoding="utf-8"))


def _write_json(path: Path, content: Any) -> None:
    text = json.dumps(content, ensure_ascii=False, indent=1, default=str)
    path.write_text(text + "\n", encoding="utf-8")


def _switch(link: Path, database: Path) -> None:
    """Point `link` to the file by a relative path, so that the warehouse can be moved."""
    unfinished = link.with_name(f"{link.name}{UNFINISHED}{os.getpid()}")
    unfinished.unlink(missing_ok=True)
    unfinished.symlink_to(os.path.relpath(database, link.parent))
    unfinished.replace(link)
