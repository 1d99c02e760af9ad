"""Which amount a claim without a subject of its own is about.

`其中:A 60万元、B 40万元，较上年增加10万元` tells of the whole, not of B; where the words leave it
open, the rate beside the change decides (only one amount fits it), or nothing is tied.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from pipelines.conform.narrative.claims import Claim
from pipelines.conform.narrative.told import Known
from pipelines.conform.narrative.topics import Topic


@dataclass(frozen=True, eq=False)
class Mention:
    """An amount told in a paragraph: in which sentence, as a part of which head, in which bracket.

    `mark` is the punctuation between it and the number before it.
    """

    known: Known
    topic: Topic
    sentence: int
    end: int
    head: "Mention | None"
    bracket: int | None
    mark: str


@dataclass(frozen=True)
class Owners:
    """Amounts that a claim can be about; `default` where the words favour one of them."""

    candidates: tuple[Mention, ...]
    default: Mention | None

    @property
    def is_certain(self) -> bool:
        return len(self.candidates) == 1


NOBODY = Owners((), None)


def owners(
    mentions: Sequence[Mention],
    changes: Sequence[int],
    sentence: int,
    bracket: int | None,
    is_listed: bool,
    phase: str,
) -> Owners:
    """Of which amounts a claim can tell.

    changes: where changes are told, tied or not: one among the parts says that each part tells of
    itself, as a `;` that follows does (`is_listed`). phase: that of the document.
    """
    here = [m for m in mentions if m.sentence == sentence and m.bracket == bracket]
    if not here and bracket is not None:
        here = [m for m in mentions if m.sentence == sentence and m.end <= bracket][-1:]
    if not here:
        return _of_sentence_before(mentions, sentence, phase)
    last = here[-1]
    if last.head is None:
        return _of_peers(here, last)
    items = [m for m in here if m.head is last.head]
    is_own = any(items[0].end <= at < last.end for at in changes)
    if is_own or any(m.mark == ";" for m in items[1:]):
        return Owners((last,), last)
    if len(items) > 1 and not is_listed:
        return Owners((last.head, last), last.head)
    # `…20万元。其中:接待费3万元，比上年增加…`: the whole has a sentence of its own
    is_apart = last.head.sentence < sentence
    return Owners((last, last.head), last if is_listed or is_apart else None)


def _of_peers(here: Sequence[Mention], last: Mention) -> Owners:
    """`A 10万元、B 20万元，比上年增加…`: two of a kind side by side, either or both."""
    peers = [m for m in here if m.head is None]
    before = peers[-2] if len(peers) > 1 else None
    if (
        before
        and last.mark in ("、", "和", "及")
        and before.known.coordinates != last.known.coordinates
    ):
        return Owners((last, before), None)
    return Owners((last,), last)


def _of_sentence_before(mentions: Sequence[Mention], sentence: int, phase: str) -> Owners:
    """A sentence that begins with 比上年… goes on about what the one before it was about."""
    last = max((m.sentence for m in mentions if m.sentence < sentence), default=None)
    told = [m for m in mentions if m.sentence == last and m.bracket is None]
    wholes = {id(m.head): m.head for m in told if m.head}
    if len(wholes) == 1 and all(m.head for m in told):
        told = [whole for whole in wholes.values() if whole]
    heads = [m for m in told if m.head is None]
    own = [m for m in heads if m.known.phase == phase] or heads
    kinds = {tuple(m.known.coordinates.items()) for m in own}
    if not own or len(kinds) > 1:
        return NOBODY
    return Owners((own[-1],), own[-1])


def choose(found: Owners, change: Claim | None, rate: Claim | None) -> Mention | None:
    """The one that the claim is about, or None where the words and the rate leave it open."""
    if found.is_certain or not found.candidates:
        return found.default
    if found.default is None and len({m.known.number for m in found.candidates}) == 1:
        return found.candidates[0]
    # a change of nothing fits every amount, and a part of nothing has no rate
    if change is None or rate is None or not change.value or rate.value is None:
        return found.default
    if found.default and found.default.known.amount_yuan == change.value:
        return found.default
    fitting = [m for m in found.candidates if fits(m.known, change, rate)]
    if found.default in fitting:
        return found.default
    amounts = {m.known.number for m in fitting}
    return fitting[0] if len(amounts) == 1 else None


def fits(known: Known, change: Claim, rate: Claim) -> bool:
    """Whether rate = change ÷ (amount - change), each as precise as it is printed."""
    if change.value is None or rate.value is None or known.amount_yuan is None:
        return False
    base = known.amount_yuan - change.value
    if base <= 0:
        return False
    slack = known.half / base * (1 + 2 * abs(change.value) / base) * 100
    half = Decimal(1) / (2 * Decimal(10) ** rate.quantity.decimals)
    return abs(change.value / base * 100 - rate.value) <= half + slack
