"""The runner of `make mutants`: it changes what it should, and a test that fails is noticed."""

import ast
from pathlib import Path

import pytest

from benchmarks.code_mutants import TESTS, is_noticed, mutants_of, path_of
from pipelines.locations import REPOSITORY

SOURCE = '''
LIMIT = 3

def is_small(number: int) -> bool:
    """Not changed: 1 < 2."""
    if number < LIMIT and number:
        return True
    return number == -1
'''


def test_every_decision_inside_functions_is_changed_and_nothing_else() -> None:
    changes = {(each.before, each.after) for each in mutants_of("some.module", SOURCE)}
    assert ("number < LIMIT", "number <= LIMIT") in changes
    assert ("number < LIMIT and number", "number < LIMIT or number") in changes
    assert ("number < LIMIT and number", "number") in changes
    assert ("number == -1", "number != -1") in changes
    assert ("-1", "+1") in changes
    assert ("True", "False") in changes
    assert ("return number == -1", "return None") in changes
    assert not any("3" in before or "1 < 2" in before for before, _ in changes)


def test_a_mutant_differs_from_its_module_in_one_place() -> None:
    for mutant in mutants_of("some.module", SOURCE):
        assert ast.unparse(mutant.tree) != ast.unparse(ast.parse(SOURCE))
        assert 4 < mutant.line < 9


@pytest.mark.parametrize("module", sorted(TESTS))
def test_the_modules_and_their_tests_are_there(module: str) -> None:
    assert path_of(module).is_file()
    assert all((REPOSITORY / name).exists() for name in TESTS[module])


def test_a_test_that_fails_under_a_mutant_is_noticed(tmp_path: Path) -> None:
    module = "pipelines.validate.ties.intervals"
    source = path_of(module).read_text(encoding="utf-8")
    mutant = next(
        m for m in mutants_of(module, source) if m.before.startswith("return self.low <=")
    )
    test = tmp_path / "test_it.py"
    test.write_text(
        "from decimal import Decimal\n"
        f"from {module} import Interval\n"
        "def test_it() -> None:\n"
        "    assert Interval(Decimal(0), Decimal(1)).holds(Decimal(1))\n"
        "    assert Interval(Decimal(0), Decimal(1)).meets(Interval(Decimal(1), Decimal(2)))\n"
    )
    assert is_noticed(mutant, [str(test)])
    test.write_text("def test_it() -> None:\n    assert True\n")
    assert not is_noticed(mutant, [str(test)])
