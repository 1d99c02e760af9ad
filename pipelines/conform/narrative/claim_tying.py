"""Ties each claim to the amounts it is about, and to what it is measured against.

The words of a claim are read in claims.py, the choice among amounts in attachment.py and
denominators.py.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from pipelines.conform.narrative.attachment import NOBODY, Mention, Owners, choose, owners
from pipelines.conform.narrative.budgets import budget_of
from pipelines.conform.narrative.claims import Base, Claim, ClaimReader
from pipelines.conform.narrative.denominators import (
    Share,
    common_total,
    head_of,
    holds,
    named_total,
    whole_of,
)
from pipelines.conform.narrative.ledger import ToldClaim
from pipelines.conform.narrative.meanings import FormAmounts
from pipelines.conform.narrative.sentences import Spoken
from pipelines.conform.narrative.thread import Thread
from pipelines.conform.narrative.told import COORDINATES, UNKNOWN, Known
from pipelines.conform.narrative.topics import Topic, coordinates_of
from pipelines.conform.narrative.word_claims import WordClaim

STATISTIC = "statistic"


@dataclass
class ClaimTying:
    """Ties the claims of one document; `told` are the amounts of its text so far, in order."""

    claims: ClaimReader
    tables: Sequence[Known]
    phase: str
    forms: FormAmounts
    told: list[Known] = field(default_factory=list)

    def number(self, claim: Claim, spoken: Spoken, thread: Thread) -> ToldClaim | None:
        """Tie a claim that a number makes; None where it is about nothing known."""
        if claim.kind == "share":
            return self._share(claim, spoken, thread)
        if claim.kind == "completion":
            return self._completion(claim, spoken, thread)
        claim = replace(claim, base=claim.base or self._base_before(claim, thread))
        parent = self._parent(claim, spoken, thread)
        if parent:
            same = parent.about, parent.statistic
            return ToldClaim(claim, thread.sentence, same[0], parent=parent, statistic=same[1])
        about, is_certain = self._about(claim, spoken, thread)
        if about is None and claim.base is None:
            return None
        told = ToldClaim(claim, thread.sentence, about, is_certain=is_certain)
        if claim.kind == "change_rate" and about and claim.base:
            told.denominator = self._stated_base(about, claim)
        return told

    def _base_before(self, claim: Claim, thread: Thread) -> Base | None:
        return thread.base if claim.words else None

    def _parent(self, claim: Claim, spoken: Spoken, thread: Thread) -> ToldClaim | None:
        """The change right before, in the same sentence, that a rate belongs to."""
        if claim.kind != "change_rate" or not thread.claims:
            return None
        last = thread.claims[-1]
        is_named = thread.topics.named(claim.words) is not None
        is_near = last.sentence is thread.sentence and spoken.first <= last.claim.quantity.end + 1
        return last if last.claim.kind == "change" and is_near and not is_named else None

    def _about(self, claim: Claim, spoken: Spoken, thread: Thread) -> tuple[Known | None, bool]:
        """The amount that a change is about, and whether the words leave no doubt of it."""
        if topic := thread.topics.named(claim.words):
            return self._told_as(topic, thread) or self.named(topic, thread), True
        if claim.words and not thread.topics.is_filler(claim.words):
            return None, False
        if thread.sentence.is_damaged:
            return None, False
        found = self._owners(spoken.bracket, spoken.quantity.end, thread)
        rate = self._rate_after(spoken, thread)
        chosen = choose(found, claim, rate)
        if chosen is None and not thread.mentions and thread.topic:
            return self.named(thread.topic), True
        is_known = chosen is not None and chosen.known.stated_in != UNKNOWN
        return (chosen.known if chosen and is_known else None), found.is_certain

    def _owners(self, bracket: int | None, at: int, thread: Thread) -> Owners:
        rest = thread.sentence.paragraph.text[at : thread.sentence.last]
        is_listed = ";" in rest
        before = [m for m in thread.mentions if m.end <= at]
        money = [m for m in before if m.known.unit.endswith("元")]
        if before and money and before[-1] is not money[-1]:
            return NOBODY
        return owners(money, thread.changes, thread.index, bracket, is_listed, self.phase)

    def _rate_after(self, spoken: Spoken, thread: Thread) -> Claim | None:
        """The rate that follows a change in its sentence."""
        later = [s for s in thread.sentence.spoken if s.quantity.first > spoken.quantity.first]
        if not later or later[0].quantity.kind != "ratio":
            return None
        claim = self.claims.claim_of(thread.sentence, later[0])
        return claim if claim and claim.kind == "change_rate" and not claim.words else None

    @staticmethod
    def _told_as(topic: Topic, thread: Thread) -> Known | None:
        """The amount right before, where the claim says its name once more, shortened.

        财政拨款收入总计、支出总计均为…，收入总计、支出总计均增加….
        """
        heads = [m for m in thread.mentions if m.head is None and m.sentence >= thread.index - 1]
        last = heads[-1] if heads else None
        return last.known if last and last.topic.text.endswith(topic.text) else None

    def named(self, topic: Topic, thread: Thread | None = None) -> Known | None:
        """The amount of a topic: in the paragraph, in the text before it, or in the forms."""
        year = topic.year or self.claims.fiscal_year
        phase = topic.phase or self.phase
        near = [m.known for m in thread.mentions] if thread else []
        wanted = [coordinates_of(meaning, COORDINATES) for meaning in topic.meanings]
        for known in (list(reversed(near)), list(reversed(self.told)), self.tables):
            for coordinates in wanted:
                for each in known:
                    is_same = (each.fiscal_year, each.phase) == (year, phase)
                    if is_same and each.coordinates == coordinates and each.amount_yuan is not None:
                        return each
        return None

    def _stated_base(self, about: Known, claim: Claim) -> Known | None:
        """The amount of the base year, where the text states it itself."""
        base = claim.base
        found = [
            each
            for each in self.told
            if base
            and each.coordinates == about.coordinates
            and (each.fiscal_year, each.phase) == (base.year, base.phase)
        ]
        return found[-1] if found else None

    def _share(self, claim: Claim, spoken: Spoken, thread: Thread) -> ToldClaim | None:
        mention = self._sharing(claim, spoken, thread)
        if mention and mention.known.stated_in == UNKNOWN:
            return None
        words = claim.whole or ""
        if mention is None:
            is_known = bool(words) and whole_of(words, self.claims.wording) is not None
            return ToldClaim(claim, thread.sentence) if is_known else None
        told = ToldClaim(claim, thread.sentence, mention.known)
        share = self._as_share(told, mention)
        if mention.known.stated_in == STATISTIC:
            return told
        whole = whole_of(words, self.claims.wording) if words else None
        if whole and whole.sets:
            told.denominator = named_total(whole, share, [*reversed(self.told), *self.tables])
        elif words and (topic := thread.topics.named(words)):
            told.denominator = self.named(topic, thread)
        elif not words:
            thread.open_shares.append((told, mention))
        if told.denominator is mention.known:
            told.denominator = None
        return told

    def _sharing(self, claim: Claim, spoken: Spoken, thread: Thread) -> Mention | None:
        """The amount that has the share: the one right before it."""
        here = [m for m in thread.mentions if m.sentence == thread.index]
        words = claim.words.strip("，,;:、(")
        if not here or (words and not thread.topics.is_filler(words)):
            return None
        if spoken.bracket is not None:
            inside = [m for m in here if m.bracket == spoken.bracket or m.end <= spoken.bracket]
            return inside[-1] if inside else None
        outside = [m for m in here if m.bracket is None]
        return outside[-1] if outside else None

    def close_shares(self, thread: Thread, before: Sequence[Known]) -> None:
        """Shares without a named total: the head of the list, or a total most of them hold with."""
        for sentence in {m.sentence for _, m in thread.open_shares}:
            open_ones = [(told, m) for told, m in thread.open_shares if m.sentence == sentence]
            shares = [self._as_share(told, m) for told, m in open_ones]
            total = self._total_of(open_ones, shares, thread, before)
            for told, mention in open_ones:
                told.denominator = total if total is not mention.known else None

    def _total_of(
        self,
        open_ones: Sequence[tuple[ToldClaim, Mention]],
        shares: Sequence[Share],
        thread: Thread,
        before: Sequence[Known],
    ) -> Known | None:
        shared = thread.shared
        head = head_of(open_ones[0][1].head or thread.share_head, shared)
        if head and (len(shares) == 1 or any(holds(s, head) for s in shares if s[0].number)):
            return head
        year = {(s[0].fiscal_year, s[0].phase) for s in shares}
        told = [m.known for m in thread.mentions]
        parts = shared & thread.shared_in(open_ones[0][0].sentence)
        candidates = [
            each
            for each in (*told, *before, *self.tables)
            if each.is_total
            and (each.fiscal_year, each.phase) in year
            and each.number
            and each.statement_id not in parts
        ]
        return common_total(shares, candidates)

    @staticmethod
    def _as_share(told: ToldClaim, mention: Mention) -> Share:
        quantity = told.claim.quantity
        return mention.known, quantity.value or Decimal(0), quantity.decimals

    def _completion(self, claim: Claim, spoken: Spoken, thread: Thread) -> ToldClaim | None:
        """`支出决算90万元，完成年初预算的90%`: of the budget told right before."""
        here = [m for m in thread.mentions if m.sentence == thread.index]
        done = [m for m in here if m.known.phase in ("final", "estimated")]
        if not done or done[-1] is not here[-1] or thread.sentence.is_damaged:
            return ToldClaim(claim, thread.sentence) if done else None
        mentions = [m for m in thread.mentions if m.sentence >= thread.index - 1]
        budget = budget_of(claim.whole or "", done[-1], mentions, self.tables, self.claims.wording)
        return ToldClaim(claim, thread.sentence, done[-1].known, budget)

    def in_words(self, found: WordClaim, thread: Thread) -> ToldClaim | None:
        """Tie a claim made in words alone."""
        claim = found.claim
        if claim.kind == "comparison" and claim.whole:
            return self._comparison(found, thread)
        topic = thread.topics.named(claim.words) if claim.words else None
        is_other = bool(claim.words) and not topic and not thread.topics.is_filler(claim.words)
        if topic:
            about = self._told_as(topic, thread) or self.named(topic, thread)
        elif thread.sentence.is_damaged or is_other:
            about = None
        else:
            chosen = self._owners(self._bracket_at(found.at, thread), found.at, thread).default
            about = chosen.known if chosen else None
        if about is None or about.stated_in == UNKNOWN:
            return None
        return ToldClaim(claim, thread.sentence, about)

    def _bracket_at(self, at: int, thread: Thread) -> int | None:
        near = [s for s in thread.sentence.spoken if s.bracket is not None and s.bracket < at]
        inside = [s.bracket for s in near if s.bracket is not None]
        text = thread.sentence.paragraph.text
        return next((b for b in reversed(inside) if ")" not in text[b:at]), None)

    def _comparison(self, found: WordClaim, thread: Thread) -> ToldClaim | None:
        """`决算数大于预算数`: the final amount told before, and its budget."""
        done = self._final_before(found, thread)
        if done is None or thread.sentence.is_damaged:
            return ToldClaim(found.claim, thread.sentence)
        before = [m for m in thread.mentions if m.end <= found.at]
        budget = budget_of(found.claim.whole or "", done, before, self.tables, self.claims.wording)
        return ToldClaim(found.claim, thread.sentence, done.known, budget)

    def _final_before(self, found: WordClaim, thread: Thread) -> Mention | None:
        """The final amount that a comparison names, or the one that was told before it."""
        before = [m for m in thread.mentions if m.end <= found.at and m.known.phase == "final"]
        words = found.claim.words
        if topic := thread.topics.named(words):
            named = [m for m in before if m.topic.text and m.topic.meanings == topic.meanings]
            return named[-1] if named else None
        if words and not thread.topics.is_filler(words):
            return None
        here = [m for m in before if m.sentence == thread.index]
        heads = [m for m in before if m.sentence == thread.index - 1 and m.head is None]
        return here[-1] if here else heads[-1] if heads else None


def in_brackets(spoken: Spoken, thread: Thread) -> Claim | None:
    """`减少2.00万元(9.09%)`: a bare rate in brackets is that of the change before them."""
    last = thread.claims[-1] if thread.claims else None
    if spoken.quantity.kind != "ratio" or spoken.bracket is None or spoken.lead.strip():
        return None
    if last is None or last.claim.kind != "change" or last.claim.quantity.end != spoken.bracket:
        return None
    return Claim("change_rate", spoken.quantity, last.claim.direction, last.base)
