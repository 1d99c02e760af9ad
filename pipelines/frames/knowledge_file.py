"""Reads one YAML file of knowledge strictly: an unknown key or a wrong value is an error that
names file and line. What the files mean belongs to their own modules.
"""

from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

Model = TypeVar("Model", bound=BaseModel)


class KnowledgeError(ValueError):
    """A knowledge file that cannot be used; the message names file, line and entry."""


def parse_yaml(text: str) -> Any:
    """The content of a YAML text, by libyaml: Python's own parser takes ten times as long."""
    return yaml.load(text, yaml.CSafeLoader)


def read_strictly(path: Path, model: type[Model]) -> Model:
    """The validated content of a YAML file; raises KnowledgeError."""
    try:
        text = path.read_text(encoding="utf-8")
        return model.model_validate(parse_yaml(text))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise KnowledgeError(f"{path.name}: {error}") from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        line = _line_of(yaml.compose(text), first["loc"])  # pyright: ignore
        raise KnowledgeError(f"{path.name}, line {line}: {where}: {first['msg']}") from error


def _line_of(node: yaml.Node | None, location: tuple[int | str, ...]) -> int:
    """The line of the entry that a validation error speaks of, as far as it can be followed."""
    line = 1
    for part in location:
        if node is None:
            break
        line = node.start_mark.line + 1
        node = _child(node, part)
    return line if node is None else node.start_mark.line + 1


def _child(node: yaml.Node, part: int | str) -> yaml.Node | None:
    if isinstance(node, yaml.MappingNode):
        return next((value for key, value in node.value if key.value == str(part)), None)
    if isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
        return node.value[part]
    return None
