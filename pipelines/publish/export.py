"""Copies of a release for other tools: Parquet, CSV, XLSX, SQLite, workbooks, and datapackage.json.

Only the files of the release are read, so an older release is exported as it was described.
"""

import json
import shutil
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

import duckdb

from pipelines.load.sql_table import literal
from pipelines.publish.data_package import Resource, data_package, file_facts
from pipelines.publish.people_workbooks import (
    write_organisation_workbooks,
    write_pivot_workbook,
)
from pipelines.publish.sheets import MEDIA_TYPE
from pipelines.publish.sqlite_file import DATABASE, METADATA, write_metadata, write_sqlite
from pipelines.publish.sqlite_file import MEDIA_TYPE as SQLITE
from pipelines.publish.workbook import write_workbook

# Of a table each; of the whole release.
TABLE_FORMATS = ("parquet", "csv", "xlsx")
FORMATS = (*TABLE_FORMATS, "sqlite", "workbooks")
# Spreadsheet programs take a CSV file for UTF-8 only when it begins with this mark.
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_FACTS = ("version", "created", "fingerprint", "sources")
_CSV_OPTIONS = "FORMAT csv, HEADER, TIMESTAMPFORMAT '%Y-%m-%dT%H:%M:%SZ'"


def export_release(current: Path, target: Path, formats: Collection[str]) -> list[Path]:
    """Write every table of a release into the folder `target`; the files written.

    `current` is the release's DuckDB file or a link to it. Raises ValueError for a format that is
    not one of FORMATS, FileNotFoundError when there is no release.
    """
    if unknown := set(formats) - set(FORMATS):
        raise ValueError(f"no such format: {', '.join(sorted(unknown))}; known: {FORMATS}")
    release = current.resolve().parent
    package = json.loads((release / "datapackage.json").read_text(encoding="utf-8"))
    tables = [resource for resource in package["resources"] if resource.get("type") == "table"]
    target.mkdir(parents=True, exist_ok=True)
    exported = [
        _EXPORTS[form](release, resource, target)
        for form in TABLE_FORMATS
        if form in formats
        for resource in tables
    ]
    if "sqlite" in formats:
        exported.extend(_export_sqlite(release, package, tables, target))
    if "workbooks" in formats:
        exported.extend(_export_workbooks(current.resolve(), target))
    facts = {key: package[key] for key in _FACTS if key in package}
    described = target / "datapackage.json"
    content = data_package(package["name"], exported, **facts)
    described.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return [*(target / resource["path"] for resource in exported), described]


def _export_sqlite(
    release: Path, package: dict[str, Any], tables: list[Resource], target: Path
) -> Iterator[Resource]:
    path = write_sqlite(release, tables, target / DATABASE)
    yield _file(path, target, "sqlite", SQLITE)
    path = write_metadata({**data_package(package["name"], tables), **package}, target / METADATA)
    yield _file(path, target, "json", "application/json")


def _export_workbooks(database: Path, target: Path) -> Iterator[Resource]:
    folder = target / "workbooks"
    with duckdb.connect(str(database), read_only=True) as con:
        paths = [write_pivot_workbook(con, folder / "pivot.xlsx")]
        paths.extend(write_organisation_workbooks(con, folder / "organisations"))
    for path in paths:
        yield _file(path, target, "xlsx", MEDIA_TYPE)


def _file(path: Path, target: Path, form: str, media_type: str) -> Resource:
    """A file that is no table: its name is its path without its ending."""
    facts = file_facts(path, target)
    name = facts["path"].rpartition(".")[0].replace("/", ".").lower()
    return {"name": name, **facts, "format": form, "mediatype": media_type}


def _export_parquet(release: Path, resource: Resource, target: Path) -> Resource:
    path = target / "parquet" / Path(resource["path"]).name
    path.parent.mkdir(exist_ok=True)
    shutil.copyfile(release / resource["path"], path)
    return resource | file_facts(path, target)


def _export_csv(release: Path, resource: Resource, target: Path) -> Resource:
    path = target / "csv" / f"{resource['name']}.csv"
    path.parent.mkdir(exist_ok=True)
    body = path.with_suffix(".unfinished")
    columns = ", ".join(_csv_column(field) for field in resource["schema"]["fields"])
    source = f"read_parquet({literal(str(release / resource['path']))})"
    with duckdb.connect() as con:
        con.execute(
            f"COPY (SELECT {columns} FROM {source}) TO {literal(str(body))} ({_CSV_OPTIONS})"
        )
    with path.open("wb") as file, body.open("rb") as rows:
        file.write(_BYTE_ORDER_MARK)
        shutil.copyfileobj(rows, file)
    body.unlink()
    described = {"format": "csv", "mediatype": "text/csv", "encoding": "utf-8"}
    named = {
        "name": f"{resource['name']}.csv",
        "schema": _with_references(resource["schema"], "csv"),
    }
    return resource | described | file_facts(path, target) | named


def _export_xlsx(release: Path, resource: Resource, target: Path) -> Resource:
    path = target / "xlsx" / f"{resource['name']}.xlsx"
    path.parent.mkdir(exist_ok=True)
    schema = _with_references(resource["schema"], "xlsx")
    write_workbook(release / resource["path"], schema["fields"], path)
    described = {"format": "xlsx", "mediatype": MEDIA_TYPE}
    named = {"name": f"{resource['name']}.xlsx", "schema": schema}
    return resource | described | file_facts(path, target) | named


def _csv_column(field: dict[str, Any]) -> str:
    """Lists are written as JSON, as Data Package has it."""
    name = f'"{field["name"]}"'
    return f"to_json({name}) AS {name}" if field["type"] == "array" else name


def _with_references(schema: dict[str, Any], form: str) -> dict[str, Any]:
    """The schema with its references to the copies of this format."""
    keys = [
        {**key, "reference": _reference(key["reference"], form)}
        for key in schema.get("foreignKeys", [])
    ]
    return schema | ({"foreignKeys": keys} if keys else {})


def _reference(reference: dict[str, Any], form: str) -> dict[str, Any]:
    if "resource" not in reference:
        return reference
    return reference | {"resource": f"{reference['resource']}.{form}"}


_EXPORTS = {"parquet": _export_parquet, "csv": _export_csv, "xlsx": _export_xlsx}
