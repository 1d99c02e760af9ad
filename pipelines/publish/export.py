"""Copies of a release's tables for other tools: Parquet, CSV, XLSX, and their datapackage.json.

Only the files of the release are read, so an older release is exported as it was described.
"""

import json
import shutil
from collections.abc import Collection
from pathlib import Path
from typing import Any

import duckdb

from pipelines.load.sql_table import literal
from pipelines.publish.data_package import Resource, data_package, file_facts
from pipelines.publish.sheets import MEDIA_TYPE
from pipelines.publish.workbook import DATA, write_workbook

FORMATS = ("parquet", "csv", "xlsx")
# Spreadsheet programs take a CSV file for UTF-8 only when it begins with this mark.
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
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
        for form in FORMATS
        if form in formats
        for resource in tables
    ]
    facts = {key: package[key] for key in ("version", "created", "fingerprint")}
    described = target / "datapackage.json"
    content = data_package(package["name"], exported, **facts)
    described.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return [*(target / resource["path"] for resource in exported), described]


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
    described = {"format": "xlsx", "mediatype": MEDIA_TYPE, "dialect": {"sheetName": DATA}}
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
