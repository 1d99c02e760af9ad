"""JSON schemas of the YAML files of knowledge, for editors: `make schemas` writes docs/schemas.

What is read with pydantic has the schema of its model; the others follow from the keys that their
readers allow. Which file has which schema is in SCHEMAS, and for editors in .vscode/settings.json.
"""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any, get_args

from pydantic import TypeAdapter

from pipelines.conform.forms.counted_rows import CountedFile
from pipelines.conform.forms.lexicon import WordsFile
from pipelines.conform.forms.place_words import PlaceFile
from pipelines.conform.forms.wordings import CaptionsFile, FormsFile
from pipelines.conform.narrative.number_classes import ClassesFile
from pipelines.conform.performance.target_values import TargetWordsFile
from pipelines.load.sql_columns import SharedDescription
from pipelines.locations import REPOSITORY
from pipelines.publish.people_workbooks import Workbooks
from pipelines.raw.portals.portal_file import FolderPortal, WebPortal
from pipelines.settings import Settings
from pipelines.validate.outcomes import Severity
from pipelines.validate.ties.tie_files import KINDS, RELATIONS

FOLDER = REPOSITORY / "docs" / "schemas"
EDITOR = REPOSITORY / ".vscode" / "settings.json"
LEXICON = "pipelines/conform/lexicon"
# The files that a schema is for, as a pattern from the root of the repository.
SCHEMAS: dict[str, str] = {
    "columns": "warehouse/columns.yaml",
    "workbooks": "pipelines/publish/workbooks.yaml",
    "settings": "gongkai.yaml",
    "number_classes": f"{LEXICON}/number_classes.yaml",
    "forms": f"{LEXICON}/forms.yaml",
    "captions": f"{LEXICON}/captions.yaml",
    "place": f"{LEXICON}/places/*.yaml",
    "counted_rows": f"{LEXICON}/counted_rows.yaml",
    "words": f"{LEXICON}/words.yaml",
    "target_words": f"{LEXICON}/target_words.yaml",
    "portal": "raw/portals/*.yaml",
    "suite": "expectations/suites/*.yaml",
    "ties": "expectations/ties/*.yaml",
    "rules": "expectations/rules/*.yaml",
}
MODELS: dict[str, Any] = {
    "columns": dict[str, SharedDescription],
    "workbooks": Workbooks,
    "settings": Settings,
    "number_classes": ClassesFile,
    "forms": FormsFile,
    "captions": CaptionsFile,
    "place": PlaceFile,
    "counted_rows": CountedFile,
    "words": WordsFile,
    "target_words": TargetWordsFile,
    "portal": FolderPortal | WebPortal,
}
TEXT = {"type": "string", "minLength": 1}
SEVERITY = {"enum": list(get_args(Severity))}


def schema_of(name: str) -> dict[str, Any]:
    """The schema of one kind of file."""
    if name in MODELS:
        return TypeAdapter[Any](MODELS[name]).json_schema()
    return {"suite": _suite, "ties": _ties, "rules": _rules}[name]()


def _suite() -> dict[str, Any]:
    meta = _closed(
        {"rule_id": TEXT, "description_en": TEXT, "description_zh": TEXT},
        strict={"type": "boolean"},
    )
    rule = {"type": TEXT, "severity": SEVERITY, "meta": meta, "kwargs": {"type": "object"}}
    return _closed({"name": TEXT, "expectations": _some(_closed(rule))})


def _ties() -> dict[str, Any]:
    needed = {"tie": TEXT, "zh": TEXT, "en": TEXT, "source": TEXT}
    kinds = {kind: {"type": ["object", "array"]} for kind in KINDS}
    where: dict[str, Any] = {"applies": {"type": "object"}, "unless": {"type": "array"}}
    relation = {"enum": list(RELATIONS)}
    tie = _closed(needed, severity=SEVERITY, relation=relation, **where, **kinds)
    return _closed({"ties": _some(tie | {"oneOf": [{"required": [kind]} for kind in KINDS]})})


def _rules() -> dict[str, Any]:
    names = ("rule", "zh", "en", "source", "query", "message_zh", "message_en")
    rule = _closed(dict.fromkeys(names, TEXT), severity=SEVERITY, applies=TEXT)
    return _closed({"rules": _some(rule)})


def _closed(needed: dict[str, Any], **others: Any) -> dict[str, Any]:
    """An object with these keys and no other."""
    facts = {"type": "object", "additionalProperties": False, "required": list(needed)}
    return facts | {"properties": {**needed, **others}}


def _some(item: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "minItems": 1, "items": item}


def written(content: Any) -> str:
    """JSON as it stands in the files."""
    return json.dumps(content, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def editor_settings() -> str:
    """Which schema an editor uses for which file."""
    pairs: Iterable[tuple[str, str]] = SCHEMAS.items()
    return written({"yaml.schemas": {f"./docs/schemas/{n}.json": pattern for n, pattern in pairs}})


def main() -> None:
    """Write every schema, and the settings of editors."""
    FOLDER.mkdir(exist_ok=True)
    for name in SCHEMAS:
        _write(FOLDER / f"{name}.json", written(schema_of(name)))
    EDITOR.parent.mkdir(exist_ok=True)
    _write(EDITOR, editor_settings())


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
