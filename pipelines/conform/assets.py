"""The conform stage in the asset graph: document trees become statements."""

from collections.abc import Sequence
from time import perf_counter

import polars as pl
from dagster import (
    AssetCheckResult,
    AssetCheckSeverity,
    AssetCheckSpec,
    AssetExecutionContext,
    AssetKey,
    MaterializeResult,
    MetadataValue,
    TableColumn,
    TableSchema,
    asset,
)

from pipelines.conform.conformance import conform_documents
from pipelines.extract.assets import document_trees
from pipelines.extract.worker_pool import Limits
from pipelines.frames.storage import SCHEMAS, read_frame
from pipelines.locations import Locations
from pipelines.raw.assets import OWNERS, reason_table
from pipelines.resources import LocationsResource
from pipelines.run_log import RunLog
from pipelines.settings import settings

_COLUMNS = [TableColumn(name, str(kind)) for name, kind in SCHEMAS["statement"].items()]
EVERY_DOCUMENT_IS_CONFORMED = AssetCheckSpec(
    "every_document_is_conformed",
    asset=AssetKey("statements"),
    description="Each document that was read is identified and understood. 每份文件都能识别。",
)


@asset(
    deps=[document_trees],
    group_name="conform",
    kinds={"polars", "parquet"},
    owners=OWNERS,
    tags={"stage": "conform"},
    metadata={"dagster/column_schema": TableSchema(columns=_COLUMNS)},
    check_specs=[EVERY_DOCUMENT_IS_CONFORMED],
)
def statements(context: AssetExecutionContext, locations: LocationsResource) -> MaterializeResult:
    """Every printed number with its coordinates, amount in yuan, unit, page and box."""
    started, paths = perf_counter(), locations.paths
    report = conform_documents(paths, Limits.of(settings().limits))
    documents = _documents(paths)
    _log(RunLog(paths.logs, context.run_id), documents, report.conformed_now)
    failed = documents.filter(pl.col("stage") == "conform")
    return MaterializeResult(
        metadata={
            "dagster/row_count": report.statements,
            "documents": report.documents,
            "forms": report.forms,
            "quarantined": report.quarantined,
            "failures": MetadataValue.md(_failure_table(failed)),
            "seconds": round(perf_counter() - started, 3),
        },
        check_results=[
            AssetCheckResult(
                check_name=EVERY_DOCUMENT_IS_CONFORMED.name,
                passed=failed.is_empty(),
                severity=AssetCheckSeverity.WARN,
                metadata={"failures": MetadataValue.md(_failure_table(failed))},
            )
        ],
    )


def _documents(locations: Locations) -> pl.DataFrame:
    """One row a document: its statements, and the stage and reason where it is set aside whole."""
    whole = read_frame(locations.stage, "quarantine").filter(pl.col("page").is_null())
    reasons = whole.unique("document_id", keep="first", maintain_order=True)
    counts = read_frame(locations.stage, "statement").group_by("document_id").len("statements")
    documents = read_frame(locations.stage, "document").select("document_id", "file_name", "status")
    told = reasons.select("document_id", "stage", "reason_code", "reason")
    return documents.join(told, on="document_id", how="left").join(
        counts, on="document_id", how="left"
    )


def _log(log: RunLog, documents: pl.DataFrame, now: Sequence[str]) -> None:
    """One line for each document that was conformed in this run."""
    for row in documents.filter(pl.col("document_id").is_in(list(now))).to_dicts():
        log.write("document_conformed", **{name: row[name] for name in documents.columns})


def _failure_table(failed: pl.DataFrame) -> str:
    return reason_table(failed.select("file_name", "reason_code", "reason").iter_rows())
