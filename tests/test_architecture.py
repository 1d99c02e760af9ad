"""Which folder may use which: arrows point down the stages, never up, and there is no circle."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipelines.locations import REPOSITORY

CODE = REPOSITORY / "pipelines"
# From the top down; a folder uses itself and what stands below it.
LAYERS = ("commands", "publish", "trace", "validate", "load", "conform", "extract", "raw", "frames")
# Modules beside the folders: what all may use, and what puts the whole together.
COMMON = {
    "locations",
    "progress",
    "resources",
    "code_version",
    "knowledge",
    "settings",
    "run_log",
    "warehouse_lock",
}
WHOLE = {"cli", "definitions", "schedules", "sensors"}


def modules() -> list[Path]:
    return sorted(CODE.rglob("*.py"))


def used(path: Path) -> Iterator[str]:
    """The folder or module below `pipelines` that each import of a file names."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names: list[str] = []
        if isinstance(node, ast.ImportFrom) and node.module:
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        for name in names:
            package, *below = name.split(".")
            if package == "pipelines" and below:
                yield below[0]


def layer_of(path: Path) -> str:
    return path.relative_to(CODE).parts[0].removesuffix(".py")


def test_every_folder_has_its_layer() -> None:
    folders = {path.name for path in CODE.iterdir() if (path / "__init__.py").exists()}
    assert folders == set(LAYERS)
    assert {path.stem for path in CODE.glob("*.py")} - {"__init__"} == COMMON | WHOLE


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(CODE)))
def test_no_arrow_points_up(path: Path) -> None:
    own = layer_of(path)
    if own in WHOLE or own == "__init__":
        return
    # what all may use stands on frames alone
    allowed = {*COMMON, "frames"}
    if own in LAYERS:
        allowed |= set(LAYERS[LAYERS.index(own) :])
    # Commands start what is put together; the graph's assets need its resources only.
    allowed |= WHOLE if own == "commands" else set()
    assert set(used(path)) <= allowed


def test_frames_know_no_stage() -> None:
    for path in (CODE / "frames").glob("*.py"):
        assert set(used(path)) <= {"frames"}, path


def test_reading_the_graph_of_imports_sees_what_it_should() -> None:
    assert "raw" in set(used(CODE / "extract" / "extraction.py"))
    assert "extract" in set(used(CODE / "conform" / "conformance.py"))
