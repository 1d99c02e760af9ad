"""The files warehouse/codes/*.csv as rows with line numbers, and what their .yaml says of them.

Only reading belongs here; what a file must hold is checked in code_file_checks.py and
succession_checks.py.
"""

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pipelines.frames.knowledge_file import parse_yaml


class CodeFileError(ValueError):
    """A code file that contradicts itself or another; the message names file and line."""


@dataclass(frozen=True)
class CodeRow:
    """One row; an empty field is the empty text, `line` counts from 1 with the header."""

    path: Path
    line: int
    values: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.values[column]

    def error(self, problem: str) -> CodeFileError:
        """The error to raise about this row."""
        return CodeFileError(f"{self.path}, line {self.line}: {problem}")


@dataclass(frozen=True)
class CodeFile:
    """A file with what its description says: key columns, references, kinds of a change."""

    path: Path
    columns: tuple[str, ...]
    rows: tuple[CodeRow, ...]
    key: tuple[str, ...]
    references: Mapping[str, str]
    kinds: frozenset[str]

    @property
    def name(self) -> str:
        """The file's name without .csv."""
        return self.path.stem


CodeFiles = Mapping[str, CodeFile]


def load_code_files(folder: Path) -> CodeFiles:
    """Every CSV file of the folder by name; CodeFileError for a row of another width."""
    return {path.stem: parse_code_file(*texts_of(path)) for path in sorted(folder.glob("*.csv"))}


def texts_of(path: Path) -> tuple[Path, str, str]:
    """A CSV file, and the description beside it; empty without one."""
    described = path.with_suffix(".yaml")
    said = described.read_text(encoding="utf-8") if described.exists() else ""
    with path.open(encoding="utf-8", newline="") as file:
        return path, file.read(), said


def parse_code_file(path: Path, text: str, description: str) -> CodeFile:
    """A CSV file and its description; CodeFileError for a row of another width."""
    said = parse_yaml(description) or {}
    reader = csv.reader(io.StringIO(text, newline=""))
    columns = tuple(next(reader, []))
    rows = tuple(_row(path, reader.line_num, columns, fields) for fields in reader)
    return CodeFile(
        path=path,
        columns=columns,
        rows=rows,
        key=tuple(said.get("key") or ()),
        references=said.get("references") or {},
        kinds=frozenset(said.get("kinds") or ()),
    )


def _row(path: Path, line: int, columns: tuple[str, ...], fields: list[str]) -> CodeRow:
    if len(fields) != len(columns):
        problem = f"{len(fields)} fields, the header has {len(columns)}"
        raise CodeFileError(f"{path}, line {line}: {problem}")
    return CodeRow(path, line, dict(zip(columns, fields, strict=True)))
