"""What the note under a form says of its budget columns: 预算数为全年预算数, the adjusted ones.

Phases that heads say are told by columns.py, those of titles by title_time.py.
"""

from collections.abc import Sequence
from dataclasses import replace

from pipelines.conform.captions import joined
from pipelines.conform.forms.figures import Figure
from pipelines.conform.forms.form import Form
from pipelines.conform.forms.wordings import Wordings


def with_adjusted_budgets(
    figures: Sequence[Figure], form: Form, wordings: Wordings
) -> list[Figure]:
    """The figures; where the note says so, budgets that no head puts at the start of the year are
    adjusted ones."""
    if not _says_adjusted(form, wordings):
        return list(figures)
    return [_adjusted(figure, wordings) for figure in figures]


def _says_adjusted(form: Form, wordings: Wordings) -> bool:
    notes = [text.squeezed for part in form.parts for text in joined(part.below)]
    return any(pattern.search(note) for note in notes for pattern in wordings.adjusted_notes)


def _adjusted(figure: Figure, wordings: Wordings) -> Figure:
    sets = figure.coordinates
    at_start = wordings.start_of_year.search(figure.column.label)
    if sets is None or sets.get("phase") != "budget" or at_start:
        return figure
    return replace(figure, coordinates={**sets, "phase": "adjusted"})
