"""The conform stage in the asset graph: document trees become statements."""

from time import perf_counter

from dagster import MaterializeResult, TableColumn, TableSchema, asset

from pipelines.conform.conformance import conform_documents
from pipelines.extract.assets import document_trees
from pipelines.frames.storage import SCHEMAS
from pipelines.raw.assets import OWNERS
from pipelines.resources import LocationsResource

_COLUMNS = [TableColumn(name, str(kind)) for name, kind in SCHEMAS["statement"].items()]


@asset(
    deps=[document_trees],
    group_name="conform",
    kinds={"polars", "parquet"},
    owners=OWNERS,
    tags={"stage": "conform"},
    metadata={"dagster/column_schema": TableSchema(columns=_COLUMNS)},
)
def statements(locations: LocationsResource) -> MaterializeResult:
    """Every printed number with its coordinates, amount in yuan, unit, page and box."""
    started = perf_counter()
    report = conform_documents(locations.paths)
    return MaterializeResult(
        metadata={
            "dagster/row_count": report.statements,
            "documents": report.documents,
            "forms": report.forms,
            "quarantined": report.quarantined,
            "seconds": round(perf_counter() - started, 3),
        }
    )
