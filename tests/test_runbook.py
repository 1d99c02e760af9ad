"""docs/operations.md says what to do for each reason, check and message that a person may meet."""

import ast
import re

import pytest

from pipelines.conform.identity.records import NEEDED
from pipelines.definitions import defs
from pipelines.extract import retrying
from pipelines.locations import REPOSITORY
from tests.test_repository import python_files, tree_of

RUNBOOK = (REPOSITORY / "docs" / "operations.md").read_text(encoding="utf-8")
# What sets something aside, and which of its arguments is the code of the reason.
CODE_ARGUMENT = {
    "set_aside": 1,
    "refuse": 3,
    "refused": 1,
    "RefusedFile": 1,
    "FileRefused": 1,
    "FailedLink": 1,
    "FetchFailed": 0,
    "UnreadableDocument": 0,
    "ArchiveRefused": 0,
    "RefusedMember": 1,
    "WorkerFailure": 1,
}
CODE = re.compile(r"[a-z]+(_[a-z]+)*")
CALLED = re.compile(rf"\b({'|'.join(CODE_ARGUMENT)})\(")


def codes() -> set[str]:
    """Every code of a reason that stands in a call; those of failures to be tried again too."""
    found = {retrying.MACHINE, retrying.DAMAGED_STORE, retrying.OVER_BUDGET}
    found |= {f"{needed}_{how}" for needed in NEEDED for how in ("unknown", "contradicted")}
    for path in (path for path in python_files("pipelines") if CALLED.search(path.read_text())):
        for node in ast.walk(tree_of(path)):
            if (
                isinstance(node, ast.Call)
                and (position := CODE_ARGUMENT.get(called(node))) is not None
            ):
                found |= {
                    argument.value
                    for argument in node.args[position : position + 1]
                    if isinstance(argument, ast.Constant)
                    and isinstance(argument.value, str)
                    and CODE.fullmatch(argument.value)
                }
    return found


def called(node: ast.Call) -> str:
    target = node.func
    return target.attr if isinstance(target, ast.Attribute) else getattr(target, "id", "")


def problems() -> set[str]:
    """The longest plain piece of each message that ends a build or a night."""
    modules = ("build.py", "job.py", "backup.py", "notices.py", "release.py", "warehouse_lock.py")
    wanted = ("UsageProblem", "BuildProblem", "PublicationRefused", "WarehouseBusy")
    found = set()
    for path in (path for path in python_files("pipelines") if path.name in modules):
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.Call) and called(node) in wanted:
                pieces = [
                    part.value
                    for argument in node.args
                    for part in ast.walk(argument)
                    if isinstance(part, ast.Constant) and isinstance(part.value, str)
                ]
                found |= {max(pieces, key=len)} if pieces else set()
    return found


def test_the_codes_are_found() -> None:
    assert {"encrypted", "robots", "night_budget", "bad_sidecar", "no_form", "no_text"} <= codes()
    assert len(codes()) > 35


@pytest.mark.parametrize("code", sorted(codes()))
def test_each_reason_is_in_the_runbook(code: str) -> None:
    assert f"`{code}`" in RUNBOOK


def test_each_check_of_a_stage_is_in_the_runbook() -> None:
    names = {key.name for key in defs.resolve_asset_graph().asset_check_keys}
    assert len(names) == 7
    assert {name for name in names if f"`{name}`" not in RUNBOOK} == set()


def test_each_message_that_ends_a_night_is_in_the_runbook() -> None:
    messages = RUNBOOK.split("| message |")[1].split("\n\n")[0]
    shown = [each.replace(" ...", "") for each in messages.split("`")[1::2]]
    missing = [message for message in problems() if not any(each in message for each in shown)]
    assert missing == []
