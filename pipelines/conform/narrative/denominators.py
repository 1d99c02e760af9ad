"""Which amount a share is of.

An amount with a share of its own is no denominator of its neighbours. A total that no words name is
taken where most shares of the paragraph hold with it; one that holds with none is none.
"""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from pipelines.conform.narrative.attachment import Mention
from pipelines.conform.narrative.told import COORDINATES, Known
from pipelines.conform.narrative.topics import coordinates_of
from pipelines.conform.narrative.wording_file import NarrativeWording, Whole

# A total that no words name must hold for at least so many shares.
ENOUGH = 2
Share = tuple[Known, Decimal, int]


def whole_of(words: str, wording: NarrativeWording) -> Whole | None:
    """The total that the words between 占 and the number name."""
    return next((whole for whole in wording.wholes if whole.when.search(words)), None)


def named_total(whole: Whole, share: Share, known: Sequence[Known]) -> Known | None:
    """The statement of a named total; of several meanings the one that the share holds with.

    `known`: all that is stated, the nearest first.
    """
    about = share[0]
    found = [each for sets in whole.sets for each in _stated(sets, about, known)[:1]]
    even = [each for sets in whole.even for each in _stated(sets, about, known)[:1]]
    holding = [each for each in (*found, *even) if holds(share, each)]
    if holding:
        return holding[0]
    if even and about.coordinates.get("fund_source") not in ("all", None):
        return None
    return found[0] if len({each.number for each in found}) == 1 else None


def _stated(sets: Mapping[str, str], about: Known, known: Sequence[Known]) -> list[Known]:
    wanted = coordinates_of(sets, COORDINATES)
    return [
        each
        for each in known
        if (each.fiscal_year, each.phase) == (about.fiscal_year, about.phase)
        and each.number
        and each.stated_in != "implied"
        and all(each.coordinates.get(name) == value for name, value in wanted.items())
    ]


def head_of(head: Mention | None, shared: frozenset[str]) -> Known | None:
    """The whole of `其中:`, where it has no share of its own."""
    is_whole = head and head.known.statement_id and head.known.statement_id not in shared
    return head.known if head and is_whole else None


def common_total(shares: Sequence[Share], candidates: Iterable[Known]) -> Known | None:
    """The total that most shares of a list hold with, and at least two; None where none does."""
    best: tuple[int, Known] | None = None
    for candidate in candidates:
        count = sum(holds(share, candidate) for share in shares if share[0].number)
        if best is None or count > best[0]:
            best = count, candidate
    counted = sum(bool(share[0].number) for share in shares)
    if best is None or best[0] < ENOUGH or best[0] * 2 <= counted:
        return None
    return best[1]


def holds(share: Share, whole: Known) -> bool:
    """Whether amount ÷ total is the share, each as precise as it is printed."""
    about, value, decimals = share
    if not whole.number or about.amount_yuan is None:
        return False
    half = Decimal(1) / (2 * Decimal(10) ** decimals)
    slack = (about.half + whole.half * abs(about.number) / whole.number) / whole.number * 100
    return abs(about.number / whole.number * 100 - value) <= half + slack
