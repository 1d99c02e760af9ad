"""Lines of the core changed one at a time: does a test notice? `make mutants`, never in CI.

`python -m benchmarks.code_mutants [COUNT] [MODULE...]` changes COUNT places of each module (ten by
default): a comparison, a sign, a constant, a condition, a result. For each the tests that stand
beside the module are run in a process of their own until one fails. Printed is each mutant that
lives, with file, line and change, and what share died. Exit status 1 where more than one in ten
lives. Mutants are drawn by a seed, so that a run can be repeated; some change nothing that can be
seen, and a person has to tell.
"""

import ast
import contextlib
import copy
import importlib.abc
import importlib.util
import io
import os
import random
import signal
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType

from pipelines.locations import REPOSITORY

COUNT, SEED, SECONDS = 10, 11, 240
MOST_THAT_LIVE = 0.1
FORMS = "tests/conform/forms"
# The core, and the tests that must notice when it changes.
TESTS: dict[str, tuple[str, ...]] = {
    "pipelines.conform.amounts": ("tests/conform/test_amounts.py",),
    "pipelines.conform.forms.columns": (FORMS,),
    "pipelines.conform.forms.sums": (FORMS,),
    "pipelines.conform.forms.row_sums": (FORMS,),
    "pipelines.conform.forms.proof": (FORMS,),
    "pipelines.conform.forms.rows": (FORMS,),
    "pipelines.conform.forms.line_kinds": (FORMS,),
    "pipelines.conform.forms.statements": (FORMS, "tests/conform/test_empty_forms.py"),
    "pipelines.validate.ties.intervals": ("tests/validate/ties/test_intervals.py",),
    "pipelines.validate.ties.figure_causes": ("tests/validate/ties/test_causes.py",),
    "pipelines.validate.ties.sum_causes": ("tests/validate/ties/test_causes.py",),
    "pipelines.validate.ties.one_cell": ("tests/validate/ties/test_one_cell.py",),
    "pipelines.publish.release": ("tests/publish/test_release.py",),
}
OPPOSITE: dict[type[ast.AST], type[ast.AST]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.And: ast.Or,
    ast.Or: ast.And,
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Add,
    ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd,
}


@dataclass(frozen=True)
class Mutant:
    """A module with one place changed: the line, what stood there and what stands there now."""

    module: str
    line: int
    before: str
    after: str
    tree: ast.Module


def mutants_of(module: str, source: str) -> Iterator[Mutant]:
    """Every mutant of a module, in order of its lines; nothing outside functions is changed."""
    tree = ast.parse(source)
    nodes = list(ast.walk(tree))
    for index, node in enumerate(nodes):
        if not isinstance(node, ast.expr | ast.stmt) or not _is_inside(tree, node):
            continue
        for choice in range(_choices(node)):
            changed = copy.deepcopy(tree)
            target = list(ast.walk(changed))[index]
            before = ast.unparse(target)
            _change(target, choice)
            after = ast.unparse(target)
            if after != before:
                yield Mutant(module, node.lineno, before, after, ast.fix_missing_locations(changed))


def _is_inside(tree: ast.Module, node: ast.expr | ast.stmt) -> bool:
    """Whether a node stands in the body of a function, behind its docstring."""
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef):
            body = function.body[1:] if ast.get_docstring(function) else function.body
            end = function.end_lineno or function.lineno
            if body and body[0].lineno <= node.lineno <= end:
                return True
    return False


def _choices(node: ast.expr | ast.stmt) -> int:
    """In how many ways a node can be changed."""
    if isinstance(node, ast.Compare):
        return len(node.ops)
    if isinstance(node, ast.BoolOp):
        return 1 + len(node.values)
    if isinstance(node, ast.Constant):
        return int(isinstance(node.value, bool | int))
    if isinstance(node, ast.Return):
        return int(node.value is not None)
    return int(isinstance(node, ast.BinOp | ast.UnaryOp | ast.If | ast.IfExp))


def _change(node: ast.AST, choice: int) -> None:
    """Change the node in place: the operator, the condition, the number or the result."""
    match node:
        case ast.Compare():
            kind = OPPOSITE.get(type(node.ops[choice]))
            node.ops[choice] = kind() if kind else node.ops[choice]  # pyright: ignore
        case ast.BoolOp() if choice == 0:
            node.op = OPPOSITE[type(node.op)]()  # pyright: ignore
        case ast.BoolOp():
            node.values = [v for number, v in enumerate(node.values, 1) if number != choice]
        case ast.BinOp():
            kind = OPPOSITE.get(type(node.op))
            node.op = kind() if kind else node.op  # pyright: ignore
        case ast.UnaryOp():
            node.op = ast.UAdd() if isinstance(node.op, ast.USub) else ast.Not()
            if isinstance(node.op, ast.Not):
                node.operand = ast.UnaryOp(ast.Not(), node.operand)
        case ast.Constant():
            node.value = not node.value if isinstance(node.value, bool) else node.value + 1  # pyright: ignore
        case ast.If() | ast.IfExp():
            node.test = ast.UnaryOp(ast.Not(), node.test)
        case ast.Return():
            node.value = ast.Constant(None)


class _Changed(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Imports one module from a mutant's tree, all others as they are."""

    def __init__(self, mutant: Mutant, path: Path) -> None:
        self._mutant, self._path = mutant, path

    def find_spec(self, fullname: str, path: object, target: object = None) -> ModuleSpec | None:
        if fullname != self._mutant.module:
            return None
        return importlib.util.spec_from_file_location(fullname, self._path, loader=self)

    def create_module(self, spec: ModuleSpec) -> ModuleType | None:
        return None

    def exec_module(self, module: ModuleType) -> None:
        exec(compile(self._mutant.tree, str(self._path), "exec"), module.__dict__)


def path_of(module: str) -> Path:
    """The file of a module of the repository."""
    return REPOSITORY.joinpath(*module.split(".")).with_suffix(".py")


def is_noticed(mutant: Mutant, tests: Sequence[str]) -> bool:
    """Whether a test fails, or the tests do not come to an end, in a process forked from here."""
    child = os.fork()
    if child == 0:
        os.setsid()
        signal.alarm(SECONDS)
        os._exit(_tested(mutant, tests))
    _, status = os.waitpid(child, 0)
    return status != 0


def _tested(mutant: Mutant, tests: Sequence[str]) -> int:
    import pytest

    for name in [name for name in sys.modules if name.startswith(("pipelines.", "tests."))]:
        del sys.modules[name]
    sys.meta_path.insert(0, _Changed(mutant, path_of(mutant.module)))
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        try:
            return int(pytest.main(["-x", "-q", "-p", "no:cacheprovider", *tests]) != 0)
        except BaseException:
            return 1


def main(arguments: list[str]) -> int:
    """Print the mutants that live, a line for each module and what share died."""
    count = int(arguments[0]) if arguments else COUNT
    # what all tests need is imported once; of the code itself only what tells where things are
    import duckdb  # noqa: F401
    import hypothesis  # noqa: F401
    import polars  # noqa: F401
    import pydantic  # noqa: F401
    import pytest  # noqa: F401

    tried = lived = 0
    for module in arguments[1:] or TESTS:
        every = list(mutants_of(module, path_of(module).read_text(encoding="utf-8")))
        chosen = random.Random(f"{SEED}:{module}").sample(every, min(count, len(every)))
        living = [mutant for mutant in chosen if not is_noticed(mutant, TESTS[module])]
        for mutant in living:
            print(f"lives: {module}:{mutant.line}: {mutant.before}  ->  {mutant.after}")
        print(f"{module}: {len(chosen) - len(living)} of {len(chosen)} died", flush=True)
        tried, lived = tried + len(chosen), lived + len(living)
    print(f"{tried - lived} of {tried} mutants died, {lived / max(tried, 1):.0%} live")
    return int(lived > MOST_THAT_LIVE * tried)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
