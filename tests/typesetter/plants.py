"""The documents with planted errors: five of each kind, each beside its sound twin.

Belongs here: which error goes into which generated disclosure. Does not belong here: what an error
changes (see `planting/`).
"""

from collections.abc import Callable, Iterator
from random import Random

from tests.typesetter.generated_disclosure import GeneratedDisclosure, generate
from tests.typesetter.planting import misprints, wrong_sums
from tests.typesetter.planting.planted import NotPlantable, Planted, PlantedError
from tests.typesetter.typesetting import typeset_bytes

PER_KIND = 5
# Each kind has seeds of its own, so that no two planted documents are of one organisation.
SEEDS_PER_KIND = 20
Plant = Callable[[GeneratedDisclosure, Random], Planted]
PLANTS: dict[str, Plant] = {
    "digit_changed": misprints.digit_changed,
    "row_dropped": misprints.row_dropped,
    "unit_switched": wrong_sums.unit_switched,
    "sum_wrong": wrong_sums.sum_wrong,
    "text_out_of_step": misprints.text_out_of_step,
    "code_wrong": misprints.code_wrong,
    "year_wrong": misprints.year_wrong,
    "sum_of_levels": wrong_sums.sum_of_levels,
    "truncated_sum": wrong_sums.truncated_sum,
    "sign": misprints.sign_added,
    "transposed_digits": misprints.transposed_digits,
    "parent_blank": wrong_sums.parent_blank,
    "figure_of_other_form": wrong_sums.figure_of_other_form,
    "prior_year_value": wrong_sums.prior_year_value,
}
PlantedPair = tuple[str, GeneratedDisclosure, GeneratedDisclosure, PlantedError]


def planted_disclosures() -> Iterator[PlantedPair]:
    """(name, sound, spoilt, error) of every planted document, always the same ones."""
    for number, kind in enumerate(PLANTS):
        yield from _planted_of_kind(kind, number * SEEDS_PER_KIND)


def planted_documents() -> Iterator[tuple[str, bytes, bytes, PlantedError]]:
    """(name, PDF of the sound twin, PDF with the error, the error) of every planted document.

    Twins are two vintages of one disclosure: check them in two runs, or only the later one counts.
    """
    for name, sound, spoilt, error in planted_disclosures():
        yield name, typeset_bytes(sound.disclosure), typeset_bytes(spoilt.disclosure), error


def _planted_of_kind(kind: str, first: int) -> Iterator[PlantedPair]:
    """The first disclosures from seed `first` on that have a place for this kind of error."""
    made = 0
    for seed in range(first, first + SEEDS_PER_KIND):
        sound = generate(seed)
        try:
            spoilt, error = PLANTS[kind](sound, Random(f"{kind}-{sound.name}"))
        except NotPlantable:
            continue
        yield f"{kind}-{sound.name}", sound, spoilt, error
        made += 1
        if made == PER_KIND:
            return
