"""The text of one document: statements, claims, statistics and passages from its paragraphs.

What single words mean is in the modules beside this one and in layouts/narrative.yaml; this one
keeps track of what a paragraph is about.
"""

from collections.abc import Mapping, Sequence

from pipelines.conform.identity import Identity
from pipelines.conform.narrative.amount_phrases import Quantity
from pipelines.conform.narrative.claim_records import ClaimRecords
from pipelines.conform.narrative.claims import claim_of
from pipelines.conform.narrative.function_names import function_names
from pipelines.conform.narrative.ledger import NarrativeReading, Record, Told, derived_id
from pipelines.conform.narrative.paragraphs import Paragraph, paragraphs_of
from pipelines.conform.narrative.passages import passages_of
from pipelines.conform.narrative.project_records import ProjectRecords
from pipelines.conform.narrative.projects import projects_of
from pipelines.conform.narrative.sentences import (
    Section,
    Sentence,
    Spoken,
    sections_of,
    sentences_of,
)
from pipelines.conform.narrative.statistics import StatisticReader
from pipelines.conform.narrative.subjects import Topic, TopicReader
from pipelines.conform.narrative.wording_file import load_wording
from pipelines.conform.statements import COORDINATES, sheet_of
from pipelines.extract.document_tree import DocumentTree
from pipelines.locations import CODES, LAYOUTS


class NarrativeReader(ClaimRecords, ProjectRecords):
    """Reads the numbers of paragraphs, one after the other."""

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
        # digits left in the lead are the beginning of a number that is not well formed
        topic = topics.read(spoken.lead.rstrip("0123456789，."), told.topic)
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
            **sheet_of(*sentence.paragraph.place(quantity.first, quantity.last)),
        }

    def _statistic(self, sentence: Sentence, spoken: Spoken, code: str) -> None:
        quantity = spoken.quantity
        if quantity.value is None:
            self._doubt(sentence, spoken, True)
            return
        spot = self._place(sentence, quantity.first, quantity.last)
        record = {
            "statistic_id": derived_id(spot.pop("statement_id"), code),
            **self._whose(),
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
    for project in projects_of(placed, wording):
        reader.project(project)
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
