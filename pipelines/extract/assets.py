"""The extract stage in the asset graph: document bytes become document trees."""

import math
from collections.abc import Callable, Sequence

from dagster import (
    AssetCheckResult,
    AssetCheckSeverity,
    AssetCheckSpec,
    AssetExecutionContext,
    AssetKey,
    MaterializeResult,
    MetadataValue,
    ResourceParam,
    asset,
)

from pipelines.extract.extraction import ReadOutcome, extract_documents
from pipelines.extract.worker_pool import Limits
from pipelines.progress import Progress
from pipelines.raw.assets import OWNERS, raw_documents, reason_table
from pipelines.resources import LocationsResource
from pipelines.run_log import RunLog
from pipelines.settings import settings

EVERY_DOCUMENT_IS_READ = AssetCheckSpec(
    "every_document_is_read",
    asset=AssetKey("document_trees"),
    description="Each document of the store has a tree. 每份文件都能读出。",
)


@asset(
    deps=[raw_documents],
    group_name="extract",
    kinds={"python", "pdf", "parquet"},
    owners=OWNERS,
    tags={"stage": "extract"},
    check_specs=[EVERY_DOCUMENT_IS_READ],
)
def document_trees(
    context: AssetExecutionContext, locations: LocationsResource, progress: ResourceParam[Progress]
) -> MaterializeResult:
    """Words, boxes and ruled tables of every page, cached by document and extractor version."""
    paths = locations.paths
    limits = Limits.of(settings().limits, locations.reading_seconds or math.inf)
    tell = _to_log(RunLog(paths.logs, context.run_id))
    report = extract_documents(paths, progress.advance, limits, tell)
    return MaterializeResult(
        metadata={
            "dagster/row_count": report.read + report.cached + report.failed,
            "documents_read": report.read,
            "documents_cached": report.cached,
            "documents_failed": report.failed,
            "pages": report.pages,
            "seconds": round(report.seconds, 3),
            "failures": MetadataValue.md(_failure_table(report.failures)),
        },
        check_results=[_check(report.failures)],
    )


def _to_log(log: RunLog) -> Callable[[ReadOutcome], None]:
    def tell(read: ReadOutcome) -> None:
        log.write(
            "document_read",
            document_id=read.document_id,
            file_name=read.file_name,
            outcome=read.reason_code or "read",
            reason=read.reason,
            pages=read.pages,
            seconds=read.seconds,
        )

    return tell


def _check(failures: Sequence[ReadOutcome]) -> AssetCheckResult:
    return AssetCheckResult(
        check_name=EVERY_DOCUMENT_IS_READ.name,
        passed=not failures,
        severity=AssetCheckSeverity.WARN,
        metadata={
            "documents_failed": len(failures),
            "failures": MetadataValue.md(_failure_table(failures)),
        },
    )


def _failure_table(failures: Sequence[ReadOutcome]) -> str:
    return reason_table((f.file_name, f.reason_code or "", f.reason or "") for f in failures)
