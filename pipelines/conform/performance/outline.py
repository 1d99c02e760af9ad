"""Which rows of a list are parts of the row above them, told from levels and from sums."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

# Beyond this the search for nested projects is given up; a longer list is left flat.
MOST_ROWS = 80
MOST_TRIES = 20_000

Group = tuple[int, int, int]


def children_of(levels: Sequence[int]) -> dict[int, list[int]]:
    """Row → the rows below it that are its parts: those of the least level before the next peer."""
    found: dict[int, list[int]] = {}
    for parent, level in enumerate(levels):
        block: list[int] = []
        for row in range(parent + 1, len(levels)):
            if levels[row] <= level:
                break
            block.append(row)
        least = min((levels[row] for row in block), default=level)
        if block:
            found[parent] = [row for row in block if levels[row] == least]
    return found


def nested(amounts: Sequence[Decimal], total: Decimal, slack: Decimal) -> list[int | None] | None:
    """The parent of each row (None at the top) where rows are followed by their own parts.

    The rows at the top add up to the total, each parent to its parts, within `slack` (half a unit
    of the last decimal) for every amount of a sum. None where no such outline exists or where the
    list is too long to search.
    """
    if abs(sum(amounts, Decimal(0)) - total) <= slack * (len(amounts) + 1):
        return list[int | None]([None] * len(amounts))
    if len(amounts) > MOST_ROWS:
        return None
    groups = _Search(amounts, slack).groups(0, len(amounts), total, 1)
    if groups is None or not _is_told(groups):
        return None
    parents: list[int | None] = [None] * len(amounts)
    for parent, first, last in sorted(groups):
        parents[first:last] = [parent] * (last - first)
    return parents


def _is_told(groups: Sequence[Group]) -> bool:
    """A copy of the amount above may be its only part or another subject: few may be taken so."""
    copies = sum(last - first == 1 for _, first, last in groups)
    return copies <= 1 + len(groups) - copies


@dataclass
class _Search:
    """One search for an outline; what was found of a part of the list is kept."""

    amounts: Sequence[Decimal]
    slack: Decimal
    known: dict[tuple[int, int, Decimal], tuple[Group, ...] | None] = field(default_factory=dict)

    def groups(self, first: int, last: int, total: Decimal, count: int) -> tuple[Group, ...] | None:
        """(parent, first part, last part + 1) with which amounts[first:last] add up to total.

        `count` is how many amounts of the sum stand before these, its total among them.
        """
        if first == last:
            return () if abs(total) <= self.slack * count else None
        key = first, last, total
        if key not in self.known:
            if len(self.known) > MOST_TRIES or total < -self.slack * count:
                return None
            self.known[key] = None
            self.known[key] = next(self._ways(first, last, total, count + 1), None)
        return self.known[key]

    def _ways(
        self, first: int, last: int, total: Decimal, count: int
    ) -> Iterator[tuple[Group, ...]]:
        """The first row as a subject with parts, then as one without, then with a single part."""
        amount = self.amounts[first]
        for end in range(first + 3, last + 1):
            inside = self.groups(first + 1, end, amount, 1)
            rest = None if inside is None else self.groups(end, last, total - amount, count)
            if inside is not None and rest is not None:
                yield (first, first + 1, end), *inside, *rest
        rest = self.groups(first + 1, last, total - amount, count)
        if rest is not None:
            yield rest
        if first + 1 < last and self.amounts[first + 1] == amount:
            rest = self.groups(first + 2, last, total - amount, count)
            if rest is not None:
                yield (first, first + 1, first + 2), *rest
