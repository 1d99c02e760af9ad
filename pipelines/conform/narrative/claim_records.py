"""Claims as records: which amount a claim is about, what it is a share of, what it implies.

The words of a claim are read in claims.py.
"""

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from pipelines.conform.narrative.amount_phrases import Quantity
from pipelines.conform.narrative.claims import Base, Claim, base_of
from pipelines.conform.narrative.ledger import Ledger, Record, Told, derived_id
from pipelines.conform.narrative.sentences import Sentence, Spoken
from pipelines.conform.narrative.subjects import Topic, TopicReader
from pipelines.conform.narrative.wording_file import NarrativeWording
from pipelines.conform.statements import COORDINATES

VALUE = Decimal("0.0001")


class ClaimRecords(Ledger):
    """Writes claims, and the statements that they imply, into the reading."""

    def _claim(
        self, sentence: Sentence, spoken: Spoken, claim: Claim, topics: TopicReader, told: Told
    ) -> None:
        about = self._about(sentence, spoken, claim, topics, told)
        parent = told.change if claim.kind in ("change_rate", "driver") else None
        if claim.kind != "share" and not (about or parent or claim.base):
            return
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
        claim_id = derived_id(spot.pop("statement_id"), claim.kind)
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
                "statement_id": derived_id(record["claim_id"], "implied"),
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
