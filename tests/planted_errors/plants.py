"""Which error goes into which sound disclosure: the list of kinds, of disclosures, of pairs.

Belongs here: choosing. Does not belong here: what an error changes (figures.py, rows.py,
sentences.py).
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random

import yaml

from tests.planted_errors import figures, rows, sentences
from tests.planted_errors.edits import Planted
from tests.planted_errors.printed import NotPlantable, Sound
from tests.typesetter.disclosure import Disclosure, Form, Narrative, read_disclosure
from tests.typesetter.generated_disclosure import generate

Plant = Callable[[Sound, Random], Planted]
KINDS: dict[str, Plant] = {
    plant.__name__: plant
    for plant in (
        figures.transposed_digits, figures.digit_changed, figures.decimal_slip_one,
        figures.decimal_slip_two, figures.unit_slip, figures.sign, figures.neighbours_swapped,
        figures.parent_repeated, figures.figure_of_other_form, figures.figure_of_last_year,
        rows.row_lost, rows.row_doubled, rows.total_of_levels, rows.truncated_sum,
        rows.blank_total, rows.blank_parent, rows.unit_in_title, rows.code_of_other_name,
        rows.year_in_title, rows.organisation_in_title,
        sentences.truncated_percentage, sentences.rate_on_this_year,
        sentences.rate_on_other_amount, sentences.share_of_other_total,
        sentences.base_and_plan_swapped, sentences.completion_wrong,
        sentences.change_of_wrong_sign, sentences.text_total, sentences.text_of_last_year,
        sentences.comparison_false, sentences.vehicles_not_their_kinds,
        sentences.day_of_another_year, sentences.left_over_of_template,
    )
}  # fmt: skip
TYPESET = Path(__file__).parents[1] / "typesetter" / "disclosures"
MENDED = Path(__file__).with_name("mended.yaml")
# Of the layouts that are generated, so many organisations each.
GENERATED = 9


@dataclass(frozen=True)
class Case:
    """One planted error: its kind, the sound twin and the spoilt copy."""

    kind: str
    sound: Sound
    planted: Planted

    @property
    def name(self) -> str:
        return f"{self.sound.name}/{self.kind}"


def cases(per_kind: int) -> Iterator[Case]:
    """So many errors of each kind, over all disclosures that have a place for them, in turn."""
    sounds = sound_disclosures()
    for number, (kind, plant) in enumerate(KINDS.items()):
        turned = sounds[number % len(sounds) :] + sounds[: number % len(sounds)]
        yield from _of_kind(kind, plant, turned, per_kind)


def _of_kind(kind: str, plant: Plant, sounds: list[Sound], per_kind: int) -> Iterator[Case]:
    made = 0
    for round_ in range(per_kind):
        for sound in sounds:
            try:
                planted = plant(sound, Random(f"{kind}-{sound.name}-{round_}"))
            except NotPlantable:
                continue
            yield Case(kind, sound, planted)
            made += 1
            if made == per_kind:
                return


@cache
def sound_disclosures() -> list[Sound]:
    """The samples, their misprints mended, and generated ones of three further layouts."""
    mended = yaml.safe_load(MENDED.read_text(encoding="utf-8"))
    samples = [Sound(name, name, _mended(name, words)) for name, words in sorted(mended.items())]
    made = [generate(seed) for seed in range(GENERATED)]
    return samples + [Sound(each.name, each.layout, each.disclosure) for each in made]


def _mended(name: str, words: list[list[str]]) -> Disclosure:
    """A sample with the words put right; a text in a file of its own is joined to its forms."""
    disclosure = read_disclosure(TYPESET / name)
    if (text := TYPESET / name.replace("-tables", "-text")) != TYPESET / name:
        disclosure.parts += read_disclosure(text).parts
    for wrong, right in words:
        places = [part for part in disclosure.parts if _replace(part, wrong, right)]
        if not places:
            raise ValueError(f"{name} does not print {wrong}")
    return disclosure


def _replace(part: object, wrong: str, right: str) -> bool:
    match part:
        case Narrative() if wrong in part.text:
            part.text = part.text.replace(wrong, right)
            return True
        case Form() if part.title == wrong:
            part.notes = [right]
            return True
        case Form() if any(wrong in note for note in part.notes):
            part.notes = [note.replace(wrong, right) for note in part.notes]
            return True
        case _:
            return False
