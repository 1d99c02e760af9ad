"""The load stage in the asset graph: every table of the warehouse is an asset of its own.

Which tables there are is said in warehouse/**/*.sql.
"""

from collections.abc import Iterator
from time import perf_counter

from dagster import (
    AssetExecutionContext,
    AssetKey,
    AssetSpec,
    MaterializeResult,
    TableColumn,
    TableSchema,
    asset,
    multi_asset,
)

from pipelines.conform.assets import statements
from pipelines.frames.storage import TIE_SCHEMAS
from pipelines.load.candidate import (
    begin_candidate,
    finish_candidate,
    rebuild_in_candidate,
    tables_before_ties,
)
from pipelines.load.sql_table import SqlTable, load_tables, reads
from pipelines.load.visible_frames import forget_set_aside
from pipelines.locations import TABLES
from pipelines.raw.assets import OWNERS
from pipelines.resources import LocationsResource

# Validate checks the ties before the tables that tell what came of them are built.
TIE_CHECKS = AssetKey("tie_checks")
BEGUN = AssetKey("begun_candidate")


def _table_spec(table: SqlTable) -> AssetSpec:
    read = reads(table)
    columns = [
        TableColumn(column.name, column.type, column.description) for column in table.columns
    ]
    return AssetSpec(
        key=[table.schema, table.name],
        deps=[
            *(AssetKey(name.split(".")) for name in sorted(read) if "." in name),
            *([statements] if any(name.startswith("stage_") for name in read) else []),
            *([BEGUN] if table.qualified in tables_before_ties() else []),
            *([TIE_CHECKS] if read & {f"stage_{name}" for name in TIE_SCHEMAS} else []),
        ],
        group_name=f"load_{table.schema}",
        kinds={"duckdb", "sql"},
        owners=OWNERS,
        tags={"stage": "load", "schema": table.schema},
        description=f"{table.title_en} {table.title_zh}. {table.description_en}",
        metadata={
            "dagster/column_schema": TableSchema(columns=columns),
            "grain": ", ".join(table.grain),
        },
    )


TABLE_SPECS = [_table_spec(table) for table in load_tables(TABLES).values()]


@asset(
    deps=[statements],
    group_name="load",
    kinds={"duckdb", "sql"},
    owners=OWNERS,
    tags={"stage": "load"},
)
def begun_candidate(locations: LocationsResource) -> MaterializeResult:
    """Documents and dimensions, which the ties read, in a DuckDB file that is begun."""
    started = perf_counter()
    # what an earlier build set aside, finished or not, is judged anew
    forget_set_aside(locations.paths.stage)
    row_counts = begin_candidate(locations.paths)
    seconds = round(perf_counter() - started, 3)
    return MaterializeResult(metadata={"tables": len(row_counts), "build_seconds": seconds})


@multi_asset(specs=TABLE_SPECS, can_subset=True)
def candidate(
    context: AssetExecutionContext, locations: LocationsResource
) -> Iterator[MaterializeResult]:
    """All tables of the warehouse: the file is complete, and not a release yet.

    Its checks block what reads any table, so that tables which others read are no asset before.
    Some tables alone are made anew in the candidate as it lies there.
    """
    started, keys = perf_counter(), context.selected_asset_keys
    names = {".".join(key.path) for key in keys}
    is_whole = len(names) == len(TABLE_SPECS)
    row_counts = (
        finish_candidate(locations.paths)
        if is_whole
        else rebuild_in_candidate(locations.paths, names)
    )
    seconds = round(perf_counter() - started, 3)
    for spec in (spec for spec in TABLE_SPECS if spec.key in keys):
        rows = row_counts[".".join(spec.key.path)]
        yield MaterializeResult(
            asset_key=spec.key, metadata={"dagster/row_count": rows, "build_seconds": seconds}
        )
