"""The raw stage in the asset graph: files become content-addressed documents."""

from collections.abc import Iterable, Sequence
from datetime import timedelta
from itertools import islice
from time import perf_counter

from dagster import (
    AssetCheckResult,
    AssetCheckSeverity,
    AssetCheckSpec,
    AssetKey,
    MaterializeResult,
    MetadataValue,
    ResourceParam,
    asset,
)

from pipelines.progress import Progress
from pipelines.raw.intake import register
from pipelines.raw.refusals import RefusedFile
from pipelines.raw.store import stored_documents
from pipelines.raw.verification import DamagedDocument, verify_store
from pipelines.resources import LocationsResource
from pipelines.settings import settings

OWNERS = ["team:gongkai"]
SHOWN = 50
_KEY = AssetKey("raw_documents")
EVERY_FILE_IS_TAKEN_IN = AssetCheckSpec(
    "every_file_is_taken_in",
    asset=_KEY,
    description="No file of the raw folder was refused. 没有文件被拒收。",
)
STORED_BYTES_ARE_WHOLE = AssetCheckSpec(
    "stored_bytes_are_whole",
    asset=_KEY,
    description="Stored bytes still have the sha256 they were taken in with. 存档文件未损坏。",
)


@asset(
    group_name="raw",
    kinds={"pdf"},
    owners=OWNERS,
    tags={"stage": "raw"},
    check_specs=[EVERY_FILE_IS_TAKEN_IN, STORED_BYTES_ARE_WHOLE],
)
def raw_documents(
    locations: LocationsResource, progress: ResourceParam[Progress]
) -> MaterializeResult:
    """Files as published, each stored once under the sha256 of its bytes, with a sidecar."""
    started, paths = perf_counter(), locations.paths
    every = timedelta(days=settings().store.verify_every_days)
    damaged = verify_store(paths.documents, every)
    report = register([paths.raw], paths.documents, paths.own_folders)
    documents = stored_documents(paths.documents)
    progress.begin(len(documents))
    return MaterializeResult(
        metadata={
            "dagster/row_count": len(documents),
            "new": len(report.stored),
            "known": len(report.known),
            "refused": len(report.refused),
            "refusals": MetadataValue.md(_refusal_table(report.refused)),
            "seconds": round(perf_counter() - started, 3),
        },
        check_results=[_taken_in(report.refused), _whole(damaged)],
    )


def reason_table(rows: Iterable[tuple[str, str, str]]) -> str:
    """File, reason code and reason as a table in Markdown; at most SHOWN of them."""
    lines = [
        "| " + " | ".join(" ".join(cell.split()).replace("|", "\\|") for cell in row) + " |"
        for row in islice(rows, SHOWN)
    ]
    return "\n".join(["| file | reason code | reason |", "| --- | --- | --- |", *lines])


def _refusal_table(refused: Sequence[RefusedFile]) -> str:
    return reason_table((each.place, each.reason_code, each.reason) for each in refused)


def _taken_in(refused: Sequence[RefusedFile]) -> AssetCheckResult:
    return AssetCheckResult(
        check_name=EVERY_FILE_IS_TAKEN_IN.name,
        passed=not refused,
        severity=AssetCheckSeverity.WARN,
        metadata={"refusals": MetadataValue.md(_refusal_table(refused))},
    )


def _whole(damaged: Sequence[DamagedDocument]) -> AssetCheckResult:
    rows = ((each.file_name, "damaged_store", each.reason) for each in damaged)
    return AssetCheckResult(
        check_name=STORED_BYTES_ARE_WHOLE.name,
        passed=not damaged,
        severity=AssetCheckSeverity.WARN,
        metadata={"damaged": MetadataValue.md(reason_table(rows))},
    )
