"""Projects of the text as records, with the parts that their budget names.

Which paragraphs tell of a project is found in projects.py.
"""

from dataclasses import dataclass

from pipelines.conform.narrative.ledger import Ledger
from pipelines.conform.narrative.paragraphs import Paragraph
from pipelines.conform.narrative.projects import ToldProject
from pipelines.conform.narrative.self_evaluations import SelfEvaluation
from pipelines.conform.narrative.sentences import Spoken
from pipelines.conform.narrative.told import Record, derived_id
from pipelines.conform.statements import place


@dataclass(frozen=True)
class ProjectRecords:
    """Writes projects into the reading of a document."""

    ledger: Ledger

    def project(self, told: ToldProject) -> None:
        """A project of the text; its amount is the one that its budget begins with."""
        amount = told.amount
        where = (
            amount[0].place(amount[1].quantity.first, amount[1].quantity.last) if amount else None
        )
        where = where or told.title.box
        spot = place(self.ledger.document_id, where.page, where.box)
        record = self.ledger.whose() | {
            "project_id": derived_id(str(spot.pop("statement_id")), "project"),
            "project_name": told.name or told.title.text,
            "unit_name": told.text("unit"),
            "period_text": told.text("period"),
            "basis_text": told.text("basis"),
            "goal_text": told.text("goal"),
            "stated_in": "narrative",
            **spot,
            "read_by": "text",
            "confidence": 1.0,
        }
        self.ledger.reading.project.append(record)
        if amount and amount[1].quantity.value is not None:
            paragraph, quantity = amount[0], amount[1].quantity
            record["amount_yuan"] = quantity.value
            record["printed_text"] = paragraph.printed(quantity.first, quantity.last)
            record |= {"printed_decimals": quantity.decimals, "unit": quantity.printed_unit}
            self.ledger.mark(paragraph, quantity, "core.fct_project", record["project_id"])
        for paragraph, spoken in told.parts:
            self._project_part(told, record, paragraph, spoken)

    def self_evaluation(self, told: SelfEvaluation) -> None:
        """A project with its adjusted budget and its execution."""
        paragraph, final = told.paragraph, told.final.quantity
        where = paragraph.place(final.first, final.last)
        spot = place(self.ledger.document_id, where.page, where.box)
        project_id = derived_id(str(spot.pop("statement_id")), "project")
        record = self.ledger.whose() | {
            "project_id": project_id,
            "project_name": told.name,
            "amount_yuan": final.value,
            "adjusted_yuan": told.adjusted.quantity.value,
            "final_yuan": final.value,
            "execution_ratio": told.execution_ratio,
            "printed_text": paragraph.printed(final.first, final.last),
            "printed_decimals": final.decimals,
            "unit": final.printed_unit,
            "stated_in": "narrative",
            **spot,
            "read_by": "text",
            "confidence": 1.0,
        }
        self.ledger.reading.project.append(record)
        for spoken in (told.adjusted, told.final, told.completion):
            if spoken:
                self.ledger.mark(paragraph, spoken.quantity, "core.fct_project", project_id)

    def _project_part(
        self, told: ToldProject, whole: Record, paragraph: Paragraph, spoken: Spoken
    ) -> None:
        """An amount inside the budget of a project: a row below it, or the whole again."""
        quantity, name = spoken.quantity, told.name_of(spoken)
        if quantity.value is None:
            return
        if name is None:
            if quantity.value == whole.get("amount_yuan"):
                self.ledger.mark(paragraph, quantity, "core.fct_project", whole["project_id"])
            return
        where = paragraph.place(quantity.first, quantity.last)
        spot = place(self.ledger.document_id, where.page, where.box)
        record = self.ledger.whose() | {
            "project_id": derived_id(str(spot.pop("statement_id")), "project"),
            "parent_project_id": whole["project_id"],
            "project_name": name,
            "amount_yuan": quantity.value,
            "printed_text": paragraph.printed(quantity.first, quantity.last),
            "printed_decimals": quantity.decimals,
            "unit": quantity.printed_unit,
            "stated_in": "narrative",
            **spot,
            "read_by": "text",
            "confidence": 1.0,
        }
        self.ledger.reading.project.append(record)
        self.ledger.mark(paragraph, quantity, "core.fct_project", record["project_id"])
