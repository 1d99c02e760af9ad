"""The text of one document: statements, claims, statistics, passages and projects.

Puts the modules beside this one to work in order; what a paragraph says is read there.
"""

from collections.abc import Sequence

from pipelines.conform.identity import Identity
from pipelines.conform.narrative.claim_tying import ClaimTying
from pipelines.conform.narrative.claims import ClaimReader
from pipelines.conform.narrative.function_names import function_names
from pipelines.conform.narrative.ledger import Ledger, NarrativeReading
from pipelines.conform.narrative.meanings import FormAmounts
from pipelines.conform.narrative.paragraph_reading import ParagraphReader
from pipelines.conform.narrative.paragraphs import paragraphs_of
from pipelines.conform.narrative.passages import passages_of
from pipelines.conform.narrative.project_records import ProjectRecords
from pipelines.conform.narrative.projects import projects_of
from pipelines.conform.narrative.sections import sections_of
from pipelines.conform.narrative.self_evaluations import self_evaluations_of
from pipelines.conform.narrative.statistics import StatisticReader
from pipelines.conform.narrative.told import Record, is_evidence, known_of
from pipelines.conform.narrative.topics import TopicReader
from pipelines.conform.narrative.unit_sections import with_units
from pipelines.conform.narrative.wording_file import load_wording
from pipelines.extract.document_tree import DocumentTree
from pipelines.locations import CODES, LAYOUTS


def read_narrative(
    document_id: str, tree: DocumentTree, identity: Identity, tables: Sequence[Record]
) -> NarrativeReading:
    """Everything that the text states; `tables` are the statements of the document's forms."""
    wording = load_wording(LAYOUTS)
    ledger = Ledger(document_id, identity, NarrativeReading())
    evidence = [known_of(record) for record in tables if is_evidence(record)]
    year, phase = identity.fiscal_year, identity.phase
    reader = ParagraphReader(
        ledger=ledger,
        topics=TopicReader(wording, function_names(tables, CODES, year, wording), year, phase),
        statistics=StatisticReader(wording, year, phase),
        tying=ClaimTying(ClaimReader(wording, year), evidence, phase, FormAmounts(evidence)),
    )
    placed = list(with_units(list(sections_of(paragraphs_of(tree), wording)), wording))
    for paragraph, section in placed:
        reader.paragraph(paragraph, section)
    reader.finish()
    projects = ProjectRecords(ledger)
    for project in projects_of(placed, wording):
        projects.project(project)
    for evaluation in self_evaluations_of(placed, wording):
        projects.self_evaluation(evaluation)
    ledger.reading.passage += passages_of(document_id, placed, wording)
    return ledger.reading
