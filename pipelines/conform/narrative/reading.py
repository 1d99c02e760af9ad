"""The text of one document: statements, claims, statistics and passages from its paragraphs.

What single words mean is in the modules beside this one and in layouts/narrative.yaml; this one
keeps track of which amount a claim is about.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from pipelines.conform.identity import Identity
from pipelines.conform.narrative.amount_phrases import Quantity
from pipelines.conform.narrative.claims import Base, Claim, base_of, claim_of
from pipelines.conform.narrative.function_names import function_names
from pipelines.conform.narrative.paragraphs import Paragraph, paragraphs_of
from pipelines.conform.narrative.passages import passages_of
from pipelines.conform.narrative.sentences import (
    Section,
    Sentence,
    Spoken,
    sections_of,
    sentences_of,
)
from pipelines.conform.narrative.statistics import StatisticReader
from pipelines.conform.narrative.subjects import Topic, TopicReader
from pipelines.conform.narrative.wording_file import NarrativeWording, load_wording
from pipelines.conform.statements import COORDINATES, ID_LENGTH, place
from pipelines.extract.document_tree import DocumentTree
from pipelines.locations import CODES, LAYOUTS

Record = dict[str, Any]
Mark = tuple[int, int, int]
FEN = Decimal("0.01")
VALUE = Decimal("0.0001")


@dataclass
class NarrativeReading:
    """Records by stage frame; `marks` tell which letters each of them claims."""

    statement: list[Record] = field(default_factory=list)
    claim: list[Record] = field(default_factory=list)
    statistic: list[Record] = field(default_factory=list)
    passage: list[Record] = field(default_factory=list)
    unread: list[tuple[Record, str]] = field(default_factory=list)
    marks: dict[Mark, tuple[str, str]] = field(default_factory=dict)


@dataclass
class Told:
    """What a paragraph has told so far: the last topic, amount and change."""

    topic: Topic | None = None
    statement: Record | None = None
    change: Record | None = None
    first: Record | None = None
    sentence: Sentence | None = None


@dataclass(frozen=True)
class NarrativeReader:
    """Everything that stays the same over one document."""

    document_id: str
    identity: Identity
    wording: NarrativeWording
    topics: TopicReader
    statistics: StatisticReader
    tables: Sequence[Record]
    reading: NarrativeReading

    def paragraph(self, paragraph: Paragraph, section: Section) -> None:
        """Read all numbers of one paragraph."""
        topics = self.topics.within(section.context)
        told = Told(topic=topics.of_beginning(paragraph.text))
        self.statistics.begin()
        for sentence in sentences_of(paragraph):
            for spoken in sentence.spoken:
                self._number(sentence, spoken, topics, section, told)
                told.sentence = sentence
            self._level(sentence, told)

    def _number(
        self, sentence: Sentence, spoken: Spoken, topics: TopicReader, section: Section, told: Told
    ) -> None:
        claim = claim_of(sentence, spoken, self.identity.fiscal_year, self.wording)
        if claim:
            self._claim(sentence, spoken, claim, topics, told)
            return
        code = self.statistics.code_of(sentence, spoken)
        if code:
            self._statistic(sentence, spoken, code)
        elif spoken.quantity.kind == "money" and not spoken.is_in_brackets:
            self._statement(sentence, spoken, topics, section, told)

    def _statement(
        self, sentence: Sentence, spoken: Spoken, topics: TopicReader, section: Section, told: Told
    ) -> None:
        topic = topics.read(spoken.lead, told.topic)
        if topic is None or spoken.quantity.value is None:
            self._doubt(sentence, spoken, topic is not None)
            told.statement = None
            return
        record = self._amount(topic, sentence, spoken.quantity) | {
            "stated_in": "narrative",
            "column_label": section.heading,
        }
        self._store("statement", "core.fct_amount", record, sentence, spoken.quantity)
        told.topic, told.statement = topic, record
        told.first = told.first or record
        told.change = None

    def _amount(self, topic: Topic, sentence: Sentence, quantity: Quantity) -> Record:
        found = {**dict.fromkeys(COORDINATES), "nature": "total", **topic.coordinates}
        return {
            "document_id": self.document_id,
            "organisation_name": self.identity.organisation_name,
            "fiscal_year": topic.year or self.identity.fiscal_year,
            "phase": topic.phase or self.identity.phase,
            "scope": self.identity.scope,
            **found,
            "line_kind": _line_kind(found),
            "amount_yuan": quantity.value,
            "printed_text": sentence.paragraph.printed(quantity.first, quantity.last),
            "printed_decimals": quantity.decimals,
            "unit": quantity.printed_unit,
            "unit_source": "cell",
            "row_label": topic.text,
            "column_label": "",
            "code_source": topic.code_source,
            "read_by": "text",
            "confidence": 1.0,
            **self._place(sentence, quantity.first, quantity.last),
        }

    def _place(self, sentence: Sentence, first: int, last: int) -> Record:
        where = sentence.paragraph.place(first, last)
        return place(self.document_id, where.page, where.box)

    def _claim(
        self, sentence: Sentence, spoken: Spoken, claim: Claim, topics: TopicReader, told: Told
    ) -> None:
        about = self._about(sentence, spoken, claim, topics, told)
        parent = told.change if claim.kind in ("change_rate", "driver") else None
        record = self._claim_record(sentence, claim, about, parent)
        if claim.kind == "share" and about:
            record |= self._share(claim, about, told)
        if claim.kind == "change_rate" and about and not parent and claim.base:
            record |= self._rate_of_base(claim, about)
        self._store("claim", "core.fct_claim", record, sentence, claim.quantity)
        if claim.kind == "change":
            told.change = record
            self._imply(claim, record, about, sentence)

    def _about(
        self, sentence: Sentence, spoken: Spoken, claim: Claim, topics: TopicReader, told: Told
    ) -> Record | None:
        """The amount that a claim is about: named with it, or stated before it."""
        if claim.kind == "driver":
            return None
        if claim.kind == "change_rate" and told.change and told.sentence is sentence:
            return self._by_id(told.change["statement_id"])
        if claim.kind != "share":
            words = _without_base(spoken.lead, self.wording)
            if topic := topics.named(words):
                return self._named(topic)
            if told.sentence is not sentence and not topics.is_filler(words):
                return None
        return told.statement

    def _claim_record(
        self, sentence: Sentence, claim: Claim, about: Record | None, parent: Record | None
    ) -> Record:
        quantity = claim.quantity
        spot = self._place(sentence, quantity.first, quantity.last)
        base = claim.base or (_base_of_record(parent) if parent else None)
        claim_id = _derived_id(spot.pop("statement_id"), claim.kind)
        return {
            "claim_id": claim_id,
            "document_id": self.document_id,
            "organisation_name": self.identity.organisation_name,
            "fiscal_year": about["fiscal_year"] if about else self.identity.fiscal_year,
            "phase": about["phase"] if about else self.identity.phase,
            "scope": self.identity.scope,
            "kind": claim.kind,
            "statement_id": about and about["statement_id"],
            "parent_claim_id": parent and parent["claim_id"],
            "direction": claim.direction,
            "base_year": base.year if base else None,
            "base_year_text": base.text if base else None,
            "base_phase": base.phase if base else None,
            "value": claim.value,
            "unit": quantity.unit,
            "printed_unit": quantity.printed_unit,
            "printed_decimals": quantity.decimals,
            "printed_text": sentence.paragraph.printed(quantity.first, quantity.last),
            "value_recomputed": _recomputed(claim, about, parent),
            "subject_text": about["row_label"] if about else "",
            "reason_text": claim.reason,
            "unread": quantity.unread,
            **spot,
            "read_by": "text",
            "confidence": 1.0,
        }

    def _share(self, claim: Claim, about: Record, told: Told) -> Record:
        """The total that a share is of: named in words, or the first amount of the sentence."""
        whole = self._whole(claim.whole or "", about, told)
        if whole is None or not whole.get("amount_yuan"):
            return {}
        share = about["amount_yuan"] / whole["amount_yuan"] * 100
        return {
            "denominator_statement_id": whole["statement_id"],
            "value_recomputed": share.quantize(VALUE, ROUND_HALF_UP),
        }

    def _whole(self, words: str, about: Record, told: Told) -> Record | None:
        if "预算" in words and about["phase"] != "budget" and told.first:
            same = [s for s in self.reading.statement if s["row_label"] == about["row_label"]]
            budgets = [s for s in same if s["phase"] == "budget"]
            return budgets[-1] if budgets else None
        if not words:
            return told.first if told.first and told.first is not about else None
        for when, sets in self.wording.wholes:
            if when.search(words):
                return self._total(sets, about)
        return None

    def _total(self, sets: Mapping[str, Any], about: Record) -> Record | None:
        """The nearest statement of the total: the text goes before the tables."""
        wanted = {
            name: value if isinstance(value, list) else [value] for name, value in sets.items()
        }
        for known in (list(reversed(self.reading.statement)), self.tables):
            for record in known:
                same = (record["fiscal_year"], record["phase"]) == (
                    about["fiscal_year"],
                    about["phase"],
                )
                fits = all(record.get(name) in values for name, values in wanted.items())
                if same and fits and record["amount_yuan"] and not record.get("function_code"):
                    return record
        return None

    def _rate_of_base(self, claim: Claim, about: Record) -> Record:
        """A rate against an amount of the base year that the text states itself."""
        base = claim.base
        last = [
            each
            for each in self.reading.statement
            if base
            and each["row_label"] == about["row_label"]
            and (each["fiscal_year"], each["phase"]) == (base.year, base.phase)
        ]
        if not last or not last[-1]["amount_yuan"]:
            return {}
        before = last[-1]["amount_yuan"]
        rate = (about["amount_yuan"] - before) / before * 100
        return {
            "denominator_statement_id": last[-1]["statement_id"],
            "value_recomputed": rate.quantize(VALUE, ROUND_HALF_UP),
        }

    def _imply(
        self, claim: Claim, record: Record, about: Record | None, sentence: Sentence
    ) -> None:
        """Last year's amount, as this year's less the change, is a statement of its own kind."""
        base, value = claim.base, claim.value
        if not about or value is None or not base or about["amount_yuan"] is None:
            return
        phase = base.phase or about["phase"]
        if phase != about["phase"] or base.year != about["fiscal_year"] - 1:
            return
        finest = min(claim.quantity.decimals, about["printed_decimals"] or 0)
        self.reading.statement.append(
            about
            | {
                "statement_id": _derived_id(record["claim_id"], "implied"),
                "fiscal_year": base.year,
                "amount_yuan": about["amount_yuan"] - value,
                "printed_text": record["printed_text"],
                "printed_decimals": finest,
                "unit": claim.quantity.printed_unit,
                "stated_in": "implied",
                "form_code": None,
                **{name: record[name] for name in ("page", "x0", "top", "x1", "bottom")},
            }
        )

    def _level(self, sentence: Sentence, told: Told) -> None:
        """`与2024年预算持平`: a change of nothing, with the words as its place."""
        for found in self.wording.words["level"].finditer(sentence.text):
            about = self._amount_before(sentence, sentence.first + found.start())
            base = base_of(found[0], self.identity.fiscal_year, self.wording)
            if not about or not base:
                continue
            first = sentence.first + found.end() - len("持平")
            quantity = Quantity(
                "money", first, first + 2, first + 2, Decimal("0.00"), 2, about["unit"]
            )
            claim = Claim("change", quantity, "level", base)
            record = self._claim_record(sentence, claim, about, None)
            self.reading.claim.append(record)
            self._imply(claim, record, about, sentence)

    def _amount_before(self, sentence: Sentence, at: int) -> Record | None:
        """The amount stated last before a place of the paragraph."""
        known = {record["statement_id"]: record for record in self.reading.statement}
        letters = sentence.paragraph.letters[:at]
        for letter in reversed(letters):
            mark = (letter.page.number, id(letter.line), letter.at)
            found = self.reading.marks.get(mark)
            if found and found[0] == "core.fct_amount":
                return known.get(found[1])
            if letter.text == "持":
                return None
        return None

    def _named(self, topic: Topic | None) -> Record | None:
        """The statement of a topic that a sentence names without its amount."""
        if topic is None:
            return None
        wanted = {**dict.fromkeys(COORDINATES), "nature": "total", **topic.coordinates}
        year = topic.year or self.identity.fiscal_year
        for known in (list(reversed(self.reading.statement)), self.tables):
            for record in known:
                is_stated = record["fiscal_year"] == year and record["amount_yuan"] is not None
                fits = all(record.get(name) == value for name, value in wanted.items())
                if is_stated and fits and record["stated_in"] != "implied":
                    return record
        return None

    def _by_id(self, statement_id: str | None) -> Record | None:
        found = [
            s for s in (*self.reading.statement, *self.tables) if s["statement_id"] == statement_id
        ]
        return found[0] if found else None

    def _statistic(self, sentence: Sentence, spoken: Spoken, code: str) -> None:
        quantity = spoken.quantity
        if quantity.value is None:
            self._doubt(sentence, spoken, True)
            return
        spot = self._place(sentence, quantity.first, quantity.last)
        record = {
            "statistic_id": _derived_id(spot.pop("statement_id"), code),
            "document_id": self.document_id,
            "organisation_name": self.identity.organisation_name,
            "fiscal_year": self.identity.fiscal_year,
            "phase": self.identity.phase,
            "scope": self.identity.scope,
            "statistic_code": code,
            "value": quantity.value,
            "unit": self.statistics.unit_of(code),
            "printed_unit": quantity.printed_unit,
            "printed_decimals": quantity.decimals,
            "printed_text": sentence.paragraph.printed(quantity.first, quantity.last),
            "subject_text": spoken.lead.strip("，,;:、 ")[-30:],
            **spot,
            "read_by": "text",
            "confidence": 1.0,
        }
        self._store("statistic", "core.fct_statistic", record, sentence, quantity)

    def _doubt(self, sentence: Sentence, spoken: Spoken, is_named: bool) -> None:
        """A number whose digits cannot be read for sure is set aside with its reason."""
        if spoken.quantity.unread and is_named:
            spot = self._place(sentence, spoken.quantity.first, spoken.quantity.last)
            spot.pop("statement_id")
            self.reading.unread.append((spot, spoken.quantity.unread))

    def _store(
        self, frame: str, table: str, record: Record, sentence: Sentence, quantity: Quantity
    ) -> None:
        getattr(self.reading, frame).append(record)
        owner = table, str(record[f"{frame}_id"])
        for letter in sentence.paragraph.letters[quantity.first : quantity.last]:
            self.reading.marks[letter.page.number, id(letter.line), letter.at] = owner


def read_narrative(
    document_id: str, tree: DocumentTree, identity: Identity, tables: Sequence[Record]
) -> NarrativeReading:
    """Everything that the text states; `tables` are the statements of the document's forms."""
    wording = load_wording(LAYOUTS)
    names = function_names(tables, CODES)
    reading = NarrativeReading()
    reader = NarrativeReader(
        document_id=document_id,
        identity=identity,
        wording=wording,
        topics=TopicReader(wording, names, identity.fiscal_year, identity.phase),
        statistics=StatisticReader(wording.statistics),
        tables=tables,
        reading=reading,
    )
    placed = list(sections_of(paragraphs_of(tree), wording))
    for paragraph, section in placed:
        reader.paragraph(paragraph, section)
    reading.passage += passages_of(document_id, placed, wording)
    return reading


def _line_kind(found: Mapping[str, str | None]) -> str:
    code, item = found["function_code"], found["item_code"]
    if code:
        return "leaf" if len(code) == 7 else "subtotal"
    if item:
        parts = {"official_vehicle": "subtotal", "three_public": "total"}
        return parts.get(item, "total" if item.endswith(("total", "year")) else "leaf")
    return "leaf" if found["flow"] == "revenue" else "total"


def _recomputed(claim: Claim, about: Record | None, parent: Record | None) -> Decimal | None:
    """A rate from the change it belongs to: change ÷ (this year's amount − change)."""
    if claim.kind != "change_rate" or not about or not parent or parent["value"] is None:
        return None
    before = about["amount_yuan"] - parent["value"]
    return (parent["value"] / before * 100).quantize(VALUE, ROUND_HALF_UP) if before else None


def _base_of_record(record: Record) -> Base | None:
    if record["base_year"] is None:
        return None
    return Base(record["base_year_text"], record["base_year"], record["base_phase"])


def _without_base(lead: str, wording: NarrativeWording) -> str:
    """The words of a change without what it is compared with and in which direction."""
    text = wording.words["base"].sub("", lead)
    for direction in ("increase", "decrease"):
        text = wording.words[direction].sub("", text.rstrip(",，"))
    return text.strip("，,")


def _derived_id(base: str, kind: str) -> str:
    return hashlib.sha256(f"{base}:{kind}".encode()).hexdigest()[:ID_LENGTH]
