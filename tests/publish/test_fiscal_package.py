"""The datapackage.json is a Fiscal Data Package, and every file is what it says."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from pipelines.load.sql_table import load_tables
from pipelines.locations import TABLES, Locations
from pipelines.publish.data_package import OWN_COLUMN_TYPES, TAXONOMIES, column_types

PUBLISHED = Path(__file__).with_name("fiscal_column_types.txt")
ROWS_VALIDATED = 300
POLARS_TYPES = {
    "string": (pl.String,),
    "integer": (pl.Int32, pl.Int64),
    "number": (pl.Decimal, pl.Float64),
    "boolean": (pl.Boolean,),
    "date": (pl.Date,),
    "datetime": (pl.Datetime,),
    "array": (pl.List,),
}


@pytest.fixture(scope="module")
def package(exported: Path) -> dict[str, Any]:
    return json.loads((exported / "datapackage.json").read_text(encoding="utf-8"))


def known_types() -> dict[str, str]:
    """Published column types, and ours → their data type."""
    known = {each["name"]: each["dataType"] for each in OWN_COLUMN_TYPES}
    for line in PUBLISHED.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            name, kind = line.split()
            for level in levels(name):
                known[re.sub(r"\{.*\}", level, name)] = kind
    return known


def levels(name: str) -> list[str]:
    most = re.search(r"\{1\.\.(\d)\}", name)
    return [str(level) for level in range(1, int(most[1]) + 1)] if most else [""]


def fields(package: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for resource in package["resources"]:
        for field in resource.get("schema", {}).get("fields", []):
            yield resource["name"].removesuffix(".csv"), field


def test_every_column_type_is_published_or_declared_and_of_its_data_type(
    package: dict[str, Any],
) -> None:
    known = known_types()
    used = {(f["columnType"], f["type"]) for _, f in fields(package) if "columnType" in f}
    assert len(used) > 15
    assert {name for name, _ in used} <= set(known)
    assert all(known[name] == kind for name, kind in used)
    assert package["columnTypes"] == [*TAXONOMIES, list(OWN_COLUMN_TYPES)]


def test_column_types_name_columns_that_exist() -> None:
    tables = load_tables(TABLES).values()
    columns = {
        name for t in tables for c in t.columns for name in (c.name, f"{t.qualified}.{c.name}")
    }
    assert set(column_types()) <= columns


def test_scope_and_concept_are_part_of_what_tells_amounts_apart(package: dict[str, Any]) -> None:
    unique = {each["name"] for each in OWN_COLUMN_TYPES if each["unique"]}
    kinds = {f["name"]: f.get("columnType") for _, f in fields(package)}
    assert {kinds["scope"], kinds["concept"]} == unique
    for resource in package["resources"]:
        names = [field["name"] for field in resource.get("schema", {}).get("fields", [])]
        key = resource.get("schema", {}).get("primaryKey", [])
        if resource["name"].startswith("mart.") and {"scope", "organisation_id"} <= {*names, *key}:
            assert (
                not key
                or "scope" in key
                or any(name.endswith("_id") and name != "organisation_id" for name in key)
            ), resource["name"]


def test_the_class_of_an_economic_code_is_no_functional_class(package: dict[str, Any]) -> None:
    kinds = {(t, f["name"]): f.get("columnType") for t, f in fields(package)}
    economic = kinds["mart.spending_by_economic", "class_code"]
    assert economic == "economic-classification:generic:level1:code"
    functional = kinds["mart.spending_by_function", "class_code"]
    assert functional == "functional-classification:generic:level1:code"


def test_money_says_its_currency(package: dict[str, Any]) -> None:
    money = {f["name"]: f.get("currency") for _, f in fields(package) if f.get("unit") == "yuan"}
    assert len(money) > 10
    assert set(money.values()) == {"CNY"}
    assert not any("currency" in f for _, f in fields(package) if f.get("unit") != "yuan")
    for resource in package["resources"]:
        has_money = any(
            f.get("unit") == "yuan" for f in resource.get("schema", {}).get("fields", [])
        )
        constants = [f["constant"] for f in resource.get("schema", {}).get("extraFields", [])]
        assert constants == (["CNY"] if has_money else [])


def test_licence_and_sources_are_stated(package: dict[str, Any]) -> None:
    (licence,) = package["licenses"]
    assert set(licence) == {"name", "title", "path"}
    assert package["sources"] == [
        {"title": "某某区水务局2025年部门预算", "sha256": "a" * 64},
        {
            "title": "某某区水务局2025年部门预算",
            "sha256": "d" * 64,
            "path": "https://example.org/budget.pdf",
        },
    ]


def test_the_release_states_the_same(published: Locations, package: dict[str, Any]) -> None:
    path = published.current.resolve().parent / "datapackage.json"
    release = json.loads(path.read_text(encoding="utf-8"))
    for fact in ("licenses", "sources", "columnTypes", "version"):
        assert release[fact] == package[fact]


def without_keys(schema: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in schema.items() if key != "foreignKeys"}


def test_frictionless_finds_every_csv_and_xlsx_valid(
    exported: Path, package: dict[str, Any]
) -> None:
    from frictionless import Package

    # what a key leads to is checked in the SQLite file; here it would read each dimension again
    wanted = [
        each | ({"schema": without_keys(each["schema"])} if "schema" in each else {})
        for each in package["resources"]
        if each["format"] in ("csv", "xlsx")
    ]
    loaded = Package.from_descriptor({**package, "resources": wanted}, basepath=str(exported))
    assert loaded.resource_names == [each["name"] for each in wanted]
    for resource in loaded.resources:
        report = resource.validate(limit_rows=ROWS_VALIDATED)
        assert report.valid, report.flatten(["type", "message"])[:3]


def test_frictionless_sees_a_value_that_is_not_what_the_schema_says(tmp_path: Path) -> None:
    from frictionless import Resource

    (tmp_path / "bad.csv").write_text("fiscal_year\nunknown\n", encoding="utf-8")
    schema = {"fields": [{"name": "fiscal_year", "type": "integer"}]}
    descriptor = {"name": "bad", "path": "bad.csv", "schema": schema}
    assert not Resource.from_descriptor(descriptor, basepath=str(tmp_path)).validate().valid


def test_every_parquet_file_has_the_columns_and_types_of_its_schema(
    exported: Path, package: dict[str, Any]
) -> None:
    checked = 0
    for resource in package["resources"]:
        if resource["format"] == "parquet":
            found = pl.read_parquet_schema(exported / resource["path"])
            assert list(found) == [field["name"] for field in resource["schema"]["fields"]]
            for field in resource["schema"]["fields"]:
                assert isinstance(found[field["name"]], POLARS_TYPES[field["type"]]), field
            checked += 1
    assert checked > 40
