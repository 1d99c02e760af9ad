"""The release as one SQLite file, and the metadata.json with which Datasette serves it.

Keys are declared, so that a code leads to its name. Money is a number as long as SQLite keeps all
its digits, else text.
"""

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb

from pipelines.load.sql_table import literal

DATABASE, METADATA = "gongkai.sqlite", "metadata.json"
MEDIA_TYPE = "application/vnd.sqlite3"
# A float keeps fifteen digits whatever they are.
DIGITS_OF_A_NUMBER = 15
LARGEST_INTEGER = 2**63 - 1
_TYPES = {
    "integer": "INTEGER",
    "boolean": "INTEGER",
    # any declared type of numbers would turn what is kept as text into a float
    "number": "",
    "string": "TEXT",
    "date": "TEXT",
    "datetime": "TEXT",
    "array": "TEXT",
}
_ROWS_AT_ONCE = 10_000
Resource = Mapping[str, Any]


def write_sqlite(release: Path, resources: Sequence[Resource], path: Path) -> Path:
    """Write every table of a release; `resources` are those of its Parquet files."""
    path.unlink(missing_ok=True)
    con = sqlite3.connect(path)
    try:
        for resource in resources:
            con.execute(_create(resource))
            con.executemany(_insert(resource), _rows(release, resource))
            for key in resource["schema"].get("foreignKeys", []):
                con.execute(_index(resource, key["fields"]))
        con.commit()
        con.execute("VACUUM")
    finally:
        con.close()
    return path


def write_metadata(package: Mapping[str, Any], path: Path) -> Path:
    """What Datasette shows beside the tables: titles, meanings of columns, licence, sources."""
    (licence, *_) = package["licenses"]
    tables = {
        sqlite_name(resource["name"]): _table_metadata(resource)
        for resource in package["resources"]
        if resource.get("type") == "table"
    }
    content = {
        "title": package["title"],
        "license": licence["title"],
        "license_url": licence["path"],
        "source": f"{package['name']} {package['version']}",
        "databases": {Path(DATABASE).stem: {"tables": tables}},
    }
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return path


def sqlite_name(name: str) -> str:
    """`mart.series` → `mart_series`: a dot would be quoted in every question and address."""
    return name.replace(".", "_")


def _table_metadata(resource: Resource) -> dict[str, Any]:
    fields = resource["schema"]["fields"]
    names = {field["name"] for field in fields}
    labelled = {"label_column": "name_zh"} if "name_zh" in names else {}
    return {
        "title": resource["title"],
        "description": resource["description"],
        "columns": {each["name"]: f"{each['title']} / {each['description']}" for each in fields},
        **labelled,
    }


def _create(resource: Resource) -> str:
    schema = resource["schema"]
    parts = [f'"{field["name"]}" {_TYPES[field["type"]]}'.rstrip() for field in schema["fields"]]
    if key := schema.get("primaryKey"):
        parts.append(f"PRIMARY KEY ({_quoted(key)})")
    for key in schema.get("foreignKeys", []):
        reference = key["reference"]
        table = sqlite_name(reference.get("resource", resource["name"]))
        columns = f"({_quoted(key['fields'])}) REFERENCES"
        parts.append(f'FOREIGN KEY {columns} "{table}" ({_quoted(reference["fields"])})')
    return f'CREATE TABLE "{sqlite_name(resource["name"])}" ({", ".join(parts)})'


def _index(resource: Resource, fields: Sequence[str]) -> str:
    table = sqlite_name(resource["name"])
    return f'CREATE INDEX "{table}_{"_".join(fields)}" ON "{table}" ({_quoted(fields)})'


def _insert(resource: Resource) -> str:
    blanks = ", ".join("?" for _ in resource["schema"]["fields"])
    return f'INSERT INTO "{sqlite_name(resource["name"])}" VALUES ({blanks})'


def _quoted(names: Sequence[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)


def _rows(release: Path, resource: Resource) -> Iterator[list[Any]]:
    names = _quoted([field["name"] for field in resource["schema"]["fields"]])
    with duckdb.connect() as con:
        source = f"read_parquet({literal(str(release / resource['path']))})"
        rows = con.execute(f"SELECT {names} FROM {source}")
        while found := rows.fetchmany(_ROWS_AT_ONCE):
            yield from ([_stored(value) for value in row] for row in found)


def _stored(value: Any) -> Any:
    if isinstance(value, Decimal):
        return _stored_decimal(value)
    if isinstance(value, list):
        return json.dumps(value, ensure_ascii=False, default=str)
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%dT%H:%M:%SZ}"
    return value.isoformat() if isinstance(value, date) else value


def _stored_decimal(value: Decimal) -> int | float | str:
    if value == value.to_integral_value():
        return int(value) if abs(value) <= LARGEST_INTEGER else str(value)
    return float(value) if len(value.as_tuple().digits) <= DIGITS_OF_A_NUMBER else str(value)
