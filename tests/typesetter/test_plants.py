"""Planted documents differ from their sound twins in the planted places and nowhere else."""

from collections import Counter
from collections.abc import Iterator
from itertools import zip_longest
from typing import Any

import pytest

from pipelines.extract.reader import read_document
from tests.conform.conforming import conform_tree
from tests.typesetter import typeset_bytes
from tests.typesetter.disclosure import Disclosure, Form, Narrative, Row
from tests.typesetter.generated_disclosure import GeneratedDisclosure
from tests.typesetter.planting.planted import NARRATIVE, Change, PlantedError
from tests.typesetter.planting.sheet import number_of
from tests.typesetter.plants import PER_KIND, PLANTS, PlantedPair, planted_disclosures

PAIRS = list(planted_disclosures())
CAUSES = {
    None, "sign", "parent_blank", "row_absent", "sum_of_levels", "truncated_sum",
    "figure_of_other_form", "unit_scale", "prior_year_value", "transposed_digits",
    "digit_changed",
}  # fmt: skip
every_pair = pytest.mark.parametrize("pair", PAIRS, ids=[name for name, *_ in PAIRS])
# One of each kind is enough to see that print and reading keep the error.
printed_pairs = pytest.mark.parametrize(
    "pair", PAIRS[::PER_KIND], ids=[name for name, *_ in PAIRS[::PER_KIND]]
)


def test_there_are_five_documents_of_each_kind() -> None:
    kinds = Counter(error.kind for _, _, _, error in PAIRS)
    assert kinds == dict.fromkeys(PLANTS, PER_KIND)
    assert len(PAIRS) >= 60 and len(kinds) >= 12
    organisations = {sound.figures.organisation for _, sound, _, _ in PAIRS}
    assert len(organisations) == len(PAIRS)


def test_the_documents_are_always_the_same() -> None:
    assert [(name, error) for name, _, _, error in planted_disclosures()] == [
        (name, error) for name, _, _, error in PAIRS
    ]


@every_pair
def test_only_the_planted_places_differ(pair: PlantedPair) -> None:
    _, sound, spoilt, error = pair
    found = list(differences(sound.disclosure, spoilt.disclosure))
    planted = [(change.before, change.after) for change in error.changes]
    if error.kind == "row_dropped":
        planted += labels_of(sound, error)
    assert sorted(found) == sorted(planted)
    assert error.printed_before != error.printed_after
    assert error.cause in CAUSES


def labels_of(sound: GeneratedDisclosure, error: PlantedError) -> list[tuple[str, str]]:
    """The code and the name of the row that was left out."""
    amounts = {change.before for change in error.changes}
    rows = [row for row in sound.form(error.form_code).rows if amounts <= set(row)]
    (row,) = (row for row in rows if error.row_label in row)
    return [(text, "") for text in row if text and text not in amounts]


def differences(sound: Disclosure, spoilt: Disclosure) -> Iterator[tuple[str, str]]:
    """Each text of the one document that is not at its place in the other; parts stay in order."""
    for before, after in zip(sound.parts, spoilt.parts, strict=True):
        if isinstance(before, Form) and isinstance(after, Form):
            yield from _in_form(before, after)
        elif isinstance(before, Narrative) and isinstance(after, Narrative):
            yield from _in_text(before.text, after.text)
        else:
            assert before == after


def _in_form(before: Form, after: Form) -> Iterator[tuple[str, str]]:
    furniture = zip(_furniture(before), _furniture(after), strict=True)
    yield from (pair for pair in furniture if pair[0] != pair[1])
    rows = list(after.rows)
    if len(rows) < len(before.rows):
        rows.insert(_first_missing(before.rows, rows), [""] * len(before.widths))
    for old, new in zip(before.rows, rows, strict=True):
        yield from (pair for pair in zip(old, new, strict=True) if pair[0] != pair[1])


def _furniture(form: Form) -> Row:
    header = [text for row in form.header for text in row]
    return [form.title or "", form.unit or "", form.signature or "", *form.notes, *header]


def _first_missing(before: list[Row], after: list[Row]) -> int:
    pairs = zip_longest(before, after)
    return next(number for number, (old, new) in enumerate(pairs) if old != new)


def _in_text(before: str, after: str) -> Iterator[tuple[str, str]]:
    """The words between what both texts begin and end with, widened to the whole number."""
    if before == after:
        return
    pairs = enumerate(zip(before, after, strict=True))
    places = [at for at, (old, new) in pairs if old != new]
    first, last = places[0], places[-1] + 1
    while before[first - 1] in "0123456789,.":
        first -= 1
    while before[last] in "0123456789,.":
        last += 1
    yield before[first:last], after[first:last]


@printed_pairs
def test_the_error_is_read_from_the_pdf_and_nothing_else_changes(pair: PlantedPair) -> None:
    _, sound, spoilt, error = pair
    before, after = (read(one.disclosure) for one in (sound, spoilt))
    if error.form_code == NARRATIVE or error.kind in ("code_wrong", "year_wrong"):
        # What the forms print for amounts is as it was.
        assert before == after
        return
    gone = Counter(place(change, change.before) for change in error.changes if change.before)
    come = Counter(place(change, change.after) for change in error.changes if change.after)
    if error.changes[0].column_label:
        assert before - after == in_numbers(gone)
        assert after - before == in_numbers(come)


def in_numbers(places: Counter[tuple[str, ...]]) -> Counter[tuple[str, ...]]:
    return Counter({key: n for key, n in places.items() if number_of(key[-1]) is not None})


def place(change: Change, text: str) -> tuple[str, ...]:
    return (change.form_code, change.row_label, change.column_label, text)


def read(disclosure: Disclosure) -> Counter[tuple[str, ...]]:
    """(form, row, column, printed number) of all amounts of the forms of the printed document."""
    conformed = conform_tree(read_document(typeset_bytes(disclosure)))
    return Counter(
        tuple(str(s[name]) for name in ("form_code", "row_label", "column_label", "printed_text"))
        for s in conformed.statement
        if s["stated_in"] == "table" and is_number(s)
    )


def is_number(statement: dict[str, Any]) -> bool:
    return statement.get("amount_yuan") is not None


def test_each_error_says_where_it_is() -> None:
    for _, _, spoilt, error in PAIRS:
        if error.form_code == NARRATIVE:
            assert any(error.row_label + error.printed_after in text for text in texts(spoilt))
        else:
            assert error.form_code in spoilt.form_codes
            assert_printed(error, spoilt.form(error.form_code))


def texts(spoilt: Any) -> list[str]:
    return [part.text for part in spoilt.disclosure.parts if isinstance(part, Narrative)]


def assert_printed(error: PlantedError, form: Form) -> None:
    printed = [*_furniture(form), *(cell for row in form.rows for cell in row)]
    for change in error.changes:
        assert change.after in printed or error.kind == "row_dropped"
