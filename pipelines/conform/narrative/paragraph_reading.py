"""The numbers of one paragraph, one after the other: statements, claims and statistics.

What single words mean is in the modules beside this one and in layouts/narrative.yaml; this one
keeps the thread.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from pipelines.conform.narrative.budgets import completed
from pipelines.conform.narrative.claim_tying import STATISTIC, ClaimTying, in_brackets
from pipelines.conform.narrative.claims import Claim
from pipelines.conform.narrative.denominators import whole_of
from pipelines.conform.narrative.ledger import Ledger, ToldClaim
from pipelines.conform.narrative.meanings import AmbiguousMeaning, choose
from pipelines.conform.narrative.paragraphs import Paragraph
from pipelines.conform.narrative.parts import as_part, is_less_than_its_name
from pipelines.conform.narrative.reasons import Reason, reasons_of
from pipelines.conform.narrative.sections import Section
from pipelines.conform.narrative.sentences import Sentence, Spoken, sentences_of
from pipelines.conform.narrative.statistics import FoundStatistic, StatisticReader
from pipelines.conform.narrative.thread import Thread, explained
from pipelines.conform.narrative.told import Known, Record, unknown_amount
from pipelines.conform.narrative.topics import Topic, TopicReader
from pipelines.conform.narrative.word_claims import WordClaim, word_claims

AMBIGUOUS = "the words can mean several amounts of the forms, and the number is none of them"
OF_UNIT = "the section tells of one of several units, and not of the whole"
NOT_APART = "the sentence tells two numbers of one statistic, and no word tells them apart"
# Digits left in the lead are the beginning of a number that is not well formed.
_DIGITS = "0123456789，."


@dataclass
class ParagraphReader:
    """Reads the paragraphs of one document in order."""

    ledger: Ledger
    topics: TopicReader
    statistics: StatisticReader
    tying: ClaimTying
    section: Section | None = None
    _section_totals: list[Known] = field(default_factory=list)
    _claims: list[ToldClaim] = field(default_factory=list)
    _last: Thread | None = None

    def paragraph(self, paragraph: Paragraph, section: Section) -> None:
        """Read all numbers of one paragraph."""
        sentences = sentences_of(paragraph, self.topics.wording)
        if section.unit:
            self._of_unit(sentences)
            return
        topics = self.topics.within(section)
        if self.section is None or self.section.part != section.part:
            self._section_totals, self._last = [], None
        self.statistics.begin(
            is_new=self.section is None or self.section.heading != section.heading
        )
        self.section = section
        reasons = reasons_of(
            sentences, self.topics.wording, topics.names_amount, topics.names_class
        )
        topic = topics.of_beginning(paragraph.text)
        thread = Thread(section, topics, sentences, reasons, topic)
        if self._last:
            thread.go_on(self._last)
        for index, sentence in enumerate(sentences):
            thread.begin(index)
            self._sentence(sentence, thread)
        self._finish(thread)

    def _of_unit(self, sentences: Sequence[Sentence]) -> None:
        """What is told of one of several units is nothing of the whole department."""
        self._last = None
        for sentence in sentences:
            for spoken in sentence.spoken:
                if spoken.quantity.kind == "money":
                    self.ledger.doubt(sentence, spoken, OF_UNIT)

    def finish(self) -> None:
        """Write all claims: the reason of the last one may stand in the paragraph after it."""
        for told in self._claims:
            self.ledger.claim(told)

    def _sentence(self, sentence: Sentence, thread: Thread) -> None:
        words = list(word_claims(sentence, self.tying.claims))
        for spoken in sentence.spoken:
            while words and words[0].at < spoken.quantity.first:
                self._in_words(words.pop(0), thread)
            self._number(spoken, thread)
        for found in words:
            self._in_words(found, thread)

    def _in_words(self, found: WordClaim, thread: Thread) -> None:
        reason = thread.reason_at(found.at)
        if reason and found.at >= reason.first:
            return
        told = self.tying.in_words(found, thread)
        thread.changes.append(found.at)
        if told:
            thread.claims.append(told)

    def _number(self, spoken: Spoken, thread: Thread) -> None:
        reason = thread.reason_at(spoken.quantity.first)
        if reason:
            self._in_reason(spoken, reason, thread)
            return
        self._parts(spoken, thread)
        claim = self.tying.claims.claim_of(thread.sentence, spoken) or in_brackets(spoken, thread)
        if claim:
            self._claim(claim, spoken, thread)
        elif found := self.statistics.find(thread.sentence, spoken):
            self._statistic(found, spoken, thread)
        elif spoken.quantity.kind == "money" and not self._stated_base(spoken, thread):
            self._statement(spoken, thread)

    def _parts(self, spoken: Spoken, thread: Thread) -> None:
        """Whether the words before a number begin the parts of a whole, or end them."""
        words = self.topics.wording.words
        thread.close_uses(spoken.lead)
        found = list(words["of_which"].finditer(spoken.lead))
        if found and spoken.bracket is None:
            is_of_all = bool(words["of_all"].search(spoken.lead))
            is_use = bool(words["used_for"].fullmatch(found[-1][0]))
            if not (is_use and ";" in spoken.lead[found[-1].end() :]):
                thread.open_parts(is_of_all, is_use)

    def _claim(self, claim: Claim, spoken: Spoken, thread: Thread) -> None:
        told = self.tying.number(claim, spoken, thread)
        if claim.kind == "change":
            thread.changes.append(spoken.quantity.first)
        if told is None:
            return
        if told.statistic is None and told.about and told.about.stated_in == STATISTIC:
            told.statistic, told.about = self._statistic_record(told.about), None
            told.whole_statistic = self._whole_statistic(claim)
        thread.claims.append(told)
        thread.base = told.base or thread.base

    def _in_reason(self, spoken: Spoken, reason: Reason, thread: Thread) -> None:
        """A number inside a reason: a driver of the change that the reason explains."""
        explained = thread.explained_by(reason) or self._explained_before(reason, thread)
        if explained is None:
            return
        claim = self.tying.claims.driver_of(spoken)
        if claim is None:
            table, owner = "core.fct_claim", self.ledger.claim_id(explained)
            self.ledger.mark(thread.sentence.paragraph, spoken.quantity, table, owner)
            return
        topic = thread.topics.named(self.tying.claims.words_of(claim.words))
        about = self.tying.named(topic) if topic else None
        change = explained.parent or explained
        driver = ToldClaim(claim, thread.sentence, about, parent=change, reason=reason.text)
        thread.claims.append(driver)

    def _explained_before(self, reason: Reason, thread: Thread) -> ToldClaim | None:
        """A reason that begins its paragraph explains the last change of the one before."""
        if reason.begins > thread.sentences[0].first + 2 or self._last is None:
            return None
        return self._last.claims[-1] if self._last.claims else None

    def _stated_base(self, spoken: Spoken, thread: Thread) -> bool:
        """`比2025年预算9,819.98万元减少…`: the amount compared with is itself stated."""
        lead = spoken.lead.rstrip("，,:")
        base = self.tying.claims.base_of(lead)
        words = self.topics.wording.words["base"]
        is_last = base and any(found.end() == len(lead) for found in words.finditer(lead))
        if not base or not is_last or spoken.quantity.value is None:
            return False
        here = [m for m in thread.mentions if m.sentence == thread.index and m.topic.meanings]
        named = thread.topics.named(self.tying.claims.words_of(lead))
        topic = named or (here[-1].topic if here else None)
        if topic is None or thread.sentence.is_damaged or base.phase is None:
            return True
        told = replace(topic, year=base.year, phase=base.phase, is_plain_budget=False)
        self._write(told, spoken, thread)
        return True

    def _statement(self, spoken: Spoken, thread: Thread) -> None:
        """An amount of money: stated where it is known of what, else remembered as unknown."""
        quantity = spoken.quantity
        topic = self._topic(spoken, thread)
        if quantity.value is None:
            if topic and quantity.unread:
                self.ledger.doubt(thread.sentence, spoken, quantity.unread)
            return
        known = self._write(topic, spoken, thread) if topic else None
        if known is None or topic is None:
            unknown = unknown_amount(quantity.value, quantity.decimals, quantity.printed_unit)
            thread.mention(unknown, None, spoken)
            return
        mention = thread.mention(known, replace(topic, year=None, phase=None), spoken)
        if known.is_total and mention.head is None:
            self._section_totals.insert(0, known)

    def _topic(self, spoken: Spoken, thread: Thread) -> Topic | None:
        """What an amount is about; None where its words, or what the sentence told, forbid one."""
        words, sentence = self.topics.wording.words, thread.sentence
        so_far = sentence.paragraph.text[sentence.first : spoken.quantity.first]
        if words["not_stated"].search(so_far):
            return None
        is_apart = spoken.is_in_brackets or sentence.is_damaged
        before = None if is_apart else thread.topic_before()
        lead = words["bare_zero"].sub("", spoken.lead.rstrip(_DIGITS))
        topic = thread.topics.telling(thread.flow(), thread.fund()).read(lead, before)
        if topic is None or self._is_told(topic, spoken, thread):
            return None
        head = thread.whole()
        if head and not spoken.is_in_brackets:
            topic = as_part(topic, head.known)
            if topic is None or is_less_than_its_name(topic, head.known, spoken.quantity.value):
                return None
        topic = completed(topic, spoken, sentence, self.topics.wording)
        return topic.of_nature(self._nature_at(spoken, thread))

    def _nature_at(self, spoken: Spoken, thread: Thread) -> str | None:
        """`(2)公用经费:①行政运行…`: the nature that the classes of a list are told of."""
        text = thread.sentence.paragraph.text[: spoken.quantity.first]
        found = [
            (match.end(), kind)
            for kind, when in self.topics.wording.natures
            for match in when.finditer(text)
        ]
        return max(found)[1] if found else None

    def _is_told(self, topic: Topic, spoken: Spoken, thread: Thread) -> bool:
        """Whether the sentence has told another amount of the very same: one is not it."""
        if thread.topics.named(spoken.lead.rstrip(_DIGITS)):
            return False
        year = topic.year or self.tying.claims.fiscal_year
        when = (year, topic.phase or self.tying.phase)
        return any(
            m.sentence == thread.index
            and m.topic.meanings == topic.meanings
            and (m.known.fiscal_year, m.known.phase) == when
            and m.known.number != spoken.quantity.value
            for m in thread.mentions
        )

    def _write(self, topic: Topic, spoken: Spoken, thread: Thread) -> Known | None:
        quantity, sentence = spoken.quantity, thread.sentence
        if quantity.value is None:
            return None
        half = unknown_amount(quantity.value, quantity.decimals, quantity.printed_unit).half
        year, phase = self.tying.claims.fiscal_year, self.tying.phase
        try:
            meaning = choose(topic, quantity.value, half, self.tying.forms, year, phase)
        except AmbiguousMeaning:
            self.ledger.doubt(sentence, spoken, AMBIGUOUS)
            return None
        known = self.ledger.amount(topic, meaning, sentence, quantity, thread.section.heading)
        self.tying.told.append(known)
        return known

    def _statistic(self, found: FoundStatistic, spoken: Spoken, thread: Thread) -> None:
        quantity = spoken.quantity
        is_apart = self.statistics.tells_apart(found, thread.sentence, spoken)
        if quantity.value is None or not is_apart:
            if why := quantity.unread or (None if is_apart else NOT_APART):
                self.ledger.doubt(thread.sentence, spoken, why)
            return
        owner = self.ledger.statistic(found, thread.sentence, spoken)
        unit = quantity.printed_unit
        known = Known(owner, 0, "", {}, quantity.value, quantity.decimals, unit, "", STATISTIC)
        thread.mention(known, self._counted(found, thread), spoken)

    def _counted(self, found: FoundStatistic, thread: Thread) -> Topic | None:
        """The item that money right after a count is of: 购置车辆5辆，预算136.48万元."""
        item = self.topics.wording.counted.get(found.statistic_code)
        topic = thread.topic
        return topic if item and topic and topic.meanings[0].get("item_code") == item else None

    def _whole_statistic(self, claim: Claim) -> Record | None:
        """The statistic that a share is of: 占政府采购支出总额的…, where the text told it."""
        whole = whole_of(claim.whole, self.topics.wording) if claim.whole else None
        code = whole.statistic_code if whole else None
        told = [r for r in self.ledger.reading.statistic if r["statistic_code"] == code]
        return told[-1] if code and told else None

    def _statistic_record(self, known: Known) -> Record:
        records = self.ledger.reading.statistic
        return next(r for r in records if r["statistic_id"] == known.statement_id)

    def _finish(self, thread: Thread) -> None:
        """Reasons and totals are known at the end of the paragraph."""
        for reason in thread.reasons:
            told = thread.explained_by(reason) or self._explained_before(reason, thread)
            for each in explained(told, thread.claims) if told else ():
                each.reason = each.reason or reason.text
        self.tying.close_shares(thread, self._section_totals)
        self._claims += sorted(thread.claims, key=lambda told: told.parent is not None)
        if thread.claims or thread.mentions:
            self._last = thread
