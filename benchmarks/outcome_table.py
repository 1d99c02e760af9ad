"""How benchmarks over many mutants end: a row a kind, a column an outcome, an exit status."""

from collections import Counter
from collections.abc import Mapping, Sequence

WIDTH = 14


def ending(totals: Mapping[str, Counter[str]], good: Sequence[str], bad: Sequence[str] = ()) -> int:
    """Print what each kind came to; 1 where anything but what is `good` was counted.

    Columns are the good outcomes and `bad` ones, and whatever else was counted.
    """
    others = sorted({name for total in totals.values() for name in total} - {*good, *bad})
    names = [*good, *bad, *others]
    widths = [max(len(name) + 2, 9) for name in names]
    print(_row("kind", names, widths))
    for kind, total in totals.items():
        print(_row(kind, [f"{total[name]:,}" for name in names], widths))
    return int(any(total[name] for total in totals.values() for name in (*bad, *others)))


def _row(kind: str, cells: Sequence[str], widths: Sequence[int]) -> str:
    told = "".join(f"{cell:>{width}}" for cell, width in zip(cells, widths, strict=True))
    return f"{kind:<{WIDTH}}{told}"
