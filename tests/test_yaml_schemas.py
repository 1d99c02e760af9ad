"""The JSON schemas for editors are fresh, and say of the files what their readers say."""

from collections.abc import Callable
from typing import Any

import jsonschema
import pytest

from pipelines.frames.knowledge_file import parse_yaml
from pipelines.locations import REPOSITORY
from tests.yaml_schemas import EDITOR, FOLDER, SCHEMAS, editor_settings, schema_of, written

# There is no portal in the repository; what one looks like is told in raw/portals/README.md.
WITHOUT_FILES = {"portal"}


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_schemas_are_up_to_date(name: str) -> None:
    stored = (FOLDER / f"{name}.json").read_text(encoding="utf-8")
    assert stored == written(schema_of(name)), "make schemas"


def test_editors_know_which_schema_is_for_which_file() -> None:
    assert EDITOR.read_text(encoding="utf-8") == editor_settings(), "make schemas"
    assert {path.stem for path in FOLDER.glob("*.json")} == set(SCHEMAS)


@pytest.mark.parametrize("name", sorted(set(SCHEMAS) - WITHOUT_FILES))
def test_every_file_fits_its_schema(name: str) -> None:
    paths = sorted(REPOSITORY.glob(SCHEMAS[name]))
    assert paths
    for path in paths:
        jsonschema.validate(parse_yaml(path.read_text(encoding="utf-8")), schema_of(name))


def a_tie() -> dict[str, Any]:
    return {"tie": "t", "zh": "中", "en": "e", "source": "s", "sum": {"total": {}}}


def with_unknown_key(tie: dict[str, Any]) -> None:
    tie["aplies"] = {}


def with_two_kinds(tie: dict[str, Any]) -> None:
    tie["witness"] = {}


def without_source(tie: dict[str, Any]) -> None:
    del tie["source"]


def with_unknown_severity(tie: dict[str, Any]) -> None:
    tie["severity"] = "fatal"


@pytest.mark.parametrize(
    "spoil", [with_unknown_key, with_two_kinds, without_source, with_unknown_severity]
)
def test_what_a_reader_refuses_a_schema_refuses(spoil: Callable[[dict[str, Any]], None]) -> None:
    tie = a_tie()
    jsonschema.validate({"ties": [tie]}, schema_of("ties"))
    spoil(tie)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"ties": [tie]}, schema_of("ties"))
