"""The raw stage in the asset graph: files become content-addressed documents."""

from time import perf_counter

from dagster import MaterializeResult, ResourceParam, asset

from pipelines.progress import Progress
from pipelines.raw.intake import register
from pipelines.raw.store import stored_documents
from pipelines.resources import LocationsResource

OWNERS = ["team:gongkai"]


@asset(
    group_name="raw",
    kinds={"pdf"},
    owners=OWNERS,
    tags={"stage": "raw"},
)
def raw_documents(
    locations: LocationsResource, progress: ResourceParam[Progress]
) -> MaterializeResult:
    """Files as published, each stored once under the sha256 of its bytes, with a sidecar."""
    started = perf_counter()
    paths = locations.paths
    report = register([paths.raw], paths.documents, paths.own_folders)
    documents = stored_documents(paths.documents)
    progress.begin(len(documents))
    return MaterializeResult(
        metadata={
            "dagster/row_count": len(documents),
            "new": len(report.stored),
            "known": len(report.known),
            "refused": len(report.refused),
            "seconds": round(perf_counter() - started, 3),
        }
    )
