"""What holds for the repository as a whole: sizes, documentation in step, tested reasons."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from pipelines.cli import main
from pipelines.load.dictionary import DICTIONARY, render_dictionary
from pipelines.locations import REPOSITORY
from tests.long_files import LONG_FILES

LONGEST_FILE_LINES = 300
LONGEST_FUNCTION_LINES = 35
SHORT_FUNCTION_LINES, SHORT_SHARE = 10, 0.75
README, README_ZH = REPOSITORY / "README.md", REPOSITORY / "README.zh-CN.md"
STAGES = ("raw", "extract", "conform", "load", "validate", "publish")
# A net under all readers: no printed number is known that falls into it.
WITHOUT_EXAMPLE = {"number_not_reached"}
# Calls that set something aside, and where in them the code of the reason stands.
REASON_ARGUMENT = {"set_aside": 1, "refuse": 3, "UnreadableDocument": 0, "ArchiveRefused": 0}


def python_files(*folders: str) -> list[Path]:
    return sorted(path for name in folders for path in (REPOSITORY / name).rglob("*.py"))


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def function_lengths(path: Path) -> Iterator[tuple[int, str]]:
    """Lines of each function's body without its docstring."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            body = node.body[1:] if ast.get_docstring(node) else node.body
            if body:
                last = body[-1].end_lineno or body[-1].lineno
                yield last - body[0].lineno + 1, f"{path.name}:{node.name}"


def test_files_are_small() -> None:
    lengths = {
        str(path.relative_to(REPOSITORY)): len(path.read_text(encoding="utf-8").splitlines())
        for path in python_files("pipelines", "tests", "benchmarks")
    }
    assert {path: n for path, n in lengths.items() if n > LONGEST_FILE_LINES} == {}


def test_the_long_files_of_tests_exist() -> None:
    assert [name for name in LONG_FILES if not (REPOSITORY / "tests" / name).exists()] == []
    assert len(set(LONG_FILES)) == len(LONG_FILES)


def test_functions_are_small() -> None:
    found = [each for path in python_files("pipelines") for each in function_lengths(path)]
    assert [(lines, name) for lines, name in found if lines > LONGEST_FUNCTION_LINES] == []
    short = sum(length <= SHORT_FUNCTION_LINES for length, _ in found)
    assert short / len(found) > SHORT_SHARE


@pytest.mark.parametrize("path", python_files("pipelines", "benchmarks"), ids=lambda p: p.stem)
def test_a_module_says_what_belongs_in_it(path: Path) -> None:
    if path.read_text(encoding="utf-8").strip():
        assert ast.get_docstring(tree_of(path))


@pytest.mark.parametrize("command", sorted(main.commands))
def test_every_command_is_in_both_readmes(command: str) -> None:
    for readme in (README, README_ZH):
        assert re.search(rf"gongkai {command}\b", readme.read_text(encoding="utf-8")), readme.name


def test_both_readmes_have_the_same_parts() -> None:
    parts = [
        re.findall(r"^(#+) |^\| --- ", path.read_text(encoding="utf-8"), re.MULTILINE)
        for path in (README, README_ZH)
    ]
    assert parts[0] == parts[1]


def shown(path: Path) -> list[str]:
    """What a README tells the reader to type and to look at: it is the same in every language."""
    text = path.read_text(encoding="utf-8")
    blocks = "".join(re.findall(r"^```\n(.*?)^```", text, re.MULTILINE | re.DOTALL))
    typed = re.sub(r" +#.*", "", blocks).splitlines()
    rows = re.findall(r"^\| `(?:gongkai )?([a-z_/]+(?: try)?)", text, re.MULTILINE)
    pictures = re.findall(r"\]\(([^)]+\.(?:png|svg))\)", text)
    return [*typed, *rows, *(picture.replace("_zh", "_en") for picture in pictures)]


def test_both_readmes_show_the_same_commands_and_pictures() -> None:
    assert len(shown(README)) > 60
    assert shown(README) == shown(README_ZH)


def test_what_the_readmes_tell_to_type_fits_80_columns() -> None:
    asked = [line for line in shown(README) if re.match(r" +(SELECT|FROM|WHERE)", line)]
    assert len(asked) > 8
    assert [line for line in asked if len(line) > 80] == []


def test_every_stage_has_its_folder_and_its_heading() -> None:
    text = (REPOSITORY / "pipelines" / "README.md").read_text(encoding="utf-8")
    headings = re.findall(r"^## (\w+)$", text, re.MULTILINE)
    assert [heading for heading in headings if heading in STAGES] == list(STAGES)
    assert all((REPOSITORY / "pipelines" / stage).is_dir() for stage in STAGES)


def test_the_dictionary_is_up_to_date() -> None:
    assert DICTIONARY.read_text(encoding="utf-8") == render_dictionary()


def reasons() -> set[str]:
    """Every code of a reason for which something is set aside, as written in the code."""
    calls = (
        node
        for path in python_files("pipelines")
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Call) and _called(node) in REASON_ARGUMENT
    )
    given = (argument for call in calls for argument in call.args[REASON_ARGUMENT[_called(call)] :])
    return {  # pyright: ignore
        argument.value
        for argument in given
        if isinstance(argument, ast.Constant)
        and re.fullmatch(r"[a-z]+_[a-z_]+", str(argument.value))
    }


def _called(node: ast.Call) -> str:
    called = node.func
    return called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")


def test_every_reason_of_the_quarantine_is_tested() -> None:
    tests = "\n".join(path.read_text(encoding="utf-8") for path in python_files("tests"))
    assert len(reasons()) > 10
    untested = {reason for reason in reasons() if f'"{reason}"' not in tests}
    assert untested <= WITHOUT_EXAMPLE


def test_links_of_the_documentation_lead_somewhere() -> None:
    pages = [*REPOSITORY.glob("*.md"), *(REPOSITORY / "docs").rglob("*.md")]
    for page in [*pages, REPOSITORY / "pipelines" / "README.md"]:
        links = re.findall(r"\]\(([^)#:\s]+)\)", page.read_text(encoding="utf-8"))
        assert [link for link in links if not (page.parent / link).exists()] == [], page.name
