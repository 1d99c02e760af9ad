"""What a plant did: every text that was changed, and the copy of the disclosure that has it.

Belongs here: the record of a planted error and making the copy. Does not belong here: choosing
what to change.
"""

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass, replace
from itertools import chain

from tests.typesetter.disclosure import Form, Narrative
from tests.typesetter.generated_disclosure import GeneratedDisclosure
from tests.typesetter.planting.sheet import Place, Sheet, sheets

NARRATIVE = "narrative"


class NotPlantable(ValueError):
    """The disclosure has no place for this kind of error."""


@dataclass(frozen=True)
class Change:
    """One printed text before and after; '' after where it is gone.

    row_label and column_label are as the reader states them; both are '' for a title or unit line.
    """

    form_code: str
    row_label: str
    column_label: str
    before: str
    after: str


@dataclass(frozen=True)
class PlantedError:
    """One error: its kind, its changes (the telling one first), and the cause that explains it.

    cause: the name of the cause that reproduces the planted number; None where no arithmetic does.
    """

    kind: str
    cause: str | None
    changes: tuple[Change, ...]

    @property
    def form_code(self) -> str:
        return self.changes[0].form_code

    @property
    def row_label(self) -> str:
        return self.changes[0].row_label

    @property
    def column_label(self) -> str:
        return self.changes[0].column_label

    @property
    def printed_before(self) -> str:
        return self.changes[0].before

    @property
    def printed_after(self) -> str:
        return self.changes[0].after


Planted = tuple[GeneratedDisclosure, PlantedError]


def copy_of(generated: GeneratedDisclosure) -> GeneratedDisclosure:
    """A copy whose parts can be altered."""
    return replace(generated, disclosure=deepcopy(generated.disclosure))


def plant_cells(
    generated: GeneratedDisclosure, kind: str, cause: str | None, texts: Mapping[Place, str]
) -> Planted:
    """Print other texts in the given cells, the telling one first."""
    known = {sheet.number: sheet for sheet in sheets(generated)}
    changes = tuple(_change(known[place.form], place, text) for place, text in texts.items())
    changes = tuple(change for change in changes if change.before != change.after)
    if not changes:
        raise NotPlantable(kind)
    copy = copy_of(generated)
    forms = copy.disclosure.forms()
    for place, text in texts.items():
        forms[place.form].rows[place.row][place.column] = text
    return copy, PlantedError(kind, cause, changes)


def _change(sheet: Sheet, place: Place, after: str) -> Change:
    return Change(
        sheet.form_code,
        sheet.label(place.row, place.column),
        sheet.column_label(place.column),
        sheet.form.rows[place.row][place.column],
        after,
    )


def plant_without_row(
    generated: GeneratedDisclosure, kind: str, cause: str, sheet: Sheet, row: int
) -> Planted:
    """Leave out a row of a form."""
    gone = [Place(sheet.number, row, column) for column in sheet.measures]
    changes = tuple(_change(sheet, place, "") for place in gone)
    copy = copy_of(generated)
    del copy.disclosure.forms()[sheet.number].rows[row]
    return copy, PlantedError(kind, cause, tuple(change for change in changes if change.before))


def plant_form(
    generated: GeneratedDisclosure, kind: str, cause: str | None, sheet: Sheet, **fields: object
) -> Planted:
    """Print a form with other furniture (title, unit line, header)."""
    copy = copy_of(generated)
    form = copy.disclosure.forms()[sheet.number]
    altered = replace(form, **fields)  # type: ignore[arg-type]
    changes = tuple(Change(sheet.form_code, "", "", *pair) for pair in _furniture(form, altered))
    parts = [altered if part is form else part for part in copy.disclosure.parts]
    return (
        replace(copy, disclosure=replace(copy.disclosure, parts=parts)),
        PlantedError(kind, cause, changes),
    )


def _furniture(before: Form, after: Form) -> list[tuple[str, str]]:
    headers = zip(chain(*before.header), chain(*after.header), strict=True)
    pairs = [(before.title or "", after.title or ""), (before.unit or "", after.unit or "")]
    return [(old, new) for old, new in (*pairs, *headers) if old != new]


def plant_text(
    generated: GeneratedDisclosure,
    kind: str,
    cause: str,
    where: tuple[int, int],
    span: tuple[int, int],
    after: str,
) -> Planted:
    """Print another number in the text: `where` is part and line, `span` its first and last + 1.

    The change's row label is the line as far as the number.
    """
    copy = copy_of(generated)
    part = copy.disclosure.parts[where[0]]
    assert isinstance(part, Narrative)
    lines = part.text.split("\n")
    line = lines[where[1]]
    lines[where[1]] = line[: span[0]] + after + line[span[1] :]
    part.text = "\n".join(lines)
    change = Change(NARRATIVE, line[: span[0]], "", line[span[0] : span[1]], after)
    return copy, PlantedError(kind, cause, (change,))
