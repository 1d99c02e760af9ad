"""Parquet files of tables, and the datapackage.json (Data Package v2) that describes them.

What a column means comes from its SQL file. The package is a Fiscal Data Package:
columns carry the types of its published taxonomies, and of ours where those have none.
"""

import hashlib
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import duckdb

from pipelines.frames.knowledge_file import parse_yaml
from pipelines.load.sql_table import SqlColumn, SqlTable, literal
from pipelines.locations import COLUMN_TYPES

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
LICENCE = {
    "name": "MIT",
    "title": "MIT License",
    "path": "https://opensource.org/license/mit",
}
TAXONOMIES = (
    "https://specs.frictionlessdata.io/taxonomies/fiscal/budgets.json",
    "https://specs.frictionlessdata.io/taxonomies/fiscal/spending.json",
)
# A department includes its units, and a concept may include another: both are part of what tells
# amounts apart (`unique`), so a consumer has to choose one of each before it adds anything.
OWN_COLUMN_TYPES = (
    {"name": "administrative-scope:code", "dataType": "string", "unique": True},
    {"name": "value-kind:concept:code", "dataType": "string", "unique": True},
)
CURRENCY = {
    "name": "currency",
    "type": "string",
    "title": "货币",
    "columnType": "value-currency:code",
    "constant": "CNY",
}
PARQUET = "application/vnd.apache.parquet"
Resource = dict[str, Any]
_FIELD_TYPES = {
    "VARCHAR": "string",
    "INTEGER": "integer",
    "BIGINT": "integer",
    "DOUBLE": "number",
    "DECIMAL": "number",
    "BOOLEAN": "boolean",
    "DATE": "date",
    "TIMESTAMP": "datetime",
}


def write_parquet(con: duckdb.DuckDBPyConnection, table: SqlTable, folder: Path) -> Path:
    """Write one table, in its stored order, as `<folder>/<schema>.<table>.parquet`."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{table.qualified}.parquet"
    con.execute(
        f"COPY {table.qualified} TO {literal(str(path))} (FORMAT parquet, COMPRESSION zstd)"
    )
    return path


def table_resource(
    con: duckdb.DuckDBPyConnection, table: SqlTable, path: Path, root: Path
) -> Resource:
    """The resource of a table's Parquet file; paths are relative to `root`."""
    return {
        "name": table.qualified,
        "type": "table",
        "title": f"{table.title_zh} / {table.title_en}",
        "description": f"{table.description_zh} / {table.description_en}",
        **file_facts(path, root),
        "format": "parquet",
        "mediatype": PARQUET,
        "schema": _schema(con, table),
    }


def file_facts(path: Path, root: Path) -> Resource:
    """Path, size and sha256 of a file, as a resource states them."""
    return {
        "path": path.relative_to(root).as_posix(),
        "bytes": path.stat().st_size,
        "hash": f"sha256:{sha256_of(path)}",
    }


def sha256_of(path: Path) -> str:
    """sha256 of the file's bytes, in hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def data_package(name: str, resources: Iterable[Resource], **facts: Any) -> dict[str, Any]:
    """The content of datapackage.json; `facts` are further properties of the package."""
    return {
        "$schema": PROFILE,
        "name": name,
        "title": "政府部门预决算公开数据 / Budgets and final accounts of government departments",
        "licenses": [LICENCE],
        "columnTypes": [*TAXONOMIES, list(OWN_COLUMN_TYPES)],
        **facts,
        "resources": list(resources),
    }


def sources(con: duckdb.DuckDBPyConnection) -> list[dict[str, str]]:
    """The documents that the release is made from: title, sha256, and address where it is known."""
    found = con.execute(
        "SELECT coalesce(title, file_name), document_id, source_url FROM meta.document"
        " WHERE status = 'loaded' ORDER BY ALL"
    )
    return [
        {"title": title, "sha256": document_id} | ({"path": address} if address else {})
        for title, document_id, address in found.fetchall()
    ]


def _schema(con: duckdb.DuckDBPyConnection, table: SqlTable) -> dict[str, Any]:
    schema: dict[str, Any] = {"fields": [_field(table, column) for column in table.columns]}
    if any(column.unit == "yuan" for column in table.columns):
        schema["extraFields"] = [CURRENCY]
    if _is_key(con, table):
        schema["primaryKey"] = list(table.grain)
    if keys := [_foreign_key(table, column) for column in table.columns if column.references]:
        schema["foreignKeys"] = keys
    return schema


def _field(table: SqlTable, column: SqlColumn) -> dict[str, Any]:
    kind = column.type.partition("(")[0]
    field = {
        "name": column.name,
        "type": "array" if kind.endswith("[]") else _FIELD_TYPES[kind],
        "title": column.zh,
        "description": column.en,
    }
    currency = CURRENCY["constant"] if column.unit == "yuan" else None
    kinds = {
        "unit": column.unit,
        "currency": currency,
        "columnType": _column_type(table, column),
    }
    return field | {key: value for key, value in kinds.items() if value}


def _column_type(table: SqlTable, column: SqlColumn) -> str | None:
    known = column_types()
    return known.get(f"{table.qualified}.{column.name}") or known.get(column.name)


@cache
def column_types() -> dict[str, str]:
    """Column, or table and column → its type in the Fiscal Data Package taxonomy."""
    return parse_yaml(COLUMN_TYPES.read_text(encoding="utf-8"))


def _is_key(con: duckdb.DuckDBPyConnection, table: SqlTable) -> bool:
    """A primary key may not hold nulls; some grains have coordinates that can be absent."""
    any_null = " OR ".join(f'"{name}" IS NULL' for name in table.grain)
    found = con.execute(f"SELECT 1 FROM {table.qualified} WHERE {any_null} LIMIT 1")
    return found.fetchone() is None


def _foreign_key(table: SqlTable, column: SqlColumn) -> dict[str, Any]:
    name, _, target = (column.references or "").rpartition(".")
    reference: dict[str, Any] = {"fields": [target]}
    if name != table.qualified:
        reference["resource"] = name
    return {"fields": [column.name], "reference": reference}
