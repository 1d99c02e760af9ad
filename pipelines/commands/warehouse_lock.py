"""The lock of the warehouse for commands: one that is taken is wrong usage, told in a sentence."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from pipelines.commands.problems import UsageProblem
from pipelines.warehouse_lock import WarehouseBusy, held


@contextmanager
def warehouse_lock(warehouse: Path) -> Iterator[None]:
    """Hold the warehouse until the end of the block; raises UsageProblem where another holds it."""
    with ExitStack() as stack:
        try:
            stack.enter_context(held(warehouse))
        except WarehouseBusy as busy:
            raise UsageProblem(str(busy)) from busy
        yield
