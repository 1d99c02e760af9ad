"""The thread of one paragraph: what it has told so far, number after number."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pipelines.conform.narrative.attachment import Mention
from pipelines.conform.narrative.claims import Base
from pipelines.conform.narrative.ledger import ToldClaim
from pipelines.conform.narrative.reasons import Reason
from pipelines.conform.narrative.sections import Section
from pipelines.conform.narrative.sentences import Sentence, Spoken
from pipelines.conform.narrative.told import Known
from pipelines.conform.narrative.topics import Topic, TopicReader

_MARKS = "，,;、和及:。"
EXPLAINED = ("change", "change_rate", "completion", "comparison")


@dataclass
class Thread:
    """Amounts and claims of a paragraph in order; `topic` is what all of it is about, if anything.

    `head` is the whole whose parts are being told (其中:), `share_head` the one that the last parts
    are of, maybe in the paragraph before; `listed` is the one of the list that this paragraph goes
    on with; `told_before` is what the one before tells first; `base` is what was last compared
    with, `changes` where changes are told; `is_of_unknown` says that what is told is of a class not
    known. While the parts are what money is used for, `outer` is the whole around them.
    """

    section: Section
    topics: TopicReader
    sentences: Sequence[Sentence]
    reasons: Sequence[Reason]
    topic: Topic | None
    mentions: list[Mention] = field(default_factory=list)
    claims: list[ToldClaim] = field(default_factory=list)
    changes: list[int] = field(default_factory=list)
    open_shares: list[tuple[ToldClaim, Mention]] = field(default_factory=list)
    head: Mention | None = None
    is_use: bool = False
    outer: Mention | None = None
    share_head: Mention | None = None
    listed: Mention | None = None
    told_before: Mention | None = None
    base: Base | None = None
    index: int = 0
    is_of_unknown: bool = False

    def go_on(self, before: "Thread") -> None:
        """Take up a list that the paragraph before began (其中:) or goes on with (a `;`)."""
        text = before.sentences[-1].paragraph.text if before.sentences else ""
        heads = [m for m in before.mentions if m.head is None]
        self.told_before = heads[0] if heads else None
        if text.endswith(":"):
            self.listed = _alone(heads)
        elif text.endswith(";"):
            self.listed = before.listed or before.share_head
        self.share_head = self.listed
        self.base = before.base

    @property
    def sentence(self) -> Sentence:
        """The sentence that is being read."""
        return self.sentences[self.index]

    @property
    def shared(self) -> frozenset[str]:
        """Ids of the amounts that have a share of their own."""
        about = (told.about for told in self.claims if told.claim.kind == "share")
        return frozenset(each.statement_id for each in about if each)

    def shared_in(self, sentence: Sentence) -> frozenset[str]:
        """Ids of what has a share in a sentence, or a share of no named total anywhere."""
        here = (told.about for told in self.claims if told.sentence is sentence)
        named = {each.statement_id for each in here if each}
        return frozenset(named | {mention.known.statement_id for _, mention in self.open_shares})

    def begin(self, index: int) -> None:
        """A new sentence: the parts of a whole end with the one before; another class may begin."""
        self.index, self.head, self.is_use = index, None, False
        text = self.sentence.text
        topic = self.topics.of_class(text)
        if topic or index == 0 or self.topics.begins_class(text):
            self.topic = topic or (self.topic if index == 0 else None)
            self.is_of_unknown = topic is None and index > 0
            self.topics = self.topics.reading_about(self.topic)

    def mention(self, known: Known, topic: Topic | None, spoken: Spoken) -> Mention:
        """Remember an amount or statistic as told here."""
        head = self.head
        if head and head.known.coordinates == known.coordinates and known.coordinates:
            head = head.head
        mark = ";" if ";" in spoken.lead else spoken.lead[:1]
        mark = mark if mark in _MARKS else ""
        told = Mention(
            known,
            topic or Topic("", ()),
            self.index,
            spoken.quantity.end,
            head,
            spoken.bracket,
            mark,
        )
        self.mentions.append(told)
        return told

    def open_parts(self, is_of_all: bool = False, is_use: bool = False) -> None:
        """`其中:` the parts of the amount told last, or of what the sentence before was about.

        `支出包括:` opens those of what the sentence told first (is_of_all).
        """
        whole = self.outer if self.is_use else self.head
        here = [m for m in self.mentions if m.sentence == self.index and m.bracket is None]
        before = [m for m in self.mentions if m.sentence < self.index and m.head is None]
        told = here[0 if is_of_all else -1] if here else before[-1] if before else None
        goes_on = bool(
            self.topics.wording.words["parts_begin"].match(self.sentences[0].paragraph.text)
        )
        self.head = self.told_before if goes_on and not self.mentions else told
        self.share_head = self.head or self.share_head
        self.outer = whole if is_use else None
        self.is_use = is_use

    def close_uses(self, lead: str) -> None:
        """A semicolon ends what the money before it is used for."""
        if self.is_use and ";" in lead:
            self.head, self.is_use = self.outer, False

    def topic_before(self) -> Topic | None:
        """What a number is about whose words name only a year or a phase."""
        here = [m for m in self.mentions if m.sentence == self.index]
        if here:
            # money after a count (更新公务用车2辆，金额…) is that of what was counted
            return here[-1].topic if here[-1].topic.meanings else None
        if self.topic or self.is_of_unknown:
            return self.topic
        before = [m for m in self.mentions if m.head is None and m.topic.meanings]
        return before[-1].topic if before else None

    def whole(self) -> Mention | None:
        """The amount whose parts are being told, in this paragraph or (其中: at its end) before."""
        return self.head or (None if self.mentions else self.share_head)

    def flow(self) -> str | None:
        """Revenue or expenditure, where the whole whose parts are told says so."""
        head = self.whole()
        if head:
            return head.known.coordinates.get("flow")
        return self.topic.meanings[0].get("flow") if self.topic and self.topic.meanings else None

    def fund(self) -> str | None:
        """The fund source of the whole whose parts are told."""
        head = self.whole()
        return head.known.coordinates.get("fund_source") if head else None

    def reason_at(self, at: int) -> Reason | None:
        """The reason that a place of the paragraph lies in."""
        return next((r for r in self.reasons if r.begins <= at < r.last), None)

    def explained_by(self, reason: Reason) -> ToldClaim | None:
        """The claim that a reason explains: the last one before it, at most one sentence away."""
        first = next(s.first for s in self.sentences if s.first <= reason.begins < s.last)
        begins = [s.first for s in self.sentences if s.first < first]
        is_opening = not self.sentences[0].paragraph.text[first : reason.begins].strip("，,;:")
        nearest = begins[-1] if is_opening and begins else first
        before = [
            told
            for told in self.claims
            if told.claim.kind in EXPLAINED and nearest <= told.claim.quantity.first < reason.first
        ]
        return before[-1] if before else None


def _alone(heads: Sequence[Mention]) -> Mention | None:
    """The amount that a list below a colon is of: the last, where its sentence tells no other."""
    if not heads:
        return None
    last = heads[-1]
    kinds = {tuple(m.known.coordinates.items()) for m in heads if m.sentence == last.sentence}
    return last if len(kinds) == 1 else None


def explained(told: ToldClaim, claims: Sequence[ToldClaim]) -> Iterator[ToldClaim]:
    """A reason explains the claim, the change its rate belongs to, and what else is said of it."""
    yield told
    if told.parent:
        yield told.parent
    if told.claim.kind == "comparison" and told.about:
        yield from (c for c in claims if c.claim.kind == "completion" and c.about is told.about)
