"""A form of a document as it was found: its title, unit and columns, and its parts in page order.

Only the shape belongs here; finding forms is in recognition.py, reading them in reading.py.
"""

from dataclasses import dataclass, field

from pipelines.conform.captions import Text
from pipelines.conform.forms.columns import Column
from pipelines.conform.forms.wordings import Proposal
from pipelines.extract.document_tree import Page, Table


@dataclass(frozen=True)
class FormPart:
    """The rows of a form that stand on one page; `places` maps its columns to this table's.

    Of a strip of columns the first `lent` columns are labels that the page before prints.
    """

    page: Page
    table: Table
    header_row: int
    first_row: int
    places: tuple[int | None, ...]
    below: tuple[Text, ...]
    lent: int = 0


@dataclass
class Form:
    """One form of a document; `form_code` is known once the axis of its rows is."""

    proposal: Proposal
    title: str
    unit: str | None
    unit_source: str
    columns: list[Column]
    parts: list[FormPart] = field(default_factory=list)
    form_code: str | None = None


@dataclass(frozen=True)
class UnknownTable:
    """A table that no known form accounts for."""

    page: Page
    table: Table
    title: str | None
