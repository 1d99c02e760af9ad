"""The extract stage in the asset graph: document bytes become document trees."""

from dagster import MaterializeResult, ResourceParam, asset

from pipelines.extract.extraction import extract_documents
from pipelines.progress import Progress
from pipelines.raw.assets import OWNERS, raw_documents
from pipelines.resources import LocationsResource


@asset(
    deps=[raw_documents],
    group_name="extract",
    kinds={"python", "pdf", "parquet"},
    owners=OWNERS,
    tags={"stage": "extract"},
)
def document_trees(
    locations: LocationsResource, progress: ResourceParam[Progress]
) -> MaterializeResult:
    """Words, boxes and ruled tables of every page, cached by document and extractor version."""
    report = extract_documents(locations.paths, progress.advance)
    return MaterializeResult(
        metadata={
            "dagster/row_count": report.read + report.cached + report.failed,
            "documents_read": report.read,
            "documents_cached": report.cached,
            "documents_failed": report.failed,
            "pages": report.pages,
            "seconds": round(report.seconds, 3),
        }
    )
