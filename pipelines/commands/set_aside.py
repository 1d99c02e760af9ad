"""What is not in the tables, why, and whether a person has taken note of it.

That is documents set aside by any stage, and files that were not taken in. Why a document is set
aside is decided by the stages.
"""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from pipelines.frames.whole_files import read_note, write_note
from pipelines.locations import Locations
from pipelines.raw.portals.visits import FailedLink
from pipelines.raw.refusals import RefusedFile

_DOCUMENTS = """
SELECT document_id, document.file_name, coalesce(set_aside_reason, 'unknown'),
       coalesce(min(reason) FILTER (page IS NULL), min(reason), '')
FROM meta.document AS document LEFT JOIN quality.quarantine USING (document_id)
WHERE status = 'quarantined' GROUP BY ALL ORDER BY ALL
"""


@dataclass(frozen=True)
class SetAside:
    """One document, or one file that was not taken in.

    `key` is the document_id, or the path of the file; `reason_code` is for machines, `reason` for
    people. It is acknowledged as long as the reason is the one that a person has seen.
    """

    key: str
    file_name: str
    reason_code: str
    reason: str
    is_acknowledged: bool = False


@dataclass(frozen=True)
class Acknowledgement:
    """That a person has taken note: of which reason, when, and what they say."""

    reason_code: str
    at: str
    note: str


def all_set_aside(locations: Locations, con: duckdb.DuckDBPyConnection) -> list[SetAside]:
    """Everything that a release or candidate leaves out, and the files not taken in last time."""
    documents = [SetAside(*row) for row in con.execute(_DOCUMENTS).fetchall()]
    return _marked(locations, [*documents, *files_not_taken_in(locations)])


def remember_not_taken_in(locations: Locations, refused: Iterable[RefusedFile]) -> None:
    """Keep what was not taken in, until files are taken in the next time."""
    _remember(
        _refused_path(locations), ((each.place, each.reason_code, each.reason) for each in refused)
    )


def remember_not_fetched(locations: Locations, failed: Iterable[FailedLink]) -> None:
    """Keep what portals did not give, until they are visited the next time."""
    _remember(
        _failed_path(locations), ((each.address, each.reason_code, each.reason) for each in failed)
    )


def _remember(path: Path, found: Iterable[tuple[str, str, str]]) -> None:
    entries = [
        SetAside(place, place.rpartition("/")[2], reason_code, reason)
        for place, reason_code, reason in found
    ]
    write_note(path, [asdict(entry) for entry in entries])


def files_not_taken_in(locations: Locations) -> list[SetAside]:
    """The files that were refused when files were last taken in, or portals last visited."""
    paths = (_refused_path(locations), _failed_path(locations))
    return [SetAside(**each) for path in paths for each in read_note(path) or []]


def acknowledgements(locations: Locations) -> dict[str, Acknowledgement]:
    """What people have taken note of, by key."""
    kept = read_note(_acknowledgements_path(locations)) or {}
    return {key: Acknowledgement(**each) for key, each in kept.items()}


def acknowledge(locations: Locations, entry: SetAside, note: str) -> None:
    """Note that a person knows of it."""
    at = datetime.now(UTC).isoformat(timespec="seconds")
    _keep(
        locations,
        acknowledgements(locations) | {entry.key: Acknowledgement(entry.reason_code, at, note)},
    )


def withdraw(locations: Locations, entry: SetAside) -> None:
    """Undo acknowledge."""
    kept = acknowledgements(locations)
    _keep(locations, {key: each for key, each in kept.items() if key != entry.key})


def _marked(locations: Locations, found: Iterable[SetAside]) -> list[SetAside]:
    seen = acknowledgements(locations)
    return [
        SetAside(each.key, each.file_name, each.reason_code, each.reason, _is_seen(each, seen))
        for each in found
    ]


def _is_seen(entry: SetAside, seen: dict[str, Acknowledgement]) -> bool:
    return entry.key in seen and seen[entry.key].reason_code == entry.reason_code


def _keep(locations: Locations, kept: dict[str, Acknowledgement]) -> None:
    content = {key: asdict(each) for key, each in kept.items()}
    write_note(_acknowledgements_path(locations), content)


def _acknowledgements_path(locations: Locations) -> Path:
    """Beside the documents: what people said is never rebuilt."""
    return locations.documents / "acknowledgements.json"


def _refused_path(locations: Locations) -> Path:
    return locations.warehouse / "not_taken_in.json"


def _failed_path(locations: Locations) -> Path:
    return locations.warehouse / "not_fetched.json"
