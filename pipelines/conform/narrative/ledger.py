"""What the text of one document came to, and how what is told becomes a record with its place.

Which record a number becomes is decided in paragraph_reading.py.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

from pipelines.conform.identity import Identity
from pipelines.conform.narrative.amount_phrases import Quantity
from pipelines.conform.narrative.claims import Base, Claim
from pipelines.conform.narrative.meanings import Meaning
from pipelines.conform.narrative.paragraphs import Paragraph
from pipelines.conform.narrative.sentences import Sentence, Spoken
from pipelines.conform.narrative.statistics import FoundStatistic, StatisticReader
from pipelines.conform.narrative.told import Known, Record, derived_id, known_of
from pipelines.conform.narrative.topics import Topic
from pipelines.conform.statements import place, sheet_of

Mark = tuple[int, int, int]
VALUE = Decimal("0.0001")


@dataclass
class NarrativeReading:
    """Records by stage frame; `marks` tell which letters each of them claims."""

    statement: list[Record] = field(default_factory=list)
    claim: list[Record] = field(default_factory=list)
    statistic: list[Record] = field(default_factory=list)
    passage: list[Record] = field(default_factory=list)
    project: list[Record] = field(default_factory=list)
    unread: list[tuple[Record, str]] = field(default_factory=list)
    marks: dict[Mark, tuple[str, str]] = field(default_factory=dict)


@dataclass(eq=False)
class ToldClaim:
    """One claim and what it is tied to; the reason is added where the text gives it."""

    claim: Claim
    sentence: Sentence
    about: Known | None = None
    denominator: Known | None = None
    parent: "ToldClaim | None" = None
    statistic: Record | None = None
    whole_statistic: Record | None = None
    is_certain: bool = True
    reason: str | None = None

    @property
    def base(self) -> Base | None:
        """What it compares with: in its own words, or in those of the change it belongs to."""
        return self.claim.base or (self.parent.base if self.parent else None)

    @property
    def key(self) -> tuple[int, int]:
        """Where it stands in its paragraph."""
        return self.claim.quantity.first, self.claim.quantity.last


@dataclass(frozen=True)
class Ledger:
    """The reading of one document, and everything that stays the same while it is written."""

    document_id: str
    identity: Identity
    reading: NarrativeReading

    def amount(
        self, topic: Topic, meaning: Meaning, sentence: Sentence, quantity: Quantity, heading: str
    ) -> Known:
        """Write a statement of the text."""
        found = meaning.coordinates
        record = {
            "document_id": self.document_id,
            "organisation_name": self.identity.organisation_name,
            "fiscal_year": meaning.fiscal_year,
            "phase": meaning.phase,
            "scope": self.identity.scope,
            **found,
            "line_kind": line_kind(found),
            "amount_yuan": quantity.value,
            "printed_text": sentence.paragraph.printed(quantity.first, quantity.last),
            "printed_decimals": quantity.decimals,
            "unit": quantity.printed_unit,
            "unit_source": "cell",
            "row_label": topic.text,
            "column_label": heading,
            "code_source": topic.code_source,
            "stated_in": "narrative",
            "read_by": "text",
            "confidence": 1.0,
            **self.place_of(sentence, quantity.first, quantity.last),
            **sheet_of(*sentence.paragraph.place(quantity.first, quantity.last)),
        }
        self.reading.statement.append(record)
        self.mark(sentence.paragraph, quantity, "core.fct_amount", record["statement_id"])
        return known_of(record)

    def statistic(self, found: FoundStatistic, sentence: Sentence, spoken: Spoken) -> str:
        """Write a statistic; its id."""
        quantity = spoken.quantity
        spot = self.place_of(sentence, quantity.first, quantity.last)
        told_in = self.place_of(sentence, sentence.first, sentence.first + 1)
        statistic_id = derived_id(spot.pop("statement_id"), found.statistic_code)
        record = {
            "statistic_id": statistic_id,
            **self.whose(),
            "statistic_code": found.statistic_code,
            "kind": found.kind,
            "threshold_yuan": found.threshold_yuan,
            "as_of": found.as_of,
            "sentence_id": told_in["statement_id"],
            "value": quantity.value,
            "unit": StatisticReader.unit_of(found.statistic_code),
            "printed_unit": quantity.printed_unit,
            "printed_decimals": quantity.decimals,
            "printed_text": sentence.paragraph.printed(quantity.first, quantity.last),
            "subject_text": spoken.lead.strip("，,;:、 ")[-30:],
            **spot,
            "read_by": "text",
            "confidence": 1.0,
        }
        self.reading.statistic.append(record)
        self.mark(sentence.paragraph, quantity, "core.fct_statistic", statistic_id)
        return statistic_id

    def claim(self, told: ToldClaim) -> None:
        """Write a claim, and what it implies of the year before."""
        claim, quantity = told.claim, told.claim.quantity
        record = {
            **self.whose(),
            "claim_id": self.claim_id(told),
            "kind": claim.kind,
            "direction": claim.direction,
            **_ties(told, self.claim_id),
            **_base_columns(told.base),
            "value": claim.value,
            "unit": quantity.unit or None,
            "printed_unit": quantity.printed_unit or None,
            "printed_decimals": quantity.decimals if quantity.printed_unit else None,
            "printed_text": told.sentence.paragraph.printed(quantity.first, quantity.last),
            "value_recomputed": recomputed(told),
            "subject_text": told.about.row_label if told.about else claim.words[-30:],
            "reason_text": told.reason,
            "unread": quantity.unread,
            **self._spot(told),
            "read_by": "text",
            "confidence": 1.0,
        }
        if told.about:
            record |= {"fiscal_year": told.about.fiscal_year, "phase": told.about.phase}
        self.reading.claim.append(record)
        self.mark(told.sentence.paragraph, quantity, "core.fct_claim", record["claim_id"])
        self._imply(told, record)

    def claim_id(self, told: ToldClaim) -> str:
        """The id of a claim: its place and its kind."""
        spot = self.place_of(told.sentence, *told.key)
        return derived_id(str(spot["statement_id"]), told.claim.kind)

    def _spot(self, told: ToldClaim) -> Record:
        spot = self.place_of(told.sentence, *told.key)
        spot.pop("statement_id")
        return spot

    def _imply(self, told: ToldClaim, record: Record) -> None:
        """Last year's amount, as this year's less the change, is a statement of its own kind."""
        about, base, value = told.about, told.base, told.claim.value
        if told.claim.kind != "change" or not about or value is None or not base:
            return
        is_sure = told.is_certain and not told.sentence.is_damaged
        if not is_sure or about.amount_yuan is None or about.stated_in != "narrative":
            return
        phase = base.phase or about.phase
        if phase != about.phase or base.year != about.fiscal_year - 1:
            return
        this = next(s for s in self.reading.statement if s["statement_id"] == about.statement_id)
        implied = {
            "statement_id": derived_id(record["claim_id"], "implied"),
            "fiscal_year": base.year,
            "amount_yuan": about.amount_yuan - value,
            "printed_text": record["printed_text"],
            "printed_decimals": min(told.claim.quantity.decimals, about.decimals),
            "unit": told.claim.quantity.printed_unit,
            "stated_in": "implied",
            "form_code": None,
            **{name: record[name] for name in ("page", "x0", "top", "x1", "bottom")},
        }
        self.reading.statement.append(this | implied)

    def place_of(self, sentence: Sentence, first: int, last: int) -> Record:
        """Page, box and id of a part of the paragraph."""
        where = sentence.paragraph.place(first, last)
        return place(self.document_id, where.page, where.box)

    def doubt(self, sentence: Sentence, spoken: Spoken, why: str) -> None:
        """A number that cannot be read for sure is set aside with its reason."""
        spot = self.place_of(sentence, spoken.quantity.first, spoken.quantity.last)
        spot.pop("statement_id")
        self.reading.unread.append((spot, why))

    def mark(self, paragraph: Paragraph, quantity: Quantity, table: str, owner: str) -> None:
        """The letters of a number are accounted for by a record."""
        for letter in paragraph.letters[quantity.first : quantity.last]:
            self.reading.marks[letter.page.number, id(letter.line), letter.at] = table, owner

    def whose(self) -> Record:
        """Whose number it is: document, organisation, year, phase and scope."""
        identity = self.identity
        return {
            "document_id": self.document_id,
            "organisation_name": identity.organisation_name,
            "fiscal_year": identity.fiscal_year,
            "phase": identity.phase,
            "scope": identity.scope,
        }


def _ties(told: ToldClaim, claim_id: Callable[[ToldClaim], str]) -> Record:
    """The ids of everything that a claim is tied to."""
    return {
        "statement_id": told.about.statement_id if told.about else None,
        "denominator_statement_id": told.denominator.statement_id if told.denominator else None,
        "parent_claim_id": claim_id(told.parent) if told.parent else None,
        "statistic_id": told.statistic["statistic_id"] if told.statistic else None,
        "denominator_statistic_id": (
            told.whole_statistic["statistic_id"] if told.whole_statistic else None
        ),
    }


def _base_columns(base: Base | None) -> Record:
    return {
        "base_year": base.year if base else None,
        "base_year_text": base.text if base else None,
        "base_phase": base.phase if base else None,
    }


def recomputed(told: ToldClaim) -> Decimal | None:
    """What the value of a rate, share or completion comes to; None where amounts are missing."""
    kind = told.claim.kind
    if told.statistic and told.whole_statistic:
        return _percent(told.statistic["value"], told.whole_statistic["value"])
    if told.statistic and kind == "change_rate" and told.parent and told.parent.claim.value:
        change = told.parent.claim.value
        return _percent(change, told.statistic["value"] - change)
    if not told.about or told.about.amount_yuan is None:
        return None
    if kind == "change_rate" and told.parent and told.parent.claim.value is not None:
        change = told.parent.claim.value
        return _percent(change, told.about.number - change)
    if kind == "change_rate" and told.denominator:
        return _percent(told.about.number - told.denominator.number, told.denominator.number)
    if kind in ("share", "completion") and told.denominator:
        return _percent(told.about.number, told.denominator.number)
    return None


def _percent(part: Decimal, whole: Decimal) -> Decimal | None:
    return (part / whole * 100).quantize(VALUE, ROUND_HALF_UP) if whole else None


def line_kind(found: Mapping[str, str | None]) -> str:
    """leaf, subtotal or total, as the coordinates of an amount of the text say."""
    code, item = found["function_code"], found["item_code"]
    if code:
        return "leaf" if len(code) == 7 else "subtotal"
    if economic := found.get("economic_code"):
        return "leaf" if len(economic) == 5 else "subtotal"
    if item:
        parts = {"official_vehicle": "subtotal", "three_public": "total"}
        return parts.get(item, "total" if item.endswith(("total", "year")) else "leaf")
    return "leaf" if found["flow"] == "revenue" else "total"
